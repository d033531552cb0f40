#include <string.h>

#include "parse/html.h"

#define B TAG_BLOCK

/* Alphabetical: looked up by halving. Elements that only style or mark words are
 * not here. */
static const struct html_tag tags[] = {
    {STR_INIT("a"), TAG_LINK, 0},
    {STR_INIT("address"), B, 0},
    {STR_INIT("annotation"), TAG_DROP, 0}, /* the formula once more */
    {STR_INIT("annotation-xml"), TAG_DROP, 0},
    {STR_INIT("article"), B | TAG_CONTENT, 0},
    {STR_INIT("aside"), B | TAG_NAV, 0},
    {STR_INIT("audio"), B | TAG_CONTROL, 0},
    {STR_INIT("blockquote"), B, 0},
    {STR_INIT("body"), B | TAG_PAGE, 0},
    {STR_INIT("br"), TAG_BREAK, 0},
    {STR_INIT("button"), TAG_CONTROL | TAG_INPUT | TAG_BUTTON, 0},
    {STR_INIT("caption"), B, 0},
    {STR_INIT("center"), B, 0},
    {STR_INIT("d"), TAG_DELETED, 0}, /* html_clean's name for s */
    {STR_INIT("dd"), B, 0},
    {STR_INIT("del"), TAG_DELETED, 0},
    {STR_INIT("details"), B, 0},
    {STR_INIT("dialog"), B, 0},
    {STR_INIT("dir"), B, 0},
    {STR_INIT("div"), B, 0},
    {STR_INIT("dl"), B, 0},
    {STR_INIT("dt"), B, 0},
    {STR_INIT("dtrike"), TAG_DELETED, 0}, /* and for strike */
    {STR_INIT("fieldset"), B, 0},
    {STR_INIT("figcaption"), B, 0},
    {STR_INIT("figure"), B, 0},
    {STR_INIT("footer"), B | TAG_FOOTER, 0},
    {STR_INIT("form"), B | TAG_FORM, 0},
    {STR_INIT("frame"), TAG_FRAME, 0},
    {STR_INIT("h1"), B | TAG_LINE, 1},
    {STR_INIT("h2"), B | TAG_LINE, 2},
    {STR_INIT("h3"), B | TAG_LINE, 3},
    {STR_INIT("h4"), B | TAG_LINE, 4},
    {STR_INIT("h5"), B | TAG_LINE, 5},
    {STR_INIT("h6"), B | TAG_LINE, 6},
    {STR_INIT("header"), B | TAG_HEADER, 0},
    {STR_INIT("hr"), B, 0},
    {STR_INIT("html"), B | TAG_PAGE, 0},
    {STR_INIT("iframe"), TAG_DROP | TAG_LEFT_OUT, 0},
    {STR_INIT("img"), TAG_CONTROL | TAG_IMAGE, 0},
    {STR_INIT("input"), TAG_CONTROL | TAG_INPUT, 0},
    {STR_INIT("isindex"), TAG_CONTROL | TAG_INPUT, 0},
    {STR_INIT("legend"), B, 0},
    {STR_INIT("li"), B, 0},
    {STR_INIT("listing"), B | TAG_PRE, 0},
    {STR_INIT("main"), B | TAG_CONTENT, 0},
    {STR_INIT("marquee"), B | TAG_NAV, 0},
    {STR_INIT("math"), TAG_FOREIGN, 0},
    {STR_INIT("menu"), B, 0},
    {STR_INIT("meta"), TAG_META, 0},
    {STR_INIT("nav"), B | TAG_NAV, 0},
    {STR_INIT("noembed"), TAG_DROP | TAG_LEFT_OUT, 0},
    {STR_INIT("noframes"), B | TAG_CONTROL, 0},
    {STR_INIT("noscript"), B | TAG_CONTROL, 0},
    {STR_INIT("ol"), B, 0},
    {STR_INIT("optgroup"), B | TAG_CONTROL, 0},
    {STR_INIT("option"), B | TAG_CONTROL, 0},
    {STR_INIT("p"), B | TAG_LINE, 0},
    {STR_INIT("pre"), B | TAG_PRE, 0},
    {STR_INIT("script"), TAG_DROP | TAG_LEFT_OUT, 0},
    {STR_INIT("section"), B, 0},
    {STR_INIT("select"), B | TAG_CONTROL | TAG_INPUT, 0},
    {STR_INIT("style"), TAG_DROP | TAG_LEFT_OUT, 0},
    {STR_INIT("summary"), B, 0},
    {STR_INIT("sup"), TAG_RAISED, 0},
    {STR_INIT("svg"), TAG_DROP | TAG_FOREIGN, 0},
    {STR_INIT("table"), B | TAG_TABLE, 0},
    {STR_INIT("tbody"), B, 0},
    {STR_INIT("td"), B | TAG_CELL, 0},
    {STR_INIT("template"), B | TAG_INERT, 0},
    {STR_INIT("textarea"), B | TAG_CONTROL | TAG_INPUT, 0},
    {STR_INIT("tfoot"), B, 0},
    {STR_INIT("th"), B | TAG_CELL, 0},
    {STR_INIT("thead"), B, 0},
    {STR_INIT("time"), TAG_TIME, 0},
    {STR_INIT("title"), TAG_TITLE, 0},
    {STR_INIT("tr"), B | TAG_ROW, 0},
    {STR_INIT("ul"), B, 0},
    {STR_INIT("video"), B | TAG_CONTROL, 0},
    {STR_INIT("xml"), TAG_DROP | TAG_FOREIGN, 0}, /* Word's settings */
    {STR_INIT("xmp"), B | TAG_PRE, 0},
};

#undef B

static const struct html_tag unknown   = {.flags = 0};
static const struct html_tag furniture = {.flags = TAG_BLOCK | TAG_NAV}; /* "amp-sidebar" */

/* The first letter settles most of it; every tag of a page comes through here. */
static int compare(const void *name, const void *row)
{
    struct str a = *(const struct str *)name;
    struct str b = ((const struct html_tag *)row)->name;

    if (a.n && a.p[0] != b.p[0])
        return (unsigned char)a.p[0] - (unsigned char)b.p[0];
    return str_cmp(a, b);
}

const struct html_tag *html_tag(struct str name)
{
    const struct html_tag *t =
        bsearch(&name, tags, sizeof tags / sizeof *tags, sizeof *tags, compare);

    if (t)
        return t;
    return memchr(name.p, '-', name.n) && html_name_is_chrome(name) ? &furniture : &unknown;
}

bool html_attr(struct html_attrs attrs, struct str name, struct str *ret_value)
{
    for (const char *const *p = attrs.pairs; p && p[0]; p += 2)
        if (p[0][0] == name.p[0] && str_eq(str_from_cstr(p[0]), name)) {
            *ret_value = p[1] ? str_from_cstr(p[1]) : STR("");
            return true;
        }
    return false;
}
