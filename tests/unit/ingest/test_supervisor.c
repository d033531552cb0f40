#include "tests/unit/test.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

#include "ingest/channel.h"
#include "ingest/record/diag.h"
#include "ingest/record/wire.h"
#include "ingest/supervisor.h"

/* ---- formats that misbehave on demand ----------------------------------------- */

static int socket_of_worker(void)
{
    struct stat st;

    for (int fd = 3; fd < 64; fd++)
        if (fstat(fd, &st) == 0 && S_ISSOCK(st.st_mode))
            return fd;
    return -1;
}

static enum kc_status do_segv(struct document *doc)
{
    (void)doc;
    raise(SIGSEGV);
    return KC_OK;
}

static enum kc_status do_abort(struct document *doc)
{
    (void)doc;
    abort();
}

static enum kc_status do_exit(struct document *doc)
{
    (void)doc;
    _exit(0);
}

static enum kc_status do_hang(struct document *doc)
{
    (void)doc;
    while (pause())
        ;
    return KC_OK;
}

static enum kc_status do_spin(struct document *doc)
{
    volatile bool on = true;

    (void)doc;
    while (on)
        ;
    return KC_OK;
}

/* What a terminal or a service manager sends to every process there is. */
static enum kc_status do_signals(struct document *doc)
{
    (void)doc;
    raise(SIGINT);
    raise(SIGTERM);
    raise(SIGHUP);
    return KC_OK;
}

static enum kc_status do_slow(struct document *doc)
{
    (void)doc;
    usleep(200 * 1000);
    return KC_OK;
}

static enum kc_status do_memory(struct document *doc)
{
    (void)doc;
    return KC_NO_MEMORY;
}

/* Really takes it, until the limit or a gigabyte. */
static enum kc_status do_hoard(struct document *doc)
{
    /* clang drops memory that nobody looks at */
    static void *volatile kept;

    (void)doc;
    for (int i = 0; i < 1024; i++) {
        char *p = malloc((size_t)1 << 20);

        if (!p)
            return KC_NO_MEMORY;
        memset(p, 1, (size_t)1 << 20);
        kept = p;
    }
    return kept ? KC_OK : KC_NO_MEMORY;
}

static enum kc_status do_babble(struct document *doc)
{
    (void)doc;
    while (send(socket_of_worker(), "rubbish rubbish rubbish ", 24, MSG_NOSIGNAL) > 0)
        ;
    return KC_OK;
}

/* A frame as it should be, with `image` inside, for the file under way. */
static void send_image(struct document *doc, struct str image)
{
    struct frame f = {.kind = FRAME_RECORD, .bytes = image.n};

    /* The file's number stands in its own bytes. */
    f.file = (uint64_t)(doc->parts[0].bytes.p[doc->parts[0].bytes.n - 1] - '0');
    channel_send(socket_of_worker(), &f, sizeof f, -1);
    channel_send(socket_of_worker(), image.p, image.n, -1);
}

static enum kc_status do_lie(struct document *doc)
{
    send_image(doc, STR("this is no record"));
    return KC_OK;
}

static enum kc_status do_impersonate(struct document *doc)
{
    struct document other = {.arena = doc->arena, .path = STR("other.mock"), .state = STATE_READ};
    struct str      image;

    if (wire_write(&other, doc->arena, &image) == KC_OK)
        send_image(doc, image);
    return KC_OK;
}

static enum kc_status do_flood(struct document *doc)
{
    struct document member = {
        .arena = doc->arena, .path = doc->path, .member = STR("m"), .state = STATE_READ};
    struct str image;

    if (wire_write(&member, doc->arena, &image) == KC_OK)
        for (;;)
            send_image(doc, image);
    return KC_OK;
}

static enum kc_status add_text(struct document *doc, struct str text)
{
    return arena_copy(doc->arena, text, &doc->original) ? KC_OK : KC_LIMIT;
}

/* What a worker may still do, as its text. */
static enum kc_status do_confess(struct document *doc)
{
    struct rlimit core, size, files, data;
    int           open_fds = 0;
    struct str    text;

