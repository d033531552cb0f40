#include "tests/unit/record/sample.h"

#include "ingest/record/members.h"

static void equal_records(const struct document *a, const struct document *b)
{
    assert_str(a->id, b->id);
    assert_int_equal(a->size, b->size);
    assert_str(a->path, b->path);
    assert_str(a->member, b->member);
    assert_str(a->container, b->container);
    assert_str(a->format, b->format);
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->reason, b->reason);
    assert_str(a->original, b->original);
    assert_str(a->normal, b->normal);
    assert_str(a->rest, b->rest);
    assert_int_equal(a->diags_dropped, b->diags_dropped);
    assert_int_equal(a->nsteps, b->nsteps);
    for (size_t i = 0; i < a->nsteps; i++) {
        assert_int_equal(a->steps[i].normal, b->steps[i].normal);
        assert_int_equal(a->steps[i].delta, b->steps[i].delta);
    }
    assert_int_equal(a->nblocks, b->nblocks);
    for (size_t i = 0; i < a->nblocks; i++)
        assert_memory_equal(&a->blocks[i], &b->blocks[i], sizeof *a->blocks);
    assert_int_equal(a->nfindings, b->nfindings);
    for (size_t i = 0; i < a->nfindings; i++) {
        assert_memory_equal(&a->findings[i].at, &b->findings[i].at, 3 * sizeof(struct span));
        assert_str(a->findings[i].value, b->findings[i].value);
        assert_str(a->findings[i].subject, b->findings[i].subject);
        assert_int_equal(a->findings[i].plan, b->findings[i].plan);
        assert_int_equal(a->findings[i].sure, b->findings[i].sure);
        assert_int_equal(a->findings[i].year, b->findings[i].year);
    }
    assert_int_equal(a->ndiags, b->ndiags);
    for (size_t i = 0; i < a->ndiags; i++) {
        assert_int_equal(a->diags[i].code, b->diags[i].code);
        assert_int_equal(a->diags[i].status, b->diags[i].status);
        assert_string_equal(a->diags[i].stage, b->diags[i].stage);
        assert_str(a->diags[i].args[0], b->diags[i].args[0]);
        assert_int_equal(a->diags[i].at.end, b->diags[i].at.end);
    }
    assert_str(a->identity.signer.value, b->identity.signer.value);
    assert_int_equal(a->identity.number.at.start, b->identity.number.at.start);
    assert_int_equal(a->identity.draft, b->identity.draft);
    assert_str(a->name.criterion, b->name.criterion);
}

static void a_record_comes_back_as_it_was(void **state)
{
    struct arena   *a    = arena_new(1 << 20);
    struct document rich = sample_rich(a), back = {0};
    struct str      image = sample_image(&rich, a);

    (void)state;
    assert_int_equal(wire_read(image, a, &back), KC_OK);
    equal_records(&rich, &back);
    assert_str(sample_image(&back, a), image);
    assert_ptr_equal(back.arena, a);
    /* The record can be added to. */
    (void)diag_note(&back, "index", KC_OK, DIAG_FILE_EMPTY);
    assert_int_equal(back.ndiags, rich.ndiags + 1);
    arena_free(a);
}

static void empty_and_refused_records_travel(void **state)
{
    struct arena   *a     = arena_new(1 << 20);
    struct document empty = {.arena = a}, back = {0};
    struct document refused = {.arena  = a,
                               .id     = STR(SAMPLE_ID),
                               .path   = STR("x.docx"),
                               .state  = STATE_REFUSED,
                               .reason = REASON_DAMAGED};

    (void)state;
    assert_int_equal(wire_read(sample_image(&empty, a), a, &back), KC_OK);
    equal_records(&empty, &back);

    /* It points into a text that was given up. */
    (void)diag_add(&refused, "parse", KC_BAD_INPUT, DIAG_PART_DAMAGED, (struct span){5, 9},
                   STR("word/document.xml"), STR("XML"));
    assert_int_equal(wire_read(sample_image(&refused, a), a, &back), KC_OK);
    assert_int_equal(back.ndiags, 1);
    assert_int_equal(back.diags[0].at.end, 0);
    assert_int_equal(back.reason, REASON_DAMAGED);
    arena_free(a);
}

