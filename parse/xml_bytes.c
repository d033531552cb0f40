#include "parse/xml_bytes.h"

struct xml_bytes xml_bytes_of(struct str part)
{
    struct xml_bytes b = {.end = part.p + part.n, .ntail = part.n < XML_STEP ? part.n : XML_STEP};

    memcpy(b.tail, b.end - b.ntail, b.ntail);
    return b;
}

static bool is_char(uint32_t cp)
{
    if (cp < 0x20)
        return cp == '\t' || cp == '\n' || cp == '\r';
    return cp < 0xD800 || (cp > 0xDFFF && cp < 0xFFFE) || (cp > 0xFFFF && cp < 0x110000);
}

const char *xml_character(const struct xml_bytes *b, const char *p)
{
    struct str left = xml_rest(b, p);
    uint32_t   cp;

    if (left.n == 0)
        return NULL;
    cp = utf8_next(&left);
    if (cp == 0xFFFD && left.p == p + 1) /* no UTF-8 */
        return NULL;
    return is_char(cp) ? left.p : NULL;
}

bool xml_are_characters(const struct xml_bytes *b, const char *p, const char *end)
{
    while (p && p < end)
        p = xml_character(b, p);
    return p != NULL;
}

bool xml_is_clean(struct str text)
{
    struct str not_chars[] = {STR("\uFFFE"), STR("\uFFFF")};

    if (!utf8_valid(text))
        return false;
    return !memchr(text.p, 0xEF, text.n) ||
           (!str_find(text, not_chars[0]).n && !str_find(text, not_chars[1]).n);
}

static const char *entity(struct str left, uint32_t *ret_cp)
{
    static const struct {
        struct str name;
        char       means;
    } entities[] = {{STR_INIT("&lt;"), '<'},
                    {STR_INIT("&gt;"), '>'},
                    {STR_INIT("&amp;"), '&'},
                    {STR_INIT("&apos;"), '\''},
                    {STR_INIT("&quot;"), '"'}};

    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (str_starts_with(left, entities[i].name)) {
            *ret_cp = (uint32_t)entities[i].means;
            return left.p + entities[i].name.n;
        }
    return NULL;
}

static unsigned digit(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

const char *xml_reference(const struct xml_bytes *b, const char *p, uint32_t *ret_cp)
{
    unsigned    base = 10, cp = 0;
    const char *digits;

    if (xml_at(b, p, 1) != '#')
        return entity(xml_rest(b, p), ret_cp);
    p += 2;
    if (xml_at(b, p, 0) == 'x') {
        base = 16;
        p++;
    }
    for (digits = p; digit(xml_at(b, p, 0)) < base && p - digits < 7; p++)
        cp = cp * base + digit(*p);
    if (p == digits || xml_at(b, p, 0) != ';' || !is_char(cp))
        return NULL;
    *ret_cp = cp;
    return p + 1;
}

/* ---- crowded tags --------------------------------------------------------- */

/* Behind the next `end`; NULL when there is none. */
static const char *behind(struct str rest, struct str end)
{
    struct str found = str_find(rest, end);

    return found.n ? found.p + found.n : NULL;
}

/* Behind what is no start tag and may hold quotes and ">"; `p` itself when it is none. */
static const char *behind_other(const char *p, struct str rest)
{
    static const struct {
        struct str open, close;
    } others[] = {
        {STR_INIT("<!--"), STR_INIT("-->")},
        {STR_INIT("<![CDATA["), STR_INIT("]]>")},
        {STR_INIT("<?"), STR_INIT("?>")},
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_starts_with(rest, others[i].open))
            return behind(str_sub(rest, others[i].open.n, rest.n), others[i].close);
    return p;
}

/* Behind the tag at `p`, and how many quoted values it has. */
static const char *behind_tag(const char *p, const char *end, size_t *ret_values)
{
    size_t n = 0;

    while (p && p < end && *p != '>') {
        if (*p == '"' || *p == '\'') {
            p = memchr(p + 1, *p, (size_t)(end - p - 1));
            n++;
        }
        p = p ? p + 1 : NULL;
    }
    *ret_values = n;
    return p;
}

size_t xml_crowded_tag(struct str part, size_t most)
{
    const char *p = part.p, *end = part.p + part.n, *open, *next;
    size_t      n;

    while (p && p < end && (open = memchr(p, '<', (size_t)(end - p)))) {
        next = behind_other(open, (struct str){open, (size_t)(end - open)});
        if (next == open) {
            next = behind_tag(open, end, &n);
            if (n > most)
                return (size_t)(open - part.p);
        }
        p = next;
    }
    return part.n;
}
