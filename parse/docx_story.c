#include "parse/docx_words.h"
#include "parse/docx_numbers.h"

#define MAX_COLUMN 100000 /* no sum of column spans may wrap around */
#define MAX_FIELDS 64     /* nested fields that are told apart */

/* The paragraph, run and fields we are in. A text box holds paragraphs inside a
 * run, so these nest. */
struct place {
    const struct docx_style *style, *run_style;
    uint16_t                 level; /* of the paragraph itself, when level_known */
    bool                     level_known;
    uint64_t                 list; /* of the paragraph itself, when list_known */
    bool                     list_known;
    unsigned                 list_level;
    bool                     list_level_known;
    bool                     numbered;     /* its number is written or is none */
    bool                     sign_deleted; /* its mark, and so its number with it */
    bool                     in_paragraph;
    bool                     in_look; /* in w:pPr, whose w:rPr is the mark's, not a run's */
    bool                     in_run;
    struct docx_marks        marks;
    struct docx_font         font;   /* of the run itself */
    unsigned                 fields; /* open ones */
    uint64_t                 codes;  /* bit i: field i shows its code, not yet its result */
};

struct table {
    uint32_t number, row, column;
    uint32_t next; /* column of the next cell */
    bool     in_row_look;
    bool     row_deleted; /* under tracked changes, with all that is in it */
};

/* How far the alternatives we are in have got. */
enum choice { CHOICE_NONE, CHOICE_PASSED_OVER, CHOICE_TAKEN };

/* An array of `size`-byte things in the arena that is pushed and popped. */
struct stack {
    void  *items;
    size_t n, cap;
};

struct story {
    const struct docx_story  *as;
    const struct docx_styles *styles;
    struct docx_numbers      *numbers;
    const struct docx_style  *usual; /* of paragraphs that name no style */
    struct document          *doc;
    struct blocks            *main;
    struct blocks            *out;   /* main, or boxes while in a text box */
    struct blocks             boxes; /* paragraphs of text boxes wait here for the host to end */
    struct document           boxed; /* what `boxes` builds */
    struct place              at;
    struct stack              tables, hosts, choices;
    struct text               raised; /* superscript text of this run */
    uint32_t                 *ntables;
    unsigned                  deleted; /* open w:del and w:moveFrom */
    unsigned                  deleted_rows;
    unsigned                  page;
    bool                      broke_page; /* and nothing was seen on the new one */
    bool                      in_text, in_deleted_text;
    bool                      saw_root;
    bool                      left_out; /* alternatives without one for us */
    bool                      full;
};

static void *push(struct story *s, struct stack *k, size_t size)
{
    if (!arena_reserve(s->doc->arena, &k->items, &k->cap, k->n + 1, size)) {
        s->full = true;
        return NULL;
    }
    return (char *)k->items + size * k->n++;
}

static struct table *table_of(const struct story *s)
{
    return s->tables.n ? (struct table *)s->tables.items + (s->tables.n - 1) : NULL;
}

static struct str value(const struct xml_attrs *attrs)
{
    return xml_attr(attrs, XML_NS_W, STR("val"));
}

/* ---- text -------------------------------------------------------------- */

static enum block_kind kind_here(const struct story *s, uint16_t level)
{
    if (s->as->kind != BLOCK_PARAGRAPH)
        return s->as->kind;
    if (s->tables.n)
        return BLOCK_CELL;
    /* A text box floats: nothing stands under what it says. */
    return level && !s->hosts.n ? BLOCK_HEADING : BLOCK_PARAGRAPH;
}

static uint16_t level_here(const struct place *at)
{
    if (at->level_known)
        return at->level;
    return at->style ? at->style->level : 0;
}

static void open_block(struct story *s)
{
    const struct table *t     = table_of(s);
    uint16_t            level = level_here(&s->at);
    struct block        like  = {.kind  = kind_here(s, level),
                                 .use   = s->as->use,
                                 .level = level,
                                 .page  = (uint16_t)(s->page < UINT16_MAX ? s->page : UINT16_MAX)};

    if (t) {
        like.table  = t->number;
        like.row    = t->row ? t->row : 1; /* 0 only in tables without rows or cells */
        like.column = t->column ? t->column : 1;
    }
    blocks_open(s->out, &like);
}