static void text_that_was_normal_from_the_start_is_sent_once(void **state)
{
    struct arena   *a    = arena_new(1 << 20);
    char           *text = arena_alloc(a, 10000, 1);
    struct document doc = {.original = {text, 10000}, .normal = {text, 10000}}, back = {0};
    struct str      image;

    (void)state;
    memset(text, 'a', 10000);
    image = sample_image(&doc, a);
    assert_true(image.n < 10200);
    assert_int_equal(wire_read(image, a, &back), KC_OK);
    assert_str(back.original, doc.original);
    arena_free(a);
}

static void words_that_are_not_utf8_are_repaired_on_the_way(void **state)
{
    struct arena   *a   = arena_new(1 << 20);
    struct document doc = {.meta.title = STR("g\xF3i")}, back = {0};

    (void)state;
    assert_int_equal(wire_read(sample_image(&doc, a), a, &back), KC_OK);
    assert_str(back.meta.title, STR("g\uFFFDi"));
    arena_free(a);
}

/* Sets one member of a record and asks whether the image shows it. */
static void image_shows(struct member_table t, struct document *doc, void *base, struct arena *a)
{
    for (size_t i = 0; i < t.n; i++) {
        const struct member *m      = &t.rows[i];
        char                *at     = (char *)base + m->offset;
        size_t               mark   = arena_mark(a);
        struct str           before = sample_image(doc, a), keep = {0}, word = STR("khác");

        if (m->type == MEMBER_STR || m->type == MEMBER_RAW || m->type == MEMBER_FIELD) {
            memcpy(&keep, at, sizeof keep);
            memcpy(at, &word, sizeof word);
        } else {
            *at ^= 1; /* numbers, spans, words, marks */
        }
        if (str_eq(before, sample_image(doc, a)))
            fail_msg("%s does not travel", m->name);
        if (keep.p)
            memcpy(at, &keep, sizeof keep);
        else if (m->type != MEMBER_STR && m->type != MEMBER_RAW && m->type != MEMBER_FIELD)
            *at ^= 1;
        arena_release(a, mark);
    }
}

static void everything_the_line_has_is_in_the_image(void **state)
{
    struct arena   *a   = arena_new(1 << 20);
    struct document doc = sample_rich(a);

    (void)state;
    image_shows(head_members, &doc, &doc, a);
    image_shows(meta_members, &doc, &doc.meta, a);
    image_shows(name_members, &doc, &doc.name, a);
    image_shows(identity_members, &doc, &doc.identity, a);
    for (size_t i = 0; i < doc.nblocks; i++)
        image_shows(block_members, &doc, &doc.blocks[i], a);
    for (size_t i = 0; i < doc.nfindings; i++)
        image_shows(finding_members, &doc, &doc.findings[i], a);
    arena_free(a);
}

/* Whoever reads `image` meets a refusal or a record that is safe to use. */
static void is_harmless(struct str image, struct arena *a)
{
    size_t          mark = arena_mark(a);
    struct document doc = {0}, again = {0};
    enum kc_status  s = wire_read(image, a, &doc);

    if (s == KC_OK) {
        size_t bytes = 0;

        for (size_t i = 0; i < doc.nblocks; i++) {
            struct str t = document_text(&doc, doc.blocks[i].at);
            uint32_t   h = doc.blocks[i].heading;

            assert_true(utf8_valid(t));
            bytes += t.n + document_quote(&doc, doc.blocks[i].at).n;
            for (; h; h = doc.blocks[h - 1].heading) /* ends */
                bytes++;
        }
        for (size_t i = 0; i < doc.nfindings; i++)
            assert_true(utf8_valid(document_text(&doc, doc.findings[i].quote_at)));
        for (size_t i = 0; i < doc.ndiags; i++)
            assert_non_null(doc.diags[i].stage);
        assert_true(bytes <= (doc.nblocks + 2) * (doc.normal.n + doc.original.n + doc.nblocks));
        assert_int_equal(wire_read(sample_image(&doc, a), a, &again), KC_OK);
        (void)sample_line(&doc, a);
    } else {
        assert_int_equal(s, KC_BAD_INPUT);
        assert_null(doc.arena); /* untouched */
    }
    arena_release(a, mark);
}

