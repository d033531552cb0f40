#ifndef KC_INDEX_REVIEW_H
#define KC_INDEX_REVIEW_H

#include "ingest/record/record.h"

/* What people decided: .kiemchung/decisions.ndjson, append-only, one JSON
 * object a line, fsynced, never derived, never rewritten. The newest decision
 * on one (verb, criterion, document) wins; "undo" takes it back. */
enum decision_verb {
    DECISION_ACCEPT,
    DECISION_REJECT,
    DECISION_EXPLAIN,
    DECISION_NOT_APPLICABLE,
    DECISION_UNDO,
    DECISION_VERB_COUNT
};
const char *decision_verb_name(enum decision_verb v); /* "accept", … */

struct decision {
    enum decision_verb verb;
    struct str         set, criterion; /* set id and code */
    struct str         document;       /* id of the submitted bytes; "" where none is meant */
    struct str         number;         /* the document's number when decided, for people */
    struct str         by, why;
    struct str         at; /* RFC 3339 UTC, "2026-01-15T08:30:00Z" */
};

struct decisions {
    struct decision *items; /* oldest first, undone ones left out */
    size_t           n;
};

/* Reads the file; a missing one is empty. Lines that cannot be read are kept in
 * the file and counted; the last line without "\n" (torn write) is ignored
 * likewise. KC_IO when the file cannot be read, KC_LIMIT when it is too large, both
 * with errno set. */
enum kc_status decisions_read(const char *path, struct arena *a, struct decisions *ret_decisions,
                              unsigned *ret_unreadable);

/* Appends one line and fsyncs; creates the file with mode 0600. A torn last line
 * is ended first. KC_IO with errno set. */
enum kc_status decisions_append(const char *path, const struct decision *d);

/* The decision in force on a link (ACCEPT or REJECT), or NULL. */
const struct decision *decisions_on_link(const struct decisions *all, struct str set,
                                         struct str criterion, struct str document);
/* The decision in force on a criterion (EXPLAIN or NOT_APPLICABLE), or NULL. */
const struct decision *decisions_on_criterion(const struct decisions *all, struct str set,
                                              struct str criterion);

#endif
