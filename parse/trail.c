#include "parse/trail.h"

static bool no_room(struct trail *t, bool arena_full)
{
    t->status     = KC_LIMIT;
    t->arena_full = arena_full;
    return false;
}

bool trail_reserve(struct trail *t, size_t more)
{
    void *p = t->text;

    if (t->status != KC_OK)
        return false;
    if (more > t->limit - t->n)
        return no_room(t, false);
    if (!arena_reserve(t->arena, &p, &t->cap, t->n + more, 1))
        return no_room(t, true);
    t->text = p;
    return true;
}

static int64_t delta_now(const struct trail *t)
{
    return t->nsteps ? t->steps[t->nsteps - 1].delta : 0;
}

static void add_step(struct trail *t, int64_t normal, int64_t from)
{
    void *p = t->steps;

    if (!arena_reserve(t->arena, &p, &t->steps_cap, t->nsteps + 1, sizeof *t->steps)) {
        no_room(t, true);
        return;
    }
    t->steps = p;
    t->steps[t->nsteps++] =
        (struct offset_step){.normal = (uint32_t)normal, .delta = (int32_t)(from - normal)};
}

/* The next byte of text comes from `from`. */
static void note(struct trail *t, size_t from)
{
    int64_t here = (int64_t)t->n, there = (int64_t)from;

    /* A character that grew ("u" became "ủ") must not run ahead of the next one:
     * the bytes inside it that would do so stay where the next one begins. */
    for (int64_t inside = there - delta_now(t) + 1; inside < here; inside++)
        add_step(t, inside, there);
    if (here + delta_now(t) != there)
        add_step(t, here, there);
}

void trail_add_char(struct trail *t, uint32_t cp, size_t from)
{
    char   bytes[4];
    size_t n;

    if (t->status == KC_OK && t->cap - t->n >= 4 && t->limit - t->n >= 4) {
        note(t, from);
        t->n += utf8_put(cp, t->text + t->n);
        return;
    }
    n = utf8_put(cp, bytes);
    trail_add_bytes(t, (struct str){bytes, n}, from);
}

void trail_add_bytes(struct trail *t, struct str bytes, size_t from)
{
    if (!trail_reserve(t, bytes.n))
        return;
    note(t, from);
    if (bytes.n)
        memcpy(t->text + t->n, bytes.p, bytes.n);
    t->n += bytes.n;
}

void trail_end(struct trail *t, size_t from)
{
    note(t, from);
}

size_t trail_char_start(const struct trail *t, size_t end)
{
    while (end > 0 && ((unsigned char)t->text[--end] & 0xC0) == 0x80)
        ;
    return end;
}

uint32_t trail_char(const struct trail *t, size_t start)
{
    struct str s = {t->text + start, t->n - start};

    return s.n ? utf8_next(&s) : 0;
}

size_t trail_origin(const struct trail *t, size_t normal)
{
    size_t i = t->nsteps;

    while (i > 0 && t->steps[i - 1].normal > normal)
        i--;
    return (size_t)((int64_t)normal + (i ? t->steps[i - 1].delta : 0));
}

void trail_cut(struct trail *t, size_t normal)
{
    while (t->nsteps && t->steps[t->nsteps - 1].normal >= normal)
        t->nsteps--;
    t->n = normal;
}
