#include "tests/unit/test.h"

#include <sqlite3.h>

#include "index/tokenizer.h"
#include "ingest/record/fold.h"

#define COUNT(t) (sizeof(t) / sizeof *(t))

struct fixture {
    sqlite3      *db;
    struct arena *arena;
};

static int start(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (!f || sqlite3_open(":memory:", &f->db) != SQLITE_OK || tokenizer_register(f->db) != KC_OK ||
        sqlite3_exec(f->db, "CREATE VIRTUAL TABLE s USING fts5(text, tokenize = 'vn')", NULL, NULL,
                     NULL) != SQLITE_OK)
        return -1;
    f->arena = arena_new(1 << 20);
    *state   = f;
    return f->arena ? 0 : -1;
}

static int stop(void **state)
{
    struct fixture *f = *state;

    sqlite3_close(f->db);
    arena_free(f->arena);
    free(f);
    return 0;
}

static void put(struct fixture *f, int id, const char *text)
{
    sqlite3_stmt *stmt;

    assert_int_equal(
        sqlite3_prepare_v2(f->db, "INSERT INTO s (rowid, text) VALUES (?, ?)", -1, &stmt, NULL),
        SQLITE_OK);
    sqlite3_bind_int(stmt, 1, id);
    sqlite3_bind_text(stmt, 2, text, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
}

static struct str rows(struct fixture *f, const char *sql, struct str match)
{
    struct text   out = {.arena = f->arena};
    sqlite3_stmt *stmt;
    int           rc;

    assert_int_equal(sqlite3_prepare_v2(f->db, sql, -1, &stmt, NULL), SQLITE_OK);
    sqlite3_bind_text(stmt, 1, match.p, (int)match.n, SQLITE_STATIC);
    while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        text_add(&out, str_from_cstr(out.n ? " " : ""));
        text_add(&out, str_from_cstr((const char *)sqlite3_column_text(stmt, 0)));
    }
    if (rc != SQLITE_DONE)
        fail_msg("%s for %.*s", sqlite3_errmsg(f->db), STR_FMT(match));
    sqlite3_finalize(stmt);
    return text_str(&out);
}

/* Ids of what is found for what a person typed, best first. */
static struct str found(struct fixture *f, struct str typed)
{
    struct str match = {0};

    assert_int_equal(tokenizer_query(typed, f->arena, &match), KC_OK);
    return rows(f, "SELECT rowid FROM s WHERE s MATCH ? ORDER BY bm25(s), rowid", match);
}

static struct str found_exactly(struct fixture *f, struct str typed)
{
    struct str match = {0};

    assert_int_equal(tokenizer_query_exact(typed, f->arena, &match), KC_OK);
    return rows(f, "SELECT rowid FROM s WHERE s MATCH ? ORDER BY rowid", match);
}

static void marks_and_case_are_optional(void **state)
{
    put(*state, 1, "Kế hoạch CCHC năm 2025");
    put(*state, 2, "Quyết định của Đảng ủy");
    assert_str(found(*state, STR("ke hoach cchc")), STR("1"));
    assert_str(found(*state, STR("KẾ HOẠCH")), STR("1"));
    assert_str(found(*state, STR("cchc")), STR("1"));
    assert_str(found(*state, STR("dang uy")), STR("2"));
    assert_str(found(*state, STR("ĐẢNG ỦY")), STR("2"));
    assert_str(found(*state, STR("đang uy")), STR("2"));
    assert_str(found(*state, STR("ke hoach dang")), STR(""));
    assert_str(found(*state, STR("kế")), STR("1"));
}

static void exact_tones_rank_before_other_tones(void **state)
{
    put(*state, 1, "con ma chơi");
    put(*state, 2, "con má chơi");
    put(*state, 3, "con mã chơi");
    put(*state, 4, "con mạ chơi");
    put(*state, 5, "con gà chơi");
    assert_str(found(*state, STR("mã")), STR("3 1 2 4"));
    assert_str(found(*state, STR("MÁ")), STR("2 1 3 4"));
    assert_str(found(*state, STR("ma")), STR("1 2 3 4"));
    assert_str(found(*state, STR("con mạ")), STR("4 1 2 3"));
}

