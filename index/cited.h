#ifndef KC_INDEX_CITED_H
#define KC_INDEX_CITED_H

#include "index/index.h"

/* What submitted documents cite and nobody submitted. */

struct cited_by {
    struct str id, label, date; /* of the document that cites */
};

/* One act, or one plan that is only called by its title. */
struct cited_act {
    struct str       number, key;        /* "" for a plan without a number           */
    struct str       title;              /* of such a plan                           */
    struct str       type, date, issuer; /* as far as any document says; "" unknown  */
    bool             plan;
    bool             central; /* of a body above the provinces */
    struct cited_by *by;      /* by date, then id */
    size_t           nby;
    struct str      *others;  /* submitted with the same number, but of another date or */
    size_t           nothers; /* issuer: labels                                         */
    struct str      *unread;  /* files nobody could read whose names claim the number:  */
    size_t           nunread; /* "path" or "path!/member", raw bytes                    */
};

/* Most cited first, then by key or title, date, issuer. Everything in `a`. */
enum kc_status cited_acts(struct index *ix, struct arena *a, struct cited_act **ret_acts,
                          size_t *ret_n);

#endif
