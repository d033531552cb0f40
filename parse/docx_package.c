#include "parse/docx.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships/"

#define TOLD_MAX 20 /* the first ones tell enough */

/* ---- parts ------------------------------------------------------------- */

/* Names of parts are compared without case. */
const struct part *docx_find_part(const struct document *doc, struct str name)
{
    for (size_t i = 0; i < doc->nparts; i++)
        if (str_eq_nocase(doc->parts[i].name, name))
            return &doc->parts[i];
    return NULL;
}

bool docx_is_main_name(struct str name)
{
    static const struct str head = STR_INIT("word/document");

    return str_starts_with(name, head) && str_ends_with(name, STR(".xml")) &&
           !str_find(str_sub(name, head.n, name.n), STR("/")).n;
}

static const struct part *usual_main(const struct document *doc)
{
    const struct part *part = docx_find_part(doc, STR("word/document.xml"));

    for (size_t i = 0; !part && i < doc->nparts; i++)
        if (docx_is_main_name(doc->parts[i].name))
            part = &doc->parts[i];
    return part;
}

/* ---- relationships ------------------------------------------------------- */

static const struct xml_word words[] = {
    {XML_NS_RELS, STR_INIT("Relationship"), 1},
};

/* "header" of the type of a header, in both dialects; "" of all others'. */
static struct str kind_of(const struct xml_attrs *attrs)
{
    static const struct str heads[] = {STR_INIT(OFFICE), STR_INIT(STRICT)};
    struct str              type    = xml_attr(attrs, XML_NS_NONE, STR("Type"));

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts_with(type, heads[i]))
            return str_sub(type, heads[i].n, type.n);
    return STR("");
}

static void on_end(void *ctx, int word)
{
    (void)ctx, (void)word;
}

static enum kc_status read_relationships(
    struct document *doc, const struct limits *lim, const struct part *part,
    enum xml_go (*start)(void *, int, const struct xml_attrs *), void *ctx)
{
    const struct xml_handler handler = {.words = words, .nwords = 1, .start = start, .end = on_end};
    struct xml_trouble       trouble;
    enum kc_status           status;

    if (!part)
        return KC_OK;
    status = xml_read(doc, part->bytes, lim, &handler, ctx, &trouble);
    return status_has_result(status) ? KC_OK : xml_report_minor(doc, part->name, status, &trouble);
}

/* `target` as seen from `folder` ("word/" or ""). */
static struct str name_of_target(struct document *doc, struct str folder, struct str target)
{
    if (str_starts_with(target, STR("/")))
        return str_sub(target, 1, target.n);
    while (str_starts_with(target, STR("./")))
        target = str_sub(target, 2, target.n);
    while (str_starts_with(target, STR("../"))) {
        target = str_sub(target, 3, target.n);
        folder = STR("");
    }
    return folder.n ? arena_printf(doc->arena, "%.*s%.*s", STR_FMT(folder), STR_FMT(target))
                    : target;
}

/* ---- the main part --------------------------------------------------------- */

static enum xml_go on_main(void *ctx, int word, const struct xml_attrs *attrs)
{
    struct text *target = ctx;

    (void)word;
    if (!str_eq(kind_of(attrs), STR("officeDocument")))
        return XML_INTO;
    (void)text_add(target, xml_attr(attrs, XML_NS_NONE, STR("Target"))); /* else the usual name */
    return XML_STOP;
}

enum kc_status docx_find_main(struct document *doc, const struct limits *lim,
                              const struct part **ret_main)
{
    const struct part *rels   = docx_find_part(doc, STR("_rels/.rels"));
    struct text        target = {.arena = doc->arena};
    enum kc_status     status = read_relationships(doc, lim, rels, on_main, &target);

    *ret_main = docx_find_part(doc, name_of_target(doc, STR(""), text_str(&target)));
    if (!*ret_main || target.n == 0)
        *ret_main = usual_main(doc);
    return status;
}

/* ---- what the main part says is elsewhere ------------------------------------ */

/* Parts with words that are not among those read: under an unusual name, missing,
 * or of a kind that nobody reads. */
static const struct row {
    struct str kind;
    bool       read; /* as a story, when it has its usual name */
} rows[] = {
    {STR_INIT("aFChunk"), false}, /* a page or document to be merged in */
    {STR_INIT("comments"), true},     {STR_INIT("diagramData"), false}, /* SmartArt */
    {STR_INIT("endnotes"), true},     {STR_INIT("footer"), true},
    {STR_INIT("footnotes"), true},    {STR_INIT("header"), true},
    {STR_INIT("package"), false}, /* another office document inside this one */
    {STR_INIT("subDocument"), false},
};

struct elsewhere {
    struct document *doc;
    unsigned         told;
    enum kc_status   status;
};

static enum xml_go on_elsewhere(void *ctx, int word, const struct xml_attrs *attrs)
{
    struct elsewhere *e    = ctx;
    struct str        kind = kind_of(attrs), target;

    (void)word;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!str_eq(kind, rows[i].kind))
            continue;
        target = name_of_target(e->doc, STR("word/"), xml_attr(attrs, XML_NS_NONE, STR("Target")));
        if (!rows[i].read)
            e->status = diag_arg(e->doc, "parse", KC_PARTIAL, DIAG_EMBEDDED_LEFT_OUT, target);
        else if (!docx_find_part(e->doc, target))
            e->status =
                diag_add(e->doc, "parse", KC_PARTIAL, DIAG_PART_LEFT_OUT, DIAG_WHOLE, target, kind);
    }
    e->told += e->status == KC_PARTIAL;
    return e->told < TOLD_MAX ? XML_INTO : XML_STOP;
}

enum kc_status docx_look_elsewhere(struct document *doc, const struct limits *lim,
                                   const struct part *main)
{
    struct str       base = str_sub(main->name, STR("word/").n, main->name.n);
    struct str       name = arena_printf(doc->arena, "word/_rels/%.*s.rels", STR_FMT(base));
    struct elsewhere e    = {.doc = doc, .status = KC_OK};
    enum kc_status   status;

    status = read_relationships(doc, lim, docx_find_part(doc, name), on_elsewhere, &e);
    return status == KC_OK ? e.status : status;
}
