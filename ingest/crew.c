#include "ingest/crew.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Heaps of long-lived parsers grow ragged: a fresh worker costs a fork. */
#define FILES_PER_WORKER 2000
#define STILLBORN_MAX    3
#define BUFFER_BYTES     ((size_t)256 << 10)
/* One worker's input is not drained for ever while others wait. */
#define BUFFERS_PER_TURN 16
/* A slow share delivers this much in a second. */
#define READ_BYTES_PER_SECOND (UINT64_C(8) << 20)
/* Records may be that much larger than what they were read from, beyond the
 * arena: more is no archive but a flood. */
#define BYTES_PER_FILE_BYTE 4096

static int64_t now_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t); /* always there */
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void verdict_set(struct verdict *v, enum file_state state, enum file_reason reason,
                 enum diag_code code, const char *arg1, const char *arg2)
{
    *v = (struct verdict){.state = state, .reason = reason, .code = code};
    snprintf(v->args[0], sizeof v->args[0], "%s", arg1 ? arg1 : "");
    snprintf(v->args[1], sizeof v->args[1], "%s", arg2 ? arg2 : "");
}

static void crashed(struct verdict *v, const char *how)
{
    verdict_set(v, STATE_FAILED, REASON_CRASH, DIAG_WORKER_CRASHED, how, "");
}

static void timed_out(struct verdict *v, uint32_t seconds)
{
    char text[16];

    snprintf(text, sizeof text, "%u", seconds);
    verdict_set(v, STATE_FAILED, REASON_TIMEOUT, DIAG_WORKER_TIMEOUT, text, "");
}

/* ---- jobs ------------------------------------------------------------------- */

static void close_job(struct job *job)
{
    if (job->fd >= 0)
        close(job->fd);
    job->fd = -1;
}

static void drop_records(struct crew *c, struct job *job)
{
    c->buffered -= job->spool.size;
    spool_clear(&job->spool);
    job->complete = 0;
    job->records  = 0;
}

