#include <errno.h>
#include <unistd.h>

#include "index/report/report.h"
#include "ingest/filter.h"
#include "ingest/ledger.h"
#include "ingest/log.h"
#include "ingest/rulefiles.h"
#include "parse/parse.h"

/* kiemchung rules list|check|try: what the rules are, whether they hold, what they
 * make of a text. */

static int no_memory(void)
{
    say(MSG_NO_MEMORY, NULL, 0);
    return EXIT_TRY_AGAIN;
}

/* ---- list -------------------------------------------------------------------------- */

static const struct column columns[] = {
    {"id", MSG_RULES_RULE, CELL_TEXT},
    {"version", MSG_RULES_VERSION, CELL_TEXT},
    {"kind", MSG_RULES_KIND, CELL_TEXT},
    {"sure", MSG_RULES_SURE, CELL_NUMBER},
    {"examples", MSG_RULES_EXAMPLES, CELL_NUMBER},
    {"file", MSG_STATUS_FILE, CELL_PATH},
    {"line", MSG_NONE, CELL_NUMBER},
    {"origin", MSG_CONFIG_ORIGIN, CELL_TEXT},
    {"replaces", MSG_NONE, CELL_TEXT},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct list {
    struct report    report;
    struct workspace ws;
};

/* Below the workspace, as the settings name it. */
static struct str shown_file(const struct list *l, struct str file)
{
    struct str dir = l->ws.dir;

    return dir.n && file.n > dir.n && path_is_below(file, dir) ? str_sub(file, dir.n + 1, file.n)
                                                               : file;
}

static struct str place(struct arena *a, struct str file, unsigned line)
{
    return file.n ? arena_printf(a, "%.*s:%u", STR_FMT(file), line) : file;
}

static struct str origin_shown(struct list *l, const struct rule_info *rule, struct str replaces)
{
    struct text out = {.arena = l->report.arena};

    message_fill(&out,
                 msg(!rule->office      ? MSG_RULES_SHIPPED
                     : rule->replaces.n ? MSG_RULES_REPLACES
                                        : MSG_RULES_OFFICE),
                 &replaces, 1);
    return text_str(&out);
}

static void list_rule(void *ctx, const struct rule_info *rule)
{
    struct list      *l              = ctx;
    struct report    *r              = &l->report;
    struct str        file           = shown_file(l, rule->file);
    struct str        replaces       = place(r->arena, rule->replaces, rule->replaces_line);
    const struct cell cells[COLUMNS] = {
        {.text = rule->id},
        {.text = rule->version},
        {.text = rule->kind},
        {.number = rule->sure},
        {.number = rule->examples},
        {.text = file, .shown = place(r->arena, file, rule->line)},
        {.number = rule->line},
        {.text  = rule->office ? STR("workspace") : STR("shipped"),
         .shown = origin_shown(l, rule, replaces)},
        {.text = replaces},
    };

    report_row(r, cells);
}

static int print_list(struct list *l)
{
    struct ruleset *set  = NULL;
    int             code = rulefiles_load(l->report.sh, &l->ws, &set);

    if (code == EXIT_DONE)
        code = report_begin(&l->report);
    if (code == EXIT_DONE)
        ruleset_each(set, list_rule, l);
    ruleset_free(set);
    return code == EXIT_DONE ? report_end(&l->report) : code;
}

static int run_list(struct shell *sh, int argc, char **argv)
{
    struct list l = {.report = {.sh = sh, .columns = columns, .ncolumns = COLUMNS, .kind = "rule"}};
    struct report_choice    choice = {0};
    const struct option_row rows[] = {REPORT_OPTIONS(choice)};
    bool                    stop, found;
    int code = options_parse(sh, "rules list [--format FORMAT]", MSG_RULES_LIST_WHAT, rows,
                             sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (stop)
        return code;
    if (argc > 1) {
        say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[1]));
        return EXIT_USAGE;
    }
    code = report_choose(&choice, &l.report.format);
    if (code == EXIT_DONE)
        code = workspace_open(sh, false, &l.ws, &found);
    return code == EXIT_DONE ? print_list(&l) : code;
}

/* ---- check ------------------------------------------------------------------------- */

static void count_rule(void *ctx, const struct rule_info *rule)
{
    (void)rule;
    ++*(uint64_t *)ctx;
}

static struct str number(struct shell *sh, uint64_t n)
{
    return arena_printf(sh->arena, "%llu", (unsigned long long)n);
}

