#include "ingest/record/ndjson.h"
#include "ingest/record/wire.h"

/* Any line may be loaded. What is taken is written back the same, twice. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena *arena;
    struct document      doc;
    struct str           where, line;
    struct text          first, second;

    if (!arena)
        arena = arena_new((size_t)512 << 20);
    arena_reset(arena);
    if (ndjson_read((struct str){(const char *)data, size}, arena, &doc, &where) != KC_OK)
        return 0;
    first = second = (struct text){.arena = arena};
    if (ndjson_write(&doc, &first) != KC_OK)
        abort();
    line = str_sub(text_str(&first), 0, first.n - 1);
    if (ndjson_read(line, arena, &doc, &where) != KC_OK || ndjson_write(&doc, &second) != KC_OK ||
        !str_eq(text_str(&first), text_str(&second)))
        abort();
    return 0;
}
