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

#endif
