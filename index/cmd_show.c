#include "index/act.h"
#include "index/cmd_ask.h"
#include "index/cmd_doc.h"
#include "index/label.h"
#include "ingest/log.h"

/* kiemchung show: everything about one document. */

struct place_shown {
    struct occurrence o; /* copied */
    unsigned          doubts;
};

struct show {
    struct shell          *sh;
    struct ask             q;
    struct decisions       people;
    struct document_brief  brief;
    const struct document *doc; /* in memory of its own, while it is shown */
    struct place_shown    *places;
    size_t                 nplaces, places_cap;
    struct cover_service  *services; /* in the order of the set */
    size_t                 nservices;
    bool                   full;
};

/* ---- gathering ---------------------------------------------------------------------- */

static struct str kept(struct show *w, struct str s)
{
    struct str copy = {0};
    w->full         = w->full || !arena_copy(w->sh->arena, s, &copy);
    return copy;
}

static bool take_place(void *ctx, const struct occurrence *o)
{
    struct show *w = ctx;
    if (!str_eq(o->document, w->brief.id))
        return true;
    if (!arena_reserve(w->sh->arena, (void **)&w->places, &w->places_cap, w->nplaces + 1,
                       sizeof *w->places)) {
        w->full = true;
        return false;
    }
    struct place_shown *p = &w->places[w->nplaces++];
    p->o                  = (struct occurrence){.root   = kept(w, o->root),
                                                .path   = kept(w, o->path),
                                                .member = kept(w, o->member),
                                                .state  = o->state,
                                                .reason = o->reason,
                                                .name   = {.number    = kept(w, o->name.number),
                                                           .key       = kept(w, o->name.key),
                                                           .date      = kept(w, o->name.date),
                                                           .criterion = kept(w, o->name.criterion)}};
    if (w->doc->state == STATE_READ)
        p->doubts = name_doubts(&p->o.name, &w->doc->identity);
    return !w->full;
}

static enum kc_status gather_services(struct show *w)
{
    const struct workspace *ws = &w->q.ws;
    if (!ws->has_set)
        return KC_OK;
    return coverage_of_document(w->q.ix, &ws->set, &w->people, w->brief.id, w->sh->arena,
                                &w->services, &w->nservices);
}

static enum kc_status gather(struct show *w)
{
    enum kc_status s = index_each_occurrence(w->q.ix, take_place, w);
    if (s == KC_OK)
        s = gather_services(w);
    return s == KC_OK && w->full ? KC_LIMIT : s;
}

/* Dates that belong to what is shown elsewhere are not shown again. */
static bool same_span(struct span a, struct span b)
{
    return a.start == b.start && a.end == b.end;
}

static bool is_other_date(const struct document *doc, size_t index)
{
    const struct finding *f = &doc->findings[index];
    if (f->kind != FINDING_DATE || same_span(f->at, doc->identity.date.at))
        return false;
    for (size_t i = index; i-- > 0 && doc->findings[i].quote_at.end + 64 >= f->at.start;)
        if (doc->findings[i].kind != FINDING_DATE && same_span(f->at, doc->findings[i].date_at))
            return false;
    for (size_t i = index + 1; i < doc->nfindings && doc->findings[i].at.start <= f->at.end + 256;
         i++)
        if (doc->findings[i].kind != FINDING_DATE && same_span(f->at, doc->findings[i].date_at))
            return false;
    return true;
}

/* Below an indented line. */
static void print_below(struct show *w, struct str line)
{
    struct text out = {.arena = w->sh->arena};
    text_add(&out, STR("  "));
    text_add(&out, line);
    out_indented(w->sh, text_str(&out));
}

/* ---- for people: what it is -------------------------------------------------------------- */

static void print_fact(struct show *w, enum msg m, struct str value)
{
    struct str arg = txt_plain(w->sh, value);
    if (value.n)
        out_indented(w->sh, txt_msg(w->sh, m, &arg, 1));
}

static struct str draft_words(struct show *w)
{
    static const enum msg words[DRAFT_MARK_COUNT] = {
        MSG_SHOW_DRAFT_NO_NUMBER,   MSG_SHOW_DRAFT_NO_DATE, MSG_SHOW_DRAFT_MARKED,
        MSG_SHOW_DRAFT_PLACEHOLDER, MSG_SHOW_DRAFT_TRACKED, MSG_SHOW_DRAFT_COMMENTS};
    struct text out = {.arena = w->sh->arena};
    for (unsigned i = 0; i < DRAFT_MARK_COUNT; i++) {
        if (!(w->doc->identity.draft & 1u << i))
            continue;
        text_add(&out, out.n ? STR("; ") : STR(""));
        text_add(&out, str_from_cstr(msg(words[i])));
    }
    return text_str(&out);
}

