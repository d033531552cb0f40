#include "parse/parse.h"
#include "rules/rules.h"

/* Any text through normal form and rules: spans stay inside, quotes are text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void say_nothing(void *ctx, struct str file, unsigned line, unsigned column, struct str m)
{
    (void)ctx, (void)file, (void)line, (void)column, (void)m;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ruleset *set;
    static struct matcher *m;
    static struct parser  *parser;
    static struct arena   *arena;
    struct document        doc;

    if (!arena) {
        arena = arena_new((size_t)512 << 20);
        if (ruleset_load_shipped(say_nothing, NULL, &set) != KC_OK ||
            matcher_new(set, &m) != KC_OK || parser_new(&parser) != KC_OK)
            abort();
    }
    arena_reset(arena);
    doc = (struct document){.arena = arena, .original = {(const char *)data, size}};
    if (!status_has_result(normalise(parser, &limits_default, &doc)))
        return 0;
    (void)rules_apply(m, &limits_default, &doc);
    for (size_t i = 0; i < doc.nfindings; i++) {
        const struct finding *f = &doc.findings[i];

        if (f->at.end > doc.normal.n || f->quote_at.end > doc.normal.n ||
            f->at.start >= f->at.end || !utf8_valid(document_quote(&doc, f->at)) ||
            !utf8_valid(f->value) || !utf8_valid(f->subject))
            abort();
    }
    return 0;
}
