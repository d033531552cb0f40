#include "parse/docx.h"

/* Longest chain of basedOn that is followed: Word's own have at most ten. */
#define MAX_CHAIN 16

enum word {
    W_STYLE = 1,
    W_NAME,
    W_BASED_ON,
    W_LEVEL,
    W_VANISH,
    W_STRIKE,
    W_ALIGN,
    W_FONTS,
    W_DEFAULTS,
    W_LIST,
    W_LIST_LEVEL,
    W_REVISED
};

static const struct xml_word words[] = {
    {XML_NS_W, STR_INIT("style"), W_STYLE},
    {XML_NS_W, STR_INIT("name"), W_NAME},
    {XML_NS_W, STR_INIT("basedOn"), W_BASED_ON},
    {XML_NS_W, STR_INIT("outlineLvl"), W_LEVEL},
    {XML_NS_W, STR_INIT("vanish"), W_VANISH},
    {XML_NS_W, STR_INIT("strike"), W_STRIKE},
    {XML_NS_W, STR_INIT("dstrike"), W_STRIKE},
    {XML_NS_W, STR_INIT("vertAlign"), W_ALIGN},
    {XML_NS_W, STR_INIT("rFonts"), W_FONTS},
    {XML_NS_W, STR_INIT("numId"), W_LIST},
    {XML_NS_W, STR_INIT("ilvl"), W_LIST_LEVEL},
    {XML_NS_W, STR_INIT("rPrDefault"), W_DEFAULTS},
    {XML_NS_W, STR_INIT("pPrChange"), W_REVISED},
    {XML_NS_W, STR_INIT("rPrChange"), W_REVISED},
    /* looks that hold for some rows or columns of a table only */
    {XML_NS_W, STR_INIT("tblStylePr"), W_REVISED},
};

struct reading {
    struct document    *doc;
    struct docx_styles *styles;
    struct docx_style  *style; /* NULL outside a style */
    bool                in_defaults;
    bool                full;
};

bool docx_is_on(const struct xml_attrs *attrs)
{
    struct str val = xml_attr(attrs, XML_NS_W, STR("val"));

    return !str_eq(val, STR("0")) && !str_eq(val, STR("false")) && !str_eq(val, STR("off"));
}

bool docx_list_level(const struct xml_attrs *attrs, unsigned *ret_level)
{
    uint64_t n;

    if (!str_to_u64(xml_attr(attrs, XML_NS_W, STR("val")), &n) || n > 8)
        return false;
    *ret_level = (unsigned)n;
    return true;
}

/* "heading 3" is 3: Word keeps the English name whatever language it speaks. */
static uint16_t level_of_name(struct str name)
{
    static const struct str head = STR_INIT("heading ");
    char                    digit;

    if (name.n != head.n + 1 || !str_eq_nocase(str_sub(name, 0, head.n), head))
        return 0;
    digit = name.p[head.n];
    return digit >= '1' && digit <= '9' ? (uint16_t)(digit - '0') : 0;
}

static void set_font(struct reading *r, const struct xml_attrs *attrs)
{
    struct docx_font f = docx_font_read(r->styles, attrs);

    if (f.known && r->style)
        r->style->font = f;
    else if (f.known && r->in_defaults)
        r->styles->font = f.font;
}

/* Of several the first one counts. */
static bool is_usual(const struct xml_attrs *attrs)
{
    struct str is_default = xml_attr(attrs, XML_NS_W, STR("default"));

    return (str_eq(is_default, STR("1")) || str_eq(is_default, STR("true"))) &&
           str_eq(xml_attr(attrs, XML_NS_W, STR("type")), STR("paragraph"));
}

static enum xml_go begin_style(struct reading *r, const struct xml_attrs *attrs)
{
    struct docx_styles *all   = r->styles;
    void               *items = all->rows;

    if (!arena_reserve(r->doc->arena, &items, &all->cap, all->n + 1, sizeof *all->rows)) {
        r->full = true;
        return XML_STOP;
    }
    all->rows = items;
    r->style  = &all->rows[all->n++];
    *r->style = (struct docx_style){0};
    r->full = !arena_copy(r->doc->arena, xml_attr(attrs, XML_NS_W, STR("styleId")), &r->style->id);
    if (!all->usual.n && is_usual(attrs))
        all->usual = r->style->id;
    return r->full ? XML_STOP : XML_INTO;
}

/* Outline levels count from 0, and 9 is body text. An outline level wins over
 * the name, wherever it stands. */
static void set_level(struct docx_style *s, const struct xml_attrs *attrs)
{
    uint64_t level;

    if (!str_to_u64(xml_attr(attrs, XML_NS_W, STR("val")), &level))
        return;
    s->level       = level < 9 ? (uint16_t)(level + 1) : 0;
    s->level_known = true;
}

