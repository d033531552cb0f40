#include "ingest/supervisor.h"

#include <errno.h>
#include <unistd.h>

#include "ingest/crew.h"
#include "ingest/record/wire.h"

/* Files handed out ahead of the first one that is not finished. */
#define WINDOW 1024
/* Records waiting for an earlier file, in bytes: beyond it nothing new starts. */
#define BUFFERED_MAX (UINT64_C(64) << 20)

volatile int supervisor_stop;

struct supervisor {
    struct crew           crew;
    const struct limits  *lim;
    const struct ruleset *rules;
    struct matcher       *matcher; /* for names only; made when first needed */
    struct arena         *arena;   /* one record at a time                   */
    /* this run */
    int                           root_fd;
    const struct entry           *entries;
    size_t                        n;
    const struct supervisor_sink *sink;
    size_t                        head;         /* first file that is not done       */
    size_t                        next;         /* first that was not handed out     */
    struct job                    jobs[WINDOW]; /* file i is at i % WINDOW    */
};

enum kc_status supervisor_new(const struct limits *lim, const struct format *const *formats,
                              const struct ruleset *rules, unsigned workers,
                              struct supervisor **ret_supervisor)
{
    struct supervisor *s = calloc(1, sizeof *s);
    enum kc_status     status;

    if (!s)
        return KC_NO_MEMORY;
    s->lim   = lim;
    s->rules = rules;
    status   = crew_start(&s->crew, lim, formats, rules, workers);
    if (status != KC_OK) {
        free(s);
        return status;
    }
    /* After the fork: the nursery has no use for it. */
    s->arena = arena_new(limits_arena_bytes(lim));
    if (!s->arena) {
        supervisor_free(s);
        return KC_NO_MEMORY;
    }
    *ret_supervisor = s;
    return KC_OK;
}

void supervisor_free(struct supervisor *s)
{
    if (!s)
        return;
    crew_end(&s->crew);
    matcher_free(s->matcher);
    arena_free(s->arena);
    free(s);
}

/* ---- records of our own ------------------------------------------------------- */

static struct job *job_of(struct supervisor *s, size_t file)
{
    return &s->jobs[file % WINDOW];
}

/* What the file's name claims, for files nobody could read. */
static enum kc_status hint_name(struct supervisor *s, struct document *doc)
{
    enum kc_status status = KC_OK;

    if (!s->matcher)
        status = matcher_new(s->rules, &s->matcher);
    if (status == KC_OK)
        status = rules_name_hint(s->matcher, doc);
    return status == KC_NO_MEMORY ? status : KC_OK;
}

static enum kc_status status_of(enum file_state state)
{
    switch (state) {
    case STATE_FAILED:
        return KC_IO;
    case STATE_WAITING:
        return KC_BUSY;
    default:
        return KC_SKIP;
    }
}

static enum kc_status give_verdict(struct supervisor *s, const struct entry *e,
                                   const struct verdict *v)
{
    struct document doc = {.arena  = s->arena,
                           .path   = e->path,
                           .size   = e->stamp.size,
                           .state  = v->state,
                           .reason = v->reason};
    struct str      image;
    enum kc_status  status = hint_name(s, &doc);

    if (status != KC_OK)
        return status;
    if (v->code != DIAG_NONE)
        (void)diag_add(&doc, "unpack", status_of(v->state), v->code, DIAG_WHOLE,
                       str_from_cstr(v->args[0]), str_from_cstr(v->args[1]));
    status = wire_write(&doc, s->arena, &image);
    if (status == KC_OK)
        status = s->sink->record(s->sink->ctx, e, &doc, image);
    return status;
}

