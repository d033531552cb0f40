#include "tests/unit/record/sample.h"

#include "ingest/record/members.h"

/* A line as people would type it: 'single' quotes for "double" ones. */
static struct str typed(struct arena *a, const char *line)
{
    struct text t = {.arena = a};

    for (; *line; line++)
        (void)text_add(&t, *line == '\'' ? STR("\"") : (struct str){line, 1});
    return text_str(&t);
}

static void line_and_image_hold_the_same_record(void **state)
{
    struct arena   *a    = arena_new(1 << 20);
    struct document rich = sample_rich(a), from_image = {0}, from_line = {0};
    struct str      line = sample_line(&rich, a), image = sample_image(&rich, a), where = {0};

    (void)state;
    assert_true(utf8_valid(line));
    assert_int_equal(line.p[line.n - 1], '\n');
    assert_null(memchr(line.p, '\n', line.n - 1));
    line.n--;
    assert_int_equal(wire_read(image, a, &from_image), KC_OK);
    if (ndjson_read(line, a, &from_line, &where) != KC_OK)
        fail_msg("%.*s\n%.*s", STR_FMT(where), STR_FMT(line));
    assert_str(sample_image(&from_line, a), image);
    line.n++;
    assert_str(sample_line(&from_line, a), line);
    assert_str(sample_line(&from_image, a), line);
    assert_str(from_line.path, rich.path); /* the bytes, not what was shown */
    assert_str(from_line.member, rich.member);
    arena_free(a);
}

static void empty_and_refused_records_are_lines_too(void **state)
{
    struct arena   *a       = arena_new(1 << 20);
    struct block    block   = {.kind = BLOCK_NOTE};
    struct finding  finding = {.kind = FINDING_DATE};
    struct document docs[3] = {
        {.arena = a},
        {.arena = a, .blocks = &block, .nblocks = 1, .findings = &finding, .nfindings = 1},
        {.arena  = a,
         .id     = STR(SAMPLE_ID),
         .path   = STR("x.docx"),
         .state  = STATE_REFUSED,
         .reason = REASON_PROTECTED}};

    (void)state;
    (void)diag_add(&docs[2], "unpack", KC_BAD_INPUT, DIAG_PROTECTED, (struct span){5, 9},
                   (struct str){0}, STR("hai"));
    for (size_t i = 0; i < 3; i++) {
        struct document back  = {0};
        struct str      where = {0}, line = sample_line(&docs[i], a);

        assert_int_equal(ndjson_read(str_sub(line, 0, line.n - 1), a, &back, &where), KC_OK);
        assert_str(sample_line(&back, a), line);
        assert_str(sample_image(&back, a), sample_image(&docs[i], a));
    }
    arena_free(a);
}

static void the_line_is_what_the_manual_shows(void **state)
{
    struct arena      *a    = arena_new(1 << 20);
    struct offset_step step = {.normal = 4, .delta = -2};
    struct block blocks[2] = {{.kind = BLOCK_CELL, .at = {0, 8}, .table = 1, .row = 1, .column = 1},
                              {.use = USE_HIDDEN, .at = {9, 10}}};
    struct finding findings[3] = {
        {.kind     = FINDING_REFERENCE,
         .at       = {0, 8},
         .quote_at = {0, 8},
         .rule     = STR("so-hieu/1"),
         .value    = STR("76/NQ-CP"),
         .key      = STR("76/NQ-CP"),
         .sure     = 95},
        {.kind = FINDING_DATE, .at = {0, 8}, .value = STR("2021-07"), .precision = PRECISION_MONTH},
        {.kind = FINDING_PLAN, .at = {0, 8}, .value = STR("Kế hoạch"), .year = 2023}};
    struct document doc = {
        .arena     = a,
        .id        = STR(SAMPLE_ID),
        .size      = 7,
        .path      = STR("a.docx"),
        .state     = STATE_READ,
        .original  = STR("76/NQ-CP\nx"),
        .normal    = STR("76/NQ-CP\nx"),
        .steps     = &step,
        .nsteps    = 1,
        .blocks    = blocks,
        .nblocks   = 2,
        .findings  = findings,
        .nfindings = 3,
        .identity  = {.number = {STR("76/NQ-CP"), {0, 8}}, .draft = DRAFT_NO_DATE}};

    (void)state;
    (void)diag_arg(&doc, "parse", KC_PARTIAL, DIAG_TEXT_LEGACY_FONT, STR(".VnTime"));
    assert_str(
        sample_line(&doc, a),
        typed(a, "{'v':1,'id':'" SAMPLE_ID "','size':7,'path':'a.docx','member':null,"
                 "'container':null,'format':null,'state':'read','reason':null,"
                 "'identity':{'nature':'unknown','type':null,'number':'76/NQ-CP','key':null,"
                 "'date':null,'issuer':null,'parent':null,'place':null,'subject':null,"
                 "'signer':null,'draft':['no-date'],'secrecy':null,'at':{'number':[0,8]}},"
                 "'meta':{'title':null,'author':null,'site':null,'published':null},"
                 "'name':{'number':null,'key':null,'date':null,'criterion':null},"
                 "'original':'76/NQ-CP\\nx','normal':'76/NQ-CP\\nx','steps':[[4,-2]],"
                 "'blocks':[{'kind':'cell','at':[0,8],'table':1,'row':1,'column':1},"
                 "{'kind':'paragraph','use':'hidden','at':[9,10]}],"
                 "'findings':[{'kind':'reference','value':'76/NQ-CP','key':'76/NQ-CP','type':null,"
                 "'date':null,'issuer':null,'subject':null,'plan':false,'role':'cited','at':[0,8],"
                 "'date_at':null,'quote_at':[0,8],'quote':'76/NQ-','rule':'so-hieu/1','sure':95},"
                 "{'kind':'date','value':'2021-07','precision':'month','use':'plain','at':[0,8],"
                 "'rule':null,'sure':0},"
                 "{'kind':'plan','value':'Kế hoạch','year':2023,'date':null,'issuer':null,"
                 "'role':'cited','at':[0,8],'date_at':null,'rule':null,'sure':0}],"
                 "'diags':[{'code':'text-legacy-font','severity':'warning','stage':'parse',"
                 "'status':'partial','args':['.VnTime'],'at':null}]}\n"));
    arena_free(a);
}