/* In memory of its exact size, so that a sanitizer sees a read beyond the end. */
static char *exact_copy(struct str image)
{
    char *p = malloc(image.n ? image.n : 1);

    assert_non_null(p);
    memcpy(p, image.p, image.n);
    return p;
}

static void an_image_cut_anywhere_is_refused(void **state)
{
    struct arena   *a   = arena_new(1 << 20);
    struct document doc = sample_rich(a), back = {0};
    struct str      image = sample_image(&doc, a);

    (void)state;
    for (size_t n = 0; n < image.n; n++) {
        char *p = exact_copy(str_sub(image, 0, n));

        assert_int_equal(wire_read((struct str){p, n}, a, &back), KC_BAD_INPUT);
        free(p);
    }
    assert_null(back.arena);
    arena_free(a);
}

static void a_changed_byte_does_no_harm(void **state)
{
    static const unsigned char masks[] = {0x01, 0x02, 0x04, 0x08, 0x10,
                                          0x20, 0x40, 0x80, 0x7F, 0xFF};
    struct arena              *a       = arena_new(1 << 22);
    struct document            doc     = sample_rich(a);
    struct str                 image   = sample_image(&doc, a);
    char                      *p       = exact_copy(image);

    (void)state;
    for (size_t i = 0; i < image.n; i++) {
        for (size_t m = 0; m < sizeof masks; m++) {
            p[i] = (char)(p[i] ^ masks[m]);
            is_harmless((struct str){p, image.n}, a);
            p[i] = (char)(p[i] ^ masks[m]);
        }
    }
    free(p);
    arena_free(a);
}

static void images_of_noise_do_no_harm(void **state)
{
    struct arena   *a     = arena_new(1 << 22);
    struct document doc   = sample_rich(a);
    struct str      image = sample_image(&doc, a);
    uint32_t        seed  = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char *p = exact_copy(image);

        for (int k = 0; k < 1 + round % 7; k++) {
            seed                        = seed * 1664525 + 1013904223;
            p[4 + seed % (image.n - 4)] = (char)(seed >> 24);
        }
        is_harmless(image.n ? (struct str){p, image.n} : (struct str){0}, a);
        free(p);
    }
    arena_free(a);
}

static void lying_counts_ask_for_no_memory(void **state)
{
    struct arena   *a   = arena_new(4096);
    struct document doc = {.arena = a}, back = {0};
    struct str      image = sample_image(&doc, a);
    char           *p     = arena_alloc(a, image.n + 10, 1);

    (void)state;
    /* Every byte of an empty record is a small number: make each in turn huge. */
    for (size_t i = 4; i < image.n; i++) {
        size_t used;

        memcpy(p, image.p, i);
        memcpy(p + i, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 10);
        memcpy(p + i + 10, image.p + i + 1, image.n - i - 1);
        used = arena_used(a);
        assert_int_equal(wire_read((struct str){p, image.n + 9}, a, &back), KC_BAD_INPUT);
        assert_int_equal(arena_used(a), used);
    }
    arena_free(a);
}

