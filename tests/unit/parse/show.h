#ifndef KC_TESTS_UNIT_PARSE_SHOW_H
#define KC_TESTS_UNIT_PARSE_SHOW_H

/* Blocks as lines, for tests that compare what a parser built. */
#include "ingest/record/diag.h"
#include "tests/unit/test.h"

/* "cell 1.2.3|text": kind, "/use" unless it is reading text, table.row.column in
 * tables, " h2" for a heading of level 2, and the words in `original`. */
static inline struct str show_block(const struct document *doc, const struct block *k)
{
    struct str  text  = str_sub(doc->original, k->at.start, k->at.end);
    const char *use   = block_use_name(k->use);
    struct str  place = {0}, level = {0};

    if (k->table)
        place = arena_printf(doc->arena, " %u.%u.%u", k->table, k->row, k->column);
    if (k->level)
        level = arena_printf(doc->arena, " h%u", k->level);
    return arena_printf(doc->arena, "%s%s%s%.*s%.*s|%.*s", block_kind_name(k->kind), use ? "/" : "",
                        use ? use : "", STR_FMT(place), STR_FMT(level), STR_FMT(text));
}

static inline struct str show_blocks(const struct document *doc)
{
    struct text t = {.arena = doc->arena};

    for (size_t i = 0; i < doc->nblocks; i++) {
        assert_true(text_add(&t, show_block(doc, &doc->blocks[i])));
        assert_true(text_add(&t, STR("\n")));
    }
    return text_str(&t);
}

/* What record.h says of blocks: in order, apart by one "\n", never empty, and
 * together the whole text; headings stand before what stands under them. */
static inline void assert_blocks_sound(const struct document *doc)
{
    size_t at = 0;

    for (size_t i = 0; i < doc->nblocks; i++) {
        const struct block *k = &doc->blocks[i];

        assert_int_equal(k->at.start, at);
        assert_true(k->at.end > k->at.start);
        assert_true(k->heading <= i);
        assert_true(!k->heading || doc->blocks[k->heading - 1].kind == BLOCK_HEADING);
        assert_true(!k->table == !k->row && !k->table == !k->column);
        at = k->at.end + (i + 1 < doc->nblocks);
        assert_true(k->at.end == doc->original.n || doc->original.p[k->at.end] == '\n');
    }
    assert_int_equal(at, doc->original.n);
    assert_true(utf8_valid(doc->original));
}

static inline bool has_diag(const struct document *doc, enum diag_code code)
{
    for (size_t i = 0; i < doc->ndiags; i++)
        if (doc->diags[i].code == code)
            return true;
    return false;
}

#endif
