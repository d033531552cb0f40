#include "tests/unit/index/fixture.h"

/* Forgetting a document, and what remains: nothing of it, all of the others. */

#define SECRET "Phương án Xyloquartz"

static void forget(struct fixture *f, char content)
{
    assert_ok(f->ix, index_forget(f->ix, id_of(f, content)));
}

static bool count_hit(void *ctx, const struct search_hit *hit)
{
    (void)hit;
    ++*(unsigned *)ctx;
    return true;
}

static unsigned hits(struct fixture *f, const char *words)
{
    unsigned n = 0;

    assert_ok(f->ix, index_search(f->ix, z(words), 10, count_hit, &n));
    return n;
}

static bool count_brief(void *ctx, const struct document_brief *d)
{
    (void)d;
    ++*(unsigned *)ctx;
    return true;
}

static struct ledger ledger(struct fixture *f)
{
    struct ledger l;

    assert_ok(f->ix, index_ledger(f->ix, &l));
    return l;
}

static bool is_unchanged(struct fixture *f, const char *path, struct file_stamp stamp)
{
    bool unchanged;

    assert_ok(f->ix, index_seen(f->ix, STR("nop"), z(path), &stamp, FINGERPRINT, &unchanged));
    return unchanged;
}

static bool another_walk(struct fixture *f)
{
    bool needed;

    assert_ok(f->ix, index_needs_another_walk(f->ix, &needed));
    return needed;
}

/* An archive with these members; content of the archive itself is 'c'. */
static void file_archive(struct fixture *f, const struct document *members, size_t n)
{
    struct document archive = make(f, "goi.zip", "", 'c', "");

    put(f, &archive);
    for (size_t i = 0; i < n; i++)
        put(f, &members[i]);
    done_in(f, "nop", "goi.zip");
}

/* --- nothing of it ----------------------------------------------------------- */

static void what_is_left_is_as_if_it_had_never_come(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', SECRET "\nCăn cứ 76/NQ-CP");
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo theo 76/NQ-CP");
    struct str      want;

    give_number(&a, "05/KH-UBND", "2025-01-07");
    give_reference(f, &a, "76/NQ-CP");
    give_reference(f, &b, "76/NQ-CP");
    open_new(f);
    file(f, &b);
    want = export_all(f);
    file(f, &a);
    assert_int_equal(hits(f, "xyloquartz"), 1);
    forget(f, 'a');
    assert_str(export_all(f), want);
    assert_int_equal(hits(f, "xyloquartz"), 0);
    assert_int_equal(hits(f, "báo cáo"), 1);
    assert_sound(f);
}

static struct str bytes_of_file(struct fixture *f, const char *path)
{
    struct text all = {.arena = f->a};
    char        buf[4096];
    FILE       *in = fopen(path, "rb");

    if (!in)
        return (struct str){0};
    for (size_t n; (n = fread(buf, 1, sizeof buf, in)) > 0;)
        assert_true(text_add(&all, (struct str){buf, n}));
    assert_int_equal(fclose(in), 0);
    return text_str(&all);
}

static bool file_holds(struct fixture *f, const char *word)
{
    char wal[128];

    (void)snprintf(wal, sizeof wal, "%s-wal", f->path);
    return str_find(bytes_of_file(f, f->path), z(word)).n ||
           str_find(bytes_of_file(f, wal), z(word)).n;
}

static void no_word_of_it_stays_in_the_file(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "mat/a.docx", "", 'a', SECRET " ngày mai");
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo ngày mai");

    open_new(f);
    file(f, &b);
    file(f, &a);
    reopen(f, INDEX_WRITE);
    assert_true(file_holds(f, "Xyloquartz")); /* in its record */
    assert_true(file_holds(f, "xyloquartz")); /* in the search table */
    assert_true(file_holds(f, "mat/a.docx"));
    forget(f, 'a');
    index_close(f->ix);
    f->ix = NULL;
    assert_false(file_holds(f, "Xyloquartz"));
    assert_false(file_holds(f, "xyloquartz"));
    assert_false(file_holds(f, "mat/a.docx"));
    assert_true(file_holds(f, "b.docx"));
}

