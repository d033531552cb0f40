#include <string.h>

#include "ingest/record/fold.h"
#include "ingest/record/format.h"
#include "parse/blocks.h"
#include "parse/charset.h"
#include "parse/formats.h"
#include "parse/stamp.h"

/* ---- is it text? -------------------------------------------------------------------- */

#define BID      8 /* less than any format that found its own mark */
#define BID_NAME 4
#define SNIFF    4096 /* text shows itself early; other formats verify their marks */

static bool is_utf16(struct str s)
{
    size_t zero[2] = {0};
    bool   marked  = str_starts_with(s, STR("\xFE\xFF")) || str_starts_with(s, STR("\xFF\xFE"));

    for (size_t i = 0; i < s.n; i++)
        zero[i & 1] += s.p[i] == '\0';
    /* Spaces, digits, most letters have one, whatever the mark: else it is chance. */
    if (marked)
        return zero[0] + zero[1] >= s.n / 16;
    return s.n >= 8 && ((zero[0] >= s.n / 6 && zero[1] <= zero[0] / 8) ||
                        (zero[1] >= s.n / 6 && zero[0] <= zero[1] / 8));
}

static bool is_control(unsigned char c)
{
    return (c < 0x20 && !(c >= '\t' && c <= '\r')) || c == 0x7F;
}

/* Without the last character, which the end of the head may have cut. */
static struct str whole_characters(struct str s)
{
    if (s.n < SNIFF)
        return s;
    for (size_t i = 0; i < 3 && ((unsigned char)s.p[s.n - 1] & 0xC0) == 0x80; i++)
        s.n--;
    s.n -= (unsigned char)s.p[s.n - 1] >= 0xC0;
    return s;
}

/* Eight-bit Vietnamese has a high byte in every third or fourth place, and
 * spaces; compressed and compiled bytes have controls everywhere. */
static bool is_text(struct str s)
{
    size_t controls = 0, high = 0, spaces = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c == '\0')
            return false;
        controls += is_control(c);
        high += c >= 0x80;
        spaces += c == ' ' || c == '\n';
    }
    if (controls > s.n / 100 + 1)
        return false;
    return utf8_valid(whole_characters(s)) || (high < s.n / 2 && spaces >= s.n / 50);
}

static bool has_suffix(struct str path, const struct str *suffixes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_ends_with_nocase(path, suffixes[i]))
            return true;
    return false;
}

/* Words between tags, or letters in base64 and quoted-printable: to take them for
 * text would pass for reading the document. Other rows know most of them. */
static bool is_wrapped(const struct sniff *s)
{
    static const struct str heads[] = {
        STR_INIT("<?xml"),
        STR_INIT("MIME-Version:"),
        STR_INIT("Received: "),
        STR_INIT("Return-Path: "),
        STR_INIT("\xEF\xBB\xBF<?xml"),
        STR_INIT("\xFE\xFF\0<\0?\0x"),
        STR_INIT("\xFF\xFE<\0?\0x\0"),
    };
    static const struct str suffixes[] = {
        STR_INIT(".edxml"), STR_INIT(".eml"), STR_INIT(".mht"),
        STR_INIT(".mhtml"), STR_INIT(".svg"), STR_INIT(".xml"),
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts_with(s->head, heads[i]))
            return true;
    return has_suffix(s->path, suffixes, sizeof suffixes / sizeof *suffixes);
}

static unsigned bid(const struct sniff *s)
{
    static const struct str suffixes[] = {STR_INIT(".csv"), STR_INIT(".md"), STR_INIT(".txt")};
    struct str              head       = str_sub(s->head, 0, SNIFF);

    if (head.n == 0 || !(is_utf16(head) || is_text(head)) || is_wrapped(s))
        return 0;
    return BID + (has_suffix(s->path, suffixes, sizeof suffixes / sizeof *suffixes) ? BID_NAME : 0);
}

/* ---- lines ---------------------------------------------------------------------------- */

struct line {
    struct str text; /* without what ended it */
    bool       new_page;
};

