"""Web pages as portals serve them: a document pasted from Word inside menus, scripts,
hidden state and lists of other documents."""
import base64
import unicodedata
from html import escape

from words import OBJECTS, TOPICS, VERBS

# The tones of Vietnamese; windows-1258 keeps them as characters of their own.
TONES = "\u0300\u0301\u0303\u0309\u0323"
SCRIPT_WORDS = ("function var return document window element event handler menu slider popup cookie "
                "counter width height offset style display none block click load ready animate "
                "options settings callback index length value name target parent child node").split()


def toned(text):
    """Base letters with their hats composed and tones apart, as windows-1258 wants."""
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        if len(parts) == 1 or not any(tone in parts for tone in TONES):
            out.append(char)
            continue
        base = "".join(part for part in parts if part not in TONES)
        out.append(unicodedata.normalize("NFC", base))
        out += [part for part in parts if part in TONES]
    return "".join(out)


def script(w, size):
    lines, have = [], 0
    while have < size:
        one, two, three = (w.pick(SCRIPT_WORDS) for _ in range(3))
        lines.append("  if (%s.%s > %d) { %s['%s'] = '%s_%d'; }" % (
            one, two, w.between(0, 999), three, one, two, w.between(0, 99999)))
        have += len(lines[-1])
    return "<script type=\"text/javascript\">\n//<![CDATA[\n%s\n//]]>\n</script>\n" % "\n".join(lines)


def sheet(w, size):
    rules, have = [], 0
    while have < size:
        rules.append(".%s-%s .%s%d { margin: %dpx %dpx; color: #%06x; background: url(/img/%s.png) }" % (
            w.pick(SCRIPT_WORDS), w.pick(SCRIPT_WORDS), w.pick(SCRIPT_WORDS), w.between(1, 99),
            w.between(0, 20), w.between(0, 20), w.between(0, 0xFFFFFF), w.pick(SCRIPT_WORDS)))
        have += len(rules[-1])
    return "<style type=\"text/css\">\n%s\n</style>\n" % "\n".join(rules)


