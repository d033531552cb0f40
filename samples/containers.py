"""Files around and beside Word files, the same bytes on every run and machine: archives, a
scan, a photograph, a sheet, and what older or locked Office files look like from outside."""
import io
import struct
import zipfile

FIXED_TIME = (2026, 1, 20, 8, 0, 0)


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


def locked(archive_bytes, name):
    """The same archive with one member marked as encrypted; its bytes are taken as they are."""
    out = bytearray(archive_bytes)
    raw = name.encode("ascii")
    for mark, flags_at, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = out.index(mark)
        while out[at + name_at:at + name_at + len(raw)] != raw:
            at = out.index(mark, at + 1)
        out[at + flags_at] |= 1
    return bytes(out)


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


# ---- a photograph ---------------------------------------------------------------------------


def photograph():
    """A JPEG of one grey dot: one table for each kind, one code in each."""
    def segment(mark, data):
        return b"\xff" + mark + struct.pack(">H", len(data) + 2) + data

    one_code = b"\x01" + bytes(15) + b"\x00"
    return (b"\xff\xd8" + segment(b"\xe0", b"JFIF\0\x01\x01\x01\0\x48\0\x48\0\0") +
            segment(b"\xdb", b"\0" + b"\x10" * 64) +
            segment(b"\xc0", b"\x08\0\x01\0\x01\x01\x01\x11\0") +
            segment(b"\xc4", b"\x00" + one_code) + segment(b"\xc4", b"\x10" + one_code) +
            segment(b"\xda", b"\x01\x01\0\0\x3f\0") + b"\x3f\xff\xd9")


# ---- a sheet --------------------------------------------------------------------------------


def sheet(rows):
    """An XLSX of one sheet with text in its cells."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    cells = "".join(
        '<row r="%d">%s</row>' % (r, "".join(
            '<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (chr(64 + c), r, text)
            for c, text in enumerate(row, 1))) for r, row in enumerate(rows, 1))
    relations = '<Relationships xmlns="%srelationships"><Relationship Id="rId1" ' \
                'Type="%s/%s" Target="%s"/></Relationships>'
    parts = [
        ("[Content_Types].xml",
         '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/'
         'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
         'ContentType="%ssheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
         'ContentType="%sworksheet+xml"/></Types>' % (package, kind, kind)),
        ("_rels/.rels", relations % (package, office, "officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml",
         '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="Bieu 1" sheetId="1" '
         'r:id="rId1"/></sheets></workbook>' % (main, office)),
        ("xl/_rels/workbook.xml.rels",
         relations % (package, office, "worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml",
         '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (main, cells)),
    ]
    return archive([(name, (head + text).encode("utf-8")) for name, text in parts])


# ---- compound files -------------------------------------------------------------------------


def compound(names):
    """An OLE2 compound file with empty streams of these names ([MS-CFB], sectors of 512)."""
    none, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

    def entry(name, kind, child=none, right=none):
        raw = (name + "\0").encode("utf-16-le")
        return (raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, none, right, child) +
                bytes(36) + struct.pack("<IQ", end, 0))

    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) +
              struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end,
                          0) + struct.pack("<I", 0) + struct.pack("<I", none) * 108)
    fat = struct.pack("<II", fat_mark, end) + struct.pack("<I", none) * 126
    entries = [entry("Root Entry", 5, child=1)]
    for i, name in enumerate(names, 1):
        entries.append(entry(name, 2, right=i + 1 if i < len(names) else none))
    directory = b"".join(entries).ljust(512, b"\0")
    return header + fat + directory


def word_97():
    return compound(["1Table", "WordDocument"])


def with_password():
    """What Word makes of a .docx with a password: the whole of it in one encrypted stream."""
    return compound(["EncryptedPackage", "EncryptionInfo"])


def thumbnails():
    return compound(["1", "Catalog"])


def owner_mark(name):
    """What Word leaves beside a document while somebody has it open."""
    short, wide = name.encode("ascii"), name.encode("utf-16-le")
    return (bytes([len(name)]) + short).ljust(55, b"\0") + \
        (struct.pack("<H", len(name)) + wide).ljust(107, b"\0")
