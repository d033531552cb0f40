#include "tests/unit/test.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include "ingest/record/fold.h"

/* What ICU says of one code point, in the words of fold.h. */
struct expected {
    bool     letter;
    uint32_t lower, upper, base;
};

static uint32_t base_by_icu(const UNormalizer2 *nfd, UChar32 lower)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar      in[2], out[16];
    int32_t    n = 0, from = 0, length;
    UChar32    first, c;

    if (lower == 0x111 || lower == 0xF0) /* đ and its look-alike have no decomposition */
        return 'd';
    U16_APPEND_UNSAFE(in, n, lower);
    length = unorm2_normalize(nfd, in, n, out, 16, &error);
    assert_true(U_SUCCESS(error));
    U16_NEXT(out, from, length, first);
    while (from < length) {
        U16_NEXT(out, from, length, c);
        if (u_charType(c) != U_NON_SPACING_MARK)
            return (uint32_t)lower;
    }
    return (uint32_t)first;
}

static struct expected by_icu(const UNormalizer2 *nfd, UChar32 cp)
{
    UErrorCode      error = U_ZERO_ERROR;
    struct expected e     = {false, (uint32_t)cp, (uint32_t)cp, (uint32_t)cp};

    if (!u_isalpha(cp) || uscript_getScript(cp, &error) != USCRIPT_LATIN)
        return e;
    e.letter = true;
    e.lower  = (uint32_t)u_tolower(cp);
    e.upper  = (uint32_t)u_toupper(cp);
    e.base   = base_by_icu(nfd, (UChar32)e.lower);
    return e;
}

static void every_row_is_what_icu_says(void **state)
{
    UErrorCode          error = U_ZERO_ERROR;
    const UNormalizer2 *nfd   = unorm2_getNFDInstance(&error);

    (void)state;
    for (uint32_t cp = 0; cp <= 0x1EFF; cp++) {
        struct expected e = by_icu(nfd, (UChar32)cp);

        if (cp == 0x250) /* beyond the table: IPA and other scripts pass unchanged */
            cp = 0x1E00;
        e = by_icu(nfd, (UChar32)cp);
        if (fold_lower(cp) != fold_lower_long(cp) || fold_upper(cp) != fold_upper_long(cp) ||
            fold_base(cp) != fold_base_long(cp) || fold_is_letter(cp) != fold_is_letter_long(cp))
            fail_msg("U+%04X: ASCII beside the table", cp);
        if (fold_lower(cp) != e.lower || fold_upper(cp) != e.upper || fold_base(cp) != e.base ||
            fold_is_letter(cp) != e.letter)
            fail_msg("U+%04X: lower %04X (%04X) upper %04X (%04X) base %04X (%04X) letter %d (%d)",
                     cp, fold_lower(cp), e.lower, fold_upper(cp), e.upper, fold_base(cp), e.base,
                     fold_is_letter(cp), e.letter);
    }
}

static void other_scripts_pass_unchanged(void **state)
{
    static const uint32_t others[] = {0x250,  0x3A9,  0x416,   0x1DFF,
                                      0x1F00, 0xFF21, 0x1D400, 0x10FFFF};

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(fold_lower(others[i]), others[i]);
        assert_int_equal(fold_upper(others[i]), others[i]);
        assert_int_equal(fold_base(others[i]), others[i]);
        assert_false(fold_is_letter(others[i]));
    }
}

static void text_folds_for_search(void **state)
{
    struct arena *a     = arena_new(1 << 20);
    struct text   lower = {.arena = a}, base = {.arena = a}, full = {.arena = a, .limit = 3};

    (void)state;
    assert_true(fold_add_lower(&lower, STR("ĐỀ ÁN Kế hoạch CCHC — 15/KH-UBND")));
    assert_str(text_str(&lower), STR("đề án kế hoạch cchc — 15/kh-ubnd"));
    /* Composed, decomposed and damaged alike. */
    assert_true(fold_add_base(&base, STR("ĐỀ A\u0301N \xFF Ươ")));
    assert_str(text_str(&base), STR("de an \uFFFD uo"));
    assert_false(fold_add_base(&full, STR("Đề án")));
    arena_free(a);
}

