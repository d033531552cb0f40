#include "parse/docx_numbers.h"

#include "parse/formats.h"
#include "parse/parser.h"

/* Word documents (.docx, .docm): Office Open XML, transitional and strict.
 *
 * docx_styles.c knows what styles mean, docx_story.c reads one part,
 * docx_package.c finds parts, and here is which of them make a document, and in
 * which order they are read. */

static const char *const wanted[] = {
    "_rels/.rels",
    "word/document*.xml",
    "word/styles.xml",
    "word/header*.xml",
    "word/footer*.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/comments.xml",
    "word/theme/theme*.xml",
    "word/numbering.xml",
    "docProps/core.xml",
    "word/_rels/document*.xml.rels",
    NULL,
};

/* ---- bidding ----------------------------------------------------------- */

static unsigned bid(const struct sniff *s)
{
    static const struct str magic = STR_INIT("PK\3\4"), types = STR_INIT("[Content_Types].xml");
    bool                    suffix =
        str_ends_with_nocase(s->path, STR(".docx")) || str_ends_with_nocase(s->path, STR(".docm"));
    size_t     points = magic.n * 8 + (suffix ? 4 : 0), office = 0;
    struct str names = s->names;

    /* Garbage with Word's suffix is a damaged document, not an unknown one. */
    if (!str_starts_with(s->head, magic))
        return suffix ? 4 : 0;
    while (names.n) {
        struct str name = str_cut(&names, '\n');

        if (docx_is_main_name(name))
            return (unsigned)(points + name.n * 8);
        if (str_eq(name, types))
            office = types.n * 8;
        if (str_starts_with(name, STR("xl/")) || str_starts_with(name, STR("ppt/")))
            suffix = false; /* a sheet or slides under a wrong name */
    }
    /* Word's suffix on an office file without Word's main part: ours to refuse. */
    return suffix && office ? (unsigned)(points + office) : 0;
}

/* ---- core properties ----------------------------------------------------- */

enum core_word { CORE_TITLE = 1, CORE_CREATOR };

static const struct xml_word core_words[] = {
    {XML_NS_DC, STR_INIT("title"), CORE_TITLE},
    {XML_NS_DC, STR_INIT("creator"), CORE_CREATOR},
};

struct core {
    struct document *doc;
    struct text      text;
    bool             inside;
};

static enum xml_go on_core(void *ctx, int word, const struct xml_attrs *attrs)
{
    struct core *c = ctx;

    (void)word, (void)attrs;
    c->text   = (struct text){.arena = c->doc->arena};
    c->inside = true;
    return XML_INTO;
}

static void on_core_text(void *ctx, struct str piece)
{
    struct core *c = ctx;

    if (c->inside)
        (void)text_add(&c->text, piece); /* a hint: what does not fit is left out */
}

static void on_core_end(void *ctx, int word)
{
    struct core *c    = ctx;
    struct str   text = str_trim(text_str(&c->text));

    c->inside = false;
    if (word == CORE_TITLE)
        c->doc->meta.title = text;
    else
        c->doc->meta.author = text;
}

static enum kc_status read_core(struct document *doc, const struct limits *lim)
{
    static const struct xml_handler handler = {.words  = core_words,
                                               .nwords = 2,
                                               .start  = on_core,
                                               .end    = on_core_end,
                                               .text   = on_core_text};
    const struct part              *part    = docx_find_part(doc, STR("docProps/core.xml"));
    struct core                     c       = {.doc = doc};
    struct xml_trouble              trouble;
    enum kc_status                  status;

    if (!part)
        return KC_OK;
    status = xml_read(doc, part->bytes, lim, &handler, &c, &trouble);
    return status == KC_OK ? KC_OK : xml_report_minor(doc, part->name, status, &trouble);
}

/* ---- all of it ------------------------------------------------------------ */

/* Only a theme with an old font changes anything. */
static enum kc_status read_theme(struct document *doc, const struct limits *lim,
                                 struct docx_styles *styles)
{
    const struct part *part = docx_find_part(doc, STR("word/theme/theme1.xml"));
    struct xml_trouble trouble;
    enum kc_status     status;

    if (!part || !fonts_named_in(part->bytes))
        return KC_OK;
    status = docx_theme_read(doc, part->bytes, lim, styles, &trouble);
    return status == KC_OK ? KC_OK : xml_report_minor(doc, part->name, status, &trouble);
}

static enum kc_status read_styles(struct document *doc, const struct limits *lim,
                                  struct docx_styles *styles)
{
    const struct part *part = docx_find_part(doc, STR("word/styles.xml"));
    struct xml_trouble trouble;
    enum kc_status     status;