static struct font font_here(const struct story *s)
{
    const struct place *at = &s->at;

    if (at->font.known)
        return at->font.font;
    if (at->run_style && at->run_style->font.known)
        return at->run_style->font.font;
    return at->style && at->style->font.known ? at->style->font.font : s->styles->font;
}

/* Which list the paragraph belongs to, 0 none, and its level there. */
static uint64_t list_here(const struct story *s, unsigned *ret_level)
{
    const struct place      *at    = &s->at;
    const struct docx_style *style = at->style;
    uint64_t                 list  = at->list_known ? at->list : style ? style->list : 0;

    if (at->list_level_known)
        *ret_level = at->list_level;
    else if (style && style->list_level_known)
        *ret_level = style->list_level;
    else
        *ret_level = style ? docx_numbers_level(s->numbers, list, style->id) : 0;
    return list;
}

/* Once a paragraph, before its text: the number that Word shows there. */
static void write_number(struct story *s)
{
    struct docx_font font = {0};
    struct str       label;
    unsigned         level;
    uint64_t         list;

    if (s->at.numbered || !s->at.in_paragraph)
        return;
    s->at.numbered = true;
    list           = list_here(s, &level);
    if (!list)
        return;
    label = docx_numbers_next(s->numbers, s->doc->arena, list, level, &font);
    if (!label.n)
        return;
    if (!s->out->is_open)
        open_block(s);
    s->out->font = font.known ? font.font : font_here(s);
    blocks_add(s->out, s->at.sign_deleted || s->deleted_rows ? USE_DELETED : s->as->use, label);
}

static void emit(struct story *s, enum block_use use, struct str text)
{
    if (!s->out->is_open)
        open_block(s);
    write_number(s);
    s->out->font = font_here(s);
    blocks_add(s->out, use, text);
    s->broke_page = false;
}

static unsigned marks_here(const struct place *at)
{
    struct docx_marks m = {0};

    if (at->style)
        m = at->style->marks;
    if (at->run_style)
        docx_marks_add(&m, at->run_style->marks);
    docx_marks_add(&m, at->marks);
    return m.on;
}

