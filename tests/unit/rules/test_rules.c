#include "tests/unit/test.h"

#include "parse/parse.h"
#include "rules/rules.h"

static struct parser *parser;

static void tell(void *ctx, struct str file, unsigned line, unsigned column, struct str message)
{
    (void)ctx;
    print_message("%.*s:%u:%u: %.*s\n", STR_FMT(file), line, column, STR_FMT(message));
}

static enum kc_status prepare(void *ctx, struct document *doc)
{
    (void)ctx;
    return normalise(parser, &limits_default, doc);
}

static void shipped_rules_hold_their_examples(void **state)
{
    struct ruleset *set      = NULL;
    unsigned        examples = 0, surprises;

    (void)state;
    assert_int_equal(parser_new(&parser), KC_OK);
    assert_int_equal(ruleset_load_shipped(tell, NULL, &set), KC_OK);
    surprises = ruleset_selftest(set, prepare, tell, NULL, &examples);
    print_message("%u examples\n", examples);
    assert_int_equal(surprises, 0);
    assert_true(examples > 40);
    ruleset_free(set);
    parser_free(parser);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shipped_rules_hold_their_examples)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
