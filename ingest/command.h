#ifndef KC_COMMAND_H
#define KC_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/message.h"
#include "ingest/options.h"
#include "ingest/record/record.h"

/* What every command gets. */
struct shell {
    const char   *dir;       /* -C: where to look for the workspace; "." */
    const char   *index_url; /* --index URL, or NULL: the workspace's    */
    const char   *lang;      /* --lang, or NULL                          */
    bool          quiet;     /* -q */
    bool          complete;  /* options_parse prints what could stand at the end of argv */
    struct arena *arena;     /* lives as long as the command             */
};

/* Exit codes: one table for the whole program (sysexits where they fit). */
enum exit_code {
    EXIT_DONE        = 0,
    EXIT_YES         = 1, /* only with --check: there are gaps          */
    EXIT_USAGE       = 2,
    EXIT_SOME_FAILED = 3,  /* done, but a file was refused or failed     */
    EXIT_DATA        = 65, /* input unusable                             */
    EXIT_NO_INPUT    = 66,
    EXIT_UNAVAILABLE = 69, /* store unusable                             */
    EXIT_INTERNAL    = 70,
    EXIT_CANT_CREATE = 73,
    EXIT_IO          = 74,
    EXIT_TRY_AGAIN   = 75, /* locked, disk full                          */
    EXIT_PERMISSION  = 77,
    EXIT_CONFIG      = 78,
    EXIT_INTERRUPTED = 130,
    EXIT_TERMINATED  = 143
};

/* One row per verb in ingest/main.c. `run` gets argv[0] = the verb. It parses its
 * options with options_parse, which also knows the common ones (-C --index --lang
 * -q --help) and fills `sh`. Returns an exit code. */
struct command {
    const char *name;
    enum msg    summary;
    int (*run)(struct shell *sh, int argc, char **argv);
};

/* Commands live with the stage they speak for; one line each here. */
int cmd_init(struct shell *, int, char **);
int cmd_ingest(struct shell *, int, char **);
int cmd_status(struct shell *, int, char **);
int cmd_extract(struct shell *, int, char **);
int cmd_text(struct shell *, int, char **);
int cmd_load(struct shell *, int, char **);
int cmd_config(struct shell *, int, char **);
int cmd_rules(struct shell *, int, char **);
int cmd_criteria(struct shell *, int, char **);
int cmd_gaps(struct shell *, int, char **);
int cmd_explain(struct shell *, int, char **);
int cmd_review(struct shell *, int, char **);
int cmd_find(struct shell *, int, char **);
int cmd_show(struct shell *, int, char **);
int cmd_refs(struct shell *, int, char **);
int cmd_cited(struct shell *, int, char **);
int cmd_forget(struct shell *, int, char **);
int cmd_export(struct shell *, int, char **);
int cmd_verify(struct shell *, int, char **);

#endif
