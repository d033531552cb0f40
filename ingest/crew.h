#ifndef KC_CREW_H
#define KC_CREW_H

#include <sys/stat.h>

#include "ingest/nursery.h"
#include "ingest/record/diag.h"
#include "ingest/spool.h"

/* The workers as the supervisor sees them: who reads what, what came back, who
 * is late, who died of what. Private to the supervisor. */

/* Why a file has no record of its own; a zeroed one says nothing. */
struct verdict {
    enum file_state  state;
    enum file_reason reason;
    enum diag_code   code;
    char             args[2][48];
};

enum job_phase {
    JOB_OUT,   /* with a worker                                             */
    JOB_AGAIN, /* was with a worker that ended for another reason: hand out */
    JOB_DONE
};

/* One file on its way. */
struct job {
    enum job_phase phase;
    uint64_t       file; /* its number in this run; the path is its entry's */
    struct str     path;
    int            fd; /* while JOB_OUT */
    struct stat    before;
    struct spool   spool;    /* records: uint64_t length, image               */
    uint64_t       complete; /* bytes of spool that are whole records         */
    uint32_t       records;
    struct verdict verdict; /* set: the file itself failed, members stay     */
    unsigned       slot;    /* who read it: the worker born as `born` there   */
    uint64_t       born;
};

/* One file is read while the next one waits in the worker's socket, so that no
 * worker idles while the store is busy. */
#define SEAT_QUEUE 2

enum seat_phase { SEAT_EMPTY, SEAT_STARTING, SEAT_READY, SEAT_LEAVING };

struct seat {
    enum seat_phase phase;
    int             sock; /* -1: closed */
    uint64_t        born;
    struct job     *queue[SEAT_QUEUE];
    size_t          nqueue;
    uint32_t        served;
    struct frame    frame; /* being received */
    size_t          frame_got;
    uint64_t        left;     /* of its image */
    int64_t         deadline; /* ms; the worker must have answered by then */
    struct verdict  why;      /* LEAVING because of its file */
};

struct crew {
    const struct limits *lim;
    struct nursery       nursery;
    struct seat          seats[NURSERY_SLOTS];
    unsigned             nseats;
    unsigned             stillborn; /* in a row */
    uint64_t             births;
    uint64_t             buffered; /* bytes in all spools */
    char                *buffer;   /* for receiving */
};

enum kc_status crew_start(struct crew *c, const struct limits *lim,
                          const struct format *const *formats, const struct ruleset *rules,
                          unsigned workers);
void           crew_end(struct crew *c);

/* Fills empty seats, at most `wanted` in all. KC_IO: no worker can be had. */
enum kc_status crew_fill(struct crew *c, size_t wanted);
/* A worker that can take a file, the least busy first; NULL: none just now. */
struct seat *crew_free_seat(struct crew *c);
/* Hands it an open file (job->fd); false: it just died, nothing happened. */
bool crew_give(struct crew *c, struct seat *seat, struct job *job);
/* Takes in what workers and nursery say, waiting for it when `block`. Jobs change
 * phase here. KC_IO: the nursery is gone. */
enum kc_status crew_listen(struct crew *c, bool block);
/* A record of this job was no record: its worker is not believed any more. */
void crew_suspect(struct crew *c, const struct job *job);
/* Ends the workers that are at work; what they were reading is forgotten. */
void crew_abandon(struct crew *c);

/* Drops what came back so far and closes the file. */
void crew_clear_job(struct crew *c, struct job *job);

/* Sets the fields of a verdict; the args may be "" or NULL. Errors of the system go
 * by their names ("EACCES"): those are the same in every language. */
void verdict_set(struct verdict *v, enum file_state state, enum file_reason reason,
                 enum diag_code code, const char *arg1, const char *arg2);

#endif