static void verdict_of_walk(const struct entry *e, struct verdict *v)
{
    static const struct {
        enum file_reason reason;
        enum diag_code   code;
        const char      *arg;
    } rows[] = {
        {REASON_EMPTY, DIAG_FILE_EMPTY, ""},
        {REASON_IO, DIAG_CANNOT_OPEN, "EIO"},
        {REASON_LIMIT, DIAG_LIMIT_REACHED, "depth"},
        {REASON_LINK, DIAG_LINK_NOT_FOLLOWED, ""},
        {REASON_NO_PERMISSION, DIAG_CANNOT_OPEN, "EACCES"},
        {REASON_SPECIAL_FILE, DIAG_NOT_REGULAR_FILE, ""},
    };

    verdict_set(v, e->state, e->reason, DIAG_NONE, "", "");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].reason == e->reason)
            verdict_set(v, e->state, e->reason, rows[i].code, rows[i].arg, "");
}

static void verdict_of_open(enum file_reason why, int error, struct verdict *v)
{
    switch (why) {
    case REASON_LINK:
        verdict_set(v, STATE_REFUSED, why, DIAG_LINK_NOT_FOLLOWED, "", "");
        break;
    case REASON_SPECIAL_FILE:
        verdict_set(v, STATE_REFUSED, why, DIAG_NOT_REGULAR_FILE, "", "");
        break;
    case REASON_BUSY:
        verdict_set(v, STATE_WAITING, why, DIAG_CHANGED_WHILE_READING, "", "");
        break;
    default:
        verdict_set(v, STATE_FAILED, why, DIAG_CANNOT_OPEN, strerrorname_np(error), "");
    }
}

/* ---- out ---------------------------------------------------------------------- */

/* Opens the file just before a worker gets it. False: there is a verdict. */
static bool open_job(struct supervisor *s, size_t file)
{
    const struct entry *e   = &s->entries[file];
    struct job         *job = job_of(s, file);
    enum file_reason    why = REASON_IO;

    *job = (struct job){.phase = JOB_DONE, .file = file, .path = e->path, .fd = -1};
    if (e->state != STATE_NONE) {
        verdict_of_walk(e, &job->verdict);
        return false;
    }
    job->fd = entry_open(s->root_fd, e, &why);
    if (job->fd < 0 || fstat(job->fd, &job->before) < 0) {
        verdict_of_open(why, errno, &job->verdict);
        crew_clear_job(&s->crew, job);
        return false;
    }
    return true;
}

/* True when the file needs no seat any more. */
static bool hand_out_one(struct supervisor *s, size_t file, struct seat *seat)
{
    struct job *job = job_of(s, file);

    if (!open_job(s, file) || crew_give(&s->crew, seat, job))
        return true;
    crew_clear_job(&s->crew, job);
    return false;
}

/* Files whose worker was lost come first: the others wait for them. */
static void hand_out_again(struct supervisor *s)
{
    for (size_t i = s->head; i < s->next; i++) {
        struct seat *seat;

        if (job_of(s, i)->phase != JOB_AGAIN)
            continue;
        seat = crew_free_seat(&s->crew);
        if (!seat)
            return;
        if (!hand_out_one(s, i, seat))
            job_of(s, i)->phase = JOB_AGAIN;
    }
}

static bool may_start(const struct supervisor *s)
{
    return !supervisor_stop && s->next < s->n && s->next - s->head < WINDOW &&
           s->crew.buffered < BUFFERED_MAX;
}

static void hand_out(struct supervisor *s)
{
    hand_out_again(s);
    while (may_start(s)) {
        struct seat *seat = crew_free_seat(&s->crew);

        if (!seat && s->entries[s->next].state == STATE_NONE)
            return;
        if (hand_out_one(s, s->next, seat))
            s->next++;
    }
}

/* ---- back --------------------------------------------------------------------- */

/* A worker may say these of the file it was given, and of no other. */
static bool is_plausible(const struct document *doc, const struct entry *e)
{
    return str_eq(doc->path, e->path) &&
           (doc->state == STATE_READ || doc->state == STATE_UNREAD || doc->state == STATE_REFUSED ||
            doc->state == STATE_FAILED || doc->state == STATE_IGNORED ||
            doc->state == STATE_WAITING);
}

/* The next whole record of *rest; its image. */
static struct str cut_image(struct str *rest)
{
    uint64_t   n;
    struct str image;