    for (int fd = 0; fd < 1024; fd++)
        open_fds += fcntl(fd, F_GETFD) >= 0;
    getrlimit(RLIMIT_CORE, &core);
    getrlimit(RLIMIT_FSIZE, &size);
    getrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_DATA, &data);
    text = arena_printf(doc->arena, "core %d size %d files %d data %d privs %d dump %d open %d",
                        (int)core.rlim_max, (int)size.rlim_max, (int)files.rlim_max,
                        data.rlim_max != RLIM_INFINITY, prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0),
                        prctl(PR_GET_DUMPABLE), open_fds);
    return add_text(doc, text);
}

static const struct {
    const char *word;
    enum kc_status (*act)(struct document *doc);
} acts[] = {
    {"MOCK abort", do_abort},     {"MOCK babble", do_babble},
    {"MOCK confess", do_confess}, {"MOCK exit", do_exit},
    {"MOCK flood", do_flood},     {"MOCK hang", do_hang},
    {"MOCK hoard", do_hoard},     {"MOCK impersonate", do_impersonate},
    {"MOCK lie", do_lie},         {"MOCK memory", do_memory},
    {"MOCK segv", do_segv},       {"MOCK signals", do_signals},
    {"MOCK slow", do_slow},       {"MOCK spin", do_spin},
};

static unsigned bid_mock(const struct sniff *s)
{
    return str_starts_with(s->head, STR("MOCK")) ? 32 : 0;
}

static enum kc_status read_mock(struct parser *p, const struct limits *lim, struct document *doc)
{
    struct str     bytes = doc->parts[0].bytes;
    enum kc_status s     = KC_OK;

    (void)p, (void)lim;
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
        if (str_starts_with(bytes, str_from_cstr(acts[i].word)))
            s = acts[i].act(doc);
    return s == KC_OK && !doc->original.n ? add_text(doc, bytes) : s;
}

static unsigned bid_zip(const struct sniff *s)
{
    return str_starts_with(s->head, STR("PK\x03\x04")) ? 32 : 0;
}

static const struct format        mock      = {.name = "mock", .bid = bid_mock, .read = read_mock};
static const struct format        pack      = {.name          = "pack",
                                               .container     = CONTAINER_ARCHIVE,
                                               .bid           = bid_zip,
                                               .unread_state  = STATE_READ,
                                               .unread_reason = REASON_ARCHIVE};
static const struct format *const formats[] = {&mock, &pack, NULL};

/* ---- a place to work in --------------------------------------------------------- */

static struct ruleset *rules; /* compiled once for all tests */

struct place {
    char               dir[64];
    int                fd;
    struct limits      lim;
    struct arena      *arena;
    struct supervisor *sup;
    struct entry      *entries;
    size_t             n;
    /* what came back */
    struct text    log;    /* one line a record: path!member state/reason */
    struct text    images; /* all of them, in order                       */
    struct text    texts;
    struct text    hints;
    size_t         done;
    size_t         stop_after; /* files; 0 never */
    enum kc_status answer;     /* of `done` then */
};

static void complain(void *ctx, struct str file, const struct rule_error *e)
{
    (void)ctx;
    fprintf(stderr, "%.*s:%u: mistake %d\n", STR_FMT(file), e->line, (int)e->code);
}

static void free_rules(void)
{
    ruleset_free(rules);
}

