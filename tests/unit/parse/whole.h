#ifndef KC_TESTS_UNIT_PARSE_WHOLE_H
#define KC_TESTS_UNIT_PARSE_WHOLE_H

/* Parts of a file through all of parse: an arena and a parser for each test. */
#include "parse/parse.h"
#include "tests/unit/test.h"

static struct arena  *arena;
static struct parser *parser;

static inline int start(void **state)
{
    (void)state;
    arena = arena_new((size_t)64 << 20);
    return arena && parser_new(&parser) == KC_OK ? 0 : -1;
}

static inline int stop(void **state)
{
    (void)state;
    parser_free(parser);
    parser = NULL;
    arena_free(arena);
    return 0;
}

static inline struct document *read_parts(const struct format *format, struct part *parts, size_t n,
                                          enum kc_status expected)
{
    struct document *doc = ARENA_NEW(arena, struct document, 1);

    doc->arena  = arena;
    doc->parts  = parts;
    doc->nparts = n;
    assert_int_equal(parse_document(parser, format, &limits_default, doc), expected);
    return doc;
}

/* A file of one part. */
static inline struct document *read_bytes(const struct format *format, const char *bytes,
                                          enum kc_status expected)
{
    struct part *part = ARENA_NEW(arena, struct part, 1);

    part->bytes = str_from_cstr(bytes);
    return read_parts(format, part, 1, expected);
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, stop)

#endif
