"""Word files as Word leaves them after many hands: runs cut anywhere, each with the
session it comes from and all its properties, spelling marks and bookmarks between them."""
import base64
import io
import unicodedata
import zipfile
from xml.sax.saxutils import escape

FIXED_TIME = (2025, 3, 3, 8, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
OFFICE = "http://schemas.openxmlformats.org/"
MICROSOFT = "http://schemas.microsoft.com/office/"
SPACES = " ".join('xmlns:%s="%s"' % pair for pair in (
    ("wpc", MICROSOFT + "word/2010/wordprocessingCanvas"),
    ("mc", OFFICE + "markup-compatibility/2006"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("r", OFFICE + "officeDocument/2006/relationships"),
    ("m", OFFICE + "officeDocument/2006/math"),
    ("v", "urn:schemas-microsoft-com:vml"),
    ("wp", OFFICE + "drawingml/2006/wordprocessingDrawing"),
    ("w10", "urn:schemas-microsoft-com:office:word"),
    ("w", OFFICE + "wordprocessingml/2006/main"),
    ("w14", MICROSOFT + "word/2010/wordml"),
    ("w15", MICROSOFT + "word/2012/wordml"),
    ("w16se", MICROSOFT + "word/2015/wordml/symex"),
    ("wpg", MICROSOFT + "word/2010/wordprocessingGroup"),
    ("wps", MICROSOFT + "word/2010/wordprocessingShape"),
    ("a", OFFICE + "drawingml/2006/main"))) + ' mc:Ignorable="w14 w15 w16se"'
# Mean length of a run in characters, and how many documents have such runs.
HANDS = ((110, 0.34), (45, 0.38), (20, 0.17), (7, 0.11))
FONTS = ('<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" '
         'w:hAnsi="Times New Roman" w:cs="Times New Roman"/>')


class Pen:
    """Writes runs and paragraphs of one document."""

    def __init__(self, writer, form):
        self.w = writer
        self.form = form  # "NFC", "NFD" or "mixed"
        self.sessions = ["00%06X" % int(writer.random() * 0xFFFFFF) for _ in range(40)]
        self.mean = self.hand()
        self.count = 0

    def hand(self):
        left = self.w.random()
        for mean, part in HANDS:
            left -= part
            if left < 0:
                return mean
        return HANDS[0][0]

    def formed(self, text):
        if self.form == "NFC" or self.form == "mixed" and self.w.chance(0.5):
            return text
        return unicodedata.normalize("NFD", text)

    def pieces(self, text):
        out, at = [], 0
        while at < len(text):
            n = 1 + int(2 * self.mean * self.w.random())
            out.append(text[at:at + n])
            at += n
        return out

    def properties(self, bold, italic, extra):
        marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
        spacing = '<w:spacing w:val="%d"/>' % self.w.between(-8, -2) if extra else ""
        return ('<w:rPr>%s%s<w:color w:val="000000"/>%s<w:sz w:val="28"/><w:szCs w:val="28"/>'
                '<w:lang w:val="vi-VN"/></w:rPr>' % (FONTS, marks, spacing))

    def run(self, text, bold=False, italic=False):
        return '<w:r w:rsidR="%s" w:rsidRPr="%s">%s<w:t xml:space="preserve">%s</w:t></w:r>' % (
            self.w.often(self.sessions), self.w.often(self.sessions),
            self.properties(bold, italic, self.w.chance(0.2)), escape(text))

    def paragraph(self, text, align="both", bold=False, italic=False, style=""):
        w, runs = self.w, []
        for i, piece in enumerate(self.pieces(self.formed(text))):
            runs.append(self.run(piece, bold, italic))
            if w.chance(0.25):
                runs.append('<w:proofErr w:type="%s"/>' % ("spellStart", "spellEnd", "gramStart",
                                                           "gramEnd")[i % 4])
            if w.chance(0.02):
                runs.append("<w:r><w:lastRenderedPageBreak/></w:r>")
        self.count += 1
        if w.chance(0.1):
            runs.append('<w:bookmarkStart w:id="%d" w:name="_Hlk%d"/><w:bookmarkEnd w:id="%d"/>' % (
                self.count, 90000000 + self.count, self.count))
        name = '<w:pStyle w:val="%s"/>' % style if style else ""
        indent = '<w:ind w:firstLine="720"/>' if align == "both" else ""
        return ('<w:p w14:paraId="%08X" w14:textId="77777777" w:rsidR="%s" w:rsidRPr="%s" '
                'w:rsidRDefault="%s" w:rsidP="%s"><w:pPr>%s<w:widowControl w:val="0"/><w:spacing '
                'w:before="120" w:after="120" w:line="340" w:lineRule="exact"/>%s<w:jc w:val="%s"/>'
                '%s</w:pPr>%s</w:p>' % (
                    0x10000000 + self.count, w.often(self.sessions), w.often(self.sessions),
                    w.often(self.sessions), w.often(self.sessions), name, indent, align,
                    self.properties(bold, italic, False), "".join(runs)))

    def table(self, rows, widths, borders):
        """`rows` of cells; a cell is a list of finished paragraphs."""
        kind = "single" if borders else "nil"
        edges = "".join('<w:%s w:val="%s" w:sz="4" w:space="0" w:color="auto"/>' % (side, kind)
                        for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        out = ['<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>%s</w:tblBorders>'
               '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0"/></w:tblPr><w:tblGrid>%s'
               '</w:tblGrid>' % (sum(widths), edges,
                                 "".join('<w:gridCol w:w="%d"/>' % width for width in widths))]
        for row in rows:
            out.append('<w:tr w:rsidR="%s" w:rsidTr="%s">' % (self.w.often(self.sessions),
                                                              self.w.often(self.sessions)))
            for cell, width in zip(row, widths):
                out.append('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/>'
                           '</w:tcPr>%s</w:tc>' % (width, "".join(cell)))
            out.append("</w:tr>")
        return "".join(out) + "</w:tbl>"


# ---- the document -----------------------------------------------------------------------

LINE = ('<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><mc:AlternateContent><mc:Choice '
        'Requires="wps"><w:drawing><wp:inline><wp:extent cx="2052000" cy="0"/><wp:docPr id="1" '
        'name="Straight Connector 1"/><a:graphic><a:graphicData uri="' + MICROSOFT +
        'word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr/><wps:bodyPr/></wps:wsp>'
        '</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>'
        '<v:line from="0,0" to="161pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>')


def header(doc, pen):
    left = [pen.paragraph(doc["issuer"][0], "center"),
            pen.paragraph(doc["issuer"][1], "center", bold=True), LINE]
    right = [pen.paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center", bold=True),
             pen.paragraph("Độc lập - Tự do - Hạnh phúc", "center", bold=True), LINE]
    number = [pen.paragraph("Số: " + doc["number"], "center")]
    if doc["letter"]:
        number.append(pen.paragraph("V/v " + doc["subject"][3:], "center"))
    date = [pen.paragraph(doc["date"], "center", italic=True)]
    return pen.table([[left, right], [number, date]], [3600, 5700], False)


def body(doc, pen):
    out = []
    if doc["letter"]:
        out.append(pen.paragraph("Kính gửi: Các sở, ban, ngành; UBND các xã, phường.", "center"))
    else:
        out += [pen.paragraph(doc["type"], "center", bold=True),
                pen.paragraph(doc["subject"], "center", bold=True)]
    out += [pen.paragraph(line, italic=True) for line in doc["bases"]]
    for kind, content in doc["blocks"]:
        if kind == "table":
            rows = [[[pen.paragraph(cell, "left", bold=not i)] for cell in row]
                    for i, row in enumerate(content)]
            out.append(pen.table(rows, [600, 3600, 2000, 1700, 1400], True))
        elif kind == "heading":
            out.append(pen.paragraph(content, "left", bold=True, style="Heading1"))
        else:
            out.append(pen.paragraph(content))
    left = [pen.paragraph("Nơi nhận:", "left", bold=True, italic=True)]
    left += [pen.paragraph(line, "left") for line in doc["recipients"]]
    right = [pen.paragraph(line, "center", bold=True) for line in doc["signing"]]
    right.append(pen.paragraph(doc["signer"], "center", bold=True))
    out.append(pen.table([[left, right]], [4600, 4700], False))
    return "".join(out)


SECTION = ('<w:sectPr w:rsidR="00AB12CD"><w:headerReference w:type="default" r:id="rId4"/>'
           '<w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>'
           '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="720" '
           'w:footer="720" w:gutter="0"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>')
PAGE = ('<w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="center"/></w:pPr><w:r><w:fldChar '
        'w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE \\* MERGEFORMAT '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')


# ---- parts that are the same in every file -----------------------------------------------


def styles():
    names = ["Normal", "heading 1", "heading 2", "heading 3", "heading 4", "Default Paragraph Font",
             "Table Normal", "No List", "header", "footer", "Table Grid", "Normal (Web)", "Strong",
             "Emphasis", "Hyperlink", "List Paragraph", "Body Text", "Body Text Indent", "Balloon Text",
             "footnote text", "footnote reference", "page number", "Title", "Subtitle", "annotation text"]
    # Word lists some 370 latent styles before its own.
    latent = "".join('<w:lsdException w:name="style name %d" w:semiHidden="1" w:uiPriority="%d" '
                     'w:unhideWhenUsed="1"/>' % (i, i % 99) for i in range(370))
    own = "".join(
        '<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/>'
        '<w:link w:val="%sChar"/><w:uiPriority w:val="%d"/><w:qFormat/><w:rsid w:val="00%06X"/><w:pPr>'
        '<w:keepNext/><w:spacing w:before="%d" w:after="120"/>%s</w:pPr><w:rPr>%s<w:sz w:val="28"/>'
        '</w:rPr></w:style>' % (
            name.title().replace(" ", ""), name, name.title().replace(" ", ""), i, 7919 * i, 20 * i,
            '<w:outlineLvl w:val="%s"/>' % (int(name[-1]) - 1) if name.startswith("heading") else "",
            FONTS) for i, name in enumerate(names))
    return ("<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr>%s<w:sz w:val=\"28\"/></w:rPr>"
            "</w:rPrDefault><w:pPrDefault/></w:docDefaults><w:latentStyles w:count=\"376\">%s"
            "</w:latentStyles>%s</w:styles>" % (SPACES, FONTS, latent, own))


def numbering():
    levels = "".join(
        '<w:lvl w:ilvl="%d" w:tplc="0409000F"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%%%d."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" '
        'w:hanging="360"/></w:pPr></w:lvl>' % (i, i + 1, 720 * (i + 1)) for i in range(9))
    kinds = "".join('<w:abstractNum w:abstractNumId="%d"><w:nsid w:val="%08X"/>%s</w:abstractNum>' % (
        i, 0x11111111 + i * 7919, levels) for i in range(6))
    return "<w:numbering %s>%s%s</w:numbering>" % (SPACES, kinds, "".join(
        '<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i + 1, i) for i in range(6)))


def theme():
    fonts = "".join('<a:font script="%04d" typeface="Times New Roman"/>' % i for i in range(60))
    fills = "".join('<a:gs pos="%d"><a:schemeClr val="phClr"><a:tint val="%d"/></a:schemeClr></a:gs>'
                    % (i * 1000, i * 500) for i in range(40))
    return ('<a:theme xmlns:a="%sdrawingml/2006/main" name="Office Theme"><a:themeElements>'
            '<a:fontScheme name="Office"><a:majorFont>%s</a:majorFont><a:minorFont>%s</a:minorFont>'
            '</a:fontScheme><a:fmtScheme name="Office"><a:fillStyleLst>%s</a:fillStyleLst>'
            '</a:fmtScheme></a:themeElements></a:theme>' % (OFFICE, fonts, fonts, fills))


NOTES = ('<w:footnotes ' + SPACES + '><w:footnote w:type="separator" w:id="-1"><w:p><w:r>'
         '<w:separator/></w:r></w:p></w:footnote></w:footnotes>')
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PARTS = [("styles", MAIN + "styles+xml"), ("numbering", MAIN + "numbering+xml"),
         ("footnotes", MAIN + "footnotes+xml"), ("header1", MAIN + "header+xml"),
         ("footer1", MAIN + "footer+xml"), ("settings", MAIN + "settings+xml"),
         ("fontTable", MAIN + "fontTable+xml"),
         ("theme/theme1", "application/vnd.openxmlformats-officedocument.theme+xml")]
TYPES = ('<Types xmlns="' + OFFICE + 'package/2006/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
         'Extension="xml" ContentType="application/xml"/><Default Extension="png" '
         'ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="' + MAIN +
         'document.main+xml"/>' + "".join(
             '<Override PartName="/word/%s.xml" ContentType="%s"/>' % part for part in PARTS) +
         '</Types>')
RELATION = ('<Relationship Id="rId%d" Type="' + OFFICE +
            'officeDocument/2006/relationships/%s" Target="%s"/>')


def relations(rows):
    return '<Relationships xmlns="%spackage/2006/relationships">%s</Relationships>' % (
        OFFICE, "".join(RELATION % row for row in rows))


SAME = [("[Content_Types].xml", TYPES),
        ("_rels/.rels", relations([(1, "officeDocument", "word/document.xml")])),
        ("word/_rels/document.xml.rels", relations(
            [(i, part.rstrip("1").split("/")[0], part + ".xml") for i, (part, _) in
             enumerate(PARTS, 1)])),
        ("word/styles.xml", styles()), ("word/numbering.xml", numbering()),
        ("word/footnotes.xml", NOTES), ("word/theme/theme1.xml", theme()),
        ("word/fontTable.xml", '<w:fonts %s><w:font w:name="Times New Roman"/></w:fonts>' % SPACES),
        ("word/header1.xml", "<w:hdr %s>%s</w:hdr>" % (SPACES, PAGE)),
        ("word/footer1.xml", "<w:ftr %s><w:p/></w:ftr>" % SPACES)]
SAME = [(name, (XML + text).encode("utf-8")) for name, text in SAME]


def settings(pen):
    return "<w:settings %s><w:zoom w:percent=\"100\"/><w:rsids>%s</w:rsids></w:settings>" % (
        SPACES, "".join('<w:rsid w:val="%s"/>' % one for one in pen.sessions))


def make(doc, form):
    """The bytes of the file and those of its document.xml."""
    pen = Pen(doc["writer"], form)
    main = XML + "<w:document %s><w:body>%s%s%s</w:body></w:document>" % (
        SPACES, header(doc, pen), body(doc, pen), SECTION)
    main = main.encode("utf-8")
    members = SAME[:2] + [("word/document.xml", main)] + SAME[2:]
    members.append(("word/settings.xml", (XML + settings(pen)).encode("utf-8")))
    if pen.w.chance(0.08):  # a picture: nothing to read, much to hash
        noise = "".join("%08x" % int(pen.w.random() * 0xFFFFFFFF)
                        for _ in range(pen.w.between(2000, 16000)))
        members.append(("word/media/image1.png", b"\x89PNG\r\n\x1a\n" + base64.b16decode(
            noise.upper())))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as z:
        for name, data in members:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)
    return out.getvalue(), len(main)