static int setup(void **state)
{
    struct place *p = calloc(1, sizeof *p);

    assert_non_null(p);
    if (!rules) {
        assert_int_equal(ruleset_load_shipped(complain, NULL, &rules), KC_OK);
        atexit(free_rules);
    }
    snprintf(p->dir, sizeof p->dir, "/tmp/kc-supervisor-XXXXXX");
    assert_non_null(mkdtemp(p->dir));
    p->fd               = open(p->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    p->lim              = limits_default;
    p->lim.wall_seconds = 10;
    p->arena            = arena_new((size_t)256 << 20);
    assert_true(p->fd >= 0 && p->arena);
    supervisor_stop = 0;
    *state          = p;
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

    supervisor_free(p->sup);
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

static void do_walk(struct place *p)
{
    assert_int_equal(walk(p->fd, p->arena, &p->entries, &p->n), KC_OK);
}

/* The nursery borrows p->lim: set it before. */
static void start(struct place *p, unsigned workers)
{
    supervisor_free(p->sup);
    p->sup = NULL;
    assert_int_equal(supervisor_new(&p->lim, formats, rules, workers, &p->sup), KC_OK);
}

static enum kc_status on_record(void *ctx, const struct entry *e, const struct document *doc,
                                struct str image)
{
    struct place *p = ctx;

    assert_str(doc->path, e->path);
    text_add(&p->log, doc->path);
    if (doc->member.n)
        text_add(&p->log, STR("!")), text_add(&p->log, doc->member);
    text_add(&p->log, STR(" "));
    text_add(&p->log, str_from_cstr(state_info(doc->state)->name));
    if (doc->reason)
        text_add(&p->log, STR("/"));
    text_add(&p->log, str_from_cstr(reason_info(doc->reason)->name));
    for (size_t i = 0; i < doc->ndiags; i++) {
        text_add(&p->log, STR(" "));
        text_add(&p->log, str_from_cstr(diag_info(doc->diags[i].code)->code));
    }
    text_add(&p->log, STR("\n"));
    text_add(&p->texts, doc->normal);
    text_add(&p->hints, doc->name.number);
    text_add(&p->images, image);
    return KC_OK;
}

static enum kc_status on_done(void *ctx, const struct entry *e)
{
    struct place *p = ctx;

    assert_ptr_equal(e, &p->entries[p->done]);
    p->done++;
    return p->stop_after && p->done == p->stop_after ? p->answer : KC_OK;
}

static enum kc_status run(struct place *p)
{
    const struct supervisor_sink sink = {.record = on_record, .done = on_done, .ctx = p};

    p->log = p->images = p->texts = p->hints = (struct text){.arena = p->arena};
    p->done                                  = 0;
    return supervisor_run(p->sup, p->fd, p->entries, p->n, &sink);
}

/* Walks, reads everything with `workers`, compares the log. */
static void expect_log(struct place *p, unsigned workers, const char *want)
{
    do_walk(p);
    start(p, workers);
    assert_int_equal(run(p), KC_OK);
    assert_int_equal(p->done, p->n);
    assert_str(text_str(&p->log), str_from_cstr(want));
}

/* ---- what a file becomes -------------------------------------------------------- */

static void a_file_becomes_a_record(void **state)
{
    struct place *p = *state;

    make_file(p, "a.mock", "MOCK xin chào");
    expect_log(p, 1, "a.mock read\n");
    assert_str(text_str(&p->texts), STR("MOCK xin chào"));
}

static void entries_that_are_no_documents_are_records_too(void **state)
{
    struct place *p = *state;

    make_file(p, "a.mock", "MOCK");
    make_file(p, "rong.mock", "");
    make_file(p, "~$a.mock", "MOCK");
    assert_int_equal(symlinkat("a.mock", p->fd, "lk"), 0);
    assert_int_equal(mkfifoat(p->fd, "ong", 0600), 0);
    expect_log(p, 2,
               "a.mock read\n"
               "lk refused/link link-not-followed\n"
               "ong refused/special-file not-regular-file\n"
               "rong.mock ignored/empty file-empty\n"
               "~$a.mock ignored/temporary\n");
}

static void a_folder_without_documents_needs_no_worker(void **state)
{
    struct place *p = *state;

    make_file(p, "rong.mock", "");
    expect_log(p, 2, "rong.mock ignored/empty file-empty\n");
    p->n = 0;
    assert_int_equal(run(p), KC_OK);
}

static void what_became_a_link_since_the_walk_is_refused(void **state)
{
    struct place *p = *state;

    make_file(p, "a.mock", "MOCK");
    make_file(p, "b.mock", "MOCK");
    do_walk(p);
    assert_int_equal(unlinkat(p->fd, "a.mock", 0), 0);
    assert_int_equal(symlinkat("b.mock", p->fd, "a.mock"), 0);
    start(p, 1);
    assert_int_equal(run(p), KC_OK);
    assert_str(text_str(&p->log), STR("a.mock refused/link link-not-followed\nb.mock read\n"));
}

static void a_file_that_changes_while_it_is_read_waits(void **state)
{
    struct place *p = *state;
    pid_t         writer;

    make_file(p, "a.mock", "MOCK slow");
    make_file(p, "b.mock", "MOCK");
    do_walk(p);
    start(p, 1);
    writer = fork();
    if (writer == 0) {
        int fd = openat(p->fd, "a.mock", O_WRONLY | O_APPEND);

        usleep(100 * 1000);
        _exit(write(fd, "more", 4) != 4);
    }
    assert_int_equal(run(p), KC_OK);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
    assert_str(text_str(&p->log), STR("a.mock waiting/busy changed-while-reading\nb.mock read\n"));
}

static void the_name_of_a_file_that_cannot_be_read_still_counts(void **state)
{
    struct place *p = *state;

    make_file(p, "153-KH-UBND.mock", "MOCK segv");
    expect_log(p, 1, "153-KH-UBND.mock failed/crash worker-crashed\n");
    assert_str(text_str(&p->hints), STR("153/KH-UBND"));
}

/* ---- order ----------------------------------------------------------------------- */

static void results_do_not_depend_on_the_number_of_workers(void **state)
{
    static const unsigned workers[] = {1, 2, 4, 7};
    struct place         *p         = *state;
    struct str            first = {NULL, 0}, log = {NULL, 0};

    for (int i = 0; i < 200; i++) {
        char name[32], text[64];

        snprintf(name, sizeof name, "%03d.mock", i);
        snprintf(text, sizeof text, i == 7 ? "MOCK slow" : i == 90 ? "MOCK segv" : "MOCK %d", i);
        make_file(p, name, text);
    }
    do_walk(p);
    for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
        start(p, workers[i]);
        assert_int_equal(run(p), KC_OK);
        assert_int_equal(p->done, 200);
        if (i == 0) {
            first = text_str(&p->images);
            log   = text_str(&p->log);
        }
        assert_str(text_str(&p->log), log);
        assert_true(str_eq(text_str(&p->images), first));
    }
}

static void a_worker_is_replaced_long_before_it_wears_out(void **state)
{
    struct place *p = *state;

    make_file(p, "a.mock", "MOCK");
    do_walk(p);
    start(p, 1);
    p->n = 1;
    /* The same file over and over: it is the number that counts. */
    for (int i = 0; i < 4; i++) {
        struct entry *many = ARENA_NEW(p->arena, struct entry, 1000);

        for (size_t k = 0; k < 1000; k++)
            many[k] = p->entries[0];
        p->entries = many;
        p->n       = 1000;
        assert_int_equal(run(p), KC_OK);
        assert_int_equal(p->done, 1000);
    }
}

/* ---- what a bad file costs --------------------------------------------------------- */

/* `text` in the middle of good files: one file has `want`, the others are read. */
static void expect_one_lost(struct place *p, const char *text, const char *want)
{
    static const unsigned workers[] = {1, 2, 4};
    char                  all[512];

    make_file(p, "0.mock", "MOCK");
    make_file(p, "1.mock", text);
    make_file(p, "2.mock", "MOCK");
    make_file(p, "3.mock", "MOCK");
    snprintf(all, sizeof all, "0.mock read\n1.mock %s\n2.mock read\n3.mock read\n", want);
    for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++)
        expect_log(p, workers[i], all);
}

