/* Any bytes as extracted text: what comes out is in house normal form, and every
 * character leads back to whole characters of the original. */
#include <assert.h>

#include "parse/legacy.h"
#include "parse/parse.h"
#include "parse/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_way_back(const struct document *doc)
{
    uint32_t from = 0;

    for (size_t i = 1; i < doc->nsteps; i++)
        assert(doc->steps[i].normal > doc->steps[i - 1].normal);
    for (uint32_t at = 1; at <= doc->normal.n; at++) {
        if (at < doc->normal.n && ((unsigned char)doc->normal.p[at] & 0xC0) == 0x80)
            continue;
        assert(utf8_valid(document_quote(doc, (struct span){from, at})));
        from = at;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      text  = {(const char *)data, size};
    struct arena   *arena = arena_new((size_t)64 << 20);
    struct document doc = {.arena = arena, .original = text}, again = {.arena = arena};
    struct parser   parser = {0};

    assert(arena && normaliser_new(&parser.normaliser) == KC_OK);
    (void)legacy_guess(text);
    if (status_has_result(normalise(&parser, &limits_default, &doc))) {
        assert(utf8_valid(doc.normal) && utf8_valid(doc.original));
        check_way_back(&doc);
        again.original = doc.normal;
        assert(normalise(&parser, &limits_default, &again) == KC_OK);
        assert(str_eq(again.normal, doc.normal) && again.nsteps == 0);
        assert(again.nblocks == doc.nblocks);
    }
    normaliser_free(parser.normaliser);
    arena_free(arena);
    return 0;
}