static void strings_are_escaped_where_they_could_disguise_something(void **state)
{
    static const struct {
        struct str in, out;
    } rows[] = {
        {STR_INIT("Kế \"hoạch\" \\ /"), STR_INIT("\"Kế \\\"hoạch\\\" \\\\ /\"")},
        {STR_INIT("\b\f\n\r\t"), STR_INIT("\"\\b\\f\\n\\r\\t\"")},
        {STR_INIT("a\0b\x1B\x7F"), STR_INIT("\"a\\u0000b\\u001b\\u007f\"")},
        {STR_INIT("\xC2\x85\u2028\u2029"), STR_INIT("\"\\u0085\\u2028\\u2029\"")},
        {STR_INIT("\u202E\u2066\u200F\u061C"), STR_INIT("\"\\u202e\\u2066\\u200f\\u061c\"")},
        {STR_INIT("\xFFg\xC3"), STR_INIT("\"\uFFFDg\uFFFD\"")},
        {STR_INIT("\uFFFD \U0001F600 \u00A0"), STR_INIT("\"\uFFFD \U0001F600 \u00A0\"")},
        {STR_INIT(""), STR_INIT("\"\"")},
    };
    struct arena *a = arena_new(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text out = {.arena = a};

        assert_true(json_add_string(&out, rows[i].in));
        assert_str(text_str(&out), rows[i].out);
    }
    arena_free(a);
}

static void any_character_reads_back(void **state)
{
    struct arena   *a   = arena_new(1 << 24);
    struct text     all = {.arena = a};
    struct document doc = {.arena = a, .path = STR("x")}, back = {0};
    struct str      line, where                                = {0};

    (void)state;
    for (uint32_t cp = 0; cp < 0x3000; cp++)
        (void)text_add_cp(&all, cp);
    (void)text_add_cp(&all, 0x10FFFF);
    doc.original = doc.normal = text_str(&all);
    line                      = sample_line(&doc, a);
    assert_int_equal(ndjson_read(line, a, &back, &where), KC_OK);
    assert_str(back.normal, doc.normal);
    arena_free(a);
}

static void members_of_others_come_back_sorted_at_the_end(void **state)
{
    struct arena   *a     = arena_new(1 << 20);
    struct document back  = {0};
    struct str      where = {0}, line;

    (void)state;
    assert_int_equal(ndjson_read(typed(a, "{'zeta':[1,'\\u0000'],'v':1,'Alpha':{'b':1,'a':0.5},"
                                          "'path':'x'}"),
                                 a, &back, &where),
                     KC_OK);
    assert_str(back.rest, typed(a, "{'Alpha':{'a':0.5,'b':1},'zeta':[1,'\\u0000']}"));
    line = sample_line(&back, a);
    assert_true(str_ends_with(
        line, typed(a, "'diags':[],'Alpha':{'a':0.5,'b':1},'zeta':[1,'\\u0000']}\n")));
    arena_free(a);
}

