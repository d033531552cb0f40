#include "parse/docx_trim.h"

/* Elements that only change how text looks or where Word was when it wrote them.
 * Alphabetical: names of one first letter stand together. Not rFonts: the font says
 * how old text is encoded. Not tab: it is text inside a run. */
static const struct str looks[] = {
    STR_INIT("adjustRightInd"),
    STR_INIT("autoSpaceDE"),
    STR_INIT("autoSpaceDN"),
    STR_INIT("b"),
    STR_INIT("bCs"),
    STR_INIT("bookmarkEnd"),
    STR_INIT("bookmarkStart"),
    STR_INIT("bottom"),
    STR_INIT("cantSplit"),
    STR_INIT("cnfStyle"),
    STR_INIT("color"),
    STR_INIT("contextualSpacing"),
    STR_INIT("gridCol"),
    STR_INIT("hideMark"),
    STR_INIT("highlight"),
    STR_INIT("i"),
    STR_INIT("iCs"),
    STR_INIT("ind"),
    STR_INIT("insideH"),
    STR_INIT("insideV"),
    STR_INIT("jc"),
    STR_INIT("keepLines"),
    STR_INIT("keepNext"),
    STR_INIT("kern"),
    STR_INIT("lang"),
    STR_INIT("left"),
    STR_INIT("lsdException"),
    STR_INIT("noProof"),
    STR_INIT("noWrap"),
    STR_INIT("proofErr"),
    STR_INIT("qFormat"),
    STR_INIT("right"),
    STR_INIT("rsid"),
    STR_INIT("semiHidden"),
    STR_INIT("shd"),
    STR_INIT("snapToGrid"),
    STR_INIT("spacing"),
    STR_INIT("sz"),
    STR_INIT("szCs"),
    STR_INIT("tblInd"),
    STR_INIT("tblLayout"),
    STR_INIT("tblLook"),
    STR_INIT("tblW"),
    STR_INIT("tcW"),
    STR_INIT("textAlignment"),
    STR_INIT("top"),
    STR_INIT("trHeight"),
    STR_INIT("u"),
    STR_INIT("uiPriority"),
    STR_INIT("unhideWhenUsed"),
    STR_INIT("vAlign"),
    STR_INIT("w"),
    STR_INIT("widowControl"),
};

#define LOOKS (sizeof looks / sizeof *looks)

static const struct str marks[] = {STR_INIT("w:rsid"), STR_INIT("w14:paraId"),
                                   STR_INIT("w14:textId")};

struct trim {
    const char *in, *end; /* what is left */
    char       *out;
    uint8_t     first[128]; /* 1 + where looks with this first letter begin, 0 none */
};

static void keep(struct trim *t, const char *until)
{
    size_t n = (size_t)(until - t->in);

    memcpy(t->out, t->in, n);
    t->out += n;
    t->in = until;
}

static bool is_look(const struct trim *t, struct str name)
{
    unsigned char c = (unsigned char)name.p[0];

    for (size_t i = c < 128 ? t->first[c] : 0; i && i <= LOOKS; i++) {
        if (looks[i - 1].p[0] != name.p[0])
            break;
        if (str_eq(looks[i - 1], name))
            return true;
    }
    return false;
}

/* What ends a name. */
static const bool ends_name[256] = {
    [' '] = true, ['>'] = true, ['/'] = true, ['='] = true, ['<'] = true};

static const char *name_end(const char *p, const char *end)
{
    while (p < end && !ends_name[(unsigned char)*p])
        p++;
    return p;
}

/* Behind the attribute that begins at `p` (its name); NULL when it is not of the
 * form name="value". */
static const char *attribute_end(const char *p, const char *end)
{
    const char *eq = name_end(p, end);
    char        quote;

    if (eq == p || end - eq < 3 || eq[0] != '=' || (eq[1] != '"' && eq[1] != '\''))
        return NULL;
    quote = eq[1];
    for (p = eq + 2; p < end && *p != quote; p++)
        if (*p == '<')
            return NULL;
    return p < end ? p + 1 : NULL;
}

/* Behind "/>" when the tag, whose name ends at `p`, is an empty element of plain
 * attributes; NULL otherwise. */
static const char *empty_element_end(const char *p, const char *end)
{
    while (p < end && *p == ' ' && ++p < end && *p != '/')
        if (!(p = attribute_end(p, end)))
            return NULL;
    return end - p >= 2 && p[0] == '/' && p[1] == '>' ? p + 2 : NULL;
}

static bool is_mark(const char *p, const char *end)
{
    struct str s = {p, (size_t)(end - p)};

    if (*p != 'w')
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts_with(s, marks[i]))
            return true;
    return false;
}

/* Only these carry revision marks often enough to matter. */
static bool is_marked_element(struct str name)
{
    return (name.n == 1 && (name.p[0] == 'p' || name.p[0] == 'r')) || str_eq(name, STR("tr"));
}

/* A start tag whose name ends at `p`: its attributes but for revision marks. What
 * follows the last one of the form name="value" is left for later. */
static void keep_without_marks(struct trim *t, const char *p)
{
    keep(t, p);
    while (t->end - t->in >= 2 && *t->in == ' ') {
        const char *next = attribute_end(t->in + 1, t->end);

        if (!next)
            return;
        if (is_mark(t->in + 1, t->end))
            t->in = next;
        else
            keep(t, next);
    }
}

/* At "<w:…". */
static void word_tag(struct trim *t)
{
    const char *name = t->in + 3, *p = name_end(name, t->end), *next;
    struct str  s = {name, (size_t)(p - name)};

    if (s.n && is_look(t, s) && (next = empty_element_end(p, t->end)))
        t->in = next;
    else if (is_marked_element(s))
        keep_without_marks(t, p);
    else
        keep(t, p);
}

struct str docx_trim(struct arena *a, struct str xml)
{
    struct trim t = {.in = xml.p, .end = xml.p + xml.n};
    char       *start;

    if (!xml.n || !(start = arena_alloc(a, xml.n, 1)))
        return xml;
    for (size_t i = LOOKS; i > 0; i--)
        t.first[(unsigned char)looks[i - 1].p[0] & 127] = (uint8_t)i;
    t.out = start;
    while (t.in < t.end) {
        const char *tag = memchr(t.in, '<', (size_t)(t.end - t.in));

        if (!tag || t.end - tag < 4 || tag[1] == '!')
            break;
        keep(&t, tag);
        if (tag[1] == 'w' && tag[2] == ':')
            word_tag(&t);
        else
            keep(&t, tag + 1);
    }
    keep(&t, t.end);
    return (struct str){start, (size_t)(t.out - start)};
}
