#include "tests/unit/index/fixture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "index/store.h"

#define PLAN_TEXT "ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ\nKế hoạch cải cách hành chính năm 2025"

/* --- putting --------------------------------------------------------------- */

static void a_record_comes_back_as_it_was_put(void **state)
{
    struct fixture *f   = *state;
    struct document doc = make(f, "1/KH-05.docx", "", 'a', "Số: 05/KH-UBND\nCăn cứ 76/NQ-CP");
    struct document got;
    struct str      before, after;

    open_new(f);
    give_number(&doc, "05/KH-UBND", "2025-01-07");
    give_reference(f, &doc, "76/NQ-CP");
    file(f, &doc);
    assert_ok(f->ix, index_document(f->ix, id_of(f, 'a'), f->a, &got));
    assert_int_equal(wire_write(&doc, f->a, &before), KC_OK);
    assert_int_equal(wire_write(&got, f->a, &after), KC_OK);
    assert_str(after, before);
    assert_int_equal(index_document(f->ix, id_of(f, 'b'), f->a, &got), KC_SKIP);
    assert_sound(f);
}

static bool count_document(void *ctx, const struct document *doc)
{
    (void)doc;
    ++*(unsigned *)ctx;
    return true;
}

static unsigned documents(struct fixture *f)
{
    unsigned n = 0;

    assert_ok(f->ix, index_each_document(f->ix, count_document, &n));
    return n;
}

static void new_content_at_a_place_replaces_the_old(void **state)
{
    struct fixture *f     = *state;
    struct document first = make(f, "a.docx", "", 'a', "Kế hoạch cũ");
    struct document later = make(f, "a.docx", "", 'b', "Kế hoạch mới");
    struct document got;

    open_new(f);
    file(f, &first);
    file(f, &later);
    assert_int_equal(documents(f), 1);
    assert_int_equal(index_document(f->ix, id_of(f, 'a'), f->a, &got), KC_SKIP);
    assert_ok(f->ix, index_document(f->ix, id_of(f, 'b'), f->a, &got));
    assert_sound(f);
}

static void newer_rules_replace_the_record_of_the_same_content(void **state)
{
    struct fixture *f   = *state;
    struct document doc = make(f, "a.docx", "", 'a', "Căn cứ 76/NQ-CP và 10/NQ-CP");
    struct document got;

    open_new(f);
    give_reference(f, &doc, "76/NQ-CP");
    file(f, &doc);
    give_reference(f, &doc, "10/NQ-CP");
    file(f, &doc);
    assert_ok(f->ix, index_document(f->ix, id_of(f, 'a'), f->a, &got));
    assert_str(got.findings[0].value, STR("10/NQ-CP"));
    assert_sound(f);
}

static void paths_are_bytes(void **state)
{
    struct fixture *f   = *state;
    struct document doc = make(f, "K\xC8 ho\xA1/\xFF.docx", "", 'a', "Kế hoạch");

    open_new(f);
    file(f, &doc);
    assert_str(places(f), STR("K\xC8 ho\xA1/\xFF.docx=read "));
    assert_sound(f);
}

/* --- places ------------------------------------------------------------------ */

static void the_smallest_place_is_read_the_others_are_duplicates(void **state)
{
    struct fixture *f  = *state;
    struct document b  = make(f, "b.docx", "", 'a', PLAN_TEXT);
    struct document c  = make(f, "c.zip", "x/b.docx", 'a', PLAN_TEXT);
    struct document a  = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document z1 = make(f, "c.zip", "", 'c', "");

    open_new(f);
    file(f, &b);
    put(f, &z1);
    put(f, &c);
    done_in(f, "nop", "c.zip");
    assert_str(places(f), STR("b.docx=read c.zip=read c.zip!/x/b.docx=duplicate "));
    file(f, &a);
    assert_str(places(f),
               STR("a.docx=read b.docx=duplicate c.zip=read c.zip!/x/b.docx=duplicate "));
    assert_int_equal(documents(f), 2);
    assert_sound(f);
}

