#include "parse/docx.h"

/* ---- themes ---------------------------------------------------------------- */

enum word { W_MAJOR = 1, W_MINOR, W_LATIN };

static const struct xml_word words[] = {
    {XML_NS_DRAWING, STR_INIT("majorFont"), W_MAJOR},
    {XML_NS_DRAWING, STR_INIT("minorFont"), W_MINOR},
    {XML_NS_DRAWING, STR_INIT("latin"), W_LATIN},
};

struct reading {
    struct docx_styles *styles;
    struct font        *slot; /* NULL outside the fonts of the theme */
};

static enum xml_go on_start(void *ctx, int word, const struct xml_attrs *attrs)
{
    struct reading *r = ctx;

    if (word == W_MAJOR)
        r->slot = &r->styles->theme[THEME_MAJOR];
    else if (word == W_MINOR)
        r->slot = &r->styles->theme[THEME_MINOR];
    else if (r->slot)
        *r->slot = font_named(xml_attr(attrs, XML_NS_NONE, STR("typeface")));
    return XML_INTO;
}

static void on_end(void *ctx, int word)
{
    struct reading *r = ctx;

    if (word != W_LATIN)
        r->slot = NULL;
}

enum kc_status docx_theme_read(struct document *doc, struct str bytes, const struct limits *lim,
                               struct docx_styles *styles, struct xml_trouble *reterr_trouble)
{
    static const struct xml_handler handler = {
        .words = words, .nwords = sizeof words / sizeof *words, .start = on_start, .end = on_end};
    struct reading r = {.styles = styles};

    return xml_read(doc, bytes, lim, &handler, &r, reterr_trouble);
}

/* ---- runs and styles --------------------------------------------------------- */

static bool of_theme(const struct docx_styles *styles, struct str slot, struct font *ret_font)
{
    if (str_starts_with(slot, STR("minor")))
        *ret_font = styles->theme[THEME_MINOR];
    else if (str_starts_with(slot, STR("major")))
        *ret_font = styles->theme[THEME_MAJOR];
    else
        return false;
    return true;
}

/* Old letters stand in Latin-1, for which hAnsi counts; a theme wins over a name. */
struct docx_font docx_font_read(const struct docx_styles *styles, const struct xml_attrs *attrs)
{
    static const struct {
        struct str theme, name;
    } slots[] = {
        {STR_INIT("hAnsiTheme"), STR_INIT("hAnsi")},
        {STR_INIT("asciiTheme"), STR_INIT("ascii")},
    };
    struct docx_font f = {.known = true};

    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        struct str name = xml_attr(attrs, XML_NS_W, slots[i].name);

        if (of_theme(styles, xml_attr(attrs, XML_NS_W, slots[i].theme), &f.font))
            return f;
        if (name.n) {
            f.font = font_named(name);
            return f;
        }
    }
    return (struct docx_font){0};
}
