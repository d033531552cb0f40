#include "tests/unit/test.h"

#include <sys/mman.h>
#include <unistd.h>

#include "ingest/pipeline.h"
#include "ingest/record/diag.h"

/* ---- formats that answer as they are told ---------------------------------------- */

static enum kc_status read_told(struct parser *p, const struct limits *lim, struct document *doc)
{
    static const struct {
        const char    *word;
        enum kc_status answer;
    } rows[] = {
        {"MOCK damaged", KC_BAD_INPUT}, {"MOCK legacy", KC_OK},    {"MOCK limit", KC_LIMIT},
        {"MOCK memory", KC_NO_MEMORY},  {"MOCK part", KC_PARTIAL},
    };
    struct str bytes = doc->parts[0].bytes;

    (void)p, (void)lim;
    if (!arena_copy(doc->arena, bytes, &doc->original))
        return KC_LIMIT;
    if (str_starts_with(bytes, STR("MOCK legacy")))
        doc->reason = REASON_LEGACY_FONT;
    if (str_starts_with(bytes, STR("MOCK hostile"))) {
        doc->state  = STATE_REFUSED;
        doc->reason = REASON_HOSTILE;
        return KC_BAD_INPUT;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (str_starts_with(bytes, str_from_cstr(rows[i].word)))
            return rows[i].answer;
    return KC_OK;
}

static unsigned bid_mock(const struct sniff *s)
{
    return str_starts_with(s->head, STR("MOCK")) ? 32 : 0;
}

static unsigned bid_picture(const struct sniff *s)
{
    return str_starts_with(s->head, STR("PICTURE")) ? 56 : 0;
}

static const struct format        mock      = {.name = "mock", .bid = bid_mock, .read = read_told};
static const struct format        picture   = {.name          = "picture",
                                               .bid           = bid_picture,
                                               .unread_state  = STATE_UNREAD,
                                               .unread_reason = REASON_IMAGE};
static const struct format *const formats[] = {&mock, &picture, NULL};

/* ---- what came out ------------------------------------------------------------------ */

static struct ruleset *rules; /* compiled once for all tests */

struct seen {
    struct pipeline *p;
    unsigned         records;
    enum file_state  state;
    enum file_reason reason;
    size_t           text, blocks;
    char             number[32];
    char             id[65];
    bool             enough;
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
    struct seen *s = calloc(1, sizeof *s);

    assert_non_null(s);
    if (!rules) {
        assert_int_equal(ruleset_load_shipped(complain, NULL, &rules), KC_OK);
        atexit(free_rules);
    }
    assert_int_equal(pipeline_new(&limits_default, formats, rules, &s->p), KC_OK);
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct seen *s = *state;

    pipeline_free(s->p);
    free(s);
    return 0;
}

static bool on_record(void *ctx, const struct document *doc)
{
    struct seen *s = ctx;

    s->records++;
    s->state  = doc->state;
    s->reason = doc->reason;
    s->text   = doc->original.n + doc->normal.n;
    s->blocks = doc->nblocks;
    snprintf(s->number, sizeof s->number, "%.*s", STR_FMT(doc->name.number));
    snprintf(s->id, sizeof s->id, "%.*s", STR_FMT(doc->id));
    return !s->enough;
}

static enum kc_status run(struct seen *s, const char *bytes)
{
    int            fd = memfd_create("test", MFD_CLOEXEC);
    enum kc_status status;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, strlen(bytes)), strlen(bytes));
    status = pipeline_run(s->p, fd, STR("so/153-KH-UBND.mock"), on_record, s);
    close(fd);
    return status;
}

static void expect(struct seen *s, const char *bytes, enum file_state state,
                   enum file_reason reason)
{
    s->records = 0;
    assert_int_equal(run(s, bytes), KC_OK);
    assert_int_equal(s->records, 1);
    if (s->state != state || s->reason != reason)
        fail_msg("%s: got %s/%s, want %s/%s", bytes, state_info(s->state)->name,
                 reason_info(s->reason)->name, state_info(state)->name, reason_info(reason)->name);
}

/* ---- tests ---------------------------------------------------------------------------- */

