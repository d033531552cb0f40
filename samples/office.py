"""Writes Word files, the same bytes on every run and machine."""
import re
from xml.sax.saxutils import escape

from containers import archive

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


# ---- runs and paragraphs ------------------------------------------------------------


# What stands inside a text: ⟦note:2⟧ is the mark of footnote 2, ⟦comment:0⟧ that of a
# comment, ⟦hidden:…⟧, ⟦inserted:…⟧ and ⟦deleted:…⟧ are passages of that kind.
MARK = re.compile("⟦(note|comment|hidden|inserted|deleted):([^⟧]*)⟧")


class Plain:
    """One run a paragraph, but for marked passages."""

    def paragraph(self, text, align="both", bold=False, italic=False, style=""):
        pieces = MARK.split(text)
        runs = [run(pieces[0], bold, italic)] if pieces[0] else []
        for kind, what, after in zip(pieces[1::3], pieces[2::3], pieces[3::3]):
            runs.append(marked(kind, what))
            runs += [run(after, bold, italic)] if after else []
        return paragraph(runs, align, style)


class OldFont(Plain):
    """Text in the fonts of before Unicode: bytes of TCVN3, which Word takes for Latin-1."""

    def paragraph(self, text, align="both", bold=False, italic=False, style=""):
        font = ".VnTimeH" if text.isupper() else ".VnTime"
        return paragraph([run(tcvn3(text), bold, italic, font=font)], align, style)


def tcvn3(text):
    """Accented capitals do not exist: they are small letters in a font that ends in H."""
    return "".join(TCVN3.get(c) or TCVN3.get(c.lower(), c) for c in text)


TCVN3 = dict(zip(
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    bytes.fromhex("a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5"
                  "d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe")
    .decode("latin-1")))
WHO = 'w:author="Người soạn thảo" w:date="2026-01-06T09:30:00Z"'


def marked(kind, what):
    if kind == "note":
        return ('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                '<w:footnoteReference w:id="%s"/></w:r>' % what)
    if kind == "comment":
        return '<w:r><w:commentReference w:id="%s"/></w:r>' % what
    if kind == "hidden":
        return run(what).replace("<w:sz ", "<w:vanish/><w:sz ", 1)
    if kind == "inserted":
        return '<w:ins w:id="90" %s>%s</w:ins>' % (WHO, run(what))
    return '<w:del w:id="91" %s>%s</w:del>' % (
        WHO, run(what).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>"))


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


def run(text, bold=False, italic=False, session="", font="Times New Roman"):
    parts = []
    for i, line in enumerate(text.split("\u2011")):  # non-breaking hyphen, as Word writes it
        if i:
            parts.append("<w:noBreakHyphen/>")
        parts.append('<w:t xml:space="preserve">%s</w:t>' % escape(line))
    properties = '<w:rFonts w:ascii="%s" w:hAnsi="%s"/>' % (font, font)
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


def text_box(n, paragraphs):
    """A box that floats over the page, written twice: for Word and for what came before it."""
    inner = "<w:txbxContent>%s</w:txbxContent>" % "".join(paragraphs)
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
            '<wp:extent cx="2743200" cy="1371600"/><wp:docPr id="%d" name="Text Box %d"/>'
            '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
            'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>%s'
            '</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
            '</mc:Choice><mc:Fallback><w:pict><v:shape type="#_x0000_t202"><v:textbox>%s'
            '</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
            % (n, n, inner, inner))


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
    right = [pen.paragraph(line, "center", bold=True) for line in doc.get("motto", MOTTO)]
    rule = isinstance(pen, Verbose)
    left.append(line_shape() if rule else pen.paragraph(doc.get("rule", "_______"), "center"))
    right.append(line_shape() if rule else pen.paragraph("_______________", "center"))
    number = [pen.paragraph(doc["number"], "center")]
    if "letter" in doc:
        number.append(pen.paragraph("V/v " + doc["letter"], "center"))
    number += [pen.paragraph(line, "center", bold=True) for line in doc.get("stamps", [])]
    date = [pen.paragraph(doc["date"], "center", italic=True)]
    if doc.get("boxed"):
        return paragraph([text_box(1, left + number), text_box(2, right + date)], "left")
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


def copy_page(copy, pen):
    """The form of a copy, below the last line: a number and a date of its own."""
    head = [[pen.paragraph(line, "center", bold=True) for line in copy["issuer"]] +
            [pen.paragraph(copy["number"], "center")],
            [pen.paragraph("SAO Y", "center", bold=True),
             pen.paragraph(copy["date"], "center", italic=True)]]
    return (pen.paragraph("_" * 60, "center") + table([head], [3600, 5700]) +
            ending(copy, pen))


def annex(doc, pen):
    """No heading, no number: what belongs to a decision and was handed in without it."""
    return "".join(pen.paragraph(line, "center", bold=True) for line in doc["annex"]) + \
        pen.paragraph(doc["issued_with"], "center", italic=True)


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


def notes(texts):
    """Footnotes, after the two lines that Word draws between them and the text."""
    lines = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
             '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
             '<w:continuationSeparator/></w:r></w:p></w:footnote>')
    return "<w:footnotes %s>%s%s</w:footnotes>" % (W, lines, "".join(
        '<w:footnote w:id="%d">%s</w:footnote>' % (n, paragraph([run(text)]))
        for n, text in enumerate(texts, 1)))