static void a_copy_of_a_refused_file_is_a_duplicate_too(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', ""), b = a;

    a.state  = STATE_REFUSED;
    a.reason = REASON_PROTECTED;
    b        = a;
    b.path   = STR("b.docx");
    open_new(f);
    file(f, &b);
    file(f, &a);
    assert_str(places(f), STR("a.docx=refused b.docx=duplicate "));
}

static void ignored_files_are_never_duplicates(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', ""), b;

    a.state  = STATE_IGNORED;
    a.reason = REASON_EMPTY;
    b        = a;
    b.path   = STR("b.docx");
    open_new(f);
    file(f, &a);
    file(f, &b);
    assert_str(places(f), STR("a.docx=ignored b.docx=ignored "));
}

static void members_of_a_copied_archive_are_duplicates(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    for (int copy = 0; copy < 2; copy++) {
        const char     *path    = copy ? "1.zip" : "2.zip";
        struct document archive = make(f, path, "", 'c', "");
        struct document member  = make(f, path, "a.docx", 'a', PLAN_TEXT);

        put(f, &archive);
        put(f, &member);
        done_in(f, "nop", path);
    }
    assert_str(places(f),
               STR("1.zip=read 1.zip!/a.docx=read 2.zip=duplicate 2.zip!/a.docx=duplicate "));
    assert_sound(f);
}

static void a_record_without_content_leaves_its_place(void **state)
{
    struct fixture *f    = *state;
    struct document link = make_bare(f, "link", STATE_REFUSED, REASON_LINK);

    open_new(f);
    file(f, &link);
    assert_str(places(f), STR("link=refused "));
    assert_int_equal(documents(f), 0);
    assert_sound(f);
}

/* --- walks --------------------------------------------------------------------- */

static void what_a_walk_does_not_see_is_gone(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo");
    struct document got;

    open_new(f);
    walk_begin(f);
    file(f, &a);
    file(f, &b);
    walk_end(f, 2);
    walk_begin(f);
    seen(f, "b.docx");
    walk_end(f, 1);
    assert_str(places(f), STR("a.docx=gone b.docx=read "));
    assert_int_equal(documents(f), 1);
    assert_ok(f->ix, index_document(f->ix, id_of(f, 'a'), f->a, &got)); /* kept, not listed */
    assert_sound(f);
}

static void what_lies_below_a_folder_that_could_not_be_read_stays(void **state)
{
    struct fixture *f    = *state;
    struct document a    = make(f, "x/a.docx", "", 'a', PLAN_TEXT);
    struct document b    = make(f, "x/y/b.docx", "", 'b', "Báo cáo");
    struct document c    = make(f, "x.docx", "", 'c', "Tờ trình");
    uint64_t        kept = 0;

    open_new(f);
    walk_begin(f);
    file(f, &a);
    file(f, &b);
    file(f, &c);
    walk_end(f, 3);
    walk_begin(f);
    assert_ok(f->ix, index_keep_below(f->ix, STR("nop"), STR("x"), &kept));
    assert_int_equal(kept, 2);
    walk_end(f, kept);
    assert_str(places(f), STR("x.docx=gone x/a.docx=read x/y/b.docx=read "));
    assert_sound(f);
}

static void what_comes_back_is_read_again(void **state)
{
    struct fixture   *f         = *state;
    struct document   a         = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct file_stamp stamp     = {.size = 7};
    bool              unchanged = true;

    open_new(f);
    walk_begin(f);
    put(f, &a);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), a.path, &stamp, FINGERPRINT));
    walk_end(f, 1);
    walk_begin(f);
    walk_end(f, 0);
    walk_begin(f);
    assert_ok(f->ix, index_seen(f->ix, STR("nop"), a.path, &stamp, FINGERPRINT, &unchanged));
    assert_false(unchanged);
    file(f, &a);
    walk_end(f, 1);
    assert_str(places(f), STR("a.docx=read "));
    assert_int_equal(documents(f), 1);
    assert_sound(f);
}

static bool is_unchanged(struct fixture *f, const char *path, struct file_stamp stamp,
                         struct str fingerprint)
{
    bool unchanged;

    assert_ok(f->ix, index_seen(f->ix, STR("nop"), z(path), &stamp, fingerprint, &unchanged));
    return unchanged;
}

