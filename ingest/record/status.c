#include "ingest/record/status.h"

static const struct status_info rows[KC_STATUS_COUNT] = {
    [KC_OK]        = {"ok", STATE_READ, REASON_NONE, .go_on = true},
    [KC_PARTIAL]   = {"partial", STATE_READ, REASON_PARTIAL, .go_on = true},
    [KC_SKIP]      = {"skip", STATE_UNREAD, REASON_OTHER, .go_on = true},
    [KC_BAD_INPUT] = {"bad-input", STATE_REFUSED, REASON_DAMAGED, .go_on = true},
    [KC_LIMIT]     = {"limit", STATE_REFUSED, REASON_LIMIT, .go_on = true},
    [KC_BUSY]      = {"busy", STATE_WAITING, REASON_BUSY, .go_on = true, .retry = true},
    [KC_IO]        = {"io", STATE_FAILED, REASON_IO, .retry = true},
    [KC_NO_MEMORY] = {"no-memory", STATE_FAILED, REASON_MEMORY, .retry = true},
};

const struct status_info *status_info(enum kc_status s)
{
    static const struct status_info unknown = {"unknown", STATE_FAILED, REASON_CRASH,
                                               .go_on = false};

    return (unsigned)s < KC_STATUS_COUNT ? &rows[s] : &unknown;
}