    memcpy(&n, rest->p, sizeof n);
    image = str_sub(*rest, sizeof n, sizeof n + (size_t)n);
    *rest = str_sub(*rest, sizeof n + (size_t)n, rest->n);
    return image;
}

static void not_believed(struct supervisor *s, struct job *job)
{
    verdict_set(&job->verdict, STATE_FAILED, REASON_CRASH, DIAG_WORKER_CRASHED, "record", "");
    crew_suspect(&s->crew, job);
}

/* Passes the records on. *told: one was about the file itself. After a record
 * that is none, nothing more of this file is believed. */
static enum kc_status deliver_records(struct supervisor *s, struct job *job, struct str rest,
                                      bool *told)
{
    const struct entry *e      = &s->entries[job->file];
    enum kc_status      status = KC_OK;

    while (rest.n && status_has_result(status)) {
        struct str      image = cut_image(&rest);
        struct document doc;

        arena_reset(s->arena);
        if (wire_read(image, s->arena, &doc) != KC_OK || !is_plausible(&doc, e)) {
            not_believed(s, job);
            break;
        }
        if (!doc.member.n && (*told || job->verdict.state))
            continue;
        *told |= !doc.member.n;
        status = s->sink->record(s->sink->ctx, e, &doc, image);
    }
    return status_has_result(status) ? KC_OK : status;
}

static enum kc_status deliver_job(struct supervisor *s, struct job *job)
{
    const struct entry *e    = &s->entries[job->file];
    struct str          all  = {NULL, 0};
    bool                told = false;
    enum kc_status      status;

    if (job->complete && !spool_view(&job->spool, &all))
        verdict_set(&job->verdict, STATE_FAILED, REASON_IO, DIAG_READ_FAILED,
                    strerrorname_np(errno), "");
    status = deliver_records(s, job, str_sub(all, 0, (size_t)job->complete), &told);
    if (status == KC_OK && !told && !job->verdict.state)
        not_believed(s, job); /* an answer without a record of the file */
    arena_reset(s->arena);
    if (status == KC_OK && !told)
        status = give_verdict(s, e, &job->verdict);
    if (status_has_result(status))
        status = s->sink->done(s->sink->ctx, e);
    return status_has_result(status) ? KC_OK : status;
}

/* One file at a time, so that workers get their next ones in between. */
static enum kc_status deliver(struct supervisor *s)
{
    struct job    *job = job_of(s, s->head);
    enum kc_status status;

    if (s->head == s->next || job->phase != JOB_DONE)
        return KC_OK;
    status = deliver_job(s, job);
    crew_clear_job(&s->crew, job);
    s->head++;
    return status;
}

static bool head_is_ready(struct supervisor *s)
{
    return s->head < s->next && job_of(s, s->head)->phase == JOB_DONE;
}

/* Whatever was under way when a run broke off. */
static void forget_jobs(struct supervisor *s)
{
    crew_abandon(&s->crew);
    for (size_t i = s->head; i < s->next; i++)
        crew_clear_job(&s->crew, job_of(s, i));
}

static bool is_finished(const struct supervisor *s)
{
    return s->head == s->n || (supervisor_stop && s->head == s->next);
}

enum kc_status supervisor_run(struct supervisor *s, int root_fd, const struct entry *entries,
                              size_t n, const struct supervisor_sink *sink)
{
    enum kc_status status = KC_OK;

    s->root_fd = root_fd;
    s->entries = entries;
    s->n       = n;
    s->sink    = sink;
    s->head = s->next = 0;
    while (status == KC_OK && !is_finished(s)) {
        status = crew_fill(&s->crew, s->n - s->head);
        if (status == KC_OK) {
            hand_out(s);
            status = crew_listen(&s->crew, !head_is_ready(s));
        }
        if (status == KC_OK)
            status = deliver(s);
    }
    forget_jobs(s);
    if (status == KC_OK && s->head < s->n)
        status = KC_BUSY;
    return status;
}