static void only_the_same_stamp_and_fingerprint_skip_a_file(void **state)
{
    struct fixture   *f     = *state;
    struct document   a     = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct file_stamp stamp = {UINT64_MAX, 2, 3, 4, 5}, other[5];

    open_new(f);
    assert_false(is_unchanged(f, "a.docx", stamp, FINGERPRINT));
    put(f, &a);
    assert_false(is_unchanged(f, "a.docx", stamp, FINGERPRINT)); /* not complete */
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), a.path, &stamp, FINGERPRINT));
    assert_true(is_unchanged(f, "a.docx", stamp, FINGERPRINT));
    assert_false(is_unchanged(f, "a.docx", stamp, STR("newer rules")));
    assert_false(is_unchanged(f, "b.docx", stamp, FINGERPRINT));
    for (size_t i = 0; i < 5; i++)
        other[i] = stamp;
    other[0].device++;
    other[1].inode++;
    other[2].size++;
    other[3].mtime_ns++;
    other[4].ctime_ns++;
    for (size_t i = 0; i < 5; i++)
        assert_false(is_unchanged(f, "a.docx", other[i], FINGERPRINT));
}

static void a_reader_may_ask_what_a_walk_would_find(void **state)
{
    struct fixture   *f     = *state;
    struct document   a     = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct file_stamp stamp = {.size = 1};

    open_new(f);
    put(f, &a);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), a.path, &stamp, FINGERPRINT));
    reopen(f, INDEX_READ);
    assert_true(is_unchanged(f, "a.docx", stamp, FINGERPRINT));
    assert_false(is_unchanged(f, "b.docx", stamp, FINGERPRINT));
}

static void a_failed_file_is_tried_again(void **state)
{
    struct fixture   *f      = *state;
    struct document   failed = make_bare(f, "a.docx", STATE_FAILED, REASON_TIMEOUT);
    struct document   scan   = make_bare(f, "b.pdf", STATE_UNREAD, REASON_SCAN);
    struct file_stamp stamp  = {.size = 1};

    open_new(f);
    put(f, &failed);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), failed.path, &stamp, FINGERPRINT));
    assert_false(is_unchanged(f, "a.docx", stamp, FINGERPRINT));
    put(f, &scan);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), scan.path, &stamp, FINGERPRINT));
    assert_true(is_unchanged(f, "b.pdf", stamp, FINGERPRINT));
}

static void members_that_vanish_from_an_archive_are_gone(void **state)
{
    struct fixture *f       = *state;
    struct document archive = make(f, "1.zip", "", 'c', ""),
                    changed = make(f, "1.zip", "", 'd', "");
    struct document x       = make(f, "1.zip", "x.docx", 'a', PLAN_TEXT);
    struct document y       = make(f, "1.zip", "y.docx", 'b', "Báo cáo");

    open_new(f);
    put(f, &archive);
    put(f, &x);
    put(f, &y);
    done_in(f, "nop", "1.zip");
    put(f, &changed);
    put(f, &y);
    done_in(f, "nop", "1.zip");
    assert_str(places(f), STR("1.zip=read 1.zip!/x.docx=gone 1.zip!/y.docx=read "));
    assert_sound(f);
}

static bool another_walk(struct fixture *f)
{
    bool needed;

    assert_ok(f->ix, index_needs_another_walk(f->ix, &needed));
    return needed;
}

static void when_the_kept_place_goes_the_next_one_is_read_again(void **state)
{
    struct fixture   *f     = *state;
    struct document   a     = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document   b     = make(f, "b.docx", "", 'a', PLAN_TEXT), got;
    struct file_stamp stamp = {.size = 1};

    open_new(f);
    walk_begin(f);
    file(f, &a);
    put(f, &b);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), b.path, &stamp, FINGERPRINT));
    walk_end(f, 2);
    assert_false(another_walk(f));

    walk_begin(f);
    assert_true(is_unchanged(f, "b.docx", stamp, FINGERPRINT));
    walk_end(f, 1);
    assert_str(places(f), STR("a.docx=gone b.docx=read "));
    assert_true(another_walk(f));
    assert_sound(f);

    walk_begin(f);
    assert_false(is_unchanged(f, "b.docx", stamp, FINGERPRINT));
    put(f, &b);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), b.path, &stamp, FINGERPRINT));
    walk_end(f, 1);
    assert_false(another_walk(f));
    assert_true(is_unchanged(f, "b.docx", stamp, FINGERPRINT));
    assert_ok(f->ix, index_document(f->ix, id_of(f, 'a'), f->a, &got));
    assert_str(got.path, STR("b.docx"));
    assert_sound(f);
}

