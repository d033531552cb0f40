/* Any bytes as extracted text: what comes out is in house normal form, and every
 * character leads back to whole characters of the original, in their order. */
#include "parse/legacy.h"
#include "tests/fuzz/promises.h"

static bool on_character(struct str s, size_t at)
{
    return at == s.n || (at < s.n && ((unsigned char)s.p[at] & 0xC0) != 0x80);
}

static void promise_way_back(const struct document *doc)
{
    int64_t delta = 0, before = 0;
    size_t  k = 0;

    for (uint32_t at = 0; at <= doc->normal.n; at++) {
        for (; k < doc->nsteps && doc->steps[k].normal <= at; k++) {
            assert(k == 0 || doc->steps[k].normal > doc->steps[k - 1].normal);
            delta = doc->steps[k].delta;
        }
        if (!on_character(doc->normal, at))
            continue;
        assert(at + delta >= before && on_character(doc->original, (size_t)(at + delta)));
        before = at + delta;
    }
    assert(k == doc->nsteps);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      rest    = {(const char *)data, size};
    unsigned        options = take_byte(&rest);
    struct document doc     = {.arena = fuzz_arena(options & 1), .original = rest};
    struct document again   = {.arena = fuzz_arena(false)};
    struct parser  *parser  = fuzz_worker()->parser;
    enum kc_status  status;

    (void)legacy_guess(rest);
    status = normalise(parser, &limits_default, &doc);
    if (status_has_result(status)) {
        assert(utf8_valid(doc.normal) && utf8_valid(doc.original));
        promise_way_back(&doc);
        again.original = doc.normal;
        assert(normalise(parser, &limits_default, &again) == KC_OK);
        assert(str_eq(again.normal, doc.normal) && again.nsteps == 0);
        assert(again.nblocks == doc.nblocks);
    }
    promise_rest(&doc, &limits_default, status);
    arena_free(again.arena);
    arena_free(doc.arena);
    return 0;
}
