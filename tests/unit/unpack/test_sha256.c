#include "tests/unit/test.h"

#include "ingest/unpack/sha256.h"
#include "ingest/unpack/unpack.h"

/* Examples of FIPS 180-2. */
static const struct {
    struct str text;
    struct str hex;
} known[] = {
    {STR_INIT(""), STR_INIT("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")},
    {STR_INIT("abc"), STR_INIT("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")},
    {STR_INIT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
     STR_INIT("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")},
};

static void known_texts_have_their_known_sums(void **state)
{
    struct arena *a = arena_new(4096);

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        assert_str(sha256_hex(a, known[i].text), known[i].hex);
    arena_free(a);
}

static void pieces_sum_like_the_whole(void **state)
{
    struct sha256 h;
    char          hex[SHA256_HEX];

    (void)state;
    sha256_begin(&h);
    for (size_t i = 0; i < known[2].text.n; i++)
        sha256_add(&h, str_sub(known[2].text, i, i + 1));
    assert_true(sha256_end(&h, hex));
    assert_str(((struct str){hex, sizeof hex}), known[2].hex);
}

static void a_full_arena_gives_the_empty_slice(void **state)
{
    struct arena *a = arena_new(16);

    (void)state;
    assert_str(sha256_hex(a, STR("abc")), STR(""));
    arena_free(a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(known_texts_have_their_known_sums),
    cmocka_unit_test(pieces_sum_like_the_whole),
    cmocka_unit_test(a_full_arena_gives_the_empty_slice),
};

TEST_MAIN(tests)