static void the_exact_form_finds_only_the_marks_typed(void **state)
{
    put(*state, 1, "con ma");
    put(*state, 2, "con mã");
    put(*state, 3, "CON MÃ");
    assert_str(found_exactly(*state, STR("mã")), STR("2 3"));
    assert_str(found_exactly(*state, STR("con ma")), STR("1 2 3"));
    assert_str(found_exactly(*state, STR("\"con mã\"")), STR("2 3"));
}

static void document_symbols_are_phrases(void **state)
{
    put(*state, 1, "Kế hoạch số 153/KH-UBND ngày 15/01/2025");
    put(*state, 2, "UBND 153 KH khác");
    put(*state, 3, "Nghị định 30/2020/NĐ-CP");
    assert_str(found(*state, STR("153/KH-UBND")), STR("1"));
    assert_str(found(*state, STR("153/kh-ubnd")), STR("1"));
    assert_str(found(*state, STR("153 ubnd")), STR("2 1"));
    assert_str(found(*state, STR("30/2020/nd-cp")), STR("3"));
    assert_str(found(*state, STR("NĐ-CP")), STR("3"));
}

static void a_number_is_found_with_and_without_its_zero(void **state)
{
    put(*state, 1, "Số: 05/KH-UBND");
    put(*state, 2, "Căn cứ Kế hoạch 5/KH-UBND");
    put(*state, 3, "Số: 50/KH-UBND");
    /* Both are the same number: the shorter text ranks first. */
    assert_str(found(*state, STR("5/KH-UBND")), STR("1 2"));
    assert_str(found(*state, STR("05/KH-UBND")), STR("1 2"));
    assert_str(found(*state, STR("\"005/KH\"")), STR("1 2"));
}

static void quoted_words_stand_side_by_side(void **state)
{
    put(*state, 1, "kế hoạch cải cách hành chính năm");
    put(*state, 2, "năm kế hoạch");
    put(*state, 3, "hoạch định kế sách năm");
    assert_str(found(*state, STR("\"kế hoạch năm\"")), STR(""));
    assert_str(found(*state, STR("\"ke hoach\"")), STR("2 1"));
    assert_str(found(*state, STR("\"kế hoạch\" \"cai cach\"")), STR("1"));
    assert_str(found(*state, STR("\"hoạch định")), STR("3"));
    assert_str(found(*state, STR("năm\"ke sach\"")), STR("3"));
}

static void query_expressions_read_as_documented(void **state)
{
    static const struct {
        const char *typed, *match, *exact;
    } rows_[] = {
        {"kế hoạch", "(\"kế\" OR \"ke\") AND (\"hoạch\" OR \"hoach\")", "\"kế\" AND \"hoạch\""},
        {"ke", "\"ke\"", "\"ke\""},
        {"\"Kế hoạch năm\"", "(\"kế hoạch năm\" OR \"ke hoach nam\")", "\"kế hoạch năm\""},
        {"  - 153/KH-UBND ?", "\"153 kh ubnd\"", "\"153 kh ubnd\""},
        {"5/kh", "(\"5 kh\" OR \"05 kh\")", "\"5 kh\""},
        {"05/kh", "(\"05 kh\" OR \"5 kh\")", "\"05 kh\""},
        {"005/đ", "(\"005 đ\" OR \"005 d\" OR \"5 đ\" OR \"5 d\" OR \"05 đ\" OR \"05 d\")",
         "\"005 đ\""},
        {"0153/kh 05 5 0", "(\"0153 kh\" OR \"153 kh\") AND \"05\" AND \"5\" AND \"0\"",
         "\"0153 kh\" AND \"05\" AND \"5\" AND \"0\""},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT(rows_); i++) {
        struct str match;

        assert_int_equal(tokenizer_query(str_from_cstr(rows_[i].typed), f->arena, &match), KC_OK);
        assert_str(match, str_from_cstr(rows_[i].match));
        assert_int_equal(tokenizer_query_exact(str_from_cstr(rows_[i].typed), f->arena, &match),
                         KC_OK);
        assert_str(match, str_from_cstr(rows_[i].exact));
    }
}