/* "từ chối, hỏng" */
static struct str state_words(struct show *w, enum file_state state, enum file_reason reason)
{
    const struct state_info *s = state_info(state), *r = reason_info(reason);
    struct text              out = {.arena = w->sh->arena};
    text_add(&out, str_from_cstr(msg_pick(s->vi, s->en)));
    if (reason != REASON_NONE) {
        text_add(&out, STR(", "));
        text_add(&out, str_from_cstr(msg_pick(r->vi, r->en)));
    }
    return text_str(&out);
}

static void print_identity(struct show *w)
{
    const struct document *doc      = w->doc;
    const struct identity *id       = &doc->identity;
    struct str             format[] = {txt_plain(w->sh, doc->format), txt_number(w->sh, doc->size)};
    out_line(txt_document(w->sh, &w->brief));
    if (id->nature == NATURE_PRESS)
        out_indented(w->sh, str_from_cstr(msg(MSG_SHOW_FACT_NATURE)));
    print_fact(w, MSG_SHOW_FACT_TYPE, id->type.value);
    print_fact(w, MSG_SHOW_FACT_NUMBER, id->number.value);
    print_fact(w, MSG_SHOW_FACT_DATE, label_date(w->sh->arena, id->date.value));
    print_fact(w, MSG_SHOW_FACT_ISSUER, id->issuer.value);
    print_fact(w, MSG_SHOW_FACT_PARENT, id->parent.value);
    print_fact(w, MSG_SHOW_FACT_PLACE, id->place.value);
    print_fact(w, MSG_SHOW_FACT_SUBJECT, id->subject.value);
    if (!id->subject.value.n)
        print_fact(w, MSG_SHOW_FACT_TITLE, doc->meta.title);
    print_fact(w, MSG_SHOW_FACT_SIGNER, id->signer.value);
    print_fact(w, MSG_SHOW_FACT_SECRECY, id->secrecy.value);
    print_fact(w, MSG_SHOW_FACT_DRAFT, draft_words(w));
    print_fact(w, MSG_SHOW_FACT_STATE, state_words(w, doc->state, doc->reason));
    if (doc->format.n)
        out_indented(w->sh, txt_msg(w->sh, MSG_SHOW_FACT_FORMAT, format, 2));
    print_fact(w, MSG_SHOW_FACT_ID, doc->id);
}

/* ---- places and names ------------------------------------------------------------------------ */

static void add_claim(struct show *w, struct text *out, enum msg m, struct str value)
{
    struct str arg = txt_plain(w->sh, value);
    if (!value.n)
        return;
    text_add(out, out->n ? STR(", ") : STR(""));
    text_add(out, txt_msg(w->sh, m, &arg, 1));
}

static void print_doubts(struct show *w, const struct place_shown *p)
{
    static const enum msg words[NAME_DOUBT_COUNT] = {
        MSG_SHOW_NAME_DOUBT_NUMBER, MSG_SHOW_NAME_DOUBT_NONE, MSG_SHOW_NAME_DOUBT_DATE};
    const struct identity *id = &w->doc->identity;
    struct arena          *a  = w->sh->arena;
    struct str numbers[] = {txt_plain(w->sh, p->o.name.number), txt_plain(w->sh, id->number.value)};
    struct str dates[]   = {label_date(a, p->o.name.date), label_date(a, id->date.value)};
    for (unsigned i = 0; i < NAME_DOUBT_COUNT; i++)
        if (p->doubts & 1u << i)
            print_below(w, txt_msg(w->sh, words[i], 1u << i == NAME_DATE ? dates : numbers, 2));
}

static void print_places(struct show *w)
{
    out_msg(MSG_SHOW_PLACES, NULL, 0);
    for (size_t i = 0; i < w->nplaces; i++) {
        const struct place_shown *p      = &w->places[i];
        struct text               claims = {.arena = w->sh->arena};
        struct str                args[] = {txt_path(w->sh, p->o.path, p->o.member),
                                            state_words(w, p->o.state, p->o.reason)};
        out_indented(w->sh, txt_msg(w->sh, MSG_FORGET_PLACE, args, 2));
        add_claim(w, &claims, MSG_SHOW_NAME_NUMBER, p->o.name.number);
        add_claim(w, &claims, MSG_SHOW_NAME_DATE, label_date(w->sh->arena, p->o.name.date));
        add_claim(w, &claims, MSG_SHOW_NAME_CRITERION, p->o.name.criterion);
        struct str all = text_str(&claims);
        if (all.n)
            print_below(w, txt_msg(w->sh, MSG_SHOW_NAME_CLAIMS, &all, 1));
        print_doubts(w, p);
    }
}