/* The rules can be read; do they do what their examples say? */
static int run_examples(struct shell *sh, const struct ruleset *set)
{
    struct selftest test  = {0};
    uint64_t        rules = 0;
    struct str      args[3];
    int             code = rulefiles_test(sh, set, &test, false);

    if (code != EXIT_DONE)
        return code;
    ruleset_each(set, count_rule, &rules);
    args[0] = number(sh, rules);
    args[1] = number(sh, test.examples);
    args[2] = number(sh, test.surprises);
    out_msg(test.surprises ? MSG_RULES_SURPRISES : MSG_RULES_FINE, args, 3);
    return test.surprises ? EXIT_DATA : EXIT_DONE;
}

/* The shipped files, then those named, as an office would use them; one that cannot be
 * read is told. */
static int collect_files(struct shell *sh, int argc, char **argv, struct rule_file **ret_files,
                         size_t *ret_n)
{
    struct rule_file *files =
        ARENA_NEW(sh->arena, struct rule_file, rules_shipped_count + (size_t)argc);
    int    code = EXIT_DONE;
    size_t n    = 0;

    if (!files)
        return no_memory();
    for (; n < rules_shipped_count; n++)
        files[n] = rules_shipped_file(n);
    for (int i = 1; i < argc; i++) {
        files[n] = (struct rule_file){.name = str_from_cstr(argv[i]), .office = true};
        if (file_read(sh->arena, argv[i], &files[n].text)) {
            n++;
            continue;
        }
        say2(MSG_WORKSPACE_NO_FILE, str_from_cstr(argv[i]), error_words(errno));
        code = EXIT_NO_INPUT;
    }
    *ret_files = files;
    *ret_n     = n;
    return code;
}

static int check_files(struct shell *sh, int argc, char **argv)
{
    struct rule_file *files = NULL;
    struct ruleset   *set   = NULL;
    size_t            n     = 0;
    enum kc_status    s;
    int               code, missing = collect_files(sh, argc, argv, &files, &n);

    if (!files)
        return missing;
    s = ruleset_load(files, n, rulefiles_say, sh, &set);
    if (s != KC_OK)
        return s == KC_BAD_INPUT ? EXIT_DATA : no_memory();
    code = run_examples(sh, set);
    ruleset_free(set);
    return code == EXIT_DONE ? missing : code;
}

static int check_workspace(struct shell *sh)
{
    struct workspace ws  = {0};
    struct ruleset  *set = NULL;
    bool             found;
    int              code = workspace_open(sh, false, &ws, &found);

    if (code != EXIT_DONE)
        return code;
    code = rulefiles_load(sh, &ws, &set);
    if (code == EXIT_DONE)
        code = run_examples(sh, set);
    ruleset_free(set);
    return code == EXIT_CONFIG ? EXIT_DATA : code;
}

static int run_check(struct shell *sh, int argc, char **argv)
{
    bool stop;
    int  code = options_parse(sh, "rules check [FILE...]", MSG_RULES_CHECK_WHAT, NULL, 0, &argc,
                              argv, &stop);

    if (stop)
        return code;
    return argc > 1 ? check_files(sh, argc, argv) : check_workspace(sh);
}

/* ---- try --------------------------------------------------------------------------- */

struct
try {
    struct shell      *sh;
    struct document    doc;
    struct lost_claims lost;
    bool               json, ndjson; /* the same: one record, one line */
};

static void fact(struct try *t, enum msg m, struct str value)
{
    struct text line = {.arena = t->sh->arena};

    if (!value.n)
        return;
    (void)text_add(&line, STR("    "));
    (void)text_add(&line, str_from_cstr(msg(m)));
    (void)text_add(&line, STR(": "));
    safe_add(&line, value);
    out_line(text_str(&line));
}

static struct str span_words(struct try *t, struct span at)
{
    return at.end ? arena_printf(t->sh->arena, "%u-%u", at.start, at.end) : (struct str){0};
}

