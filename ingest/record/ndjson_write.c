#include "ingest/record/ndjson.h"

#include <jansson.h>
#include <string.h>

#include "ingest/record/check.h"
#include "ingest/record/diag.h"
#include "ingest/record/members.h"
#include "ingest/record/name_text.h"

/* text.full is sticky and asked once at the end, so the helpers return nothing. */
struct writer {
    struct text           *out;
    const struct document *doc;
    bool                   comma; /* something stands before in this object or list */
};

static void raw(struct writer *w, struct str s)
{
    (void)text_add(w->out, s);
}

/* By hand: a text has thousands of steps, and printf takes as long for each as
 * for a sentence. */
static void number(struct writer *w, int64_t value)
{
    char     buf[24];
    size_t   at   = sizeof buf;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        buf[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (value < 0)
        buf[--at] = '-';
    raw(w, (struct str){buf + at, sizeof buf - at});
}

static void string_or_null(struct writer *w, struct str s)
{
    if (s.n)
        (void)json_add_string(w->out, s);
    else
        raw(w, STR("null"));
}

static void separate(struct writer *w)
{
    if (w->comma)
        raw(w, STR(","));
    w->comma = true;
}

static void key(struct writer *w, struct str name, struct str suffix)
{
    separate(w);
    raw(w, STR("\""));
    raw(w, name);
    raw(w, suffix);
    raw(w, STR("\":"));
}

static void open(struct writer *w, const char *bracket)
{
    raw(w, (struct str){bracket, 1});
    w->comma = false;
}

static void close(struct writer *w, const char *bracket)
{
    raw(w, (struct str){bracket, 1});
    w->comma = true;
}

static void span(struct writer *w, struct span at)
{
    raw(w, STR("["));
    number(w, at.start);
    raw(w, STR(","));
    number(w, at.end);
    raw(w, STR("]"));
}

static void span_or_null(struct writer *w, struct span at)
{
    if (at.end)
        span(w, at);
    else
        raw(w, STR("null"));
}

static void draft_marks(struct writer *w, unsigned marks)
{
    open(w, "[");
    for (unsigned bit = 0; bit < DRAFT_MARK_COUNT; bit++) {
        if (!(marks & 1u << bit))
            continue;
        separate(w);
        (void)json_add_string(w->out, str_from_cstr(draft_mark_name(1u << bit)));
    }
    close(w, "]");
}

#define AT(type, base, m) ((const type *)(const void *)((const char *)(base) + (m)->offset))

static uint64_t number_at(const void *base, const struct member *m)
{
    switch (m->type) {
    case MEMBER_BOOL:
        return *AT(bool, base, m);
    case MEMBER_U8:
        return *AT(uint8_t, base, m);
    case MEMBER_U16:
        return *AT(uint16_t, base, m);
    case MEMBER_U64:
        return *AT(uint64_t, base, m);
    default: /* enums have the size of unsigned */
        return *AT(uint32_t, base, m);
    }
}

static bool is_empty(const void *base, const struct member *m)
{
    switch (m->type) {
    case MEMBER_STR:
    case MEMBER_RAW:
    case MEMBER_FIELD: /* the value is its first member */
        return AT(struct str, base, m)->n == 0;
    case MEMBER_SPAN:
    case MEMBER_QUOTE:
        return AT(struct span, base, m)->end == 0;
    default:
        return number_at(base, m) == 0;
    }
}

static void string(struct writer *w, const struct member *m, struct str s)
{
    /* Beside the bytes themselves stands what a person would read. */
    if (m->type == MEMBER_RAW && !utf8_valid(s))
        s = name_text(w->out->arena, s);
    if (m->must)
        (void)json_add_string(w->out, s);
    else
        string_or_null(w, s);
}

static void value(struct writer *w, const void *base, const struct member *m)
{
    switch (m->type) {
    case MEMBER_STR:
    case MEMBER_RAW:
    case MEMBER_FIELD:
        string(w, m, *AT(struct str, base, m));
        break;
    case MEMBER_SPAN:
        if (m->must)
            span(w, *AT(struct span, base, m));
        else
            span_or_null(w, *AT(struct span, base, m));
        break;
    case MEMBER_QUOTE:
        (void)json_add_string(w->out, document_quote(w->doc, *AT(struct span, base, m)));
        break;
    case MEMBER_WORD:
        string_or_null(w, str_from_cstr(m->word((unsigned)number_at(base, m))));
        break;
    case MEMBER_DRAFT:
        draft_marks(w, (unsigned)number_at(base, m));
        break;
    case MEMBER_BOOL:
        raw(w, number_at(base, m) ? STR("true") : STR("false"));
        break;
    default:
        number(w, (int64_t)number_at(base, m));
    }
}

/* The members of one struct, without the braces. */
static void members(struct writer *w, struct member_table t, const void *base, unsigned kind)
{
    for (size_t i = 0; i < t.n; i++) {
        const struct member *m = &t.rows[i];

        if (!(m->always >> kind & 1) && is_empty(base, m))
            continue;
        key(w, str_from_cstr(m->name), (struct str){0});
        value(w, base, m);
        if (m->type == MEMBER_RAW && !utf8_valid(*AT(struct str, base, m))) {
            key(w, str_from_cstr(m->name), STR("_bytes"));
            raw(w, STR("\""));
            (void)base64_add(w->out, *AT(struct str, base, m));
            raw(w, STR("\""));
        }
    }
}

static void object(struct writer *w, struct str name, struct member_table t, const void *base)
{
    key(w, name, (struct str){0});
    open(w, "{");
    members(w, t, base, 0);
    close(w, "}");
}

static void identity(struct writer *w)
{
    const struct identity *id = &w->doc->identity;

    key(w, STR("identity"), (struct str){0});
    open(w, "{");
    members(w, identity_members, id, 0);
    key(w, STR("at"), (struct str){0});
    open(w, "{");
    for (size_t i = 0; i < identity_members.n; i++) {
        const struct member *m = &identity_members.rows[i];

        if (m->type != MEMBER_FIELD || !AT(struct field, id, m)->at.end)
            continue;
        key(w, str_from_cstr(m->name), (struct str){0});
        span_or_null(w, AT(struct field, id, m)->at);
    }
    close(w, "}");
    close(w, "}");
}

static void texts(struct writer *w)
{
    key(w, STR("original"), (struct str){0});
    (void)json_add_string(w->out, w->doc->original);
    key(w, STR("normal"), (struct str){0});
    (void)json_add_string(w->out, w->doc->normal);
}

static void steps(struct writer *w)
{
    key(w, STR("steps"), (struct str){0});
    open(w, "[");
    for (size_t i = 0; i < w->doc->nsteps; i++) {
        separate(w);
        raw(w, STR("["));
        number(w, w->doc->steps[i].normal);
        raw(w, STR(","));
        number(w, w->doc->steps[i].delta);
        raw(w, STR("]"));
    }
    close(w, "]");
}

static void blocks(struct writer *w)
{
    key(w, STR("blocks"), (struct str){0});
    open(w, "[");
    for (size_t i = 0; i < w->doc->nblocks; i++) {
        separate(w);
        open(w, "{");
        members(w, block_members, &w->doc->blocks[i], 0);
        close(w, "}");
    }
    close(w, "]");
}

static void findings(struct writer *w)
{
    key(w, STR("findings"), (struct str){0});
    open(w, "[");
    for (size_t i = 0; i < w->doc->nfindings; i++) {
        separate(w);
        open(w, "{");
        members(w, finding_members, &w->doc->findings[i], w->doc->findings[i].kind);
        close(w, "}");
    }
    close(w, "]");
}

static void diag(struct writer *w, const struct diag *d)
{
    const struct diag_info *info = diag_info((enum diag_code)d->code);

    key(w, STR("code"), (struct str){0});
    (void)json_add_string(w->out, str_from_cstr(info->code));
    key(w, STR("severity"), (struct str){0});
    (void)json_add_string(w->out, str_from_cstr(severity_name(info->severity)));
    key(w, STR("stage"), (struct str){0});
    (void)json_add_string(w->out, str_from_cstr(d->stage));
    key(w, STR("status"), (struct str){0});
    (void)json_add_string(w->out, str_from_cstr(status_info(d->status)->name));
    key(w, STR("args"), (struct str){0});
    open(w, "[");
    for (size_t i = 0; i < (d->args[1].n ? 2u : d->args[0].n ? 1u : 0u); i++) {
        separate(w);
        (void)json_add_string(w->out, d->args[i]);
    }
    close(w, "]");
    key(w, STR("at"), (struct str){0});
    span_or_null(w, span_or_whole(w->doc, d->at));
}

static void diags(struct writer *w)
{
    key(w, STR("diags"), (struct str){0});
    open(w, "[");
    for (size_t i = 0; i < w->doc->ndiags; i++) {
        separate(w);
        open(w, "{");
        diag(w, &w->doc->diags[i]);
        close(w, "}");
    }
    close(w, "]");
    if (w->doc->diags_dropped) {
        key(w, STR("diags_dropped"), (struct str){0});
        number(w, w->doc->diags_dropped);
    }
}

static int add_dumped(const char *buffer, size_t size, void *out)
{
    return text_add(out, (struct str){buffer, size}) ? 0 : -1;
}

static void unknown_member(struct writer *w, const char *name, const json_t *v)
{
    struct str word = str_from_cstr(name);

    if (is_line_member(word))
        return;
    separate(w);
    (void)json_add_string(w->out, word);
    raw(w, STR(":"));
    (void)json_dump_callback(v, add_dumped, w->out,
                             JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY); /* `full` tells */
}

/* Members other programs added. An image may come from a captured worker, so
 * they are parsed again and not spliced in as they are; what is no JSON object
 * did not come from ndjson_read and is left out. */
static enum kc_status rest(struct writer *w)
{
    const struct str s = w->doc->rest;
    json_error_t     error;
    json_t          *all;
    const char      *name;
    json_t          *v;

    if (!s.n)
        return KC_OK;
    all = json_loadb(s.p, s.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!all)
        return json_error_code(&error) == json_error_out_of_memory ? KC_NO_MEMORY : KC_OK;
    json_object_foreach(all, name, v) /* in the order they were read: sorted */
        unknown_member(w, name, v);
    json_decref(all);
    return KC_OK;
}

enum kc_status ndjson_write(const struct document *doc, struct text *out)
{
    struct writer  w     = {.out = out, .doc = doc};
    size_t         start = out->n;
    enum kc_status s;

    open(&w, "{");
    key(&w, STR("v"), (struct str){0});
    number(&w, NDJSON_VERSION);
    members(&w, head_members, doc, 0);
    identity(&w);
    object(&w, STR("meta"), meta_members, &doc->meta);
    object(&w, STR("name"), name_members, &doc->name);
    texts(&w);
    steps(&w);
    blocks(&w);
    findings(&w);
    diags(&w);
    s = rest(&w);
    close(&w, "}");
    raw(&w, STR("\n"));
    if (s == KC_OK && out->full)
        s = KC_LIMIT;
    if (s != KC_OK)
        out->n = start; /* no half lines */
    return s;
}