static void set_level_by_name(struct docx_style *s, const struct xml_attrs *attrs)
{
    uint16_t level = level_of_name(xml_attr(attrs, XML_NS_W, STR("val")));

    if (!level || s->level_known)
        return;
    s->level       = level;
    s->level_known = true;
}

static void set_mark(struct docx_style *s, unsigned mark, bool on)
{
    docx_marks_add(&s->marks, (struct docx_marks){.on = on ? mark : 0, .off = on ? 0 : mark});
}

static enum xml_go on_start(void *ctx, int word, const struct xml_attrs *attrs)
{
    struct reading *r = ctx;

    if (word == W_STYLE)
        return begin_style(r, attrs);
    if (word == W_DEFAULTS)
        r->in_defaults = true;
    if (word == W_FONTS)
        set_font(r, attrs);
    if (!r->style)
        return XML_INTO;
    switch ((enum word)word) {
    case W_STYLE:
    case W_DEFAULTS:
    case W_FONTS:
        break;
    case W_NAME:
        set_level_by_name(r->style, attrs);
        break;
    case W_BASED_ON:
        r->full =
            !arena_copy(r->doc->arena, xml_attr(attrs, XML_NS_W, STR("val")), &r->style->based_on);
        return r->full ? XML_STOP : XML_INTO;
    case W_LEVEL:
        set_level(r->style, attrs);
        break;
    case W_LIST:
        r->style->list_known = str_to_u64(xml_attr(attrs, XML_NS_W, STR("val")), &r->style->list);
        break;
    case W_LIST_LEVEL:
        r->style->list_level_known = docx_list_level(attrs, &r->style->list_level);
        break;
    case W_VANISH:
        set_mark(r->style, MARK_HIDDEN, docx_is_on(attrs));
        break;
    case W_STRIKE:
        set_mark(r->style, MARK_STRUCK, docx_is_on(attrs));
        break;
    case W_ALIGN:
        set_mark(r->style, MARK_RAISED,
                 str_eq(xml_attr(attrs, XML_NS_W, STR("val")), STR("superscript")));
        break;
    case W_REVISED:
        return XML_OVER;
    }
    return XML_INTO;
}

static void on_end(void *ctx, int word)
{
    struct reading *r = ctx;

    if (word == W_STYLE)
        r->style = NULL;
    else if (word == W_DEFAULTS)
        r->in_defaults = false;
}

static int by_id(const void *a, const void *b)
{
    return str_cmp(((const struct docx_style *)a)->id, ((const struct docx_style *)b)->id);
}

const struct docx_style *docx_style_find(const struct docx_styles *styles, struct str id)
{
    struct docx_style key = {.id = id};

    return styles->n && id.n ? bsearch(&key, styles->rows, styles->n, sizeof key, by_id) : NULL;
}

/* What the style says itself comes first, then its ancestors. Works whether or
 * not an ancestor was filled in before. */
static void inherit(struct docx_style *s)
{
    const struct docx_style *up = s->base;

    for (unsigned i = 0; i < MAX_CHAIN && up; i++, up = up->base) {
        struct docx_marks own = s->marks;

        s->marks = up->marks;
        docx_marks_add(&s->marks, own);
        if (!s->font.known)
            s->font = up->font;
        if (!s->list_known) {
            s->list       = up->list;
            s->list_known = up->list_known;
        }
        if (!s->list_level_known) {
            s->list_level       = up->list_level;
            s->list_level_known = up->list_level_known;
        }
        if (!s->level_known) {
            s->level       = up->level;
            s->level_known = up->level_known;
        }
    }
}

enum kc_status docx_styles_read(struct document *doc, struct str bytes, const struct limits *lim,
                                struct docx_styles *styles, struct xml_trouble *reterr_trouble)
{
    static const struct xml_handler handler = {
        .words = words, .nwords = sizeof words / sizeof *words, .start = on_start, .end = on_end};
    struct reading r      = {.doc = doc, .styles = styles};
    enum kc_status status = xml_read(doc, bytes, lim, &handler, &r, reterr_trouble);

    if (r.full) {
        *reterr_trouble = (struct xml_trouble){.code = DIAG_ARENA_FULL};
        status          = KC_LIMIT;
    }
    if (styles->n)
        qsort(styles->rows, styles->n, sizeof *styles->rows, by_id);
    /* looked up once each: there can be as many as fit into the part */
    for (size_t i = 0; i < styles->n; i++)
        styles->rows[i].base = docx_style_find(styles, styles->rows[i].based_on);
    for (size_t i = 0; i < styles->n; i++)
        inherit(&styles->rows[i]);
    return status;
}
