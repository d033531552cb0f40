/* Strangers' bytes as a web page or as text: the first byte chooses the format
 * and a ceiling. What comes out must keep the promises of record.h. */
#include <assert.h>

#include "parse/formats.h"
#include "parse/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct document *doc)
{
    uint32_t at = 0;

    assert(utf8_valid(doc->original) && utf8_valid(doc->normal));
    for (size_t i = 0; i < doc->nblocks; i++) {
        assert(doc->blocks[i].at.start >= at && doc->blocks[i].at.end <= doc->normal.n);
        at = doc->blocks[i].at.end;
        assert(document_quote(doc, doc->blocks[i].at).n <= doc->original.n);
        assert(!doc->blocks[i].table == !doc->blocks[i].column);
    }
    for (size_t i = 1; i < doc->nsteps; i++)
        assert(doc->steps[i].normal > doc->steps[i - 1].normal);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct parser *parser;
    static struct arena  *arena;
    struct limits         lim = limits_default;

    if (!parser && (parser_new(&parser) != KC_OK || !(arena = arena_new((size_t)64 << 20))))
        abort();
    if (size == 0)
        return 0;
    if (data[0] & 2)
        lim.text_bytes = 64;
    struct part     part = {.bytes = {(const char *)data + 1, size - 1}};
    struct document doc  = {.arena = arena, .parts = &part, .nparts = 1};
    struct sniff    head = {.head = part.bytes};

    (void)format_html.bid(&head);
    (void)format_plain.bid(&head);
    if (status_has_result(
            parse_document(parser, data[0] & 1 ? &format_plain : &format_html, &lim, &doc)))
        check(&doc);
    arena_reset(arena);
    return 0;
}
