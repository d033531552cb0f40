#ifndef KC_OPTIONS_H
#define KC_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest/message.h"

struct shell;

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_NUMBER };

/* One option of a command. `into`: bool *, const char **, or uint64_t *. */
struct option_row {
    const char      *name;   /* "files", used as --files              */
    char             letter; /* 0: none                               */
    enum option_kind kind;
    void            *into;
    const char      *meta; /* "FILE"; NULL for flags                 */
    enum msg         what; /* one line for --help                    */
};

/* Parses argv (GNU order: options anywhere, "--" ends them) with these rows and
 * the common ones. Positional arguments are moved to argv[1..*argc). Returns
 * EXIT_DONE to go on; otherwise the code to exit with (usage mistakes were told,
 * with the nearest option; --help was printed, and *ret_stop is true). `usage`
 * is the line after the program's name: "gaps [--check]". */
int options_parse(struct shell *sh, const char *usage, enum msg what, const struct option_row *rows,
                  size_t nrows, int *argc, char **argv, bool *ret_stop);

/* Moves the first word that is no option (nor the value of a common one) from
 * between argv[1] and argv[argc) to argv[1]; what stood before it follows in its
 * order. False: there is none. */
bool options_word_first(int argc, char **argv);

/* A command with several tasks, "criteria list|check": one row each. `run` gets
 * argv[0] = "criteria list". */
struct task {
    const char *name;
    int (*run)(struct shell *sh, int argc, char **argv);
};
/* Runs the task named by the first word. Like options_parse when there is none:
 * tells how to use the command. */
int tasks_run(struct shell *sh, const struct task *tasks, size_t ntasks, enum msg what, int argc,
              char **argv);

#endif
