#ifndef KC_INDEX_CRITERIA_SET_H
#define KC_INDEX_CRITERIA_SET_H

#include "ingest/record/record.h"
#include "ingest/record/tree.h"

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
 *                 - năm {year}                    # {year-1} and {year+1} likewise
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

/* A wording and what is compared: its words as in index/words.h. */
struct phrase {
    struct str text, words;
};
struct phrase_list {
    struct phrase *items;
    size_t         n;
};

struct need {
    struct str_list     types;
    struct phrase_list  issuers;
    struct phrase_list *about; /* each entry: any of its phrases; at least one entry */
    size_t              nabout;
    struct phrase_list  not_about;
    struct window       window;
    uint32_t            count; /* at least 1; 1 where there is a series */
    struct phrase_list  series;
    struct str_list     cites; /* keys */
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

/* What can be wrong with a set, as a code with arguments: index/criteria_error.def. */
enum criteria_code {
    CRITERIA_FINE = 0,
#define CRITERIA_ERROR(name, vi, en) CRITERIA_##name,
#include "index/criteria_error.def"
#undef CRITERIA_ERROR
    CRITERIA_CODE_COUNT
};
struct criteria_error {
    unsigned           line, column; /* 1-based */
    enum criteria_code code;
    enum tree_trouble  trouble; /* of CRITERIA_YAML */
    struct str         args[2];
};
/* The sentence for one mistake, appended to `out`; false when it is full. */
bool criteria_error_text(const struct criteria_error *e, bool english, struct text *out);

typedef void criteria_say(void *ctx, struct str file, const struct criteria_error *e);

/* Reads a set. All mistakes are reported to `say` in the order of the file, with
 * their place and the nearest valid key, then KC_BAD_INPUT; a decimal comma is a
 * mistake with a hint. KC_LIMIT when `a` is full, KC_NO_MEMORY when the process
 * is short of memory. Everything lives in `a`. */
enum kc_status criteria_set_read(struct str text, struct str name, struct arena *a,
                                 criteria_say *say, void *ctx, struct criteria_set *ret_set);

/* NULL when there is no such code. */
const struct criterion *criteria_find(const struct criteria_set *set, struct str code);

/* The codes most like one that is not there, nearest first; at most `most`. */
size_t criteria_nearest(const struct criteria_set *set, struct str code, size_t most,
                        const struct criterion **ret_near);

/* First and last day of a window for an assessed year, ISO, in buf; "" is open. */
struct window_days {
    char from[11], until[11];
};
bool window_resolve(const struct window *w, int year, struct window_days *ret_days);
/* False when it is no window end as described above. */
bool window_end_valid(struct str end);

#endif
