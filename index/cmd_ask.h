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

/* What people decided in the workspace; nothing outside of one or without a set.
 * EXIT_DONE or EXIT_IO, told: answers without it would be wrong. */
int ask_decisions(struct shell *sh, const struct ask *q, struct decisions *ret_people);

/* The decisions of a workspace, with or without an index. EXIT_DONE or EXIT_IO, told. */
int decisions_load(struct shell *sh, const struct workspace *ws, struct decisions *ret_people);

/* Closes. Returns `code`, unless `status` says that asking failed: told. */
int ask_end(struct ask *q, enum kc_status status, int code);

#endif
