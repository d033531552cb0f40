#include "tests/unit/test.h"

#include <time.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "ingest/record/diag.h"
#include "parse/parse.h"
#include "parse/parser.h"
#include "parse/repair.h"

#define COUNT(t) (sizeof(t) / sizeof *(t))

struct fixture {
    struct parser parser;
    struct arena *arena;
};

static int start(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (!f || normaliser_new(&f->parser.normaliser) != KC_OK)
        return -1;
    f->arena = arena_new((size_t)1 << 30);
    *state   = f;
    return f->arena ? 0 : -1;
}

static int stop(void **state)
{
    struct fixture *f = *state;

    normaliser_free(f->parser.normaliser);
    arena_free(f->arena);
    free(f);
    return 0;
}

/* ---- small tools ---------------------------------------------------------- */

static struct str house(struct fixture *f, struct str text)
{
    struct str     out = {0};
    enum kc_status s   = normalise_string(&f->parser, f->arena, text, &out);

    assert_true(status_has_result(s));
    return out;
}

static struct document house_doc(struct fixture *f, struct str original)
{
    struct document doc = {.arena = f->arena, .original = original};

    assert_true(status_has_result(normalise(&f->parser, &limits_default, &doc)));
    return doc;
}

static struct str joined(struct fixture *f, struct str a, struct str b)
{
    struct text t = {.arena = f->arena};

    text_add(&t, a);
    text_add(&t, b);
    return text_str(&t);
}

static bool is_nfc(struct str s)
{
    UErrorCode          error = U_ZERO_ERROR;
    const UNormalizer2 *nfc   = unorm2_getNFCInstance(&error);
    UChar              *wide  = calloc(s.n + 1, sizeof *wide);
    int32_t             n     = 0;
    bool                yes;

    assert_non_null(wide);
    u_strFromUTF8(wide, (int32_t)s.n + 1, &n, s.p, (int32_t)s.n, &error);
    yes = unorm2_isNormalized(nfc, wide, n, &error);
    assert_true(U_SUCCESS(error));
    free(wide);
    return yes;
}

