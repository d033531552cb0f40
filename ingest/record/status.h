#ifndef KC_RECORD_STATUS_H
#define KC_RECORD_STATUS_H

#include <stdbool.h>

#include "ingest/record/state.h"

/* What became of a request. Every stage function returns one of these and
 * leaves its ret_ parameters untouched unless it returns OK or PARTIAL. */
enum kc_status {
    KC_OK = 0,
    KC_PARTIAL,   /* result is usable, something was left out: read the diags */
    KC_SKIP,      /* not ours: unknown format, empty file, end of input      */
    KC_BAD_INPUT, /* damaged or hostile; refuse this document                */
    KC_LIMIT,     /* one of struct limits was reached; refused               */
    KC_BUSY,      /* try again later: still being written, database locked   */
    KC_IO,        /* the operating system refused; errno is in the diag      */
    KC_NO_MEMORY, /* the process is short of memory, not just this document  */
    KC_STATUS_COUNT
};

/* One row per status: its name in logs and NDJSON, the state and reason a file
 * gets from it unless a stage set a finer one, whether the run goes on with the
 * next document, whether the same file is tried again by itself. */
struct status_info {
    const char      *name;
    enum file_state  state;
    enum file_reason reason;
    bool             go_on;
    bool             retry;
};

/* Never NULL; an out-of-range value gets a row named "unknown". */
const struct status_info *status_info(enum kc_status s);

/* True for the two statuses whose ret_ parameters hold a result. */
static inline bool status_has_result(enum kc_status s)
{
    return s == KC_OK || s == KC_PARTIAL;
}

#endif