/* --- the ledger and the next walk ---------------------------------------------- */

static void the_ledger_adds_up_without_it(void **state)
{
    struct fixture *f    = *state;
    struct document a    = make(f, "a.docx", "", 'a', SECRET);
    struct document copy = make(f, "x/copy.docx", "", 'a', SECRET);
    struct document b    = make(f, "b.docx", "", 'b', "Báo cáo");

    open_new(f);
    walk_begin(f);
    file(f, &a);
    file(f, &b);
    file(f, &copy);
    walk_end(f, 3);
    forget(f, 'a');
    assert_int_equal(ledger(f).entries, 1);
    assert_int_equal(ledger(f).files[STATE_READ], 1);
    assert_int_equal(ledger(f).files[STATE_DUPLICATE], 0);
    assert_true(ledger(f).reconciles);
    assert_str(places(f), STR("b.docx=read "));
    assert_sound(f);
}

static void the_next_walk_reads_it_again(void **state)
{
    struct fixture   *f     = *state;
    struct document   a     = make(f, "a.docx", "", 'a', SECRET);
    struct document   b     = make(f, "b.docx", "", 'b', "Báo cáo");
    struct file_stamp stamp = {.size = 7};

    open_new(f);
    walk_begin(f);
    put(f, &a);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), a.path, &stamp, FINGERPRINT));
    put(f, &b);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), b.path, &stamp, FINGERPRINT));
    walk_end(f, 2);
    forget(f, 'a');
    walk_begin(f);
    assert_false(is_unchanged(f, "a.docx", stamp));
    assert_true(is_unchanged(f, "b.docx", stamp));
    file(f, &a);
    walk_end(f, 2);
    assert_str(places(f), STR("a.docx=read b.docx=read "));
    assert_true(ledger(f).reconciles);
    assert_sound(f);
}

static void taken_out_of_the_intake_it_leaves_no_trace(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', SECRET);
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo");

    open_new(f);
    walk_begin(f);
    file(f, &a);
    file(f, &b);
    walk_end(f, 2);
    forget(f, 'a');
    walk_begin(f);
    seen(f, "b.docx");
    walk_end(f, 1);
    assert_str(places(f), STR("b.docx=read ")); /* not gone: never there */
    assert_sound(f);
}

static void other_intakes_keep_their_count(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', SECRET);
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo");

    open_new(f);
    walk_begin(f);
    file(f, &a);
    walk_end(f, 1);
    assert_ok(f->ix, index_walk_begin(f->ix, STR("so")));
    file_in(f, "so", &a);
    file_in(f, "so", &b);
    assert_ok(f->ix, index_walk_end(f->ix, STR("so"), 2));
    forget(f, 'a');
    assert_int_equal(ledger(f).entries, 1);
    assert_str(places(f), STR("b.docx=read "));
    assert_sound(f);
}

/* --- archives -------------------------------------------------------------------- */

static void an_archive_goes_with_what_is_in_it(void **state)
{
    struct fixture *f         = *state;
    struct document members[] = {make(f, "goi.zip", "a.docx", 'a', SECRET),
                                 make(f, "goi.zip", "b.docx", 'b', "Báo cáo")};
    struct document b         = make(f, "sau.docx", "", 'b', "Báo cáo");

    open_new(f);
    walk_begin(f);
    file_archive(f, members, 2);
    file(f, &b);
    walk_end(f, 2);
    forget(f, 'c');
    assert_str(places(f), STR("sau.docx=read "));
    assert_true(another_walk(f)); /* the kept record was that of the member */
    assert_int_equal(hits(f, "xyloquartz"), 0);
    assert_int_equal(hits(f, "báo cáo"), 1);
    assert_int_equal(ledger(f).members_total, 0);
    assert_sound(f);
    walk_begin(f);
    file(f, &b);
    walk_end(f, 1);
    assert_false(another_walk(f));
    assert_sound(f);
}

