#include "ingest/record/diag.h"
#include "parse/formats.h"
#include "parse/html.h"
#include "parse/mime.h"

/* Web archives: Word's "Single File Web Page" and what browsers save, also when they
 * are named .doc. The first page in it is the document; the others are its frames,
 * headers and pictures. */

static bool has_suffix(struct str path)
{
    return str_ends_with_nocase(path, STR(".mht")) || str_ends_with_nocase(path, STR(".mhtml"));
}

/* Does a header of this name stand in front of the first empty line? */
static bool has_header(struct str head, struct str name)
{
    while (head.n) {
        struct str line = str_cut(&head, '\n');

        if (!str_trim(line).n)
            return false;
        if (str_eq_nocase(str_sub(line, 0, name.n), name))
            return true;
    }
    return false;
}

static unsigned bid(const struct sniff *s)
{
    static const struct str version = STR_INIT("MIME-Version:");
    bool                    suffix  = has_suffix(s->path);
    struct mime_part        part;

    if (!has_header(s->head, version) || has_header(s->head, STR("Received:")))
        return suffix ? 4 : 0;
    part = mime_part_read(s->head);
    if (!str_eq_nocase(part.type, STR("multipart/related")) &&
        !str_eq_nocase(part.type, STR("text/html")))
        return suffix ? 4 : 0;
    return (unsigned)(8 * version.n) + (suffix ? 4 : 0);
}

/* The line that ends the last part is missing. */
static bool is_cut_off(struct document *doc, struct str bytes)
{
    struct str boundary = mime_part_read(bytes).boundary;

    return boundary.n &&
           !str_find(bytes, arena_printf(doc->arena, "--%.*s--", STR_FMT(boundary))).n;
}

static enum kc_status read(struct parser *p, const struct limits *lim, struct document *doc)
{
    struct str       bytes = doc->nparts ? doc->parts[0].bytes : STR("");
    struct mime_part page;
    bool             cut_off = is_cut_off(doc, bytes);
    enum kc_status   status;

    if (!mime_find(bytes, STR("text/html"), &page))
        return diag_add(doc, "parse", KC_BAD_INPUT, DIAG_PART_DAMAGED, DIAG_WHOLE, STR("text/html"),
                        STR("MHTML"));
    if (!mime_decode(doc->arena, &page, &bytes))
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    status = html_read(p, bytes, page.charset, lim, doc);
    return status_has_result(status) && cut_off
               ? diag_note(doc, "parse", KC_PARTIAL, DIAG_HTML_UNCLOSED)
               : status;
}

const struct format format_mhtml = {
    .name      = "mhtml",
    .title     = "Trang web một tệp (.mht)",
    .container = CONTAINER_NONE,
    .bid       = bid,
    .read      = read,
};