/* The run broke off between the two, and nobody could read it at the second place. */
static void a_content_may_lose_its_second_place_before_it_is_read_there(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document b = make(f, "b.docx", "", 'a', PLAN_TEXT);

    open_new(f);
    walk_begin(f);
    file(f, &a);
    file(f, &b);
    walk_end(f, 2);
    walk_begin(f);
    seen(f, "b.docx");
    walk_end(f, 1);
    walk_begin(f);
    walk_end(f, 0);
    assert_str(places(f), STR("a.docx=gone b.docx=gone "));
    assert_sound(f);

    walk_begin(f);
    file(f, &b);
    walk_end(f, 1);
    assert_str(places(f), STR("a.docx=gone b.docx=read "));
    assert_sound(f);
}

static bool file_holds(struct fixture *f, const char *word)
{
    FILE  *in  = fopen(f->path, "rb");
    char  *all = arena_alloc(f->a, 4 << 20, 1);
    size_t n   = in ? fread(all, 1, 4 << 20, in) : 0;

    assert_non_null(in);
    assert_true(n > 0 && n < 4 << 20);
    (void)fclose(in);
    return str_find((struct str){all, n}, z(word)).n > 0;
}

static void words_leave_the_file_when_a_stamp_takes_their_place(void **state)
{
    struct fixture *f      = *state;
    struct document a      = make(f, "a.docx", "", 'a', "Nội dung xaaxaa");
    struct document b      = make(f, "b.docx", "", 'b', "Nội dung xbbxbb");
    struct document secret = {.arena = f->a, .size = 1, .state = STATE_REFUSED};

    open_new(f);
    walk_begin(f);
    file(f, &a);
    file(f, &b);
    walk_end(f, 2);
    reopen(f, INDEX_WRITE);
    assert_true(file_holds(f, "xaaxaa"));
    assert_true(file_holds(f, "xbbxbb"));

    secret.reason = REASON_SECRET;
    secret.path   = a.path; /* newer rules know the stamp */
    secret.id     = a.id;
    walk_begin(f);
    file(f, &secret);
    secret.path = b.path; /* a newer version bears it */
    secret.id   = id_of(f, 'c');
    file(f, &secret);
    walk_end(f, 2);
    assert_sound(f);
    reopen(f, INDEX_WRITE);
    assert_false(file_holds(f, "xaaxaa"));
    assert_false(file_holds(f, "xbbxbb"));
    assert_sound(f);
}

static void roots_do_not_touch_each_other(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', PLAN_TEXT);

    open_new(f);
    file_in(f, "nop", &a);
    file_in(f, "khac", &a);
    walk_begin(f);
    walk_end(f, 0);
    assert_str(places(f), STR("a.docx=read a.docx=gone ")); /* khac, nop */
    assert_sound(f);
}

/* --- the ledger ------------------------------------------------------------------ */

static struct str other_root(struct fixture *f, const char *known)
{
    struct str names[] = {STR("nop"), z(known)}, root = STR("?");

    assert_ok(f->ix, index_other_root(f->ix, names, 2, f->a, &root));
    return root;
}

