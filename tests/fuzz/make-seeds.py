#!/usr/bin/env python3
"""make-seeds.py KIEMCHUNG FOLDER: writes FOLDER/NAME/*, what fuzz_NAME starts from, and
FOLDER/NAME.dict, the words it mixes in.

Small files: pieces of the samples, what the program itself makes of them, and edge
cases. The bytes are the same on every run but for what the program makes."""
import glob
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TOP, "samples"))
import office
import pages

LARGEST = 4096
NS = office.W + ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
TEXT = """ỦY BAN NHÂN DÂN
TỈNH SÔNG TRÀ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND
Sông Trà, ngày 07 tháng 02 năm 2025
KẾ HOẠCH
Cải cách hành chính năm 2025
Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể \
cải cách hành chính nhà nước giai đoạn 2021 - 2030; các Kế hoạch số 12/KH-UBND, \
153/KH-UBND và 268/KH-UBND cùng ngày 31/12/2024 của UBND tỉnh;
Kế hoạch này thay thế Kế hoạch số 03/KH-UBND ngày 05/01/2024.
Báo cáo trước ngày 15/11/2025; số liệu tính đến hết quý III năm 2025, 6 tháng đầu năm.
Nơi nhận:
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Thị Thí Dụ
"""


def utf8(*texts):
    return [t.encode("utf-8") for t in texts]


def word(body, root="document"):
    inner = "<w:body>%s</w:body>" % body if root == "document" else body
    return "<w:%s %s>%s</w:%s>" % (root, NS, inner, root)


P = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
TABLE = ('<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>%s</w:tc><w:tc><w:tcPr>'
         '<w:gridSpan w:val="2"/></w:tcPr>%s</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>'
         '<w:p/></w:tc><w:tc>%s</w:tc></w:tr></w:tbl>' % (P % "Số: 05/", P % "KH-UBND", P % "ngày"))
BODIES = [
    "".join(P % line for line in TEXT.splitlines()),
    TABLE + P % "sau bảng",
    '<w:p><w:pPr><w:pStyle w:val="a1"/><w:outlineLvl w:val="0"/></w:pPr><w:r><w:rPr><w:vanish/>'
    '<w:vertAlign w:val="superscript"/></w:rPr><w:t>ẩn</w:t><w:br w:type="page"/></w:r></w:p>',
    '<w:p><w:ins w:id="1"><w:r><w:t>thêm</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>bớt'
    '</w:delText></w:r></w:del><w:r><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:sym w:font='
    '"Wingdings" w:char="F0FE"/></w:r><w:commentReference w:id="0"/></w:p>',
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar '
    'w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>' + P % "hộp" +
    '</w:txbxContent></mc:Choice><mc:Fallback><w:pict><v:textpath string="DỰ THẢO"/></w:pict>'
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    '<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:rPr><w:rStyle w:val="a1"/></w:rPr><w:t>a</w:t>'
    '</w:r><w:r><w:lastRenderedPageBreak/><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr><w:t>2 </w:t></w:r></w:p>',
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr>'
    '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr><w:t>quyÕt ®Þnh</w:t></w:r><w:r><w:rPr>'
    '<w:rFonts w:hAnsi="VNI-Times"/></w:rPr><w:t>tænh Soâng Traø</w:t></w:r></w:p>',
    "<w:p><m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath><w:sdt><w:sdtContent><w:r><w:t>&#x1EA0;&amp;"
    "<![CDATA[<]]></w:t></w:r></w:sdtContent></w:sdt></w:p>",
]
STYLES = word('<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr>'
              '<w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:styleId="a1"><w:basedOn '
              'w:val="a"/><w:rPr><w:strike/></w:rPr></w:style>', "styles")
FOOT = word('<w:footnote w:id="2">%s</w:footnote>' % (P % "chú thích"), "footnotes")
NOTE = word('<w:comment w:id="0" w:author="A">%s</w:comment>' % (P % "ý kiến"), "comments")
NUMBERS = word('<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt '
               'w:val="upperRoman"/><w:lvlText w:val="Điều %1."/></w:lvl><w:lvl w:ilvl="1"><w:isLgl/>'
               '<w:lvlRestart w:val="0"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/>'
               '<w:suff w:val="space"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
               'w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="25"/></w:lvlOverride>'
               '</w:num>', "numbering")
CORE = ('<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kế hoạch</dc:title>'
        "<dc:creator>A</dc:creator></cp:coreProperties>")


