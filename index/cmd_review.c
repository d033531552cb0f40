#include <errno.h>
#include <pwd.h>
#include <unistd.h>

#include "index/cmd_doc.h"
#include "index/label.h"
#include "index/report/report.h"
#include "ingest/log.h"

/* kiemchung review: what people decide, one line each, never rewritten. */

struct review {
    struct season            s;
    const char              *by, *why;
    const struct report_ops *format; /* of the list */
    enum decision_verb       verb;
    struct str               code, typed; /* DOC as typed */
    const struct criterion  *c;
    struct document_brief    picked; /* DOC, when it is in the index */
    bool                     full;
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
    int code = doc_pick(r->s.sh, r->s.ix, r->typed, false, &r->picked);
    if (code != EXIT_DONE)
        return code;
    d->document = r->picked.id;
    d->number   = r->picked.number;
    return EXIT_DONE;
}

/* Was it decided on for this criterion, under the name that is typed? */
static bool is_decided(const struct review *r, const struct decision *d, const struct decision *old)
{
    return str_eq(old->set, d->set) && str_eq(old->criterion, d->criterion) && old->document.n &&
           (str_eq_nocase(old->number, r->typed) ||
            (r->typed.n >= 6 && str_starts_with(old->document, r->typed)));
}

static void list_decided(struct review *r, const struct decision *d)
{
    struct shell *sh = r->s.sh;
    say1(MSG_DOC_MANY, txt_plain(sh, r->typed));
    for (size_t i = 0; i < r->s.people.n; i++) {
        const struct decision *old    = &r->s.people.items[i];
        struct str             args[] = {txt_plain(sh, str_sub(old->document, 0, 12)),
                                         txt_plain(sh, old->number), txt_verb(old->verb),
                                         txt_plain(sh, old->by)};
        if (is_decided(r, d, old) &&
            decisions_on_link(&r->s.people, d->set, d->criterion, old->document) == old)
            say(MSG_DOC_ROW, args, 4);
    }
}

/* A document may be gone when its decision is taken back: then it is named by
 * the hash or number written down with the decision. */
static int find_decided(struct review *r, struct decision *d)
{
    const struct decision *found = NULL;
    for (size_t i = 0; i < r->s.people.n; i++) {
        const struct decision *old = &r->s.people.items[i];
        if (!is_decided(r, d, old))
            continue;
        if (found && !str_eq(found->document, old->document)) {
            list_decided(r, d);
            return EXIT_USAGE;
        }
        found = old;
    }
    if (!found)
        return find_document(r, d);
    d->document = found->document;
    d->number   = found->number;
    return EXIT_DONE;
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
        say2(MSG_REVIEW_NOT_WRITTEN, txt_plain(sh, path), error_words(why));
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

static const struct column columns[] = {
    {"at", MSG_REVIEW_DATE, CELL_TEXT},      {"set", MSG_NONE, CELL_TEXT},
    {"criterion", MSG_GAPS_CODE, CELL_TEXT}, {"verb", MSG_REVIEW_WHAT_DECIDED, CELL_TEXT},
    {"document", MSG_NONE, CELL_TEXT},       {"number", MSG_REVIEW_DOCUMENT, CELL_TEXT},
    {"by", MSG_REVIEW_BY, CELL_TEXT},        {"why", MSG_GAPS_REASON, CELL_TEXT},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* Has nothing newer been decided on the same? */
static bool in_force(const struct review *r, const struct decision *d)
{
    const struct decisions *all = &r->s.people;
    if (d->verb == DECISION_ACCEPT || d->verb == DECISION_REJECT)
        return decisions_on_link(all, d->set, d->criterion, d->document) == d;
    return decisions_on_criterion(all, d->set, d->criterion) == d;
}

static int list(const struct review *r)
{
    struct report out  = {.sh       = r->s.sh,
                          .format   = r->format,
                          .columns  = columns,
                          .ncolumns = COLUMNS,
                          .kind     = "decision",
                          .none     = MSG_REVIEW_NONE};
    int           code = report_begin(&out);
    for (size_t i = 0; i < r->s.people.n && code == EXIT_DONE; i++) {
        const struct decision *d              = &r->s.people.items[i];
        const struct cell      cells[COLUMNS] = {
                 {.text = d->at, .shown = label_date(out.arena, str_sub(d->at, 0, 10))},
                 {.text = d->set},
                 {.text = d->criterion},
                 {.text = str_from_cstr(decision_verb_name(d->verb)), .shown = txt_verb(d->verb)},
                 {.text = d->document},
                 {.text = d->number, .shown = d->number.n ? d->number : str_sub(d->document, 0, 12)},
                 {.text = d->by},
                 {.text = d->why},
        };
        if (in_force(r, d))
            report_row(&out, cells);
    }
    return code == EXIT_DONE ? report_end(&out) : code;
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
    if (argc > 3 && !r->typed.n) {
        say(MSG_REVIEW_DOC_FOLLOWS, NULL, 0);
        return EXIT_USAGE;
    }
    if (r->verb != DECISION_UNDO && (!r->why || !str_trim(str_from_cstr(r->why)).n)) {
        say(MSG_REVIEW_WHY_MISSING, NULL, 0);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int run(struct review *r, int argc, char **argv)
{
    bool lists = argc > 1 && str_eq(str_from_cstr(argv[1]), STR("list"));
    int  code  = lists ? EXIT_DONE : read_words(r, argc, argv);
    if (lists && argc > 2) {
        say1(MSG_TOO_MANY_ARGUMENTS, txt_plain(r->s.sh, str_from_cstr(argv[2])));
        return EXIT_USAGE;
    }
    if (code == EXIT_DONE)
        code = season_open(r->s.sh, NULL, 0, r->typed.n != 0, &r->s);
    if (code != EXIT_DONE)
        return code;
    return lists ? list(r) : decide(r);
}

int cmd_review(struct shell *sh, int argc, char **argv)
{
    struct review           r      = {.s = {.sh = sh}};
    struct report_choice    choice = {0};
    const struct option_row rows[] = {
        {"by", 0, OPTION_TEXT, &r.by, "NAME", MSG_REVIEW_OPTION_BY},
        REPORT_OPTIONS(choice),
        {"why", 0, OPTION_TEXT, &r.why, "TEXT", MSG_REVIEW_OPTION_WHY},
    };
    bool stop = false;
    int  code = options_parse(sh, "review VERB [CODE [DOC]] [--by NAME] [--why TEXT]",
                              MSG_REVIEW_WHAT, rows, sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    code = report_choose(&choice, &r.format);
    if (code != EXIT_DONE)
        return code;
    code = run(&r, argc, argv);
    season_close(&r.s);
    return code;
}
