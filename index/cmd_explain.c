#include "index/cmd_doc.h"
#include "index/cmd_need.h"
#include "index/words.h"
#include "ingest/log.h"

/* kiemchung explain CODE: what it needs, what there is, why that does or does
 * not do, with the passage and its place. */

/* Where a document lies. */
struct place {
    struct str document, path, member;
    size_t     order;
};

struct explain {
    struct season           s;
    const char             *criteria;
    uint64_t                year;
    bool                    json;
    const struct criterion *c;
    struct coverage         row;
    struct cover_evidence  *evidence;
    size_t                  n;
    struct str             *ids;    /* of the evidence, sorted */
    struct place           *places; /* of the evidence, by document */
    size_t                  nplaces, places_cap;
    struct jw              *json_out; /* while unread files are listed with --json */
    bool                    any;      /* unread file so far */
};

/* ---- what is needed ------------------------------------------------------------- */

static void print_fact(void *ctx, enum msg m, struct str value)
{
    struct explain *e    = ctx;
    struct str      arg  = txt_plain(e->s.sh, value);
    struct text     line = {.arena = e->s.sh->arena};
    text_add(&line, STR("    "));
    text_add(&line, txt_msg(e->s.sh, m, &arg, 1));
    out_line(text_str(&line));
}

static void print_need(struct explain *e, size_t i)
{
    struct str n = txt_number(e->s.sh, i + 1);
    out_msg(MSG_EXPLAIN_NEED, &n, 1);
    need_facts(e->s.sh, &e->c->needs[i], e->s.ws.year, print_fact, e);
}

/* ---- a document and its passage ---------------------------------------------------- */

struct passage {
    struct str  id, path, member, number, date, issuer, type, subject;
    struct spot spot;
};

static struct str kept(struct explain *e, struct str s)
{
    struct str copy = {0};
    return arena_copy(e->s.sh->arena, s, &copy) ? copy : (struct str){0};
}

/* The document is read into memory of its own and only what is shown is kept. */
static enum kc_status read_passage(struct explain *e, const struct cover_evidence *ev,
                                   struct passage *ret_passage)
{
    struct arena   *a = arena_new(limits_arena_bytes(&limits_default));
    struct document doc;
    struct passage  p = {.id = ev->document};
    if (!a)
        return KC_NO_MEMORY;
    enum kc_status s = index_document(e->s.ix, ev->document, a, &doc);
    if (s == KC_OK) {
        p.path    = kept(e, doc.path);
        p.member  = kept(e, doc.member);
        p.number  = kept(e, doc.identity.number.value);
        p.date    = kept(e, doc.identity.date.value);
        p.issuer  = kept(e, doc.identity.issuer.value);
        p.type    = kept(e, doc.identity.type.value);
        p.subject = kept(e, doc.identity.subject.value);
        spot_find(e->s.sh, &doc, ev->at, &p.spot);
    }
    arena_free(a);
    *ret_passage = p;
    return s == KC_SKIP ? KC_OK : s;
}

/* ---- where else it lies --------------------------------------------------------------- */

static int by_id(const void *left, const void *right)
{
    const struct str *a = left, *b = right;
    return str_cmp(*a, *b);
}

