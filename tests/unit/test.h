#ifndef KC_TESTS_UNIT_TEST_H
#define KC_TESTS_UNIT_TEST_H

/* What every unit test starts from. End a file with TEST_MAIN(tests). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ingest/record/record.h"

/* cmocka's own filter comes from `make unit T='name pattern*'`. */
#define TEST_MAIN(tests)                                                                           \
    int main(void)                                                                                 \
    {                                                                                              \
        const char *filter = getenv("KC_TEST_FILTER");                                             \
        if (filter && *filter)                                                                     \
            cmocka_set_test_filter(filter);                                                        \
        return cmocka_run_group_tests(tests, NULL, NULL);                                          \
    }

/* Fails with both values in hand. */
#define assert_str(got, want)                                                                      \
    do {                                                                                           \
        struct str got_ = (got), want_ = (want);                                                   \
        if (!str_eq(got_, want_))                                                                  \
            fail_msg("got \"%.*s\", want \"%.*s\"", STR_FMT(got_), STR_FMT(want_));                \
    } while (0)

#endif
