#include "parse/xml_scan.h"

#include "parse/xml_tag.h"

#define MAX_DEPTH 256

struct open {
    struct str name;
    int        word;
};

struct scan {
    const struct xml_handler *h;
    void                     *ctx;
    uint32_t                  depth, max_depth;
    uint32_t                  over; /* depth of the element being skipped; 0: none */
    bool                      saw_root, stopped;
    struct xml_bytes          bytes;
    struct open               open[MAX_DEPTH];
    struct xml_tags           tags;
};

/* What takes a place in the part and returns one has moved on, or returns NULL to
 * give up. */

/* ---- elements --------------------------------------------------------------- */

static inline void end_element(struct scan *s)
{
    int word = s->open[s->depth - 1].word;

    if (word && !s->over)
        s->h->end(s->ctx, word);
    if (s->over == s->depth)
        s->over = 0;
    xml_tags_leave(&s->tags, s->depth);
    s->depth--;
}

static void tell_start(struct scan *s, int word)
{
    struct xml_attrs attrs = {.tags = &s->tags};
    enum xml_go      go    = s->h->start(s->ctx, word, &attrs);

    s->stopped = go == XML_STOP;
    if (go == XML_OVER)
        s->over = s->depth;
}

/* Behind "<". */
static inline const char *start_tag(struct scan *s, const char *p)
{
    const struct xml_tag *tag;
    bool                  empty;

    if (s->depth == s->max_depth)
        return NULL;
    tag = xml_tags_read(&s->tags, p, s->depth + 1, !s->over);
    if (!tag)
        return NULL;
    s->open[s->depth++] = (struct open){tag->name->all, tag->word};
    p += tag->all.n + 1;
    empty = p[-2] == '/';
    if (tag->word && !s->over)
        tell_start(s, tag->word);
    if (empty && !s->stopped)
        end_element(s);
    return p;
}

/* Behind "</". */
static inline const char *end_tag(struct scan *s, const char *p)
{
    struct str name = s->open[s->depth - 1].name;

    if ((size_t)(s->bytes.end - p) <= name.n || memcmp(p, name.p, name.n) != 0 || p[name.n] != '>')
        return NULL;
    end_element(s);
    return p + name.n + 1;
}

/* ---- text ----------------------------------------------------------------- */

static void tell(struct scan *s, const char *p, const char *end)
{
    if (p < end)
        s->h->text(s->ctx, (struct str){p, (size_t)(end - p)});
}

/* Text in which line ends and, if `references`, references are still as written. */
static void tell_decoded(struct scan *s, const char *p, const char *end, bool references)
{
    const char *from = p;

    while (p < end) {
        uint32_t cp = '\n';
        char     buf[4];

        if (*p != '\r' && (*p != '&' || !references)) {
            p++;
            continue;
        }
        tell(s, from, p);
        if (*p == '&')
            p = xml_reference(&s->bytes, p, &cp);
        else
            p += p[1] == '\n' ? 2 : 1; /* something follows all text */
        tell(s, buf, buf + utf8_put(cp, buf));
        from = p;
    }
    tell(s, from, end);
}

static bool is_told(const struct scan *s)
{
    return s->depth && !s->over && s->h->text;
}

/* Behind one of the characters that text_end stops at. */
static const char *special(const struct scan *s, const char *p)
{
    uint32_t cp;

    switch (xml_at(&s->bytes, p, 0)) {
    case '&':
        return xml_reference(&s->bytes, p, &cp);
    case ']': /* "]]>" may not stand in text */
        return xml_at(&s->bytes, p, 1) == ']' && xml_at(&s->bytes, p, 2) == '>' ? NULL : p + 1;
    case '\t':
    case '\n':
    case '\r':
        return p + 1;
    default:
        return NULL;
    }
}

/* At the next "<". */
static inline const char *text_end(const struct scan *s, const char *p, bool *ret_ascii,
                                   bool *ret_plain)
{
    *ret_ascii = *ret_plain = true;
    while (p) {
        const char *ahead = xml_ahead(&s->bytes, p);
        unsigned    stops = xml_text_stops(ahead), step = stops ? xml_first(stops) : XML_STEP;

        *ret_ascii &= !(xml_high_bytes(ahead) & ((1u << step) - 1));
        p += step;
        if (!stops)
            continue;
        if (xml_at(&s->bytes, p, 0) == '<')
            return p;
        *ret_plain &= xml_at(&s->bytes, p, 0) != '&' && xml_at(&s->bytes, p, 0) != '\r';
        p = special(s, p);
    }
    return NULL;
}

static inline const char *text(struct scan *s, const char *p)
{
    bool        ascii, plain;
    const char *end = text_end(s, p, &ascii, &plain);

    if (!end || (!ascii && !xml_is_clean((struct str){p, (size_t)(end - p)})))
        return NULL;
    if (is_told(s) && plain)
        tell(s, p, end);
    else if (is_told(s))
        tell_decoded(s, p, end, true);
    return end;
}