static void a_member_goes_and_its_archive_is_read_again(void **state)
{
    struct fixture   *f         = *state;
    struct document   members[] = {make(f, "goi.zip", "a.docx", 'a', SECRET),
                                   make(f, "goi.zip", "b.docx", 'b', "Báo cáo")};
    struct file_stamp stamp     = {.size = 1000, .mtime_ns = 1};

    open_new(f);
    walk_begin(f);
    file_archive(f, members, 2);
    walk_end(f, 1);
    assert_true(is_unchanged(f, "goi.zip", stamp));
    forget(f, 'a');
    assert_false(is_unchanged(f, "goi.zip", stamp));
    assert_str(places(f), STR("goi.zip=read goi.zip!/b.docx=read "));
    assert_int_equal(ledger(f).entries, 1);
    assert_sound(f);
}

static void an_archive_in_an_archive_takes_only_its_own_members(void **state)
{
    struct fixture *f         = *state;
    struct document members[] = {make(f, "goi.zip", "in.zip", 'd', ""),
                                 make(f, "goi.zip", "in.zip!/a.docx", 'a', SECRET),
                                 make(f, "goi.zip", "in.zip-khac.docx", 'b', "Báo cáo")};

    open_new(f);
    file_archive(f, members, 3);
    forget(f, 'd');
    assert_str(places(f), STR("goi.zip=read goi.zip!/in.zip-khac.docx=read "));
    assert_int_equal(hits(f, "xyloquartz"), 0);
    assert_sound(f);
}

/* --- which ------------------------------------------------------------------------- */

static void what_is_gone_can_still_be_found_and_forgotten(void **state)
{
    struct fixture *f    = *state;
    struct document a    = make(f, "a.docx", "", 'a', SECRET);
    unsigned        live = 0, gone = 0, after = 0;

    open_new(f);
    walk_begin(f);
    file(f, &a);
    walk_end(f, 1);
    assert_ok(f->ix, index_find_gone(f->ix, STR("a.docx"), STR(""), count_brief, &gone));
    assert_int_equal(gone, 0);
    walk_begin(f);
    walk_end(f, 0);
    assert_ok(f->ix, index_find_document(f->ix, STR("a.docx"), STR(""), count_brief, &live));
    assert_int_equal(live, 0);
    assert_ok(f->ix, index_find_gone(f->ix, STR("a.docx"), STR(""), count_brief, &gone));
    assert_int_equal(gone, 1);
    forget(f, 'a');
    assert_ok(f->ix, index_find_gone(f->ix, STR("aaaaaa"), STR(""), count_brief, &after));
    assert_int_equal(after, 0);
    assert_str(places(f), STR(""));
    assert_true(ledger(f).reconciles);
    assert_sound(f);
}

static void an_unknown_id_changes_nothing(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', SECRET);
    struct str      want;

    open_new(f);
    file(f, &a);
    want = export_all(f);
    assert_int_equal(index_forget(f->ix, id_of(f, 'b')), KC_SKIP);
    assert_str(export_all(f), want);
}

static void taken_back_it_is_all_there(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', SECRET);
    struct str      want;

    open_new(f);
    file(f, &a);
    want = export_all(f);
    assert_ok(f->ix, index_begin(f->ix));
    forget(f, 'a');
    index_rollback(f->ix);
    assert_str(export_all(f), want);
    assert_int_equal(hits(f, "xyloquartz"), 1);
    assert_sound(f);
}

static const struct CMUnitTest tests[] = {
    TEST(what_is_left_is_as_if_it_had_never_come),
    TEST(no_word_of_it_stays_in_the_file),
    TEST(the_ledger_adds_up_without_it),
    TEST(the_next_walk_reads_it_again),
    TEST(taken_out_of_the_intake_it_leaves_no_trace),
    TEST(other_intakes_keep_their_count),
    TEST(an_archive_goes_with_what_is_in_it),
    TEST(a_member_goes_and_its_archive_is_read_again),
    TEST(an_archive_in_an_archive_takes_only_its_own_members),
    TEST(what_is_gone_can_still_be_found_and_forgotten),
    TEST(an_unknown_id_changes_nothing),
    TEST(taken_back_it_is_all_there),
};
TEST_MAIN(tests)
