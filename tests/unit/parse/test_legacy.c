#include "tests/unit/test.h"

#include <time.h>

#include "parse/legacy.h"

#define COUNT(t) (sizeof(t) / sizeof *(t))

static struct arena *arena;

static int start(void **state)
{
    (void)state;
    arena = arena_new(16 << 20);
    return arena ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct str repeated(struct str s, int times)
{
    struct text t = {.arena = arena};

    while (times-- > 0)
        text_add(&t, s);
    return text_str(&t);
}

/* Invented sentences as old fonts store them, read as Latin-1. */
static const struct str tcvn3[] = {
    STR_INIT("Uû ban nh©n d©n tØnh S«ng Trµ. Céng hoµ x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - "
             "H¹nh phóc. Sè 15/Q§-UB. Hµ Néi, ngµy 13 th¸ng 3 n¨m 2002"),
    STR_INIT("nghÞ ®Þnh cña ChÝnh phñ vÒ c¸n bé, c«ng chøc x·, ph\u00ADêng, thÞ trÊn"),
    STR_INIT("C¨n cø LuËt Tæ chøc ChÝnh phñ ngµy 25 th¸ng 12 n¨m 2001; Theo ®Ò nghÞ cña Së Néi vô "
             "t¹i Tê tr×nh sè 5"),
};
static const struct str vni[] = {
    STR_INIT("UÛY BAN NHAÂN DAÂN TÆNH SOÂNG TRAØ. COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM"),
    STR_INIT(
        "Ñoäc laäp - Töï do - Haïnh phuùc. Caên cöù Luaät Toå chöùc Hoäi ñoàng nhaân daân vaø UÛy "
        "ban nhaân daân"),
};

/* Nothing old about these, whatever their letters. */
static const struct str modern[] = {
    STR_INIT(
        "Ủy ban nhân dân tỉnh Sông Trà. Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - "
        "Hạnh phúc. Căn cứ Luật Tổ chức chính quyền địa phương; quý, thuế, khuyến, luân, tuần"),
    STR_INIT(
        "hoà, xoá, toà, loà, hoạ, khoẻ, thuỷ, quà, quả, hoàn thành, toán, luật, chuẩn, tuân, tuâ"),
    STR_INIT(
        "Hoà, loã, xoã, goá, oà, uà, đoá: là bà má cá đã ai ơi, ngoài, à, ê, ô, ừ, ý, à, ã, õ"),
    STR_INIT(
        "U\u0309y ban nha\u0302n da\u0302n, Co\u0323\u0302ng ho\u0300a xa\u0303 ho\u0323\u0302i"),
    STR_INIT(
        "The committee’s plan — naïve façade, Microsoft® and Windows™, © 2024 Example Ltd., 20°C, "
        "see § 5 and ½ of it; coöperate, El Niño, 5 µm"),
    STR_INIT(
        "Où est la bibliothèque ? Là-bas, à côté du goût amer ; le maïs, Noël, août, naïf, créée, "
        "aérien, poêle, coûter. «Bonjour», dit-il, « vraiment » ; l’été à Genève, où il a dû "
        "aller"),
    STR_INIT("¿Dónde está el niño? El 1º y la 2ª. ¡Mañana! año, España, señor, pingüino, col·legi"),
    STR_INIT("Die Straße ist groß, über Größe und Maß: Äpfel, Öl, Übung, weiß, heiß, Fuß; 2×3"),
    STR_INIT("Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, “Kế hoạch” 153/KH-UBND"),
};

static void tcvn3_is_recognised(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(tcvn3); i++)
        assert_int_equal(legacy_guess(tcvn3[i]), ENCODING_TCVN3);
    assert_int_equal(legacy_guess(repeated(tcvn3[0], 100)), ENCODING_TCVN3);
}

static void vni_is_recognised(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(vni); i++)
        assert_int_equal(legacy_guess(vni[i]), ENCODING_VNI);
    assert_int_equal(legacy_guess(repeated(vni[1], 100)), ENCODING_VNI);
}

/* It shares the places of many letters with TCVN3: read as that it would be another
 * text that looks Vietnamese. */
static void viscii_is_told_from_tcvn3(void **state)
{
    const struct str text =
        STR("Kª hoÕch s¯ 153/KH-UBND ngày 07/7/2023 cüa Chü tÕch, v« vi®c tri¬n khai cäi cách "
            "hành chính nåm 2023 trên ð¸a bàn; Quyªt ð¸nh s¯ 12");
    struct text t = {.arena = arena};

    (void)state;
    assert_int_equal(legacy_guess(text), ENCODING_VISCII);
    /* TCVN3 beside Unicode, which has its own à */
    text_add(&t, repeated(tcvn3[0], 10));
    text_add(&t, repeated(STR("và làm "), 50));
    assert_int_equal(legacy_guess(text_str(&t)), ENCODING_TCVN3);
}

