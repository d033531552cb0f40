#ifndef KC_INDEX_COVERAGE_JUDGE_H
#define KC_INDEX_COVERAGE_JUDGE_H

#include "index/coverage.h"

/* The answer for one criterion from facts already gathered: pure, no store.
 * Private to coverage.c. */

/* A document as coverage needs it. */
struct cover_document {
    struct str id;
    struct str label; /* label_document */
    struct str type, date;
    struct str issuer, key; /* to compare: words, lower case */
    struct str issued_by;   /* issuer as people write it  */
    struct str replaced_by; /* label of the document that replaces it, or "" */
    uint32_t   group;       /* the same for copies of one document           */
    unsigned   draft;       /* identity.draft */
    bool       present;
};

/* One link as it stands after what people decided. */
struct cover_link {
    uint32_t               need, series, document; /* index in documents */
    unsigned               signals, faults;
    struct span            at;
    bool                   relinked; /* by a person, without a proposed link: need is a guess */
    const struct decision *person;   /* ACCEPT or REJECT in force, or NULL */
};

struct cover_case {
    const struct criterion      *criterion;
    int                          year;
    const struct cover_document *documents;
    struct cover_link           *links; /* in the order need, series, date, id; relinked last */
    size_t                       nlinks;
    const struct decision       *person;   /* EXPLAIN or NOT_APPLICABLE in force, or NULL */
    const struct decision       *vanished; /* newest ACCEPT of a document that is not there */
    uint8_t                     *groups;   /* one zeroed byte a group; zeroed again after */
};

/* Everything of *ret_row but `unread`. False when `a` is full. */
bool coverage_judge(const struct cover_case *c, struct arena *a, struct coverage *ret_row);

#endif
