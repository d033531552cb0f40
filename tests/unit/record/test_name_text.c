#include "tests/unit/test.h"

#include "ingest/record/name_text.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_new(1 << 20);
    return arena ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void assert_reads(struct str name, const char *want)
{
    struct str got = name_text(arena, name);

    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.p, want, got.n);
}
#define READS(name, want) assert_reads(STR(name), want)

static void utf8_is_believed(void **state)
{
    (void)state;
    READS("1.1/Kế hoạch CCHC.docx", "1.1/Kế hoạch CCHC.docx");
    READS("12-KH-UBND.docx", "12-KH-UBND.docx");
    READS("報告.docx", "報告.docx");
    READS("", "");
}

static void marks_apart_become_letters(void **state)
{
    (void)state;
    READS("Ke\u0302\u0301 hoa\u0323ch Uy\u0309 ban", "Kế hoạch Uỷ ban");
    READS("da\u0323\u0302u U\u031B\u0301 \u0323x", "dậu Ứ \u0323x"); /* any order of marks */
    READS("n\u0303 e\u0301\u0301", "n\u0303 é\u0301");
}

static void windows_1258_is_known_by_its_tones(void **state)
{
    (void)state;
    READS("K\xEA\xEC hoa\xF2"
          "ch/Ba\xECo ca\xECo quy\xEC I.docx",
          "Kế hoạch/Báo cáo quý I.docx");
    READS("30-2020-N\xD0-CP.docx", "30-2020-NĐ-CP.docx");
    READS("Q\xD0 s\xF4\xEC 5 \x96 12.docx", "QĐ số 5 – 12.docx");
}

static void tcvn3_is_known_by_its_words(void **state)
{
    (void)state;
    READS("KÕ ho¹ch", "KÕ ho¹ch"); /* UTF-8: somebody wrote just that */
    READS("K\xD5 ho\xB9"
          "ch c\xB6i c\xB8"
          "ch h\xB5nh ch\xDDnh.docx",
          "Kế hoạch cải cách hành chính.docx");
    READS("S\xE8 12-Q\xA7-UBND.docx", "Số 12-QĐ-UBND.docx");
    READS("\xA7\xD2 \xB8n.docx", "Đề án.docx");
}

static void bytes_that_are_words_in_both_are_the_commoner_ones(void **state)
{
    (void)state;
    READS("Th\xF4ng b\xE1o.docx", "Thông báo.docx");
    READS("c\xE1"
          "c t\xF4.docx",
          "các tô.docx"); /* no "cỏc": a stop has two tones */
    READS("S\xE8.docx", "Số.docx");
    READS("Tuy\xD3n d\xF4ng.docx", "Tuyển dụng.docx"); /* no capital inside a word */
    READS("S\xE8 c\xE9.docx", "Số cộ.docx");
}

static void cp437_stands_beside_ascii_letters(void **state)
{
    (void)state;
    READS("Ph\x81 l\x82 Qu\x82", "Phü lé Qué");
    READS("gi\x85y t\x95.docx", "giày tò.docx");
    READS("1\x82 2", "1\x82 2");
}

static void what_nobody_can_read_stays(void **state)
{
    (void)state;
    READS("latin-\xE9-\xFF.txt", "latin-\xE9-\xFF.txt");
    READS("caf\xE9 Kafk\xE1\xE9.txt", "caf\xE9 Kafk\xE1\xE9.txt");
    READS("\xFF\xFE\x01", "\xFF\xFE\x01");
}

static void components_may_differ(void **state)
{
    (void)state;
    READS("Sở Nội vụ/g\xE3i.zip!/K\xD5 ho\xB9"
          "ch/c\xB8"
          "ch.docx",
          "Sở Nội vụ/gói.zip!/Kế hoạch/cách.docx");
    READS("Ke\u0302\u0301/\xFF/", "Kế/\xFF/");
}

static void a_full_arena_gives_the_name_as_it_is(void **state)
{
    struct arena *tiny = arena_new(1);
    struct str    name = STR("Ke\u0302\u0301 hoa\u0323ch"), filler;

    (void)state;
    while (arena_copy(tiny, STR("xxxxxxxxxxxxxxxx"), &filler))
        ;
    assert_ptr_equal(name_text(tiny, name).p, name.p);
    arena_free(tiny);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static const struct CMUnitTest tests[] = {
    T(utf8_is_believed),
    T(marks_apart_become_letters),
    T(windows_1258_is_known_by_its_tones),
    T(tcvn3_is_known_by_its_words),
    T(bytes_that_are_words_in_both_are_the_commoner_ones),
    T(cp437_stands_beside_ascii_letters),
    T(what_nobody_can_read_stays),
    T(components_may_differ),
    T(a_full_arena_gives_the_name_as_it_is),
};

TEST_MAIN(tests)