/* By document; those of one in the order of the walk. */
static int by_document(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    int                 c = str_cmp(a->document, b->document);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

static bool take_place(void *ctx, const struct occurrence *o)
{
    struct explain *e = ctx;
    if (o->state == STATE_GONE || !bsearch(&o->document, e->ids, e->n, sizeof *e->ids, by_id))
        return true;
    if (!arena_reserve(e->s.sh->arena, (void **)&e->places, &e->places_cap, e->nplaces + 1,
                       sizeof *e->places))
        return false;
    e->places[e->nplaces] = (struct place){.document = kept(e, o->document),
                                           .path     = kept(e, o->path),
                                           .member   = kept(e, o->member),
                                           .order    = e->nplaces};
    e->nplaces++;
    return true;
}

/* All places of all evidence in one pass: a pass for each would take minutes where
 * many documents speak for one criterion. */
static enum kc_status gather_places(struct explain *e)
{
    e->ids = ARENA_NEW(e->s.sh->arena, struct str, e->n + 1);
    if (!e->ids)
        return KC_LIMIT;
    for (size_t i = 0; i < e->n; i++)
        e->ids[i] = e->evidence[i].document;
    if (!e->n)
        return KC_OK;
    qsort(e->ids, e->n, sizeof *e->ids, by_id);
    enum kc_status s = index_each_occurrence(e->s.ix, take_place, e);
    if (s == KC_OK && e->nplaces)
        qsort(e->places, e->nplaces, sizeof *e->places, by_document);
    return s;
}

static const struct place *places_of(const struct explain *e, struct str document, size_t *ret_n)
{
    size_t low = 0, high = e->nplaces, end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(e->places[middle].document, document) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < e->nplaces && str_eq(e->places[end].document, document);)
        end++;
    *ret_n = end - low;
    return e->places + low;
}

static void print_elsewhere(struct explain *e, const struct passage *shown)
{
    size_t              n;
    const struct place *places = places_of(e, shown->id, &n);
    for (size_t i = 0; i < n; i++) {
        struct str place = txt_path(e->s.sh, places[i].path, places[i].member);
        if (!str_eq(places[i].path, shown->path) || !str_eq(places[i].member, shown->member))
            out_indented(e->s.sh, txt_msg(e->s.sh, MSG_EXPLAIN_ELSEWHERE, &place, 1));
    }
}

static void print_evidence(struct explain *e, const struct cover_evidence *ev,
                           const struct passage *p)
{
    struct shell *sh   = e->s.sh;
    struct text   head = {.arena = sh->arena};
    text_add(&head, STR("  "));
    text_add(&head, txt_plain(sh, ev->label));
    if (p->issuer.n) {
        text_add(&head, STR(" – "));
        text_add(&head, txt_plain(sh, p->issuer));
    }
    text_add(&head, STR(" ["));
    text_add(&head, str_sub(txt_plain(sh, ev->document), 0, 8));
    text_add(&head, STR("]"));
    out_line(text_str(&head));
    out_indented(sh, txt_evidence(sh, ev));
    if (ev->person)
        out_indented(sh, txt_decision(sh, ev->person));
    out_indented(sh, txt_path(sh, p->path, p->member));
    print_elsewhere(e, p);
    if (p->spot.ordinal)
        out_indented(sh, txt_quote(sh, &p->spot));
}

/* ---- decisions on what is not there ---------------------------------------------------- */

/* The next decision in force, from index `from` on, on a document that is not among the
 * evidence: it went away, or other bytes came in its place. NULL when there is none. */
static const struct decision *other_decision(const struct explain *e, size_t from)
{
    for (size_t i = from; i < e->s.people.n; i++) {
        const struct decision *d = &e->s.people.items[i];
        if (d->document.n && str_eq(d->criterion, e->c->code) &&
            decisions_on_link(&e->s.people, e->s.ws.set.id, d->criterion, d->document) == d &&
            !bsearch(&d->document, e->ids, e->n, sizeof *e->ids, by_id))
            return d;
    }
    return NULL;
}

static struct str named_in(struct explain *e, const struct decision *d)
{
    return txt_plain(e->s.sh, d->number.n ? d->number : str_sub(d->document, 0, 12));
}

static void print_other_decisions(struct explain *e)
{
    size_t from = 0;
    for (const struct decision *d; (d = other_decision(e, from)) != NULL;) {
        struct str args[] = {named_in(e, d), txt_decision(e->s.sh, d)};
        out_indented(e->s.sh, txt_msg(e->s.sh, MSG_EXPLAIN_DECISION_ELSEWHERE, args, 2));
        from = (size_t)(d - e->s.people.items) + 1;
    }
}

