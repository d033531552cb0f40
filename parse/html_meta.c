#include <string.h>

#include "parse/html.h"

#define LOOK 4096 /* a declaration must stand in the first bytes */

/* ---- declared encoding ----------------------------------------------------------- */

static struct str find_nocase(struct str s, struct str word)
{
    for (size_t i = 0; i + word.n <= s.n; i++)
        if (str_eq_nocase(str_sub(s, i, i + word.n), word))
            return str_sub(s, i, i + word.n);
    return (struct str){0};
}

static struct str after(struct str s, struct str hit)
{
    return str_sub(s, (size_t)(hit.p - s.p) + hit.n, s.n);
}

static bool is_label(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.' || c == ':';
}

/* What follows "charset" or "encoding": =, perhaps a quote, the label. */
static struct str label_after(struct str s, struct str key)
{
    struct str hit = find_nocase(s, key);
    size_t     n   = 0;

    if (!hit.n)
        return (struct str){0};
    s = str_trim(after(s, hit));
    if (!str_starts_with(s, STR("=")))
        return (struct str){0};
    s = str_trim(str_sub(s, 1, s.n));
    if (s.n && (s.p[0] == '"' || s.p[0] == '\''))
        s = str_trim(str_sub(s, 1, s.n));
    while (n < s.n && is_label(s.p[n]))
        n++;
    return str_sub(s, 0, n);
}

struct str html_declared_charset(struct str bytes)
{
    struct str s     = str_sub(bytes, 0, LOOK);
    struct str label = {0};

    if (str_starts_with(s, STR("<?xml")))
        label = label_after(str_cut(&s, '>'), STR("encoding"));
    while (!label.n && s.n) {
        (void)str_cut(&s, '<');
        if (str_starts_with(s, STR("!--")))
            s = str_find(s, STR("-->")).n ? after(s, str_find(s, STR("-->"))) : STR("");
        else if (str_eq_nocase(str_sub(s, 0, 4), STR("meta")))
            label = label_after(str_cut(&s, '>'), STR("charset"));
    }
    return label.n ? label : STR("");
}

/* ---- meta elements ------------------------------------------------------------------ */

enum meta_field { META_AUTHOR, META_SITE, META_TITLE, META_PUBLISHED };

/* `rank`: which of several wins, the highest. */
static const struct meta_row {
    struct str      name;
    enum meta_field field;
    unsigned        rank;
} rows[] = {
    {STR_INIT("article:published_time"), META_PUBLISHED, 5},
    {STR_INIT("author"), META_AUTHOR, 1},
    {STR_INIT("datepublished"), META_PUBLISHED, 4},
    {STR_INIT("dc.creator"), META_AUTHOR, 1},
    {STR_INIT("dc.date"), META_PUBLISHED, 3},
    {STR_INIT("dc.date.issued"), META_PUBLISHED, 3},
    {STR_INIT("og:site_name"), META_SITE, 1},
    {STR_INIT("og:title"), META_TITLE, 1},
    {STR_INIT("pubdate"), META_PUBLISHED, 4},
};

#define RANK_TIME 2 /* <time datetime> */

static void set(struct document *doc, struct str *field, struct str value)
{
    value = str_trim(value);
    if (!field->n && value.n)
        (void)arena_copy(doc->arena, value, field); /* a hint: no room, no hint */
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "2022-09-28" or with a time after it, as ISO 8601 has it. */
static bool is_iso(struct str s)
{
    static const char shape[] = "0000-00-00";

    for (size_t i = 0; i < sizeof shape - 1; i++)
        if (i >= s.n || (shape[i] == '0' ? !is_digit(s.p[i]) : s.p[i] != shape[i]))
            return false;
    return s.n == 10 || s.p[10] == 'T' || s.p[10] == ' ';
}

static void set_published(struct document *doc, struct str value, unsigned new_rank, unsigned *rank)
{
    value = str_trim(value);
    if (new_rank <= *rank || !is_iso(value))
        return;
    doc->meta.published = (struct str){0};
    set(doc, &doc->meta.published, value);
    *rank = new_rank;
}

static void set_row(struct document *doc, const struct meta_row *row, struct str value,
                    unsigned *rank)
{
    switch (row->field) {
    case META_AUTHOR:
        set(doc, &doc->meta.author, value);
        break;
    case META_SITE:
        set(doc, &doc->meta.site, value);
        break;
    case META_TITLE:
        set(doc, &doc->meta.title, value);
        break;
    case META_PUBLISHED:
        set_published(doc, value, row->rank, rank);
        break;
    }
}

void html_meta_field(struct document *doc, struct str name, struct str value, unsigned *rank)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq_nocase(name, rows[i].name))
            set_row(doc, &rows[i], value, rank);
}

void html_meta(struct document *doc, const struct html_tag *tag, struct html_attrs attrs,
               unsigned *rank)
{
    struct str name, value;

    if (tag->flags & TAG_TIME) {
        if (html_attr(attrs, STR("datetime"), &value))
            set_published(doc, value, RANK_TIME, rank);
        return;
    }
    if (!html_attr(attrs, STR("content"), &value))
        return;
    if (!html_attr(attrs, STR("name"), &name) && !html_attr(attrs, STR("property"), &name) &&
        !html_attr(attrs, STR("itemprop"), &name))
        return;
    html_meta_field(doc, name, value, rank);
}
