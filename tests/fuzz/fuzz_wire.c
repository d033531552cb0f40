/* A captured worker writes any image. What the reader lets through is sound: it can
 * be quoted, written and read again, as an image and as a line. */
#include "tests/fuzz/promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      image = {(const char *)data, size};
    struct arena   *arena = fuzz_arena(false), *little = fuzz_arena(true);
    struct document doc;
    enum kc_status  status = wire_read(image, little, &doc);

    assert(status == KC_OK || status == KC_BAD_INPUT || status == KC_LIMIT);
    if (wire_read(image, arena, &doc) == KC_OK) {
        for (size_t i = 0; i < doc.nfindings; i++)
            assert(utf8_valid(document_quote(&doc, doc.findings[i].quote_at)));
        for (size_t i = 0; i < doc.nblocks; i++)
            assert(utf8_valid(document_quote(&doc, doc.blocks[i].at)));
        promise_both_ways(&doc);
    }
    arena_free(little);
    arena_free(arena);
    return 0;
}
