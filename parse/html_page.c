#include <string.h>

#include "ingest/record/diag.h"
#include "parse/html.h"

#define OPEN_MAX     200000 /* elements; a page that closes none has some thousands   */
#define SPAN_MAX     1000   /* as the standard has it                                   */
#define COLUMN_MAX   100000
#define LINK_LETTERS 200 /* a longer "link" was never closed: the rest is text       */
#define TITLE_MAX    4096
#define VALUE_MAX    256 /* of an input that could be a word for readers             */

bool html_failed(const struct html_page *h)
{
    return h->full || h->too_deep || h->blocks.status != KC_OK;
}

/* One more zeroed item at the end of an array in the arena. */
static bool push(struct html_page *h, void **items, size_t *n, size_t *cap, size_t size)
{
    if (!arena_reserve(h->doc->arena, items, cap, *n + 1, size)) {
        h->full = true;
        return false;
    }
    memset((char *)*items + *n * size, 0, size);
    ++*n;
    return true;
}

static bool push_frame(struct html_page *h)
{
    void *items = h->frames;
    bool  done;

    if (h->nframes > OPEN_MAX) {
        h->too_deep = true;
        return false;
    }
    done = push(h, &items, &h->nframes, &h->frames_cap, sizeof *h->frames);

    h->frames = items;
    return done;
}

/* ---- the layout -------------------------------------------------------------------------- */

/* Siblings of one make have the same first class, but for numbers in it. */
static uint32_t look_of(struct html_attrs attrs)
{
    uint32_t   hash = 2166136261U;
    struct str value;

    if (!html_attr(attrs, STR("class"), &value))
        return 0;
    for (size_t i = 0; i < value.n && value.p[i] != ' '; i++)
        if (value.p[i] < '0' || value.p[i] > '9')
            hash = (hash ^ (unsigned char)value.p[i]) * 16777619U;
    return hash | 1;
}

/* 1 + the new node, or that of the element around. */
static uint32_t add_node(struct html_page *h, const struct html_tag *tag, struct html_attrs attrs,
                         uint32_t around)
{
    void *items = h->nodes;

    h->too_wide |= h->nnodes == HTML_NODES;
    if (h->too_wide || !push(h, &items, &h->nnodes, &h->nodes_cap, sizeof *h->nodes))
        return around;
    h->nodes                = items;
    h->nodes[h->nnodes - 1] = (struct html_node){.tag    = tag,
                                                 .parent = around ? around - 1 : 0,
                                                 .first  = (uint32_t)h->doc->nblocks,
                                                 .look   = look_of(attrs)};
    return (uint32_t)h->nnodes;
}

/* True when there is something in it. */
static bool end_node(struct html_page *h, uint32_t node)
{
    struct html_node *n = &h->nodes[node - 1];

    n->end  = (uint32_t)h->doc->nblocks;
    n->skip = (uint32_t)h->nnodes;
    if (n->first == n->end) /* and so are all inside, if there were any */
        h->nnodes = node - 1;
    return n->first != n->end;
}

void html_add_pieces(struct html_page *h, size_t first)
{
    for (size_t i = first; i < h->doc->nblocks; i++) {
        void *items = h->pieces;

        h->too_wide |= h->npieces == HTML_NODES;
        if (h->too_wide || !push(h, &items, &h->npieces, &h->pieces_cap, sizeof *h->pieces))
            return;
        h->pieces                 = items;
        h->pieces[h->npieces - 1] = (struct html_piece){
            .node    = h->open_node ? h->open_node - 1 : 0,
            .letters = h->count.letters - h->told.letters,
            .linked  = h->count.linked - h->told.linked,
            .links   = h->count.links - h->told.links,
        };
        h->told = h->count;
    }
}

/* ---- tables ------------------------------------------------------------------------- */

static void start_table(struct html_page *h, struct html_frame *f)
{
    void *items = h->tables;

    f->table = f->row = f->column = 0;
    f->level                      = 0;
    if (push(h, &items, &h->ntables, &h->tables_cap, sizeof *h->tables)) {
        h->tables                        = items;
        h->tables[h->ntables - 1].number = ++h->tables_seen;
    }
}

static struct html_table *open_table(struct html_page *h)
{
    return h->ntables ? &h->tables[h->ntables - 1] : NULL;
}