void crew_clear_job(struct crew *c, struct job *job)
{
    drop_records(c, job);
    close_job(job);
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Still the bytes that were there when it was opened? */
static bool is_unchanged(const struct job *job)
{
    struct stat now;

    return fstat(job->fd, &now) == 0 && now.st_size == job->before.st_size &&
           same_time(now.st_mtim, job->before.st_mtim) &&
           same_time(now.st_ctim, job->before.st_ctim);
}

static void finish_job(struct crew *c, struct job *job)
{
    if (!job->verdict.state && !is_unchanged(job)) {
        drop_records(c, job);
        verdict_set(&job->verdict, STATE_WAITING, REASON_BUSY, DIAG_CHANGED_WHILE_READING, "", "");
    }
    close_job(job);
    job->phase = JOB_DONE;
}

/* The temporary folder is full, or we are out of memory: not the file's fault. */
static void cannot_keep(struct crew *c, struct job *job, int why)
{
    enum file_reason reason = why == ENOSPC || why == EDQUOT ? REASON_DISK_FULL
                              : why == ENOMEM                ? REASON_MEMORY
                                                             : REASON_IO;

    drop_records(c, job);
    verdict_set(&job->verdict, STATE_FAILED, reason,
                reason == REASON_MEMORY ? DIAG_NO_MEMORY : DIAG_READ_FAILED, strerrorname_np(why),
                "");
}

static void keep(struct crew *c, struct job *job, const void *p, size_t n)
{
    if (job->verdict.state)
        return;
    if (spool_add(&job->spool, p, n))
        c->buffered += n;
    else
        cannot_keep(c, job, errno);
}

/* ---- one worker -------------------------------------------------------------- */

static void start_clock(struct crew *c, struct seat *seat)
{
    uint64_t size = seat->nqueue ? (uint64_t)seat->queue[0]->before.st_size : 0;
    uint64_t s    = c->lim->wall_seconds + extra_seconds(c->lim, size, READ_BYTES_PER_SECOND);

    seat->deadline = now_ms() + (int64_t)(s * 1000);
}

static bool has_clock(const struct seat *seat)
{
    return seat->phase == SEAT_STARTING || seat->phase == SEAT_LEAVING ||
           (seat->phase == SEAT_READY && seat->nqueue);
}

/* It will not be listened to again; its end is reported by the nursery. A dead
 * nursery shows at the next listening. */
static void dismiss(struct crew *c, struct seat *seat)
{
    seat->phase = SEAT_LEAVING;
    (void)nursery_kill(&c->nursery, (unsigned)(seat - c->seats));
    start_clock(c, seat);
}

static void violated(struct crew *c, struct seat *seat)
{
    crashed(&seat->why, "protocol");
    dismiss(c, seat);
}

static void flooded(struct crew *c, struct seat *seat, const char *what, uint64_t most)
{
    char text[24];

    snprintf(text, sizeof text, "%llu", (unsigned long long)most);
    verdict_set(&seat->why, STATE_REFUSED, REASON_LIMIT, DIAG_LIMIT_REACHED, what, text);
    dismiss(c, seat);
}

static uint64_t bytes_allowed(const struct crew *c, const struct job *job)
{
    uint64_t size = (uint64_t)job->before.st_size;

    if (size > c->lim->archive_bytes)
        size = c->lim->archive_bytes;
    return limits_arena_bytes(c->lim) + size * BYTES_PER_FILE_BYTE;
}

static void on_record(struct crew *c, struct seat *seat)
{
    struct job *job     = seat->queue[0];
    uint64_t    allowed = bytes_allowed(c, job);

    if (!seat->frame.bytes || seat->frame.bytes > limits_arena_bytes(c->lim))
        violated(c, seat);
    else if (job->records > c->lim->members)
        flooded(c, seat, "members", c->lim->members);
    else if (seat->frame.bytes > allowed || job->spool.size > allowed - seat->frame.bytes)
        flooded(c, seat, "bytes", allowed);
    else {
        keep(c, job, &seat->frame.bytes, sizeof seat->frame.bytes);
        seat->left = seat->frame.bytes;
    }
}

static void on_end(struct crew *c, struct seat *seat)
{
    struct job *job = seat->queue[0];

    if (seat->frame.bytes) {
        violated(c, seat);
        return;
    }
    finish_job(c, job);
    seat->nqueue--;
    memmove(seat->queue, seat->queue + 1, seat->nqueue * sizeof seat->queue[0]);
    seat->served++;
    start_clock(c, seat);
}

static void on_frame(struct crew *c, struct seat *seat)
{
    bool ours = seat->nqueue && seat->frame.file == seat->queue[0]->file;

    seat->frame_got = 0;
    if (seat->phase == SEAT_STARTING && seat->frame.kind == FRAME_READY && !seat->frame.bytes) {
        seat->phase  = SEAT_READY;
        c->stillborn = 0;
    } else if (seat->phase == SEAT_READY && ours && seat->frame.kind == FRAME_RECORD) {
        on_record(c, seat);
    } else if (seat->phase == SEAT_READY && ours && seat->frame.kind == FRAME_END) {
        on_end(c, seat);
    } else {
        violated(c, seat);
    }
}

/* Takes the next bytes of a frame's head or image; returns how many. */
static size_t take(struct crew *c, struct seat *seat, const char *p, size_t n)
{
    if (seat->left) {
        struct job *job = seat->queue[0];

        n = n < seat->left ? n : (size_t)seat->left;
        keep(c, job, p, n);
        seat->left -= n;
        if (!seat->left) {
            job->complete = job->spool.size;
            job->records++;
            start_clock(c, seat); /* each member of an archive has its own time */
        }
        return n;
    }
    if (n > sizeof seat->frame - seat->frame_got)
        n = sizeof seat->frame - seat->frame_got;
    memcpy((char *)&seat->frame + seat->frame_got, p, n);
    seat->frame_got += n;
    if (seat->frame_got == sizeof seat->frame)
        on_frame(c, seat);
    return n;
}

static void close_sock(struct seat *seat)
{
    if (seat->sock >= 0)
        close(seat->sock);
    seat->sock = -1;
}

/* The end of input before the nursery's note of it: dead, or as good as dead. A
 * worker that is ending already keeps its own status. */
static void hung_up(struct crew *c, struct seat *seat)
{
    close_sock(seat);
    (void)nursery_kill(&c->nursery, (unsigned)(seat - c->seats));
}

static void read_seat(struct crew *c, struct seat *seat, unsigned buffers)
{
    while (seat->sock >= 0 && buffers--) {
        ssize_t got = recv(seat->sock, c->buffer, BUFFER_BYTES, MSG_DONTWAIT);

        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got <= 0) {
            hung_up(c, seat);
            return;
        }
        for (size_t at = 0; at < (size_t)got && seat->phase != SEAT_LEAVING;)
            at += take(c, seat, c->buffer + at, (size_t)got - at);
        if ((size_t)got < BUFFER_BYTES)
            return;
    }
}