static void a_root_that_was_walked_can_be_found_and_ended(void **state)
{
    struct fixture   *f      = *state;
    struct document   a      = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document   b      = make(f, "b.docx", "", 'b', PLAN_TEXT);
    struct file_stamp walked = {.inode = 7}, piped = {.size = 0};

    open_new(f);
    put(f, &a);
    assert_ok(f->ix, index_path_done(f->ix, STR("nop"), a.path, &walked, FINGERPRINT));
    put_in(f, "so", &b);
    assert_ok(f->ix, index_path_done(f->ix, STR("so"), b.path, &piped, FINGERPRINT));
    assert_str(other_root(f, ""), STR("")); /* nobody's folder */
    assert_ok(f->ix, index_path_done(f->ix, STR("so"), b.path, &walked, FINGERPRINT));
    assert_str(other_root(f, "so"), STR(""));
    assert_str(other_root(f, ""), STR("so"));
    assert_ok(f->ix, index_walk_begin(f->ix, STR("so")));
    assert_ok(f->ix, index_walk_end(f->ix, STR("so"), 0));
    assert_str(other_root(f, ""), STR(""));
    assert_str(places(f), STR("a.docx=read b.docx=gone "));
    assert_ok(f->ix, index_walk_begin(f->ix, STR("never-opened")));
    assert_str(other_root(f, ""), STR("never-opened"));
    assert_sound(f);
}

static void the_ledger_adds_up(void **state)
{
    struct fixture *f       = *state;
    struct document a       = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document b       = make(f, "b.docx", "", 'a', PLAN_TEXT);
    struct document archive = make(f, "c.zip", "", 'c', "");
    struct document member  = make(f, "c.zip", "d.docx", 'd', "Báo cáo");
    struct document scan    = make_bare(f, "e.pdf", STATE_UNREAD, REASON_SCAN);
    struct ledger   l;

    open_new(f);
    walk_begin(f);
    file(f, &a);
    file(f, &b);
    put(f, &archive);
    put(f, &member);
    done_in(f, "nop", "c.zip");
    file(f, &scan);
    assert_ok(f->ix, index_ledger(f->ix, &l));
    assert_false(l.reconciles); /* the walk is not over */
    walk_end(f, 4);
    assert_ok(f->ix, index_ledger(f->ix, &l));
    assert_true(l.reconciles);
    assert_int_equal(l.entries, 4);
    assert_int_equal(l.files[STATE_READ], 2);
    assert_int_equal(l.files[STATE_DUPLICATE], 1);
    assert_int_equal(l.files[STATE_UNREAD], 1);
    assert_int_equal(l.members_total, 1);
    assert_int_equal(l.members[STATE_READ], 1);
    assert_sound(f);
    walk_begin(f);
    seen(f, "a.docx");
    walk_end(f, 2); /* somebody lost a file */
    assert_ok(f->ix, index_ledger(f->ix, &l));
    assert_false(l.reconciles);
    assert_int_equal(l.files[STATE_GONE], 0);
    f->unsound = true;
    assert_true(str_find(verify(f), STR("ledger: 2 entries were found, 1 ")).n > 0);
}

/* --- batches and crashes ------------------------------------------------------------ */

static void what_is_not_committed_never_happened(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo");

    open_new(f);
    assert_ok(f->ix, index_begin(f->ix));
    file(f, &a);
    assert_ok(f->ix, index_commit(f->ix));
    assert_ok(f->ix, index_begin(f->ix));
    file(f, &b);
    reopen(f, INDEX_WRITE);
    assert_str(places(f), STR("a.docx=read "));
    assert_sound(f);
    file(f, &b);
    assert_str(places(f), STR("a.docx=read b.docx=read "));
    assert_sound(f);
}