static void print_finding(struct try *t, const struct finding *f)
{
    struct text head = {.arena = t->sh->arena};

    (void)text_add(&head, str_from_cstr(finding_kind_name(f->kind)));
    (void)text_add(&head, STR("  "));
    safe_add(&head, f->value.n ? f->value : STR("–"));
    out_line(text_str(&head));
    fact(t, MSG_RULES_KEY, f->key);
    fact(t, MSG_FIND_TYPE, f->type);
    fact(t, MSG_FIND_DATE, f->date);
    fact(t, MSG_FIND_ISSUER, f->issuer);
    fact(t, MSG_FIND_SUBJECT, f->subject);
    if (f->kind == FINDING_DATE) {
        fact(t, MSG_RULES_PRECISION, str_from_cstr(date_precision_name(f->precision)));
        fact(t, MSG_RULES_USE, str_from_cstr(date_use_name(f->use)));
    } else {
        fact(t, MSG_RULES_ROLE, str_from_cstr(role_name(f->role)));
        fact(t, MSG_RULES_YEAR, f->year ? number(t->sh, f->year) : (struct str){0});
    }
    fact(t, MSG_RULES_RULE, arena_printf(t->sh->arena, "%.*s (%u%%)", STR_FMT(f->rule), f->sure));
    fact(t, MSG_RULES_SPAN, span_words(t, f->at));
    fact(t, MSG_RULES_QUOTE, document_quote(&t->doc, f->quote_at.end ? f->quote_at : f->at));
}

/* A match that another one covers; of the winner enough to find it above. */
static void print_lost(struct try *t, const struct lost_claim *c)
{
    struct text words  = {.arena = t->sh->arena};
    struct str  args[] = {str_from_cstr(finding_kind_name(c->loser.kind)),
                         c->loser.value.n ? c->loser.value : STR("–")};
    struct str  won[]  = {c->winner.rule, c->winner.value.n ? c->winner.value : STR("–"),
                          span_words(t, c->winner.at)};

    out_msg(MSG_RULES_LOST, args, 2);
    fact(t, MSG_RULES_RULE,
         arena_printf(t->sh->arena, "%.*s (%u%%)", STR_FMT(c->loser.rule), c->loser.sure));
    fact(t, MSG_RULES_SPAN, span_words(t, c->loser.at));
    fact(t, MSG_RULES_QUOTE, document_quote(&t->doc, c->loser.at));
    message_fill(&words, msg(MSG_RULES_LOST_TO_WHAT), won, 3);
    fact(t, MSG_RULES_LOST_TO, text_str(&words));
}

static void jw_claim(struct jw *j, const struct finding *f)
{
    jw_word(j, "kind", finding_kind_name(f->kind));
    jw_string(j, "value", f->value);
    jw_span(j, "at", f->at);
    jw_string(j, "rule", f->rule);
}

/* A member beside those of the record, where there are any. */
static void add_lost(struct try *t)
{
    struct jw j = {.out = {.arena = t->sh->arena}};

    if (!t->lost.n)
        return;
    jw_open(&j, '{');
    jw_key(&j, "lost");
    jw_open(&j, '[');
    for (size_t i = 0; i < t->lost.n; i++) {
        jw_open(&j, '{');
        jw_claim(&j, &t->lost.items[i].loser);
        jw_number(&j, "sure", t->lost.items[i].loser.sure);
        jw_key(&j, "to");
        jw_open(&j, '{');
        jw_claim(&j, &t->lost.items[i].winner);
        jw_close(&j, '}');
        jw_close(&j, '}');
    }
    jw_close(&j, ']');
    jw_close(&j, '}');
    t->doc.rest = j.out.full ? (struct str){0} : text_str(&j.out);
}

static struct str draft_words(struct try *t, unsigned draft)
{
    struct text out = {.arena = t->sh->arena};

    for (unsigned bit = 0; bit < DRAFT_MARK_COUNT; bit++) {
        if (!(draft & 1u << bit))
            continue;
        (void)text_add(&out, out.n ? STR(", ") : STR(""));
        (void)text_add(&out, str_from_cstr(draft_mark_name(1u << bit)));
    }
    return text_str(&out);
}

/* Only when a heading was read: most texts are a sentence. */
static void print_identity(struct try *t)
{
    const struct identity *id = &t->doc.identity;
    const struct {
        enum msg   m;
        struct str value;
    } facts[] = {
        {MSG_FIND_TYPE, id->type.value},
        {MSG_FIND_NUMBER, id->number.value},
        {MSG_RULES_KEY, id->key},
        {MSG_FIND_DATE, id->date.value},
        {MSG_FIND_ISSUER, id->issuer.value},
        {MSG_RULES_PARENT, id->parent.value},
        {MSG_RULES_PLACE, id->place.value},
        {MSG_FIND_SUBJECT, id->subject.value},
        {MSG_RULES_SIGNER, id->signer.value},
        {MSG_RULES_SECRECY, id->secrecy.value},
        {MSG_RULES_DRAFT, draft_words(t, id->draft)},
    };
    bool any = false;

    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (!facts[i].value.n)
            continue;
        if (!any)
            out_msg(MSG_RULES_IDENTITY, NULL, 0);
        any = true;
        fact(t, facts[i].m, facts[i].value);
    }
    if (!any && !t->doc.nfindings)
        out_msg(MSG_RULES_NOTHING, NULL, 0);
}

