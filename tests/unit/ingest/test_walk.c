#include "tests/unit/test.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "ingest/walk.h"

/* Each test gets an empty folder. */
struct place {
    char          dir[64];
    int           fd;
    struct arena *arena;
    struct entry *entries;
    size_t        n;
};

static int setup(void **state)
{
    struct place *p = calloc(1, sizeof *p);

    assert_non_null(p);
    snprintf(p->dir, sizeof p->dir, "/tmp/kc-walk-XXXXXX");
    assert_non_null(mkdtemp(p->dir));
    assert_int_equal(chmod(p->dir, 0755), 0);
    p->fd    = open(p->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    p->arena = arena_new(64u << 20);
    assert_true(p->fd >= 0 && p->arena);
    *state = p;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

static int teardown(void **state)
{
    struct place *p = *state;

    close(p->fd);
    arena_free(p->arena);
    nftw(p->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(p);
    return 0;
}

static void make_file(struct place *p, const char *name, const char *text)
{
    int fd = openat(p->fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void make_folder(struct place *p, const char *name)
{
    assert_int_equal(mkdirat(p->fd, name, 0755), 0);
}

static void do_walk(struct place *p)
{
    assert_int_equal(walk(p->fd, p->arena, &p->entries, &p->n), KC_OK);
}

static const struct entry *find(struct place *p, const char *path)
{
    for (size_t i = 0; i < p->n; i++)
        if (str_eq(p->entries[i].path, str_from_cstr(path)))
            return &p->entries[i];
    fail_msg("no entry \"%s\" among %zu", path, p->n);
    return NULL;
}

static void expect(struct place *p, const char *path, enum file_state state,
                   enum file_reason reason)
{
    const struct entry *e = find(p, path);

    if (e->state != state || e->reason != reason)
        fail_msg("%s: got %s/%s, want %s/%s", path, state_info(e->state)->name,
                 reason_info(e->reason)->name, state_info(state)->name, reason_info(reason)->name);
}

/* ---- walking --------------------------------------------------------------- */

static void an_empty_folder_has_no_entries(void **state)
{
    struct place *p = *state;

    do_walk(p);
    assert_int_equal(p->n, 0);
}

static void entries_come_in_byte_order_of_the_whole_path(void **state)
{
    static const char *const want[] = {"B.docx",     "a b/2.docx", "a-1.docx",  "a/1.docx",
                                       "a/b/0.html", "a0.docx",    "Đề án.docx"};
    struct place            *p      = *state;

    make_folder(p, "a");
    make_folder(p, "a/b");
    make_folder(p, "a b");
    for (size_t i = 7; i-- > 0;)
        make_file(p, want[i], "x");
    do_walk(p);
    assert_int_equal(p->n, 7);
    for (size_t i = 0; i < 7; i++)
        assert_str(p->entries[i].path, str_from_cstr(want[i]));
}

static void what_is_no_document_is_told_apart_by_name_and_kind(void **state)
{
    struct place      *p    = *state;
    struct sockaddr_un addr = {.sun_family = AF_UNIX};
    int                s    = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    make_file(p, "bao-cao.docx", "x");
    make_file(p, "rong.docx", "");
    make_file(p, "~$bao-cao.docx", "x");
    make_file(p, "tai-ve.pdf.crdownload", "");
    make_file(p, "Thumbs.db", "x");
    make_file(p, ".kiemchung-id", "x");
    make_folder(p, ".kiemchung");
    make_file(p, ".kiemchung/index.db", "x");
    make_folder(p, "__MACOSX");
    make_file(p, "__MACOSX/._bao-cao.docx", "x");
    assert_int_equal(mkfifoat(p->fd, "ong", 0644), 0);
    snprintf(addr.sun_path, sizeof addr.sun_path, "%s/o-cam", p->dir);
    assert_int_equal(bind(s, (struct sockaddr *)&addr, sizeof addr), 0);
    close(s);
    do_walk(p);
    assert_int_equal(p->n, 10);
    expect(p, "bao-cao.docx", STATE_NONE, REASON_NONE);
    expect(p, "rong.docx", STATE_IGNORED, REASON_EMPTY);
    expect(p, "~$bao-cao.docx", STATE_IGNORED, REASON_TEMPORARY);
    expect(p, "tai-ve.pdf.crdownload", STATE_IGNORED, REASON_TEMPORARY);
    expect(p, "Thumbs.db", STATE_IGNORED, REASON_SYSTEM);
    expect(p, ".kiemchung-id", STATE_IGNORED, REASON_SYSTEM);
    expect(p, ".kiemchung", STATE_IGNORED, REASON_SYSTEM);
    expect(p, "__MACOSX/._bao-cao.docx", STATE_IGNORED, REASON_SYSTEM);
    expect(p, "ong", STATE_REFUSED, REASON_SPECIAL_FILE);
    expect(p, "o-cam", STATE_REFUSED, REASON_SPECIAL_FILE);
}

static void links_are_never_followed(void **state)
{
    struct place *p = *state;

    make_folder(p, "that");
    make_file(p, "that/a.docx", "x");
    assert_int_equal(symlinkat("that", p->fd, "thu-muc"), 0);
    assert_int_equal(symlinkat("that/a.docx", p->fd, "tep.docx"), 0);
    assert_int_equal(symlinkat("khong-co", p->fd, "treo"), 0);
    assert_int_equal(symlinkat("..", p->fd, "that/vong"), 0);
    do_walk(p);
    assert_int_equal(p->n, 5);
    expect(p, "thu-muc", STATE_REFUSED, REASON_LINK);
    expect(p, "tep.docx", STATE_REFUSED, REASON_LINK);
    expect(p, "treo", STATE_REFUSED, REASON_LINK);
    expect(p, "that/vong", STATE_REFUSED, REASON_LINK);
    expect(p, "that/a.docx", STATE_NONE, REASON_NONE);
}

static void a_folder_that_cannot_be_read_is_an_entry(void **state)
{
    struct place  *p    = *state;
    bool           root = geteuid() == 0;
    enum kc_status s;

    make_folder(p, "kin");
    make_file(p, "kin/a.docx", "x");
    make_file(p, "b.docx", "x");
    assert_int_equal(fchmodat(p->fd, "kin", root ? 0700 : 0, 0), 0);
    /* Nothing is closed to root: look as somebody else. */
    if (root)
        assert_int_equal(seteuid(65534), 0);
    s = walk(p->fd, p->arena, &p->entries, &p->n);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(fchmodat(p->fd, "kin", 0755, 0), 0);
    assert_int_equal(s, KC_OK);
    assert_int_equal(p->n, 2);
    expect(p, "kin", STATE_FAILED, REASON_NO_PERMISSION);
    expect(p, "b.docx", STATE_NONE, REASON_NONE);
}

static void a_root_that_cannot_be_read_is_no_walk(void **state)
{
    struct place *p = *state;
    int           fd;

    make_file(p, "a.docx", "x");
    fd = openat(p->fd, "a.docx", O_RDONLY | O_CLOEXEC);
    assert_int_equal(walk(fd, p->arena, &p->entries, &p->n), KC_IO);
    close(fd);
}

static void folders_too_deep_are_told_and_not_entered(void **state)
{
    struct place       *p = *state;
    const struct entry *e;
    int                 at = dup(p->fd);

    for (int i = 0; i < 300; i++) {
        int next;

        assert_int_equal(mkdirat(at, "d", 0755), 0);
        next = openat(at, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        close(at);
        at = next;
    }
    close(at);
    do_walk(p);
    assert_int_equal(p->n, 1);
    e = &p->entries[0];
    assert_int_equal(e->state, STATE_REFUSED);
    assert_int_equal(e->reason, REASON_LIMIT);
    assert_int_equal(e->path.n, 256 * 2 - 1);
}

static void paths_longer_than_the_system_takes_are_walked_and_opened(void **state)
{
    struct place    *p = *state;
    char             name[201];
    int              at = dup(p->fd), fd;
    enum file_reason why;

    memset(name, 'd', 200);
    name[200] = '\0';
    for (int i = 0; i < 30; i++) {
        int next;

        assert_int_equal(mkdirat(at, name, 0755), 0);
        next = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        close(at);
        at = next;
    }
    fd = openat(at, "a.docx", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    assert_int_equal(write(fd, "x", 1), 1);
    close(fd);
    close(at);
    do_walk(p);
    assert_int_equal(p->n, 1);
    assert_int_equal(p->entries[0].path.n, 30 * 201 + 6);
    fd = entry_open(p->fd, &p->entries[0], &why);
    assert_true(fd >= 0);
    close(fd);
}

static void the_stamp_says_how_the_file_looked(void **state)
{
    struct place       *p = *state;
    const struct entry *e;
    struct stat         st;

    make_file(p, "a.docx", "12345");
    do_walk(p);
    e = find(p, "a.docx");
    assert_int_equal(fstatat(p->fd, "a.docx", &st, 0), 0);
    assert_int_equal(e->stamp.size, 5);
    assert_int_equal(e->stamp.inode, st.st_ino);
    assert_int_equal(e->stamp.mtime_ns, st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec);
    assert_int_equal(e->stamp.ctime_ns, st.st_ctim.tv_sec * 1000000000 + st.st_ctim.tv_nsec);
}

static void memory_running_out_is_told(void **state)
{
    struct place *p     = *state;
    struct arena *small = arena_new(512);

    for (int i = 0; i < 40; i++) {
        char name[32];

        snprintf(name, sizeof name, "tep-%d.docx", i);
        make_file(p, name, "x");
    }
    assert_int_equal(walk(p->fd, small, &p->entries, &p->n), KC_NO_MEMORY);
    arena_free(small);
}

/* ---- opening --------------------------------------------------------------- */

static void an_entry_opens_and_reads(void **state)
{
    struct place    *p = *state;
    enum file_reason why;
    char             buf[8];
    int              fd;

    make_folder(p, "so");
    make_file(p, "so/a.docx", "abc");
    do_walk(p);
    fd = entry_open(p->fd, find(p, "so/a.docx"), &why);
    assert_true(fd >= 0);
    assert_int_equal(read(fd, buf, sizeof buf), 3);
    assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    close(fd);
}

static void expect_closed(struct place *p, const char *path, enum file_reason want)
{
    enum file_reason why = REASON_NONE;

    errno = 0;
    assert_int_equal(entry_open(p->fd, find(p, path), &why), -1);
    if (why != want)
        fail_msg("%s: got %s, want %s", path, reason_info(why)->name, reason_info(want)->name);
    assert_true(errno != 0);
}

static void an_entry_that_became_something_else_does_not_open(void **state)
{
    struct place *p = *state;

    make_folder(p, "so");
    make_file(p, "so/a.docx", "abc");
    make_file(p, "link.docx", "abc");
    make_file(p, "pipe.docx", "abc");
    make_file(p, "gone.docx", "abc");
    make_file(p, "new.docx", "abc");
    do_walk(p);
    assert_int_equal(renameat(p->fd, "so", p->fd, "so2"), 0);
    assert_int_equal(symlinkat("so2", p->fd, "so"), 0);
    assert_int_equal(unlinkat(p->fd, "link.docx", 0), 0);
    assert_int_equal(symlinkat("so2/a.docx", p->fd, "link.docx"), 0);
    assert_int_equal(unlinkat(p->fd, "pipe.docx", 0), 0);
    assert_int_equal(mkfifoat(p->fd, "pipe.docx", 0644), 0);
    assert_int_equal(unlinkat(p->fd, "gone.docx", 0), 0);
    make_file(p, "other", "xyz");
    assert_int_equal(renameat(p->fd, "other", p->fd, "new.docx"), 0);
    expect_closed(p, "so/a.docx", REASON_LINK);
    expect_closed(p, "link.docx", REASON_LINK);
    expect_closed(p, "pipe.docx", REASON_SPECIAL_FILE);
    expect_closed(p, "gone.docx", REASON_BUSY);
    expect_closed(p, "new.docx", REASON_BUSY);
}

static void a_file_that_may_not_be_read_says_so(void **state)
{
    struct place    *p    = *state;
    bool             root = geteuid() == 0;
    enum file_reason why  = REASON_NONE;
    int              fd;

    make_file(p, "a.docx", "x");
    assert_int_equal(fchmodat(p->fd, "a.docx", root ? 0600 : 0, 0), 0);
    do_walk(p);
    if (root)
        assert_int_equal(seteuid(65534), 0);
    fd = entry_open(p->fd, find(p, "a.docx"), &why);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(fd, -1);
    assert_int_equal(why, REASON_NO_PERMISSION);
}

static void paths_that_climb_do_not_open(void **state)
{
    struct place    *p   = *state;
    struct entry     e   = {.path = STR("../etc/passwd")};
    enum file_reason why = REASON_NONE;

    assert_int_equal(entry_open(p->fd, &e, &why), -1);
    e.path = STR("/etc/passwd");
    assert_int_equal(entry_open(p->fd, &e, &why), -1);
    e.path = (struct str){NULL, 0};
    assert_int_equal(entry_open(p->fd, &e, &why), -1);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(an_empty_folder_has_no_entries, setup, teardown),
    cmocka_unit_test_setup_teardown(entries_come_in_byte_order_of_the_whole_path, setup, teardown),
    cmocka_unit_test_setup_teardown(what_is_no_document_is_told_apart_by_name_and_kind, setup,
                                    teardown),
    cmocka_unit_test_setup_teardown(links_are_never_followed, setup, teardown),
    cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_read_is_an_entry, setup, teardown),
    cmocka_unit_test_setup_teardown(a_root_that_cannot_be_read_is_no_walk, setup, teardown),
    cmocka_unit_test_setup_teardown(folders_too_deep_are_told_and_not_entered, setup, teardown),
    cmocka_unit_test_setup_teardown(paths_longer_than_the_system_takes_are_walked_and_opened, setup,
                                    teardown),
    cmocka_unit_test_setup_teardown(the_stamp_says_how_the_file_looked, setup, teardown),
    cmocka_unit_test_setup_teardown(memory_running_out_is_told, setup, teardown),
    cmocka_unit_test_setup_teardown(an_entry_opens_and_reads, setup, teardown),
    cmocka_unit_test_setup_teardown(an_entry_that_became_something_else_does_not_open, setup,
                                    teardown),
    cmocka_unit_test_setup_teardown(a_file_that_may_not_be_read_says_so, setup, teardown),
    cmocka_unit_test_setup_teardown(paths_that_climb_do_not_open, setup, teardown),
};

TEST_MAIN(tests)
