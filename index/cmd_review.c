#include <errno.h>
#include <pwd.h>
#include <unistd.h>

#include "index/cmd_doc.h"
#include "index/label.h"
#include "ingest/log.h"

/* kiemchung review: what people decide, one line each, never rewritten. */

struct review {
    struct season           s;
    const char             *by, *why;
    bool                    json;
    enum decision_verb      verb;
    struct str              code, typed; /* DOC as typed */
    const struct criterion *c;
    struct document_brief   picked; /* DOC, when it is in the index */
    bool                    full;
};

/* ---- which document --------------------------------------------------------------- */

static struct str kept(struct review *r, struct str s)
{
    struct str copy = {0};
    r->full         = r->full || !arena_copy(r->s.sh->arena, s, &copy);
    return copy;
}

/* One document, or an exit code with everything told. */
static int find_document(struct review *r, struct decision *d)
{
    int code = doc_pick(r->s.sh, r->s.ix, r->typed, &r->picked);
    if (code != EXIT_DONE)
        return code;
    d->document = r->picked.id;
    d->number   = r->picked.number;
    return EXIT_DONE;
}

/* A document may be gone when its decision is taken back: then it is named by
 * the hash or number written down with the decision. */
static int find_decided(struct review *r, struct decision *d)
{
    for (size_t i = 0; i < r->s.people.n; i++) {
        const struct decision *old = &r->s.people.items[i];
        if (!str_eq(old->set, d->set) || !str_eq(old->criterion, d->criterion) || !old->document.n)
            continue;
        if (str_eq_nocase(old->number, r->typed) ||
            (r->typed.n >= 6 && str_starts_with(old->document, r->typed))) {
            d->document = old->document;
            d->number   = old->number;
            return EXIT_DONE;
        }
    }
    return find_document(r, d);
}

/* ---- writing ------------------------------------------------------------------------ */

static struct str login_name(struct review *r)
{
    if (r->by)
        return str_trim(str_from_cstr(r->by));
    const struct passwd *user = getpwuid(getuid());
    return user ? kept(r, str_from_cstr(user->pw_name)) : (struct str){0};
}

static struct str now(struct review *r)
{
    time_t    t = time(NULL);
    struct tm tm;
    char      text[32];
    if (!gmtime_r(&t, &tm))
        return (struct str){0};
    return kept(r, (struct str){text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm)});
}

static int write_down(struct review *r, const struct decision *d)
{
    struct shell  *sh   = r->s.sh;
    struct str     path = str_from_cstr(r->s.decisions_path);
    enum kc_status s    = decisions_append(r->s.decisions_path, d);
    int            why  = errno;
    if (s == KC_IO) {
        say2(MSG_REVIEW_NOT_WRITTEN, txt_plain(sh, path), str_from_cstr(strerror(why)));
        return why == EACCES || why == EROFS ? EXIT_PERMISSION : EXIT_IO;
    }
    if (s != KC_OK) {
        say(s == KC_LIMIT ? MSG_REVIEW_TOO_LONG : MSG_NO_MEMORY, NULL, 0);
        return s == KC_LIMIT ? EXIT_USAGE : EXIT_UNAVAILABLE;
    }
    struct str what   = r->picked.id.n ? label_document(sh->arena, &r->picked) : d->number;
    struct str args[] = {txt_verb(d->verb), txt_plain(sh, d->criterion), txt_plain(sh, what)};
    out_msg(what.n ? MSG_REVIEW_DONE_DOC : MSG_REVIEW_DONE, args, 3);
    return EXIT_DONE;
}

static bool anything_to_undo(const struct review *r, const struct decision *d)
{
    for (size_t i = 0; i < r->s.people.n; i++) {
        const struct decision *old = &r->s.people.items[i];
        if (str_eq(old->set, d->set) && str_eq(old->criterion, d->criterion) &&
            str_eq(old->document, d->document))
            return true;
    }
    return false;
}

static int decide(struct review *r)
{
    struct decision d = {.verb = r->verb, .set = r->s.ws.set.id, .criterion = r->code};
    r->c              = criteria_find(&r->s.ws.set, r->code);
    /* What was decided on a code that has left the set can still be taken back. */
    if (!r->c && r->verb != DECISION_UNDO)
        r->c = season_criterion(&r->s, r->code);
    if (!r->c && r->verb != DECISION_UNDO)
        return EXIT_USAGE;
    if (r->c && !r->c->leaf) {
        say1(MSG_REVIEW_GROUP, txt_plain(r->s.sh, r->code));
        return EXIT_USAGE;
    }
    int code = EXIT_DONE;
    if (r->typed.n)
        code = r->verb == DECISION_UNDO ? find_decided(r, &d) : find_document(r, &d);
    if (code != EXIT_DONE)
        return code;
    if (r->verb == DECISION_UNDO && !anything_to_undo(r, &d)) {
        say1(MSG_REVIEW_NOTHING_TO_UNDO, txt_plain(r->s.sh, r->code));
        return EXIT_USAGE;
    }
    d.by  = login_name(r);
    d.why = r->why ? str_trim(str_from_cstr(r->why)) : (struct str){0};
    d.at  = now(r);
    if (!d.by.n) {
        say(MSG_REVIEW_NAME_MISSING, NULL, 0);
        return EXIT_USAGE;
    }
    return r->full ? index_trouble(r->s.ix, KC_LIMIT) : write_down(r, &d);
}

/* ---- listing --------------------------------------------------------------------------- */