static void a_query_without_a_word_is_skipped(void **state)
{
    static const struct str none[] = {
        STR_INIT(""),        STR_INIT("  "),          STR_INIT("\"\""),
        STR_INIT("\" - \""), STR_INIT("/ * ^ : ( )"), STR_INIT("\u0301"),
        STR_INIT("“”")};
    struct fixture *f     = *state;
    struct str      match = STR("untouched");

    for (size_t i = 0; i < COUNT(none); i++)
        assert_int_equal(tokenizer_query(none[i], f->arena, &match), KC_SKIP);
    assert_str(match, STR("untouched"));
}

static void nothing_typed_is_syntax(void **state)
{
    static const char *const typed[] = {
        "AND", "NOT kế", "kế OR", "text:kế",  "NEAR(kế hoạch, 2)", "kế*",      "^kế",
        "(kế", "kế)",    "kế\"",  "\"\"kế\"", "'; DROP x --",      "kế + năm", "{kế}",
        "-kế", "a\"\"b", "\\\"",  "kế \" \"", "\"a\" \"",          "%s%n",
    };
    struct fixture *f = *state;

    put(f, 1, "kế hoạch năm and or not near text");
    for (size_t i = 0; i < COUNT(typed); i++) {
        struct str match;

        if (tokenizer_query(str_from_cstr(typed[i]), f->arena, &match) == KC_OK)
            (void)rows(f, "SELECT rowid FROM s WHERE s MATCH ?", match);
    }
    assert_str(found(f, STR("NOT kế")), STR("1")); /* a word like any other */
    assert_str(found(f, (struct str){"k\xE1\xBA\xBF\0n\xC4\x83m", 9}), STR(""));
}

static void random_queries_never_fail(void **state)
{
    static const char alphabet[] = "a\"k \xC3\xA0()*^:-+{}'\xE1\xBA\xBF\0\\/AND OR";
    struct fixture   *f          = *state;
    uint32_t          seed       = 12345;

    put(f, 1, "a k à");
    for (int i = 0; i < 3000; i++) {
        char       bytes[40];
        struct str match;
        size_t     n = (seed >> 5) % sizeof bytes;

        for (size_t k = 0; k < n; k++) {
            seed     = seed * 1664525u + 1013904223u;
            bytes[k] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        seed = seed * 1664525u + 1013904223u;
        if (tokenizer_query((struct str){bytes, n}, f->arena, &match) == KC_OK)
            (void)rows(f, "SELECT rowid FROM s WHERE s MATCH ?", match);
        arena_reset(f->arena);
    }
}

static void a_very_long_query_still_runs(void **state)
{
    struct fixture *f = *state;
    struct text     t = {.arena = f->arena};
    struct str      match;

    put(f, 1, "á b c");
    for (int i = 0; i < 5000; i++)
        text_add(&t, STR("á b "));
    assert_int_equal(tokenizer_query(text_str(&t), f->arena, &match), KC_OK);
    assert_true(match.n < 2000);
    assert_str(rows(f, "SELECT rowid FROM s WHERE s MATCH ?", match), STR("1"));
}

static void a_full_arena_is_a_limit(void **state)
{
    struct arena *small = arena_new(8);
    struct str    match;

    (void)state;
    assert_int_equal(tokenizer_query(STR("kế hoạch năm"), small, &match), KC_LIMIT);
    arena_free(small);
}

static void offsets_point_at_the_words(void **state)
{
    struct fixture *f = *state;
    struct str      match;

    put(f, 1, "Số: 153/KH-UBND, “Kế hoạch” Đảng.");
    assert_int_equal(tokenizer_query(STR("ubnd ke dang"), f->arena, &match), KC_OK);
    assert_str(rows(f, "SELECT highlight(s, 0, '[', ']') FROM s WHERE s MATCH ?", match),
               STR("Số: 153/KH-[UBND], “[Kế] hoạch” [Đảng]."));
    assert_int_equal(tokenizer_query(STR("\"153/kh-ubnd\""), f->arena, &match), KC_OK);
    assert_str(rows(f, "SELECT highlight(s, 0, '[', ']') FROM s WHERE s MATCH ?", match),
               STR("Số: [153/KH-UBND], “Kế hoạch” Đảng."));
}

static void words_are_letters_and_digits(void **state)
{
    sqlite3_exec(((struct fixture *)*state)->db, "CREATE VIRTUAL TABLE v USING fts5vocab(s, row)",
                 NULL, NULL, NULL);
    put(*state, 1, "§ 5.1 – Điều… (ВВП) “x”² a\u0303b");
    assert_str(rows(*state, "SELECT term FROM v ORDER BY term", (struct str){0}),
               STR("1 5 ab a\u0303b dieu x điều ВВП"));
}

static void long_runs_are_cut_alike_in_documents_and_queries(void **state)
{
    struct fixture *f = *state;
    struct text     t = {.arena = f->arena};

    for (int i = 0; i < 50000; i++)
        text_add(&t, STR("Ứx"));
    text_add(&t, (struct str){"", 1});
    put(f, 1, text_str(&t).p);
    assert_str(found(f, str_sub(text_str(&t), 0, t.n - 1)), STR("1"));
}

static void without_fts5_registration_says_so(void **state)
{
    sqlite3 *db;

    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 4); /* even the question is refused */
    assert_int_equal(tokenizer_register(db), KC_IO);
    sqlite3_close(db);
}