    if (!part)
        return KC_OK;
    status = docx_styles_read(doc, part->bytes, lim, styles, &trouble);
    return status == KC_OK ? KC_OK : xml_report_minor(doc, part->name, status, &trouble);
}

static enum kc_status read_numbers(struct document *doc, const struct limits *lim,
                                   const struct docx_styles *styles, struct docx_numbers *numbers)
{
    const struct part *part = docx_find_part(doc, STR("word/numbering.xml"));
    struct xml_trouble trouble;
    enum kc_status     status;

    if (!part)
        return KC_OK;
    status = docx_numbers_read(doc, part->bytes, lim, styles, numbers, &trouble);
    return status == KC_OK ? KC_OK : xml_report_minor(doc, part->name, status, &trouble);
}

/* Reading order. `prefix` and ".xml" name the parts; "" is the main one. */
static const struct row {
    struct str        prefix;
    struct docx_story as;
} order[] = {
    {STR_INIT("word/header"), {.kind = BLOCK_MARGIN}},
    {STR_INIT(""), {.kind = BLOCK_PARAGRAPH, .pages = true}},
    {STR_INIT("word/footer"), {.kind = BLOCK_MARGIN}},
    {STR_INIT("word/footnotes"), {.kind = BLOCK_NOTE}},
    {STR_INIT("word/endnotes"), {.kind = BLOCK_NOTE}},
    {STR_INIT("word/comments"), {.kind = BLOCK_PARAGRAPH, .use = USE_COMMENT}},
};

struct reading {
    struct document     *doc;
    const struct limits *lim;
    const struct part   *main;
    struct docx_styles   styles;
    struct docx_numbers  numbers;
    struct blocks        blocks;
    uint32_t             ntables;
};

static bool belongs(const struct reading *r, const struct row *row, const struct part *part)
{
    if (part == r->main || row->prefix.n == 0)
        return part == r->main && row->prefix.n == 0;
    return str_starts_with(part->name, row->prefix) && str_ends_with(part->name, STR(".xml"));
}

static enum kc_status read_part(struct reading *r, const struct row *row, const struct part *part)
{
    struct xml_trouble trouble;
    enum kc_status     status;

    status = docx_story_read(&r->blocks, part->bytes, r->lim, &r->styles, &r->numbers, &row->as,
                             &r->ntables, &trouble);
    if (r->blocks.status != KC_OK)
        return r->blocks.status; /* blocks_finish tells */
    if (status_has_result(status))
        return status;
    if (part == r->main)
        return xml_report(r->doc, part->name, status, &trouble);
    return xml_report_minor(r->doc, part->name, status, &trouble);
}

/* The worse of two, where only KC_OK and KC_PARTIAL go on. */
static enum kc_status worse(enum kc_status a, enum kc_status b)
{
    return status_has_result(a) && b != KC_OK ? b : a;
}

static enum kc_status read_stories(struct reading *r)
{
    enum kc_status status = KC_OK;

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t k = 0; k < r->doc->nparts && status_has_result(status); k++)
            if (belongs(r, &order[i], &r->doc->parts[k]))
                status = worse(status, read_part(r, &order[i], &r->doc->parts[k]));
    return status;
}

static enum kc_status read_docx(struct parser *p, const struct limits *lim, struct document *doc)
{
    struct reading r = {.doc = doc, .lim = lim};
    enum kc_status status;

    status = docx_find_main(doc, lim, &r.main);
    if (!status_has_result(status))
        return status;
    if (!r.main)
        return diag_note(doc, "parse", KC_BAD_INPUT, DIAG_NO_MAIN_PART);
    status = worse(status, read_core(doc, lim));
    if (status_has_result(status))
        status = worse(status, read_theme(doc, lim, &r.styles));
    if (status_has_result(status))
        status = worse(status, read_styles(doc, lim, &r.styles));
    if (status_has_result(status))
        status = worse(status, read_numbers(doc, lim, &r.styles, &r.numbers));
    if (!status_has_result(status))
        return status;
    blocks_begin(&r.blocks, doc, lim);
    status   = worse(status, docx_look_elsewhere(doc, lim, r.main));
    status   = worse(status, read_stories(&r));
    status   = worse(status, blocks_finish(&r.blocks));
    p->fonts = r.blocks.fonts;
    return status;
}

const struct format format_docx = {
    .name      = "docx",
    .title     = "Word (.docx)",
    .container = CONTAINER_ZIP,
    .wanted    = wanted,
    .bid       = bid,
    .read      = read_docx,
};
