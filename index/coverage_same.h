#ifndef KC_INDEX_COVERAGE_SAME_H
#define KC_INDEX_COVERAGE_SAME_H

#include "index/act.h"
#include "index/coverage_judge.h"

/* Which documents are copies of one, and which another one replaces. Pure: no
 * store. Private to coverage.c. */

/* One document says that it replaces another. Keys in lower case. */
struct replacement {
    struct str      key;  /* of the replaced                    */
    struct act_name what; /* the same, as far as it is said     */
    struct str      by_key, by_id, by_label;
    struct act_name by; /* who says so, and when */
};

/* Fills in `group` and `replaced_by` of all documents, whose keys are in lower case
 * and whose issuers are written by act_issuer_make. False when `a` is full. */
bool same_settle(struct cover_document *documents, size_t n, const struct replacement *replacements,
                 size_t nreplacements, struct arena *a);

#endif
