#include "index/export.h"

#include "index/jw.h"
#include "ingest/record/diag.h"

struct out {
    struct index  *ix;
    struct arena  *a;
    export_write  *write;
    void          *ctx;
    struct jw      line; /* the line under way */
    size_t         mark;
    bool           stopped;
    enum kc_status status;
};

/* --- lines --------------------------------------------------------------------- */

static struct jw *begin_line(struct out *o, const char *kind)
{
    o->mark = arena_mark(o->a);
    o->line = (struct jw){.out = {.arena = o->a}};
    jw_open(&o->line, '{');
    jw_word(&o->line, "kind", kind);
    return &o->line;
}

/* False when the export is over, one way or another. */
static bool end_line(struct out *o)
{
    jw_close(&o->line, '}');
    if (!text_add(&o->line.out, STR("\n")))
        o->status = KC_LIMIT;
    else
        o->stopped = !o->write(o->ctx, text_str(&o->line.out));
    arena_release(o->a, o->mark);
    return o->status == KC_OK && !o->stopped;
}

static void identity(struct jw *j, const struct identity *id)
{
    jw_key(j, "identity");
    jw_open(j, '{');
    jw_word(j, "nature", nature_name(id->nature));
    jw_string(j, "type", id->type.value);
    jw_string(j, "number", id->number.value);
    jw_string(j, "key", id->key);
    jw_string(j, "date", id->date.value);
    jw_string(j, "issuer", id->issuer.value);
    jw_string(j, "parent", id->parent.value);
    jw_string(j, "place", id->place.value);
    jw_string(j, "subject", id->subject.value);
    jw_string(j, "signer", id->signer.value);
    jw_bits(j, "draft", id->draft, DRAFT_MARK_COUNT, draft_mark_name);
    jw_string(j, "secrecy", id->secrecy.value);
    jw_close(j, '}');
}

static void metadata(struct jw *j, const struct metadata *meta)
{
    jw_key(j, "meta");
    jw_open(j, '{');
    jw_string(j, "title", meta->title);
    jw_string(j, "author", meta->author);
    jw_string(j, "site", meta->site);
    jw_string(j, "published", meta->published);
    jw_close(j, '}');
}

static void name_hint(struct jw *j, const struct name_hint *name)
{
    jw_key(j, "name");
    jw_open(j, '{');
    jw_string(j, "number", name->number);
    jw_string(j, "key", name->key);
    jw_string(j, "date", name->date);
    jw_string(j, "criterion", name->criterion);
    jw_close(j, '}');
}

static void diag(struct jw *j, const struct diag *d)
{
    const struct diag_info *info = diag_info((enum diag_code)d->code);

    jw_open(j, '{');
    jw_word(j, "code", info->code);
    jw_word(j, "severity", severity_name(info->severity));
    jw_word(j, "stage", d->stage);
    jw_key(j, "args");
    jw_open(j, '[');
    for (size_t i = 0; i < (d->args[1].n ? 2u : d->args[0].n ? 1u : 0u); i++)
        jw_item(j, d->args[i]);
    jw_close(j, ']');
    jw_span(j, "at", d->at);
    jw_close(j, '}');
}

static bool document_line(void *ctx, const struct document *doc)
{
    struct out *o = ctx;
    struct jw  *j = begin_line(o, "document");

    jw_string(j, "id", doc->id);
    jw_number(j, "size", doc->size);
    jw_path(j, "path", "path_bytes", doc->path);
    jw_path(j, "member", "member_bytes", doc->member);
    jw_string(j, "container", doc->container);
    jw_string(j, "format", doc->format);
    jw_word(j, "state", state_info(doc->state)->name);
    jw_word(j, "reason", reason_info(doc->reason)->name);
    identity(j, &doc->identity);
    metadata(j, &doc->meta);
    name_hint(j, &doc->name);
    jw_number(j, "text_bytes", doc->normal.n);
    jw_key(j, "diags");
    jw_open(j, '[');
    for (size_t i = 0; i < doc->ndiags; i++)
        diag(j, &doc->diags[i]);
    jw_close(j, ']');
    jw_number(j, "diags_dropped", doc->diags_dropped);
    return end_line(o);
}

static bool occurrence_line(void *ctx, const struct occurrence *occ)
{
    struct out *o = ctx;
    struct jw  *j;

    if (occ->state == STATE_GONE || occ->state == STATE_IGNORED)
        return true;
    j = begin_line(o, "occurrence");
    jw_path(j, "root", "root_bytes", occ->root);
    jw_path(j, "path", "path_bytes", occ->path);
    jw_path(j, "member", "member_bytes", occ->member);
    jw_string(j, "container", occ->container);
    jw_string(j, "document", occ->document);
    jw_string(j, "format", occ->format);
    jw_word(j, "state", state_info(occ->state)->name);
    jw_word(j, "reason", reason_info(occ->reason)->name);
    jw_number(j, "size", occ->size);
    name_hint(j, &occ->name);
    return end_line(o);
}

