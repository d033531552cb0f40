#ifndef KC_TESTS_RECORD_SAMPLE_H
#define KC_TESTS_RECORD_SAMPLE_H

#include "tests/unit/test.h"

#include "ingest/record/diag.h"
#include "ingest/record/ndjson.h"
#include "ingest/record/wire.h"

#define SAMPLE_ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* The span of the first `words` in the normal text; fails when it is not there. */
static inline struct span sample_span(const struct document *doc, struct str words)
{
    struct str hit = str_find(doc->normal, words);
    size_t     at  = hit.n ? (size_t)(hit.p - doc->normal.p) : 0;

    if (!hit.n)
        fail_msg("no \"%.*s\" in the sample", STR_FMT(words));
    return (struct span){(uint32_t)at, (uint32_t)(at + words.n)};
}

static inline struct field sample_field(const struct document *doc, struct str words)
{
    return (struct field){words, sample_span(doc, words)};
}

/* A record in which every member says something. */
static inline struct document sample_rich(struct arena *a)
{
    struct document doc = {
        .arena     = a,
        .id        = STR(SAMPLE_ID),
        .container = STR("ff" SAMPLE_ID),
        .size      = 48213,
        .path      = STR("so-noi-vu/g\xF3i.zip"), /* Latin-1: not UTF-8 */
        .member    = STR("1.1.1/K\xC8 ho\xA1"
                            "ch.docx"),
        .format    = STR("docx"),
        .state     = STATE_READ,
        .reason    = REASON_PARTIAL,
        /* "KẾ HOẠCH" has decomposed vowels and two spaces in the original. */
        .original = STR("UBND TỈNH SÔNG TRÀ\nSố: 05/KH-UBND\n"
                        "KE\u0302\u0301  HOA\u0323CH\n"
                        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ và "
                        "Kế hoạch tuyên truyền năm 2023\nghi chú xoá"),
        .normal   = STR("UBND TỈNH SÔNG TRÀ\nSố: 05/KH-UBND\n"
                          "KẾ HOẠCH\n"
                          "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ và "
                          "Kế hoạch tuyên truyền năm 2023\nghi chú xóa"),
        .meta = {STR("Kế hoạch"), STR("Trần \"A\""), STR("songtra.example"), STR("2023-07-08")},
        .name          = {STR("05/KH-UBND"), STR("5/KH-UBND"), STR("2023-07-07"), STR("1.1.1")},
        .rest          = STR("{\"note\":{\"a\":1,\"b\":[true,null]},\"zeta\":\"…\"}"),
        .diags_dropped = 3,
    };
    static const struct str lines[] = {
        STR_INIT("UBND TỈNH SÔNG TRÀ"), STR_INIT("Số: 05/KH-UBND"), STR_INIT("KẾ HOẠCH"),
        STR_INIT("Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ và "
                 "Kế hoạch tuyên truyền năm 2023"),
        STR_INIT("ghi chú xóa")};
    uint32_t heading = sample_span(&doc, lines[2]).start;

    doc.container.n = 64;

    doc.nsteps   = 4;
    doc.steps    = ARENA_NEW(a, struct offset_step, doc.nsteps);
    doc.steps[0] = (struct offset_step){heading + 4, 2};                /* after "KẾ" */
    doc.steps[1] = (struct offset_step){heading + 5, 3};                /* after the space */
    doc.steps[2] = (struct offset_step){(uint32_t)doc.normal.n - 1, 2}; /* the tone moved */
    doc.steps[3] = (struct offset_step){(uint32_t)doc.normal.n, 3};

    doc.nblocks = sizeof lines / sizeof *lines;
    doc.blocks  = ARENA_NEW(a, struct block, doc.nblocks);
    for (size_t i = 0; i < doc.nblocks; i++)
        doc.blocks[i].at = sample_span(&doc, lines[i]);
    doc.blocks[0].kind = doc.blocks[1].kind = BLOCK_CELL;
    doc.blocks[0].table = doc.blocks[1].table = 1;
    doc.blocks[0].row = doc.blocks[1].row = 1;
    doc.blocks[0].column                  = 1;
    doc.blocks[1].column                  = 70000;
    doc.blocks[2].kind                    = BLOCK_HEADING;
    doc.blocks[2].level                   = 1;
    doc.blocks[3].heading                 = 3;
    doc.blocks[3].page                    = 2;
    doc.blocks[4].use                     = USE_DELETED;
    doc.blocks[4].heading                 = 3;

    doc.nfindings   = 3;
    doc.findings    = ARENA_NEW(a, struct finding, doc.nfindings);
    doc.findings[0] = (struct finding){
        .kind    = FINDING_REFERENCE,
        .role    = ROLE_REPLACED,
        .at      = sample_span(&doc, STR("76/NQ-CP")),
        .date_at = sample_span(&doc, STR("15/7/2021")),
        .quote_at = sample_span(&doc, STR("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ")),
        .rule   = STR("so-hieu/1"),
        .value  = STR("76/NQ-CP"),
        .key    = STR("76/NQ-CP"),
        .type   = STR("Nghị quyết"),
        .date   = STR("2021-07-15"),
        .issuer = STR("Chính phủ"),
        .plan   = true,
        .sure   = 95};
    doc.findings[1] = (struct finding){.kind      = FINDING_DATE,
                                       .at        = sample_span(&doc, STR("15/7/2021")),
                                       .value     = STR("2021-07-15"),
                                       .precision = PRECISION_DAY,
                                       .use       = DATE_ISSUE,
                                       .rule      = STR("ngay/1"),
                                       .sure      = 100};
    doc.findings[2] =
        (struct finding){.kind = FINDING_PLAN,
                         .at   = sample_span(&doc, STR("Kế hoạch tuyên truyền năm 2023")),
                         .quote_at = sample_span(&doc, STR("Kế hoạch tuyên truyền năm 2023")),
                         .value    = STR("Kế hoạch tuyên truyền năm 2023"),
                         .subject = STR("tuyên truyền"), /* not usual for a plan */
                         .year    = 2023,
                         .rule    = STR("ke-hoach/1")};

    doc.identity = (struct identity){.nature  = NATURE_OFFICIAL,
                                     .type    = sample_field(&doc, STR("KẾ HOẠCH")),
                                     .number  = sample_field(&doc, STR("05/KH-UBND")),
                                     .key     = STR("5/KH-UBND"),
                                     .date    = {STR("2023-07-07"), {0, 0}},
                                     .issuer  = sample_field(&doc, STR("UBND TỈNH SÔNG TRÀ")),
                                     .parent  = sample_field(&doc, STR("UBND")),
                                     .place   = sample_field(&doc, STR("SÔNG TRÀ")),
                                     .subject = sample_field(&doc, STR("tuyên truyền")),
                                     .signer  = {STR("Nguyễn Văn B"), {0, 0}},
                                     .secrecy = {STR("MẬT"), {0, 4}},
                                     .draft   = DRAFT_MARKED | DRAFT_COMMENTS};

    (void)diag_add(&doc, "parse", KC_PARTIAL, DIAG_TEXT_LEGACY_FONT, DIAG_WHOLE, STR(".VnTime"),
                   (struct str){0});
    (void)diag_add(&doc, "rules", KC_PARTIAL, DIAG_NOT_EVALUATED, doc.blocks[3].at,
                   STR("so-hieu/1"), STR("đoạn 4"));
    (void)diag_add(&doc, "unpack", KC_OK, DIAG_NO_TEXT, DIAG_WHOLE, (struct str){0},
                   (struct str){0});
    return doc;
}

static inline struct str sample_image(const struct document *doc, struct arena *a)
{
    struct str image = {0};

    assert_int_equal(wire_write(doc, a, &image), KC_OK);
    return image;
}

static inline struct str sample_line(const struct document *doc, struct arena *a)
{
    struct text out = {.arena = a};

    assert_int_equal(ndjson_write(doc, &out), KC_OK);
    return text_str(&out);
}

#endif