static void start_row(struct html_page *h, struct html_frame *f)
{
    struct html_table *t = open_table(h);

    f->table = 0;
    if (!t)
        return;
    t->row++;
    t->column = 0;
    for (size_t i = 0; i < HTML_COLUMNS; i++)
        t->down[i] = (uint16_t)(t->down[i] ? t->down[i] - 1 : 0);
}

static uint32_t span_of(struct html_attrs attrs, struct str name)
{
    struct str value;
    uint64_t   n;

    if (!html_attr(attrs, name, &value) || !str_to_u64(str_trim(value), &n) || n == 0)
        return 1;
    return n > SPAN_MAX ? SPAN_MAX : (uint32_t)n;
}

static void start_cell(struct html_page *h, struct html_frame *f, struct html_attrs attrs)
{
    struct html_table *t = open_table(h);
    uint32_t           wide, high;

    if (!t)
        return;
    wide = span_of(attrs, STR("colspan"));
    high = span_of(attrs, STR("rowspan"));
    if (!t->row)
        t->row = 1;
    while (t->column < HTML_COLUMNS && t->down[t->column])
        t->column++;
    for (uint32_t i = t->column; i < t->column + wide && i < HTML_COLUMNS; i++)
        t->down[i] = (uint16_t)high;
    f->table  = t->number;
    f->row    = t->row;
    f->column = t->column + 1;
    if (t->column < COLUMN_MAX)
        t->column += wide;
}

/* ---- elements ----------------------------------------------------------------------- */

/* "display : none !important" sets `property` to `value`. */
static bool sets(struct str declaration, struct str property, struct str value)
{
    struct str name = str_trim(str_cut(&declaration, ':'));
    struct str set  = str_trim(declaration);

    return str_eq_nocase(name, property) && str_eq_nocase(str_sub(set, 0, value.n), value) &&
           (set.n == value.n || set.p[value.n] <= ' ' || set.p[value.n] == '!');
}

/* `use` of an element inside one of use `outer`. */
static enum block_use use_of_style(struct str style, enum block_use outer)
{
    static const struct {
        struct str     property, value;
        enum block_use use;
    } rows[] = {
        {STR_INIT("display"), STR_INIT("none"), USE_HIDDEN},
        {STR_INIT("mso-hide"), STR_INIT("all"), USE_HIDDEN},
        {STR_INIT("text-decoration"), STR_INIT("line-through"), USE_DELETED},
        {STR_INIT("visibility"), STR_INIT("hidden"), USE_HIDDEN},
    };

    while (style.n) {
        struct str declaration = str_cut(&style, ';');

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (sets(declaration, rows[i].property, rows[i].value))
                return rows[i].use;
    }
    return outer;
}

static enum block_use use_of(const struct html_tag *tag, struct html_attrs attrs, bool in_heading,
                             enum block_use outer)
{
    struct str value;

    if (outer == USE_HIDDEN || html_attr(attrs, STR("hidden"), &value))
        return USE_HIDDEN;
    if (tag->flags & TAG_INERT && !html_attr(attrs, STR("shadowrootmode"), &value) &&
        !html_attr(attrs, STR("shadowroot"), &value))
        return USE_HIDDEN;
    if (tag->flags & TAG_CONTROL && !(tag->flags & TAG_BUTTON && in_heading))
        outer = USE_CHROME;
    if (tag->flags & TAG_DELETED)
        outer = USE_DELETED;
    return html_attr(attrs, STR("style"), &value) ? use_of_style(value, outer) : outer;
}

/* A link leads elsewhere; a name to jump to, as Word writes it, is no link. */
static bool is_link(struct html_attrs attrs)
{
    struct str href;

    return html_attr(attrs, STR("href"), &href) && (href.n <= 1 || href.p[0] != '#');
}

/* Words on buttons and in fields that somebody filled in. */
static void add_value(struct html_page *h, struct html_attrs attrs)
{
    static const struct str shown[] = {STR_INIT("button"), STR_INIT("reset"), STR_INIT("submit"),
                                       STR_INIT("text")};
    struct str              type    = STR("text"), value;
    bool                    show    = false;

    (void)html_attr(attrs, STR("type"), &type);
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        show |= str_eq_nocase(type, shown[i]);
    if (show && html_attr(attrs, STR("value"), &value) && value.n && value.n <= VALUE_MAX) {
        h->space = true;
        html_emit(h, value);
        h->space = true;
    }
}

