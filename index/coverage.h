#ifndef KC_INDEX_COVERAGE_H
#define KC_INDEX_COVERAGE_H

#include "index/index.h"
#include "index/review.h"

/* The five answers. */
enum answer {
    ANSWER_COVERED,    /* đủ: every need met by valid evidence             */
    ANSWER_WEAK,       /* yếu: something fits, with a fault                */
    ANSWER_EXPLAINED,  /* giải trình                                       */
    ANSWER_NOT_NEEDED, /* không yêu cầu: survey, ministry data, not applicable */
    ANSWER_MISSING,    /* thiếu: nothing, or only leads                    */
    ANSWER_COUNT
};
struct answer_info {
    const char *name, *vi, *en;
};
const struct answer_info *answer_info(enum answer a);

/* Why, as a code with arguments; rendered by the commands in vi or en. */
enum cover_reason {
    COVER_NONE = 0,
#define COVER(name, code, vi, en) COVER_##name,
#include "index/cover_reason.def"
#undef COVER
    COVER_REASON_COUNT
};
struct cover_reason_info {
    const char *code, *vi, *en;
};
const struct cover_reason_info *cover_reason_info(enum cover_reason r);

struct coverage {
    const struct criterion *criterion; /* a leaf */
    enum answer             answer;
    enum cover_reason       reason;
    struct str              args[2];
    uint32_t                valid, weak, leads; /* documents; a copy counts once  */
    uint32_t                unread; /* unread files that might close it (name or folder fits) */
    uint32_t                needed; /* documents asked for in all                */
};

struct coverage_total {
    uint32_t count[ANSWER_COUNT];
    uint64_t centipoints[ANSWER_COUNT];
};

/* Could a file that was not read answer this criterion, by its name alone? By the
 * code it carries or stands under; without one, by the type and date in it. */
bool coverage_name_fits(const struct criteria_set *set, const struct criterion *c, int year,
                        const struct name_hint *name);

/* A state in which nobody could look into the file. */
bool coverage_could_not_look(enum file_state state, enum file_reason reason);

/* One row per leaf in set order, in `a`. Decisions of people win. */
enum kc_status coverage_compute(struct index *ix, const struct criteria_set *set, int year,
                                const struct decisions *people, struct arena *a,
                                struct coverage **ret_rows, size_t *ret_n,
                                struct coverage_total *ret_total);

/* One document behind an answer, after what people decided. */
struct cover_evidence {
    struct str             document, label; /* id; for people                       */
    struct str             replaced_by;     /* label of what replaces it, or ""     */
    uint32_t               need, series;
    unsigned               signals, faults;
    struct span            at;
    bool                   relinked; /* by a person; nothing was proposed            */
    const struct decision *person;   /* ACCEPT or REJECT in force, or NULL           */
};

/* A row for one leaf, with everything that speaks for it. */
enum kc_status coverage_explain(struct index *ix, const struct criteria_set *set, int year,
                                const struct decisions *people, const struct criterion *leaf,
                                struct arena *a, struct coverage *ret_row,
                                struct cover_evidence **ret_evidence, size_t *ret_n);

/* What one document is worth for a leaf. */
struct cover_service {
    const struct criterion *criterion;
    struct cover_evidence   evidence;
};

/* Everything that one document speaks for, in set order. */
enum kc_status coverage_of_document(struct index *ix, const struct criteria_set *set,
                                    const struct decisions *people, struct str document,
                                    struct arena *a, struct cover_service **ret_services,
                                    size_t *ret_n);

#endif
