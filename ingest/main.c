#include <signal.h>

#include "ingest/command.h"
#include "ingest/log.h"
#include "ingest/record/nearest.h"

/* The table of commands, in the order people need them. */
static const struct command commands[] = {
    {"init", MSG_SUMMARY_INIT, cmd_init},
    {"ingest", MSG_SUMMARY_INGEST, cmd_ingest},
    {"status", MSG_SUMMARY_STATUS, cmd_status},
    {"gaps", MSG_SUMMARY_GAPS, cmd_gaps},
    {"explain", MSG_SUMMARY_EXPLAIN, cmd_explain},
    {"review", MSG_SUMMARY_REVIEW, cmd_review},
    {"find", MSG_SUMMARY_FIND, cmd_find},
    {"show", MSG_SUMMARY_SHOW, cmd_show},
    {"refs", MSG_SUMMARY_REFS, cmd_refs},
    {"cited", MSG_SUMMARY_CITED, cmd_cited},
    {"extract", MSG_SUMMARY_EXTRACT, cmd_extract},
    {"text", MSG_SUMMARY_TEXT, cmd_text},
    {"load", MSG_SUMMARY_LOAD, cmd_load},
    {"export", MSG_SUMMARY_EXPORT, cmd_export},
    {"verify", MSG_SUMMARY_VERIFY, cmd_verify},
    {"forget", MSG_SUMMARY_FORGET, cmd_forget},
    {"criteria", MSG_SUMMARY_CRITERIA, cmd_criteria},
    {"rules", MSG_SUMMARY_RULES, cmd_rules},
    {"config", MSG_SUMMARY_CONFIG, cmd_config},
};
enum { COMMANDS = sizeof commands / sizeof *commands, NAME_COLUMN = 10 };

static const struct command *find(struct str name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (str_eq(str_from_cstr(commands[i].name), name))
            return &commands[i];
    return NULL;
}

static int unknown_command(struct str name)
{
    const struct command *near = NULL;
    unsigned              best = 0;

    for (size_t i = 0; i < COMMANDS; i++) {
        struct str valid = str_from_cstr(commands[i].name);
        unsigned   far   = nearest_distance(name, valid);

        if (nearest_is(name, valid) && (!near || far < best)) {
            near = &commands[i];
            best = far;
        }
    }
    if (near)
        say2(MSG_COMMAND_NEAREST, name, str_from_cstr(near->name));
    else
        say1(MSG_COMMAND_UNKNOWN, name);
    return EXIT_USAGE;
}

static void list_commands(void)
{
    out_msg(MSG_MAIN_USAGE, NULL, 0);
    out_str(STR("\n"));
    for (size_t i = 0; i < COMMANDS; i++) {
        struct str name = str_from_cstr(commands[i].name);

        out_str(STR("  "));
        out_str(name);
        for (size_t pad = name.n; pad < NAME_COLUMN; pad++)
            out_str(STR(" "));
        out_line(str_from_cstr(msg(commands[i].summary)));
    }
    out_str(STR("\n"));
    out_msg(MSG_MAIN_MORE, NULL, 0);
}

/* ---- what stands before the verb ------------------------------------------------- */

static bool is_any(struct str s, struct str a, struct str b)
{
    return str_eq(s, a) || str_eq(s, b);
}

static int run(struct shell *sh, const struct command *c, int argc, char **argv)
{
    sh->arena = arena_new(limits_arena_bytes(&limits_default));
    if (!sh->arena) {
        say(MSG_NO_MEMORY, NULL, 0);
        return EXIT_TRY_AGAIN;
    }
    return c->run(sh, argc, argv);
}

/* `help VERB [TASK]` is `VERB [TASK] --help`, common options anywhere. */
static int help_on(struct shell *sh, int argc, char **argv)
{
    static char           help[] = "--help";
    const struct command *c;

    if (!options_word_first(argc, argv)) {
        list_commands();
        return EXIT_DONE;
    }
    c = find(str_from_cstr(argv[1]));
    if (!c)
        return unknown_command(str_from_cstr(argv[1]));
    argv[0] = argv[1];
    if (options_word_first(argc - 1, argv + 1)) {
        argv[1] = argv[2];
        argv[2] = help;
    } else {
        argv[1] = help;
    }
    return run(sh, c, argc, argv);
}

