#include "tests/unit/record/sample.h"

static void a_span_quotes_the_original_wording(void **state)
{
    struct arena   *a   = arena_new(1 << 20);
    struct document doc = sample_rich(a);

    (void)state;
    assert_str(document_quote(&doc, doc.identity.type.at), STR("KE\u0302\u0301  HOA\u0323CH"));
    assert_str(document_text(&doc, doc.identity.type.at), STR("KẾ HOẠCH"));
    /* A step exactly at the end belongs to what was quoted. */
    assert_str(document_quote(&doc, sample_span(&doc, STR("KẾ"))), STR("KE\u0302\u0301"));
    assert_str(document_quote(&doc, sample_span(&doc, STR("KẾ "))), STR("KE\u0302\u0301  "));
    assert_str(document_quote(&doc, sample_span(&doc, STR("HOẠ"))), STR("HOA\u0323"));
    assert_str(document_quote(&doc, sample_span(&doc, STR("05/KH-UBND"))), STR("05/KH-UBND"));
    assert_str(document_quote(&doc, sample_span(&doc, STR("Chính phủ"))), STR("Chính phủ"));
    assert_str(document_quote(&doc, sample_span(&doc, STR("xóa"))), STR("xoá"));
    arena_free(a);
}

static void without_steps_both_texts_have_the_same_offsets(void **state)
{
    struct document doc   = {.original = STR("ngày 07"), .normal = STR("ngày 07")};
    struct document empty = {.normal = STR("ngày 07")};

    (void)state;
    assert_str(document_quote(&doc, (struct span){6, 8}), STR("07"));
    assert_str(document_quote(&empty, (struct span){6, 8}), STR(""));
}

static void wild_spans_and_steps_are_clamped(void **state)
{
    struct offset_step steps[] = {{2, INT32_MIN}, {4, INT32_MAX}};
    struct document    doc     = {
               .original = STR("abcdef"), .normal = STR("abcdef"), .steps = steps, .nsteps = 2};

    (void)state;
    assert_str(document_quote(&doc, (struct span){0, 3}), STR(""));
    assert_str(document_quote(&doc, (struct span){2, 5}), STR("abcdef"));
    assert_str(document_quote(&doc, (struct span){5, 1}), STR(""));
    assert_str(document_quote(&doc, (struct span){UINT32_MAX, UINT32_MAX}), STR(""));
    assert_str(document_text(&doc, (struct span){4, UINT32_MAX}), STR("ef"));
}

static void steps_into_the_middle_of_a_character_still_quote_whole_ones(void **state)
{
    struct offset_step steps[] = {{1, 1}};
    struct document    doc     = {
               .original = STR("Số ế"), .normal = STR("So 5 e"), .steps = steps, .nsteps = 1};

    (void)state;
    for (uint32_t from = 0; from <= doc.normal.n; from++)
        for (uint32_t to = from; to <= doc.normal.n; to++)
            if (!utf8_valid(document_quote(&doc, (struct span){from, to})))
                fail_msg("[%u, %u) is no text", from, to);
    assert_str(document_quote(&doc, (struct span){0, 4}), STR("Số "));
}

static void the_block_of_an_offset_is_found(void **state)
{
    struct arena   *a     = arena_new(1 << 20);
    struct document doc   = sample_rich(a);
    struct document empty = {0};

    (void)state;
    for (size_t i = 0; i < doc.nblocks; i++) {
        assert_int_equal(document_block_at(&doc, doc.blocks[i].at.start), i);
        assert_int_equal(document_block_at(&doc, doc.blocks[i].at.end - 1), i);
        assert_true(document_block_at(&doc, doc.blocks[i].at.end) == SIZE_MAX); /* the "\n" */
    }
    assert_true(document_block_at(&empty, 0) == SIZE_MAX);
    arena_free(a);
}

static void forgetting_leaves_no_word_of_the_text(void **state)
{
    struct arena   *a   = arena_new(1 << 20);
    struct document doc = sample_rich(a);
    struct str      image;

    (void)state;
    (void)diag_arg(&doc, "rules", KC_BAD_INPUT, DIAG_SECRET, STR("MẬT"));
    doc.diags[doc.ndiags - 1].at = (struct span){0, 4};
    doc.member                   = STR("a.docx");
    doc.rest                     = (struct str){0};
    document_forget_text(&doc);
    image = sample_image(&doc, a);
    assert_null(str_find(image, STR("76/NQ-CP")).p);
    assert_null(str_find(image, STR("KH-UBND")).p);
    assert_null(str_find(image, STR("Trần")).p);
    assert_null(str_find(image, STR("so-hieu/1")).p); /* a warning about a passage */
    assert_non_null(str_find(image, STR("secret")).p);
    assert_non_null(str_find(image, STR("text-legacy-font")).p);
    assert_str(doc.identity.secrecy.value, STR("MẬT"));
    assert_int_equal(doc.identity.secrecy.at.end, 0);
    assert_str(doc.id, STR(SAMPLE_ID));
    for (size_t i = 0; i < doc.ndiags; i++)
        assert_int_equal(doc.diags[i].at.end, 0);
    arena_free(a);
}

static void names_out_of_range_are_unknown(void **state)
{
    (void)state;
    assert_string_equal(block_kind_name((enum block_kind)99), "unknown");
    assert_string_equal(role_name((enum role) - 1), "unknown");
    assert_null(block_use_name(USE_READING));
    assert_string_equal(draft_mark_name(DRAFT_COMMENTS), "comments");
    assert_null(draft_mark_name(DRAFT_COMMENTS | DRAFT_MARKED));
    assert_null(draft_mark_name(1u << DRAFT_MARK_COUNT));
    assert_null(draft_mark_name(0));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_span_quotes_the_original_wording),
    cmocka_unit_test(steps_into_the_middle_of_a_character_still_quote_whole_ones),
    cmocka_unit_test(without_steps_both_texts_have_the_same_offsets),
    cmocka_unit_test(wild_spans_and_steps_are_clamped),
    cmocka_unit_test(the_block_of_an_offset_is_found),
    cmocka_unit_test(forgetting_leaves_no_word_of_the_text),
    cmocka_unit_test(names_out_of_range_are_unknown),
};
TEST_MAIN(tests)
