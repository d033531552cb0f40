#include "index/act.h"
#include "index/cmd_ask.h"
#include "index/cmd_doc.h"
#include "index/label.h"
#include "index/report/report.h"
#include "ingest/log.h"

/* kiemchung refs: who cites an act, and was the act itself handed in? */

struct citing {
    struct str id, date;
};

struct refs {
    struct shell          *sh;
    struct index          *ix;
    struct report          report;
    struct str             typed, key;
    struct citing         *citing; /* by date, then id */
    size_t                 nciting, citing_cap;
    struct document_brief *submitted; /* with this number */
    struct act_name       *names;     /* theirs */
    size_t                 nsubmitted, submitted_cap, names_cap;
    struct str            *unread; /* "path!/member" of files whose names carry it */
    size_t                 nunread, unread_cap;
    bool                   full;
};

/* ---- gathering ---------------------------------------------------------------------- */

static bool grow(struct refs *r, void **items, size_t *cap, size_t n, size_t size)
{
    r->full = r->full || !arena_reserve(r->sh->arena, items, cap, n + 1, size);
    return !r->full;
}

static struct str kept(struct refs *r, struct str s)
{
    struct str copy = {0};
    r->full         = r->full || !arena_copy(r->sh->arena, s, &copy);
    return copy;
}

static bool take_citing(void *ctx, const struct document *doc, const struct finding *f)
{
    struct refs *r = ctx;
    (void)f;
    if (r->nciting && str_eq(r->citing[r->nciting - 1].id, doc->id))
        return true;
    if (grow(r, (void **)&r->citing, &r->citing_cap, r->nciting, sizeof *r->citing))
        r->citing[r->nciting++] =
            (struct citing){kept(r, doc->id), kept(r, doc->identity.date.value)};
    return !r->full;
}

static bool take_submitted(void *ctx, const struct document_brief *d)
{
    struct refs *r = ctx;
    if (!grow(r, (void **)&r->submitted, &r->submitted_cap, r->nsubmitted, sizeof *r->submitted) ||
        !grow(r, (void **)&r->names, &r->names_cap, r->nsubmitted, sizeof *r->names))
        return false;
    struct document_brief *mine = &r->submitted[r->nsubmitted];
    struct act_name       *name = &r->names[r->nsubmitted++];
    *mine                       = (struct document_brief){.id      = kept(r, d->id),
                                                          .number  = kept(r, d->number),
                                                          .issuer  = kept(r, d->issuer),
                                                          .date    = kept(r, d->date),
                                                          .type    = kept(r, d->type),
                                                          .subject = kept(r, d->subject),
                                                          .path    = kept(r, d->path),
                                                          .member  = kept(r, d->member)};
    name->date                  = mine->date;
    r->full = r->full || !act_issuer_make(r->sh->arena, mine->issuer, &name->issuer);
    return !r->full;
}

static bool take_unread(void *ctx, const struct occurrence *o)
{
    struct refs *r     = ctx;
    struct text  place = {.arena = r->sh->arena};
    if (!coverage_could_not_look(o->state, o->reason) || !act_number_fits(o->name.key, r->key) ||
        !grow(r, (void **)&r->unread, &r->unread_cap, r->nunread, sizeof *r->unread))
        return !r->full;
    text_add(&place, o->path);
    text_add(&place, o->member.n ? STR("!/") : STR(""));
    text_add(&place, o->member);
    r->unread[r->nunread++] = text_str(&place);
    r->full                 = r->full || place.full;
    return !r->full;
}

static int by_date(const void *left, const void *right)
{
    const struct citing *a = left, *b = right;
    int                  c = str_cmp(a->date, b->date);
    return c ? c : str_cmp(a->id, b->id);
}

static enum kc_status gather(struct refs *r)
{
    enum kc_status s = index_each_citation(r->ix, r->key, take_citing, r);
    if (s == KC_OK)
        s = index_find_document(r->ix, (struct str){0}, r->key, take_submitted, r);
    if (s == KC_OK)
        s = index_each_occurrence(r->ix, take_unread, r);
    if (r->nciting)
        qsort(r->citing, r->nciting, sizeof *r->citing, by_date);
    return s == KC_OK && r->full ? KC_LIMIT : s;
}