static void a_crash_costs_one_file(void **state)
{
    expect_one_lost(*state, "MOCK segv", "failed/crash worker-crashed");
}

static void an_abort_costs_one_file(void **state)
{
    expect_one_lost(*state, "MOCK abort", "failed/crash worker-crashed");
}

static void a_quiet_exit_is_a_crash(void **state)
{
    expect_one_lost(*state, "MOCK exit", "failed/crash worker-crashed");
}

static void signals_to_every_process_cost_no_file(void **state)
{
    expect_one_lost(*state, "MOCK signals", "read");
}

static void a_hang_costs_one_file(void **state)
{
    struct place *p = *state;

    p->lim.wall_seconds = 1;
    make_file(p, "0.mock", "MOCK");
    make_file(p, "1.mock", "MOCK hang");
    make_file(p, "2.mock", "MOCK");
    expect_log(p, 2, "0.mock read\n1.mock failed/timeout worker-timeout\n2.mock read\n");
}

static void a_loop_ends_at_the_cpu_limit(void **state)
{
    struct place *p = *state;

    p->lim.cpu_seconds = 0; /* the limit counts whole seconds: between 0 and 1 */
    make_file(p, "1.mock", "MOCK spin");
    make_file(p, "2.mock", "MOCK");
    expect_log(p, 1, "1.mock failed/timeout worker-timeout\n2.mock read\n");
}

