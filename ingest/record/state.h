#ifndef KC_RECORD_STATE_H
#define KC_RECORD_STATE_H

#include <stdbool.h>

#include "ingest/record/str.h"

/* The one vocabulary for what became of a file: ledger, record, receipts, page.
 * Every file is in exactly one state, with at most one reason. */
enum file_state {
    STATE_NONE = 0, /* not decided yet; never stored */
    STATE_READ,
    STATE_DUPLICATE, /* derived from the occurrences, never set by a stage */
    STATE_UNREAD,
    STATE_REFUSED,
    STATE_WAITING,
    STATE_FAILED,
    STATE_IGNORED,
    STATE_GONE,
    STATE_COUNT
};

enum file_reason {
    REASON_NONE = 0,
    REASON_PARTIAL,
    REASON_LEGACY_FONT,
    REASON_ARCHIVE,
    REASON_SCAN,
    REASON_IMAGE,
    REASON_NO_CONVERTER,
    REASON_OTHER,
    REASON_DAMAGED,
    REASON_PROTECTED,
    REASON_LIMIT,
    REASON_HOSTILE,
    REASON_SECRET,
    REASON_LINK,
    REASON_SPECIAL_FILE,
    REASON_SETTLING,
    REASON_BUSY,
    REASON_IO,
    REASON_DISK_FULL,
    REASON_NO_PERMISSION,
    REASON_CRASH,
    REASON_TIMEOUT,
    REASON_MEMORY,
    REASON_TEMPORARY,
    REASON_SYSTEM,
    REASON_EMPTY,
    REASON_COUNT
};

/* One row per state or reason. `name` is the machine word ("legacy-font");
 * `vi` and `en` are what people read. STATE_NONE and REASON_NONE have "". */
struct state_info {
    const char *name;
    const char *vi;
    const char *en;
};
const struct state_info *state_info(enum file_state s);
const struct state_info *reason_info(enum file_reason r);

/* The row for a machine word; false when there is none. "" gives NONE. */
bool state_from_name(struct str name, enum file_state *ret_state);
bool reason_from_name(struct str name, enum file_reason *ret_reason);

#endif
