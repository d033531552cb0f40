#ifndef KC_TESTS_FUZZ_PROMISES_H
#define KC_TESTS_FUZZ_PROMISES_H

/* What every target asks of a record, and the stages that come after its own. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "ingest/record/check.h"
#include "ingest/record/ndjson.h"
#include "ingest/record/wire.h"
#include "parse/formats.h"
#include "parse/parse.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Takes one byte off the front, for options; 0 when there is none. */
static inline unsigned take_byte(struct str *rest)
{
    unsigned byte = rest->n ? (unsigned char)rest->p[0] : 0;

    *rest = str_sub(*rest, 1, rest->n);
    return byte;
}

/* Plenty, or so little that it runs full on the way. */
static inline struct arena *fuzz_arena(bool little)
{
    struct arena *a = arena_new(little ? (size_t)20000 : (size_t)256 << 20);

    assert(a);
    return a;
}

/* Six bits of options: the first for fuzz_arena, the others ceilings that are met. */
static inline struct limits fuzz_limits(unsigned options)
{
    struct limits lim = limits_default;

    if (options & 2)
        lim.text_bytes = 100;
    if (options & 4)
        lim.depth = 8;
    if (options & 8)
        lim.findings = 3;
    if (options & 16)
        lim.match_steps = 50;
    if (options & 32)
        lim.window_bytes = 256;
    return lim;
}

static inline bool is_day(struct str s)
{
    if (s.n != 10)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (i == 4 || i == 7 ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* After parse: blocks fill the text, one "\n" apart, in normal form, and lead back. */
static inline void promise_blocks(const struct document *doc)
{
    uint32_t at = 0;

    for (size_t i = 0; i < doc->nblocks; i++) {
        const struct block *b    = &doc->blocks[i];
        struct str          text = document_text(doc, b->at), quote = document_quote(doc, b->at);

        assert(b->at.start == at && b->at.end > at);
        assert(i + 1 == doc->nblocks || doc->normal.p[b->at.end] == '\n');
        assert(text.n && text.p[0] != ' ' && text.p[text.n - 1] != ' ');
        assert(!memchr(text.p, '\n', text.n) && !str_find(text, STR("  ")).n);
        assert(quote.n && quote.p >= doc->original.p &&
               quote.p + quote.n <= doc->original.p + doc->original.n && utf8_valid(quote));
        assert(b->heading <= i);
        assert(!b->heading || doc->blocks[b->heading - 1].kind == BLOCK_HEADING);
        assert((b->kind == BLOCK_HEADING) == (b->level != 0));
        assert(!b->table == !b->row && !b->table == !b->column);
        at = b->at.end + 1;
    }
    assert(doc->nblocks ? at == doc->normal.n + 1 : doc->normal.n == 0);
}

/* After rules: what is found stands in text for readers and has its canonical form. */
static inline void promise_findings(const struct document *doc)
{
    const struct identity *id       = &doc->identity;
    const struct field    *fields[] = {&id->type,   &id->number, &id->date,    &id->issuer,
                                       &id->parent, &id->place,  &id->subject, &id->signer};

    for (size_t i = 0; i < doc->nfindings; i++) {
        const struct finding *f = &doc->findings[i];
        size_t                b = document_block_at(doc, f->at.start);

        assert(f->at.start < f->at.end && b < doc->nblocks);
        assert(doc->blocks[b].use == USE_READING);
        assert(f->kind == FINDING_DATE ||
               (f->quote_at.start <= f->at.start && f->quote_at.end >= f->at.end));
        assert(utf8_valid(document_quote(doc, f->quote_at)));
        assert(f->rule.n && (f->kind != FINDING_REFERENCE || (f->value.n && f->key.n)));
        assert(f->kind != FINDING_REFERENCE || !f->date.n || is_day(f->date) ||
               str_starts_with(f->date, STR("XXXX-")));
        assert(f->kind != FINDING_REFERENCE || !f->date.n || f->date_at.end);
    }
    assert(!id->number.value.n == !id->key.n && id->draft >> DRAFT_MARK_COUNT == 0);
    assert(!id->date.value.n || is_day(id->date.value));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        assert(!fields[i]->value.n || fields[i]->at.end > fields[i]->at.start);
}

/* Whoever reads the image or the line has the same record. */
static inline void promise_both_ways(const struct document *doc)
{
    struct arena   *a        = fuzz_arena(false);
    struct text     lines[3] = {{.arena = a}, {.arena = a}, {.arena = a}};
    struct document image, line;
    struct str      bytes, where = {0};

    assert(wire_write(doc, a, &bytes) == KC_OK);
    if (wire_read(bytes, a, &image) != KC_OK) {
        fprintf(stderr, "wire_read refuses: %s\n", record_check(doc));
        abort();
    }
    assert(ndjson_write(doc, &lines[0]) == KC_OK && ndjson_write(&image, &lines[1]) == KC_OK);
    assert(str_eq(text_str(&lines[0]), text_str(&lines[1])));
    assert(ndjson_read(str_sub(text_str(&lines[0]), 0, lines[0].n - 1), a, &line, &where) == KC_OK);
    assert(ndjson_write(&line, &lines[2]) == KC_OK);
    assert(str_eq(text_str(&lines[0]), text_str(&lines[2])));
    arena_free(a);
}

static void never_said(void *ctx, struct str file, const struct rule_error *e)
{
    (void)ctx;
    fprintf(stderr, "%.*s:%u: mistake %d\n", STR_FMT(file), e->line, (int)e->code);
    abort();
}

/* What one worker keeps. */
struct fuzz_worker {
    struct parser  *parser;
    struct matcher *matcher;
};
static inline const struct fuzz_worker *fuzz_worker(void)
{
    static struct fuzz_worker w;
    static struct ruleset    *set;

    if (!set && (ruleset_load_shipped(never_said, NULL, &set) != KC_OK ||
                 matcher_new(set, &w.matcher) != KC_OK || parser_new(&w.parser) != KC_OK))
        abort();
    return &w;
}

/* Rules over what was parsed or normalised with `status`, and every promise. */
static inline void promise_rest(struct document *doc, const struct limits *lim,
                                enum kc_status status)
{
    assert(status < KC_STATUS_COUNT);
    if (!status_has_result(status)) {
        assert(doc->ndiags || doc->arena);
        doc->original = doc->normal = (struct str){0};
        document_forget_text(doc);
    } else {
        promise_blocks(doc);
        status = rules_apply(fuzz_worker()->matcher, lim, doc);
        assert(status < KC_STATUS_COUNT);
        if (doc->state == STATE_REFUSED)
            assert(doc->reason == REASON_SECRET && !doc->normal.n && !doc->nfindings);
        else if (status_has_result(status))
            promise_findings(doc);
        else
            document_forget_text(doc);
    }
    assert(rules_name_hint(fuzz_worker()->matcher, doc) < KC_STATUS_COUNT);
    promise_both_ways(doc);
}

/* Parts through the whole way. */
static inline void promise_document(const struct format *format, const struct limits *lim,
                                    struct document *doc)
{
    enum kc_status status = parse_document(fuzz_worker()->parser, format, lim, doc);

    assert(status_has_result(status) || (doc->nblocks == 0 && (doc->ndiags || doc->diags_dropped)));
    promise_rest(doc, lim, status);
}

#endif