static struct str quoted(struct arena *a, uint32_t cp)
{
    struct text t = {.arena = a};

    text_add(&t, STR("\""));
    text_add_cp(&t, cp);
    text_add(&t, STR("\""));
    return text_str(&t);
}

/* Below U+0370 and in U+1E00 to U+1EFF, on both sides of either border. */
static void every_letter_is_filed_as_the_folding_says(void **state)
{
    struct fixture *f = *state;

    for (uint32_t cp = 0x20; cp < 0x2000; cp = cp == 0x2FF ? 0x1D00 : cp + 1) {
        char           utf8[4];
        struct str     typed = {utf8, utf8_put(cp, utf8)}, match = {0}, exact = {0};
        bool           letter = fold_is_letter(cp) || (cp >= '0' && cp <= '9') || cp >= 0x370;
        enum kc_status want   = letter ? KC_OK : KC_SKIP;

        arena_reset(f->arena);
        assert_int_equal(tokenizer_query_exact(typed, f->arena, &exact), want);
        assert_int_equal(tokenizer_query(typed, f->arena, &match), want);
        if (!letter)
            continue;
        assert_str(exact, quoted(f->arena, fold_lower(cp)));
        if (fold_base(cp) == fold_lower(cp))
            assert_str(match, exact);
        else
            assert_str(match, arena_printf(f->arena, "(%.*s OR %.*s)", STR_FMT(exact),
                                           STR_FMT(quoted(f->arena, fold_base(cp)))));
    }
}

static void a_character_that_is_cut_off_is_no_letter(void **state)
{
    static const struct str  cut[]   = {STR_INIT("\xC3"),      STR_INIT("\xC4\x41"),
                                        STR_INIT("\xE1"),      STR_INIT("\xE1\xBA"),
                                        STR_INIT("\xE1\xBA "), STR_INIT("\xC1\xA1")};
    static const char *const match[] = {NULL, "\"a\"", NULL, NULL, NULL, NULL};
    struct fixture          *f       = *state;

    for (size_t i = 0; i < COUNT(cut); i++) {
        struct str got = {0};

        assert_int_equal(tokenizer_query(cut[i], f->arena, &got), match[i] ? KC_OK : KC_SKIP);
        assert_str(got, str_from_cstr(match[i]));
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)
static const struct CMUnitTest tests[] = {
    T(marks_and_case_are_optional),
    T(exact_tones_rank_before_other_tones),
    T(the_exact_form_finds_only_the_marks_typed),
    T(document_symbols_are_phrases),
    T(a_number_is_found_with_and_without_its_zero),
    T(quoted_words_stand_side_by_side),
    T(query_expressions_read_as_documented),
    T(a_query_without_a_word_is_skipped),
    T(nothing_typed_is_syntax),
    T(random_queries_never_fail),
    T(a_very_long_query_still_runs),
    T(a_full_arena_is_a_limit),
    T(offsets_point_at_the_words),
    T(words_are_letters_and_digits),
    T(every_letter_is_filed_as_the_folding_says),
    T(a_character_that_is_cut_off_is_no_letter),
    T(long_runs_are_cut_alike_in_documents_and_queries),
    T(without_fts5_registration_says_so),
};

TEST_MAIN(tests)
