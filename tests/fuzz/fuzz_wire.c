#include "ingest/record/ndjson.h"
#include "ingest/record/wire.h"

/* A captured worker writes any image. What the reader lets through is sound: it can
 * be written again, quoted, and printed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *arena;
    struct str           image = {(const char *)data, size}, again;
    struct document      doc;
    struct text          line;

    if (!arena)
        arena = arena_new((size_t)512 << 20);
    arena_reset(arena);
    if (wire_read(image, arena, &doc) != KC_OK)
        return 0;
    for (size_t i = 0; i < doc.nfindings; i++)
        if (!utf8_valid(document_quote(&doc, doc.findings[i].quote_at)))
            abort();
    line = (struct text){.arena = arena};
    if (wire_write(&doc, arena, &again) != KC_OK || ndjson_write(&doc, &line) != KC_OK)
        abort();
    return 0;
}