def remarks(texts):
    return "<w:comments %s>%s</w:comments>" % (W, "".join(
        '<w:comment w:id="%d" %s w:initials="ST">%s</w:comment>' % (n, WHO, paragraph([run(text)]))
        for n, text in enumerate(texts)))


def footer(texts):
    return "<w:ftr %s>%s</w:ftr>" % (W, "".join(paragraph([run(text)], "left") for text in texts))


# Parts that few documents have: (key of the document, name, what makes it of its texts).
MORE_PARTS = [("foot", "footer", footer), ("footnotes", "footnotes", notes),
              ("comments", "comments", remarks)]


def main_part(doc, pen):
    """What stands between the margins."""
    content = paragraph([run("DỰ THẢO", bold=True)], "right") if doc.get("draft") else ""
    if "annex" in doc:
        content += annex(doc, pen) + body(doc, pen)
    else:
        content += header(doc, pen) + title(doc, pen)
        content += "".join(paragraph([run("Kính gửi: " + name)], "center") for name in
                           doc.get("addressed", []))
        content += body(doc, pen) + ending(doc, pen)
    content += copy_page(doc["copy"], pen) if "copy" in doc else ""
    foot = '<w:footerReference w:type="default" r:id="rId4"/>' if "foot" in doc else ""
    return content + ('<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>' + foot +
                      '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
                      'w:bottom="1134" w:left="1701"/></w:sectPr>')


def docx(doc):
    """One administrative document in the layout of Nghị định 30/2020/NĐ-CP."""
    pen = Verbose() if doc.get("verbose") else OldFont() if doc.get("old_font") else Plain()
    more = [(name, make(doc[key])) for key, name, make in MORE_PARTS if key in doc]
    content = main_part(doc, pen)
    running = paragraph([field("PAGE \\* MERGEFORMAT", "2")], "center")
    running += "".join(paragraph([run(text)], "left") for text in doc.get("head", []))
    if doc.get("change"):
        content, running = doc["change"](content), doc["change"](running)
    parts = [
        ("word/document.xml", "wordprocessingml.document.main",
         "<w:document %s><w:body>%s</w:body></w:document>" % (W, content)),
        ("word/styles.xml", "wordprocessingml.styles", STYLES),
        ("word/numbering.xml", "wordprocessingml.numbering", NUMBERING),
        ("word/header1.xml", "wordprocessingml.header", "<w:hdr %s>%s</w:hdr>" % (W, running)),
    ]
    parts += [("word/%s.xml" % name, "wordprocessingml." + name, text) for name, text in more]
    overrides = "".join('<Override PartName="/%s" ContentType="%s%s+xml"/>' % (name, PREFIX, kind)
                        for name, kind, _ in parts)
    inner = (relation(1, "styles", "styles.xml") + relation(2, "numbering", "numbering.xml") +
             relation(3, "header", "header1.xml"))
    inner += "".join(relation(n, name, name + ".xml") for n, (name, _) in enumerate(more, 4))
    members = [("[Content_Types].xml", TYPES % overrides),
               ("_rels/.rels", RELATIONS % relation(1, "officeDocument", "word/document.xml")),
               ("word/_rels/document.xml.rels", RELATIONS % inner)]
    members += [(name, text) for name, _, text in parts]
    return archive([(name, (XML + text).encode("utf-8")) for name, text in members])
