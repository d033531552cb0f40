#include "ingest/record/check.h"

#include "ingest/record/diag.h"

const char *stage_from_name(struct str name)
{
    static const char *const stages[] = {"unpack", "parse", "rules", "index", "worker", "ingest"};

    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (str_eq(str_from_cstr(stages[i]), name))
            return stages[i];
    return NULL;
}

/* Is there a character (or the end) of `text` at this offset, not its middle? */
static bool on_character(struct str text, uint32_t at)
{
    return at == text.n || (at < text.n && ((unsigned char)text.p[at] & 0xC0) != 0x80);
}

static bool in_text(const struct document *doc, struct span at)
{
    return at.start <= at.end && on_character(doc->normal, at.start) &&
           on_character(doc->normal, at.end);
}

struct span span_or_whole(const struct document *doc, struct span at)
{
    return in_text(doc, at) ? at : DIAG_WHOLE;
}

static bool is_id(struct str id)
{
    if (id.n != 0 && id.n != 64)
        return false;
    for (size_t i = 0; i < id.n; i++)
        if (!((id.p[i] >= '0' && id.p[i] <= '9') || (id.p[i] >= 'a' && id.p[i] <= 'f')))
            return false;
    return true;
}

static bool all_utf8(const struct str *const *strings, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!utf8_valid(*strings[i]))
            return false;
    return true;
}
#define ALL_UTF8(...)                                                                              \
    all_utf8((const struct str *const[]){__VA_ARGS__},                                             \
             sizeof(const struct str *const[]){__VA_ARGS__} / sizeof(struct str *))

static const char *check_head(const struct document *doc)
{
    const struct metadata  *m = &doc->meta;
    const struct name_hint *h = &doc->name;

    if (!is_id(doc->id))
        return "id: not a SHA-256";
    if (!is_id(doc->container))
        return "container: not a SHA-256";
    if (doc->size > INT64_MAX)
        return "size: too large";
    if (!utf8_valid(doc->format) || !utf8_valid(doc->rest))
        return "format: not UTF-8";
    if (!ALL_UTF8(&m->title, &m->author, &m->site, &m->published))
        return "meta: not UTF-8";
    if (!ALL_UTF8(&h->number, &h->key, &h->date, &h->criterion))
        return "name: not UTF-8";
    return NULL;
}

static const char *check_texts(const struct document *doc)
{
    if (doc->original.n >= UINT32_MAX || doc->normal.n >= UINT32_MAX)
        return "normal: too long";
    if (!utf8_valid(doc->normal))
        return "normal: not UTF-8";
    if (doc->original.p != doc->normal.p && !utf8_valid(doc->original))
        return "original: not UTF-8";
    return NULL;
}

static const char *check_steps(const struct document *doc)
{
    int64_t least = 0;

    for (size_t i = 0; i < doc->nsteps; i++) {
        const struct offset_step *s  = &doc->steps[i];
        int64_t                   to = (int64_t)s->normal + s->delta;

        if (s->normal > doc->normal.n || (i && s->normal <= s[-1].normal))
            return "steps: not ascending inside the text";
        if (to < least || (uint64_t)to > doc->original.n)
            return "steps: not ascending inside the original";
        least = to;
    }
    return NULL;
}

static const char *check_blocks(const struct document *doc)
{
    uint32_t end = 0;

    for (size_t i = 0; i < doc->nblocks; i++) {
        const struct block *b = &doc->blocks[i];

        if (!in_text(doc, b->at))
            return "blocks: span outside the text";
        if (b->at.start < end)
            return "blocks: not ascending";
        /* Only earlier headings: whoever walks up must arrive at the top. */
        if (b->heading > i)
            return "blocks: heading is no earlier block";
        end = b->at.end;
    }
    return NULL;
}

static bool ascending(const struct finding *a, const struct finding *b)
{
    if (a->at.start != b->at.start)
        return a->at.start < b->at.start;
    if (a->at.end != b->at.end)
        return a->at.end < b->at.end;
    return a->kind <= b->kind;
}

static const char *check_findings(const struct document *doc)
{
    for (size_t i = 0; i < doc->nfindings; i++) {
        const struct finding *f = &doc->findings[i];

        if (!in_text(doc, f->at) || !in_text(doc, f->date_at) || !in_text(doc, f->quote_at))
            return "findings: span outside the text";
        if (i && !ascending(f - 1, f))
            return "findings: not ascending";
        if (f->sure > 100)
            return "findings: sure is above 100";
        if (!ALL_UTF8(&f->rule, &f->value, &f->key, &f->type, &f->date, &f->issuer, &f->subject))
            return "findings: not UTF-8";
    }
    return NULL;
}

static const char *check_identity(const struct document *doc)
{
    const struct identity *id    = &doc->identity;
    const struct field *fields[] = {&id->type,  &id->number,  &id->date,   &id->issuer, &id->parent,
                                    &id->place, &id->subject, &id->signer, &id->secrecy};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!utf8_valid(fields[i]->value))
            return "identity: not UTF-8";
        if (!in_text(doc, fields[i]->at))
            return "identity: span outside the text";
    }
    if (!utf8_valid(id->key))
        return "identity: not UTF-8";
    if (id->draft >> DRAFT_MARK_COUNT)
        return "identity: no such draft mark";
    return NULL;
}

static const char *check_diags(const struct document *doc)
{
    for (size_t i = 0; i < doc->ndiags; i++) {
        const struct diag *d = &doc->diags[i];

        if (!in_text(doc, d->at))
            return "diags: span outside the text";
        if (!ALL_UTF8(&d->args[0], &d->args[1]))
            return "diags: not UTF-8";
    }
    return NULL;
}

const char *record_check(const struct document *doc)
{
    /* The texts come first: spans are looked up in them. */
    static const char *(*const checks[])(const struct document *) = {
        check_head,     check_texts,    check_steps, check_blocks,
        check_findings, check_identity, check_diags,
    };
    const char *wrong = NULL;

    for (size_t i = 0; !wrong && i < sizeof checks / sizeof *checks; i++)
        wrong = checks[i](doc);
    return wrong;
}