static void a_parser_without_memory_costs_one_file(void **state)
{
    expect_one_lost(*state, "MOCK memory", "failed/memory no-memory");
}

static void a_parser_that_hoards_memory_costs_one_file(void **state)
{
#ifdef KC_SANITIZER
    (void)state; /* cannot run under the limit */
#else
    ((struct place *)*state)->lim.worker_data_bytes = (uint64_t)32 << 20;
    expect_one_lost(*state, "MOCK hoard", "failed/memory no-memory");
#endif
}

static void a_worker_that_babbles_costs_one_file(void **state)
{
    expect_one_lost(*state, "MOCK babble", "failed/crash worker-crashed");
}

static void an_image_that_is_no_record_costs_one_file(void **state)
{
    expect_one_lost(*state, "MOCK lie 1", "failed/crash worker-crashed");
}

static void a_record_for_another_file_is_not_believed(void **state)
{
    expect_one_lost(*state, "MOCK impersonate 1", "failed/crash worker-crashed");
}

static void a_flood_of_records_is_a_limit(void **state)
{
    struct place *p = *state;
    struct str    lines, last;

    p->lim.members = 50;
    make_file(p, "a.mock", "MOCK flood 0");
    make_file(p, "b.mock", "MOCK");
    do_walk(p);
    start(p, 1);
    assert_int_equal(run(p), KC_OK);
    lines = text_str(&p->log);
    for (int i = 0; i < 51; i++)
        assert_str(str_cut(&lines, '\n'), STR("a.mock!m read"));
    last = str_cut(&lines, '\n');
    assert_str(last, STR("a.mock refused/limit limit-reached"));
    assert_str(lines, STR("b.mock read\n"));
}

static void every_worker_may_die_of_every_file(void **state)
{
    struct place *p = *state;

    for (int i = 0; i < 40; i++) {
        char name[32];

        snprintf(name, sizeof name, "%02d.mock", i);
        make_file(p, name, i % 4 == 3 ? "MOCK" : "MOCK segv");
    }
    do_walk(p);
    start(p, 3);
    assert_int_equal(run(p), KC_OK);
    for (size_t i = 0; i < 40; i++) {
        struct str lines = text_str(&p->log);

        for (size_t k = 0; k < i; k++)
            (void)str_cut(&lines, '\n');
        if (i % 4 == 3)
            assert_true(str_ends_with(str_cut(&lines, '\n'), STR(" read")));
        else
            assert_true(str_ends_with(str_cut(&lines, '\n'), STR(" failed/crash worker-crashed")));
    }
}

/* ---- archives -------------------------------------------------------------------- */

static void make_archive(struct place *p, const char *name, const char *const *texts, size_t n)
{
    char   path[128], member[32];
    zip_t *z;

    snprintf(path, sizeof path, "%s/%s", p->dir, name);
    z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(z);
    for (size_t i = 0; i < n; i++) {
        snprintf(member, sizeof member, "%zu.mock", i);
        assert_true(
            zip_file_add(z, member, zip_source_buffer(z, texts[i], strlen(texts[i]), 0), 0) >= 0);
    }
    assert_int_equal(zip_close(z), 0);
}

