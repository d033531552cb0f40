#include <string.h>

#include "parse/html.h"

#define ATTRIBUTES 256 /* of one tag; libxml2 takes quadratic time in them */

/* The copy only ever shrinks: `out` has room for all of `in`. */
struct cleaner {
    struct str in; /* what is left */
    char      *out;
    size_t     n;
    size_t     tag_end; /* in `out`, behind the last tag */
    size_t     total;   /* of all input */
    bool       unclosed;
    bool       has_body;
    bool       stand_ins; /* may be used: the page itself has no such character */
};

static void copy(struct cleaner *c, size_t n)
{
    memmove(c->out + c->n, c->in.p, n);
    c->n += n;
    c->in = str_sub(c->in, n, c->in.n);
}

static void skip(struct cleaner *c, size_t n)
{
    c->in = str_sub(c->in, n, c->in.n);
}

/* Skips up to and with the next `end`, or everything, which is then lost. */
static void skip_past(struct cleaner *c, size_t from, struct str end)
{
    struct str hit = str_find(str_sub(c->in, from, c->in.n), end);

    if (!hit.n)
        c->unclosed = true;
    skip(c, hit.n ? (size_t)(hit.p - c->in.p) + hit.n : c->in.n);
}

/* ---- stand-ins for text --------------------------------------------------------- */

/* libxml2 looks at every character of text several times and changes none of it, but
 * for references and control characters. Text without those is not shown to it: a
 * stand-in says where it is. It follows a tag, so that it begins what libxml2 tells. */
#define MARK      "\uF8F0"
#define STAND_IN  (sizeof MARK - 1 + 16) /* bytes: the mark, offset and length in hex */
#define LEAST_RUN 24

/* Does the page have a character that looks like a stand-in? */
static bool has_mark(struct str s)
{
    while (s.n) {
        const char *p = memchr(s.p, MARK[0], s.n);

        if (!p)
            return false;
        s = str_sub(s, (size_t)(p - s.p), s.n);
        if (str_starts_with(s, STR(MARK)))
            return true;
        s = str_sub(s, 1, s.n);
    }
    return false;
}

/* Sixteen bytes at once: all bits set in `wild` where libxml2 might not give a byte back
 * just so ("&", control characters, what may be U+FFFE), in `visible` where there is
 * more than a blank. */
typedef unsigned char chunk __attribute__((vector_size(16)));

static void look(const char *p, chunk *wild, chunk *visible)
{
    chunk c;

    memcpy(&c, p, sizeof c);
    *wild |= (chunk)(c == '&') | (chunk)(c == 0xEF) |
             ((chunk)(c < ' ') & (chunk)(c != '\t') & (chunk)(c != '\n') & (chunk)(c != '\r'));
    *visible |= (chunk)(c > ' ');
}

static bool any(chunk c)
{
    uint64_t half[2];

    memcpy(half, &c, sizeof half);
    return half[0] | half[1];
}

/* At least LEAST_RUN bytes: the last look may overlap the one before. */
static bool is_tame(struct str s)
{
    chunk wild = {0}, visible = {0};

    for (size_t i = 0; i + sizeof wild <= s.n; i += sizeof wild)
        look(s.p + i, &wild, &visible);
    look(s.p + s.n - sizeof wild, &wild, &visible);
    return !any(wild) && any(visible);
}

static void put_hex(struct cleaner *c, size_t value)
{
    for (int shift = 28; shift >= 0; shift -= 4)
        c->out[c->n++] = "0123456789abcdef"[value >> shift & 15];
}

static bool stand_in(struct cleaner *c, size_t n)
{
    size_t at = c->total - c->in.n;

    if (!c->stand_ins || n < LEAST_RUN || c->n != c->tag_end || n > UINT32_MAX ||
        !is_tame(str_sub(c->in, 0, n)))
        return false;
    memcpy(c->out + c->n, MARK, sizeof MARK - 1);
    c->n += sizeof MARK - 1;
    put_hex(c, at);
    put_hex(c, n);
    skip(c, n);
    return true;
}

