#include "parse/xml_tag.h"

#include "parse/xml_scan.h"

#define MAX_NAME 256 /* bytes */
#define PROBES   16  /* names that were made to collide are left to libxml2 as well */

#define UNDECLARED (-1)
enum { PREFIX_NONE, PREFIX_XML, PREFIX_XMLNS, PREFIX_OTHER };

/* What takes a place in the part and returns one has moved on, or returns NULL to
 * give up. */

/* ---- numbers for bytes ------------------------------------------------------ */

static inline uint64_t eight(const void *p)
{
    uint64_t bytes;

    memcpy(&bytes, p, sizeof bytes);
    return bytes;
}

/* The first `n` bytes, up to XML_STEP, of as many as that. */
static inline struct xml_key key_of(const char *p, size_t n)
{
    static const unsigned char ones[2 * XML_STEP] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                     255, 255, 255, 255, 255, 255, 255, 255};
    const unsigned char       *mask               = ones + XML_STEP - n;

    return (struct xml_key){eight(p) & eight(mask), eight(p + 8) & eight(mask + 8)};
}

/* All bits reach the highest ones. */
static inline uint64_t mix(struct xml_key k, uint64_t more)
{
    return (k.a ^ more) * 0x9E3779B97F4A7C15u ^ k.b * 0xC2B2AE3D27D4EB4Fu;
}