static void broken_invariants_are_refused(void **state)
{
    struct arena   *a = arena_new(1 << 20);
    struct document doc, back = {0};

    (void)state;
#define REFUSED(change)                                                                            \
    do {                                                                                           \
        doc = sample_rich(a);                                                                      \
        change;                                                                                    \
        if (wire_read(sample_image(&doc, a), a, &back) != KC_BAD_INPUT)                            \
            fail_msg("%s was not refused", #change);                                               \
        arena_reset(a);                                                                            \
    } while (0)

    REFUSED((void)(doc.id.n = 63));
    REFUSED(doc.id = STR("ABCDEF6789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));
    REFUSED((void)(doc.container.n = 1));
    REFUSED(doc.size = UINT64_MAX);
    REFUSED(doc.normal = STR("g\xF3i"));
    REFUSED(doc.original.n -= 1);
    REFUSED(doc.state = STATE_COUNT);
    REFUSED(doc.reason = REASON_COUNT);
    REFUSED(doc.steps[1].normal = doc.steps[0].normal);
    REFUSED(doc.steps[0].delta = INT32_MIN);
    REFUSED(doc.steps[3].delta = 4);
    REFUSED(doc.blocks[0].at.end = 24);
    REFUSED(doc.blocks[4].at.end++);
    REFUSED(doc.blocks[1].at.start = doc.blocks[1].at.end + 1);
    REFUSED(doc.blocks[2].at = (doc.blocks[2].at.start += 2, doc.blocks[2].at)); /* inside Ế */
    REFUSED(doc.blocks[2].heading = 3);                                          /* itself */
    REFUSED(doc.blocks[3].heading = 5);
    REFUSED(doc.findings[1].at.start = 0);
    REFUSED(doc.findings[0].sure = 101);
    REFUSED(doc.findings[0].quote_at.end = UINT32_MAX);
    REFUSED(doc.findings[2].role = (enum role)3);
    REFUSED(doc.identity.number.at.end = UINT32_MAX);
    REFUSED(doc.identity.draft = 1 << DRAFT_MARK_COUNT);
    REFUSED(doc.diags[0].code = DIAG_NONE);
    REFUSED(doc.diags[0].stage = "elsewhere");
    REFUSED(doc.diags[0].status = KC_STATUS_COUNT);
    arena_free(a);
}

static void other_versions_and_junk_behind_are_refused(void **state)
{
    struct arena   *a   = arena_new(1 << 20);
    struct document doc = sample_rich(a), back = {0};
    struct str      image = sample_image(&doc, a);
    char           *p     = arena_alloc(a, image.n + 1, 1);

    (void)state;
    memcpy(p, image.p, image.n);
    assert_int_equal(wire_read((struct str){p, image.n + 1}, a, &back), KC_BAD_INPUT);
    p[3] = WIRE_VERSION + 1;
    assert_int_equal(wire_read((struct str){p, image.n}, a, &back), KC_BAD_INPUT);
    assert_int_equal(wire_read((struct str){0}, a, &back), KC_BAD_INPUT);
    arena_free(a);
}

/* With n bytes of memory, n = 0, 1, 2 … until it is enough. */
static void a_full_arena_is_a_limit_wherever_it_happens(void **state)
{
    struct arena   *a          = arena_new(1 << 20);
    struct document doc        = sample_rich(a);
    struct str      image      = sample_image(&doc, a);
    enum kc_status  s          = KC_LIMIT;
    unsigned        limits_met = 0;

    (void)state;
    for (size_t n = 0; s != KC_OK; n += 61) {
        struct arena   *small = arena_new(n);
        struct document back  = {0};

        s = wire_read(image, small, &back);
        if (s == KC_LIMIT)
            limits_met++;
        else
            assert_int_equal(s, KC_OK);
        arena_free(small);
    }
    for (size_t n = 0; n < image.n; n += 61) {
        struct arena *small = arena_new(n);
        struct str    again = {0};

        assert_int_equal(wire_write(&doc, small, &again), KC_LIMIT);
        assert_int_equal(again.n, 0);
        limits_met++;
        arena_free(small);
    }
    assert_true(limits_met > 10);
    arena_free(a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_record_comes_back_as_it_was),
    cmocka_unit_test(empty_and_refused_records_travel),
    cmocka_unit_test(text_that_was_normal_from_the_start_is_sent_once),
    cmocka_unit_test(words_that_are_not_utf8_are_repaired_on_the_way),
    cmocka_unit_test(everything_the_line_has_is_in_the_image),
    cmocka_unit_test(an_image_cut_anywhere_is_refused),
    cmocka_unit_test(a_changed_byte_does_no_harm),
    cmocka_unit_test(images_of_noise_do_no_harm),
    cmocka_unit_test(lying_counts_ask_for_no_memory),
    cmocka_unit_test(broken_invariants_are_refused),
    cmocka_unit_test(other_versions_and_junk_behind_are_refused),
    cmocka_unit_test(a_full_arena_is_a_limit_wherever_it_happens),
};
TEST_MAIN(tests)