static void print_diags(struct show *w)
{
    if (w->doc->ndiags)
        out_msg(MSG_SHOW_DIAGS, NULL, 0);
    for (size_t i = 0; i < w->doc->ndiags; i++) {
        struct text out = {.arena = w->sh->arena};
        diag_sentence(&out, &w->doc->diags[i]);
        out_indented(w->sh, text_str(&out));
    }
}

/* ---- findings ---------------------------------------------------------------------------------
 */

enum list { LIST_CITES, LIST_PLANS, LIST_DATES, LIST_COUNT };

static bool is_in(const struct document *doc, size_t i, enum list list)
{
    switch (list) {
    case LIST_CITES:
        return doc->findings[i].kind == FINDING_REFERENCE;
    case LIST_PLANS:
        return doc->findings[i].kind == FINDING_PLAN;
    case LIST_DATES:
        return is_other_date(doc, i);
    case LIST_COUNT:
        break;
    }
    return false;
}

static struct span quote_of(const struct finding *f)
{
    return f->quote_at.end ? f->quote_at : f->at;
}

/* "Nghị quyết 76/NQ-CP ngày 15/07/2021 – Chính phủ – dẫn chiếu" */
static struct str cited_words(struct show *w, const struct finding *f)
{
    struct document_brief d   = {.number = f->value, .type = f->type, .date = f->date};
    struct text           out = {.arena = w->sh->arena};
    if (f->kind == FINDING_PLAN)
        d = (struct document_brief){.path = f->value}; /* its title as it is */
    safe_add(&out, label_document(w->sh->arena, &d));
    text_add(&out, f->issuer.n ? STR(" – ") : STR(""));
    safe_add(&out, f->issuer);
    text_add(&out, STR(" – "));
    text_add(&out, txt_role(f->role));
    return text_str(&out);
}

static struct str use_words(enum date_use use)
{
    static const enum msg words[] = {[DATE_PLAIN]     = MSG_NONE,
                                     [DATE_ISSUE]     = MSG_SHOW_USE_ISSUE,
                                     [DATE_DEADLINE]  = MSG_SHOW_USE_DEADLINE,
                                     [DATE_CUTOFF]    = MSG_SHOW_USE_CUTOFF,
                                     [DATE_PUBLISHED] = MSG_SHOW_USE_PUBLISHED};
    return str_from_cstr(msg(words[use]));
}

/* "30/09/2025, thời hạn"; nothing where the quote says it better. */
static struct str date_words(struct show *w, const struct finding *f)
{
    struct str  use = use_words(f->use), day = label_date(w->sh->arena, f->value);
    struct text out = {.arena = w->sh->arena};
    if (f->precision == PRECISION_DAY && !str_starts_with(f->value, STR("X")))
        safe_add(&out, day);
    text_add(&out, out.n && use.n ? STR(", ") : STR(""));
    text_add(&out, use);
    return text_str(&out);
}

static void print_finding(struct show *w, const struct finding *f)
{
    size_t      mark = arena_mark(w->sh->arena);
    struct text out  = {.arena = w->sh->arena};
    struct spot spot;
    spot_find(w->sh, w->doc, quote_of(f), &spot);
    text_add(&out, f->kind == FINDING_DATE ? date_words(w, f) : cited_words(w, f));
    if (f->kind == FINDING_PLAN) { /* its title is the quote */
        text_add(&out, STR(" ("));
        text_add(&out, txt_spot(w->sh, &spot));
        text_add(&out, STR(")"));
    } else {
        text_add(&out, out.n && spot.ordinal ? STR(": ") : STR(""));
        text_add(&out, txt_quote(w->sh, &spot));
    }
    out_indented(w->sh, text_str(&out));
    arena_release(w->sh->arena, mark);
}