/* Browsers show it when they have no picture, and so it is kept; beside the text, in
 * which it changes nothing. */
static void add_alt(struct html_page *h, struct html_attrs attrs)
{
    bool       space = h->space, line_break = h->line_break;
    struct str alt;

    if (!html_attr(attrs, STR("alt"), &alt) || !str_trim(alt).n || alt.n > VALUE_MAX)
        return;
    h->space = h->line_break = false;
    html_emit(h, STR(" ")); /* not to stick to the picture before */
    html_emit(h, str_trim(alt));
    h->space      = space;
    h->line_break = line_break;
}

static void start_block(struct html_page *h, struct html_frame *f, struct html_attrs attrs)
{
    uint32_t around;

    html_close_block(h);
    f->blocks   = f->use;
    around      = f->node;
    f->node     = add_node(h, f->tag, attrs, around);
    f->own_node = f->node != around;
    f->heading  = h->blocks.heading;
    f->hint     = html_hint(f->tag, attrs, f->in_content);
    f->in_content |= (f->tag->flags & TAG_CONTENT) != 0;
    f->title = f->raised = false; /* never closed */
    if (f->tag->level)
        f->level = f->tag->level;
    if (f->tag->flags & TAG_TABLE)
        start_table(h, f);
    else if (f->tag->flags & TAG_ROW)
        start_row(h, f);
    else if (f->tag->flags & TAG_CELL)
        start_cell(h, f, attrs);
}

/* Other files make up the page: what is here is not all. One of them is named. */
static void tell_frame(struct html_page *h, struct html_attrs attrs)
{
    struct str src;

    if (h->framed || !html_attr(attrs, STR("src"), &src) || !src.n)
        return;
    h->framed = true;
    (void)diag_arg(h->doc, "parse", KC_PARTIAL, DIAG_EMBEDDED_LEFT_OUT,
                   str_sub(src, 0, VALUE_MAX)); /* html_finish returns it */
}

static void start_inline(struct html_page *h, struct html_frame *f, struct html_attrs attrs)
{
    unsigned flags = f->tag->flags;

    if (flags & TAG_BREAK && !f->drop)
        html_break(h);
    if (flags & (TAG_META | TAG_TIME))
        html_meta(h->doc, f->tag, attrs, &h->published_rank);
    if (flags & TAG_FRAME)
        tell_frame(h, attrs);
    if (flags & TAG_TITLE)
        f->title = !f->drop;
    if (flags & TAG_LINK && is_link(attrs)) {
        f->link         = true;
        h->link_room    = LINK_LETTERS;
        h->link_counted = false;
    }
}

/* A drawing or a data island that was never closed must not swallow the page: as in
 * browsers, a block ends it. */
static void leave_foreign(struct html_page *h)
{
    size_t            first = html_top(h)->foreign;
    struct html_frame around;

    if (!first)
        return;
    around = h->frames[first - 1];
    for (size_t i = first; i < h->nframes; i++) {
        h->frames[i].drop    = around.drop;
        h->frames[i].use     = around.use;
        h->frames[i].foreign = around.foreign;
    }
}

void html_start(struct html_page *h, struct str name, struct html_attrs attrs)
{
    const struct html_tag *tag = html_tag(name);
    struct html_frame      f;

    if (html_failed(h))
        return;
    html_let_go(h);
    if (tag->flags & TAG_BLOCK)
        leave_foreign(h);
    f             = *html_top(h);
    f.tag         = tag;
    f.hint        = HINT_NONE;
    f.own_node    = false;
    f.before      = h->count;
    f.table_depth = h->ntables;
    if (tag->flags & TAG_FOREIGN && !f.foreign)
        f.foreign = h->nframes;
    f.use  = use_of(tag, attrs, f.level > 0, f.use);
    f.font = html_styles_font(&h->styles, name, attrs, f.font);
    f.drop |= (tag->flags & TAG_DROP) != 0;
    f.pre |= (tag->flags & TAG_PRE) != 0;
    f.raised |= (tag->flags & TAG_RAISED) != 0;
    if (tag->flags & TAG_BLOCK && !f.drop)
        start_block(h, &f, attrs);
    else
        start_inline(h, &f, attrs);
    h->count.inputs += (tag->flags & TAG_INPUT) != 0;
    if (!push_frame(h))
        return;
    *html_top(h) = f;
    if (tag->flags & TAG_INPUT && !f.drop)
        add_value(h, attrs);
    if (tag->flags & TAG_IMAGE && !f.drop)
        add_alt(h, attrs);
}