static void list_people(const struct review *r)
{
    enum { COLUMNS = 6 };
    struct shell *sh              = r->s.sh;
    struct str    titles[COLUMNS] = {
           str_from_cstr(msg(MSG_REVIEW_DATE)),         str_from_cstr(msg(MSG_GAPS_CODE)),
           str_from_cstr(msg(MSG_REVIEW_WHAT_DECIDED)), str_from_cstr(msg(MSG_REVIEW_DOCUMENT)),
           str_from_cstr(msg(MSG_REVIEW_BY)),           str_from_cstr(msg(MSG_GAPS_REASON))};
    struct table *table = table_new(sh->arena, titles, COLUMNS);
    for (size_t i = 0; i < r->s.people.n; i++) {
        const struct decision *d   = &r->s.people.items[i];
        struct str             doc = d->number.n ? d->number : str_sub(d->document, 0, 12);
        struct str cells[COLUMNS]  = {txt_plain(sh, label_date(sh->arena, str_sub(d->at, 0, 10))),
                                      txt_plain(sh, d->criterion),
                                      txt_verb(d->verb),
                                      txt_plain(sh, doc),
                                      txt_plain(sh, d->by),
                                      txt_plain(sh, d->why)};
        table_row(table, cells);
    }
    if (r->s.people.n)
        table_print(table);
    else
        out_msg(MSG_REVIEW_NONE, NULL, 0);
}

static void list_json(const struct review *r)
{
    struct jw j = {.out = {.arena = r->s.sh->arena}};
    jw_open(&j, '{');
    jw_number(&j, "format_version", 1);
    jw_key(&j, "decisions");
    jw_open(&j, '[');
    for (size_t i = 0; i < r->s.people.n; i++) {
        const struct decision *d = &r->s.people.items[i];
        jw_open(&j, '{');
        jw_word(&j, "verb", decision_verb_name(d->verb));
        jw_string(&j, "set", d->set);
        jw_string(&j, "criterion", d->criterion);
        jw_string(&j, "document", d->document);
        jw_string(&j, "number", d->number);
        jw_string(&j, "by", d->by);
        jw_string(&j, "why", d->why);
        jw_string(&j, "at", d->at);
        jw_close(&j, '}');
    }
    jw_close(&j, ']');
    jw_close(&j, '}');
    out_line(text_str(&j.out));
}

/* ---- the command ------------------------------------------------------------------------- */

static bool verb_from_word(struct str word, enum decision_verb *ret_verb)
{
    for (unsigned v = 0; v < DECISION_VERB_COUNT; v++)
        if (str_eq(word, str_from_cstr(decision_verb_name(v)))) {
            *ret_verb = v;
            return true;
        }
    return false;
}

/* Takes the words apart: VERB CODE [DOC]. EXIT_DONE or EXIT_USAGE, told. */
static int read_words(struct review *r, int argc, char **argv)
{
    struct str word = argc > 1 ? str_from_cstr(argv[1]) : (struct str){0};
    if (!word.n) {
        say(MSG_REVIEW_VERB_MISSING, NULL, 0);
        return EXIT_USAGE;
    }
    if (!verb_from_word(word, &r->verb)) {
        say1(MSG_REVIEW_VERB_UNKNOWN, txt_plain(r->s.sh, word));
        return EXIT_USAGE;
    }
    bool on_link = r->verb == DECISION_ACCEPT || r->verb == DECISION_REJECT;
    int  most    = on_link || r->verb == DECISION_UNDO ? 4 : 3;
    if (argc < 3 || argc > most || (on_link && argc < 4)) {
        if (argc < 3)
            say1(MSG_REVIEW_CODE_FOLLOWS, word);
        else if (argc > most)
            say1(MSG_TOO_MANY_ARGUMENTS, txt_plain(r->s.sh, str_from_cstr(argv[most])));
        else
            say(MSG_REVIEW_DOC_FOLLOWS, NULL, 0);
        return EXIT_USAGE;
    }
    r->code  = str_trim(str_from_cstr(argv[2]));
    r->typed = argc > 3 ? str_trim(str_from_cstr(argv[3])) : (struct str){0};
    if (r->verb != DECISION_UNDO && (!r->why || !str_trim(str_from_cstr(r->why)).n)) {
        say(MSG_REVIEW_WHY_MISSING, NULL, 0);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int run(struct review *r, int argc, char **argv)
{
    bool list = argc == 2 && str_eq(str_from_cstr(argv[1]), STR("list"));
    int  code = list ? EXIT_DONE : read_words(r, argc, argv);
    if (code == EXIT_DONE)
        code = season_open(r->s.sh, NULL, 0, r->typed.n != 0, &r->s);
    if (code != EXIT_DONE)
        return code;
    if (!list)
        return decide(r);
    if (r->json)
        list_json(r);
    else
        list_people(r);
    return EXIT_DONE;
}

int cmd_review(struct shell *sh, int argc, char **argv)
{
    struct review           r      = {.s = {.sh = sh}};
    const struct option_row rows[] = {
        {"by", 0, OPTION_TEXT, &r.by, "NAME", MSG_REVIEW_OPTION_BY},
        {"json", 0, OPTION_FLAG, &r.json, NULL, MSG_SEASON_OPTION_JSON},
        {"why", 0, OPTION_TEXT, &r.why, "TEXT", MSG_REVIEW_OPTION_WHY},
    };
    bool stop = false;
    int  code = options_parse(sh, "review VERB [CODE [DOC]] [--by NAME] [--why TEXT]",
                              MSG_REVIEW_WHAT, rows, sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    code = run(&r, argc, argv);
    season_close(&r.s);
    return code;
}
