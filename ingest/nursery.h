#ifndef KC_NURSERY_H
#define KC_NURSERY_H

#include <sys/types.h>

#include "ingest/channel.h"
#include "ingest/pipeline.h"

/* A small process, forked before the store is opened, whose only work is to
 * fork workers and to say how they ended. It has the pipeline ready, so that a
 * new worker costs a fork. When the supervisor goes, nursery and workers go. */
struct nursery {
    pid_t pid;
    int   sock;
};

#define NURSERY_SLOTS 64

/* KC_IO when it cannot be started. */
enum kc_status nursery_start(const struct limits *lim, const struct format *const *formats,
                             const struct ruleset *rules, struct nursery *ret_nursery);
/* Ends it and all workers, and waits. */
void nursery_end(struct nursery *n);

/* A worker in `slot` (free, below NURSERY_SLOTS), holding the other end of
 * *ret_sock. An EXITED note always follows at last. False: no nursery. */
bool nursery_spawn(struct nursery *n, unsigned slot, int *ret_sock);
bool nursery_kill(struct nursery *n, unsigned slot);
/* The next note, KC_SKIP when there is none yet, KC_IO when the nursery died. */
enum kc_status nursery_receive(struct nursery *n, struct nursery_note *ret_note);

#endif
