#include "tests/unit/test.h"

#include "rules/needles.h"

static const char *const words[] = {
    "/", "-", "CP", "TTg", "tháng", "THÁNG", "năm", "ế hoạch", "aaaa", "aaaab", "ab", "\xC3", "0",
};
#define COUNT (sizeof words / sizeof *words)

static void add_all(struct needles *set)
{
    needles_init(set);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(needles_add(set, str_from_cstr(words[i])), UINT64_C(1) << i);
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9')
            return true;
    return false;
}

/* Against looking for each of them. */
static void check(const struct needles *set, struct str text)
{
    uint64_t found = needles_look(set, text);

    for (size_t i = 0; i < COUNT; i++) {
        uint64_t bit   = UINT64_C(1) << i;
        bool     there = str_find(text, set->text[i]).n > 0;

        if (set->longer & bit ? there && !(found & bit) : there != ((found & bit) != 0))
            fail_msg("\"%s\" in \"%.*s\"", words[i], STR_FMT(text));
        if (set->longer & bit && needles_holds(set, bit, text) != there)
            fail_msg("\"%s\" for certain in \"%.*s\"", words[i], STR_FMT(text));
    }
    assert_int_equal((found & NEEDLES_DIGIT) != 0, has_digit(text));
}

static void each_is_found_wherever_it_stands(void **state)
{
    struct needles set;
    char           buf[100];

    (void)state;
    add_all(&set);
    for (size_t n = 0; n <= sizeof buf; n++)
        for (size_t i = 0; i < COUNT; i++) {
            struct str word = str_from_cstr(words[i]);

            for (size_t at = 0; at + word.n <= n; at++) {
                memset(buf, ' ', n);
                memcpy(buf + at, word.p, word.n);
                check(&set, (struct str){buf, n});
            }
        }
}

static void pieces_and_neighbours_are_told_apart(void **state)
{
    static const char alphabet[] = "abCPTg/-0n m hth\xC3\xA1\xC4\x83\xE1\xBA\xBF";
    struct needles    set;
    unsigned          seed = 1;
    char              buf[40];

    (void)state;
    add_all(&set);
    for (size_t round = 0; round < 100000; round++) {
        size_t n = round % (sizeof buf + 1);

        for (size_t i = 0; i < n; i++) {
            seed   = seed * 1103515245 + 12345;
            buf[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        check(&set, (struct str){buf, n});
    }
}

static void the_same_string_has_one_bit_and_too_many_have_none(void **state)
{
    struct needles set;
    char           names[NEEDLES_MOST + 1][2];

    (void)state;
    needles_init(&set);
    for (size_t i = 0; i <= NEEDLES_MOST; i++) {
        uint64_t want = i < NEEDLES_MOST ? UINT64_C(1) << i : 0;

        names[i][0] = 'A';
        names[i][1] = (char)(' ' + i);
        assert_int_equal(needles_add(&set, (struct str){names[i], 2}), want);
        assert_int_equal(needles_add(&set, (struct str){names[i], 2}), want);
    }
    assert_int_equal(needles_look(&set, STR("A A!")), 3);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_is_found_wherever_it_stands),
    cmocka_unit_test(pieces_and_neighbours_are_told_apart),
    cmocka_unit_test(the_same_string_has_one_bit_and_too_many_have_none),
};
TEST_MAIN(tests)