static void the_members_of_an_archive_come_before_it(void **state)
{
    static const char *const texts[] = {"MOCK a", "MOCK b"};
    struct place            *p       = *state;

    make_archive(p, "goi.zip", texts, 2);
    make_file(p, "a.mock", "MOCK");
    make_file(p, "z.mock", "MOCK");
    expect_log(p, 2,
               "a.mock read\n"
               "goi.zip!0.mock read\n"
               "goi.zip!1.mock read\n"
               "goi.zip read/archive\n"
               "z.mock read\n");
}

static void members_read_before_a_crash_stay(void **state)
{
    static const char *const texts[]   = {"MOCK a", "MOCK b", "MOCK segv", "MOCK c"};
    static const unsigned    workers[] = {1, 2, 4};
    struct place            *p         = *state;

    make_archive(p, "goi.zip", texts, 4);
    make_file(p, "z.mock", "MOCK");
    for (size_t i = 0; i < 3; i++)
        expect_log(p, workers[i],
                   "goi.zip!0.mock read\n"
                   "goi.zip!1.mock read\n"
                   "goi.zip failed/crash worker-crashed\n"
                   "z.mock read\n");
}

static void each_member_has_its_own_time(void **state)
{
    const char   *texts[6];
    struct place *p = *state;

    for (size_t i = 0; i < 6; i++)
        texts[i] = "MOCK slow"; /* 1.2 s in all */
    p->lim.wall_seconds = 1;
    make_archive(p, "goi.zip", texts, 6);
    do_walk(p);
    start(p, 1);
    assert_int_equal(run(p), KC_OK);
    assert_true(str_ends_with(text_str(&p->log), STR("goi.zip read/archive\n")));
}

/* ---- stopping -------------------------------------------------------------------- */

static void make_many(struct place *p, int n)
{
    for (int i = 0; i < n; i++) {
        char name[32];

        snprintf(name, sizeof name, "%03d.mock", i);
        make_file(p, name, "MOCK");
    }
    do_walk(p);
}

static enum kc_status stop_on_done(void *ctx, const struct entry *e)
{
    struct place *p = ctx;

    if (p->done == 2)
        supervisor_stop = SIGINT;
    return on_done(ctx, e);
}

static void a_stop_finishes_what_is_under_way(void **state)
{
    struct place                *p    = *state;
    const struct supervisor_sink sink = {.record = on_record, .done = stop_on_done, .ctx = p};

    make_many(p, 100);
    start(p, 1); /* of two, one may finish everything while the other waits for a core */
    p->log = p->images = p->texts = p->hints = (struct text){.arena = p->arena};
    assert_int_equal(supervisor_run(p->sup, p->fd, p->entries, p->n, &sink), KC_BUSY);
    assert_in_range(p->done, 3, 99);
    supervisor_stop = 0;
    assert_int_equal(run(p), KC_OK);
    assert_int_equal(p->done, 100);
}

static void a_sink_that_fails_stops_the_run(void **state)
{
    struct place *p = *state;

    make_many(p, 10);
    start(p, 2);
    p->stop_after = 4;
    p->answer     = KC_IO;
    assert_int_equal(run(p), KC_IO);
    assert_int_equal(p->done, 4);
    p->stop_after = 0;
    assert_int_equal(run(p), KC_OK);
    assert_int_equal(p->done, 10);
}

/* ---- what is left behind ------------------------------------------------------------ */

