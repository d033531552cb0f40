"""For cases about reading: makes small Word files and web pages, shows what a record says."""
import io
import json
import os
import sys
import warnings
import zipfile
from xml.sax.saxutils import escape

SAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "samples")
warnings.simplefilter("ignore")  # of a name twice in one archive

# ---- Word files --------------------------------------------------------------------------

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
NAMESPACES = " ".join('xmlns:%s="%s"' % pair for pair in {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE + "relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}.items())
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# Name of a part without its number: element around what is in it, kind of relation.
PARTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes",
         "comments": "comments", "styles": "styles", "numbering": "numbering"}


def r(text, look=""):
    """A run; `look` is what stands in its w:rPr."""
    look = "<w:rPr>%s</w:rPr>" % look if look else ""
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % (look, escape(text))


def p(*runs, pr=""):
    """A paragraph of runs and plain texts; `pr` is what stands in its w:pPr."""
    pr = "<w:pPr>%s</w:pPr>" % pr if pr else ""
    return "<w:p>%s%s</w:p>" % (pr, "".join(x if x[:1] == "<" else r(x) for x in runs if x))


def tc(*inside, pr=""):
    """A cell of paragraphs, tables and plain texts."""
    pr = "<w:tcPr>%s</w:tcPr>" % pr if pr else ""
    return "<w:tc>%s%s</w:tc>" % (pr, "".join(x if x[:1] == "<" else p(x) for x in inside))


def tr(*cells, pr=""):
    pr = "<w:trPr>%s</w:trPr>" % pr if pr else ""
    return "<w:tr>%s%s</w:tr>" % (pr, "".join(x if x[:5] == "<w:tc" else tc(x) for x in cells))


def tbl(*rows):
    return "<w:tbl><w:tblPr/>%s</w:tbl>" % "".join(rows)


def font(name):
    return '<w:rFonts w:ascii="%s" w:hAnsi="%s" w:cs="%s"/>' % (name, name, name)


def field(code, *shown):
    """A field: its code, then the runs that it last showed."""
    mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    return (mark % "begin" + '<w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r>'
            % escape(code) + mark % "separate" +
            "".join(x if x[:1] == "<" else r(x) for x in shown) + mark % "end")


def story(element, inside):
    return "%s<w:%s %s>%s</w:%s>" % (XML, element, NAMESPACES, inside, element)


def relation(kind, target, dialect=OFFICE + "relationships"):
    return '<Relationship Id="r%d" Type="%s/%s" Target="%s"/>' % (
        sum(target.encode()), dialect, kind, target)


def relations(*inside):
    return '%s<Relationships xmlns="%s">%s</Relationships>' % (XML, RELATIONS, "".join(inside))


def docx(name, body, members=None, related=(), **parts):
    """Writes a Word file. `parts` by the name of the part without ".xml": what stands in
    it; `related` are more relations of the main part; `members` are added, or replace."""
    all_parts = {"document": story("document", "<w:body>%s</w:body>" % body)}
    links = list(related)
    for part, inside in parts.items():
        kind = part.rstrip("0123456789")
        all_parts[part] = story(PARTS[kind], inside)
        links.append(relation(kind, part + ".xml"))
    kinds = "".join('<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>'
                    % (part, KIND, "document.main" if part == "document"
                       else part.rstrip("0123456789")) for part in all_parts)
    package = {
        "[Content_Types].xml": '%s<Types xmlns="%s"><Default Extension="rels" ContentType='
                               '"application/vnd.openxmlformats-package.relationships+xml"/>'
                               '<Default Extension="xml" ContentType="application/xml"/>%s'
                               '</Types>' % (XML, TYPES, kinds),
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(*links),
    }
    package.update(("word/%s.xml" % part, text) for part, text in all_parts.items())
    package.update(members or {})
    write(name, zipped(package.items()))


def zipped(members):
    """A ZIP of (name, text or bytes); None leaves the member out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            if data is not None:
                z.writestr(zipfile.ZipInfo(name, (2025, 1, 2, 8, 0, 0)), data)
    return out.getvalue()


def write(name, data):
    with open(name, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode("utf-8"))


# ---- records -----------------------------------------------------------------------------


def records():
    return map(json.loads, sys.stdin)


def text(d, at):
    return d["normal"].encode("utf-8")[at[0]:at[1]].decode("utf-8")


def block(d, b):
    """ "cell 1.2.3|text": kind, "/use" unless it is for reading, table.row.column in tables,
    "h2" for a heading of level 2, then the words in the normal form."""
    head = b["kind"] + ("/" + b["use"] if "use" in b else "")
    if "table" in b:
        head += " %d.%d.%d" % (b["table"], b["row"], b["column"])
    head += " h%d" % b["level"] if "level" in b else ""
    return head + "|" + text(d, b["at"])


def show(d):
    for b in d["blocks"]:
        print(block(d, b))


def under(d):
    """Each block after the headings it stands under, the highest first."""
    lines = []
    for b in d["blocks"]:
        path, at = [text(d, b["at"])], b.get("heading")
        while at:
            at, above = d["blocks"][at - 1].get("heading"), d["blocks"][at - 1]
            path.insert(0, text(d, above["at"]))
        lines.append(" > ".join(path))
    return lines


def put(value):
    """One line, or one for each of a list; a dictionary as JSON."""
    for line in value if isinstance(value, list) else [value]:
        print(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False))
