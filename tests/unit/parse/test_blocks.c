#include "parse/blocks.h"

#include "tests/unit/parse/show.h"

struct fixture {
    struct arena   *arena;
    struct document doc;
    struct limits   lim;
    struct blocks   b;
};

static void begin_with(struct fixture *f, size_t arena, uint32_t text_bytes)
{
    *f                = (struct fixture){.lim = limits_default};
    f->arena          = arena_new(arena);
    f->doc.arena      = f->arena;
    f->lim.text_bytes = text_bytes;
    assert_non_null(f->arena);
    blocks_begin(&f->b, &f->doc, &f->lim);
}

static void begin(struct fixture *f)
{
    begin_with(f, 1 << 20, 1 << 16);
}

static void open_as(struct fixture *f, enum block_kind kind, uint16_t level)
{
    blocks_open(&f->b, &(struct block){.kind = kind, .level = level});
}

static void add(struct fixture *f, struct str text)
{
    blocks_add(&f->b, USE_READING, text);
}

static void finish(struct fixture *f)
{
    assert_int_equal(blocks_finish(&f->b), KC_OK);
    assert_blocks_sound(&f->doc);
}

static void end(struct fixture *f)
{
    arena_free(f->arena);
}

static void pieces_of_one_block_are_joined(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    open_as(&f, BLOCK_PARAGRAPH, 0);
    add(&f, STR("Số: 15"));
    add(&f, STR("3/KH-"));
    add(&f, STR("UBND"));
    blocks_close(&f.b);
    open_as(&f, BLOCK_PARAGRAPH, 0);
    add(&f, STR("Kế hoạch"));
    finish(&f);
    assert_str(f.doc.original, STR("Số: 153/KH-UBND\nKế hoạch"));
    assert_int_equal(f.doc.nblocks, 2);
    end(&f);
}

static void text_outside_any_block_is_a_paragraph(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    add(&f, STR("một"));
    finish(&f);
    assert_str(show_blocks(&f.doc), STR("paragraph|một\n"));
    end(&f);
}

static void blocks_with_nothing_to_see_vanish_without_a_trace(void **state)
{
    static const struct str blank[] = {STR_INIT(""), STR_INIT(" \t\n"),
                                       STR_INIT("\u00A0\u200B\uFEFF")};
    struct fixture          f;

    (void)state;
    begin(&f);
    for (size_t i = 0; i < 3; i++) {
        open_as(&f, BLOCK_HEADING, 1);
        add(&f, blank[i]);
    }
    open_as(&f, BLOCK_PARAGRAPH, 0);
    add(&f, STR("còn lại"));
    for (size_t i = 0; i < 3; i++) {
        open_as(&f, BLOCK_HEADING, 1);
        add(&f, blank[i]);
    }
    finish(&f);
    assert_str(f.doc.original, STR("còn lại"));
    assert_str(show_blocks(&f.doc), STR("paragraph|còn lại\n"));
    end(&f);
}

static void deleted_text_is_set_aside_and_the_words_close_over_it(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    blocks_open(&f.b, &(struct block){.kind = BLOCK_CELL, .table = 1, .row = 2, .column = 3});
    add(&f, STR("Số: 15"));
    blocks_add(&f.b, USE_DELETED, STR("9"));
    blocks_add(&f.b, USE_DELETED, STR("8"));
    blocks_add(&f.b, USE_HIDDEN, STR("ẩn"));
    add(&f, STR("3/KH"));
    open_as(&f, BLOCK_PARAGRAPH, 0);
    add(&f, STR("sau"));
    finish(&f);
    assert_str(show_blocks(&f.doc), STR("cell 1.2.3|Số: 153/KH\n"
                                        "cell/hidden 1.2.3|ẩn\n"
                                        "cell/deleted 1.2.3|98\n"
                                        "paragraph|sau\n"));
    end(&f);
}

static void passages_deleted_at_different_places_stay_apart(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    blocks_add(&f.b, USE_DELETED, STR("15"));
    add(&f, STR("giữa"));
    blocks_add(&f.b, USE_DELETED, STR("20"));
    finish(&f);
    assert_str(show_blocks(&f.doc), STR("paragraph|giữa\nparagraph/deleted|15 20\n"));
    end(&f);
}

static void a_block_whose_words_are_all_deleted_leaves_only_them(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    open_as(&f, BLOCK_HEADING, 1);
    blocks_add(&f.b, USE_DELETED, STR("Chương I"));
    open_as(&f, BLOCK_PARAGRAPH, 0);
    add(&f, STR("nội dung"));
    finish(&f);
    assert_str(show_blocks(&f.doc), STR("paragraph/deleted|Chương I\nparagraph|nội dung\n"));
    assert_int_equal(f.doc.blocks[1].heading, 0);
    end(&f);
}