/* ---- names ---------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* In ASCII, without a prefix. */
static bool is_plain_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_letter(s.p[i]) &&
            (i == 0 || !((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-' || s.p[i] == '.')))
            return false;
    return s.n > 0;
}

/* XML_MAX_PREFIXES when there are too many. */
static uint16_t prefix_of(struct xml_tags *t, struct str name)
{
    uint16_t i = PREFIX_XML;

    while (i < t->nprefixes && !str_eq(t->prefixes[i].name, name))
        i++;
    if (i == t->nprefixes && i < XML_MAX_PREFIXES)
        t->prefixes[t->nprefixes++] = (struct xml_prefix){.name = name, .ns = UNDECLARED};
    return i;
}

static struct xml_name *add_name(struct xml_tags *t, size_t slot, struct xml_key key,
                                 struct str all)
{
    struct xml_name name   = {.key = key, .all = all, .local = all, .ns = UNDECLARED};
    struct str      before = str_cut(&name.local, ':');

    if (t->nnames == XML_MAX_NAMES || !is_plain_name(before))
        return NULL;
    if (before.n == all.n) {
        name.local    = all;
        name.declares = str_eq(all, STR("xmlns"));
    } else {
        if (!is_plain_name(name.local))
            return NULL;
        name.declares = str_eq(before, STR("xmlns"));
        name.prefix   = prefix_of(t, name.declares ? name.local : before);
        if (name.prefix == XML_MAX_PREFIXES)
            return NULL;
    }
    t->names[t->nnames] = name;
    t->slots[slot]      = (uint16_t)++t->nnames;
    return &t->names[t->nnames - 1];
}

static inline size_t name_length(const struct xml_bytes *b, const char *p)
{
    size_t n = 0;

    for (; n < MAX_NAME; n += XML_STEP) {
        unsigned ends = xml_name_ends(xml_ahead(b, p + n));

        if (ends)
            return n + xml_first(ends);
    }
    return n;
}

/* The name at `p`; the caller looks at what follows it. */
static struct xml_name *name_at(struct xml_tags *t, const char *p)
{
    struct str     all  = {p, name_length(t->bytes, p)};
    struct xml_key key  = key_of(xml_ahead(t->bytes, p), all.n < XML_STEP ? all.n : XML_STEP);
    size_t         slot = (size_t)(mix(key, all.n) >> 52) % XML_NAME_SLOTS;

    for (size_t i = 0; i < PROBES; i++, slot = (slot + 1) % XML_NAME_SLOTS) {
        struct xml_name *k;

        if (t->slots[slot] == 0)
            return add_name(t, slot, key, all);
        k = &t->names[t->slots[slot] - 1];
        if (k->key.a == key.a && k->key.b == key.b && k->all.n == all.n &&
            (all.n <= XML_STEP || memcmp(k->all.p, all.p, all.n) == 0))
            return k;
    }
    return NULL;
}

/* ---- namespaces ----------------------------------------------------------- */

/* False to give up. */
static bool declare(struct xml_tags *t, const struct xml_name *name, uint32_t depth,
                    const struct xml_value *v)
{
    struct xml_prefix *p = &t->prefixes[name->prefix];

    if (!v->plain || name->prefix == PREFIX_XML || name->prefix == PREFIX_XMLNS ||
        t->nbound == XML_MAX_BOUND || (v->value.n == 0 && name->prefix != PREFIX_NONE))
        return false;
    if (!str_eq(p->uri, v->value)) {
        if (++t->nuris > XML_MAX_URIS ||
            str_starts_with(v->value, STR("http://www.w3.org/XML/1998/")) ||
            str_starts_with(v->value, STR("http://www.w3.org/2000/xmlns/")))
            return false;
        p->uri    = v->value;
        p->uri_ns = (int)xml_ns_of(v->value);
    }
    t->bound[t->nbound++] = (struct xml_bound){depth, t->scope, name->prefix, p->ns};
    t->scope              = ++t->nscopes;
    p->ns                 = v->value.n ? p->uri_ns : XML_NS_NONE;
    return true;
}

/* What becomes of a prefix that nobody declared is for libxml2 to say. */
static bool resolve(struct xml_tags *t, struct xml_name *name)
{
    int ns = t->prefixes[name->prefix].ns;

    if (ns == UNDECLARED)
        return false;
    if (name->ns != ns) {
        name->ns   = ns;
        name->word = xml_word_of(t->h, (enum xml_ns)ns, name->local);
    }
    for (size_t i = 0; i < t->checked.n; i++) {
        const struct xml_name *k = t->checked.at[i].name;

        if (!k->declares && t->prefixes[k->prefix].ns == UNDECLARED)
            return false;
    }
    return true;
}

/* ---- attributes ----------------------------------------------------------- */

/* At the quote that ends the value. */
static inline const char *value_end(const struct xml_bytes *b, const char *p, char quote,
                                    bool *ret_plain)
{
    uint32_t cp;

    *ret_plain = true;
    while (p) {
        unsigned stops = xml_value_stops(xml_ahead(b, p), quote);
        char     c;

        p += stops ? xml_first(stops) : XML_STEP;
        if (!stops)
            continue;
        c = xml_at(b, p, 0);
        if (c == quote)
            return p;
        if (c == '<')
            return NULL;
        if ((unsigned char)c < 0x80)
            *ret_plain = false;
        p = c == '&' ? xml_reference(b, p, &cp) : xml_character(b, p);
    }
    return NULL;
}

static const char *attribute(struct xml_tags *t, const char *p, uint32_t depth,
                             struct xml_values *into)
{
    struct xml_name  *name = name_at(t, p);
    struct xml_value *v    = &into->at[into->n];
    char              quote;

    if (!name || name->tag == t->ntags || into->n == XML_MAX_ATTRS)
        return NULL;
    name->tag = t->ntags;
    p += name->all.n;
    quote = xml_at(t->bytes, p, 1);
    if (xml_at(t->bytes, p, 0) != '=' || (quote != '"' && quote != '\''))
        return NULL;
    v->name    = name;
    v->value.p = p + 2;
    p          = value_end(t->bytes, p + 2, quote, &v->plain);
    if (!p || (v->value.n = (size_t)(p - v->value.p)) > XML_MAX_STRETCH)
        return NULL;
    if (name->declares && !declare(t, name, depth, v))
        return NULL;
    t->plain &= v->plain;
    into->n++;
    return p + 1;
}

static inline bool ends_attributes(const struct xml_bytes *b, const char *p)
{
    return xml_at(b, p, 0) == '>' || xml_at(b, p, 0) == '/';
}

/* At "/" or ">". */
static const char *attributes(struct xml_tags *t, const char *p, uint32_t depth,
                              struct xml_values *into)
{
    t->ntags++;
    t->plain   = true;
    into->from = p;
    into->n    = 0;
    while (p && !ends_attributes(t->bytes, p)) {
        if (!xml_is_blank(xml_at(t->bytes, p, 0)))
            return NULL;
        while (xml_is_blank(xml_at(t->bytes, p, 0)))
            p++;
        if (!ends_attributes(t->bytes, p))
            p = attribute(t, p, depth, into);
    }
    return p;
}

/* As SAX2 gives it: an "&" stays a reference, white space is blanks. It grows no longer. */
static char *decode(const struct xml_bytes *b, struct str value, char *to)
{
    const char *p = value.p, *end = p + value.n;

    while (p < end) {
        uint32_t cp;

        if (*p == '&') {
            p = xml_reference(b, p, &cp);
            if (cp == '&') {
                memcpy(to, "&#38;", 5);
                to += 5;
            } else {
                to += utf8_put(cp, to);
            }
            continue;
        }
        if (*p == '\r' && p[1] == '\n') /* a quote follows the value */
            p++;
        *to++ = xml_is_blank(*p) ? ' ' : *p;
        p++;
    }
    return to;
}

static bool decode_values(struct xml_tags *t)
{
    char *to = t->decoded;

    for (size_t i = 0; i < t->checked.n; i++) {
        struct xml_value *v    = &t->checked.at[i];
        char             *from = to;

        if (v->plain)
            continue;
        if (v->value.n > (size_t)(t->decoded + sizeof t->decoded - from))
            return false;
        to       = decode(t->bytes, v->value, from);
        v->value = (struct str){from, (size_t)(to - from)};
    }
    return true;
}

/* The attributes of a known tag are those of the first like it, which often are the
 * last that somebody asked for. */
static const struct xml_values *values(struct xml_tags *t)
{
    if (!t->known_from)
        return &t->checked;
    if (t->asked.from != t->known_from)
        (void)attributes(t, t->known_from, 0, &t->asked); /* found right before */
    return &t->asked;
}

struct str xml_tags_attr(struct xml_tags *t, enum xml_ns ns, struct str name)
{
    const struct xml_values *v = values(t);

    for (size_t i = 0; i < v->n; i++) {
        const struct xml_name *k = v->at[i].name;

        if (k->local.n == name.n && memcmp(k->local.p, name.p, name.n) == 0 && !k->declares &&
            (k->prefix ? t->prefixes[k->prefix].ns : XML_NS_NONE) == (int)ns)
            return v->at[i].value;
    }
    return (struct str){0};
}

enum xml_ns xml_tags_prefix_ns(const struct xml_tags *t, struct str prefix)
{
    for (size_t i = PREFIX_OTHER; i < t->nprefixes; i++)
        if (t->prefixes[i].ns != UNDECLARED && str_eq(t->prefixes[i].name, prefix))
            return (enum xml_ns)t->prefixes[i].ns;
    return XML_NS_NONE;
}

/* ---- tags ------------------------------------------------------------------- */

/* Not one large initialiser: the tables are filled as names come. */
void xml_tags_begin(struct xml_tags *t, const struct xml_bytes *bytes, const struct xml_handler *h)
{
    t->bytes = bytes;
    t->h     = h;
    t->ntags = 0;
    t->scope = t->nscopes = 1;
    t->nnames = t->nuris = t->nbound = 0;
    t->known_from = t->asked.from = NULL;
    memset(t->slots, 0, sizeof t->slots);
    memset(t->known, 0, sizeof t->known);
    t->nprefixes              = PREFIX_OTHER;
    t->prefixes[PREFIX_NONE]  = (struct xml_prefix){.ns = XML_NS_NONE};
    t->prefixes[PREFIX_XML]   = (struct xml_prefix){.name = STR("xml"), .ns = XML_NS_OTHER};
    t->prefixes[PREFIX_XMLNS] = (struct xml_prefix){.name = STR("xmlns"), .ns = UNDECLARED};
}

/* Up to the first ">" or NUL, and a number for that. */
static inline struct str before_end(const struct xml_bytes *b, const char *p, uint64_t *ret_hash)
{
    struct str all  = {p, 0};
    uint64_t   hash = 0;
    unsigned   ends;

    do {
        const char *ahead = xml_ahead(b, p + all.n);
        size_t      n;

        ends = xml_tag_ends(ahead);
        n    = ends ? xml_first(ends) : XML_STEP;
        hash = mix(key_of(ahead, n), hash + n);
        all.n += n;
    } while (!ends);
    *ret_hash = hash;
    return all;
}

/* Into t->tag; false to give up. */
static bool check(struct xml_tags *t, const char *p, uint32_t depth, bool asked)
{
    struct xml_name *name = name_at(t, p);
    const char      *end;

    if (!name || name->declares)
        return false;
    end = attributes(t, p + name->all.n, depth, &t->checked);
    if (!end || !resolve(t, name))
        return false;
    end += *end == '/';
    if (xml_at(t->bytes, end, 0) != '>' || (name->word && asked && !decode_values(t)))
        return false;
    t->tag = (struct xml_tag){{p, (size_t)(end - p)}, name, name->word, t->scope};
    return true;
}

const struct xml_tag *xml_tags_read(struct xml_tags *t, const char *p, uint32_t depth, bool asked)
{
    uint64_t        hash;
    struct str      all   = before_end(t->bytes, p, &hash);
    uint32_t        scope = t->scope;
    struct xml_tag *known = &t->known[(size_t)(hash >> 48) % XML_KNOWN_TAGS];

    if (xml_at(t->bytes, p, all.n) != '>')
        return NULL;
    if (known->scope == scope && known->all.n == all.n && memcmp(known->all.p, p, all.n) == 0) {
        t->known_from = known->all.p + known->name->all.n;
        return known;
    }
    t->known_from = NULL;
    if (!check(t, p, depth, asked))
        return NULL;
    /* Not when it declares something, or a ">" in a value is not its end. */
    if (t->tag.scope == scope && t->tag.all.n == all.n && t->plain)
        *known = t->tag;
    return &t->tag;
}