static void a_rest_nobody_read_cannot_break_the_line(void **state)
{
    static const char *const rests[] = {"},{", "[1]", "{'a':1}}", "{'normal':'x','id':1}", "x"};
    struct arena            *a       = arena_new(1 << 20);
    struct document          doc     = {.path = STR("x")};
    struct str               plain   = sample_line(&doc, a);

    (void)state;
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        doc.rest = typed(a, rests[i]);
        assert_str(sample_line(&doc, a), plain);
    }
    arena_free(a);
}

static void mistakes_are_named_with_their_place(void **state)
{
    static const struct {
        const char *line, *where;
    } rows[] = {
        {"{'v':1,'path':'x','v':1}", "byte 21: a member stands twice"},
        {"{'v':1,", "byte 7: not JSON"},
        {"[]", "the line: expected an object"},
        {"{'path':'x'}", "v: not a version this program reads"},
        {"{'v':2,'path':'x'}", "v: not a version this program reads"},
        {"{'v':1}", "path: is missing"},
        {"{'v':1,'path':null}", "path: is missing"},
        {"{'v':1,'path':7}", "path: expected a string"},
        {"{'v':1,'path':'x','path_bytes':'?'}", "path_bytes: not base64"},
        {"{'v':1,'path':'x','path_bytes':'eA=a'}", "path_bytes: not base64"},
        {"{'v':1,'path':'x','id':'abc'}", "id: not a SHA-256"},
        {"{'v':1,'path':'x','size':-1}", "size: number out of range"},
        {"{'v':1,'path':'x','size':1.5}", "size: expected a whole number"},
        {"{'v':1,'path':'x','state':'Read'}", "state: no such word"},
        {"{'v':1,'path':'x','identity':[]}", "identity: expected an object"},
        {"{'v':1,'path':'x','identity':{'draft':['x']}}", "identity.draft: no such draft mark"},
        {"{'v':1,'path':'x','identity':{'at':{'number':[1]}}}",
         "identity.number: expected [start, end]"},
        {"{'v':1,'path':'x','identity':{'at':{'number':[0,1]}}}",
         "identity: span outside the text"},
        {"{'v':1,'path':'x','normal':5}", "normal: expected a string"},
        {"{'v':1,'path':'x','steps':[[0]]}", "steps[0].step: expected [normal, delta]"},
        {"{'v':1,'path':'x','steps':[[0,4294967295]]}", "steps[0].delta: number out of range"},
        {"{'v':1,'path':'x','steps':7}", "steps: expected a list"},
        {"{'v':1,'path':'x','blocks':[7]}", "blocks: expected objects"},
        {"{'v':1,'path':'x','normal':'ab','blocks':[{'kind':'cell','at':[0,1]},{'kind':'note'}]}",
         "blocks[1].at: is missing"},
        {"{'v':1,'path':'x','blocks':[{'kind':'cell','at':[0,0],'level':65536}]}",
         "blocks[0].level: number out of range"},
        {"{'v':1,'path':'x','normal':'ab','blocks':[{'kind':'cell','at':[0,3]}]}",
         "blocks: span outside the text"},
        {"{'v':1,'path':'x','findings':[{'at':[0,0]}]}", "findings[0].kind: is missing"},
        {"{'v':1,'path':'x','findings':[{'kind':'date','at':[0,0],'sure':101}]}",
         "findings: sure is above 100"},
        {"{'v':1,'path':'x','findings':[{'kind':'date','at':[0,0],'plan':1}]}",
         "findings[0].plan: expected true or false"},
        {"{'v':1,'path':'x','diags':[{'code':'x','stage':'parse'}]}",
         "diags[0].code: no such code"},
        {"{'v':1,'path':'x','diags':[{'code':'secret','stage':'p'}]}",
         "diags[0].stage: no such stage"},
        {"{'v':1,'path':'x','diags':[{'code':'secret','stage':'rules','args':['','','']}]}",
         "diags[0].args: more than two"},
        {"{'v':1,'path':'x','diags_dropped':'1'}", "diags_dropped: expected a whole number"},
    };
    struct arena *a = arena_new(1 << 20);

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document back  = {0};
        struct str      where = {0};

        if (ndjson_read(typed(a, rows[i].line), a, &back, &where) != KC_BAD_INPUT)
            fail_msg("%s was read", rows[i].line);
        assert_str(where, str_from_cstr(rows[i].where));
        assert_null(back.arena);
    }
    arena_free(a);
}