static struct html_count since(struct html_count now, struct html_count before)
{
    return (struct html_count){
        .letters = now.letters - before.letters,
        .linked  = now.linked - before.linked,
        .links   = now.links - before.links,
        .inputs  = now.inputs - before.inputs,
        .menus   = now.menus - before.menus,
    };
}

static void end_block(struct html_page *h, const struct html_frame *f)
{
    struct html_count inside = since(h->count, f->before);
    struct html_node *n;

    html_close_block(h);
    if (!f->own_node || !end_node(h, f->node) || f->tag->flags & TAG_PAGE)
        return;
    n          = &h->nodes[f->node - 1];
    n->plain   = inside.letters - inside.linked;
    n->chrome  = html_is_chrome(f->hint, inside);
    n->unnamed = f->hint != HINT_CHROME;
    if (!n->chrome)
        return;
    h->count.menus++;
    h->blocks.heading = f->heading; /* the text after a menu stands under no heading of it */
}

static void end_title(struct html_page *h)
{
    struct document *doc = h->doc;

    if (!doc->meta.title.n)
        (void)arena_copy(doc->arena, str_trim(text_str(&h->title)), &doc->meta.title);
    h->title.n = 0;
}

/* libxml2 closes what it opened, in order; anything else is ignored. */
void html_end(struct html_page *h, struct str name)
{
    struct html_frame f;

    if (html_failed(h) || html_top(h)->tag != html_tag(name))
        return;
    html_let_go(h);
    f = *html_top(h);
    h->nframes--;
    h->ntables = f.table_depth;
    if (f.drop)
        return;
    if (f.tag->flags & TAG_TITLE)
        end_title(h);
    if (f.tag->flags & TAG_BLOCK)
        end_block(h, &f);
}

/* Around everything, for text outside all elements; never closed. */
static const struct html_tag root = {.flags = TAG_BLOCK | TAG_PAGE};

void html_begin(struct html_page *h, struct document *doc, const struct limits *lim)
{
    *h       = (struct html_page){.doc = doc};
    h->title = (struct text){.arena = doc->arena, .limit = TITLE_MAX};
    blocks_begin(&h->blocks, doc, lim);
    if (push_frame(h)) {
        html_top(h)->tag  = &root;
        html_top(h)->node = add_node(h, &root, (struct html_attrs){0}, 0);
    }
}

/* What the parser never closed ends here. */
static struct html_layout layout_of(const struct html_page *h)
{
    for (size_t i = 0; i < h->nnodes; i++)
        if (!h->nodes[i].skip) {
            h->nodes[i].end  = (uint32_t)h->doc->nblocks;
            h->nodes[i].skip = (uint32_t)h->nnodes;
        }
    return (struct html_layout){
        .doc     = h->doc,
        .nodes   = h->nodes,
        .nnodes  = h->too_wide ? 0 : h->nnodes,
        .pieces  = h->pieces,
        .npieces = h->npieces,
        .plain   = h->count.letters - h->count.linked,
        .links   = h->count.links,
    };
}

enum kc_status html_finish(struct html_page *h)
{
    struct html_layout layout;
    enum kc_status     s;

    if (h->nframes) { /* without the root there was no room at all */
        html_let_go(h);
        html_close_block(h);
    }
    s = blocks_finish(&h->blocks);
    if (s != KC_OK)
        return s;
    if (h->full)
        return diag_note(h->doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    if (h->too_deep)
        return diag_add(h->doc, "parse", KC_LIMIT, DIAG_LIMIT_REACHED, DIAG_WHOLE, STR("depth"),
                        arena_printf(h->doc->arena, "%u", OPEN_MAX));
    layout = layout_of(h);
    s      = html_apply(&layout);
    return s == KC_OK && h->framed ? KC_PARTIAL : s;
}