def docx():
    rels = office.RELATIONS % office.relation(1, "officeDocument", "word/document.xml")
    parts = [STYLES, word(P % "đầu trang", "hdr"), FOOT, NOTE, rels, CORE, NUMBERS]
    out = [b"\0" + word(body).encode("utf-8") for body in BODIES]
    out += [b"\0" + "\0".join([word(body)] + parts).encode("utf-8") for body in BODIES[1:]]
    out.append(b"\2" + word(BODIES[0]).encode("utf-8"))
    out.append(b"\4" + word(TABLE.replace(P % "ngày", TABLE)).encode("utf-8"))
    out.append(b"\0" + word(BODIES[1]).encode("utf-16"))
    return out + [b"\0<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]


def xml():
    """What the scanner reads, and beside it what it leaves to libxml2."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    inner = ["<w:t>a</w:t>", "<w:t w:val='&amp;&#38;&lt;&#x9;\t\r\nĐ'>&gt;&#272;\r\n\rb]]&gt;</w:t>",
             "<!-- a > b --><w:t><![CDATA[<&]]x\r\n]]></w:t>", "<w:fldData>a<w:t>b</w:t></w:fldData>c",
             "<w:t w:val='1' w:val='2'/>", "<w:t a:val='1'/>", "<a:t/>", "<w:t val='a' w:val='b' />",
             "<w:t xmlns:w='urn:x'/><w:t/>", "<t xmlns='urn:x' xmlns:a='urn:y' a:val='1'/>", "<w:sym/>",
             "<w:t xml:space='preserve'> a </w:t>", "<w:t w:val = 'a'></w:t >", "<w:t>]]></w:t>",
             "<?p i?><w:t>a</w:t>", "<w:t>a\x01</w:t>", "<w:t>\ufffe&#0;</w:t>", "<w:b w:val='a>b'/>",
             "<!-- a -- b -->", "<w:t>&nbsp;</w:t>", "<w:p><w:t></w:p>", "<wé:t/><a:b:c/>",
             '<mc:Choice xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
             'Requires="wps"><w:p><w:b/></w:p></mc:Choice><w:outlineLvl w:val="1"><w:b/></w:outlineLvl>']
    out = ["%s<w:document %s>%s<w:p><w:t>x</w:t></w:p></w:document>" % (head, w, i) for i in inner]
    out += [word(body) for body in BODIES] + [STYLES, FOOT, NOTE, "<!-- --><a/>\n<!-- -->", "<a/><b/>"]
    return [b"\0" + s for s in utf8(*out)] + [b"\4" + utf8(out[-6])[0], b"\0<a>\xff</a>"]


def html():
    whole = [pages.PORTAL, pages.NEWS]
    out = ["\0" + page[at:at + 3000] for page in whole for at in range(0, len(page), 2500)]
    out += ["\0" + s for s in (
        "<table><tr><td rowspan=2>a<td colspan=99>b<tr><td>c<table><tr><td>d</table></table>e",
        "<div class=menu><a href=#>x</a><a>y</a></div><main><h1>T</h1><p>a<br><br>b</main><footer>c",
        "<pre> a\n  b\n</pre><del>x</del><sup>2</sup><s>y</s><ul><li>1<li>2</ul><select><option>o",
        "<!-- a -- > <script>x</script <style></style><template>t</template></><![if !a]>b<![endif]>",
        "<meta charset=windows-1252>caf\u00e9 &nbsp;&amp;#x2F;&#x80;&#0;&#1114112;&lt;b&gt;",
        "<meta property='article:published_time' content='2025-01-16T14:30:00+07:00'><time datetime="
        "'2025-01-16'>x</time><p>Thứ Năm, 16/01/2025 | 14:30",
        "<p style='display: none; color:red'>a<span style='text-decoration:line-through!important'>b",
        "<input type=submit value=Gửi><svg><![CDATA[<p>]]></svg><p a=1 a=2 hidden aria-hidden=true>",
        OLD, "<p style=\"font:13pt 'VNI-Times'\">tænh <i style='font-family:Arial'>Traø",
        "<form><input><input><textarea>t</textarea><button>b</button></form><p>" + TEXT)]
    return utf8(*out) + [b"\2" + utf8(out[0])[0][1:], b"\0" + pages.NEWS[:1200].encode("utf-16"),
                         b"\0<meta charset=windows-1258>K\xea\xec hoa\xf2ch"]


OLD = "<style>p.w{font-family:'.VnTime'}</style><p class=w>ngµy<font face=.VnTimeH>th¸ng</font>"


def mhtml():
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=b\r\n\r\n--b\r\n"
    page = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
    return [b"\0" + head + page + b"quoted-printable\r\n\r\n<p>S=E1=BB=91 5=\r\n/KH\r\n--b--",
            b"\0" + head + page + b"base64\r\n\r\nPHA+U+G7kQ==\r\n--b\r\n\r\nx\r\n--b--",
            b"\0" + head.replace(b"--b", b"--b\nContent-Type: multipart/mixed; boundary=\"c\"\n\n--c")
            + page + b"8bit\n\n" + OLD.encode("utf-8"),
            b"\0" + page + b"7bit\r\n\r\n<p>a"]


def plain():
    tones = TEXT[:200].encode("utf-8")
    return [b"\0" + TEXT.encode("utf-8"), b"\0" + TEXT.encode("utf-16"), b"\0\xef\xbb\xbf" + tones,
            b"\0" + TEXT[:300].encode("utf-16-be"), b"\0" + TEXT[:300].encode("utf-16-le"),
            b"\0K\xea\xec hoa\xf2ch s\xf4\xec 05/KH-UBND\r\nng\xe0y 07/02/2025\x0ctrang 2",
            b"\0K\xd5 ho\xb9ch c\xb6i c\xb8ch h\xb5nh ch\xddnh c\xf1a \xa7\xb6ng b\xe9",
            b"\x40windows-1258\nK\xea\xec hoa\xf2ch", b"\x40iso-8859-1\n\x80\x99caf\xe9",
            b"\x40utf-7\n+AOk-", b"\x40ISO-2022-JP\n\x1b$B$3", b"\x40gb18030\n\x81\x30\x81\x30",
            b"\2" + tones, b"\1" + tones,
            b"\0a\xff\xfeb\xc3 \xe2\x80\xa8c\xc2\x85d\x0be"]


def normalise():
    return [b"\0" + s for s in utf8(
        TEXT, "Ke\u0302\u0301 hoa\u0323ch U\u0309y ban, hoa\u0300, khoe\u0309, quy\u0301, thuỷ, hoà",
        "\u00d0iều\u00a0\u2003 a\u200b\u00ad\ufeffb \u2013\u2014\u2212- \u0111\u00f0",
        "a" + "\u0323\u0302" * 40, "\u0302a\n\n \n\u0301b\r\n\u2028c", "\ufb01 \u212b \u1100\u1161 \U0001d15e",
        "\ufffd\U0010ffff\u0000\u0001 x", "UỶ BAN NHÂN DÂN TỈNH HOÀ BÌNH",
        "C«ng v¨n KÕ ho¹ch c¶i c¸ch hµnh chÝnh", "Coâng vaên keá hoaïch caûi caùch")] + [
        b"\0\xff\xc3(\xed\xa0\x80\xf4\x90\x80\x80 \xc3", b"\1" + TEXT.encode("utf-8")]


def rules():
    lines = TEXT.splitlines()
    cells = "\n".join("|" + line for line in lines[:6]) + "\n#" + "\n".join(lines[6:])
    out = ["\0KH 05.docx\n" + TEXT, "\0so-noi-vu/1.1.2/153-KH-UBND 2025.pdf\n" + cells,
           "\0a\nTUYỆT MẬT\n" + TEXT, "\0a\nDỰ THẢO\nSố:     /KH-UBND\nngày    tháng    năm 2025\n...",
           "\0a\n|HỘI ĐỒNG NHÂN DÂN|\n|Số: 12-NQ/TU\n!trang 2\n<Quyết định 1/QĐ-TTg\n*31/KH-UBND",
           "\0a\nQuyết định số 12, 13 và 14/QĐ-UBND ngày 31/02/2025, 00/13/2025; 5/2025; quý IV/2024",
           "\0a\nKế hoạch tuyên truyền cải cách hành chính giai đoạn 2021 - 2030 của Bộ Nội vụ về việc",
           "\0 47/QÐ - UBND \n|Số: ......\n|/QĐ-SNV\n|ngày ... tháng ... năm ...\n|QUYẾT ĐỊNH",
           "\0TC 1.1.2/2025-07-15 KH.pdf\n", "\0a/20250715_BC\n", "\0QD 31 ngay 15.7.2025.doc\n",
           "\40a\n" + TEXT * 2]
    out += [option + "a\n" + TEXT for option in "\1\2\4\10\20"]
    with open(os.path.join(TOP, "tests/gold/sentences.ndjson"), encoding="utf-8") as f:
        sentences = [json.loads(line).get("text", "") for line in f if line.strip()]
    for at in range(0, min(len(sentences), 200), 10):
        out.append("\0a\n" + "\n".join(sentences[at:at + 10])[:1500])
    return utf8(*out)


def pieces_of_yaml(paths, room=3000):
    """Whole blocks of lines, each small enough."""
    for path in paths:
        with open(path, encoding="utf-8") as f:
            lines = [line for line in f if not line.lstrip().startswith("#")]
        head, piece = "", ""
        for line in lines:
            if not line.startswith(" ") and line.strip():
                if piece:
                    yield piece
                head, piece = line, line
            elif len(piece) + len(line) > room and line.startswith("  - "):
                yield piece
                piece = head + line
            else:
                piece += line
        yield piece


def tree():
    made = list(pieces_of_yaml(sorted(glob.glob(os.path.join(TOP, "rules/vi/*.yaml"))), 1500))
    mine = """rules:
  - id: xau
    version: 1
    kind: reference
    form: number
    pattern: '(?<num>\\d{1,6})/(?<sym>[A-Z]{2}-[A-Z]{2,9})'
    sure: 50
    yes:
      - {text: 'Kế hoạch 45/KH-UBND', value: 45/KH-UBND}
    no: ['42/63']
"""
    other = ["a: [b, {c: d}]\n- e", "a: &x b\nc: *x", "\tb: c", "a: b: c", "---\na\n---\nb",
             "? a\n: |\n  b", "[" * 40, "rules: {id: a}", "types: [{abbr: X, name: Y, plan: true}]",
             "define: {a: '{{a}}'}\n"]
    return utf8(*["\0" + s for s in made + other + [mine]], "\1" + mine, "\1" + other[-2],
                "\1" + mine.replace("number", "date").replace("reference", "date"))


def criteria():
    with open(os.path.join(TOP, "samples/tieu-chi-mau.yaml"), encoding="utf-8") as f:
        head, items = f.read().split("items:\n", 1)
    groups = ("\n" + items).split('\n  - code: ')
    out = [head + "items:\n  - code: " + g[:3300] for g in groups[1:]]
    return utf8(*out, """set: a
title: T
status: draft
source: {decision: 1/QĐ-UBND, date: '2025-01-01', note: n}
level: tỉnh
years: [2025, 2026]
items:
  - code: "1"
    title: A
    points: 1,5
    needs:
      - types: [Kế hoạch]
        issuer: UBND tỉnh
        about: [[cải cách, CCHC], năm {year+1}]
        not_about: x
        window: {from: Q4 of year-1, until: 15/01 of year+1}
        series: [quý I, 6 tháng]
        cites: [76/NQ-CP]
  - {code: "1.10", title: B, points: 2.25, kind: survey}
  - {code: "1.10", tilte: B}
""")


def settings():
    return utf8("year: 2025\nlang: vi\ncriteria: tieu-chi/a.yaml\nintake:\n  - nop\n"
                "  - {name: so, path: /srv/nop/so}\nfolder_codes: true\nworkers: 2\n",
                "\ufeffyear: 2025\nintake: ../a/./b//c\n",
                "year: 1\nyeer: 2\nlang: fr\nworkers: 99\nintake: []\n", "", "- a", "a: *b",
                "year: 2025\nintake: [a, a/b, {name: a, path: .., x: y}, '/', \"a\\0b\"]\n")


def decisions():
    base = {"format_version": 1, "set": "mau", "criterion": "1.1", "document": "a" * 64,
            "number": "05/KH-UBND", "by": "A", "why": "vì", "at": "2026-01-15T08:30:00Z"}
    lines = [json.dumps(dict(base, verb=v), ensure_ascii=bool(i & 1)) + "\n" for i, v in enumerate(
        ("accept", "reject", "explain", "not-applicable", "undo"))]
    return utf8(*lines, "".join(lines), lines[0] + lines[1][:40], "\n \n[]\n{}\n" + lines[2],
                lines[0] + '{"verb":"undo","set":"mau","criterion":"1.1","document":null}\n',
                '{"verb":"accept","verb":"undo"}\n{"set":"\\u0000\\ud800"}\n')


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in members:
            z.writestr(zipfile.ZipInfo(name, (2026, 1, 20, 8, 0, 0)), data, method)
    return out.getvalue()


def unpack():
    small = zipped([("[Content_Types].xml", office.TYPES % ""),
                    ("word/document.xml", word(BODIES[3])), ("word/styles.xml", STYLES),
                    ("docProps/core.xml", CORE)])
    page = b"<html><p>" + TEXT.encode("utf-8")
    inner = zipped([("a/KH 05.docx", small), ("b.html", page), ("d/", b"")])
    stored = zipped([("a.docx", small), ("../b.txt", TEXT.encode("utf-8"))], zipfile.ZIP_STORED)
    twice = zipped([("a.txt", b"1"), ("b.txt", b"2"), ("a (2).txt", b"3"), ("c.txt", b"4"),
                    ("~$a.docx", b"x"), ("Thumbs.db", b"x"), ("__MACOSX/._a", b"x"), ("e.txt", b"")])
    twice = twice.replace(b"b.txt", b"a.txt").replace(b"c.txt", b"a.txt")
    method = small.replace(b"PK\1\2\x14\3\x14\0\0\0\x08\0", b"PK\1\2\x14\3\x14\0\0\0\x63\0")
    locked = bytearray(zipped([("a.txt", b"x")]))
    locked[6] |= 1
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
    ole += b"\0" * 10 + b"\1\0\0\0\1" + b"\0" * 8 + b"\x10\0\0\xfe\xff\xff\xff\0\0\0\0"
    ole += b"\xfe\xff\xff\xff" + b"\0" * 8 + b"\xff" * 432
    ole += b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    for name, kind in (("Root Entry", 5), ("WordDocument", 2), ("EncryptedPackage", 2)):
        ole += name.encode("utf-16-le").ljust(64, b"\0") + bytes([len(name) * 2 + 2, 0, kind, 1])
        ole += b"\xff" * 8 + b"\1\0\0\0" + b"\0" * 36 + b"\xfe\xff\xff\xff" + b"\0" * 8
    bomb = zipped([("a.txt", b" " * 3000000)])
    cut = small[:len(small) // 2]
    nested = inner
    for name in ("e.zip", "d.zip", "c.zip"):
        nested = zipped([(name, nested)], zipfile.ZIP_STORED)
    kinds = [small, inner, stored, twice, method, bytes(locked), ole.ljust(2048, b"\0"), bomb, cut,
             page, nested, b"%PDF-1.4\n1 0 obj\n<</Type/Page>>\nendobj\n%%EOF\n",
             TEXT.encode("utf-8"), b"PK\5\6" + b"\0" * 18, b"\x89PNG\r\n\x1a\n", b"{\\rtf1 a}",
             zipped([("mimetype", b"application/vnd.oasis.opendocument.text")], zipfile.ZIP_STORED)]
    low = [(b"\4\0", small), (b"\1\0", inner), (b"\xff\1", twice), (b"\xff\2", small),
           (b"\xff\x40", inner), (b"\xff\x80", inner), (b"\xff\xc0", stored)]
    return [b"\xff\0" + k for k in kinds] + [head + k for head, k in low]


def records(kiemchung):
    """Lines and images as the program itself writes them."""
    with tempfile.TemporaryDirectory() as folder:
        for i, (skip, data) in enumerate([(2, s) for s in unpack()[:4]] +
                                         [(1, s) for s in plain()[:8] + html()[-4:-2]]):
            with open(os.path.join(folder, "v%d.txt" % i), "wb") as f:
                f.write(data[skip:])
        lines = subprocess.run([kiemchung, "extract", folder], stdout=subprocess.PIPE,
                               check=False).stdout
        db = os.path.join(folder, "index.db")
        subprocess.run([kiemchung, "--index", "sqlite:" + db, "load", "-"], input=lines, check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        images = [row[0] for row in sqlite3.connect(db).execute("SELECT bytes FROM image")]
    return {"ndjson": [b"\0" + line for line in lines.splitlines()], "wire": images}


def escaped_dictionary(path):
    """libFuzzer takes only ASCII; people write letters."""
    with open(path, "rb") as f:
        return b"".join(b"%c" % c if c < 128 else b"\\x%02x" % c for c in f.read())


def main(kiemchung, folder):
    made = {f.__name__: f() for f in (criteria, decisions, docx, html, mhtml, normalise, plain, rules,
                                      settings, tree, unpack, xml)}
    made.update(records(kiemchung))
    shutil.rmtree(folder, ignore_errors=True)
    for name, seeds in made.items():
        os.makedirs(os.path.join(folder, name))
        for i, seed in enumerate(seeds):
            with open(os.path.join(folder, name, "%03d" % i), "wb") as f:
                f.write(seed)
    for path in glob.glob(os.path.join(HERE, "*.dict")):
        with open(os.path.join(folder, os.path.basename(path)), "wb") as f:
            f.write(escaped_dictionary(path))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