static bool read_hex(struct str s, size_t at, size_t *ret_value)
{
    size_t value = 0;

    for (size_t i = at; i < at + 8; i++) {
        char c = s.p[i];

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
        value = value * 16 + (size_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    *ret_value = value;
    return true;
}

struct str html_stood_for(struct str source, struct str *text)
{
    size_t at, n;

    if (text->n < STAND_IN || !str_starts_with(*text, STR(MARK)) ||
        !read_hex(*text, sizeof MARK - 1, &at) || !read_hex(*text, sizeof MARK + 7, &n) ||
        n < LEAST_RUN || at > source.n || n > source.n - at)
        return (struct str){0};
    *text = str_sub(*text, STAND_IN, text->n);
    return str_sub(source, at, at + n);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool starts_nocase(struct str s, struct str prefix)
{
    return str_eq_nocase(str_sub(s, 0, prefix.n), prefix);
}

/* ---- tags ------------------------------------------------------------------ */

/* A start tag: where it ends, and what of it is copied. */
struct piece {
    size_t start, end;
};
struct tag {
    size_t       total; /* bytes to move on; 0: the file ends inside the tag */
    bool         self_closed;
    bool         open_quote;
    size_t       n;
    struct piece kept[ATTRIBUTES];
};

static size_t spaces(struct str s, size_t i)
{
    while (i < s.n && is_space(s.p[i]))
        i++;
    return i;
}

static size_t bare(struct str s, size_t i, bool value)
{
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>' && (value || s.p[i] != '='))
        i++;
    return i;
}

/* The end of an attribute's value that starts at i; 0 when its quote is open. */
static size_t value_end(struct str s, size_t i)
{
    const char *q;

    if (i >= s.n || (s.p[i] != '"' && s.p[i] != '\''))
        return bare(s, i, true);
    q = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
    return q ? (size_t)(q - s.p) + 1 : 0;
}

/* The end of the attribute at i, at least i + 1; 0 when its quote is open. */
static size_t attribute_end(struct str s, size_t i)
{
    size_t name = bare(s, i + 1, false); /* a "=" may start a name */
    size_t eq   = spaces(s, name);

    if (eq >= s.n || s.p[eq] != '=')
        return name;
    return value_end(s, spaces(s, eq + 1));
}

/* Attributes somebody asks for (html_attr). A third of a portal's bytes are in others,
 * and libxml2 looks at every byte several times. */
static const struct {
    struct str name;
    size_t     most; /* bytes: longer ones say nothing, such as a form's memory of the page */
} wanted[] = {
    {STR_INIT("alt"), SIZE_MAX},        {STR_INIT("aria-hidden"), SIZE_MAX},
    {STR_INIT("aria-label"), SIZE_MAX}, {STR_INIT("class"), SIZE_MAX},
    {STR_INIT("colspan"), SIZE_MAX},    {STR_INIT("content"), SIZE_MAX},
    {STR_INIT("datetime"), SIZE_MAX},   {STR_INIT("face"), SIZE_MAX},
    {STR_INIT("hidden"), SIZE_MAX},     {STR_INIT("href"), SIZE_MAX},
    {STR_INIT("id"), SIZE_MAX},         {STR_INIT("itemprop"), SIZE_MAX},
    {STR_INIT("itemtype"), SIZE_MAX},   {STR_INIT("name"), SIZE_MAX},
    {STR_INIT("property"), SIZE_MAX},   {STR_INIT("rel"), SIZE_MAX},
    {STR_INIT("role"), SIZE_MAX},       {STR_INIT("rowspan"), SIZE_MAX},
    {STR_INIT("shadowroot"), SIZE_MAX}, {STR_INIT("shadowrootmode"), SIZE_MAX},
    {STR_INIT("src"), SIZE_MAX},        {STR_INIT("style"), SIZE_MAX},
    {STR_INIT("type"), SIZE_MAX},       {STR_INIT("value"), 2048},
};

static bool is_wanted(struct str attribute)
{
    size_t n = bare(attribute, 0, false);

    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (wanted[i].name.n == n && str_eq_nocase(str_sub(attribute, 0, n), wanted[i].name))
            return attribute.n <= wanted[i].most;
    return false;
}

static void note(struct tag *t, struct str s, size_t start, size_t end)
{
    if (t->n < ATTRIBUTES && is_wanted(str_sub(s, start, end)))
        t->kept[t->n++] = (struct piece){start, end};
}

static void read_tag(struct str s, struct tag *t)
{
    size_t i = 1, next;

    t->total = t->n = 0;
    t->self_closed = t->open_quote = false;
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>' && s.p[i] != '/')
        i++;
    for (;; i = next) {
        i = spaces(s, i);
        if (i >= s.n)
            return;
        if (s.p[i] == '>')
            break;
        t->self_closed = s.p[i] == '/';
        next           = t->self_closed ? i + 1 : attribute_end(s, i);
        if (!next) { /* the quote never ends: the tag ends at the next ">" */
            const char *gt = memchr(s.p + i, '>', s.n - i);

            t->open_quote = true;
            t->total      = gt ? (size_t)(gt - s.p) + 1 : 0;
            return;
        }
        if (!t->self_closed)
            note(t, s, i, next);
    }
    t->total = i + 1;
}

static struct str tag_name(struct str s, size_t from)
{
    size_t end = from;

    while (end < s.n && !is_space(s.p[end]) && s.p[end] != '>' && s.p[end] != '/')
        end++;
    return str_sub(s, from, end);
}

static bool is_left_out(struct str name)
{
    char lower[8]; /* all such names are shorter */

    if (name.n > sizeof lower)
        return false;
    for (size_t i = 0; i < name.n; i++)
        lower[i] = (char)(is_letter(name.p[i]) ? name.p[i] | 0x20 : name.p[i]);
    return html_tag((struct str){lower, name.n})->flags & TAG_LEFT_OUT;
}

/* Past "</name" and its ">": the content of scripts is no markup. */
static void skip_raw(struct cleaner *c, struct str name)
{
    while (c->in.n) {
        const char *lt = memchr(c->in.p, '<', c->in.n);

        if (!lt)
            break;
        skip(c, (size_t)(lt - c->in.p));
        if (starts_nocase(c->in, STR("</")) && str_eq_nocase(tag_name(c->in, 2), name)) {
            skip_past(c, 2, STR(">"));
            return;
        }
        skip(c, 1);
    }
    c->unclosed = true;
    skip(c, c->in.n);
}

/* libxml2 ends s and strike where a paragraph starts, and what was struck out
 * would read as text. It leaves names alone that it does not know. */
static void rename_struck(char *name, size_t n)
{
    struct str s = {name, n};

    if (str_eq_nocase(s, STR("s")) || str_eq_nocase(s, STR("strike")))
        name[0] = 'd';
    else if (str_eq_nocase(s, STR("d"))) /* nobody's, but not struck out */
        name[0] = 'e';
}

static void put(struct cleaner *c, struct str s)
{
    memmove(c->out + c->n, s.p, s.n);
    c->n += s.n;
}

/* Attributes that stick to each other still do: the copy never grows. */
static void copy_tag(struct cleaner *c, struct str name, const struct tag *t)
{
    char  *out  = c->out + c->n + 1; /* where the name goes */
    size_t last = 0;

    put(c, str_sub(c->in, 0, 1 + name.n));
    for (size_t i = 0; i < t->n; i++) {
        if (t->kept[i].start != last)
            put(c, STR(" "));
        put(c, str_sub(c->in, t->kept[i].start, t->kept[i].end));
        last = t->kept[i].end;
    }
    put(c, t->self_closed ? STR("/>") : STR(">"));
    rename_struck(out, name.n);
    skip(c, t->total);
    c->tag_end = c->n;
}

static void start_tag(struct cleaner *c)
{
    struct str name = tag_name(c->in, 1);
    struct tag t;

    read_tag(c->in, &t);
    c->unclosed |= t.open_quote || !t.total;
    c->has_body |= str_eq_nocase(name, STR("body"));
    if (!t.total) {
        skip(c, c->in.n);
    } else if (is_left_out(name)) {
        skip(c, t.total);
        if (!t.self_closed)
            skip_raw(c, name);
    } else {
        copy_tag(c, name, &t);
    }
}

static void end_tag(struct cleaner *c)
{
    const char *gt   = memchr(c->in.p, '>', c->in.n);
    size_t      name = tag_name(c->in, 2).n;
    char       *out  = c->out + c->n + 2;

    if (gt) {
        copy(c, (size_t)(gt - c->in.p) + 1);
        rename_struck(out, name);
        c->tag_end = c->n;
    } else {
        skip(c, c->in.n);
    }
}

/* ---- everything that starts with "<" ------------------------------------------ */

/* "<!-->" and "<!--->" are whole comments; "--!>" ends one as well. */
static void comment(struct cleaner *c)
{
    if (starts_nocase(c->in, STR("<!-->"))) {
        skip(c, 5);
        return;
    }
    if (starts_nocase(c->in, STR("<!--->"))) {
        skip(c, 6);
        return;
    }
    skip(c, 4);
    for (;;) {
        struct str dashes = str_find(c->in, STR("--"));

        skip(c, dashes.n ? (size_t)(dashes.p - c->in.p) : c->in.n);
        if (!c->in.n || str_starts_with(c->in, STR("-->")) || str_starts_with(c->in, STR("--!>")))
            break;
        skip(c, 1);
    }
    c->unclosed |= !c->in.n;
    skip(c, str_starts_with(c->in, STR("-->")) ? 3 : 4);
}

static void cdata(struct cleaner *c)
{
    struct str hit;

    skip(c, STR("<![CDATA[").n);
    hit = str_find(c->in, STR("]]>"));
    copy(c, hit.n ? (size_t)(hit.p - c->in.p) : c->in.n);
    skip(c, hit.n);
}

static void markup(struct cleaner *c)
{
    char next = c->in.n > 1 ? c->in.p[1] : ' ';

    if (starts_nocase(c->in, STR("<!--")))
        comment(c);
    else if (starts_nocase(c->in, STR("<![CDATA[")))
        cdata(c);
    else if (next == '!' || next == '?')
        skip_past(c, 2, STR(">"));
    else if (is_letter(next))
        start_tag(c);
    else if (next == '/' && c->in.n > 2 && is_letter(c->in.p[2]))
        end_tag(c);
    else if (next == '/')
        skip_past(c, 2, STR(">"));
    else
        copy(c, 1);
}

bool html_clean(struct arena *a, struct str utf8, struct str *ret_html, struct str *ret_source,
                bool *ret_unclosed)
{
    /* Text outside a body is put into a paragraph by libxml2, which tears "<b>Số: 15</b>
     * /KH-UBND" of a piece of a page in two. */
    static const struct str body = STR_INIT("<body>");

    char          *start = arena_bytes(a, body.n + utf8.n);
    struct cleaner c     = {.in = utf8, .out = start + body.n, .total = utf8.n};

    if (!start)
        return false;
    c.stand_ins = utf8.n <= UINT32_MAX && !has_mark(utf8);
    while (c.in.n) {
        const char *lt = memchr(c.in.p, '<', c.in.n);
        size_t      n  = lt ? (size_t)(lt - c.in.p) : c.in.n;

        if (!stand_in(&c, n))
            copy(&c, n);
        if (c.in.n)
            markup(&c);
    }
    memcpy(start, body.p, body.n);
    *ret_html     = c.has_body ? (struct str){c.out, c.n} : (struct str){start, body.n + c.n};
    *ret_source   = c.stand_ins ? utf8 : (struct str){0};
    *ret_unclosed = c.unclosed;
    return true;
}
