/* Any line may be loaded; the first byte says how much memory there is. What is
 * taken is sound and is written back the same. */
#include "tests/fuzz/promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      line    = {(const char *)data, size};
    unsigned        options = take_byte(&line);
    struct arena   *arena   = fuzz_arena(options & 1);
    struct document doc;
    struct str      where  = {0};
    enum kc_status  status = ndjson_read(line, arena, &doc, &where);

    assert(status < KC_STATUS_COUNT && (status != KC_BAD_INPUT || where.n));
    if (status == KC_OK) {
        for (size_t i = 0; i < doc.nfindings; i++)
            assert(utf8_valid(document_quote(&doc, doc.findings[i].quote_at)));
        promise_both_ways(&doc);
    }
    arena_free(arena);
    return 0;
}