/* `__complete WORD...`, for the shell's completion: what could stand in place of the
 * last word, one a line. The same tables answer that parse the real thing. */
static int complete(struct shell *sh, int argc, char **argv)
{
    const struct command *c = NULL;
    bool                  stop;

    sh->complete = true;
    if (argc < 2)
        return EXIT_USAGE;
    if (options_word_first(argc - 1, argv)) {
        bool help = str_eq(str_from_cstr(argv[1]), STR("help"));

        c = find(str_from_cstr(argv[1]));
        if (c)
            return run(sh, c, argc - 1, argv + 1);
        if (!help)
            return EXIT_DONE;
    } else if (argv[argc - 1][0] == '-' || !options_word_first(argc, argv)) {
        return options_parse(sh, "", MSG_NONE, NULL, 0, &argc, argv, &stop);
    }
    for (size_t i = 0; i < COMMANDS; i++)
        out_line(str_from_cstr(commands[i].name));
    out_line(STR("help"));
    return EXIT_DONE;
}

/* Without a verb there are only the questions about the program itself. */
static int without_verb(struct shell *sh, int argc, char **argv)
{
    bool                    wants_help = false, wants_version = false, stop;
    const struct option_row rows[] = {
        {"version", 'V', OPTION_FLAG, &wants_version, NULL, MSG_MAIN_VERSION}};
    int code;

    for (int i = 1; i < argc; i++)
        wants_help |= is_any(str_from_cstr(argv[i]), STR("--help"), STR("-h"));
    if (wants_help) {
        list_commands();
        return EXIT_DONE;
    }
    code = options_parse(sh, "", MSG_NONE, rows, 1, &argc, argv, &stop);
    if (stop)
        return code;
    if (wants_version) {
        out_line(STR("kiemchung " KC_VERSION));
        return EXIT_DONE;
    }
    say(MSG_MAIN_SHORT, NULL, 0);
    return EXIT_USAGE;
}

static int dispatch(struct shell *sh, int argc, char **argv)
{
    const struct command *c;
    struct str            name;

    /* Options before the verb go behind it, where its own parser reads them. */
    if (!options_word_first(argc, argv))
        return without_verb(sh, argc, argv);
    name = str_from_cstr(argv[1]);
    if (str_eq(name, STR("__complete")))
        return complete(sh, argc - 1, argv + 1);
    if (str_eq(name, STR("help")))
        return help_on(sh, argc - 1, argv + 1);
    c = find(name);
    return c ? run(sh, c, argc - 1, argv + 1) : unknown_command(name);
}

/* --lang holds for mistakes on the command line as well. */
static void choose_language(int argc, char **argv)
{
    const char *given = NULL;

    for (int i = 1; i < argc; i++) {
        struct str s = str_from_cstr(argv[i]);

        if (str_eq(s, STR("--")))
            break;
        if (str_eq(s, STR("--lang")) && i + 1 < argc)
            given = argv[i + 1];
        else if (str_starts_with(s, STR("--lang=")))
            given = argv[i] + sizeof "--lang=" - 1;
    }
    (void)message_choose(given, NULL); /* options_parse tells a wrong one */
}

int main(int argc, char **argv)
{
    struct shell sh = {.dir = "."};
    int          code;

    (void)signal(SIGPIPE, SIG_IGN); /* writes fail instead, and are told */
    choose_language(argc, argv);
    code = dispatch(&sh, argc, argv);
    progress_clear();
    if (!out_finish() && (code == EXIT_DONE || code == EXIT_YES || code == EXIT_SOME_FAILED))
        code = EXIT_IO;
    arena_free(sh.arena);
    return code;
}
