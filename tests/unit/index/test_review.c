#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index/review.h"
#include "tests/unit/test.h"

struct fixture {
    struct arena    *arena;
    char             dir[32];
    char             path[64];
    struct decisions all;
    unsigned         unreadable;
};

static int set_up(void **state)
{
    struct arena   *a = arena_new(16 << 20);
    struct fixture *f = ARENA_NEW(a, struct fixture, 1);
    f->arena          = a;
    (void)snprintf(f->dir, sizeof f->dir, "/tmp/kc-review-XXXXXX");
    if (!mkdtemp(f->dir))
        return -1;
    (void)snprintf(f->path, sizeof f->path, "%s/decisions.ndjson", f->dir);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    (void)unlink(f->path);
    int rc = rmdir(f->dir);
    arena_free(f->arena);
    return rc;
}

static struct decision decision(enum decision_verb verb, const char *criterion,
                                const char *document)
{
    return (struct decision){.verb      = verb,
                             .set       = STR("mau"),
                             .criterion = str_from_cstr(criterion),
                             .document  = str_from_cstr(document),
                             .number    = STR("12/KH-UBND"),
                             .by        = STR("Lê Thị \"Hoa\"\n"),
                             .why       = STR("đã đối chiếu bản giấy"),
                             .at        = STR("2026-01-15T08:30:00Z")};
}

static void append(struct fixture *f, enum decision_verb verb, const char *criterion,
                   const char *document)
{
    struct decision d = decision(verb, criterion, document);
    assert_int_equal(decisions_append(f->path, &d), KC_OK);
}

static void reread(struct fixture *f)
{
    assert_int_equal(decisions_read(f->path, f->arena, &f->all, &f->unreadable), KC_OK);
}

static const struct decision *on_link(struct fixture *f, const char *criterion,
                                      const char *document)
{
    return decisions_on_link(&f->all, STR("mau"), str_from_cstr(criterion),
                             str_from_cstr(document));
}