static void add_other_decisions(struct explain *e, struct jw *j)
{
    size_t from = 0;
    jw_key(j, "other_decisions");
    jw_open(j, '[');
    for (const struct decision *d; (d = other_decision(e, from)) != NULL;) {
        jw_open(j, '{');
        jw_string(j, "document", d->document);
        jw_string(j, "number", d->number);
        jw_decision(j, d);
        jw_close(j, '}');
        from = (size_t)(d - e->s.people.items) + 1;
    }
    jw_close(j, ']');
}

/* ---- unread files ---------------------------------------------------------------------- */

static void add_unread(struct explain *e, const struct occurrence *o)
{
    struct jw *j = e->json_out;
    jw_open(j, '{');
    jw_string(j, "root", o->root);
    jw_path(j, "path", "path_bytes", o->path);
    jw_path(j, "member", "member_bytes", o->member);
    jw_word(j, "state", state_info(o->state)->name);
    jw_word(j, "reason", reason_info(o->reason)->name);
    jw_close(j, '}');
}

static void print_unread(struct explain *e, const struct occurrence *o)
{
    const struct state_info *state = state_info(o->state), *reason = reason_info(o->reason);
    struct text              line = {.arena = e->s.sh->arena};
    if (!e->any)
        out_msg(MSG_EXPLAIN_UNREAD, NULL, 0);
    text_add(&line, txt_path(e->s.sh, o->path, o->member));
    text_add(&line, STR(" ("));
    text_add(&line, str_from_cstr(msg_pick(state->vi, state->en)));
    if (o->reason != REASON_NONE) {
        text_add(&line, STR(", "));
        text_add(&line, str_from_cstr(msg_pick(reason->vi, reason->en)));
    }
    text_add(&line, STR(")"));
    out_indented(e->s.sh, text_str(&line));
}

static bool see_file(void *ctx, const struct occurrence *o)
{
    struct explain *e = ctx;
    if (!coverage_could_not_look(o->state, o->reason) ||
        !coverage_name_fits(&e->s.ws.set, e->c, e->s.ws.year, &o->name))
        return true;
    if (e->json_out)
        add_unread(e, o);
    else
        print_unread(e, o);
    e->any = true;
    return true;
}

/* ---- for people ----------------------------------------------------------------------------- */

static void print_head(struct explain *e)
{
    struct shell             *sh       = e->s.sh;
    const struct answer_info *info     = answer_info(e->row.answer);
    struct str                what[]   = {txt_plain(sh, e->c->code), txt_plain(sh, e->c->title),
                                          txt_points(sh, e->c->centipoints)};
    struct str                answer[] = {str_from_cstr(msg_pick(info->vi, info->en)),
                                          txt_plain(sh, txt_reason(sh, &e->row))};
    struct str                who      = txt_plain(sh, e->c->responsible);
    out_msg(MSG_EXPLAIN_POINTS, what, 3);
    if (who.n)
        out_msg(MSG_EXPLAIN_RESPONSIBLE, &who, 1);
    out_msg(MSG_EXPLAIN_ANSWER, answer, 2);
}

