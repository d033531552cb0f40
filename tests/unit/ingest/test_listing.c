#include "tests/unit/test.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/listing.h"

/* Each test works in an empty folder of its own. */
struct place {
    char          dir[64];
    int           back; /* where we came from */
    struct shell  sh;
    struct entry *entries;
    size_t        n, missing;
};

static int setup(void **state)
{
    struct place *p = calloc(1, sizeof *p);

    *state = p;
    (void)snprintf(p->dir, sizeof p->dir, "/tmp/kc-listing-XXXXXX");
    p->back     = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    p->sh.arena = arena_new(64u << 20);
    return mkdtemp(p->dir) && chdir(p->dir) == 0 && p->back >= 0 && p->sh.arena ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type, (void)at;
    return remove(path);
}

static int teardown(void **state)
{
    struct place *p = *state;

    assert_int_equal(fchdir(p->back), 0);
    close(p->back);
    nftw(p->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    arena_free(p->sh.arena);
    free(p);
    return 0;
}

static void make_file(const char *name, const char *text)
{
    FILE *f = fopen(name, "w");

    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void list(struct place *p, struct str text, char end, struct shard shard)
{
    assert_int_equal(listing_entries(&p->sh, text, end, shard, &p->entries, &p->n, &p->missing),
                     KC_OK);
}

static const struct shard whole;

/* ---- shards ---------------------------------------------------------------------- */

static void a_share_is_one_of_so_many(void **state)
{
    static const char *const wrong[] = {"",    "/",    "3",    "0/4",   "5/4",      "1/0",
                                        "a/4", "1/4x", "-1/4", "1/4/2", "1/100000", " 1/4"};
    struct shard             shard   = {0};

    (void)state;
    assert_true(shard_read(STR("3/16"), &shard));
    assert_int_equal(shard.part, 3);
    assert_int_equal(shard.parts, 16);
    assert_true(shard_read(STR("1/1"), &shard));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (shard_read(str_from_cstr(wrong[i]), &shard))
            fail_msg("\"%s\" passed", wrong[i]);
}

/* Other programs may deal out the same shares: the hash is the published one. */
static void shares_follow_fnv_1a(void **state)
{
    (void)state;
    /* FNV-1a 64 of "" is cbf29ce484222325, of "a" af63dc4c8601ec8c, of "foobar"
     * 85944171f73967e8; modulo 16 that is the last digit. */
    assert_true(shard_has((struct shard){0x5 + 1, 16}, STR("")));
    assert_true(shard_has((struct shard){0xc + 1, 16}, STR("a")));
    assert_true(shard_has((struct shard){0x8 + 1, 16}, STR("foobar")));
}

static void each_path_is_in_exactly_one_share(void **state)
{
    enum { PATHS = 4000, PARTS = 7 };
    unsigned sizes[PARTS] = {0};

    (void)state;
    for (unsigned i = 0; i < PATHS; i++) {
        char     buf[64];
        unsigned homes = 0;
        int      n     = snprintf(buf, sizeof buf, "nop/so-%u/KH %u.docx", i % 9, i);

        for (uint32_t part = 1; part <= PARTS; part++)
            if (shard_has((struct shard){part, PARTS}, (struct str){buf, (size_t)n})) {
                homes++;
                sizes[part - 1]++;
            }
        assert_int_equal(homes, 1);
        assert_true(shard_has(whole, (struct str){buf, (size_t)n}));
    }
    for (unsigned part = 0; part < PARTS; part++)
        assert_in_range(sizes[part], PATHS / PARTS / 2, PATHS / PARTS * 2);
}

/* ---- lists ------------------------------------------------------------------------ */

static void a_list_is_sorted_by_bytes_and_names_each_file_once(void **state)
{
    struct place *p = *state;

    make_file("b.txt", "x");
    make_file("a.txt", "x");
    make_file("Z.txt", "x");
    list(p, STR("b.txt\na.txt\n\nb.txt\n./a.txt\nZ.txt"), '\n', whole);
    assert_int_equal(p->missing, 0);
    assert_int_equal(p->n, 4);
    assert_str(p->entries[0].path, STR("./a.txt")); /* as it is listed */
    assert_str(p->entries[1].path, STR("Z.txt"));
    assert_str(p->entries[2].path, STR("a.txt"));
    assert_str(p->entries[3].path, STR("b.txt"));
}

static void names_may_hold_anything_but_the_end(void **state)
{
    struct place *p = *state;

    make_file("a\nb \xFF.txt", "x");
    list(p, STR("a\nb \xFF.txt\0"), '\0', whole);
    assert_int_equal(p->missing, 0);
    assert_int_equal(p->n, 1);
    list(p, STR("a\nb \xFF.txt\0"), '\n', whole); /* the wrong way */
    assert_int_equal(p->missing, 2);
    assert_int_equal(p->n, 0);
}

static void listed_files_can_be_opened_wherever_they_lie(void **state)
{
    struct place    *p    = *state;
    int              root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    enum file_reason why  = REASON_NONE;
    struct str       text;

    assert_int_equal(mkdir("real", 0700), 0);
    assert_int_equal(mkdir("real/deep", 0700), 0);
    assert_int_equal(symlink("real", "alias"), 0);
    make_file("real/deep/a.txt", "x");
    text = arena_printf(p->sh.arena,
                        "real/deep/a.txt\nalias/deep/a.txt\nreal/deep/../deep/a.txt\n"
                        "%s/real/deep/a.txt",
                        p->dir);
    list(p, text, '\n', whole);
    assert_int_equal(p->n, 4);
    for (size_t i = 0; i < p->n; i++) {
        int fd = entry_open(root, &p->entries[i], &why);

        if (fd < 0)
            fail_msg("%.*s: %s", STR_FMT(p->entries[i].path), reason_info(why)->name);
        close(fd);
    }
    close(root);
}

static void listed_files_are_judged_as_found_ones(void **state)
{
    static const struct {
        struct str       path;
        enum file_state  state;
        enum file_reason reason;
    } rows[] = {
        {STR_INIT(".kiemchung.yaml"), STATE_IGNORED, REASON_SYSTEM},
        {STR_INIT("Thumbs.db"), STATE_IGNORED, REASON_SYSTEM},
        {STR_INIT("a.txt"), STATE_NONE, REASON_NONE},
        {STR_INIT("lien-ket"), STATE_REFUSED, REASON_LINK},
        {STR_INIT("ong"), STATE_REFUSED, REASON_SPECIAL_FILE},
        {STR_INIT("rong.txt"), STATE_IGNORED, REASON_EMPTY},
        {STR_INIT("~$a.docx"), STATE_IGNORED, REASON_TEMPORARY},
    };
    struct place *p = *state;

    make_file(".kiemchung.yaml", "x");
    make_file("Thumbs.db", "x");
    make_file("a.txt", "x");
    make_file("rong.txt", "");
    make_file("~$a.docx", "x");
    assert_int_equal(symlink("a.txt", "lien-ket"), 0);
    assert_int_equal(mkfifo("ong", 0600), 0);
    list(p, STR("a.txt\nlien-ket\nong\nrong.txt\n~$a.docx\nThumbs.db\n.kiemchung.yaml\n"), '\n',
         whole);
    assert_int_equal(p->n, sizeof rows / sizeof *rows);
    for (size_t i = 0; i < p->n; i++) {
        assert_str(p->entries[i].path, rows[i].path);
        assert_int_equal(p->entries[i].state, rows[i].state);
        assert_int_equal(p->entries[i].reason, rows[i].reason);
    }
}

static void what_is_not_there_does_not_keep_the_others(void **state)
{
    struct place *p = *state;

    make_file("a.txt", "x");
    assert_int_equal(mkdir("so", 0700), 0);
    list(p, STR("none.txt\na.txt\nso\nno/where.txt\na.txt/b\n"), '\n', whole);
    assert_int_equal(p->n, 1);
    assert_int_equal(p->missing, 4);
}

/* Each share tells only what is missing of its own. */
static void shares_of_a_list_make_up_the_whole(void **state)
{
    struct place *p     = *state;
    struct text   text  = {.arena = p->sh.arena};
    size_t        found = 0, missing = 0;

    for (int i = 0; i < 30; i++) {
        char name[32];

        (void)snprintf(name, sizeof name, "%d.txt", i);
        if (i % 3)
            make_file(name, "x");
        (void)text_add(&text, str_from_cstr(name));
        (void)text_add(&text, STR("\n"));
    }
    for (uint32_t part = 1; part <= 4; part++) {
        list(p, text_str(&text), '\n', (struct shard){part, 4});
        found += p->n;
        missing += p->missing;
    }
    assert_int_equal(found, 20);
    assert_int_equal(missing, 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_share_is_one_of_so_many),
    cmocka_unit_test(shares_follow_fnv_1a),
    cmocka_unit_test(each_path_is_in_exactly_one_share),
    TEST(a_list_is_sorted_by_bytes_and_names_each_file_once),
    TEST(names_may_hold_anything_but_the_end),
    TEST(listed_files_can_be_opened_wherever_they_lie),
    TEST(listed_files_are_judged_as_found_ones),
    TEST(what_is_not_there_does_not_keep_the_others),
    TEST(shares_of_a_list_make_up_the_whole),
};

TEST_MAIN(tests)
