/* Bytes in any encoding as text -> a record. The first byte chooses ceilings, and
 * whether the first line is the label of the encoding, as a web page has it. */
#include "parse/charset.h"
#include "tests/fuzz/promises.h"

/* Whatever the label says: UTF-8 without NUL, and a lossy reading is told. */
static void promise_charset(struct str bytes, struct str label, struct document *doc)
{
    struct str     utf8, name;
    enum kc_status status = charset_to_utf8(bytes, label, doc, &utf8, &name);

    assert(status_has_result(status) || doc->ndiags || doc->diags_dropped);
    if (!status_has_result(status))
        return;
    assert(utf8_valid(utf8) && !(utf8.n && memchr(utf8.p, '\0', utf8.n)) && name.n);
    assert((status == KC_PARTIAL) == (doc->ndiags + doc->diags_dropped > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      rest    = {(const char *)data, size};
    unsigned        options = take_byte(&rest);
    struct str      label   = options & 64 ? str_cut(&rest, '\n') : STR("");
    struct part     part    = {.bytes = rest};
    struct document doc     = {
            .arena = fuzz_arena(options & 1), .path = STR("bao cao.txt"), .parts = &part, .nparts = 1};
    struct document half  = {.arena = fuzz_arena(options & 1)};
    struct limits   lim   = fuzz_limits(options);
    struct sniff    sniff = {.head = rest, .path = doc.path};

    (void)format_plain.bid(&sniff);
    promise_charset(rest, label, &half);
    promise_document(&format_plain, &lim, &doc);
    arena_free(half.arena);
    arena_free(doc.arena);
    return 0;
}
