#include "parse/blocks.h"

#include "ingest/record/diag.h"

/* Bytes of a document for one byte of its text: a first guess for the size of
 * `original`, so that it rarely moves while it grows. */
#define BYTES_PER_TEXT 8

static size_t first_guess(const struct document *doc, const struct limits *lim)
{
    size_t sum = 0;

    for (size_t i = 0; i < doc->nparts; i++)
        if (doc->parts[i].bytes.n < SIZE_MAX - sum)
            sum += doc->parts[i].bytes.n;
    sum /= BYTES_PER_TEXT;
    return sum < lim->text_bytes ? sum : lim->text_bytes;
}

void blocks_begin(struct blocks *b, struct document *doc, const struct limits *lim)
{
    size_t guess = first_guess(doc, lim);

    *b = (struct blocks){.doc = doc, .lim = lim};

    b->original   = (struct text){.arena = doc->arena, .limit = lim->text_bytes};
    b->original.p = arena_bytes(doc->arena, guess);
    if (b->original.p)
        b->original.cap = guess;
    for (unsigned use = 0; use <= USE_COMMENT; use++)
        b->aside[use] = (struct text){.arena = doc->arena, .limit = lim->text_bytes};
    doc->blocks  = NULL;
    doc->nblocks = 0;
}

/* False, and the end of all further work, when `s` does not fit. */
static bool put(struct blocks *b, struct text *t, struct str s)
{
    if (text_add(t, s))
        return true;
    b->too_long = s.n > b->lim->text_bytes - t->n;
    b->status   = KC_LIMIT;
    return false;
}

/* The same, remembering the font it is set in. */
static bool put_set(struct blocks *b, struct text *t, struct font_runs *fonts, struct str s)
{
    struct span at = {(uint32_t)t->n, (uint32_t)(t->n + s.n)};

    if (!put(b, t, s))
        return false;
    if (!font_is_known(b->font) || font_runs_add(b->doc->arena, fonts, at, b->font))
        return true;
    b->status = KC_LIMIT;
    return false;
}

static bool is_blank(uint32_t cp)
{
    return cp <= 0x20 || (cp >= 0x7F && cp <= 0xA0) || cp == 0xAD ||
           (cp >= 0x2000 && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202F) ||
           (cp >= 0x205F && cp <= 0x206F) || cp == 0x3000 || cp == 0xFEFF;
}

static bool is_visible(struct str s)
{
    while (s.n)
        if (!is_blank(utf8_next(&s)))
            return true;
    return false;
}

static bool stands_under_heading(const struct block *k)
{
    return k->kind != BLOCK_MARGIN && k->kind != BLOCK_NOTE && k->use != USE_COMMENT;
}

/* The heading a heading of `level` stands under: the last one above it. */
static uint32_t heading_above(const struct blocks *b, uint16_t level)
{
    uint32_t h = b->heading;

    while (h && b->doc->blocks[h - 1].level >= level)
        h = b->doc->blocks[h - 1].heading;
    return h;
}

static uint32_t heading_of(const struct blocks *b, const struct block *k)
{
    if (!stands_under_heading(k))
        return 0;
    return k->kind == BLOCK_HEADING ? heading_above(b, k->level) : b->heading;
}

/* Where the text of the next block starts: after the "\n" that ends the last. */
static bool separate(struct blocks *b)
{
    return b->doc->nblocks == 0 || put(b, &b->original, STR("\n"));
}

static void append(struct blocks *b, const struct block *k)
{
    void *items = b->doc->blocks;

    if (!arena_reserve(b->doc->arena, &items, &b->cap, b->doc->nblocks + 1, sizeof *k)) {
        b->status = KC_LIMIT;
        return;
    }
    b->doc->blocks                    = items;
    b->doc->blocks[b->doc->nblocks++] = *k;
    if (k->kind == BLOCK_HEADING)
        b->heading = (uint32_t)b->doc->nblocks;
}

