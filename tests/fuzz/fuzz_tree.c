/* Rule files come from people: a mistake is told with its place, and a pattern that
 * compiles only ever makes sound findings. The first byte adds the shipped files, and says
 * whether it is an office's. */
#include "tests/fuzz/promises.h"

static void say(void *ctx, struct str file, const struct rule_error *e)
{
    for (int english = 0; english < 2; english++) {
        struct text t = {.arena = fuzz_arena(false)};

        assert(rule_error_text(e, english, &t) && t.n && utf8_valid(text_str(&t)));
        arena_free(t.arena);
    }
    assert(file.n && e->line && e->column);
    *(unsigned *)ctx += 1;
}

static enum kc_status prepare(void *ctx, struct document *doc)
{
    return (void)ctx, normalise(fuzz_worker()->parser, &limits_default, doc);
}

static void promise_set(const struct ruleset *set)
{
    struct document doc = {.arena = fuzz_arena(false)};
    struct limits   lim = {.findings = 100, .window_bytes = 1024, .match_steps = 1000};
    struct matcher *m;
    unsigned        said = 0;
    struct selftest test = {.prepare = prepare, .say = say, .ctx = &said};

    doc.original = STR("Số: 05/KH-UBND\nCăn cứ Kế hoạch 12/KH-UBND ngày 07/7/2023 của UBND tỉnh");
    assert(matcher_new(set, &m) == KC_OK);
    assert(normalise(fuzz_worker()->parser, &limits_default, &doc) == KC_OK);
    if (status_has_result(rules_apply(m, &lim, &doc)))
        promise_findings(&doc);
    assert(ruleset_selftest(set, &test) == KC_OK);
    assert(test.surprises == said && ruleset_fingerprint(set).n == 16);
    matcher_free(m);
    arena_free(doc.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str       rest    = {(const char *)data, size};
    unsigned         options = take_byte(&rest), said = 0;
    struct rule_file files[16];
    struct ruleset  *set = NULL;
    enum kc_status   status;
    size_t           n = 0;

    for (size_t i = 0; options & 1 && i < rules_shipped_count && n < 15; i++)
        files[n++] = rules_shipped_file(i);
    files[n++] = (struct rule_file){STR("fuzz.yaml"), rest, options & 2};
    status     = ruleset_load(files, n, say, &said, &set);
    if (status == KC_OK)
        promise_set(set);
    else
        assert(said || status == KC_LIMIT);
    ruleset_free(set);
    return 0;
}
