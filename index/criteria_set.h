#ifndef KC_INDEX_CRITERIA_SET_H
#define KC_INDEX_CRITERIA_SET_H

#include "ingest/record/record.h"

/* A criteria set: versioned data in YAML, described in kiemchung-criteria.5.
 *
 *   set: mau-tinh-2025              # id
 *   title: Bộ tiêu chí mẫu cấp tỉnh
 *   status: sample                  # sample | draft | official
 *   source: {decision: …, date: …, note: …}
 *   level: tỉnh
 *   years: [2025]
 *   items:                          # a tree; leaves carry points and needs
 *     - code: "1"                   # text: 1.10 is not 1.1
 *       title: Công tác chỉ đạo, điều hành
 *       responsible: Sở Nội vụ      # inherited by children
 *       items:
 *         - code: "1.1.1"
 *           title: Ban hành kế hoạch CCHC năm
 *           points: 1.5
 *           kind: document          # document (default) | survey | ministry-data
 *           needs:                  # all of them
 *             - types: [Kế hoạch, Quyết định]     # any of; names of doc types
 *               issuer: [UBND tỉnh, Chủ tịch UBND tỉnh]   # any of; prefix of the issuer
 *               about:                            # every item; an item may be a list: any of it
 *                 - [cải cách hành chính, CCHC]
 *                 - kế hoạch
 *               not_about: [tuyên truyền]         # none of these in the subject
 *               window: {from: Q4 of year-1, until: Q1 of year}
 *               count: 1
 *               series: [quý I, 6 tháng, quý III, năm]   # one document for each; subject words
 *               cites: [76/NQ-CP]                 # must cite, by key
 *
 * Window ends: "2025-03-31", "Q4 of year-1", "H1 of year", "month 1 of year+1",
 * "year", "15/01 of year+1"; `from` means its first day, `until` its last. */

enum criterion_kind { CRITERION_DOCUMENT, CRITERION_SURVEY, CRITERION_MINISTRY_DATA };
enum set_status { SET_SAMPLE, SET_DRAFT, SET_OFFICIAL };

struct str_list {
    struct str *items;
    size_t      n;
};

/* One end of a window, relative to the assessed year. Both days inclusive. */
struct window {
    struct str from, until; /* as written; "" is open */
};

struct need {
    struct str_list  types;
    struct str_list  issuers;
    struct str_list *about; /* each entry: any of its phrases, folded */
    size_t           nabout;
    struct str_list  not_about; /* folded */
    struct window    window;
    uint32_t         count; /* at least 1 */
    struct str_list  series;
    struct str_list  cites; /* keys */
};

struct criterion {
    struct str          code;
    struct str          title;
    struct str          responsible; /* own or inherited                  */
    uint32_t            centipoints; /* 250 = 2.50 points; of leaves      */
    uint16_t            depth;       /* 1 = lĩnh vực                      */
    size_t              parent;      /* index in items; SIZE_MAX at the top */
    bool                leaf;
    enum criterion_kind kind;
    struct need        *needs;
    size_t              nneeds;
};

struct criteria_set {
    struct str        id, title, level;
    struct str        source_decision, source_date, source_note;
    enum set_status   status;
    uint16_t         *years;
    size_t            nyears;
    struct criterion *items; /* parents before children, in file order */
    size_t            nitems;
    struct str        fingerprint; /* 16 hex digits of the file's bytes */
};

typedef void criteria_say(void *ctx, struct str file, unsigned line, unsigned column,
                          struct str message);

/* Reads a set. All mistakes are reported to `say` with their place and the
 * nearest valid key, then KC_BAD_INPUT; a decimal comma is a mistake with a
 * hint. Everything lives in `a`. */
enum kc_status criteria_set_read(struct str text, struct str name, struct arena *a,
                                 criteria_say *say, void *ctx, struct criteria_set *ret_set);

/* NULL when there is no such code. */
const struct criterion *criteria_find(const struct criteria_set *set, struct str code);

/* First and last day of a window for an assessed year, ISO, in buf; "" is open. */
struct window_days {
    char from[11], until[11];
};
bool window_resolve(const struct window *w, int year, struct window_days *ret_days);

#endif