def state(w, size):
    noise = bytes(int(256 * w.random()) for _ in range(size * 3 // 4))
    return ('<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="%s">\n'
            % base64.b64encode(noise).decode("ascii"))


def link(w, text):
    return '<a class="level-%d" href="/web/guest/%s-%s?p_p_id=%d&amp;id=%d" title="%s">%s</a>' % (
        w.between(1, 3), w.pick(SCRIPT_WORDS), w.pick(SCRIPT_WORDS), w.between(100, 999),
        w.between(1, 99999), escape(text), escape(text))


def menu(w, items):
    rows = []
    for _ in range(items):
        rows.append('<li class="menu-item">%s</li>' % link(w, "%s %s" % (
            w.pick(VERBS).capitalize(), w.pick(OBJECTS))))
    return '<div id="menu" class="navigation"><ul class="nav">\n%s\n</ul></div>\n' % "\n".join(rows)


def related(w, items):
    rows = ['<li>%s <span class="date">(%02d/%02d/%d)</span></li>' % (
        link(w, "Về " + w.pick(TOPICS).replace("%(year)d", "2024")), w.between(1, 28), w.between(1, 12),
        w.between(2022, 2025)) for _ in range(items)]
    return ('<div class="sidebar related"><h3>Tin liên quan</h3><ul>\n%s\n</ul></div>\n'
            % "\n".join(rows))


# ---- the document inside ------------------------------------------------------------------


class Pasted:
    """Paragraphs as Word puts them on the clipboard; `heavy` with a span for every bit."""

    def __init__(self, w):
        self.w = w
        self.heavy = w.chance(0.6)

    def inline(self, text):
        if not self.heavy:
            return escape(text)
        out, at = [], 0
        while at < len(text):
            n = self.w.between(60, 400)
            out.append("<span lang=\"VI\" style='font-size:14.0pt;font-family:\"Times New Roman\","
                       "serif;color:black'>%s</span>" % escape(text[at:at + n]))
            at += n
        return "".join(out)

    def paragraph(self, text, align="justify", tag=""):
        shown = self.inline(text)
        if tag:
            shown = "<%s>%s</%s>" % (tag, shown, tag)
        style = ' class="MsoNormal" style="margin-top:6.0pt;text-indent:36.0pt"' if self.heavy else ""
        return '<p%s align="%s">%s</p>\n' % (style, align, shown)

    def table(self, rows, border):
        out = ['<table border="%d" cellspacing="0" cellpadding="0" width="100%%"><tbody>\n' % border]
        for row in rows:
            out.append("<tr>%s</tr>\n" % "".join('<td valign="top">%s</td>' % cell for cell in row))
        return "".join(out) + "</tbody></table>\n"


def content(doc):
    w, pen = doc["writer"], Pasted(doc["writer"])
    left = pen.paragraph(doc["issuer"][0], "center") + pen.paragraph(doc["issuer"][1], "center",
                                                                     "strong")
    right = (pen.paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center", "strong") +
             pen.paragraph("Độc lập - Tự do - Hạnh phúc", "center", "strong"))
    left += pen.paragraph("Số: " + doc["number"], "center")
    if doc["letter"]:
        left += pen.paragraph("V/v " + doc["subject"][3:], "center")
    right += pen.paragraph(doc["date"], "center", "em")
    out = [pen.table([[left, right]], 0)]
    if doc["letter"]:
        out.append(pen.paragraph("Kính gửi: Các sở, ban, ngành; UBND các xã, phường.", "center"))
    else:
        out += [pen.paragraph(doc["type"], "center", "strong"),
                pen.paragraph(doc["subject"], "center", "strong")]
    out += [pen.paragraph(line, tag="em") for line in doc["bases"]]
    for kind, block in doc["blocks"]:
        if kind == "table":
            out.append(pen.table([[pen.inline(cell) for cell in row] for row in block], 1))
        else:
            out.append(pen.paragraph(block, tag="strong" if kind == "heading" else ""))
        if w.chance(0.05):
            out.append("<p>&nbsp;</p>\n")
    names = "<br>\n".join(pen.inline(line) for line in ["Nơi nhận:"] + doc["recipients"])
    out.append(pen.table([[names, "".join(pen.paragraph(line, "center", "strong")
                                          for line in doc["signing"] + (doc["signer"],))]], 0))
    return "".join(out)


def page(doc, charset, wanted):
    """The page with about `wanted` bytes around the document."""
    w = doc["writer"]
    chrome = [script(w, wanted * 3 // 10), sheet(w, wanted // 8)]
    hidden = state(w, wanted // 6) if w.chance(0.5) else script(w, wanted // 6)
    title = "%s - %s - Cổng thông tin điện tử tỉnh Sông Trà" % (doc["number"], doc["subject"])
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html lang="vi">\n<head>\n'
        '<meta http-equiv="Content-Type" content="text/html; charset=%s">\n<title>%s</title>\n%s'
        '</head>\n<body>\n<form id="form1" method="post" action="/chi-tiet">\n%s'
        '<div id="header"><a href="/"><img src="/banner.png" alt="Cổng thông tin điện tử"></a></div>\n'
        '%s<div class="breadcrumb"><a href="/">Trang chủ</a> &raquo; <a href="/van-ban">Văn bản</a>'
        '</div>\n<div id="content"><div class="noi-dung">\n%s</div></div>\n%s<div id="footer">'
        '<p>Bản quyền thuộc về Cổng thông tin điện tử tỉnh Sông Trà</p></div>\n</form>\n</body>\n'
        '</html>\n' % (charset, escape(title), "".join(chrome), hidden, menu(w, wanted // 900),
                       content(doc), related(w, wanted // 1500)))


def make(doc, form, wanted):
    """The bytes of the page. `form`: NFC, NFD, mixed, 1258."""
    w = doc["writer"]
    if form == "1258":
        return toned(page(doc, "windows-1258", wanted)).encode("cp1258", "xmlcharrefreplace")
    text = page(doc, "utf-8", wanted)
    if form == "NFD":
        text = unicodedata.normalize("NFD", text)
    elif form == "mixed":
        text = "\n".join(unicodedata.normalize("NFD", line) if w.chance(0.5) else line
                         for line in text.split("\n"))
    elif w.chance(0.1):  # some editors write what is not Latin-1 as numbers
        return text.encode("latin-1", "xmlcharrefreplace")
    return text.encode("utf-8")