/* ---- how a worker ended -------------------------------------------------------- */

static void verdict_from_status(const struct crew *c, int status, struct verdict *v)
{
    char text[48];

    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        timed_out(v, c->lim->cpu_seconds);
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == WORKER_EXIT_MEMORY) {
        verdict_set(v, STATE_FAILED, REASON_MEMORY, DIAG_NO_MEMORY, "", "");
    } else if (WIFSIGNALED(status)) {
        const char *name = sigabbrev_np(WTERMSIG(status));

        snprintf(text, sizeof text, "SIG%s", name ? name : "?");
        crashed(v, text);
    } else {
        snprintf(text, sizeof text, "exit %d", WIFEXITED(status) ? WEXITSTATUS(status) : status);
        crashed(v, text);
    }
}

/* The first file of the queue is the one it died of, unless we only stopped
 * believing the worker; the others go to somebody else. */
static void settle_queue(struct crew *c, struct seat *seat, int status)
{
    bool blame = seat->phase == SEAT_READY || seat->why.state != STATE_NONE;

    for (size_t i = 0; i < seat->nqueue; i++) {
        struct job *job = seat->queue[i];

        if (i == 0 && blame) {
            if (seat->phase == SEAT_READY)
                verdict_from_status(c, status, &seat->why);
            if (!job->verdict.state)
                job->verdict = seat->why;
            finish_job(c, job);
        } else {
            crew_clear_job(c, job);
            job->verdict = (struct verdict){0};
            job->phase   = JOB_AGAIN;
        }
    }
}

static void on_exited(struct crew *c, struct seat *seat, int status)
{
    if (seat->phase == SEAT_EMPTY)
        return;
    read_seat(c, seat, ~0u); /* everything it said before it died */
    close_sock(seat);
    if (seat->phase == SEAT_STARTING)
        c->stillborn++;
    settle_queue(c, seat, status);
    *seat = (struct seat){.sock = -1};
}

static enum kc_status hear_nursery(struct crew *c)
{
    struct nursery_note note;
    enum kc_status      s;

    while ((s = nursery_receive(&c->nursery, &note)) == KC_OK)
        if (note.slot < c->nseats)
            on_exited(c, &c->seats[note.slot], note.status);
    return s == KC_SKIP ? KC_OK : s;
}

/* ---- the crew ------------------------------------------------------------------ */

enum kc_status crew_start(struct crew *c, const struct limits *lim,
                          const struct format *const *formats, const struct ruleset *rules,
                          unsigned workers)
{
    enum kc_status s;

    *c = (struct crew){.lim = lim, .nseats = workers < 1 ? 1 : workers};
    if (c->nseats > NURSERY_SLOTS)
        c->nseats = NURSERY_SLOTS;
    for (unsigned i = 0; i < c->nseats; i++)
        c->seats[i].sock = -1;
    c->buffer = malloc(BUFFER_BYTES);
    if (!c->buffer)
        return KC_NO_MEMORY;
    s = nursery_start(lim, formats, rules, &c->nursery);
    if (s != KC_OK)
        free(c->buffer);
    return s;
}

void crew_end(struct crew *c)
{
    nursery_end(&c->nursery);
    for (unsigned i = 0; i < c->nseats; i++)
        close_sock(&c->seats[i]);
    free(c->buffer);
}

static bool is_spent(const struct seat *seat)
{
    return seat->served + seat->nqueue >= FILES_PER_WORKER;
}

/* A spent worker sees the end of its input and leaves by itself. */
static void retire(struct crew *c, struct seat *seat)
{
    (void)shutdown(seat->sock, SHUT_WR);
    seat->phase = SEAT_LEAVING;
    start_clock(c, seat);
}