static void blank_lines_are_skipped(void **state)
{
    struct arena   *a     = arena_new(1 << 16);
    struct document back  = {0};
    struct str      where = {0};

    (void)state;
    assert_int_equal(ndjson_read(STR(""), a, &back, &where), KC_SKIP);
    assert_int_equal(ndjson_read(STR(" \r"), a, &back, &where), KC_SKIP);
    arena_free(a);
}

/* With n bytes of memory, n = 0, 1, 2 … until it is enough. */
static void a_full_arena_is_a_limit_wherever_it_happens(void **state)
{
    struct arena   *a    = arena_new(1 << 20);
    struct document doc  = sample_rich(a);
    struct str      line = sample_line(&doc, a);
    enum kc_status  s    = KC_LIMIT;
    unsigned        met  = 0;

    (void)state;
    for (size_t n = 0; s != KC_OK; n += 37, met++) {
        struct arena   *small = arena_new(n);
        struct document back  = {0};
        struct str      where = {0};

        s = ndjson_read(line, small, &back, &where);
        assert_true(s == KC_LIMIT || s == KC_OK);
        arena_free(small);
    }
    for (size_t n = 0; n < line.n; n += 37, met++) {
        struct arena *small = arena_new(n);
        struct text   out   = {.arena = small};

        assert_int_equal(ndjson_write(&doc, &out), KC_LIMIT);
        assert_int_equal(out.n, 0);
        arena_free(small);
    }
    assert_true(met > 50);
    arena_free(a);
}

static void lines_with_a_changed_byte_do_no_harm(void **state)
{
    struct arena   *a    = arena_new(1 << 22);
    struct document doc  = sample_rich(a);
    struct str      line = sample_line(&doc, a);
    char           *p    = arena_alloc(a, line.n, 1);
    size_t          mark = arena_mark(a);

    (void)state;
    memcpy(p, line.p, line.n);
    for (size_t i = 0; i < line.n; i++) {
        static const char others[] = {'"', '0', '9', ',', '{', ']', '\\', '\x80'};

        for (size_t k = 0; k < sizeof others; k++) {
            struct document back = {0}, again = {0};
            struct str      where = {0};

            p[i] = others[k];
            if (ndjson_read((struct str){p, line.n}, a, &back, &where) == KC_OK)
                assert_int_equal(wire_read(sample_image(&back, a), a, &again), KC_OK);
            else
                assert_true(where.n > 0 && utf8_valid(where));
            p[i] = line.p[i];
            arena_release(a, mark);
        }
    }
    arena_free(a);
}

static void base64_goes_both_ways(void **state)
{
    struct arena *a = arena_new(1 << 20);
    char          bytes[256];

    (void)state;
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)(255 - i);
    for (size_t n = 0; n <= sizeof bytes; n++) {
        struct text out  = {.arena = a};
        struct str  back = {0};

        assert_true(base64_add(&out, (struct str){bytes, n}));
        assert_int_equal(out.n, (n + 2) / 3 * 4);
        assert_int_equal(base64_read(text_str(&out), a, &back), KC_OK);
        assert_str(back, ((struct str){bytes, n}));
    }
    for (size_t n = 1; n < 4; n++) {
        struct str back = {0};

        assert_int_equal(base64_read(str_sub(STR("QUJD"), 0, n), a, &back), KC_BAD_INPUT);
        assert_int_equal(base64_read(STR("QU=D"), a, &back), KC_BAD_INPUT);
        assert_int_equal(base64_read(STR("===="), a, &back), KC_BAD_INPUT);
    }
    arena_free(a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(line_and_image_hold_the_same_record),
    cmocka_unit_test(empty_and_refused_records_are_lines_too),
    cmocka_unit_test(the_line_is_what_the_manual_shows),
    cmocka_unit_test(strings_are_escaped_where_they_could_disguise_something),
    cmocka_unit_test(any_character_reads_back),
    cmocka_unit_test(members_of_others_come_back_sorted_at_the_end),
    cmocka_unit_test(a_rest_nobody_read_cannot_break_the_line),
    cmocka_unit_test(mistakes_are_named_with_their_place),
    cmocka_unit_test(blank_lines_are_skipped),
    cmocka_unit_test(a_full_arena_is_a_limit_wherever_it_happens),
    cmocka_unit_test(lines_with_a_changed_byte_do_no_harm),
    cmocka_unit_test(base64_goes_both_ways),
};
TEST_MAIN(tests)
