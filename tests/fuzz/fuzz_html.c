/* A saved web page -> a record. The first byte chooses ceilings. */
#include "tests/fuzz/promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      rest    = {(const char *)data, size};
    unsigned        options = take_byte(&rest);
    struct part     part    = {.bytes = rest};
    struct document doc     = {
            .arena = fuzz_arena(options & 1), .path = STR("tin.html"), .parts = &part, .nparts = 1};
    struct limits lim   = fuzz_limits(options);
    struct sniff  sniff = {.head = rest, .path = doc.path};

    (void)format_html.bid(&sniff);
    promise_document(&format_html, &lim, &doc);
    arena_free(doc.arena);
    return 0;
}