/* From `begin`, which stands at `p`, to behind `end`: *ret_inside. */
static const char *section(const struct scan *s, const char *p, struct str begin, struct str end,
                           struct str *ret_inside)
{
    struct str inside = xml_rest(&s->bytes, p + begin.n), found = str_find(inside, end);

    inside.n = found.n ? (size_t)(found.p - inside.p) : 0;
    if (!found.n || inside.n > XML_MAX_STRETCH || !xml_are_characters(&s->bytes, inside.p, found.p))
        return NULL;
    *ret_inside = inside;
    return found.p + end.n;
}

/* At "<!": a comment or, inside the root, CDATA. */
static const char *aside(struct scan *s, const char *p)
{
    struct str rest = xml_rest(&s->bytes, p), inside;

    if (str_starts_with(rest, STR("<!--"))) {
        p = section(s, p, STR("<!--"), STR("--"), &inside);
        return p && xml_at(&s->bytes, p, 0) == '>' ? p + 1 : NULL;
    }
    if (!s->depth || !str_starts_with(rest, STR("<![CDATA[")))
        return NULL;
    p = section(s, p, STR("<![CDATA["), STR("]]>"), &inside);
    if (p && is_told(s))
        tell_decoded(s, inside.p, inside.p + inside.n, false);
    return p;
}

/* ---- the whole part --------------------------------------------------------- */

/* Behind ' name="value"'; at `p` when it is not there. */
static const char *pseudo_attribute(const struct scan *s, const char *p, struct str name,
                                    struct str *ret_value)
{
    struct str  rest  = xml_rest(&s->bytes, p);
    char        quote = xml_at(&s->bytes, p, name.n);
    const char *end;

    if (!str_starts_with(rest, name) || (quote != '"' && quote != '\''))
        return p;
    rest = str_sub(rest, name.n + 1, rest.n);
    end  = memchr(rest.p, quote, rest.n);
    if (!end)
        return p;
    *ret_value = (struct str){rest.p, (size_t)(end - rest.p)};
    return end + 1;
}

/* <?xml version="1.0" encoding="UTF-8" standalone="yes"?>, if there is one. What the
 * encoding is called does not matter: by now it is UTF-8. */
static const char *declaration(const struct scan *s, const char *p)
{
    static const struct str known[] = {STR_INIT("UTF-8"), STR_INIT("utf-8"), STR_INIT("UTF-16")};
    struct str              version = {0}, encoding = known[0], standalone = STR("yes");

    if (!str_starts_with(xml_rest(&s->bytes, p), STR("<?xml")))
        return p;
    p = pseudo_attribute(s, p + 5, STR(" version="), &version);
    p = pseudo_attribute(s, p, STR(" encoding="), &encoding);
    p = pseudo_attribute(s, p, STR(" standalone="), &standalone);
    if (!str_eq(version, STR("1.0")) ||
        (!str_eq(encoding, known[0]) && !str_eq(encoding, known[1]) &&
         !str_eq(encoding, known[2])) ||
        (!str_eq(standalone, STR("yes")) && !str_eq(standalone, STR("no"))) ||
        !str_starts_with(xml_rest(&s->bytes, p), STR("?>")))
        return NULL;
    return p + 2;
}

/* Before and behind the root: nothing but white space and comments. */
static const char *outside(struct scan *s, const char *p)
{
    if (xml_is_blank(*p))
        return p + 1;
    if (*p != '<')
        return NULL;
    if (xml_at(&s->bytes, p, 1) == '!')
        return aside(s, p);
    if (s->saw_root)
        return NULL;
    s->saw_root = true;
    return start_tag(s, p + 1);
}

static inline const char *inside(struct scan *s, const char *p)
{
    if (*p != '<')
        return text(s, p);
    switch (xml_at(&s->bytes, p, 1)) {
    case '/':
        return end_tag(s, p + 2);
    case '!':
        return aside(s, p);
    default:
        return start_tag(s, p + 1);
    }
}

enum xml_scan_end xml_scan(struct str utf8, uint32_t max_depth, const struct xml_handler *h,
                           void *ctx, struct xml_scan_told *ret_told)
{
    struct scan s; /* its tables are filled as they are used */
    const char *p, *next;

    s.h         = h;
    s.ctx       = ctx;
    s.max_depth = max_depth < MAX_DEPTH ? max_depth : MAX_DEPTH;
    s.depth = s.over = 0;
    s.saw_root = s.stopped = false;
    s.bytes                = xml_bytes_of(utf8);
    xml_tags_begin(&s.tags, &s.bytes, h);
    p    = utf8.p;
    next = declaration(&s, p);
    while (next && next < s.bytes.end && !s.stopped) {
        p    = next;
        next = s.depth ? inside(&s, p) : outside(&s, p);
    }
    if (s.stopped)
        return XML_SCAN_STOPPED;
    if (next && s.saw_root && !s.depth)
        return XML_SCAN_READ;
    *ret_told = (struct xml_scan_told){(size_t)((next ? next : p) - utf8.p), s.over};
    return XML_SCAN_GAVE_UP;
}