static void long_text_folds_as_a_whole(void **state)
{
    struct arena *a    = arena_new(1 << 20);
    struct text   text = {.arena = a}, out = {.arena = a};

    (void)state;
    for (int i = 0; i < 3000; i++)
        (void)text_add(&text, STR("ỆX"));
    assert_true(fold_add_base(&out, text_str(&text)));
    assert_int_equal(out.n, 6000);
    for (size_t i = 0; i < out.n; i++)
        assert_int_equal(out.p[i], "ex"[i % 2]);
    arena_free(a);
}

/* The slow and certain way. */
static void add_letter_by_letter(struct text *out, struct str s, bool base)
{
    while (s.n) {
        uint32_t cp = utf8_next(&s);

        if (!base)
            assert_true(text_add_cp(out, fold_lower_long(cp)));
        else if (cp < 0x300 || cp > 0x36F)
            assert_true(text_add_cp(out, fold_base_long(cp)));
    }
}

static void text_of_any_length_folds_as_its_letters(void **state)
{
    struct arena *a    = arena_new(1 << 20);
    unsigned      seed = 1;
    char          buf[300];

    (void)state;
    for (size_t n = 0; n <= sizeof buf; n++) {
        struct text fast[2] = {{.arena = a}, {.arena = a}}, slow[2] = {{.arena = a}, {.arena = a}};
        struct str  s = {buf, n};

        for (size_t i = 0; i < n; i++) {
            seed   = seed * 1103515245 + 12345;
            buf[i] = "aZ@[`{0 \x7F\xC4\x90\xE1\xBA\xBF\xCC\x81\xFF\xC3\x80"[(seed >> 16) % 20];
        }
        assert_true(fold_add_lower(&fast[0], s) && fold_add_base(&fast[1], s));
        add_letter_by_letter(&slow[0], s, false);
        add_letter_by_letter(&slow[1], s, true);
        assert_str(text_str(&fast[0]), text_str(&slow[0]));
        assert_str(text_str(&fast[1]), text_str(&slow[1]));
        arena_reset(a);
    }
    arena_free(a);
}

static void equality_without_case_and_marks(void **state)
{
    (void)state;
    assert_true(fold_eq_base(STR("Kế hoạch"), STR("KE HOACH")));
    assert_true(fold_eq_base(STR("ke\u0302\u0301"), STR("kế")));
    assert_true(fold_eq_base(STR("QĐ"), STR("qd")));
    assert_true(fold_eq_base(STR("a\u0301\u0301"), STR("a")));
    assert_true(fold_eq_base(STR(""), STR("\u0301")));
    assert_false(fold_eq_base(STR("kế"), STR("kếx")));
    assert_false(fold_eq_base(STR("kếx"), STR("kế")));
    assert_false(fold_eq_base(STR("ngày"), STR("ngáp")));

    assert_true(fold_eq_lower(STR("CHÍNH PHỦ"), STR("Chính phủ")));
    assert_false(fold_eq_lower(STR("Chinh phủ"), STR("Chính phủ")));
    assert_false(fold_eq_lower(STR("Chính"), STR("Chính phủ")));
    assert_true(fold_eq_lower(STR(""), STR("")));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_row_is_what_icu_says),
    cmocka_unit_test(other_scripts_pass_unchanged),
    cmocka_unit_test(text_folds_for_search),
    cmocka_unit_test(long_text_folds_as_a_whole),
    cmocka_unit_test(text_of_any_length_folds_as_its_letters),
    cmocka_unit_test(equality_without_case_and_marks),
};
TEST_MAIN(tests)