static void print_all(struct try *t)
{
    struct text why = {.arena = t->sh->arena};

    /* Spans count in it. Of several lines the quotes tell enough. */
    if (t->doc.nblocks == 1 && !str_eq(t->doc.normal, t->doc.original))
        out_msg(MSG_RULES_NORMAL, &t->doc.normal, 1);
    for (size_t i = 0; i < t->doc.nfindings; i++)
        print_finding(t, &t->doc.findings[i]);
    for (size_t i = 0; i < t->lost.n; i++)
        print_lost(t, &t->lost.items[i]);
    print_identity(t);
    if (!t->doc.ndiags)
        return;
    document_sentences(&why, &t->doc);
    say1(MSG_RULES_DIAG, text_str(&why));
}

static int answer(struct try *t, const struct ruleset *set)
{
    struct parser  *parser = NULL;
    struct matcher *m      = NULL;
    enum kc_status  s      = parser_new(&parser);

    if (s == KC_OK)
        s = normalise(parser, &limits_default, &t->doc);
    if (status_has_result(s))
        s = matcher_new(set, &m);
    if (s == KC_OK)
        s = rules_try(m, &limits_default, &t->doc, &t->lost);
    matcher_free(m);
    parser_free(parser);
    if (s == KC_NO_MEMORY || s == KC_IO)
        return no_memory();
    if (t->doc.state == STATE_NONE)
        t->doc.state = status_info(s)->state;
    if (t->json || t->ndjson)
        add_lost(t);
    if (t->json || t->ndjson)
        return filter_print(t->sh->arena, &t->doc);
    print_all(t);
    return status_has_result(s) ? EXIT_DONE : EXIT_DATA;
}

/* The words of the command line, or what comes in for "-". */
static int read_text(struct try *t, int argc, char **argv)
{
    struct text all = {.arena = t->sh->arena};

    if (argc == 2 && str_eq(str_from_cstr(argv[1]), STR("-"))) {
        if (!stream_read(t->sh->arena, STDIN_FILENO, &t->doc.original)) {
            say2(MSG_READ_NO_PATH, STR("-"), error_words(errno));
            return EXIT_IO;
        }
    } else {
        for (int i = 1; i < argc; i++) {
            (void)text_add(&all, i > 1 ? STR(" ") : STR(""));
            (void)text_add(&all, str_from_cstr(argv[i]));
        }
        t->doc.original = text_str(&all);
    }
    if (utf8_valid(t->doc.original) && t->doc.original.n <= limits_default.text_bytes)
        return EXIT_DONE;
    say(MSG_RULES_BAD_TEXT, NULL, 0);
    return EXIT_DATA;
}

static int run_try(struct shell *sh, int argc, char **argv)
{
    struct try              t      = {.sh = sh, .doc = {.arena = sh->arena}};
    const struct option_row rows[] = {
        {"json", 0, OPTION_FLAG, &t.json, NULL, MSG_RULES_TRY_JSON},
        {"ndjson", 0, OPTION_FLAG, &t.ndjson, NULL, MSG_RULES_TRY_JSON},
    };
    struct workspace ws  = {0};
    struct ruleset  *set = NULL;
    bool             stop, found;
    int code = options_parse(sh, "rules try [--json | --ndjson] TEXT...", MSG_RULES_TRY_WHAT, rows,
                             sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (stop)
        return code;
    if (argc < 2) {
        say(MSG_RULES_NEEDS_TEXT, NULL, 0);
        return EXIT_USAGE;
    }
    code = read_text(&t, argc, argv);
    if (code != EXIT_DONE)
        return code;
    code = workspace_open(sh, false, &ws, &found);
    if (code == EXIT_DONE)
        code = rulefiles_load(sh, &ws, &set);
    if (code == EXIT_DONE)
        code = answer(&t, set);
    ruleset_free(set);
    return code;
}

int cmd_rules(struct shell *sh, int argc, char **argv)
{
    static const struct task tasks[] = {{"check", run_check}, {"list", run_list}, {"try", run_try}};

    return tasks_run(sh, tasks, sizeof tasks / sizeof *tasks, MSG_RULES_WHAT, argc, argv);
}
