#ifndef KC_INDEX_CMD_ASK_H
#define KC_INDEX_CMD_ASK_H

#include "ingest/workspace.h"

/* How a command that only asks begins and ends. Everything in between is of one
 * moment, whatever a writer does meanwhile. */
struct ask {
    struct workspace ws;
    bool             in_workspace; /* false: only --index was given */
    struct index    *ix;
};

/* Opens the index for reading, with the workspace's criteria when `criteria` and
 * there are any. EXIT_DONE or the code to exit with; told. */
int ask_begin(struct shell *sh, bool criteria, struct ask *ret_ask);

/* Closes. Returns `code`, unless `status` says that asking failed: told. */
int ask_end(struct ask *q, enum kc_status status, int code);

#endif
