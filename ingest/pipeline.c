#include "ingest/pipeline.h"

#include <errno.h>

#include "ingest/record/diag.h"
#include "ingest/unpack/unpack.h"
#include "parse/parse.h"

/* Raise it when a parser reads anything differently: stored documents are then
 * read again. New formats are seen without it. */
#define PARSER_VERSION "5"

struct pipeline {
    const struct limits        *lim;
    const struct format *const *formats;
    struct parser              *parser;
    struct matcher             *matcher;
    struct arena               *arena;
    /* for the file under way */
    record_fn *emit;
    void      *ctx;
    bool       stopped; /* emit has had enough           */
    bool       told;    /* the record of the file itself went out */
};

enum kc_status pipeline_new(const struct limits *lim, const struct format *const *formats,
                            const struct ruleset *rules, struct pipeline **ret_pipeline)
{
    struct pipeline *p = calloc(1, sizeof *p);
    enum kc_status   s = KC_NO_MEMORY;

    if (!p)
        return KC_NO_MEMORY;
    p->lim     = lim;
    p->formats = formats;
    p->arena   = arena_new(limits_arena_bytes(lim));
    if (p->arena)
        s = parser_new(&p->parser);
    if (s == KC_OK)
        s = matcher_new(rules, &p->matcher);
    if (s == KC_OK)
        *ret_pipeline = p;
    else
        pipeline_free(p);
    return s;
}

void pipeline_free(struct pipeline *p)
{
    if (!p)
        return;
    matcher_free(p->matcher);
    parser_free(p->parser);
    arena_free(p->arena);
    free(p);
}

/* The worse of two statuses that hold a result. */
static enum kc_status both(enum kc_status a, enum kc_status b)
{
    return a == KC_OK ? b : a;
}

/* Parts to findings, as far as they lead. */
static enum kc_status read_document(struct pipeline *p, struct document *doc,
                                    const struct format *format, enum kc_status unpacked)
{
    enum kc_status parsed = parse_document(p->parser, format, p->lim, doc), ruled;

    if (!status_has_result(parsed))
        return parsed;
    ruled = rules_apply(p->matcher, p->lim, doc);
    return status_has_result(ruled) ? both(both(unpacked, parsed), ruled) : ruled;
}

/* One state and one reason for each: what a stage set itself is finer than what
 * its status says. */
static void settle_state(struct document *doc, enum kc_status s)
{
    const struct status_info *info = status_info(s);

    if (doc->state != STATE_NONE && doc->state != STATE_READ)
        return;
    if (!status_has_result(s)) {
        doc->state  = info->state;
        doc->reason = info->reason;
        return;
    }
    doc->state = STATE_READ;
    if (doc->reason == REASON_NONE)
        doc->reason = info->reason;
}

static enum kc_status on_document(void *ctx, struct document *doc, const struct format *format,
                                  enum kc_status s)
{
    struct pipeline *p = ctx;

    if (status_has_result(s) && format && format->read)
        s = read_document(p, doc, format, s);
    if (s == KC_NO_MEMORY)
        return s;
    settle_state(doc, s);
    if (doc->state != STATE_READ)
        document_forget_text(doc);
    /* What was not read as text is known by its name alone. */
    if ((doc->state != STATE_READ || !format || !format->read) &&
        rules_name_hint(p->matcher, doc) == KC_NO_MEMORY)
        return KC_NO_MEMORY;
    if (!doc->member.n)
        p->told = true;
    if (!p->emit(p->ctx, doc)) {
        p->stopped = true;
        return KC_IO; /* any status that does not go on */
    }
    return status_info(s)->go_on ? KC_OK : s;
}

/* Reading broke off before there was a record of the file itself. */
static enum kc_status tell_failed(struct pipeline *p, struct str path, int why)
{
    struct document doc = {.arena = p->arena, .path = path};

    (void)diag_arg(&doc, "unpack", KC_IO, DIAG_READ_FAILED, str_from_cstr(strerrorname_np(why)));
    return on_document(p, &doc, NULL, KC_IO);
}

enum kc_status pipeline_run(struct pipeline *p, int fd, struct str path, record_fn *emit, void *ctx)
{
    enum kc_status s;

    p->emit    = emit;
    p->ctx     = ctx;
    p->stopped = p->told = false;
    errno                = 0;
    s                    = unpack_file(fd, path, p->formats, p->lim, p->arena, on_document, p);
    if (s == KC_IO && !p->stopped && !p->told)
        s = tell_failed(p, path, errno ? errno : EIO);
    arena_reset(p->arena);
    return p->stopped ? KC_OK : s;
}

/* ---- version --------------------------------------------------------------- */

static uint64_t fnv1a(uint64_t hash, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        hash = (hash ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
    return hash;
}

struct str pipeline_fingerprint(const struct ruleset *rules, char buf[17])
{
    uint64_t hash = fnv1a(UINT64_C(0xcbf29ce484222325), ruleset_fingerprint(rules));

    hash = fnv1a(hash, STR(PARSER_VERSION));
    for (size_t i = 0; parse_formats[i]; i++) {
        hash = fnv1a(hash, str_from_cstr(parse_formats[i]->name));
        hash = fnv1a(hash, parse_formats[i]->read ? STR("+") : STR("-"));
    }
    snprintf(buf, 17, "%016llx", (unsigned long long)hash);
    return (struct str){buf, 16};
}