static void utf8_read_as_latin1_is_no_font_encoding(void **state)
{
    (void)state;
    assert_int_equal(legacy_guess(STR("Káº¿ hoáº¡ch sá»‘ 153 cá»§a á»¦y ban nhÃ¢n dÃ¢n tá»‰nh vá» "
                                      "viá»‡c triá»ƒn khai cáº£i cÃ¡ch hÃ nh chÃ\u00ADnh")),
                     ENCODING_TWICE);
    assert_str(encoding_name(ENCODING_TWICE), STR("UTF-8 ×2"));
}

static void unicode_and_other_languages_are_left_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(modern); i++) {
        assert_int_equal(legacy_guess(modern[i]), ENCODING_UNICODE);
        assert_int_equal(legacy_guess(repeated(modern[i], 50)), ENCODING_UNICODE);
    }
}

static void a_few_odd_letters_prove_nothing(void **state)
{
    (void)state;
    assert_int_equal(legacy_guess(STR("nh©n d©n")), ENCODING_UNICODE);
    assert_int_equal(legacy_guess(STR("nhaân daân")), ENCODING_UNICODE);
    assert_int_equal(legacy_guess(STR("")), ENCODING_UNICODE);
    assert_int_equal(legacy_guess((struct str){"nh\0\xFF\xC2", 5}), ENCODING_UNICODE);
}

static void a_quoted_line_does_not_make_a_document_old(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    text_add(&t, tcvn3[2]);
    text_add(&t, repeated(modern[0], 20));
    assert_int_equal(legacy_guess(text_str(&t)), ENCODING_UNICODE);
}

static void a_document_that_is_old_in_part_is_old(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    text_add(&t, repeated(tcvn3[0], 10));
    text_add(&t, repeated(modern[0], 10));
    assert_int_equal(legacy_guess(text_str(&t)), ENCODING_TCVN3);
}

static void one_pass_is_all_it_takes(void **state)
{
    struct str text  = repeated(modern[0], 20000);
    clock_t    begun = clock();

    (void)state;
    assert_int_equal(legacy_guess(text), ENCODING_UNICODE);
    assert_true(clock() - begun < CLOCKS_PER_SEC / 2);
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)
/* Cut at spaces, which are no part of any pair, a text has as many telltales as its
 * pieces; those are too short to be passed over in stretches. */
static void telltales_are_counted_wherever_they_stand(void **state)
{
    static const char letters[] =
        "aeouyAZznb.1\xC2\xA7\xC2\xAB\xC2\xB5\xC3\x80\xC3\x97\xC3\x9E\xC3\x9F"
        "\xC3\xA2\xC3\xA1\xC2\xBA\xC3\xB4\xC3\xB6\xC3\x94\xC3\x96\xC3\xB8\xC3\xBC\xE1\xBB\xB4\xC6"
        "\xB0";
    unsigned seed = 1;
    size_t   seen = 0;
    char     buf[200];

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct str          rest = {buf, (size_t)(round % (int)sizeof buf)};
        struct legacy_count all, sum = {0};

        for (size_t i = 0; i < rest.n; i++) {
            seed   = seed * 1103515245 + 12345;
            buf[i] = i % 12 == 11 ? ' ' : letters[(seed >> 16) % (sizeof letters - 1)];
        }
        all = legacy_count(rest);
        while (rest.n) {
            struct legacy_count one = legacy_count(str_cut(&rest, ' '));

            sum.tcvn3 += one.tcvn3;
            sum.vni += one.vni;
            sum.twice += one.twice;
        }
        if (all.tcvn3 != sum.tcvn3 || all.vni != sum.vni || all.twice != sum.twice)
            fail_msg("round %d: %zu and %zu, want %zu and %zu", round, all.tcvn3, all.vni,
                     sum.tcvn3, sum.vni);
        seen += all.tcvn3 + all.vni;
    }
    assert_true(seen > 10000);
}

static const struct CMUnitTest tests[] = {
    T(tcvn3_is_recognised),
    T(vni_is_recognised),
    T(viscii_is_told_from_tcvn3),
    T(utf8_read_as_latin1_is_no_font_encoding),
    T(unicode_and_other_languages_are_left_alone),
    T(a_few_odd_letters_prove_nothing),
    T(a_quoted_line_does_not_make_a_document_old),
    T(a_document_that_is_old_in_part_is_old),
    T(one_pass_is_all_it_takes),
    T(telltales_are_counted_wherever_they_stand),
};

TEST_MAIN(tests)