static uint32_t random_next(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

struct pair {
    const char *in, *want;
};

static void check_pairs(struct fixture *f, const struct pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_str(house(f, str_from_cstr(pairs[i].in)), str_from_cstr(pairs[i].want));
}

/* ---- by example ----------------------------------------------------------- */

static void tone_marks_stand_on_the_first_vowel(void **state)
{
    static const struct pair pairs[] = {
        {"hoà", "hòa"},
        {"Hoà", "Hòa"},
        {"HOÀ", "HÒA"},
        {"hOÀ", "hÒA"},
        {"CỘNG HOÀ XÃ HỘI", "CỘNG HÒA XÃ HỘI"},
        {"uỷ", "ủy"},
        {"Uỷ ban", "Ủy ban"},
        {"UỶ BAN", "ỦY BAN"},
        {"thuý", "thúy"},
        {"khoẻ", "khỏe"},
        {"toà", "tòa"},
        {"xoá", "xóa"},
        {"loá", "lóa"},
        {"loà", "lòa"},
        {"hoè", "hòe"},
        {"luỹ", "lũy"},
        {"luỵ", "lụy"},
        {"tuỳ", "tùy"},
        {"suý", "súy"},
        {"nguỵ", "ngụy"},
        {"ĐOÁ", "ĐÓA"},
        {"doạ", "dọa"},
        {"hoả", "hỏa"},
        {"hoã", "hõa"},
        {"truỵ.", "trụy."},
        {"(hoà)", "(hòa)"},
        {"hoà, uỷ; thuý-khoẻ/toà", "hòa, ủy; thúy-khỏe/tòa"},
        {"hoà2", "hòa2"},
        {"“hoà”", "“hòa”"},
        {"hoà\u00A0bình", "hòa bình"},
        {"hoà\u200B", "hòa"},
        {"hoa\u0300", "hòa"},
        {"uy\u0309 ban", "ủy ban"},
        {"ho\u00ADa\u0300", "hòa"},
        {"oà", "òa"},
    };
    check_pairs(*state, pairs, COUNT(pairs));
}

static void tone_marks_elsewhere_are_left_alone(void **state)
{
    static const char *const same[] = {
        "hòa",      "ủy",    "Thúy",  "quý",   "Quý",   "QUÝ",    "quỳ",   "QUỲ",   "quỹ",
        "quỵ",      "quà",   "quá",   "quả",   "thuế",  "thuở",   "khuya", "hoàn",  "toán",
        "loại",     "xoong", "Uy",    "uyển",  "giá",   "già",    "khuỷu", "ngoẹo", "xoáy",
        "ngoài",    "huých", "khoét", "hoạch", "tuyến", "nguyễn", "Noël",  "Alloé", "kwoà",
        "oà\u0331", "lý",    "mỹ",    "của",   "mùa",   "bìa",    "Huỳnh",
    };
    for (size_t i = 0; i < COUNT(same); i++)
        assert_str(house(*state, str_from_cstr(same[i])), str_from_cstr(same[i]));
}

static void letters_behind_a_zero_width_mark_still_close_the_syllable(void **state)
{
    assert_str(house(*state, STR("hoà\u200Bn thành")), STR("hoàn thành"));
    assert_str(house(*state, STR("hoà\u00ADn")), STR("hoàn"));
}

static void look_alikes_become_the_character_meant(void **state)
{
    static const struct pair pairs[] = {
        {"QÐ-UBND", "QĐ-UBND"},
        {"N\u0189-CP", "NĐ-CP"},
        {"ðiều", "điều"},
        {"153/KH\u2013UBND", "153/KH-UBND"},
        {"153\u2044KH\u2010UBND", "153/KH-UBND"},
        {"153\u2215KH\u2011UBND", "153/KH-UBND"},
        {"153\uFF0FKH\uFF0DUBND", "153/KH-UBND"},
        {"a\u2012b\u2014c\u2015d\u2212e\uFE58f\uFE63g", "a-b-c-d-e-f-g"},
        {"１５３／ＫＨ－ＵＢＮＤ ｚ", "153/KH-UBND z"},
        {"“Kế hoạch” ‘năm’ … §", "“Kế hoạch” ‘năm’ … §"},
    };
    check_pairs(*state, pairs, COUNT(pairs));
}

static void marks_and_letters_are_composed(void **state)
{
    static const struct pair pairs[] = {
        {"Ke\u0302\u0301 hoa\u0323ch", "Kế hoạch"},
        {"Kê\u0301 hoạch", "Kế hoạch"},
        {"vie\u0323\u0302t", "việt"},
        {"vie\u0302\u0323t", "việt"},
        {"ngu\u031Bo\u031B\u0300i", "người"},
        {"e\u200B\u0302\u2060\u0301", "ế"},
        {"\u1100\u1161\u11A8", "각"},
        {"\uFF21\u0301", "Á"},
        {" \u0301", "\u0301"},
    };
    check_pairs(*state, pairs, COUNT(pairs));
}

static void white_space_collapses_and_is_trimmed(void **state)
{
    static const struct pair pairs[] = {
        {"  Số:\u00A0 \t12 ", "Số: 12"},
        {"a\nb\r\nc\u2028d\u2003\u3000e\x0B\x0C\xC2\x85"
         "f",
         "a b c d e f"},
        {"a \u200B b", "a b"},
        {" \u200B ", ""},
        {"", ""},
        {"a\x01\x7F\xC2\x80z", "az"},
        {"\uFEFFa", "a"},
    };
    check_pairs(*state, pairs, COUNT(pairs));
    assert_str(house(*state, (struct str){"a\0b", 3}), STR("ab"));
}

static void zero_width_marks_vanish(void **state)
{
    static const uint32_t gone[] = {0xAD,   0x34F,  0x61C,  0x180E, 0x200B, 0x200D, 0x200F,
                                    0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069, 0xFEFF};

    for (size_t i = 0; i < COUNT(gone); i++) {
        char   in[8] = "x";
        size_t n     = 1 + utf8_put(gone[i], in + 1);

        in[n++] = 'y';
        assert_str(house(*state, (struct str){in, n}), STR("xy"));
    }
}

static void a_soft_hyphen_inside_a_symbol_is_the_lost_hyphen(void **state)
{
    static const struct pair pairs[] = {
        {"153/KH\u00ADUBND", "153/KH-UBND"},
        {"15/2001/NĐ\u00ADCP", "15/2001/NĐ-CP"},
        {"15/QÐ\u00ADUBND", "15/QĐ-UBND"},
        {"15/NQ\u00ADĐU\u00ADX", "15/NQ-ĐU-X"},
        {"15/TTR\u00ADE\u0302A", "15/TTR-ÊA"},
        {"KH\u00ADUBND", "KHUBND"},
        {"1/2 KH\u00ADUBND", "1/2 KHUBND"},
        {"153/kh\u00ADubnd", "153/khubnd"},
        {"153/KH\u00AD", "153/KH"},
    };
    check_pairs(*state, pairs, COUNT(pairs));
}

/* ---- documents ------------------------------------------------------------ */

static void lines_become_paragraphs_when_there_are_no_blocks(void **state)
{
    struct document doc = house_doc(*state, STR("  Một \n\n \u200B\nHai\r\n"));

    assert_str(doc.normal, STR("Một\nHai"));
    assert_int_equal(doc.nblocks, 2);
    assert_str(document_text(&doc, doc.blocks[0].at), STR("Một"));
    assert_str(document_quote(&doc, doc.blocks[0].at), STR("Một"));
    assert_str(document_text(&doc, doc.blocks[1].at), STR("Hai"));
    assert_str(document_quote(&doc, doc.blocks[1].at), STR("Hai"));
    assert_int_equal(doc.blocks[1].kind, BLOCK_PARAGRAPH);
}

static void an_empty_original_is_an_empty_document(void **state)
{
    struct document doc = house_doc(*state, (struct str){0});

    assert_int_equal(doc.normal.n, 0);
    assert_int_equal(doc.nblocks, 0);
    doc = house_doc(*state, STR(" \u00A0\n"));
    assert_int_equal(doc.normal.n, 0);
    assert_int_equal(doc.nblocks, 0);
}

static void headings_keep_their_blocks_when_empty_ones_vanish(void **state)
{
    struct fixture *f        = *state;
    struct block    blocks[] = {
           {.kind = BLOCK_HEADING, .at = {0, 1}, .level = 1},
           {.at = {2, 3}, .heading = 1},                        /* vanishes */
           {.kind = BLOCK_HEADING, .at = {4, 5}, .heading = 1}, /* stays */
           {.at = {6, 7}, .heading = 3, .row = 4, .column = 2},
           {.kind = BLOCK_HEADING, .at = {8, 9}, .heading = 1}, /* vanishes */
           {.at = {10, 11}, .heading = 5},
    };
    struct document doc = {.arena    = f->arena,
                           .original = STR("A\n \nB\nc\n\t\nd"),
                           .blocks   = blocks,
                           .nblocks  = COUNT(blocks)};

    assert_int_equal(normalise(&f->parser, &limits_default, &doc), KC_OK);
    assert_str(doc.normal, STR("A\nB\nc\nd"));
    assert_int_equal(doc.nblocks, 4);
    assert_int_equal(doc.blocks[1].heading, 1);
    assert_int_equal(doc.blocks[2].heading, 2);
    assert_int_equal(doc.blocks[2].row, 4);
    assert_int_equal(doc.blocks[3].heading, 1); /* its heading's heading */
    assert_str(document_text(&doc, doc.blocks[3].at), STR("d"));
}

static void line_breaks_inside_a_block_are_spaces_in_normal(void **state)
{
    struct fixture *f        = *state;
    struct block    blocks[] = {{.at = {0, 7}}, {.at = {8, 9}}};
    struct document doc      = {
             .arena = f->arena, .original = STR("UBND\nx \ny"), .blocks = blocks, .nblocks = 2};

    assert_int_equal(normalise(&f->parser, &limits_default, &doc), KC_OK);
    assert_str(doc.normal, STR("UBND x\ny"));
    assert_str(document_quote(&doc, doc.blocks[0].at), STR("UBND\nx"));
}

static struct str quote_of(const struct document *doc, struct str words)
{
    struct str hit = str_find(doc->normal, words);
    uint32_t   at;

    assert_true(hit.n);
    at = (uint32_t)(hit.p - doc->normal.p);
    return document_quote(doc, (struct span){at, at + (uint32_t)hit.n});
}

static void decomposed_vowels_quote_back_to_the_original(void **state)
{
    struct document doc = house_doc(
        *state, STR("  Ke\u0302\u0301\u00A0 hoa\u0323ch, Uỷ\u200B ban nha\u0302n da\u0302n "));

    assert_str(doc.normal, STR("Kế hoạch, Ủy ban nhân dân"));
    assert_str(quote_of(&doc, STR("Kế")), STR("Ke\u0302\u0301"));
    assert_str(quote_of(&doc, STR("ế")), STR("e\u0302\u0301"));
    assert_str(quote_of(&doc, STR("Kế hoạch")), STR("Ke\u0302\u0301\u00A0 hoa\u0323ch"));
    assert_str(quote_of(&doc, STR("Ủy")), STR("Uỷ"));
    assert_str(quote_of(&doc, STR("Ủ")), STR("U"));
    assert_str(quote_of(&doc, STR("dân")), STR("da\u0302n"));
}

static void characters_that_grow_quote_back_whole(void **state)
{
    struct document doc = house_doc(*state, STR("x\u0958y \U0001D160z"));

    assert_str(quote_of(&doc, STR("y")), STR("y"));
    assert_str(quote_of(&doc, STR("z")), STR("z"));
    assert_str(quote_of(&doc, STR("x\u0915\u093Cy")), STR("x\u0958y"));
}

static void marks_that_stay_apart_keep_their_place(void **state)
{
    struct document doc = house_doc(*state, STR("xe\u0301\u0315y a\u0301\u0323z"));

    assert_str(doc.normal, STR("xé\u0315y ạ\u0301z"));
    assert_str(quote_of(&doc, STR("é")), STR("e\u0301"));
    assert_str(quote_of(&doc, STR("\u0315")), STR("\u0315"));
    assert_str(quote_of(&doc, STR("ạ")), STR("a\u0301\u0323"));
}

static void quotes_end_before_what_is_invisible(void **state)
{
    struct document doc = house_doc(*state, STR("a\u200B b\u200Bc  \u200B\nd\u00AD\u00A0e\u200B"));

    assert_str(doc.normal, STR("a bc\nd e"));
    assert_str(quote_of(&doc, STR("a")), STR("a"));
    assert_str(quote_of(&doc, STR("b")), STR("b\u200B")); /* inside a word it stays */
    assert_str(quote_of(&doc, STR("bc")), STR("b\u200Bc"));
    assert_str(quote_of(&doc, STR("d")), STR("d"));
    assert_str(quote_of(&doc, STR("e")), STR("e"));
}

static void blocks_that_overlap_are_not_read_twice(void **state)
{
    struct fixture *f        = *state;
    struct block    blocks[] = {{.at = {0, 5}}, {.at = {2, 8}}, {.at = {1, 3}}, {.at = {7, 99}}};
    struct document doc      = {
             .arena = f->arena, .original = STR("abcdefghij"), .blocks = blocks, .nblocks = 4};

    assert_int_equal(normalise(&f->parser, &limits_default, &doc), KC_OK);
    assert_str(doc.normal, STR("abcde\nfgh\nij"));
    assert_str(document_quote(&doc, doc.blocks[1].at), STR("fgh"));
}

static void bytes_that_are_no_utf8_become_replacement_marks(void **state)
{
    struct fixture *f        = *state;
    struct block    blocks[] = {{.at = {0, 3}}, {.at = {4, 7}}};
    struct document doc      = {
             .arena = f->arena, .original = STR("a\xFF\xE1\nb\xC3z"), .blocks = blocks, .nblocks = 2};

    assert_int_equal(normalise(&f->parser, &limits_default, &doc), KC_PARTIAL);
    assert_str(doc.normal, STR("a\uFFFD\uFFFD\nb\uFFFDz"));
    assert_str(doc.original, doc.normal);
    assert_str(document_quote(&doc, doc.blocks[1].at), STR("b\uFFFDz"));
    assert_int_equal(doc.ndiags, 1);
    assert_int_equal(doc.diags[0].code, DIAG_BYTES_NOT_UTF8);
}

static void too_much_text_is_a_limit_and_changes_nothing(void **state)
{
    struct fixture *f   = *state;
    struct limits   lim = limits_default;
    struct document doc = {.arena = f->arena, .original = STR("một hai ba")};

    lim.text_bytes = 5;
    assert_int_equal(normalise(&f->parser, &lim, &doc), KC_LIMIT);
    assert_null(doc.normal.p);
    assert_int_equal(doc.diags[0].code, DIAG_LIMIT_REACHED);
    lim.text_bytes = (uint32_t)doc.original.n;
    assert_int_equal(normalise(&f->parser, &lim, &doc), KC_OK);
}

static void growing_text_stops_at_the_limit(void **state)
{
    struct fixture *f   = *state;
    struct limits   lim = limits_default;
    struct document doc = {.arena = f->arena, .original = STR("\U0001D160\U0001D160")};

    lim.text_bytes = 16;
    assert_int_equal(normalise(&f->parser, &lim, &doc), KC_LIMIT);
    lim.text_bytes = 24;
    assert_int_equal(normalise(&f->parser, &lim, &doc), KC_OK);
    assert_int_equal(doc.normal.n, 24);
}

static void a_full_arena_is_a_limit_wherever_it_strikes(void **state)
{
    struct fixture *f = *state;
    struct str text = STR("Uỷ ban\n e\u0302\u0301 \U0001D160\U0001D160\U0001D160\nhoa\u0300\xFF");
    enum kc_status s = KC_LIMIT;

    for (size_t bytes = 64; s != KC_PARTIAL; bytes += 64) {
        struct document doc = {.arena = arena_new(bytes), .original = text};

        assert_non_null(doc.arena);
        assert_true(bytes < 65536);
        s = normalise(&f->parser, &limits_default, &doc);
        assert_true(s == KC_LIMIT || s == KC_PARTIAL);
        assert_true(s == KC_PARTIAL || doc.normal.p == NULL);
        arena_free(doc.arena);
    }
}

/* ---- properties ------------------------------------------------------------- */

/* Never decreasing, at every byte; the end is reached. */
static void check_steps(const struct document *doc)
{
    size_t  step  = 0;
    int64_t delta = 0, last = 0;

    for (size_t at = 0; at <= doc->normal.n; at++) {
        while (step < doc->nsteps && doc->steps[step].normal == at)
            delta = doc->steps[step++].delta;
        assert_true(step == doc->nsteps || doc->steps[step].normal > at);
        assert_true((int64_t)at + delta >= last);
        last = (int64_t)at + delta;
    }
    assert_int_equal(step, doc->nsteps);
    assert_true(last <= (int64_t)doc->original.n);
}

static void check_blocks(const struct document *doc)
{
    uint32_t at = 0;

    for (size_t i = 0; i < doc->nblocks; i++) {
        struct span b = doc->blocks[i].at;

        assert_int_equal(b.start, i ? at + 1 : 0);
        assert_true(b.end > b.start);
        assert_null(str_find(document_text(doc, b), STR("\n")).p);
        at = b.end;
    }
    assert_int_equal(at, doc->normal.n);
}

static void check_quotes_are_whole(const struct document *doc)
{
    size_t from = 0;

    for (size_t at = 1; at <= doc->normal.n; at++) {
        if (at < doc->normal.n && ((unsigned char)doc->normal.p[at] & 0xC0) == 0x80)
            continue;
        assert_true(utf8_valid(document_quote(doc, (struct span){(uint32_t)from, (uint32_t)at})));
        from = at;
    }
}

static void check_everything(struct fixture *f, struct str original)
{
    struct document doc = house_doc(f, original), again;

    assert_true(utf8_valid(doc.normal));
    assert_true(is_nfc(doc.normal));
    check_steps(&doc);
    check_blocks(&doc);
    check_quotes_are_whole(&doc);
    again = house_doc(f, doc.normal);
    assert_str(again.normal, doc.normal);
    assert_int_equal(again.nsteps, 0);
}

/* Words and rubbish; the first half has no tone that moves. */
static const char *const bits[] = {
    "Kế",
    "hoạch",
    "Ke\u0302\u0301",
    "hoa\u0323ch",
    "vie\u0302\u0323t",
    "a\u0306\u0301n",
    "\u00A0",
    "  ",
    " ",
    "\u200B",
    "\t",
    "ca\u0309i",
    "ti\u0301n",
    "153/KH-UBND",
    "\u2013",
    "QÐ",
    "ng\u00ADhỉ",
    "”",
    "x\u0315\u0300",
    "１２",
    "quý",
    "hoàn",
    "\u0344",
    "각",
    "\u0958",
    /* from here on only whole words are compared */
    "hoà",
    "Uỷ",
    "thuy\u0301",
    "khoẻ ",
    "\n",
    "15/KH\u00ADUBND",
    "Toa\u0300",
    "o",
    "à",
    "\u0323",
    "\u0F73",
    "\u1100\u1161",
    "\u0301",
    "\x02",
    "q",
    "uỷ",
    "\u2028",
};
#define PLAIN_BITS 22

static struct str make_text(struct fixture *f, uint32_t *seed, size_t nbits, bool spaced)
{
    struct text t = {.arena = f->arena};

    for (size_t i = random_next(seed) % 60; i > 0; i--) {
        text_add(&t, str_from_cstr(bits[random_next(seed) % nbits]));
        if (spaced)
            text_add(&t, STR(" "));
    }
    return text_str(&t);
}

static void any_text_comes_out_in_house_form(void **state)
{
    struct fixture *f    = *state;
    uint32_t        seed = 20251;

    for (int i = 0; i < 1500; i++) {
        check_everything(f, make_text(f, &seed, COUNT(bits), i % 2));
        arena_reset(f->arena);
    }
}

static void any_bytes_come_out_in_house_form(void **state)
{
    struct fixture *f    = *state;
    uint32_t        seed = 7;

    for (int i = 0; i < 1000; i++) {
        char   bytes[200];
        size_t n = random_next(&seed) % sizeof bytes;

        for (size_t k = 0; k < n; k++) {
            uint32_t r = random_next(&seed) >> 8;

            bytes[k] =
                (char)(r % 3 ? r >> 2 : (unsigned char)"\xCC\x81\xCC\xA3 aou\xE2\x80"[r % 10]);
        }
        check_everything(f, (struct str){bytes, n});
        arena_reset(f->arena);
    }
}

static void any_code_points_come_out_in_house_form(void **state)
{
    struct fixture *f    = *state;
    uint32_t        seed = 99;

    for (int i = 0; i < 1000; i++) {
        struct text t = {.arena = f->arena};

        for (int k = 0; k < 40; k++) {
            uint32_t r = random_next(&seed), cp = r % 0x3200;

            if (r >> 31)
                cp = r % 4 ? 0x300 + r % 0x70 : (r >> 3) % 0x1E000;
            if (cp < 0xD800 || cp > 0xDFFF)
                text_add_cp(&t, cp);
        }
        check_everything(f, text_str(&t));
        arena_reset(f->arena);
    }
}

static void every_character_is_in_house_form_after_one_pass(void **state)
{
    struct fixture *f = *state;

    for (uint32_t cp = 1; cp < 0x1F000;) {
        struct text t = {.arena = f->arena};

        for (int k = 0; k < 500; k++, cp++) {
            if (cp >= 0xD800 && cp <= 0xDFFF)
                continue;
            text_add_cp(&t, cp);
            text_add(&t, STR(" a"));
            text_add_cp(&t, cp);
            text_add(&t, STR("\u0323\u0301x "));
        }
        check_everything(f, text_str(&t));
        arena_reset(f->arena);
    }
}

static uint32_t some_boundary(const struct document *doc, uint32_t *seed, bool words)
{
    uint32_t at = random_next(seed) % ((uint32_t)doc->normal.n + 1);

    while (at < doc->normal.n &&
           (words ? at && doc->normal.p[at - 1] != ' ' && doc->normal.p[at - 1] != '\n'
                  : ((unsigned char)doc->normal.p[at] & 0xC0) == 0x80 ||
                        (unsigned char)doc->normal.p[at] == 0xCC)) /* a mark of its own */
        at++;
    return at;
}

/* Normalising what a span quotes gives the span's text again. */
static void check_way_back(struct fixture *f, const struct document *doc, uint32_t *seed,
                           bool words)
{
    struct span at = {some_boundary(doc, seed, words), some_boundary(doc, seed, words)};
    struct str  quote;

    if (at.start > at.end)
        at = (struct span){at.end, at.start};
    quote = document_quote(doc, at);
    assert_true(utf8_valid(quote));
    assert_str(house(f, quote), house(f, document_text(doc, at)));
}

static void quotes_of_any_characters_lead_back(void **state)
{
    struct fixture *f    = *state;
    uint32_t        seed = 4711;

    for (int i = 0; i < 1000; i++) {
        struct document doc = house_doc(f, make_text(f, &seed, PLAIN_BITS, i % 2));

        for (int k = 0; k < 20 && doc.normal.n; k++)
            check_way_back(f, &doc, &seed, false);
        arena_reset(f->arena);
    }
}

static void quotes_of_any_words_lead_back(void **state)
{
    struct fixture *f    = *state;
    uint32_t        seed = 1147;

    for (int i = 0; i < 1000; i++) {
        struct document doc = house_doc(f, make_text(f, &seed, COUNT(bits), i % 2));

        for (int k = 0; k < 20 && doc.normal.n; k++)
            check_way_back(f, &doc, &seed, true);
        arena_reset(f->arena);
    }
}

static void pieces_give_the_same_as_the_whole(void **state)
{
    struct fixture *f    = *state;
    uint32_t        seed = 5;

    for (int i = 0; i < 1000; i++) {
        struct str a = make_text(f, &seed, COUNT(bits), false);
        struct str b = make_text(f, &seed, COUNT(bits), false);
        struct str x = house(f, a), y = house(f, b);
        struct str whole = house(f, joined(f, joined(f, a, STR(" ")), b));

        assert_str(whole, house(f, joined(f, joined(f, x, STR(" ")), y)));
        if (x.n && y.n)
            assert_str(whole, joined(f, joined(f, x, STR(" ")), y));
        arena_reset(f->arena);
    }
}

static void bulk_copies_only_what_needs_no_change(void **state)
{
    UErrorCode          error = U_ZERO_ERROR;
    const UNormalizer2 *nfc   = unorm2_getNFCInstance(&error);

    (void)state;
    for (uint32_t cp = 0; cp < 0x30000; cp++) {
        char   s[8] = "x";
        size_t n;

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        n      = 1 + utf8_put(cp, s + 1);
        s[n++] = 'x';
        if (repair_clean_prefix((struct str){s, n}, 0) < n)
            continue;
        assert_int_equal(repair_char(cp), cp);
        assert_true(unorm2_hasBoundaryBefore(nfc, (UChar32)cp));
        assert_int_equal(unorm2_getCombiningClass(nfc, (UChar32)cp), 0);
        assert_true(is_nfc((struct str){s, n}));
    }
}

static void vietnamese_in_nfc_is_copied_in_bulk(void **state)
{
    struct str text = STR("Căn cứ Nghị quyết số 76/NQ-CP, Ủy ban nhân dân tỉnh “Sông Trà” ban hành "
                          "kế hoạch; được hoàn thành: ĐƯỜNG BỘ § 5 quý");

    (void)state;
    assert_int_equal(repair_clean_prefix(text, 0), text.n);
    assert_true(repair_clean_prefix(STR("e\u0301"), 0) == 0);
    assert_true(repair_clean_prefix(STR("abc  d"), 0) == 3);
    assert_true(repair_clean_prefix(STR("abc "), 0) == 3);
    assert_true(repair_clean_prefix(STR("bao hoà bình"), 0) == 8);
}

static void endless_combining_marks_are_cut_and_take_no_time(void **state)
{
    struct fixture *f     = *state;
    struct text     t     = {.arena = f->arena};
    clock_t         begun = clock();
    struct str      out;

    text_add(&t, STR("a"));
    for (int i = 0; i < 80000; i++)
        text_add(&t, STR("\u0323\u0302"));
    text_add(&t, STR("b"));
    out = house(f, text_str(&t));
    assert_true(out.n < 70);
    assert_true(str_ends_with(out, STR("b")));
    assert_true(str_starts_with(out, STR("ậ")));
    assert_true(clock() - begun < CLOCKS_PER_SEC / 2);
    check_everything(f, text_str(&t));
}

static void runs_of_marks_are_counted_decomposed(void **state)
{
    static const char *const begin[] = {"ế\u0327", "e\u0302\u0301\u0327", "\u0F73",
                                        "\u0344",  "\u1100\u1161\u11A8",  "ΐ\u0345"};
    static const char *const go_on[] = {"\u0301",       "\u0344", "\u0323\u0302",
                                        "\u1161\u0301", "\u0F73", "\u1161\u1161\u1161\u0302\u0323"};
    struct fixture          *f       = *state;

    for (size_t i = 0; i < COUNT(begin) * COUNT(go_on); i++)
        for (int times = 5; times < 50; times += 3) {
            struct text t = {.arena = f->arena};

            text_add(&t, str_from_cstr(begin[i / COUNT(go_on)]));
            for (int k = 0; k < times; k++)
                text_add(&t, str_from_cstr(go_on[i % COUNT(go_on)]));
            check_everything(f, text_str(&t));
            text_add(&t, STR("\u1161\u1161\u1161\u1161\u1161\u1161\u1161\u0302\u0323"));
            check_everything(f, text_str(&t));
            arena_reset(f->arena);
        }
}

static void many_jamos_do_not_part_marks_from_their_base(void **state)
{
    struct fixture *f = *state;

    for (int jamos = 1; jamos < 70; jamos++) {
        struct text t = {.arena = f->arena};

        for (int k = 0; k < jamos; k++)
            text_add(&t, STR("\u1161"));
        for (int k = 0; k < 10; k++)
            text_add(&t, STR("\u0302\u0323"));
        check_everything(f, text_str(&t));
        arena_reset(f->arena);
    }
}

static void endless_runs_of_anything_take_no_time(void **state)
{
    static const char *const run[] = {"\u1161", "\u0BBE",   "\u0F73",  "\u200B", " ",
                                      "\u00AD", "/A\u00AD", "A\u00AD", "oà",     "\u0344"};
    struct fixture          *f     = *state;
    clock_t                  begun = clock();

    for (size_t i = 0; i < COUNT(run); i++) {
        struct text t = {.arena = f->arena};

        for (int k = 0; k < 50000; k++)
            text_add(&t, str_from_cstr(run[i]));
        (void)house(f, text_str(&t));
        arena_reset(f->arena);
    }
    assert_true(clock() - begun < 3 * CLOCKS_PER_SEC);
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)
static const struct CMUnitTest tests[] = {
    T(tone_marks_stand_on_the_first_vowel),
    T(tone_marks_elsewhere_are_left_alone),
    T(letters_behind_a_zero_width_mark_still_close_the_syllable),
    T(look_alikes_become_the_character_meant),
    T(marks_and_letters_are_composed),
    T(white_space_collapses_and_is_trimmed),
    T(zero_width_marks_vanish),
    T(a_soft_hyphen_inside_a_symbol_is_the_lost_hyphen),
    T(lines_become_paragraphs_when_there_are_no_blocks),
    T(an_empty_original_is_an_empty_document),
    T(headings_keep_their_blocks_when_empty_ones_vanish),
    T(line_breaks_inside_a_block_are_spaces_in_normal),
    T(decomposed_vowels_quote_back_to_the_original),
    T(characters_that_grow_quote_back_whole),
    T(marks_that_stay_apart_keep_their_place),
    T(quotes_end_before_what_is_invisible),
    T(blocks_that_overlap_are_not_read_twice),
    T(bytes_that_are_no_utf8_become_replacement_marks),
    T(too_much_text_is_a_limit_and_changes_nothing),
    T(growing_text_stops_at_the_limit),
    T(a_full_arena_is_a_limit_wherever_it_strikes),
    T(any_text_comes_out_in_house_form),
    T(any_bytes_come_out_in_house_form),
    T(any_code_points_come_out_in_house_form),
    T(every_character_is_in_house_form_after_one_pass),
    T(quotes_of_any_characters_lead_back),
    T(quotes_of_any_words_lead_back),
    T(pieces_give_the_same_as_the_whole),
    T(bulk_copies_only_what_needs_no_change),
    T(vietnamese_in_nfc_is_copied_in_bulk),
    T(endless_combining_marks_are_cut_and_take_no_time),
    T(runs_of_marks_are_counted_decomposed),
    T(many_jamos_do_not_part_marks_from_their_base),
    T(endless_runs_of_anything_take_no_time),
};

TEST_MAIN(tests)