/* Text of the current run. */
static void add(struct story *s, struct str text)
{
    unsigned marks = marks_here(&s->at);

    if (s->deleted || s->deleted_rows || s->in_deleted_text || marks & MARK_STRUCK)
        emit(s, USE_DELETED, text);
    else if (s->at.codes || marks & MARK_HIDDEN)
        emit(s, USE_HIDDEN, text);
    else if (marks & MARK_RAISED && s->at.in_run)
        s->full = !text_add(&s->raised, text) || s->full;
    else
        emit(s, s->as->use, text);
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* A raised number is the mark of a note, and would turn "TÊN CƠ QUAN" with its
 * note 2 into "TÊN CƠ QUAN2". Anything else that is raised stays in the text. */
static void flush_raised(struct story *s)
{
    struct str all = text_str(&s->raised), number = str_trim(all);

    if (all.n == 0)
        return;
    s->raised.n = 0;
    if (!is_number(number)) {
        emit(s, s->as->use, all);
        return;
    }
    emit(s, USE_HIDDEN, number);
    if (number.n < all.n)
        emit(s, s->as->use, STR(" "));
}

static void on_text(void *ctx, struct str text)
{
    struct story *s = ctx;

    if (s->in_text)
        add(s, text);
}

/* ---- pages ------------------------------------------------------------- */

/* Word writes a break and then, with the first text of the new page, the place
 * where it last saw the page begin: one page, not two. */
static void next_page(struct story *s)
{
    if (s->as->pages && !s->broke_page) {
        s->page++;
        s->broke_page = true;
    }
}

static void add_break(struct story *s, const struct xml_attrs *attrs)
{
    bool page = str_eq(xml_attr(attrs, XML_NS_W, STR("type")), STR("page"));

    /* Text that follows a page break belongs to the new page. */
    if (!page || s->out->is_open)
        add(s, STR("\n"));
    if (page) {
        s->broke_page = false; /* two breaks in a row are an empty page */
        next_page(s);
    }
}

/* ---- fields ------------------------------------------------------------ */

static void mark_field(struct story *s, const struct xml_attrs *attrs)
{
    struct str    type = xml_attr(attrs, XML_NS_W, STR("fldCharType"));
    struct place *at   = &s->at;

    if (str_eq(type, STR("begin"))) {
        if (at->fields < MAX_FIELDS)
            at->codes |= (uint64_t)1 << at->fields;
        at->fields++;
        return;
    }
    if (at->fields == 0)
        return; /* the end of a field that began nowhere */
    if (at->fields <= MAX_FIELDS)
        at->codes &= ~((uint64_t)1 << (at->fields - 1));
    if (str_eq(type, STR("end")))
        at->fields--;
}

/* ---- paragraphs and runs ------------------------------------------------ */

static void begin_paragraph(struct story *s)
{
    blocks_close(s->out);
    s->at = (struct place){.fields = s->at.fields, .style = s->usual, .in_paragraph = true};
}

/* Text of the boxes, stretch by stretch of one font. */
static void move_text(struct story *s, const struct block *k, size_t *run)
{
    const struct font_runs *fonts = &s->boxes.fonts;
    const struct str        text  = text_str(&s->boxes.original);
    uint32_t                at    = k->at.start, end;

    for (; at < k->at.end; at = end) {
        const struct font_run *r;

        while (*run < fonts->n && fonts->items[*run].at.end <= at)
            ++*run;
        r             = *run < fonts->n ? &fonts->items[*run] : NULL;
        end           = k->at.end;
        s->main->font = (struct font){0};
        if (r && r->at.start <= at) {
            s->main->font = r->font;
            end           = r->at.end < end ? r->at.end : end;
        } else if (r && r->at.start < end) {
            end = r->at.start;
        }
        blocks_add(s->main, k->use, str_sub(text, at, end));
    }
}

static void flush_boxes(struct story *s)
{
    size_t run = 0;

    if (!s->boxes.doc)
        return;
    blocks_close(&s->boxes);
    for (size_t i = 0; i < s->boxed.nblocks; i++) {
        const struct block *k = &s->boxed.blocks[i];

        blocks_open(s->main, k);
        move_text(s, k, &run);
        blocks_close(s->main);
    }
    s->boxed.nblocks    = 0;
    s->boxes.original.n = 0;
    s->boxes.fonts.n    = 0;
}

static void end_paragraph(struct story *s)
{
    flush_raised(s);
    write_number(s); /* of a paragraph without text: a cell STT */
    blocks_close(s->out);
    /* Codes of a field end here at the latest: a field whose end was lost must
     * not hide the rest of the document. */
    s->at = (struct place){.fields = s->at.fields, .style = s->usual};
    if (!s->hosts.n)
        flush_boxes(s);
}

static void begin_run(struct story *s)
{
    s->at.in_run    = true;
    s->at.run_style = NULL;
    s->at.marks     = (struct docx_marks){0};
    s->at.font      = (struct docx_font){0};
}

static void end_run(struct story *s)
{
    flush_raised(s);
    s->at.in_run    = false;
    s->at.run_style = NULL;
    s->at.marks     = (struct docx_marks){0};
    s->at.font      = (struct docx_font){0};
}

static void set_mark(struct story *s, unsigned mark, bool on)
{
    if (s->at.in_run)
        docx_marks_add(&s->at.marks, (struct docx_marks){on ? mark : 0, on ? 0 : mark});
}

static void set_style(struct story *s, struct str id)
{
    const struct docx_style *style = docx_style_find(s->styles, id);

    if (style)
        s->at.style = style;
}

static void set_level(struct story *s, const struct xml_attrs *attrs)
{
    uint64_t level;

    if (!s->at.in_look || !str_to_u64(value(attrs), &level))
        return;
    s->at.level       = level < 9 ? (uint16_t)(level + 1) : 0;
    s->at.level_known = true;
}

/* ---- tables ------------------------------------------------------------ */

static enum xml_go begin_table(struct story *s)
{
    struct table *t;

    blocks_close(s->out);
    t = push(s, &s->tables, sizeof *t);
    if (!t)
        return XML_STOP;
    *t = (struct table){.number = ++*s->ntables, .next = 1};
    return XML_INTO;
}

static void begin_row(struct story *s)
{
    struct table *t = table_of(s);

    if (t) {
        t->row++;
        t->column = 0;
        t->next   = 1;
    }
}

/* A deleted row says so in its w:trPr; its cells may only hold numbers that Word counts. */
static void delete_row(struct story *s)
{
    struct table *t = table_of(s);

    if (t && t->in_row_look && !t->row_deleted) {
        t->row_deleted = true;
        s->deleted_rows++;
    }
}

static void end_row(struct story *s)
{
    struct table *t = table_of(s);

    if (t && t->row_deleted) {
        t->row_deleted = false;
        s->deleted_rows--;
    }
}

static void set_row_look(struct story *s, bool inside)
{
    struct table *t = table_of(s);

    if (t)
        t->in_row_look = inside;
}

static void begin_cell(struct story *s)
{
    struct table *t = table_of(s);

    if (t && t->next < MAX_COLUMN)
        t->column = t->next++;
}

/* `*column` moves on by w:val, less the `by` it has moved already. */
static void skip_columns(struct table *t, const struct xml_attrs *attrs, unsigned by)
{
    uint64_t n;

    if (t && str_to_u64(value(attrs), &n) && n > by && n < MAX_COLUMN - t->next)
        t->next += (uint32_t)n - by;
}

/* ---- text boxes -------------------------------------------------------- */

static enum xml_go begin_box(struct story *s)
{
    struct place *host = push(s, &s->hosts, sizeof *host);

    if (!host)
        return XML_STOP;
    flush_raised(s);
    *host = s->at;
    s->at = (struct place){.style = s->usual};
    if (!s->boxes.doc) {
        s->boxed = (struct document){.arena = s->doc->arena};
        blocks_begin(&s->boxes, &s->boxed, s->main->lim);
    }
    s->out = &s->boxes;
    return XML_INTO;
}

static void end_box(struct story *s)
{
    blocks_close(&s->boxes);
    s->at = ((struct place *)s->hosts.items)[--s->hosts.n];
    if (!s->hosts.n)
        s->out = s->main;
}

/* Word art, such as "DỰ THẢO" across the page, keeps its words in an attribute. */
static enum xml_go read_text_path(struct story *s, const struct xml_attrs *attrs)
{
    struct str words_on_page = xml_attr(attrs, XML_NS_NONE, STR("string"));

    if (words_on_page.n == 0)
        return XML_INTO;
    if (begin_box(s) == XML_STOP)
        return XML_STOP;
    emit(s, s->as->use, words_on_page);
    end_box(s);
    return XML_INTO;
}

/* ---- alternatives ------------------------------------------------------- */

/* Can we read all that this branch needs? `requires` lists prefixes. */
static bool is_understood(const struct xml_attrs *attrs)
{
    struct str requires = str_trim(xml_attr(attrs, XML_NS_NONE, STR("Requires")));

    while (requires.n) {
        struct str  prefix = str_cut(&requires, ' ');
        enum xml_ns ns     = xml_prefix_ns(attrs, prefix);

        if (prefix.n && ns != XML_NS_WORD_NEW && ns != XML_NS_W && ns != XML_NS_VML)
            return false;
    }
    return true;
}

static enum xml_go begin_choice(struct story *s, bool ok)
{
    enum choice *c = s->choices.n ? (enum choice *)s->choices.items + (s->choices.n - 1) : NULL;

    if (!ok || (c && *c == CHOICE_TAKEN)) {
        if (c && *c == CHOICE_NONE)
            *c = CHOICE_PASSED_OVER;
        return XML_OVER;
    }
    if (c)
        *c = CHOICE_TAKEN;
    return XML_INTO;
}

static enum xml_go begin_alternate(struct story *s)
{
    enum choice *c = push(s, &s->choices, sizeof *c);

    if (!c)
        return XML_STOP;
    *c = CHOICE_NONE;
    return XML_INTO;
}

static void end_alternate(struct story *s)
{
    s->left_out |= ((enum choice *)s->choices.items)[--s->choices.n] == CHOICE_PASSED_OVER;
}

/* ---- notes and comments -------------------------------------------------- */

/* The line above the notes is kept as a note of a type of its own. */
static enum xml_go begin_note(const struct xml_attrs *attrs)
{
    struct str type = xml_attr(attrs, XML_NS_W, STR("type"));

    return type.n && !str_eq(type, STR("normal")) ? XML_OVER : XML_INTO;
}

/* ---- events ------------------------------------------------------------- */

static enum xml_go start(struct story *s, enum docx_word word, const struct xml_attrs *attrs)
{
    switch (word) {
    case W_TEXT:
        s->in_text = true;
        break;
    case W_DELETED_TEXT:
        s->in_text = s->in_deleted_text = true;
        break;
    case W_RUN:
        begin_run(s);
        break;
    case W_RUN_STYLE:
        if (s->at.in_run)
            s->at.run_style = docx_style_find(s->styles, value(attrs));
        break;
    case W_VANISH:
        set_mark(s, MARK_HIDDEN, docx_is_on(attrs));
        break;
    case W_STRIKE:
        set_mark(s, MARK_STRUCK, docx_is_on(attrs));
        break;
    case W_ALIGN:
        set_mark(s, MARK_RAISED, str_eq(value(attrs), STR("superscript")));
        break;
    case W_TAB: /* the same name in w:pPr is where tabs stop */
        if (s->at.in_run)
            add(s, STR("\t"));
        break;
    case W_BREAK:
        if (s->at.in_run)
            add_break(s, attrs);
        break;
    case W_DENOMINATOR: /* or a half becomes twelve */
        add(s, STR("/"));
        break;
    case W_HYPHEN:
        add(s, STR("-"));
        break;
    case W_SOFT_HYPHEN: /* kept: in some old fonts it is a letter */
        add(s, STR("\u00AD"));
        break;
    case W_SYMBOL:
        add(s, docx_symbol(attrs, (char[4]){0}));
        break;
    case W_FIELD:
        mark_field(s, attrs);
        break;
    case W_PAGE:
        next_page(s);
        break;
    case W_PARAGRAPH:
        begin_paragraph(s);
        break;
    case W_PARAGRAPH_LOOK:
        s->at.in_look = true;
        break;
    case W_PARAGRAPH_STYLE:
        set_style(s, value(attrs));
        break;
    case W_LIST:
        if (s->at.in_look)
            s->at.list_known = str_to_u64(value(attrs), &s->at.list);
        break;
    case W_LIST_LEVEL:
        if (s->at.in_look)
            s->at.list_level_known = docx_list_level(attrs, &s->at.list_level);
        break;
    case W_FONTS:
        if (s->at.in_run)
            s->at.font = docx_font_read(s->styles, attrs);
        break;
    case W_LEVEL:
        set_level(s, attrs);
        break;
    case W_PAGE_BEFORE:
        if (docx_is_on(attrs))
            next_page(s);
        break;
    case W_TABLE:
        return begin_table(s);
    case W_ROW:
        begin_row(s);
        break;
    case W_ROW_LOOK:
        set_row_look(s, true);
        break;
    case W_SKIP_COLUMNS:
        skip_columns(table_of(s), attrs, 0);
        break;
    case W_CELL:
        begin_cell(s);
        break;
    case W_SPAN:
        skip_columns(table_of(s), attrs, 1);
        break;
    case W_INSERTED:
        s->doc->identity.draft |= DRAFT_TRACKED_CHANGES;
        break;
    case W_DELETED:
        s->doc->identity.draft |= DRAFT_TRACKED_CHANGES;
        s->deleted++;
        s->at.sign_deleted |= s->at.in_look;
        delete_row(s);
        break;
    case W_ALTERNATE:
        return begin_alternate(s);
    case W_CHOICE:
        return begin_choice(s, is_understood(attrs));
    case W_FALLBACK:
        return begin_choice(s, true);
    case W_TEXT_BOX:
        return begin_box(s);
    case W_TEXT_PATH:
        return read_text_path(s, attrs);
    case W_NOTE:
        return begin_note(attrs);
    case W_COMMENT:
        s->doc->identity.draft |= DRAFT_COMMENTS;
        break;
    case W_ROOT:
        s->saw_root = true;
        break;
    case W_OVER:
        return XML_OVER;
    }
    return XML_INTO;
}

static enum xml_go on_start(void *ctx, int word, const struct xml_attrs *attrs)
{
    struct story *s  = ctx;
    enum xml_go   go = start(s, (enum docx_word)word, attrs);

    return s->full || s->main->status != KC_OK || s->boxes.status != KC_OK ? XML_STOP : go;
}

/* XML balances, so what is popped here was pushed. */
static void on_end(void *ctx, int word)
{
    struct story *s = ctx;

    switch (word) {
    case W_TEXT:
    case W_DELETED_TEXT:
        s->in_text = s->in_deleted_text = false;
        break;
    case W_RUN:
        end_run(s);
        break;
    case W_PARAGRAPH_LOOK:
        s->at.in_look = false;
        break;
    case W_PARAGRAPH:
        end_paragraph(s);
        break;
    case W_TABLE:
        blocks_close(s->out);
        end_row(s); /* of a row's look outside of any row */
        s->tables.n--;
        break;
    case W_ROW_LOOK:
        set_row_look(s, false);
        break;
    case W_ROW:
        end_row(s);
        break;
    case W_DELETED:
        s->deleted--;
        break;
    case W_ALTERNATE:
        end_alternate(s);
        break;
    case W_TEXT_BOX:
        end_box(s);
        break;
    default:
        break;
    }
}

enum kc_status docx_story_read(struct blocks *out, struct str bytes, const struct limits *lim,
                               const struct docx_styles *styles, struct docx_numbers *numbers,
                               const struct docx_story *as, uint32_t *ntables,
                               struct xml_trouble *reterr_trouble)
{
    const struct xml_handler handler = {.words  = docx_words,
                                        .nwords = docx_nwords,
                                        .start  = on_start,
                                        .end    = on_end,
                                        .text   = on_text};
    struct story             s       = {.as      = as,
                                        .styles  = styles,
                                        .numbers = numbers,
                                        .usual   = docx_style_find(styles, styles->usual),
                                        .doc     = out->doc,
                                        .main    = out,
                                        .out     = out,
                                        .raised  = {.arena = out->doc->arena},
                                        .ntables = ntables,
                                        .page    = as->pages ? 1 : 0};

    enum kc_status status;

    s.at.style = s.usual;
    docx_numbers_restart(numbers);
    status = xml_read(out->doc, bytes, lim, &handler, &s, reterr_trouble);
    blocks_close(out);
    flush_boxes(&s);
    if (out->status == KC_OK && s.boxes.status != KC_OK) {
        out->status   = s.boxes.status;
        out->too_long = s.boxes.too_long;
    } else if (out->status == KC_OK && s.full) {
        out->status = KC_LIMIT;
    }
    if (status == KC_OK && s.left_out)
        status = diag_arg(s.doc, "parse", KC_PARTIAL, DIAG_EMBEDDED_LEFT_OUT,
                          STR("mc:AlternateContent"));
    if (status == KC_OK && !s.saw_root) {
        *reterr_trouble = (struct xml_trouble){.code = DIAG_PART_DAMAGED};
        status          = KC_BAD_INPUT;
    }
    return status;
}
