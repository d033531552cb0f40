#include "index/export.h"

#include <inttypes.h>

#include "ingest/record/diag.h"
#include "ingest/record/members.h"
#include "ingest/record/ndjson.h"

/* text.full is sticky and asked once a line. */
struct out {
    struct index  *ix;
    struct arena  *a;
    export_write  *write;
    void          *ctx;
    struct text    line;
    size_t         mark;
    bool           comma; /* something stands before in this object or list */
    bool           stopped;
    enum kc_status status;
};

/* --- JSON ------------------------------------------------------------------- */

static void raw(struct out *o, struct str s)
{
    (void)text_add(&o->line, s);
}

static void separate(struct out *o)
{
    if (o->comma)
        raw(o, STR(","));
    o->comma = true;
}

static void key(struct out *o, const char *name)
{
    separate(o);
    (void)json_add_string(&o->line, str_from_cstr(name));
    raw(o, STR(":"));
}

static void open(struct out *o, const char *bracket)
{
    raw(o, (struct str){bracket, 1});
    o->comma = false;
}

static void close(struct out *o, const char *bracket)
{
    raw(o, (struct str){bracket, 1});
    o->comma = true;
}

static void item(struct out *o, struct str value)
{
    separate(o);
    (void)json_add_string(&o->line, value);
}

static void string(struct out *o, const char *name, struct str value)
{
    key(o, name);
    if (value.n)
        (void)json_add_string(&o->line, value);
    else
        raw(o, STR("null"));
}

static void word(struct out *o, const char *name, const char *value)
{
    string(o, name, str_from_cstr(value));
}

/* Bytes of a path: what is not UTF-8 follows in full, as in the record. */
static void bytes(struct out *o, const char *name, const char *name_bytes, struct str value)
{
    string(o, name, value);
    if (utf8_valid(value))
        return;
    key(o, name_bytes);
    raw(o, STR("\""));
    (void)base64_add(&o->line, value);
    raw(o, STR("\""));
}

static void number(struct out *o, const char *name, uint64_t value)
{
    char buf[24];
    int  n = snprintf(buf, sizeof buf, "%" PRIu64, value);

    key(o, name);
    raw(o, (struct str){buf, (size_t)n});
}

static void truth(struct out *o, const char *name, bool value)
{
    key(o, name);
    raw(o, value ? STR("true") : STR("false"));
}

static void span(struct out *o, const char *name, struct span at)
{
    char buf[32];
    int  n = snprintf(buf, sizeof buf, "[%" PRIu32 ",%" PRIu32 "]", at.start, at.end);

    key(o, name);
    raw(o, at.end ? (struct str){buf, (size_t)n} : STR("null"));
}

static void bits(struct out *o, const char *name, unsigned value, unsigned count,
                 const char *(*word_of)(unsigned))
{
    key(o, name);
    open(o, "[");
    for (unsigned bit = 0; bit < count; bit++)
        if (value & 1u << bit)
            item(o, str_from_cstr(word_of(1u << bit)));
    close(o, "]");
}

/* --- lines --------------------------------------------------------------------- */

static void begin_line(struct out *o, const char *kind)
{
    o->mark = arena_mark(o->a);
    o->line = (struct text){.arena = o->a};
    open(o, "{");
    word(o, "kind", kind);
}

/* False when the export is over, one way or another. */
static bool end_line(struct out *o)
{
    raw(o, STR("}\n"));
    if (o->line.full)
        o->status = KC_LIMIT;
    else
        o->stopped = !o->write(o->ctx, text_str(&o->line));
    arena_release(o->a, o->mark);
    return o->status == KC_OK && !o->stopped;
}

static void identity(struct out *o, const struct identity *id)
{
    key(o, "identity");
    open(o, "{");
    word(o, "nature", nature_name(id->nature));
    string(o, "type", id->type.value);
    string(o, "number", id->number.value);
    string(o, "key", id->key);
    string(o, "date", id->date.value);
    string(o, "issuer", id->issuer.value);
    string(o, "parent", id->parent.value);
    string(o, "place", id->place.value);
    string(o, "subject", id->subject.value);
    string(o, "signer", id->signer.value);
    bits(o, "draft", id->draft, DRAFT_MARK_COUNT, draft_mark_name);
    string(o, "secrecy", id->secrecy.value);
    close(o, "}");
}

static void metadata(struct out *o, const struct metadata *meta)
{
    key(o, "meta");
    open(o, "{");
    string(o, "title", meta->title);
    string(o, "author", meta->author);
    string(o, "site", meta->site);
    string(o, "published", meta->published);
    close(o, "}");
}

static void name_hint(struct out *o, const struct name_hint *name)
{
    key(o, "name");
    open(o, "{");
    string(o, "number", name->number);
    string(o, "key", name->key);
    string(o, "date", name->date);
    string(o, "criterion", name->criterion);
    close(o, "}");
}