static void raw(struct fixture *f, const char *text)
{
    int fd = open(f->path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void a_missing_file_is_empty(void **state)
{
    struct fixture *f = *state;
    f->all.n          = 9;
    reread(f);
    assert_int_equal(f->all.n, 0);
    assert_int_equal(f->unreadable, 0);
}

static void what_is_written_is_read_back(void **state)
{
    struct fixture *f = *state;
    append(f, DECISION_ACCEPT, "1.10", "aa11");
    reread(f);
    assert_int_equal(f->all.n, 1);
    struct decision want = decision(DECISION_ACCEPT, "1.10", "aa11");
    assert_int_equal(f->all.items[0].verb, DECISION_ACCEPT);
    assert_str(f->all.items[0].set, want.set);
    assert_str(f->all.items[0].criterion, want.criterion);
    assert_str(f->all.items[0].document, want.document);
    assert_str(f->all.items[0].number, want.number);
    assert_str(f->all.items[0].by, want.by);
    assert_str(f->all.items[0].why, want.why);
    assert_str(f->all.items[0].at, want.at);
}

static void only_the_owner_may_read_it(void **state)
{
    struct fixture *f = *state;
    struct stat     st;
    append(f, DECISION_EXPLAIN, "1.1", "");
    assert_int_equal(stat(f->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void the_newest_decision_on_a_link_wins(void **state)
{
    struct fixture *f = *state;
    append(f, DECISION_ACCEPT, "1.1", "aa");
    append(f, DECISION_REJECT, "1.1", "aa");
    append(f, DECISION_ACCEPT, "1.1", "bb");
    reread(f);
    assert_int_equal(on_link(f, "1.1", "aa")->verb, DECISION_REJECT);
    assert_int_equal(on_link(f, "1.1", "bb")->verb, DECISION_ACCEPT);
    assert_null(on_link(f, "1.10", "aa"));
    assert_null(decisions_on_link(&f->all, STR("khác"), STR("1.1"), STR("aa")));
}

static void decisions_on_a_criterion_stand_apart_from_those_on_links(void **state)
{
    struct fixture *f = *state;
    append(f, DECISION_EXPLAIN, "1.1", "");
    append(f, DECISION_ACCEPT, "1.1", "aa");
    reread(f);
    const struct decision *d = decisions_on_criterion(&f->all, STR("mau"), STR("1.1"));
    assert_non_null(d);
    assert_int_equal(d->verb, DECISION_EXPLAIN);
    assert_null(decisions_on_criterion(&f->all, STR("mau"), STR("1.2")));
}

static void undo_takes_back_and_a_later_decision_holds(void **state)
{
    struct fixture *f = *state;
    append(f, DECISION_ACCEPT, "1.1", "aa");
    append(f, DECISION_EXPLAIN, "1.1", "");
    append(f, DECISION_UNDO, "1.1", "aa");
    reread(f);
    assert_int_equal(f->all.n, 1);
    assert_null(on_link(f, "1.1", "aa"));
    append(f, DECISION_UNDO, "1.1", "");
    append(f, DECISION_REJECT, "1.1", "aa");
    reread(f);
    assert_int_equal(f->all.n, 1);
    assert_int_equal(on_link(f, "1.1", "aa")->verb, DECISION_REJECT);
}

static void a_torn_line_is_ended_and_counted(void **state)
{
    struct fixture *f = *state;
    append(f, DECISION_ACCEPT, "1.1", "aa");
    raw(f, "{\"format_version\":1,\"verb\":\"accept\",\"set\":\"mau\",\"crit");
    reread(f);
    assert_int_equal(f->all.n, 1);
    assert_int_equal(f->unreadable, 1);
    append(f, DECISION_ACCEPT, "1.2", "bb");
    reread(f);
    assert_int_equal(f->all.n, 2);
    assert_int_equal(f->unreadable, 1);
    assert_non_null(on_link(f, "1.2", "bb"));
}

static void lines_that_cannot_be_read_are_counted_and_kept(void **state)
{
    struct fixture *f = *state;
    raw(f, "không phải JSON\n"
           "[1,2]\n"
           "{\"verb\":\"bless\",\"set\":\"mau\",\"criterion\":\"1\"}\n"
           "{\"verb\":\"accept\",\"set\":\"mau\",\"criterion\":\"1\"}\n"
           "{\"verb\":\"explain\",\"verb\":\"reject\",\"set\":\"mau\",\"criterion\":\"1\"}\n"
           "\n"
           "{\"verb\":\"explain\",\"set\":\"mau\",\"criterion\":\"1\",\"why\":\" \"}\n"
           "{\"verb\":\"not-applicable\",\"set\":\"mau\",\"criterion\":\"1\",\"why\":7,"
           "\"new\":true}\n");
    reread(f);
    assert_int_equal(f->unreadable, 6);
    assert_int_equal(f->all.n, 1);
    assert_int_equal(f->all.items[0].why.n, 0);
    struct stat before, after;
    assert_int_equal(stat(f->path, &before), 0);
    append(f, DECISION_EXPLAIN, "2", "");
    assert_int_equal(stat(f->path, &after), 0);
    assert_true(after.st_size > before.st_size);
}

static void nothing_ever_shrinks_or_changes_what_is_there(void **state)
{
    struct fixture *f = *state;
    append(f, DECISION_ACCEPT, "1.1", "aa");
    struct str before = {0};
    FILE      *in     = fopen(f->path, "r");
    char       one[2048], two[4096];
    before = (struct str){one, fread(one, 1, sizeof one, in)};
    fclose(in);
    append(f, DECISION_UNDO, "1.1", "aa");
    in = fopen(f->path, "r");
    assert_true(str_starts_with((struct str){two, fread(two, 1, sizeof two, in)}, before));
    fclose(in);
}

static void writers_at_once_lose_nothing(void **state)
{
    struct fixture *f = *state;
    enum { WRITERS = 4, EACH = 10 };
    for (int w = 0; w < WRITERS; w++)
        if (!fork()) {
            struct decision d = decision(DECISION_ACCEPT, "1.1", "aa");
            for (int i = 0; i < EACH; i++)
                if (decisions_append(f->path, &d) != KC_OK)
                    _exit(1);
            _exit(0);
        }
    for (int w = 0; w < WRITERS; w++) {
        int status = 1;
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    reread(f);
    assert_int_equal(f->all.n, WRITERS * EACH);
    assert_int_equal(f->unreadable, 0);
}

static void a_folder_in_its_place_is_an_error_with_a_reason(void **state)
{
    struct fixture *f = *state;
    struct decision d = decision(DECISION_ACCEPT, "1.1", "aa");
    errno             = 0;
    assert_int_equal(decisions_append(f->dir, &d), KC_IO);
    assert_int_equal(errno, EISDIR);
    errno = 0;
    assert_int_equal(decisions_read(f->dir, f->arena, &f->all, &f->unreadable), KC_IO);
    assert_int_equal(errno, EISDIR);
}

static void an_overlong_reason_is_refused_whole(void **state)
{
    struct fixture *f   = *state;
    struct decision d   = decision(DECISION_EXPLAIN, "1.1", "");
    char           *why = calloc(1, 2 << 20);
    memset(why, 'x', 2 << 20);
    d.why = (struct str){why, 2 << 20};
    assert_int_equal(decisions_append(f->path, &d), KC_LIMIT);
    reread(f);
    assert_int_equal(f->all.n + f->unreadable, 0);
    free(why);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
static const struct CMUnitTest tests[] = {
    T(a_missing_file_is_empty),
    T(what_is_written_is_read_back),
    T(only_the_owner_may_read_it),
    T(the_newest_decision_on_a_link_wins),
    T(decisions_on_a_criterion_stand_apart_from_those_on_links),
    T(undo_takes_back_and_a_later_decision_holds),
    T(a_torn_line_is_ended_and_counted),
    T(lines_that_cannot_be_read_are_counted_and_kept),
    T(nothing_ever_shrinks_or_changes_what_is_there),
    T(writers_at_once_lose_nothing),
    T(a_folder_in_its_place_is_an_error_with_a_reason),
    T(an_overlong_reason_is_refused_whole),
};
TEST_MAIN(tests)