static void print_findings(struct show *w)
{
    static const enum msg heads[LIST_COUNT] = {MSG_SHOW_CITES, MSG_SHOW_PLANS, MSG_SHOW_DATES};
    for (enum list list = 0; list < LIST_COUNT; list++) {
        bool any = false;
        for (size_t i = 0; i < w->doc->nfindings; i++) {
            if (!is_in(w->doc, i, list))
                continue;
            if (!any)
                out_msg(heads[list], NULL, 0);
            any = true;
            print_finding(w, &w->doc->findings[i]);
        }
    }
}

static void print_services(struct show *w)
{
    if (w->nservices)
        out_msg(MSG_SHOW_CRITERIA, NULL, 0);
    for (size_t i = 0; i < w->nservices; i++) {
        const struct cover_service *s      = &w->services[i];
        struct str                  args[] = {txt_plain(w->sh, s->criterion->code),
                                              txt_plain(w->sh, s->criterion->title),
                                              txt_evidence(w->sh, &s->evidence)};
        out_indented(w->sh, txt_msg(w->sh, MSG_SHOW_CRITERION, args, 3));
        if (s->evidence.person)
            print_below(w, txt_decision(w->sh, s->evidence.person));
    }
}

static void print_people(struct show *w)
{
    print_identity(w);
    print_places(w);
    print_diags(w);
    print_findings(w);
    print_services(w);
}

/* ---- for programs ---------------------------------------------------------- */

static void add_identity(struct jw *j, const struct document *doc)
{
    const struct identity *id = &doc->identity;
    jw_string(j, "id", doc->id);
    jw_number(j, "size", doc->size);
    jw_string(j, "format", doc->format);
    jw_word(j, "state", state_info(doc->state)->name);
    jw_word(j, "reason", reason_info(doc->reason)->name);
    jw_word(j, "nature", nature_name(id->nature));
    jw_string(j, "type", id->type.value);
    jw_string(j, "number", id->number.value);
    jw_string(j, "key", id->key);
    jw_string(j, "date", id->date.value);
    jw_string(j, "issuer", id->issuer.value);
    jw_string(j, "parent", id->parent.value);
    jw_string(j, "place", id->place.value);
    jw_string(j, "subject", id->subject.value);
    jw_string(j, "title", doc->meta.title);
    jw_string(j, "signer", id->signer.value);
    jw_string(j, "secrecy", id->secrecy.value);
    jw_bits(j, "draft", id->draft, DRAFT_MARK_COUNT, draft_mark_name);
}

static void add_place(struct jw *j, const struct place_shown *p)
{
    jw_open(j, '{');
    jw_string(j, "root", p->o.root);
    jw_path(j, "path", "path_bytes", p->o.path);
    jw_path(j, "member", "member_bytes", p->o.member);
    jw_word(j, "state", state_info(p->o.state)->name);
    jw_word(j, "reason", reason_info(p->o.reason)->name);
    jw_string(j, "name_number", p->o.name.number);
    jw_string(j, "name_date", p->o.name.date);
    jw_string(j, "name_criterion", p->o.name.criterion);
    jw_bits(j, "name_disagrees", p->doubts, NAME_DOUBT_COUNT, name_doubt_name);
    jw_close(j, '}');
}

static void add_diag(struct show *w, struct jw *j, const struct diag *d)
{
    const struct diag_info *info = diag_info((enum diag_code)d->code);
    struct text             out  = {.arena = w->sh->arena};
    diag_sentence(&out, d);
    jw_open(j, '{');
    jw_word(j, "code", info->code);
    jw_word(j, "severity", severity_name(info->severity));
    jw_string(j, "sentence", text_str(&out));
    jw_close(j, '}');
}

static void add_finding(struct show *w, struct jw *j, const struct finding *f, enum list list)
{
    struct spot spot;
    spot_find(w->sh, w->doc, quote_of(f), &spot);
    jw_open(j, '{');
    if (list == LIST_DATES) {
        jw_string(j, "value", f->value);
        jw_word(j, "precision", date_precision_name(f->precision));
        jw_word(j, "use", date_use_name(f->use));
    } else {
        jw_string(j, list == LIST_PLANS ? "title" : "number", f->value);
        if (list == LIST_CITES)
            jw_string(j, "key", f->key);
        jw_string(j, "type", f->type);
        jw_string(j, "date", f->date);
        jw_string(j, "issuer", f->issuer);
        if (list == LIST_CITES)
            jw_string(j, "subject", f->subject);
        jw_word(j, "role", role_name(f->role));
        jw_bool(j, "plan", f->plan || list == LIST_PLANS);
    }
    jw_spot(j, &spot);
    jw_close(j, '}');
}