static void what_can_be_read_keeps_its_text(void **state)
{
    struct seen *s = *state;

    expect(s, "MOCK xin chào", STATE_READ, REASON_NONE);
    assert_int_equal(s->text, 2 * strlen("MOCK xin chào"));
    assert_int_equal(s->blocks, 1);
    assert_int_equal(strlen(s->id), 64);
}

static void a_stage_that_left_something_out_makes_it_partial(void **state)
{
    struct seen *s = *state;

    expect(s, "MOCK part", STATE_READ, REASON_PARTIAL);
    assert_true(s->text > 0);
}

static void an_old_font_is_told_before_anything_else(void **state)
{
    expect(*state, "MOCK legacy", STATE_READ, REASON_LEGACY_FONT);
}

static void what_is_refused_keeps_no_text_but_its_name_counts(void **state)
{
    struct seen *s = *state;

    expect(s, "MOCK damaged", STATE_REFUSED, REASON_DAMAGED);
    assert_int_equal(s->text, 0);
    assert_int_equal(s->blocks, 0);
    assert_string_equal(s->number, "153/KH-UBND");
    assert_int_equal(strlen(s->id), 64);
    expect(s, "MOCK limit", STATE_REFUSED, REASON_LIMIT);
    assert_int_equal(s->text, 0);
}

static void a_finer_reason_of_a_stage_stays(void **state)
{
    expect(*state, "MOCK hostile", STATE_REFUSED, REASON_HOSTILE);
}

static void what_is_only_registered_counts_by_its_name(void **state)
{
    struct seen *s = *state;

    expect(s, "PICTURE", STATE_UNREAD, REASON_IMAGE);
    assert_string_equal(s->number, "153/KH-UBND");
    expect(s, "nobody knows this", STATE_UNREAD, REASON_OTHER);
    assert_string_equal(s->number, "153/KH-UBND");
}

static void one_file_leaves_no_trace_in_the_next(void **state)
{
    struct seen *s = *state;

    expect(s, "MOCK legacy", STATE_READ, REASON_LEGACY_FONT);
    expect(s, "MOCK damaged", STATE_REFUSED, REASON_DAMAGED);
    expect(s, "MOCK", STATE_READ, REASON_NONE);
    assert_int_equal(s->text, 8);
}

static void a_process_without_memory_gives_no_record(void **state)
{
    struct seen *s = *state;

    assert_int_equal(run(s, "MOCK memory"), KC_NO_MEMORY);
    assert_int_equal(s->records, 0);
}

static void a_descriptor_that_cannot_be_read_is_one_failed_record(void **state)
{
    struct seen *s = *state;
    int          fd[2];

    assert_int_equal(pipe(fd), 0);
    close(fd[0]);
    /* The writing end of a pipe. */
    (void)pipeline_run(s->p, fd[1], STR("a.mock"), on_record, s);
    close(fd[1]);
    assert_int_equal(s->records, 1);
    assert_int_equal(s->state, STATE_FAILED);
    assert_int_equal(s->reason, REASON_IO);
}

static void who_has_seen_enough_may_stop(void **state)
{
    struct seen *s = *state;

    s->enough = true;
    assert_int_equal(run(s, "MOCK"), KC_OK);
    assert_int_equal(s->records, 1);
}

static void the_fingerprint_is_sixteen_digits_and_stays(void **state)
{
    char       a[17], b[17];
    struct str one = pipeline_fingerprint(rules, a), two = pipeline_fingerprint(rules, b);

    (void)state;
    assert_int_equal(one.n, 16);
    assert_int_equal(strspn(a, "0123456789abcdef"), 16);
    assert_str(one, two);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
static const struct CMUnitTest tests[] = {
    TEST(what_can_be_read_keeps_its_text),
    TEST(a_stage_that_left_something_out_makes_it_partial),
    TEST(an_old_font_is_told_before_anything_else),
    TEST(what_is_refused_keeps_no_text_but_its_name_counts),
    TEST(a_finer_reason_of_a_stage_stays),
    TEST(what_is_only_registered_counts_by_its_name),
    TEST(one_file_leaves_no_trace_in_the_next),
    TEST(a_process_without_memory_gives_no_record),
    TEST(a_descriptor_that_cannot_be_read_is_one_failed_record),
    TEST(who_has_seen_enough_may_stop),
    TEST(the_fingerprint_is_sixteen_digits_and_stays),
};

TEST_MAIN(tests)