void blocks_open(struct blocks *b, const struct block *like)
{
    blocks_close(b);
    if (b->status != KC_OK)
        return;
    b->open = *like;
    if (b->open.kind != BLOCK_HEADING)
        b->open.level = 0;
    else if (b->open.level == 0)
        b->open.level = 1;
    b->open.heading = heading_of(b, &b->open);
    b->is_open      = separate(b);
    b->open.at      = (struct span){(uint32_t)b->original.n, 0};
}

/* Two passages cut out at different places must not read as one word. */
static void add_aside(struct blocks *b, enum block_use use, struct str text)
{
    struct text *t = &b->aside[use];

    if (t->n && b->cut[use] != b->original.n && !put(b, t, STR(" ")))
        return;
    b->cut[use] = b->original.n;
    (void)put_set(b, t, &b->aside_fonts[use], text); /* b->status knows */
}

void blocks_add(struct blocks *b, enum block_use use, struct str text)
{
    if (!b->is_open)
        blocks_open(b, &(struct block){.kind = BLOCK_PARAGRAPH});
    if (b->status != KC_OK)
        return;
    if (use == b->open.use)
        (void)put_set(b, &b->original, &b->fonts, text);
    else
        add_aside(b, use, text);
}

/* Keeps the text from `start` to the end of `original` as a block like `k`, or
 * takes it back, with the "\n" before it, when there is nothing to see. */
static void settle(struct blocks *b, struct block k, size_t start)
{
    struct str all = text_str(&b->original);

    k.at = (struct span){(uint32_t)start, (uint32_t)all.n};
    if (is_visible(str_sub(all, start, all.n)))
        append(b, &k);
    else
        b->original.n = b->doc->nblocks ? start - 1 : 0;
    font_runs_cut(&b->fonts, b->original.n);
}

/* The fonts of text that now stands at `start` in `original`. */
static bool move_fonts(struct blocks *b, const struct font_runs *aside, size_t start)
{
    for (size_t i = 0; i < aside->n; i++) {
        const struct font_run *r  = &aside->items[i];
        struct span            at = {r->at.start + (uint32_t)start, r->at.end + (uint32_t)start};

        if (!font_runs_add(b->doc->arena, &b->fonts, at, r->font)) {
            b->status = KC_LIMIT;
            return false;
        }
    }
    return true;
}

static void settle_aside(struct blocks *b, enum block_use use)
{
    struct str   text = text_str(&b->aside[use]);
    struct block k    = b->open;
    size_t       start;

    if (k.kind == BLOCK_HEADING) { /* nothing stands under words that are gone */
        k.kind  = BLOCK_PARAGRAPH;
        k.level = 0;
    }
    k.use = use;
    if (!separate(b))
        return;
    start = b->original.n;
    if (put(b, &b->original, text) && move_fonts(b, &b->aside_fonts[use], start))
        settle(b, k, start);
}

void blocks_close(struct blocks *b)
{
    if (!b->is_open)
        return;
    b->is_open = false;
    if (b->status == KC_OK)
        settle(b, b->open, b->open.at.start);
    for (unsigned use = 0; use <= USE_COMMENT; use++) {
        if (b->status == KC_OK && b->aside[use].n)
            settle_aside(b, (enum block_use)use);
        b->aside[use].n       = 0;
        b->aside_fonts[use].n = 0;
    }
}

static enum kc_status report(const struct blocks *b)
{
    struct document *doc = b->doc;

    if (!b->too_long)
        return diag_note(doc, "parse", b->status, DIAG_ARENA_FULL);
    return diag_add(doc, "parse", b->status, DIAG_LIMIT_REACHED, DIAG_WHOLE, STR("text_bytes"),
                    arena_printf(doc->arena, "%u", b->lim->text_bytes));
}

enum kc_status blocks_finish(struct blocks *b)
{
    blocks_close(b);
    if (b->status != KC_OK)
        return report(b);
    b->doc->original = text_str(&b->original);
    return KC_OK;
}
