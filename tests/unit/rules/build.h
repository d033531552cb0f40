#ifndef KC_TESTS_RULES_BUILD_H
#define KC_TESTS_RULES_BUILD_H

#include "tests/unit/test.h"

#include "parse/parse.h"
#include "rules/rules.h"

/* Documents for the tests of rules/: one string a block; "1|" and "2|" put it into
 * the left or right cell of the header table. */
struct bench {
    struct ruleset *set;
    struct matcher *m;
    struct parser  *parser;
    struct arena   *arena;
};

static void bench_tell(void *ctx, struct str file, const struct rule_error *e)
{
    struct text t = {.arena = arena_new((size_t)1 << 20)};

    (void)ctx;
    (void)rule_error_text(e, true, &t);
    print_message("%.*s:%u:%u: %.*s\n", STR_FMT(file), e->line, e->column, STR_FMT(text_str(&t)));
    arena_free(t.arena);
}

static int bench_open(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    *state = b;
    assert_non_null(b->arena = arena_new((size_t)256 * 1024 * 1024));
    assert_int_equal(parser_new(&b->parser), KC_OK);
    assert_int_equal(ruleset_load_shipped(bench_tell, NULL, &b->set), KC_OK);
    assert_int_equal(matcher_new(b->set, &b->m), KC_OK);
    return 0;
}

static int bench_close(void **state)
{
    struct bench *b = *state;

    matcher_free(b->m);
    ruleset_free(b->set);
    parser_free(b->parser);
    arena_free(b->arena);
    free(b);
    return 0;
}

static inline void add_block(struct bench *b, struct document *doc, struct text *t, struct str line)
{
    struct block block = {.kind = BLOCK_PARAGRAPH};

    if (str_starts_with(line, STR("1|")) || str_starts_with(line, STR("2|"))) {
        block = (struct block){
            .kind = BLOCK_CELL, .table = 1, .row = 1, .column = line.p[0] == '1' ? 1 : 2};
        line = str_sub(line, 2, line.n);
    }
    if (doc->nblocks)
        text_add(t, STR("\n"));
    block.at.start = (uint32_t)t->n;
    text_add(t, line);
    block.at.end                = (uint32_t)t->n;
    doc->blocks[doc->nblocks++] = block;
    (void)b;
}

/* `blocks` ends with NULL. Runs normalise and the rules. */
static inline enum kc_status bench_run(struct bench *b, const char *const *blocks,
                                       struct document *doc)
{
    struct text t = {.arena = NULL};

    arena_reset(b->arena);
    t.arena = b->arena;
    *doc    = (struct document){.arena = b->arena, .format = STR("docx"), .path = STR("a.docx")};
    doc->blocks = ARENA_NEW(b->arena, struct block, 200);
    for (; *blocks; blocks++)
        add_block(b, doc, &t, str_from_cstr(*blocks));
    doc->original = text_str(&t);
    assert_int_equal(normalise(b->parser, &limits_default, doc), KC_OK);
    return rules_apply(b->m, &limits_default, doc);
}

#define BENCH_MAIN(tests)                                                                          \
    int main(void)                                                                                 \
    {                                                                                              \
        const char *filter = getenv("KC_TEST_FILTER");                                             \
        if (filter && *filter)                                                                     \
            cmocka_set_test_filter(filter);                                                        \
        return cmocka_run_group_tests(tests, bench_open, bench_close);                             \
    }

#define BLOCKS(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