static void a_process_that_is_killed_leaves_a_sound_store(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo");
    int             status;
    pid_t           child = fork();

    assert_true(child >= 0);
    if (!child) {
        open_new(f);
        file(f, &a);
        assert_ok(f->ix, index_begin(f->ix));
        file(f, &b);
        (void)kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    f->ix = open_index(f, INDEX_WRITE);
    assert_str(places(f), STR("a.docx=read "));
    assert_sound(f);
}

static void a_reader_sees_the_last_commit_while_a_writer_writes(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo");
    struct index   *writer;

    open_new(f);
    file(f, &a);
    assert_ok(f->ix, index_begin(f->ix));
    file(f, &b);
    writer = f->ix;
    f->ix  = open_index(f, INDEX_READ);
    assert_str(places(f), STR("a.docx=read "));
    assert_sound(f);
    assert_ok(writer, index_commit(writer));
    assert_str(places(f), STR("a.docx=read b.docx=read "));
    index_close(writer);
}

static void between_begin_and_commit_a_reader_sees_one_moment(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct document b = make(f, "b.docx", "", 'b', "Báo cáo");
    struct index   *writer, *reader;

    open_new(f);
    file(f, &a);
    writer = f->ix;
    reader = f->ix = open_index(f, INDEX_READ);
    assert_ok(reader, index_begin(reader));
    assert_str(places(f), STR("a.docx=read "));
    f->ix = writer;
    file(f, &b);
    f->ix = reader;
    assert_str(places(f), STR("a.docx=read "));
    assert_ok(reader, index_commit(reader));
    assert_str(places(f), STR("a.docx=read b.docx=read "));
    index_close(writer);
}

static void a_second_writer_waits_and_gives_up(void **state)
{
    struct fixture *f = *state;
    struct index   *second;
    struct str      why = {0};

    open_new(f);
    assert_int_equal(index_open(f->url, INDEX_WRITE, &limits_default, f->a, &second, &why),
                     KC_BUSY);
    assert_true(str_find(why, STR("another program")).n > 0);
}

static void a_failed_write_spoils_its_batch(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', PLAN_TEXT);
    struct str      image;

    open_new(f);
    file(f, &a);
    reopen(f, INDEX_READ);
    a.path = STR("b.docx");
    assert_int_equal(wire_write(&a, f->a, &image), KC_OK);
    assert_ok(f->ix, index_begin(f->ix));
    assert_int_equal(index_put(f->ix, STR("nop"), &a, image), KC_IO);
    assert_true(index_error(f->ix).n > 0);
    assert_int_equal(index_commit(f->ix), KC_IO);
    assert_str(places(f), STR("a.docx=read "));
}

/* --- opening -------------------------------------------------------------------------- */

static void assert_refused(struct fixture *f, enum index_mode mode, enum kc_status want,
                           const char *part)
{
    struct index  *ix     = NULL;
    struct str     why    = {0};
    enum kc_status status = index_open(f->url, mode, &limits_default, f->a, &ix, &why);

    if (status != want || !str_find(why, z(part)).n)
        fail_msg("%s: \"%.*s\", want \"%s\"", status_info(status)->name, STR_FMT(why), part);
}

static void edit(struct fixture *f, const char *sql)
{
    sqlite3 *db;

    index_close(f->ix);
    f->ix = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    (void)sqlite3_close(db);
}

static void other_versions_are_refused_in_words(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    edit(f, "PRAGMA user_version = 999999");
    assert_refused(f, INDEX_WRITE, KC_BAD_INPUT, "newer version");
    edit(f, "PRAGMA user_version = 1");
    assert_refused(f, INDEX_READ, KC_BAD_INPUT, "older version");
    edit(f, "PRAGMA application_id = 7");
    assert_refused(f, INDEX_CREATE, KC_BAD_INPUT, "not a kiemchung index");
    assert_int_equal(access(f->path, F_OK), 0);
    assert_int_equal(unlink(f->path), 0); /* nobody can open it any more */
}

static void write_file(const char *path, const char *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_int_equal(write(fd, bytes, n), n);
    (void)close(fd);
}

static void what_is_no_store_is_refused_and_left_alone(void **state)
{
    struct fixture *f         = *state;
    char            junk[500] = "Kính gửi: Sở Nội vụ";
    struct stat     st;

    assert_refused(f, INDEX_READ, KC_IO, "run ingest first");
    assert_refused(f, INDEX_WRITE, KC_IO, "run ingest first");
    write_file(f->path, junk, sizeof junk);
    assert_refused(f, INDEX_READ, KC_BAD_INPUT, "not a kiemchung index");
    assert_refused(f, INDEX_CREATE, KC_BAD_INPUT, "not a kiemchung index");
    assert_int_equal(stat(f->path, &st), 0);
    assert_int_equal(st.st_size, sizeof junk);
    write_file(f->path, "", 0);
    assert_refused(f, INDEX_READ, KC_BUSY, "is being made");
    assert_refused(f, INDEX_WRITE, KC_BUSY, "is being made");
    open_new(f); /* an empty file is one that was about to become ours */
    assert_sound(f);
}

static void other_urls_are_refused(void **state)
{
    struct fixture *f = *state;

    (void)snprintf(f->url, sizeof f->url, "postgres:x");
    assert_refused(f, INDEX_READ, KC_BAD_INPUT, "sqlite:PATH");
    (void)snprintf(f->url, sizeof f->url, "index.db");
    assert_refused(f, INDEX_READ, KC_BAD_INPUT, "sqlite:PATH");
}

static void the_store_is_private_whatever_the_umask(void **state)
{
    struct fixture *f   = *state;
    struct document a   = make(f, "a.docx", "", 'a', PLAN_TEXT);
    mode_t          old = umask(0);
    char            wal[128];
    struct stat     st;

    open_new(f);
    (void)umask(old);
    file(f, &a);
    assert_int_equal(stat(f->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    (void)snprintf(wal, sizeof wal, "%s-wal", f->path);
    assert_int_equal(stat(wal, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

/* --- damage ----------------------------------------------------------------------------- */

static void a_store_for_damage(struct fixture *f)
{
    struct document a = make(f, "a.docx", "", 'a', "Số: 05/KH-UBND\nCăn cứ 76/NQ-CP");
    struct document b = make_bare(f, "b.pdf", STATE_UNREAD, REASON_SCAN);

    open_new(f);
    give_reference(f, &a, "76/NQ-CP");
    file(f, &a);
    file(f, &b);
    assert_sound(f);
}

static void verify_finds_every_kind_of_damage(void **state)
{
    static const struct {
        const char *sql, *trouble;
    } damage[] = {
        {"UPDATE image SET bytes = CAST(replace(hex(bytes), hex('05/KH'), hex('06/KH')) AS BLOB)",
         "stored record is damaged"},
        {"DELETE FROM finding", "0 findings filed, 1 in its record"},
        {"UPDATE finding SET value = '77/NQ-CP'", "a finding differs"},
        {"UPDATE document SET number = '9/KH-UBND'", "row differs"},
        {"UPDATE document SET live = 0", "wrong about having a place"},
        {"UPDATE document SET path = x'7A'", "kept from another place"},
        {"DELETE FROM image", "no stored record"},
        {"UPDATE occurrence SET gone = 1 WHERE path = CAST('a.docx' AS BLOB)", "wrong about"},
        {"UPDATE occurrence SET state = 'read' WHERE path = CAST('b.pdf' AS BLOB)", "row differs"},
        {"UPDATE occurrence SET state = 'odd' WHERE path = CAST('b.pdf' AS BLOB)", "unknown state"},
        {"UPDATE occurrence SET state = 'ignored' WHERE path = CAST('a.docx' AS BLOB)",
         "place a.docx: its row differs"},
        {"UPDATE occurrence SET criterion = '1.1' WHERE path = CAST('a.docx' AS BLOB)",
         "place a.docx: its row differs"},
        {"UPDATE occurrence SET size = 7 WHERE path = CAST('a.docx' AS BLOB)", "its size is not"},
        {"UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10",
         "the index of words is damaged"},
        {"UPDATE occurrence SET document = 99 WHERE path = CAST('a.docx' AS BLOB)", "points to"},
        {"DELETE FROM occurrence WHERE path = CAST('a.docx' AS BLOB)", "no place"},
        {"DELETE FROM search_docsize", "search row missing"},
    };

    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        struct fixture *f;
        struct str      said;

        assert_int_equal(fixture_start(state), 0);
        f = *state;
        a_store_for_damage(f);
        edit(f, damage[i].sql);
        f->unsound = true;
        f->ix      = open_index(f, INDEX_READ);
        said       = verify(f);
        if (!str_find(said, z(damage[i].trouble)).n)
            fail_msg("%s: said \"%.*s\"", damage[i].sql, STR_FMT(said));
        assert_int_equal(fixture_end(state), 0);
    }
    *state = NULL;
}

static void verify_finds_one_changed_byte_in_a_record(void **state)
{
    struct fixture *f = *state;
    FILE           *db;
    char           *bytes;
    long            size;
    char           *at;

    a_store_for_damage(f);
    index_close(f->ix);
    f->ix = NULL;
    db    = fopen(f->path, "r+b");
    assert_non_null(db);
    (void)fseek(db, 0, SEEK_END);
    size  = ftell(db);
    bytes = test_malloc((size_t)size);
    rewind(db);
    assert_int_equal(fread(bytes, 1, (size_t)size, db), size);
    at = memmem(bytes, (size_t)size, "Căn cứ", sizeof "Căn cứ" - 1);
    assert_non_null(at);
    (void)fseek(db, at - bytes, SEEK_SET);
    (void)fputc('D', db);
    (void)fclose(db);
    test_free(bytes);
    f->unsound = true;
    f->ix      = open_index(f, INDEX_READ);
    assert_true(str_find(verify(f), STR("stored record is damaged")).n > 0);
}

static void any_changed_byte_changes_the_hash(void **state)
{
    char     bytes[21] = "mot hai ba bon nam";
    uint64_t hash      = image_hash((struct str){bytes, sizeof bytes});

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        for (int bit = 0; bit < 8; bit++) {
            bytes[i] = (char)(bytes[i] ^ (1 << bit));
            assert_true(image_hash((struct str){bytes, sizeof bytes}) != hash);
            bytes[i] = (char)(bytes[i] ^ (1 << bit));
        }
    assert_true(image_hash((struct str){bytes, sizeof bytes - 1}) != hash);
}

static void the_writer_checks_the_words_as_well(void **state)
{
    struct fixture *f = *state;

    a_store_for_damage(f);
    edit(f, "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10");
    f->unsound = true;
    f->ix      = open_index(f, INDEX_WRITE);
    assert_true(str_find(verify(f), STR("search: ")).n > 0);
}

static const struct CMUnitTest tests[] = {
    TEST(a_record_comes_back_as_it_was_put),
    TEST(new_content_at_a_place_replaces_the_old),
    TEST(newer_rules_replace_the_record_of_the_same_content),
    TEST(paths_are_bytes),
    TEST(the_smallest_place_is_read_the_others_are_duplicates),
    TEST(a_copy_of_a_refused_file_is_a_duplicate_too),
    TEST(ignored_files_are_never_duplicates),
    TEST(members_of_a_copied_archive_are_duplicates),
    TEST(a_record_without_content_leaves_its_place),
    TEST(what_a_walk_does_not_see_is_gone),
    TEST(what_lies_below_a_folder_that_could_not_be_read_stays),
    TEST(what_comes_back_is_read_again),
    TEST(only_the_same_stamp_and_fingerprint_skip_a_file),
    TEST(a_reader_may_ask_what_a_walk_would_find),
    TEST(a_failed_file_is_tried_again),
    TEST(members_that_vanish_from_an_archive_are_gone),
    TEST(when_the_kept_place_goes_the_next_one_is_read_again),
    TEST(a_content_may_lose_its_second_place_before_it_is_read_there),
    TEST(words_leave_the_file_when_a_stamp_takes_their_place),
    TEST(roots_do_not_touch_each_other),
    TEST(a_root_that_was_walked_can_be_found_and_ended),
    TEST(the_ledger_adds_up),
    TEST(what_is_not_committed_never_happened),
    TEST(a_process_that_is_killed_leaves_a_sound_store),
    TEST(a_reader_sees_the_last_commit_while_a_writer_writes),
    TEST(between_begin_and_commit_a_reader_sees_one_moment),
    TEST(a_second_writer_waits_and_gives_up),
    TEST(a_failed_write_spoils_its_batch),
    TEST(other_versions_are_refused_in_words),
    TEST(what_is_no_store_is_refused_and_left_alone),
    TEST(other_urls_are_refused),
    TEST(the_store_is_private_whatever_the_umask),
    cmocka_unit_test(verify_finds_every_kind_of_damage),
    TEST(verify_finds_one_changed_byte_in_a_record),
    cmocka_unit_test(any_changed_byte_changes_the_hash),
    TEST(the_writer_checks_the_words_as_well),
};

TEST_MAIN(tests)