/* Bytes of the line end at p[i]; 0 when there is none. */
static size_t line_end(struct str s, size_t i)
{
    static const struct str ends[] = {
        STR_INIT("\r\n"),   STR_INIT("\n"),     STR_INIT("\r"),
        STR_INIT("\v"),     STR_INIT("\f"),     STR_INIT("\xC2\x85" /* next line */),
        STR_INIT("\u2028"), STR_INIT("\u2029"),
    };
    unsigned char c = (unsigned char)s.p[i];

    if (c >= 0x0E && c != 0xC2 && c != 0xE2)
        return 0;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (str_starts_with(str_sub(s, i, s.n), ends[k]))
            return ends[k].n;
    return 0;
}

static struct line take_line(struct str *rest)
{
    size_t      i = 0, n = 0;
    struct line l;

    while (i < rest->n && !(n = line_end(*rest, i)))
        i++;
    l     = (struct line){.text = str_sub(*rest, 0, i), .new_page = n && rest->p[i] == '\f'};
    *rest = str_sub(*rest, i + n, rest->n);
    return l;
}

static bool ends_with_any(struct str s, const char *any)
{
    return s.n && s.p[s.n - 1] && memchr(any, s.p[s.n - 1], str_from_cstr(any).n);
}

static bool is_word_byte(char c)
{
    unsigned char u = (unsigned char)c;

    return u >= 0x80 || (u >= '0' && u <= '9') || ((u | 0x20) >= 'a' && (u | 0x20) <= 'z');
}

/* "215/KH-" goes on; a rule of dashes does not. */
static bool is_cut_symbol(struct str s)
{
    if (!ends_with_any(s, "-/"))
        return false;
    s = str_trim(str_sub(s, 0, s.n - 1));
    return s.n && is_word_byte(s.p[s.n - 1]);
}

/* A lower-case letter that is no "a)" or "b." of a list. */
static bool starts_lower(struct str s)
{
    uint32_t cp;

    if (!s.n)
        return false;
    cp = utf8_next(&s);
    if (!fold_is_letter(cp) || fold_upper(cp) == cp)
        return false;
    return !(s.n && (s.p[0] == ')' || s.p[0] == '.' || s.p[0] == '/'));
}

/* Was the line broken only because it was full? */
static bool goes_on(struct str before, struct str next)
{
    if (!before.n)
        return false;
    if (ends_with_any(before, ",") || is_cut_symbol(before))
        return true;
    return starts_lower(next) && !ends_with_any(before, ".:;!?");
}

static void add_lines(struct blocks *b, struct str rest)
{
    bool         paged = str_find(rest, STR("\f")).n;
    struct block like  = {.kind = BLOCK_PARAGRAPH, .page = paged};
    struct str   last  = {0};

    while (rest.n && b->status == KC_OK) {
        struct line l    = take_line(&rest);
        struct str  text = str_trim(l.text);

        if (text.n && goes_on(last, text))
            blocks_add(b, USE_READING, STR("\n"));
        else if (text.n)
            blocks_open(b, &like);
        if (text.n)
            blocks_add(b, USE_READING, text);
        last = text;
        if (l.new_page && like.page < UINT16_MAX) {
            like.page++;
            last = (struct str){0};
        }
    }
}

static enum kc_status read(struct parser *p, const struct limits *lim, struct document *doc)
{
    struct blocks  b;
    struct str     utf8, name;
    enum kc_status converted, finished;

    (void)p; /* nothing here is worth keeping between documents */
    converted =
        charset_to_utf8(doc->nparts ? doc->parts[0].bytes : STR(""), STR(""), doc, &utf8, &name);
    if (!status_has_result(converted))
        return converted;
    blocks_begin(&b, doc, lim);
    add_lines(&b, utf8);
    finished = blocks_finish(&b);
    if (finished != KC_OK)
        return finished;
    stamp_find(doc);
    return converted;
}

const struct format format_plain = {
    .name      = "plain",
    .title     = "Văn bản thuần (.txt)",
    .container = CONTAINER_NONE,
    .bid       = bid,
    .read      = read,
};