static void diag(struct out *o, const struct diag *d)
{
    const struct diag_info *info = diag_info((enum diag_code)d->code);

    separate(o);
    open(o, "{");
    word(o, "code", info->code);
    word(o, "severity", severity_name(info->severity));
    word(o, "stage", d->stage);
    key(o, "args");
    open(o, "[");
    for (size_t i = 0; i < (d->args[1].n ? 2u : d->args[0].n ? 1u : 0u); i++)
        item(o, d->args[i]);
    close(o, "]");
    span(o, "at", d->at);
    close(o, "}");
}

static bool document_line(void *ctx, const struct document *doc)
{
    struct out *o = ctx;

    begin_line(o, "document");
    string(o, "id", doc->id);
    number(o, "size", doc->size);
    bytes(o, "path", "path_bytes", doc->path);
    bytes(o, "member", "member_bytes", doc->member);
    string(o, "container", doc->container);
    string(o, "format", doc->format);
    word(o, "state", state_info(doc->state)->name);
    word(o, "reason", reason_info(doc->reason)->name);
    identity(o, &doc->identity);
    metadata(o, &doc->meta);
    name_hint(o, &doc->name);
    number(o, "text_bytes", doc->normal.n);
    key(o, "diags");
    open(o, "[");
    for (size_t i = 0; i < doc->ndiags; i++)
        diag(o, &doc->diags[i]);
    close(o, "]");
    number(o, "diags_dropped", doc->diags_dropped);
    return end_line(o);
}

static bool occurrence_line(void *ctx, const struct occurrence *occ)
{
    struct out *o = ctx;

    if (occ->state == STATE_GONE)
        return true;
    begin_line(o, "occurrence");
    bytes(o, "root", "root_bytes", occ->root);
    bytes(o, "path", "path_bytes", occ->path);
    bytes(o, "member", "member_bytes", occ->member);
    string(o, "container", occ->container);
    string(o, "document", occ->document);
    string(o, "format", occ->format);
    word(o, "state", state_info(occ->state)->name);
    word(o, "reason", reason_info(occ->reason)->name);
    number(o, "size", occ->size);
    name_hint(o, &occ->name);
    return end_line(o);
}

static bool finding_line(struct out *o, const struct document *doc, const struct finding *f)
{
    bool date = f->kind == FINDING_DATE;

    begin_line(o, "finding");
    string(o, "document", doc->id);
    word(o, "finding", finding_kind_name(f->kind));
    string(o, "value", f->value);
    string(o, "key", f->key);
    string(o, "type", f->type);
    string(o, "date", f->date);
    string(o, "issuer", f->issuer);
    string(o, "subject", f->subject);
    word(o, "precision", date ? date_precision_name(f->precision) : NULL);
    word(o, "use", date ? date_use_name(f->use) : NULL);
    number(o, "year", f->year);
    word(o, "role", role_name(f->role));
    truth(o, "plan", f->plan || f->kind == FINDING_PLAN);
    span(o, "at", f->at);
    string(o, "quote", document_quote(doc, f->quote_at.end ? f->quote_at : f->at));
    string(o, "rule", f->rule);
    number(o, "sure", f->sure);
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
    bool            more;

    o->status = index_document(o->ix, link->document, o->a, &doc);
    if (o->status != KC_OK) {
        arena_release(o->a, mark);
        return false;
    }
    begin_line(o, "link");
    string(o, "criterion", link->criterion);
    number(o, "need", link->need);
    number(o, "series", link->series);
    string(o, "document", link->document);
    bits(o, "signals", link->signals, LINK_SIGNAL_COUNT, link_signal_name);
    bits(o, "faults", link->faults, LINK_FAULT_COUNT, link_fault_name);
    span(o, "at", link->at);
    string(o, "quote", document_quote(&doc, link->at));
    more = end_line(o);
    arena_release(o->a, mark);
    return more;
}

static bool coverage_line(struct out *o, const struct coverage *row)
{
    char     points[32];
    uint32_t centi = row->criterion->centipoints;
    int      n     = snprintf(points, sizeof points, "%u.%02u", centi / 100, centi % 100);

    begin_line(o, "coverage");
    string(o, "criterion", row->criterion->code);
    word(o, "answer", answer_info(row->answer)->name);
    word(o, "reason", cover_reason_info(row->reason)->code);
    key(o, "args");
    open(o, "[");
    for (size_t i = 0; i < (row->args[1].n ? 2u : row->args[0].n ? 1u : 0u); i++)
        item(o, row->args[i]);
    close(o, "]");
    string(o, "points", (struct str){points, (size_t)n});
    number(o, "needed", row->needed);
    number(o, "valid", row->valid);
    number(o, "weak", row->weak);
    number(o, "leads", row->leads);
    number(o, "unread", row->unread);
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