static int count_descriptors(void)
{
    DIR *d = opendir("/proc/self/fd");
    int  n = 0;

    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

static void nothing_is_left_open_and_nobody_unburied(void **state)
{
    struct place *p = *state;
    int           before;

    make_many(p, 10);
    make_file(p, "005.mock", "MOCK segv");
    do_walk(p);
    before = count_descriptors();
    for (int i = 0; i < 3; i++) {
        start(p, 3);
        p->stop_after = i == 1 ? 5 : 0;
        p->answer     = KC_IO;
        assert_int_equal(run(p), i == 1 ? KC_IO : KC_OK);
        supervisor_free(p->sup);
        p->sup = NULL;
        assert_int_equal(count_descriptors(), before);
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
        assert_int_equal(errno, ECHILD);
    }
}

/* Children of `pid`, their number added to *n, as far as the kernel tells. */
static void count_family(pid_t pid, int *n)
{
    char  name[64];
    FILE *f;
    int   child;

    snprintf(name, sizeof name, "/proc/%d/task/%d/children", pid, pid);
    f = fopen(name, "re");
    while (f && fscanf(f, "%d", &child) == 1) {
        ++*n;
        count_family(child, n);
    }
    if (f)
        fclose(f);
}

/* Orphans of ours come to us, so that we see how they end. */
static void nobody_outlives_a_killed_supervisor(void **state)
{
    struct place *p = *state;
    pid_t         child, pid;
    int           born = 0, buried = 0;

    make_file(p, "1.mock", "MOCK hang");
    make_file(p, "2.mock", "MOCK spin");
    do_walk(p);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    child = fork();
    if (child == 0) {
        start(p, 2);
        run(p);
        _exit(0);
    }
    for (int i = 0; i < 200 && born < 3; i++) {
        usleep(20 * 1000);
        born = 0;
        count_family(child, &born);
    }
    assert_int_equal(kill(child, SIGKILL), 0);
    alarm(10); /* a survivor would make us wait for ever */
    while ((pid = waitpid(-1, NULL, 0)) > 0)
        buried++;
    alarm(0);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
    assert_int_equal(born, 3);
    assert_in_range(buried, 2, 4); /* the nursery may have buried the workers itself */
}

static void a_worker_has_given_up_what_it_does_not_need(void **state)
{
    struct place *p = *state;

    make_file(p, "1.mock", "MOCK confess");
    expect_log(p, 1, "1.mock read\n");
    /* open: 0 to 2 on /dev/null, the socket, the file */
#ifdef KC_SANITIZER
    assert_str(text_str(&p->texts), STR("core 0 size 0 files 64 data 0 privs 1 dump 0 open 5"));
#else
    assert_str(text_str(&p->texts), STR("core 0 size 0 files 64 data 1 privs 1 dump 0 open 5"));
#endif
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
static const struct CMUnitTest tests[] = {
    TEST(a_file_becomes_a_record),
    TEST(entries_that_are_no_documents_are_records_too),
    TEST(a_folder_without_documents_needs_no_worker),
    TEST(what_became_a_link_since_the_walk_is_refused),
    TEST(a_file_that_changes_while_it_is_read_waits),
    TEST(the_name_of_a_file_that_cannot_be_read_still_counts),
    TEST(results_do_not_depend_on_the_number_of_workers),
    TEST(a_worker_is_replaced_long_before_it_wears_out),
    TEST(a_crash_costs_one_file),
    TEST(an_abort_costs_one_file),
    TEST(a_quiet_exit_is_a_crash),
    TEST(signals_to_every_process_cost_no_file),
    TEST(a_hang_costs_one_file),
    TEST(a_loop_ends_at_the_cpu_limit),
    TEST(a_parser_without_memory_costs_one_file),
    TEST(a_parser_that_hoards_memory_costs_one_file),
    TEST(a_worker_that_babbles_costs_one_file),
    TEST(an_image_that_is_no_record_costs_one_file),
    TEST(a_record_for_another_file_is_not_believed),
    TEST(a_flood_of_records_is_a_limit),
    TEST(every_worker_may_die_of_every_file),
    TEST(the_members_of_an_archive_come_before_it),
    TEST(members_read_before_a_crash_stay),
    TEST(each_member_has_its_own_time),
    TEST(a_stop_finishes_what_is_under_way),
    TEST(a_sink_that_fails_stops_the_run),
    TEST(nothing_is_left_open_and_nobody_unburied),
    TEST(nobody_outlives_a_killed_supervisor),
    TEST(a_worker_has_given_up_what_it_does_not_need),
};

TEST_MAIN(tests)
