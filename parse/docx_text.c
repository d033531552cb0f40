#include "parse/docx_place.h"

void *story_push(struct story *s, struct stack *k, size_t size)
{
    if (!arena_reserve(s->doc->arena, &k->items, &k->cap, k->n + 1, size)) {
        s->full = true;
        return NULL;
    }
    return (char *)k->items + size * k->n++;
}

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
    const struct table *t     = story_table(s);
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

/* Word counts paragraphs that are hidden with their mark, and writes such ones to skip
 * numbers; the mark at the end of a cell is always shown. */
static bool is_unseen(const struct story *s, enum block_use use)
{
    struct docx_marks m = {0};

    if (s->at.style)
        m = s->at.style->marks;
    docx_marks_add(&m, s->at.sign);
    return use == USE_HIDDEN && m.on & MARK_HIDDEN && !s->tables.n;
}

static enum block_use use_of_number(const struct story *s, enum block_use use)
{
    if (s->at.sign_deleted || s->deleted_rows)
        return USE_DELETED;
    return is_unseen(s, use) ? USE_HIDDEN : s->as->use;
}

/* Once a paragraph, before its text: the number that Word shows there. */
void story_number(struct story *s, enum block_use use)
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
    blocks_add(s->out, use_of_number(s, use), label);
}

void story_emit(struct story *s, enum block_use use, struct str text)
{
    if (!s->out->is_open)
        open_block(s);
    story_number(s, use);
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
void story_add(struct story *s, struct str text)
{
    unsigned marks = marks_here(&s->at);

    if (s->deleted || s->deleted_rows || s->in_deleted_text || marks & MARK_STRUCK)
        story_emit(s, USE_DELETED, text);
    else if (s->at.codes || marks & MARK_HIDDEN)
        story_emit(s, USE_HIDDEN, text);
    else if (marks & MARK_RAISED && s->at.in_run)
        s->full = !text_add(&s->raised, text) || s->full;
    else
        story_emit(s, s->as->use, text);
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
void story_flush_raised(struct story *s)
{
    struct str all = text_str(&s->raised), number = str_trim(all);

    if (all.n == 0)
        return;
    s->raised.n = 0;
    if (!is_number(number)) {
        story_emit(s, s->as->use, all);
        return;
    }
    story_emit(s, USE_HIDDEN, number);
    if (number.n < all.n)
        story_emit(s, s->as->use, STR(" "));
}
