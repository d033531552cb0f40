#ifndef KC_SUPERVISOR_H
#define KC_SUPERVISOR_H

#include "ingest/pipeline.h"
#include "ingest/walk.h"

/* Hands files to worker processes and takes records back. Never parses.
 *
 * supervisor_new forks a nursery before the store is opened; the nursery forks
 * the workers and replaces those that crash, hang or run out of memory. */
struct supervisor;

enum kc_status supervisor_new(const struct limits *lim, const struct format *const *formats,
                              const struct ruleset *rules, unsigned workers,
                              struct supervisor **ret_supervisor);
/* Ends all workers and waits for them. */
void supervisor_free(struct supervisor *s);

/* What comes back. Records of one file arrive in their order; files come in the
 * order they were given, whatever worker read them. */
struct supervisor_sink {
    /* One record. `image` is its wire image, already checked by wire_read. */
    enum kc_status (*record)(void *ctx, const struct entry *e, const struct document *doc,
                             struct str image);
    /* No more records of this file. Crash, timeout and memory have already been
     * given as a record with STATE_FAILED. */
    enum kc_status (*done)(void *ctx, const struct entry *e);
    void *ctx;
};

/* Reads `entries` (those with STATE_NONE are opened below root_fd; the others
 * are turned into records as they are). Returns KC_OK when each of them was
 * done, a sink's status that stopped it, KC_IO when no worker can be had. */
enum kc_status supervisor_run(struct supervisor *s, int root_fd, const struct entry *entries,
                              size_t n, const struct supervisor_sink *sink);

/* Set by a signal handler: stop handing out files, finish what is under way. */
extern volatile int supervisor_stop; /* the signal's number, 0 none */

#endif