/* ---- a row a citation ------------------------------------------------------------------ */

static const struct column columns[] = {
    {"document", MSG_NONE, CELL_TEXT},      {"number", MSG_REFS_DOCUMENT, CELL_TEXT},
    {"date", MSG_FIND_DATE, CELL_TEXT},     {"type", MSG_NONE, CELL_TEXT},
    {"issuer", MSG_FIND_ISSUER, CELL_TEXT}, {"path", MSG_NONE, CELL_PATH},
    {"member", MSG_NONE, CELL_PATH},        {"cited_date", MSG_REFS_CITED_DATE, CELL_TEXT},
    {"cited_issuer", MSG_NONE, CELL_TEXT},  {"role", MSG_REFS_ROLE, CELL_TEXT},
    {"submitted", MSG_NONE, CELL_LIST},     {"quote", MSG_REFS_QUOTE, CELL_TEXT},
    {"block", MSG_NONE, CELL_NUMBER},       {"heading", MSG_NONE, CELL_TEXT},
    {"page", MSG_NONE, CELL_NUMBER},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* Which of the submitted it may be. */
static size_t find_submitted(struct refs *r, struct act_name cited, struct str *ids)
{
    size_t n = 0;
    for (size_t i = 0; i < r->nsubmitted; i++)
        if (act_may_be(cited, r->names[i]))
            ids[n++] = r->submitted[i].id;
    return n;
}

static struct str label_without_date(struct refs *r, struct document_brief d)
{
    d.date = (struct str){0};
    return txt_plain(r->sh, label_document(r->sh->arena, &d));
}

static bool add_row(struct refs *r, const struct document *doc, const struct finding *f,
                    struct act_name cited)
{
    struct shell         *sh = r->sh;
    struct document_brief d  = doc_brief(doc);
    struct spot           spot;
    struct str           *ids = ARENA_NEW(sh->arena, struct str, r->nsubmitted + 1);
    if (!ids)
        return false;
    spot_find(sh, doc, f->quote_at.end ? f->quote_at : f->at, &spot);
    const struct cell cells[COLUMNS] = {
        {.text = d.id},
        {.text = d.number, .shown = label_without_date(r, d)},
        {.text = d.date, .shown = label_date(sh->arena, d.date)},
        {.text = d.type},
        {.text = d.issuer},
        {.text = d.path},
        {.text = d.member},
        {.text = f->date, .shown = label_date(sh->arena, f->date)},
        {.text = f->issuer},
        {.text = str_from_cstr(role_name(f->role)), .shown = txt_role(f->role)},
        {.list = ids, .nlist = find_submitted(r, cited, ids)},
        {.text = spot.quote, .shown = txt_quote(sh, &spot)},
        {.number = spot.ordinal},
        {.text = spot.heading},
        {.number = spot.block.page},
    };
    report_row(&r->report, cells);
    return true;
}

static bool name_act(struct arena *a, struct str date, struct str issuer, struct act_name *ret_name)
{
    ret_name->date = date;
    return act_issuer_make(a, issuer, &ret_name->issuer);
}

/* Its citations of this number, but for those of itself. */
static bool add_document(struct refs *r, const struct document *doc)
{
    const struct identity *id = &doc->identity;
    struct act_name        own, cited;
    if (!name_act(r->sh->arena, id->date.value, id->issuer.value, &own))
        return false;
    for (size_t i = 0; i < doc->nfindings; i++) {
        const struct finding *f = &doc->findings[i];
        if (f->kind != FINDING_REFERENCE || !str_eq(f->key, r->key))
            continue;
        if (!name_act(r->sh->arena, f->date, f->issuer, &cited))
            return false;
        if ((!str_eq(id->key, r->key) || !act_may_be(own, cited)) && !add_row(r, doc, f, cited))
            return false;
    }
    return true;
}

/* Each record is read into memory of its own; a row keeps what it shows. */
static enum kc_status add_rows(struct refs *r)
{
    struct arena  *a = arena_new(limits_arena_bytes(&limits_default));
    enum kc_status s = a ? KC_OK : KC_NO_MEMORY;
    for (size_t i = 0; s == KC_OK && i < r->nciting; i++) {
        size_t          mark = arena_mark(r->sh->arena);
        struct document doc;
        s = index_document(r->ix, r->citing[i].id, a, &doc);
        if (s == KC_OK && !add_document(r, &doc))
            s = KC_LIMIT;
        arena_reset(a);
        arena_release(r->sh->arena, mark);
    }
    arena_free(a);
    return s;
}

/* ---- and the act itself ------------------------------------------------------------------- */

static void print_act(struct refs *r)
{
    out_msg(MSG_REFS_HEAD, &r->key, 1);
    for (size_t i = 0; i < r->nsubmitted; i++) {
        struct str what = txt_document(r->sh, &r->submitted[i]);
        out_msg(MSG_REFS_SUBMITTED, &what, 1);
    }
    if (!r->nsubmitted)
        out_msg(MSG_REFS_NOT_SUBMITTED, NULL, 0);
    for (size_t i = 0; i < r->nunread; i++) {
        struct str place = txt_plain(r->sh, r->unread[i]);
        out_msg(MSG_REFS_UNREAD, &place, 1);
    }
    out_line(STR(""));
}

static void jw_submitted(struct jw *j, const struct document_brief *d)
{
    jw_open(j, '{');
    jw_string(j, "id", d->id);
    jw_string(j, "number", d->number);
    jw_string(j, "date", d->date);
    jw_string(j, "issuer", d->issuer);
    jw_path(j, "path", "path_bytes", d->path);
    jw_path(j, "member", "member_bytes", d->member);
    jw_close(j, '}');
}

/* Members of the object that holds all rows. */
static struct str act_members(struct refs *r)
{
    struct jw j = {.out = {.arena = r->sh->arena}};
    jw_string(&j, "key", r->key);
    jw_key(&j, "submitted");
    jw_open(&j, '[');
    for (size_t i = 0; i < r->nsubmitted; i++)
        jw_submitted(&j, &r->submitted[i]);
    jw_close(&j, ']');
    jw_key(&j, "unread");
    jw_open(&j, '[');
    for (size_t i = 0; i < r->nunread; i++)
        jw_item(&j, r->unread[i]);
    jw_close(&j, ']');
    r->full = r->full || j.out.full;
    return text_str(&j.out);
}

/* ---- the command ---------------------------------------------------------------------------- */

static int answer(struct refs *r, struct ask *q)
{
    r->ix            = q->ix;
    enum kc_status s = gather(r);
    if (s != KC_OK)
        return ask_end(q, s, EXIT_DONE);
    if (r->report.format->people)
        print_act(r);
    r->report.head = act_members(r);
    int code       = report_begin(&r->report);
    if (code == EXIT_DONE)
        s = add_rows(r);
    if (code == EXIT_DONE && s == KC_OK)
        code = report_end(&r->report);
    else
        (void)report_end(&r->report); /* closes; the trouble is told below */
    return ask_end(q, s == KC_OK && r->full ? KC_LIMIT : s, code);
}

int cmd_refs(struct shell *sh, int argc, char **argv)
{
    struct refs             r      = {.sh     = sh,
                                      .report = {.sh       = sh,
                                                 .columns  = columns,
                                                 .ncolumns = COLUMNS,
                                                 .kind     = "reference",
                                                 .none     = MSG_REFS_NONE}};
    struct report_choice    choice = {0};
    const struct option_row rows[] = {REPORT_OPTIONS(choice)};
    struct ask              q;
    bool                    stop = false;
    int code = options_parse(sh, "refs NUMBER [--format F | --json | --ndjson]", MSG_REFS_WHAT,
                             rows, sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc != 2) {
        say(MSG_REFS_ONE_NUMBER, NULL, 0);
        return EXIT_USAGE;
    }
    r.typed = str_trim(str_from_cstr(argv[1]));
    r.key   = doc_number_key(sh, r.typed);
    if (!r.key.n) {
        say1(MSG_REFS_NOT_A_NUMBER, r.typed);
        return EXIT_USAGE;
    }
    code = report_choose(&choice, &r.report.format);
    if (code == EXIT_DONE)
        code = ask_begin(sh, false, &q);
    return code == EXIT_DONE ? answer(&r, &q) : code;
}
