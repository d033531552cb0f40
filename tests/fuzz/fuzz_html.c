/* A saved web page -> a record. The first byte chooses ceilings. */
#include "tests/fuzz/promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      rest    = {(const char *)data, size};
    unsigned        options = take_byte(&rest);
    struct part     part    = {.bytes = rest};
    struct document doc     = {
            .arena = fuzz_arena(options & 1), .path = STR("tin.html"), .parts = &part, .nparts = 1};
    struct limits lim   = limits_default;
    struct sniff  sniff = {.head = rest, .path = doc.path};

    if (options & 2)
        lim.text_bytes = 100;
    if (options & 4)
        lim.depth = 8;
    (void)format_html.bid(&sniff);
    promise_document(&format_html, &lim, &doc);
    arena_free(doc.arena);
    return 0;
}
