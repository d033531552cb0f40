/* decisions.ndjson after anything happened to it: every line is read or counted, and
 * what is decided next is read after all that. */
#include <unistd.h>

#include "index/review.h"
#include "tests/fuzz/promises.h"

static void promise_decision(const struct decisions *all, const struct decision *d)
{
    bool on_link = d->verb == DECISION_ACCEPT || d->verb == DECISION_REJECT;

    assert(d->verb < DECISION_UNDO && d->set.n && d->criterion.n && (!on_link || d->document.n));
    assert(utf8_valid(d->set) && utf8_valid(d->why) && utf8_valid(d->by) && utf8_valid(d->at));
    assert(on_link ? decisions_on_link(all, d->set, d->criterion, d->document) >= d
                   : decisions_on_criterion(all, d->set, d->criterion) >= d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char                  path[] = "/dev/shm/kiemchung-fuzz-XXXXXX";
    const struct decision last   = {
          .verb = DECISION_EXPLAIN, .set = STR("mau"), .criterion = STR("1.1"), .why = STR("vì")};
    struct arena    *a      = fuzz_arena(false);
    int              fd     = mkstemp(path);
    unsigned         before = 0, after = 0;
    struct decisions first = {0}, then = {0};

    assert(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    assert(decisions_read(path, a, &first, &before) == KC_OK);
    for (size_t i = 0; i < first.n; i++)
        promise_decision(&first, &first.items[i]);
    assert(decisions_append(path, &last) == KC_OK);
    assert(decisions_read(path, a, &then, &after) == KC_OK && then.n > 0);
    assert(then.n <= first.n + 2 && after <= before);
    assert(str_eq(then.items[then.n - 1].why, last.why));
    close(fd);
    unlink(path);
    arena_free(a);
    return 0;
}