static enum kc_status print_people(struct explain *e)
{
    const struct decision *person =
        decisions_on_criterion(&e->s.people, e->s.ws.set.id, e->c->code);
    print_head(e);
    for (size_t i = 0; i < e->c->nneeds; i++)
        print_need(e, i);
    if (e->c->nneeds)
        out_msg(e->n ? MSG_EXPLAIN_EVIDENCE : MSG_EXPLAIN_NO_EVIDENCE, NULL, 0);
    for (size_t i = 0; i < e->n; i++) {
        size_t         mark = arena_mark(e->s.sh->arena);
        struct passage p;
        enum kc_status s = read_passage(e, &e->evidence[i], &p);
        if (s != KC_OK)
            return s;
        print_evidence(e, &e->evidence[i], &p);
        arena_release(e->s.sh->arena, mark);
    }
    if (person || other_decision(e, 0)) {
        out_msg(MSG_EXPLAIN_DECISIONS, NULL, 0);
        if (person)
            out_indented(e->s.sh, txt_decision(e->s.sh, person));
        print_other_decisions(e);
    }
    return index_each_occurrence(e->s.ix, see_file, e);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void add_evidence(struct jw *j, const struct cover_evidence *ev, const struct passage *p)
{
    jw_open(j, '{');
    jw_string(j, "document", ev->document);
    jw_path(j, "path", "path_bytes", p->path);
    jw_path(j, "member", "member_bytes", p->member);
    jw_string(j, "type", p->type);
    jw_string(j, "number", p->number);
    jw_string(j, "date", p->date);
    jw_string(j, "issuer", p->issuer);
    jw_string(j, "subject", p->subject);
    jw_number(j, "need", ev->need + 1);
    if (ev->series)
        jw_number(j, "series", ev->series);
    jw_bits(j, "signals", ev->signals, LINK_SIGNAL_COUNT, link_signal_name);
    jw_bits(j, "faults", ev->faults, LINK_FAULT_COUNT, link_fault_name);
    jw_string(j, "replaced_by", ev->replaced_by);
    if (ev->person)
        jw_decision(j, ev->person);
    jw_spot(j, &p->spot);
    jw_close(j, '}');
}

static void add_texts(struct jw *j, const char *name, const struct str_list *l)
{
    jw_key(j, name);
    jw_open(j, '[');
    for (size_t i = 0; i < l->n; i++)
        jw_item(j, l->items[i]);
    jw_close(j, ']');
}

static void add_list(struct explain *e, struct jw *j, const struct phrase_list *l)
{
    jw_open(j, '[');
    for (size_t i = 0; i < l->n; i++) {
        struct str text = l->items[i].text;
        (void)words_fill_year(e->s.sh->arena, text, e->s.ws.year, &text);
        jw_item(j, text);
    }
    jw_close(j, ']');
}

static void add_named_list(struct explain *e, struct jw *j, const char *name,
                           const struct phrase_list *l)
{
    jw_key(j, name);
    add_list(e, j, l);
}

static void add_need(struct explain *e, struct jw *j, const struct need *need)
{
    struct window_days days = {0};
    jw_open(j, '{');
    add_texts(j, "types", &need->types);
    add_named_list(e, j, "issuer", &need->issuers);
    jw_key(j, "about");
    jw_open(j, '[');
    for (size_t i = 0; i < need->nabout; i++)
        add_list(e, j, &need->about[i]);
    jw_close(j, ']');
    add_named_list(e, j, "not_about", &need->not_about);
    (void)window_resolve(&need->window, e->s.ws.year, &days); /* checked when read */
    jw_string(j, "from", str_from_cstr(days.from));
    jw_string(j, "until", str_from_cstr(days.until));
    jw_number(j, "count", need->count);
    add_named_list(e, j, "series", &need->series);
    add_texts(j, "cites", &need->cites);
    jw_close(j, '}');
}

static void add_head(struct explain *e, struct jw *j)
{
    jw_number(j, "format_version", 1);
    jw_string(j, "set", e->s.ws.set.id);
    jw_number(j, "year", (uint64_t)e->s.ws.year);
    jw_string(j, "code", e->c->code);
    jw_string(j, "title", e->c->title);
    jw_string(j, "responsible", e->c->responsible);
    jw_points(j, "points", e->c->centipoints);
    jw_word(j, "answer", answer_info(e->row.answer)->name);
    jw_word(j, "reason", cover_reason_info(e->row.reason)->code);
    jw_string(j, "why", txt_reason(e->s.sh, &e->row));
    jw_key(j, "needs");
    jw_open(j, '[');
    for (size_t i = 0; i < e->c->nneeds; i++)
        add_need(e, j, &e->c->needs[i]);
    jw_close(j, ']');
}

static enum kc_status add_all_evidence(struct explain *e, struct jw *j)
{
    jw_key(j, "evidence");
    jw_open(j, '[');
    for (size_t i = 0; i < e->n; i++) {
        struct passage p;
        enum kc_status s = read_passage(e, &e->evidence[i], &p);
        if (s != KC_OK)
            return s;
        add_evidence(j, &e->evidence[i], &p);
    }
    jw_close(j, ']');
    return KC_OK;
}

static enum kc_status print_json(struct explain *e)
{
    struct jw              j = {.out = {.arena = e->s.sh->arena}};
    const struct decision *person =
        decisions_on_criterion(&e->s.people, e->s.ws.set.id, e->c->code);
    jw_open(&j, '{');
    add_head(e, &j);
    enum kc_status s = add_all_evidence(e, &j);
    if (s != KC_OK)
        return s;
    if (person)
        jw_decision(&j, person);
    add_other_decisions(e, &j);
    jw_key(&j, "unread");
    jw_open(&j, '[');
    e->json_out = &j;
    s           = index_each_occurrence(e->s.ix, see_file, e);
    jw_close(&j, ']');
    jw_close(&j, '}');
    if (s != KC_OK || j.out.full)
        return s != KC_OK ? s : KC_LIMIT;
    out_line(text_str(&j.out));
    return KC_OK;
}

/* ---- the command
 * --------------------------------------------------------------------------------- */

static void say_group(struct explain *e)
{
    const struct criteria_set *set  = &e->s.ws.set;
    struct text                all  = {.arena = e->s.sh->arena};
    size_t                     self = (size_t)(e->c - set->items);
    for (size_t i = self + 1; i < set->nitems && set->items[i].depth > e->c->depth; i++) {
        text_add(&all, all.n ? STR(", ") : STR(""));
        text_add(&all, set->items[i].code);
    }
    say2(MSG_EXPLAIN_GROUP, txt_plain(e->s.sh, e->c->code), txt_plain(e->s.sh, text_str(&all)));
}

static int answer(struct explain *e, struct str code)
{
    int exit = season_open(e->s.sh, e->criteria, e->year, true, &e->s);
    if (exit != EXIT_DONE)
        return exit;
    e->c = season_criterion(&e->s, code);
    if (!e->c)
        return EXIT_USAGE;
    if (!e->c->leaf) {
        say_group(e);
        return EXIT_USAGE;
    }
    enum kc_status s = index_begin(e->s.ix); /* what is read is of one moment */
    if (s == KC_OK)
        s = coverage_explain(e->s.ix, &e->s.ws.set, e->s.ws.year, &e->s.people, e->c,
                             e->s.sh->arena, &e->row, &e->evidence, &e->n);
    if (s == KC_OK)
        s = gather_places(e);
    if (s == KC_OK)
        s = e->json ? print_json(e) : print_people(e);
    if (s != KC_OK)
        return index_trouble(e->s.ix, s);
    index_rollback(e->s.ix);
    return EXIT_DONE;
}

int cmd_explain(struct shell *sh, int argc, char **argv)
{
    struct explain          e      = {.s = {.sh = sh}};
    const struct option_row rows[] = {
        {"criteria", 0, OPTION_TEXT, &e.criteria, "FILE", MSG_SEASON_OPTION_CRITERIA},
        {"json", 0, OPTION_FLAG, &e.json, NULL, MSG_SEASON_OPTION_JSON},
        {"year", 0, OPTION_NUMBER, &e.year, "YEAR", MSG_SEASON_OPTION_YEAR},
    };
    bool stop = false;
    int  code = options_parse(sh, "explain CODE [--json]", MSG_EXPLAIN_WHAT, rows,
                              sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc != 2) {
        say(MSG_EXPLAIN_ONE_CODE, NULL, 0);
        return EXIT_USAGE;
    }
    code = answer(&e, str_trim(str_from_cstr(argv[1])));
    season_close(&e.s);
    return code;
}