static bool finding_line(struct out *o, const struct document *doc, const struct finding *f)
{
    bool       date = f->kind == FINDING_DATE;
    struct jw *j    = begin_line(o, "finding");

    jw_string(j, "document", doc->id);
    jw_word(j, "finding", finding_kind_name(f->kind));
    jw_string(j, "value", f->value);
    jw_string(j, "key", f->key);
    jw_string(j, "type", f->type);
    jw_string(j, "date", f->date);
    jw_string(j, "issuer", f->issuer);
    jw_string(j, "subject", f->subject);
    jw_word(j, "precision", date ? date_precision_name(f->precision) : NULL);
    jw_word(j, "use", date ? date_use_name(f->use) : NULL);
    jw_number(j, "year", f->year);
    jw_word(j, "role", role_name(f->role));
    jw_bool(j, "plan", f->plan || f->kind == FINDING_PLAN);
    jw_span(j, "at", f->at);
    jw_string(j, "quote", document_quote(doc, f->quote_at.end ? f->quote_at : f->at));
    jw_string(j, "rule", f->rule);
    jw_number(j, "sure", f->sure);
    return end_line(o);
}

static bool finding_lines(void *ctx, const struct document *doc)
{
    struct out *o = ctx;

    for (size_t i = 0; i < doc->nfindings; i++)
        if (!finding_line(o, doc, &doc->findings[i]))
            return false;
    return true;
}

static bool link_line(void *ctx, const struct evidence_link *link)
{
    struct out     *o    = ctx;
    size_t          mark = arena_mark(o->a);
    struct document doc;
    struct jw      *j;
    bool            more;

    o->status = index_document(o->ix, link->document, o->a, &doc);
    if (o->status != KC_OK) {
        arena_release(o->a, mark);
        return false;
    }
    j = begin_line(o, "link");
    jw_string(j, "criterion", link->criterion);
    jw_number(j, "need", link->need);
    jw_number(j, "series", link->series);
    jw_string(j, "document", link->document);
    jw_bits(j, "signals", link->signals, LINK_SIGNAL_COUNT, link_signal_name);
    jw_bits(j, "faults", link->faults, LINK_FAULT_COUNT, link_fault_name);
    jw_span(j, "at", link->at);
    jw_string(j, "quote", document_quote(&doc, link->at));
    more = end_line(o);
    arena_release(o->a, mark);
    return more;
}

static bool coverage_line(struct out *o, const struct coverage *row)
{
    char       points[32];
    uint32_t   centi = row->criterion->centipoints;
    int        n     = snprintf(points, sizeof points, "%u.%02u", centi / 100, centi % 100);
    struct jw *j     = begin_line(o, "coverage");

    jw_string(j, "criterion", row->criterion->code);
    jw_word(j, "answer", answer_info(row->answer)->name);
    jw_word(j, "reason", cover_reason_info(row->reason)->code);
    jw_key(j, "args");
    jw_open(j, '[');
    for (size_t i = 0; i < (row->args[1].n ? 2u : row->args[0].n ? 1u : 0u); i++)
        jw_item(j, row->args[i]);
    jw_close(j, ']');
    jw_string(j, "points", (struct str){points, (size_t)n});
    jw_number(j, "needed", row->needed);
    jw_number(j, "valid", row->valid);
    jw_number(j, "weak", row->weak);
    jw_number(j, "leads", row->leads);
    jw_number(j, "unread", row->unread);
    return end_line(o);
}

/* A callback that stopped did so because of o->status or the writer. */
static bool go_on(struct out *o, enum kc_status status)
{
    if (o->status == KC_OK)
        o->status = status;
    return o->status == KC_OK && !o->stopped;
}

enum kc_status export_ndjson(struct index *ix, const struct coverage *rows, size_t n,
                             struct arena *a, export_write *write, void *ctx)
{
    struct out o  = {.ix = ix, .a = a, .write = write, .ctx = ctx};
    bool       on = go_on(&o, index_each_document(ix, document_line, &o));

    if (on)
        on = go_on(&o, index_each_occurrence(ix, occurrence_line, &o));
    if (on)
        on = go_on(&o, index_each_document(ix, finding_lines, &o));
    if (on)
        on = go_on(&o, index_each_link(ix, (struct str){0}, link_line, &o));
    for (size_t i = 0; on && i < n; i++)
        on = coverage_line(&o, &rows[i]);
    return o.status;
}
