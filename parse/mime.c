#include "parse/mime.h"

#include <string.h>

#define DEPTH_MAX 8 /* multiparts inside one another; mail programs need three */

/* ---- headers ---------------------------------------------------------------- */

static struct str without_cr(struct str line)
{
    return str_ends_with(line, STR("\r")) ? str_sub(line, 0, line.n - 1) : line;
}

/* One header with the lines it goes on in; empty at the line that ends them. */
static struct str take_header(struct str *rest)
{
    struct str header = without_cr(str_cut(rest, '\n'));

    while (header.n && rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t')) {
        struct str more = without_cr(str_cut(rest, '\n'));

        header.n = (size_t)(more.p + more.n - header.p);
    }
    return header;
}

/* Up to the next ";" outside quotes. */
static struct str take_parameter(struct str *rest)
{
    struct str all    = *rest;
    bool       quoted = false;
    size_t     n      = 0;

    for (; n < all.n && (quoted || all.p[n] != ';'); n++)
        quoted ^= all.p[n] == '"';
    *rest = str_sub(all, n + 1, all.n);
    return str_trim(str_sub(all, 0, n));
}

static struct str unquote(struct str s)
{
    s = str_trim(s);
    return s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"' ? str_sub(s, 1, s.n - 1) : s;
}

static void read_type(struct mime_part *part, struct str value)
{
    part->type = take_parameter(&value);
    while (value.n) {
        struct str set  = take_parameter(&value);
        struct str name = str_trim(str_cut(&set, '='));

        if (str_eq_nocase(name, STR("charset")))
            part->charset = unquote(set);
        else if (str_eq_nocase(name, STR("boundary")))
            part->boundary = unquote(set);
    }
}

struct mime_part mime_part_read(struct str bytes)
{
    struct mime_part part = {.type = STR("text/plain")};
    struct str       header;

    while ((header = take_header(&bytes)).n) {
        struct str name = str_trim(str_cut(&header, ':'));

        if (str_eq_nocase(name, STR("Content-Type")))
            read_type(&part, header);
        else if (str_eq_nocase(name, STR("Content-Transfer-Encoding")))
            part.encoding = str_trim(header);
    }
    part.body = bytes;
    return part;
}

/* ---- parts ------------------------------------------------------------------- */

/* The line "--boundary" at the start of `s`, and what it is. */
enum delimiter { DELIMITER_NONE, DELIMITER_NEXT, DELIMITER_LAST };

static enum delimiter delimiter(struct str line, struct str boundary)
{
    line = without_cr(line);
    if (!boundary.n || !str_starts_with(line, STR("--")) ||
        !str_eq(str_sub(line, 2, 2 + boundary.n), boundary))
        return DELIMITER_NONE;
    line = str_trim(str_sub(line, 2 + boundary.n, line.n));
    return str_eq(line, STR("--")) ? DELIMITER_LAST : line.n ? DELIMITER_NONE : DELIMITER_NEXT;
}

/* What stands before the first boundary is for programs without MIME. */
bool mime_next(struct str *rest, struct str boundary, struct str *ret_part)
{
    const char    *start = NULL, *end;
    enum delimiter d;

    if (!rest->n)
        return false;
    end = rest->p + rest->n;
    while (rest->n) {
        struct str line = str_cut(rest, '\n');

        d = delimiter(line, boundary);
        if (d == DELIMITER_NONE)
            continue;
        if (start) { /* the next one begins here: leave it for the next call */
            *ret_part = (struct str){start, (size_t)(line.p - start)};
            *rest     = (struct str){line.p, (size_t)(end - line.p)};
            return true;
        }
        if (d == DELIMITER_LAST)
            return false;
        start = rest->n ? rest->p : end;
    }
    if (!start)
        return false;
    *ret_part = (struct str){start, (size_t)(end - start)}; /* cut off: all there is */
    return true;
}

static bool is_multipart(const struct mime_part *part)
{
    return str_eq_nocase(str_sub(part->type, 0, 10), STR("multipart/")) && part->boundary.n;
}

bool mime_find(struct str bytes, struct str type, struct mime_part *ret_part)
{
    struct {
        struct str rest, boundary;
    } open[DEPTH_MAX];
    struct mime_part part  = mime_part_read(bytes);
    size_t           depth = 0;

    for (;;) {
        struct str inside;

        if (str_eq_nocase(part.type, type)) {
            *ret_part = part;
            return true;
        }
        if (is_multipart(&part) && depth < DEPTH_MAX) {
            open[depth].rest       = part.body;
            open[depth++].boundary = part.boundary;
        }
        while (depth && !mime_next(&open[depth - 1].rest, open[depth - 1].boundary, &inside))
            depth--;
        if (!depth)
            return false;
        part = mime_part_read(inside);
    }
}

/* ---- bodies ------------------------------------------------------------------ */

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* "=" and two digits is a byte, "=" at the end of a line joins it to the next. */
static size_t decode_quoted(struct str s, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        size_t left = s.n - i;

        if (s.p[i] != '=')
            out[n++] = s.p[i];
        else if (left > 2 && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
            out[n++] = (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]));
            i += 2;
        } else if (left > 2 && s.p[i + 1] == '\r' && s.p[i + 2] == '\n')
            i += 2;
        else if (left > 1 && s.p[i + 1] == '\n')
            i += 1;
        else
            out[n++] = '=';
    }
    return n;
}

/* Whatever is no digit is skipped, as RFC 2045 has it; "=" ends the text. */
static size_t decode_base64(struct str s, char *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t          bits     = 0;
    unsigned          have     = 0;
    size_t            n        = 0;

    for (size_t i = 0; i < s.n && s.p[i] != '='; i++) {
        const char *digit = s.p[i] ? memchr(digits, s.p[i], 64) : NULL;

        if (!digit)
            continue;
        bits = (bits << 6 | (uint32_t)(digit - digits)) & 0xFFFFFF;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out[n++] = (char)(bits >> have & 0xFF);
        }
    }
    return n;
}

bool mime_decode(struct arena *a, const struct mime_part *part, struct str *ret_bytes)
{
    bool  quoted = str_eq_nocase(part->encoding, STR("quoted-printable"));
    char *out;

    if (!quoted && !str_eq_nocase(part->encoding, STR("base64"))) {
        *ret_bytes = part->body;
        return true;
    }
    out = ARENA_NEW(a, char, part->body.n); /* neither makes a body longer */
    if (!out && part->body.n)
        return false;
    *ret_bytes =
        (struct str){out, quoted ? decode_quoted(part->body, out) : decode_base64(part->body, out)};
    return true;
}
