#include "ingest/command.h"
#include "ingest/log.h"
#include "ingest/record/nearest.h"
#include "ingest/workspace.h"

/* Commands with several tasks: criteria list, criteria check. */

struct tasks {
    struct shell      *sh;
    const struct task *rows;
    size_t             n;
};

static struct str names(const struct tasks *t, const char *between)
{
    struct text out = {.arena = t->sh->arena};

    for (size_t i = 0; i < t->n; i++) {
        (void)text_add(&out, i ? str_from_cstr(between) : STR(""));
        (void)text_add(&out, str_from_cstr(t->rows[i].name));
    }
    return str_from_cstr(shell_cstr(t->sh, text_str(&out)));
}

static const struct task *find(const struct tasks *t, struct str word)
{
    for (size_t i = 0; i < t->n; i++)
        if (str_eq(str_from_cstr(t->rows[i].name), word))
            return &t->rows[i];
    return NULL;
}

static int unknown(const struct tasks *t, const char *verb, struct str word)
{
    for (size_t i = 0; i < t->n; i++)
        if (nearest_is(word, str_from_cstr(t->rows[i].name))) {
            say(MSG_TASK_NEAREST,
                (struct str[]){str_from_cstr(verb), word, str_from_cstr(t->rows[i].name)}, 3);
            return EXIT_USAGE;
        }
    say(MSG_TASK_UNKNOWN, (struct str[]){str_from_cstr(verb), word, names(t, ", ")}, 3);
    return EXIT_USAGE;
}

/* Only options: help, or nothing to do. */
static int without_task(const struct tasks *t, enum msg what, int argc, char **argv)
{
    struct text usage = {.arena = t->sh->arena};
    bool        stop;
    int         code;

    (void)text_add(&usage, str_from_cstr(argv[0]));
    (void)text_add(&usage, STR(" "));
    (void)text_add(&usage, names(t, "|"));
    code = options_parse(t->sh, shell_cstr(t->sh, text_str(&usage)), what, NULL, 0, &argc, argv,
                         &stop);
    if (stop)
        return code;
    say2(MSG_TASK_MISSING, str_from_cstr(argv[0]), names(t, ", "));
    return EXIT_USAGE;
}

int tasks_run(struct shell *sh, const struct task *tasks, size_t ntasks, enum msg what, int argc,
              char **argv)
{
    struct tasks       t    = {sh, tasks, ntasks};
    struct text        name = {.arena = sh->arena};
    const struct task *task;
    /* The last argument is still being written when completing. */
    bool has_word = options_word_first(argc - sh->complete, argv);

    if (!has_word && sh->complete && argv[argc - 1][0] != '-' && options_word_first(argc, argv)) {
        for (size_t i = 0; i < ntasks; i++)
            out_line(str_from_cstr(tasks[i].name));
        return EXIT_DONE;
    }
    if (!has_word)
        return without_task(&t, what, argc, argv);
    task = find(&t, str_from_cstr(argv[1]));
    if (!task)
        return sh->complete ? EXIT_DONE : unknown(&t, argv[0], str_from_cstr(argv[1]));
    (void)text_add(&name, str_from_cstr(argv[0]));
    (void)text_add(&name, STR(" "));
    (void)text_add(&name, str_from_cstr(task->name));
    argv[1] = (char *)shell_cstr(sh, text_str(&name));
    return task->run(sh, argc - 1, argv + 1);
}