static void blocks_stand_under_the_last_heading_above_them(void **state)
{
    static const struct {
        enum block_kind kind;
        uint16_t        level;
        uint32_t        under;
    } rows[] = {
        {BLOCK_PARAGRAPH, 0, 0}, {BLOCK_HEADING, 1, 0}, {BLOCK_HEADING, 3, 2},
        {BLOCK_PARAGRAPH, 0, 3}, {BLOCK_HEADING, 2, 2}, {BLOCK_CELL, 0, 5},
        {BLOCK_MARGIN, 0, 0},    {BLOCK_NOTE, 0, 0},    {BLOCK_HEADING, 1, 0},
        {BLOCK_PARAGRAPH, 0, 9},
    };
    struct fixture f;

    (void)state;
    begin(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t t = rows[i].kind == BLOCK_CELL;

        blocks_open(
            &f.b,
            &(struct block){
                .kind = rows[i].kind, .level = rows[i].level, .table = t, .row = t, .column = t});
        add(&f, STR("x"));
    }
    finish(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(f.doc.blocks[i].heading, rows[i].under);
    end(&f);
}

static void comments_stand_under_no_heading(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f);
    open_as(&f, BLOCK_HEADING, 1);
    add(&f, STR("Chương I"));
    blocks_open(&f.b, &(struct block){.use = USE_COMMENT});
    blocks_add(&f.b, USE_COMMENT, STR("sửa lại"));
    finish(&f);
    assert_str(show_blocks(&f.doc), STR("heading h1|Chương I\nparagraph/comment|sửa lại\n"));
    assert_int_equal(f.doc.blocks[1].heading, 0);
    end(&f);
}

static void a_text_that_is_too_long_is_a_limit_not_a_shorter_text(void **state)
{
    struct fixture f;

    (void)state;
    begin_with(&f, 1 << 20, 10);
    add(&f, STR("0123456789"));
    assert_int_equal(f.b.status, KC_OK);
    add(&f, STR("0"));
    assert_int_equal(f.b.status, KC_LIMIT);
    assert_int_equal(blocks_finish(&f.b), KC_LIMIT);
    assert_true(has_diag(&f.doc, DIAG_LIMIT_REACHED));
    assert_int_equal(f.doc.original.n, 0);
    end(&f);
}

static void aside_text_counts_against_the_limit(void **state)
{
    struct fixture f;

    (void)state;
    begin_with(&f, 1 << 20, 10);
    add(&f, STR("01234"));
    blocks_add(&f.b, USE_DELETED, STR("56789"));
    assert_int_equal(blocks_finish(&f.b), KC_LIMIT);
    assert_true(has_diag(&f.doc, DIAG_LIMIT_REACHED));
    end(&f);
}

static void a_full_arena_is_told_apart_from_a_long_text(void **state)
{
    struct fixture f;

    (void)state;
    begin_with(&f, 2048, 1 << 20);
    for (unsigned i = 0; i < 1000; i++)
        add(&f, STR("không đủ chỗ"));
    assert_int_equal(blocks_finish(&f.b), KC_LIMIT);
    assert_false(has_diag(&f.doc, DIAG_LIMIT_REACHED));
    assert_int_equal(f.doc.ndiags + f.doc.diags_dropped, 1);
    end(&f);
}

static void many_small_blocks_end_at_the_arena_at_any_size(void **state)
{
    (void)state;
    for (size_t bytes = 64; bytes < 16384; bytes += 64) {
        struct fixture f;
        enum kc_status status;

        begin_with(&f, bytes, 1 << 20);
        for (unsigned i = 0; i < 40; i++) {
            open_as(&f, BLOCK_PARAGRAPH, 0);
            add(&f, STR("a"));
            blocks_add(&f.b, USE_HIDDEN, STR("b"));
        }
        status = blocks_finish(&f.b);
        if (status == KC_OK)
            assert_int_equal(f.doc.nblocks, 80);
        else
            assert_int_equal(status, KC_LIMIT);
        end(&f);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(pieces_of_one_block_are_joined),
    cmocka_unit_test(text_outside_any_block_is_a_paragraph),
    cmocka_unit_test(blocks_with_nothing_to_see_vanish_without_a_trace),
    cmocka_unit_test(deleted_text_is_set_aside_and_the_words_close_over_it),
    cmocka_unit_test(passages_deleted_at_different_places_stay_apart),
    cmocka_unit_test(a_block_whose_words_are_all_deleted_leaves_only_them),
    cmocka_unit_test(blocks_stand_under_the_last_heading_above_them),
    cmocka_unit_test(comments_stand_under_no_heading),
    cmocka_unit_test(a_text_that_is_too_long_is_a_limit_not_a_shorter_text),
    cmocka_unit_test(aside_text_counts_against_the_limit),
    cmocka_unit_test(a_full_arena_is_told_apart_from_a_long_text),
    cmocka_unit_test(many_small_blocks_end_at_the_arena_at_any_size),
};

TEST_MAIN(tests)