static bool anybody_works(const struct crew *c)
{
    for (unsigned i = 0; i < c->nseats; i++)
        if (c->seats[i].phase == SEAT_READY)
            return true;
    return false;
}

enum kc_status crew_fill(struct crew *c, size_t wanted)
{
    if (c->stillborn >= STILLBORN_MAX)
        return anybody_works(c) ? KC_OK : KC_IO;
    for (unsigned i = 0; i < c->nseats && i < wanted; i++) {
        struct seat *seat = &c->seats[i];

        if (seat->phase == SEAT_READY && !seat->nqueue && seat->sock >= 0 && is_spent(seat))
            retire(c, seat);
        if (seat->phase != SEAT_EMPTY)
            continue;
        if (!nursery_spawn(&c->nursery, i, &seat->sock))
            return KC_IO;
        seat->phase = SEAT_STARTING;
        seat->born  = ++c->births;
        start_clock(c, seat);
    }
    return KC_OK;
}

struct seat *crew_free_seat(struct crew *c)
{
    for (size_t busy = 0; busy < SEAT_QUEUE; busy++)
        for (unsigned i = 0; i < c->nseats; i++) {
            struct seat *seat = &c->seats[i];

            if (seat->phase == SEAT_READY && seat->sock >= 0 && seat->nqueue == busy &&
                !is_spent(seat))
                return seat;
        }
    return NULL;
}

bool crew_give(struct crew *c, struct seat *seat, struct job *job)
{
    struct request r = {.file = job->file, .path_bytes = job->path.n};

    if (!channel_send(seat->sock, &r, sizeof r, job->fd) ||
        !channel_send(seat->sock, job->path.p, job->path.n, -1)) {
        seat->served = FILES_PER_WORKER; /* what it sent before is still to be read */
        return false;
    }
    job->phase                  = JOB_OUT;
    job->slot                   = (unsigned)(seat - c->seats);
    job->born                   = seat->born;
    seat->queue[seat->nqueue++] = job;
    if (seat->nqueue == 1)
        start_clock(c, seat);
    return true;
}

static int patience(const struct crew *c)
{
    int64_t now = now_ms(), left = 1000;

    for (unsigned i = 0; i < c->nseats; i++)
        if (has_clock(&c->seats[i]) && c->seats[i].deadline - now < left)
            left = c->seats[i].deadline - now;
    return left < 0 ? 0 : (int)left;
}

/* Only who has said nothing since is late: we may have been busy ourselves. */
static void check_clock(struct crew *c, struct seat *seat, int64_t now)
{
    if (!has_clock(seat) || now < seat->deadline)
        return;
    if (seat->phase == SEAT_STARTING)
        c->stillborn++;
    if (seat->nqueue && seat->phase == SEAT_READY)
        timed_out(&seat->why, c->lim->wall_seconds);
    dismiss(c, seat);
}

enum kc_status crew_listen(struct crew *c, bool block)
{
    struct pollfd  fds[1 + NURSERY_SLOTS] = {{.fd = c->nursery.sock, .events = POLLIN}};
    enum kc_status s                      = KC_OK;
    int64_t        now;

    for (unsigned i = 0; i < c->nseats; i++)
        fds[1 + i] = (struct pollfd){.fd = c->seats[i].sock, .events = POLLIN};
    if (poll(fds, 1 + c->nseats, block ? patience(c) : 0) < 0)
        return errno == EINTR ? KC_OK : KC_IO;
    now = now_ms();
    for (unsigned i = 0; i < c->nseats; i++) {
        if (fds[1 + i].revents)
            read_seat(c, &c->seats[i], BUFFERS_PER_TURN);
        else
            check_clock(c, &c->seats[i], now);
    }
    if (fds[0].revents)
        s = hear_nursery(c);
    return s;
}

void crew_suspect(struct crew *c, const struct job *job)
{
    struct seat *seat = &c->seats[job->slot];

    if (seat->born == job->born && seat->phase == SEAT_READY)
        dismiss(c, seat);
}

void crew_abandon(struct crew *c)
{
    for (unsigned i = 0; i < c->nseats; i++) {
        struct seat *seat = &c->seats[i];

        if (!seat->nqueue)
            continue;
        seat->nqueue = 0;
        if (seat->phase == SEAT_READY)
            dismiss(c, seat);
    }
}
