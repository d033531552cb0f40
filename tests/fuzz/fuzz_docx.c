/* A Word file's parts -> a record. After a byte of options come the parts, with a
 * NUL between them: the document first, then those below. */
#include "tests/fuzz/promises.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct str names[] = {
        STR_INIT("word/document.xml"),  STR_INIT("word/styles.xml"),   STR_INIT("word/header1.xml"),
        STR_INIT("word/footnotes.xml"), STR_INIT("word/comments.xml"), STR_INIT("_rels/.rels"),
        STR_INIT("docProps/core.xml"),  STR_INIT("word/numbering.xml")};
    struct str      rest    = {(const char *)data, size};
    unsigned        options = take_byte(&rest);
    struct part     parts[sizeof names / sizeof *names];
    struct document doc = {.arena = fuzz_arena(options & 1), .parts = parts};
    struct limits   lim = fuzz_limits(options);

    for (size_t i = 0; rest.n && i < sizeof names / sizeof *names; i++)
        parts[doc.nparts++] = (struct part){names[i], str_cut(&rest, '\0')};
    promise_document(&format_docx, &lim, &doc);
    arena_free(doc.arena);
    return 0;
}
