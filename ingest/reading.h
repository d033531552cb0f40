#ifndef KC_READING_H
#define KC_READING_H

#include "ingest/supervisor.h"
#include "ingest/workspace.h"

/* Rules and workers, ready before any store is opened: what ingest, extract and
 * text start from. A zeroed one can be ended. */
struct reading {
    struct ruleset    *rules;
    struct supervisor *supervisor;
    char               buf[17];
    struct str         fingerprint; /* in buf */
};

/* With the rules of the program and of `ws`. `workers` 0: one per processor. SIGINT and
 * SIGTERM from now on let the files under way finish. Told on failure. */
int  reading_start(struct shell *sh, const struct workspace *ws, uint64_t workers,
                   struct reading *ret_reading);
void reading_end(struct reading *r);

/* The code after a run of the supervisor that ended with `s`: EXIT_DONE, or why
 * it broke off, told. */
int reading_outcome(enum kc_status s);

/* -j N, checked: EXIT_DONE or EXIT_USAGE. `given` UINT64_MAX: no option. */
/* How many there are when nobody says: one per processor. */
uint64_t reading_default_workers(void);
#define WORKERS_NOT_GIVEN UINT64_MAX
int reading_workers(uint64_t given, uint32_t setting, uint64_t *ret_workers);

#endif
