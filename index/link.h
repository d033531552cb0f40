#ifndef KC_INDEX_LINK_H
#define KC_INDEX_LINK_H

#include "index/criteria_set.h"

/* Which criteria a document speaks for. Pure: no store, no clock. */

/* Changes whenever other links could come out for the same documents and set. */
#define LINKER_VERSION 3

/* What fits. */
enum link_signal {
    SIGNAL_ABOUT  = 1 << 0, /* every subject phrase is there: always set         */
    SIGNAL_TYPE   = 1 << 1,
    SIGNAL_ISSUER = 1 << 2,
    SIGNAL_WINDOW = 1 << 3, /* issued inside the window                          */
    SIGNAL_CITES  = 1 << 4, /* cites what must be cited                          */
    SIGNAL_FOLDER = 1 << 5, /* the folder or file name carries the code          */
    SIGNAL_SERIES = 1 << 6  /* fits one member of the series: link.series        */
};
/* What keeps it from being valid evidence; 0 is valid. */
enum link_fault {
    FAULT_TYPE      = 1 << 0, /* right subject, wrong type                       */
    FAULT_INTENTION = 1 << 1, /* an invitation or plan where a result is asked   */
    FAULT_ISSUER    = 1 << 2,
    FAULT_EARLY     = 1 << 3, /* issued before the window                        */
    FAULT_LATE      = 1 << 4, /* issued after the window                         */
    FAULT_UNDATED   = 1 << 5,
    FAULT_DRAFT     = 1 << 6, /* no number, marked as draft, …                   */
    FAULT_CITES     = 1 << 7, /* does not cite what must be cited                */
    FAULT_REPLACED  = 1 << 8, /* another submitted document replaces it          */
    FAULT_PRESS     = 1 << 9, /* a web page about it: only a lead                */
    FAULT_PARTIAL   = 1 << 10 /* text cut short or in a legacy font              */
};
/* The word for one bit ("about", "type"; "intention", …); NULL for no single bit. */
const char *link_signal_name(unsigned bit);
const char *link_fault_name(unsigned bit);
#define LINK_SIGNAL_COUNT 7
#define LINK_FAULT_COUNT  11

struct evidence_link {
    struct str  criterion; /* code                                            */
    uint32_t    need;      /* index in criterion.needs                        */
    uint32_t    series;    /* 1 + index in need.series; 0 none                */
    struct str  document;  /* id                                              */
    unsigned    signals, faults;
    struct span at; /* passage of doc->normal that carries the subject words */
};

/* Proposes links of one document to the leaves of `set` for `year`. A document
 * without the subject words of a need gets no link to it, whatever else fits.
 * `folder_codes` false ignores codes in folder and file names. Links are in the
 * order of set->items, then needs. */
enum kc_status link_document(const struct criteria_set *set, int year, bool folder_codes,
                             const struct document *doc, struct arena *a,
                             struct evidence_link **ret_links, size_t *ret_n);

#endif
