/* A criteria set comes from people: mistakes are told in the order of the file, and
 * what is read is a tree whose windows are days. */
#include "index/criteria_set.h"
#include "tests/fuzz/promises.h"

struct told {
    struct arena *arena;
    unsigned      n, line;
};

static void say(void *ctx, struct str file, const struct criteria_error *e)
{
    struct told *t   = ((void)file, ctx);
    struct text  out = {.arena = t->arena};

    assert(e->line && e->column && (e->line >= t->line || e->code == CRITERIA_TOO_MANY));
    assert(criteria_error_text(e, t->n++ & 1, &out) && out.n && utf8_valid(text_str(&out)));
    t->line = e->line;
}

static void promise_item(const struct criteria_set *set, size_t i)
{
    const struct criterion *c = &set->items[i], *near[3];
    struct window_days      days;
    size_t                  up = c->parent;

    assert(c->code.n && c->title.n && criteria_find(set, c->code) == c);
    assert(up == SIZE_MAX ? c->depth == 1 : up < i && c->depth == set->items[up].depth + 1);
    assert(criteria_nearest(set, c->code, 3, near) <= 3);
    for (size_t k = 0; k < c->nneeds; k++) {
        assert(c->needs[k].count >= 1 && c->needs[k].nabout >= 1);
        assert(window_resolve(&c->needs[k].window, 2025, &days));
        assert(!days.from[0] || is_day(str_from_cstr(days.from)));
        assert(!days.until[0] || is_day(str_from_cstr(days.until)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct told         told = {.arena = fuzz_arena(false)};
    struct str          text = {(const char *)data, size};
    struct criteria_set set  = {0};
    enum kc_status      s    = criteria_set_read(text, STR("f.yaml"), told.arena, say, &told, &set);

    assert((s == KC_BAD_INPUT) == (told.n > 0));
    for (size_t i = 0; s == KC_OK && i < set.nitems; i++)
        promise_item(&set, i);
    assert(s != KC_OK || (set.id.n && set.nyears && set.fingerprint.n == 16));
    arena_free(told.arena);
    return 0;
}