static void add_findings(struct show *w, struct jw *j)
{
    static const char *const names[LIST_COUNT] = {"cites", "plans", "dates"};
    for (enum list list = 0; list < LIST_COUNT; list++) {
        jw_key(j, names[list]);
        jw_open(j, '[');
        for (size_t i = 0; i < w->doc->nfindings; i++)
            if (is_in(w->doc, i, list))
                add_finding(w, j, &w->doc->findings[i], list);
        jw_close(j, ']');
    }
}

static void add_service(struct show *w, struct jw *j, const struct cover_service *s)
{
    const struct cover_evidence *ev = &s->evidence;
    struct spot                  spot;
    spot_find(w->sh, w->doc, ev->at, &spot);
    jw_open(j, '{');
    jw_string(j, "code", s->criterion->code);
    jw_string(j, "title", s->criterion->title);
    jw_number(j, "need", ev->need + 1);
    if (ev->series)
        jw_number(j, "series", ev->series);
    jw_bits(j, "signals", ev->signals, LINK_SIGNAL_COUNT, link_signal_name);
    jw_bits(j, "faults", ev->faults, LINK_FAULT_COUNT, link_fault_name);
    jw_string(j, "why", txt_evidence(w->sh, ev));
    jw_string(j, "replaced_by", ev->replaced_by);
    if (ev->person)
        jw_decision(j, ev->person);
    jw_spot(j, &spot);
    jw_close(j, '}');
}

static enum kc_status print_json(struct show *w)
{
    /* Apart: what grows while other texts come and go would be copied each time. */
    struct arena *a = arena_new(limits_arena_bytes(&limits_default));
    struct jw     j = {.out = {.arena = a}};
    if (!a)
        return KC_NO_MEMORY;
    jw_open(&j, '{');
    jw_number(&j, "format_version", 1);
    add_identity(&j, w->doc);
    jw_key(&j, "places");
    jw_open(&j, '[');
    for (size_t i = 0; i < w->nplaces; i++)
        add_place(&j, &w->places[i]);
    jw_close(&j, ']');
    jw_key(&j, "diags");
    jw_open(&j, '[');
    for (size_t i = 0; i < w->doc->ndiags; i++)
        add_diag(w, &j, &w->doc->diags[i]);
    jw_close(&j, ']');
    add_findings(w, &j);
    jw_key(&j, "criteria");
    jw_open(&j, '[');
    for (size_t i = 0; i < w->nservices; i++)
        add_service(w, &j, &w->services[i]);
    jw_close(&j, ']');
    jw_close(&j, '}');
    if (!j.out.full)
        out_line(text_str(&j.out));
    enum kc_status s = j.out.full ? KC_LIMIT : KC_OK;
    arena_free(a);
    return s;
}

/* ---- the command
 * -------------------------------------------------------------------------------------- */

static enum kc_status show(struct show *w, bool json)
{
    struct arena   *a = arena_new(limits_arena_bytes(&limits_default));
    struct document doc;
    enum kc_status  s = a ? index_document(w->q.ix, w->brief.id, a, &doc) : KC_NO_MEMORY;
    if (s == KC_OK) {
        w->doc   = &doc;
        w->brief = doc_brief(&doc);
        s        = gather(w);
    }
    if (s == KC_OK && json)
        s = print_json(w);
    else if (s == KC_OK)
        print_people(w);
    arena_free(a);
    return s;
}

int cmd_show(struct shell *sh, int argc, char **argv)
{
    bool                    json = false, stop = false;
    const struct option_row rows[] = {
        {"json", 0, OPTION_FLAG, &json, NULL, MSG_SEASON_OPTION_JSON},
    };
    struct show w    = {.sh = sh};
    int         code = options_parse(sh, "show DOC [--json]", MSG_SHOW_WHAT, rows,
                                     sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc != 2) {
        say(MSG_SHOW_ONE_DOC, NULL, 0);
        return EXIT_USAGE;
    }
    code = ask_begin(sh, true, &w.q);
    if (code != EXIT_DONE)
        return code;
    code = ask_decisions(sh, &w.q, &w.people);
    if (code == EXIT_DONE)
        code = doc_pick(sh, w.q.ix, str_trim(str_from_cstr(argv[1])), true, &w.brief);
    return ask_end(&w.q, code == EXIT_DONE ? show(&w, json) : KC_OK, code);
}
