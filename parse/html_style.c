#include <string.h>

#include "parse/html.h"

#define RULES_MAX     512       /* of a style sheet: Word's own have about a hundred */
#define SHORTHAND_MAX 16        /* words of "font" before the name: there can be six   */
#define STEPS_MAX     100000000 /* rules and classes compared; a long page needs some millions */

/* In "font: bold 13pt '.VnTime', serif" the name stands last and after blanks. */
static struct font font_of_shorthand(struct str value)
{
    struct font f = font_named(value);

    for (unsigned i = 0; i < SHORTHAND_MAX && f.encoding == ENCODING_UNICODE && value.n; i++) {
        (void)str_cut(&value, ' ');
        f = font_named(value);
    }
    return f;
}

static bool font_of(struct str declarations, struct font *ret_font)
{
    bool found = false;

    while (declarations.n) {
        struct str value = str_cut(&declarations, ';');
        struct str name  = str_trim(str_cut(&value, ':'));

        if (str_eq_nocase(name, STR("font-family")))
            *ret_font = font_named(value);
        else if (str_eq_nocase(name, STR("font")))
            *ret_font = font_of_shorthand(str_trim(value));
        else
            continue;
        found = true;
    }
    return found;
}

/* Of "div.a p.western:first-child" the last part: element p, class western. */
static struct html_style subject_of(struct str selector)
{
    struct html_style s    = {0};
    struct str        part = {0};

    for (selector = str_trim(selector); selector.n;) {
        struct str next = str_cut(&selector, ' ');

        if (next.n && next.p[0] != '>')
            part = next;
    }
    part      = str_cut(&part, ':');
    s.element = str_cut(&part, '.');
    s.class_  = str_cut(&part, '.');
    return s;
}

/* Selectors, then what stands in braces. */
static void add_rules(struct html_styles *all, struct arena *a, struct str selectors,
                      struct str declarations)
{
    struct font font = {0};
    void       *p    = all->items;

    if (!font_of(declarations, &font))
        return;
    while (selectors.n && all->n < RULES_MAX) {
        struct html_style s = subject_of(str_cut(&selectors, ','));

        if (!s.element.n && !s.class_.n)
            continue;
        if (s.element.n && (s.element.p[0] == '@' || s.element.p[0] == '#'))
            continue;
        if (!arena_reserve(a, &p, &all->cap, all->n + 1, sizeof *all->items))
            return; /* a hint: what does not fit is left out */
        s.font               = font;
        all->items           = p;
        all->items[all->n++] = s;
    }
}

static struct str without_comment(struct str s)
{
    struct str close;

    s = str_trim(s);
    if (str_starts_with(s, STR("<!--"))) /* how Word hides a sheet from old browsers */
        s = str_trim(str_sub(s, 4, s.n));
    while (str_starts_with(s, STR("/*"))) {
        close = str_find(s, STR("*/"));
        if (!close.n)
            return STR("");
        s = str_trim(str_sub(s, (size_t)(close.p - s.p) + 2, s.n));
    }
    return s;
}

void html_styles_read(struct html_styles *all, struct arena *a, struct str utf8)
{
    struct str sheet, attrs;

    if (!fonts_named_in(utf8))
        return;
    all->wanted = true;
    while (html_raw_next(&utf8, STR("style"), &attrs, &sheet))
        while (sheet.n) {
            struct str inside = str_cut(&sheet, '}');
            struct str head   = without_comment(str_cut(&inside, '{'));

            if (str_starts_with(head, STR("@media")))
                head = without_comment(str_cut(&inside, '{'));
            add_rules(all, a, head, inside);
        }
}

/* Does `name` stand among words apart by blanks? */
static bool has_word(struct str words, struct str name, uint32_t *steps)
{
    for (; words.n; ++*steps)
        if (str_eq(str_trim(str_cut(&words, ' ')), name))
            return true;
    return false;
}

struct font html_styles_font(struct html_styles *all, struct str element, struct html_attrs attrs,
                             struct font outer)
{
    struct str  classes = {0}, value;
    struct font font    = outer;
    unsigned    best    = 0; /* a class says more than an element */

    if (!all->wanted)
        return outer;
    if (html_attr(attrs, STR("face"), &value))
        font = font_named(value);
    (void)html_attr(attrs, STR("class"), &classes);
    for (size_t i = 0; i < all->n && all->steps < STEPS_MAX; i++, all->steps++) {
        const struct html_style *s    = &all->items[i];
        unsigned                 says = (s->element.n > 0) + 2u * (s->class_.n > 0);

        if (says < best || (s->element.n && !str_eq_nocase(s->element, element)) ||
            (s->class_.n && !has_word(classes, s->class_, &all->steps)))
            continue;
        best = says;
        font = s->font;
    }
    if (html_attr(attrs, STR("style"), &value))
        (void)font_of(value, &font);
    return font;
}
