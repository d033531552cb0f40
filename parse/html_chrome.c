#include "parse/html.h"

/* What belongs to the page and not to the document, by one element alone. When in
 * doubt it is text: a menu taken for text costs a few odd lines, a document taken for
 * a menu costs the evidence. */

#define LINKS           3   /* fewer make no list                               */
#define LINKED_PERCENT  75  /* of the letters of a list of links                */
#define LETTERS_A_FIELD 40  /* labels and hints of one field of a form          */
#define HEADER_LETTERS  300 /* name and slogan of a portal beside its menus     */

static bool names_are_chrome(struct html_attrs attrs)
{
    struct str value;

    if (html_attr(attrs, STR("id"), &value) && html_name_is_chrome(value))
        return true;
    if (!html_attr(attrs, STR("class"), &value))
        return false;
    while (value.n)
        if (html_name_is_chrome(str_cut(&value, ' ')))
            return true;
    return false;
}

enum html_hint html_hint(const struct html_tag *tag, struct html_attrs attrs, bool in_content)
{
    if (!(tag->flags & TAG_BLOCK) || tag->flags & (TAG_PAGE | TAG_CONTENT))
        return HINT_NONE;
    if (tag->flags & TAG_NAV || (tag->flags & TAG_FOOTER && !in_content))
        return HINT_CHROME;
    if (names_are_chrome(attrs))
        return HINT_CHROME;
    if (tag->flags & TAG_FORM)
        return HINT_FORM;
    return tag->flags & TAG_HEADER && !in_content ? HINT_HEADER : HINT_NONE;
}

static bool is_list_of_links(struct html_count c)
{
    return c.links >= LINKS && (uint64_t)c.linked * 100 >= (uint64_t)c.letters * LINKED_PERCENT;
}

bool html_is_chrome(enum html_hint hint, struct html_count c)
{
    uint32_t plain = c.letters - c.linked;

    if (hint == HINT_CHROME || is_list_of_links(c))
        return true;
    if (hint == HINT_FORM)
        return c.inputs && plain / LETTERS_A_FIELD < c.inputs;
    if (hint == HINT_HEADER)
        return (c.menus || c.links >= LINKS || c.inputs) && plain < HEADER_LETTERS;
    return false;
}
