/* Bytes as a web archive -> a record; its parts lie inside the bytes. */
#include "parse/mime.h"
#include "tests/fuzz/promises.h"

static void promise_inside(struct str all, struct str s)
{
    assert(!s.n || (s.p >= all.p && s.p + s.n <= all.p + all.n));
}

static void promise_parts(struct str bytes)
{
    struct arena    *a    = fuzz_arena(false);
    struct mime_part p    = mime_part_read(bytes), found;
    struct str       rest = p.body, part, decoded;

    promise_inside(bytes, p.body);
    promise_inside(bytes, p.boundary);
    for (size_t before = rest.n; mime_next(&rest, p.boundary, &part); before = rest.n) {
        promise_inside(bytes, part);
        promise_inside(bytes, rest);
        assert(rest.n < before);
    }
    if (mime_find(bytes, STR("text/html"), &found)) {
        promise_inside(bytes, found.body);
        assert(mime_decode(a, &found, &decoded) && decoded.n <= found.body.n);
    }
    arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      rest    = {(const char *)data, size};
    unsigned        options = take_byte(&rest);
    struct part     part    = {.bytes = rest};
    struct document doc     = {
            .arena = fuzz_arena(options & 1), .path = STR("a.mht"), .parts = &part, .nparts = 1};
    struct limits lim   = fuzz_limits(options);
    struct sniff  sniff = {.head = rest, .path = doc.path};

    (void)format_mhtml.bid(&sniff);
    promise_parts(rest);
    promise_document(&format_mhtml, &lim, &doc);
    arena_free(doc.arena);
    return 0;
}
