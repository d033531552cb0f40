/* Bytes of word/document.xml -> text in normal form. The first byte chooses
 * which other parts there are; they get the same bytes. */
#include <assert.h>

#include "parse/formats.h"
#include "parse/parse.h"

static void check(const struct document *doc)
{
    size_t at = 0;

    for (size_t i = 0; i < doc->nblocks; i++) {
        const struct block *k = &doc->blocks[i];

        assert(k->at.start >= at && k->at.start < k->at.end && k->at.end <= doc->normal.n);
        assert(k->heading <= i);
        assert(!k->table == !k->row && !k->table == !k->column);
        assert(document_quote(doc, k->at).n > 0);
        at = k->at.end + 1;
    }
    assert(utf8_valid(doc->original) && utf8_valid(doc->normal));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct str names[] = {STR_INIT("word/styles.xml"), STR_INIT("word/header1.xml"),
                                       STR_INIT("word/comments.xml"), STR_INIT("_rels/.rels"),
                                       STR_INIT("docProps/core.xml")};
    static struct parser   *parser;
    struct str              bytes    = {(const char *)data + 1, n ? n - 1 : 0};
    struct part             parts[6] = {{STR("word/document.xml"), bytes}};
    struct document doc = {.arena = arena_new((size_t)64 << 20), .parts = parts, .nparts = 1};
    enum kc_status  status;

    if (!parser && parser_new(&parser) != KC_OK)
        return 0;
    for (size_t i = 0; n && i < 5; i++)
        if (data[0] >> i & 1)
            parts[doc.nparts++] = (struct part){names[i], bytes};
    status = n ? parse_document(parser, &format_docx, &limits_default, &doc) : KC_BAD_INPUT;
    assert(status_has_result(status) || doc.nblocks == 0);
    check(&doc);
    arena_free(doc.arena);
    return 0;
}
