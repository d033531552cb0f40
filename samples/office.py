"""Writes Word files, archives and a PDF, the same bytes on every run and machine."""
import io
import zipfile
from xml.sax.saxutils import escape

FIXED_TIME = (2026, 1, 20, 8, 0, 0)
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
PREFIX = "application/vnd.openxmlformats-officedocument."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def archive(members):
    """A ZIP of (name, bytes); a name ending in "/" is a folder. Stored, not deflated:
    what deflate makes of the same bytes differs between versions of zlib."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as z:
        for name, data in members:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 0
            info.external_attr = 0x10 if name.endswith("/") else 0x20
            z.writestr(info, data)
    return out.getvalue()


# ---- runs and paragraphs ------------------------------------------------------------


class Plain:
    """One run a paragraph."""

    def paragraph(self, text, align="both", bold=False, italic=False, style=""):
        return paragraph([run(piece, bold, italic) for piece in [text] if piece], align, style)


class Verbose(Plain):
    """What Word makes of a text that many hands have edited: runs cut anywhere, each
    with the session it comes from, spelling marks between them."""

    CUTS = (9, 23, 4, 31, 12, 2, 40, 17)

    def __init__(self):
        self.count = 0

    def pieces(self, text):
        if "|" in text:
            return text.split("|")
        out = []
        while text:
            self.count += 1
            n = self.CUTS[self.count % len(self.CUTS)]
            out.append(text[:n])
            text = text[n:]
        return out

    def paragraph(self, text, align="both", bold=False, italic=False, style=""):
        runs = []
        for i, piece in enumerate(self.pieces(text)):
            self.count += 1
            session = "00%06X" % (0x1A2B3C + 4099 * (self.count % 7))
            runs.append(run(piece, bold, italic, session))
            if i % 3 == 1:
                runs.append('<w:proofErr w:type="spellStart"/>')
            if i % 3 == 2:
                runs.append('<w:proofErr w:type="spellEnd"/>')
        mark = '<w:bookmarkStart w:id="%d" w:name="_Hlk%d"/><w:bookmarkEnd w:id="%d"/>' % (
            self.count, 1800000 + self.count, self.count)
        attributes = ' w14:paraId="%08X" w:rsidR="004D2F10" w:rsidRDefault="00C81E77"' % (
            0x10000000 + self.count)
        return paragraph(runs + [mark], align, style, attributes)


def run(text, bold=False, italic=False, session=""):
    parts = []
    for i, line in enumerate(text.split("\u2011")):  # non-breaking hyphen, as Word writes it
        if i:
            parts.append("<w:noBreakHyphen/>")
        parts.append('<w:t xml:space="preserve">%s</w:t>' % escape(line))
    properties = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    properties += "<w:b/>" if bold else ""
    properties += "<w:i/>" if italic else ""
    properties += '<w:sz w:val="28"/><w:lang w:val="vi-VN"/>'
    return "<w:r%s><w:rPr>%s</w:rPr>%s</w:r>" % (
        ' w:rsidR="%s" w:rsidRPr="00A93B12"' % session if session else "", properties,
        "".join(parts))


def paragraph(runs, align="both", style="", attributes=""):
    name = '<w:pStyle w:val="%s"/>' % style if style else ""
    return '<w:p%s><w:pPr>%s<w:jc w:val="%s"/></w:pPr>%s</w:p>' % (
        attributes, name, align, "".join(runs))


def numbered():
    """A paragraph whose only content is the number Word counts for it."""
    return ('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
            "</w:pPr></w:p>")


def field(instruction, shown):
    """A complex field: instruction and the text it last showed, in runs of their own."""
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>%s'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>' % (escape(instruction), run(shown)))


def line_shape():
    """The line under the motto, drawn twice: for Word and for what came before it."""
    return ('<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><mc:AlternateContent>'
            '<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="2052000" cy="0"/>'
            '<wp:docPr id="1" name="Line 1"/><a:graphic><a:graphicData '
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
            '<wps:cNvCnPr/><wps:spPr/><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
            '</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from="0,0" '
            'to="161pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>')


# ---- tables ---------------------------------------------------------------------------


def table(rows, widths, borders=False):
    """`rows` of cells; a cell is a list of finished paragraphs."""
    kind = "single" if borders else "none"
    edges = "".join('<w:%s w:val="%s" w:sz="4"/>' % (side, kind) for side in
                    ("top", "left", "bottom", "right", "insideH", "insideV"))
    out = ["<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>%s</w:tblBorders>"
           "</w:tblPr><w:tblGrid>%s</w:tblGrid>"
           % (sum(widths), edges, "".join('<w:gridCol w:w="%d"/>' % w for w in widths))]
    for row in rows:
        out.append("<w:tr>")
        for cell, width in zip(row, widths):
            out.append('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>'
                       % (width, "".join(cell)))
        out.append("</w:tr>")
    return "".join(out) + "</w:tbl>"


# ---- an administrative document ---------------------------------------------------------


def header(doc, pen):
    left = [pen.paragraph(doc["parent"], "center")] if "parent" in doc else []
    left += [pen.paragraph(line, "center", bold=True) for line in doc["issuer"]]
    right = [pen.paragraph(line, "center", bold=True) for line in MOTTO]
    rule = isinstance(pen, Verbose)
    left.append(line_shape() if rule else pen.paragraph("_______", "center"))
    right.append(line_shape() if rule else pen.paragraph("_______________", "center"))
    number = [pen.paragraph(doc["number"], "center")]
    if "letter" in doc:
        number.append(pen.paragraph("V/v " + doc["letter"], "center"))
    date = [pen.paragraph(doc["date"], "center", italic=True)]
    if doc.get("rows", 1) == 2:
        return table([[left, right], [number, date]], [3600, 5700])
    return table([[left + number, right + date]], [3600, 5700])


def title(doc, pen):
    out = []
    if "type" in doc:
        out.append(pen.paragraph(doc["type"], "center", bold=True))
        out += [pen.paragraph(line, "center", bold=True) for line in doc["subject"]]
        out.append(pen.paragraph("__________", "center"))
    if "authority" in doc:
        out.append(pen.paragraph(doc["authority"], "center", bold=True))
    out += [pen.paragraph(line, italic=True) for line in doc.get("bases", [])]
    if "resolves" in doc:
        out.append(pen.paragraph(doc["resolves"], "center", bold=True))
    return "".join(out)


def body(doc, pen):
    out = []
    for item in doc["body"]:
        if isinstance(item, dict):
            out.append(tasks(item, pen))
        elif item.startswith("# "):
            out.append(pen.paragraph(item[2:], bold=True, style=doc.get("heading_style", "")))
        else:
            out.append(pen.paragraph(item))
    return "".join(out)


def tasks(item, pen):
    """A table whose first column is counted by Word."""
    heads = [[pen.paragraph(name, "center", bold=True)] for name in item["heads"]]
    rows = [[[numbered()]] + [[pen.paragraph(text, "left")] for text in row]
            for row in item["rows"]]
    return table([heads] + rows, item["widths"], borders=True)


def ending(doc, pen):
    left = [pen.paragraph("Nơi nhận:", "left", bold=True, italic=True)]
    left += [pen.paragraph(line, "left") for line in doc["recipients"]]
    right = [pen.paragraph(line, "center", bold=True) for line in doc["signing"]]
    right.append(pen.paragraph("(Đã ký)", "center", italic=True))
    right.append(pen.paragraph(doc["signer"], "center", bold=True))
    return table([[left, right]], [4600, 4700])


STYLES = (
    '<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
    'w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" '
    'w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>' % W)
NUMBERING = (
    '<w:numbering %s><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start '
    'w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>' % W)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>%s</Types>')
RELATIONS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
             'relationships">%s</Relationships>')


def relation(n, kind, target):
    return '<Relationship Id="rId%d" Type="%s%s" Target="%s"/>' % (n, RELATION, kind, target)


def docx(doc):
    """One administrative document in the layout of Nghị định 30/2020/NĐ-CP."""
    pen = Verbose() if doc.get("verbose") else Plain()
    content = header(doc, pen) + title(doc, pen)
    content += "".join(paragraph([run("Kính gửi: " + name)], "center") for name in
                       doc.get("addressed", []))
    content += body(doc, pen) + ending(doc, pen)
    content += ('<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" '
                'w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
                'w:left="1701"/></w:sectPr>')
    running = paragraph([field("PAGE \\* MERGEFORMAT", "2")], "center")
    if doc.get("change"):
        content, running = doc["change"](content), doc["change"](running)
    parts = [
        ("word/document.xml", "wordprocessingml.document.main",
         "<w:document %s><w:body>%s</w:body></w:document>" % (W, content)),
        ("word/styles.xml", "wordprocessingml.styles", STYLES),
        ("word/numbering.xml", "wordprocessingml.numbering", NUMBERING),
        ("word/header1.xml", "wordprocessingml.header", "<w:hdr %s>%s</w:hdr>" % (W, running)),
    ]
    overrides = "".join('<Override PartName="/%s" ContentType="%s%s+xml"/>' % (name, PREFIX, kind)
                        for name, kind, _ in parts)
    inner = (relation(1, "styles", "styles.xml") + relation(2, "numbering", "numbering.xml") +
             relation(3, "header", "header1.xml"))
    members = [("[Content_Types].xml", TYPES % overrides),
               ("_rels/.rels", RELATIONS % relation(1, "officeDocument", "word/document.xml")),
               ("word/_rels/document.xml.rels", RELATIONS % inner)]
    members += [(name, text) for name, _, text in parts]
    return archive([(name, (XML + text).encode("utf-8")) for name, text in members])


# ---- a scan -------------------------------------------------------------------------------


def scan():
    """A PDF of one page that is only a picture: 16 x 16 black and white dots."""
    picture = bytes(0xFF if row % 4 else 0x81 for row in range(16) for _ in range(2))
    page = b"q 500 0 0 700 47 71 cm /Im0 Do Q"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /Im0 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 1 /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture),
    ]
    out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for n, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, start)
