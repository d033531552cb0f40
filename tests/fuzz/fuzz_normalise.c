/* Any bytes as extracted text: what comes out is in house normal form, and every
 * character leads back to whole characters of the original, in their order. */
#include "parse/legacy.h"
#include "tests/fuzz/promises.h"

static void promise_way_back(const struct document *doc)
{
    const char *before = doc->original.p;
    uint32_t    from   = 0;

    for (size_t i = 1; i < doc->nsteps; i++)
        assert(doc->steps[i].normal > doc->steps[i - 1].normal);
    for (uint32_t at = 1; at <= doc->normal.n; at++) {
        struct str quote;

        if (at < doc->normal.n && ((unsigned char)doc->normal.p[at] & 0xC0) == 0x80)
            continue;
        quote = document_quote(doc, (struct span){from, at});
        assert(utf8_valid(quote) && quote.p >= before);
        assert(quote.p + quote.n <= doc->original.p + doc->original.n);
        before = quote.p;
        from   = at;
    }
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
