#include <jansson.h>

#include "parse/html.h"

/* JSON-LD: what a news site tells search engines about its article. */

#define ITEMS_MAX 64        /* objects looked at; a page has a handful */
#define BYTES_MAX (1 << 20) /* of one script; a page has a few hundred */

static struct str text_of(const json_t *value)
{
    return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)}
                                 : STR("");
}

/* "author": "A", {"name": "A"} or a list of such. */
static struct str name_of(const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return json_is_object(value) ? text_of(json_object_get(value, "name")) : text_of(value);
}

static void look_at(struct document *doc, const json_t *object, unsigned *rank)
{
    static const struct {
        const char *key, *meta;
    } rows[] = {
        {"author", "author"},
        {"datePublished", "datepublished"},
        {"headline", "og:title"},
        {"publisher", "og:site_name"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        html_meta_field(doc, str_from_cstr(rows[i].meta),
                        name_of(json_object_get(object, rows[i].key)), rank);
}

/* One object, a list of them, or a list under "@graph". */
static void look_through(struct document *doc, const json_t *root, unsigned *rank)
{
    const json_t *graph = json_is_object(root) ? json_object_get(root, "@graph") : root;

    if (json_is_object(root))
        look_at(doc, root, rank);
    for (size_t i = 0; i < json_array_size(graph) && i < ITEMS_MAX; i++)
        look_at(doc, json_array_get(graph, i), rank);
}

void html_ld_read(struct document *doc, struct str utf8, unsigned *rank)
{
    struct str attrs, inside;

    if (!str_find(utf8, STR("ld+json")).n)
        return;
    while (html_raw_next(&utf8, STR("script"), &attrs, &inside)) {
        json_t *root;

        if (!str_find(attrs, STR("ld+json")).n || !inside.n || inside.n > BYTES_MAX)
            continue;
        root = json_loadb(inside.p, inside.n, 0, NULL); /* a hint: broken JSON says nothing */
        look_through(doc, root, rank);
        json_decref(root);
    }
}
