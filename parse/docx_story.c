#include "parse/docx_words.h"
#include "parse/docx_place.h"

#define MAX_FIELDS 64 /* nested fields that are told apart */

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
        story_add(s, STR("\n"));
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

static void end_paragraph(struct story *s)
{
    story_flush_raised(s);
    story_number(s, USE_HIDDEN); /* of a paragraph without text: a cell STT */
    blocks_close(s->out);
    /* Codes of a field end here at the latest: a field whose end was lost must
     * not hide the rest of the document. */
    s->at = (struct place){.fields = s->at.fields, .style = s->usual};
    if (!s->hosts.n)
        story_flush_boxes(s);
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
    story_flush_raised(s);
    s->at.in_run    = false;
    s->at.run_style = NULL;
    s->at.marks     = (struct docx_marks){0};
    s->at.font      = (struct docx_font){0};
}

static void set_mark(struct story *s, unsigned mark, bool on)
{
    struct docx_marks more = {on ? mark : 0, on ? 0 : mark};

    if (s->at.in_run)
        docx_marks_add(&s->at.marks, more);
    else if (s->at.in_look)
        docx_marks_add(&s->at.sign, more);
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

    if (!s->at.in_look || !str_to_u64(story_value(attrs), &level))
        return;
    s->at.level       = level < 9 ? (uint16_t)(level + 1) : 0;
    s->at.level_known = true;
}

/* ---- notes and comments -------------------------------------------------- */

/* The line above the notes is kept as a note of a type of its own. */
static enum xml_go begin_note(const struct xml_attrs *attrs)
{
    struct str type = xml_attr(attrs, XML_NS_W, STR("type"));

    return type.n && !str_eq(type, STR("normal")) ? XML_OVER : XML_INTO;
}

/* ---- events ------------------------------------------------------------- */

static void on_text(void *ctx, struct str text)
{
    struct story *s = ctx;

    if (s->in_text)
        story_add(s, text);
}

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
            s->at.run_style = docx_style_find(s->styles, story_value(attrs));
        break;
    case W_VANISH:
        set_mark(s, MARK_HIDDEN, docx_is_on(attrs));
        break;
    case W_STRIKE:
        set_mark(s, MARK_STRUCK, docx_is_on(attrs));
        break;
    case W_ALIGN:
        set_mark(s, MARK_RAISED, str_eq(story_value(attrs), STR("superscript")));
        break;
    case W_TAB: /* the same name in w:pPr is where tabs stop */
        if (s->at.in_run)
            story_add(s, STR("\t"));
        break;
    case W_BREAK:
        if (s->at.in_run)
            add_break(s, attrs);
        break;
    case W_DENOMINATOR: /* or a half becomes twelve */
        story_add(s, STR("/"));
        break;
    case W_HYPHEN:
        story_add(s, STR("-"));
        break;
    case W_SOFT_HYPHEN: /* kept: in some old fonts it is a letter */
        story_add(s, STR("\u00AD"));
        break;
    case W_SYMBOL:
        story_add(s, docx_symbol(attrs, (char[4]){0}));
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
        set_style(s, story_value(attrs));
        break;
    case W_LIST:
        if (s->at.in_look)
            s->at.list_known = str_to_u64(story_value(attrs), &s->at.list);
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
        return story_begin_table(s);
    case W_ROW:
        story_begin_row(s);
        break;
    case W_ROW_LOOK:
        story_row_look(s, true);
        break;
    case W_SKIP_COLUMNS:
        story_skip_columns(story_table(s), attrs, 0);
        break;
    case W_CELL:
        story_begin_cell(s);
        break;
    case W_SPAN:
        story_skip_columns(story_table(s), attrs, 1);
        break;
    case W_INSERTED:
        s->doc->identity.draft |= DRAFT_TRACKED_CHANGES;
        break;
    case W_DELETED:
        s->doc->identity.draft |= DRAFT_TRACKED_CHANGES;
        s->deleted++;
        s->at.sign_deleted |= s->at.in_look;
        story_delete_row(s);
        break;
    case W_ALTERNATE:
        return story_begin_alternate(s);
    case W_CHOICE:
        return story_begin_choice(s, story_understands(attrs));
    case W_FALLBACK:
        return story_begin_choice(s, true);
    case W_TEXT_BOX:
        return story_begin_box(s);
    case W_TEXT_PATH:
        return story_text_path(s, attrs);
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
        story_end_row(s); /* of a row's look outside of any row */
        s->tables.n--;
        break;
    case W_ROW_LOOK:
        story_row_look(s, false);
        break;
    case W_ROW:
        story_end_row(s);
        break;
    case W_DELETED:
        s->deleted--;
        break;
    case W_ALTERNATE:
        story_end_alternate(s);
        break;
    case W_TEXT_BOX:
        story_end_box(s);
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
    story_flush_boxes(&s);
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
