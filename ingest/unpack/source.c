#include "ingest/unpack/source.h"

#include <errno.h>
#include <unistd.h>

#define FIRST_ROOM ((uint64_t)1 << 20) /* so that a made-up size costs no memory */

static enum kc_status read_file(struct source *s, char *buf, size_t n, size_t *ret_got)
{
    size_t  got = 0;
    ssize_t step;

    while (got < n) {
        step = pread(s->fd, buf + got, n - got, (off_t)(s->done + got));
        if (step < 0 && errno == EINTR)
            continue;
        if (step < 0)
            return KC_IO;
        if (step == 0)
            break;
        got += (size_t)step;
    }
    if (s->done + got > s->expected || (got < n && s->done + got != s->expected))
        return KC_BUSY;
    *ret_got = got;
    return KC_OK;
}

static enum kc_status read_member(struct source *s, char *buf, size_t n, size_t *ret_got)
{
    size_t         got = 0;
    enum kc_status status;

    if (s->budget && *s->budget == 0)
        return KC_LIMIT;
    if (s->budget && n > *s->budget)
        n = (size_t)*s->budget;
    status = unzip_read(s->zip, buf, n, &got);
    if (status != KC_OK)
        return status;
    if (s->budget)
        *s->budget -= got;
    *ret_got = got;
    return KC_OK;
}

enum kc_status source_read(struct source *s, char *buf, size_t n, size_t *ret_got)
{
    size_t         got = 0, step;
    enum kc_status status;

    do {
        step   = 0;
        status = s->zip ? read_member(s, buf + got, n - got, &step)
                        : read_file(s, buf + got, n - got, &step);
        if (status != KC_OK)
            return status;
        sha256_add(&s->sum, (struct str){buf + got, step});
        s->done += step;
        got += step;
    } while (step && got < n); /* a budget may shorten a step without being the end */
    *ret_got = got;
    return KC_OK;
}

/* A budget that would be used up to the last byte is for the pieces to judge. */
static bool whole_member(struct source *s, char *buf)
{
    if ((s->budget && *s->budget <= s->expected) || !unzip_whole(s->zip, buf))
        return false;
    if (s->budget)
        *s->budget -= s->expected;
    sha256_add(&s->sum, (struct str){buf, (size_t)s->expected});
    s->done = s->expected;
    return true;
}

bool source_whole(struct source *s, struct arena *a, uint64_t max, struct str *ret_bytes,
                  enum kc_status *ret_status)
{
    size_t         mark   = arena_mark(a), n;
    enum kc_status status = KC_OK;
    char          *p      = NULL;
    bool           told;

    if (s->done == 0 && s->expected <= max && s->expected < SIZE_MAX)
        p = arena_bytes(a, (size_t)s->expected + 1); /* one more, to meet the end */
    told = p && (!s->zip || whole_member(s, p));
    if (told && !s->zip)
        status = source_read(s, p, (size_t)s->expected + 1, &n);
    if (!told || status != KC_OK)
        arena_release(a, mark);
    else
        *ret_bytes = (struct str){p, (size_t)s->done};
    if (told)
        *ret_status = status;
    return told;
}

/* Room for the next read: what is expected, as far as it is credible. */
static bool make_room(struct arena *a, const struct source *s, char **p, size_t *cap)
{
    uint64_t want = s->expected + 1; /* one more, to meet the end */

    if (s->zip && want > FIRST_ROOM)
        want = FIRST_ROOM;
    if (want <= s->done)
        want = s->done + 1; /* the arena doubles */
    return arena_reserve(a, (void **)p, cap, want, 1);
}

static enum kc_status drain(struct source *s)
{
    size_t         got    = 1;
    enum kc_status status = KC_OK;

    while (got && status == KC_OK)
        status = source_read(s, s->chunk, s->chunk_size, &got);
    return status;
}

/* False, with nothing kept, when the arena is full. */
static bool keep(struct source *s, struct arena *a, struct str head, struct str *ret_bytes,
                 enum kc_status *ret_status)
{
    size_t         mark = arena_mark(a), cap = 0, n = head.n, got = 1;
    char          *p      = NULL;
    enum kc_status status = KC_OK;
    bool           room   = make_room(a, s, &p, &cap);

    if (room && n)
        memcpy(p, head.p, n);
    while (room && got && status == KC_OK) {
        got    = 0;
        status = source_read(s, p + n, cap - n, &got);
        n += got;
        room = n < cap || make_room(a, s, &p, &cap);
    }
    if (!room) {
        arena_release(a, mark);
        return false;
    }
    *ret_bytes  = (struct str){p, n};
    *ret_status = status;
    return true;
}

enum kc_status source_rest(struct source *s, struct arena *a, struct str head, uint64_t max,
                           struct str *ret_bytes)
{
    enum kc_status status = KC_OK;

    if (s->zip && source_whole(s, a, max < UNZIP_WHOLE ? max : UNZIP_WHOLE, ret_bytes, &status))
        return status;
    if (s->expected <= max && keep(s, a, head, ret_bytes, &status))
        return status;
    *ret_bytes = (struct str){0};
    return drain(s);
}
