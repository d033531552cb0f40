#ifndef KC_RECORD_DIAG_H
#define KC_RECORD_DIAG_H

#include "ingest/record/record.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum diag_code {
    DIAG_NONE = 0,
#define DIAG(name, code, severity, vi, en) DIAG_##name,
#include "ingest/record/diag.def"
#undef DIAG
    DIAG_CODE_COUNT
};

/* One row per code. Never NULL; out of range gives a row with code "unknown". */
struct diag_info {
    const char   *code;
    enum severity severity;
    const char   *vi, *en;
};
const struct diag_info *diag_info(enum diag_code code);
bool                    diag_from_code(struct str code, enum diag_code *ret_code);
const char             *severity_name(enum severity s); /* "note", "warning", "error" */

/* Adds a diag to the record and returns `status`, so that a failing path reads:
 *
 *     return diag_add(doc, "unpack", KC_LIMIT, DIAG_LIMIT_REACHED, whole, STR("members"), …);
 *
 * `stage` is static. Arguments are copied into the arena; pass {NULL, 0} for
 * those a code does not use. When the arena is full the diag is dropped and
 * document.diags_dropped counts it: the status still travels. The same code
 * with the same arguments is kept once. */
enum kc_status diag_add(struct document *doc, const char *stage, enum kc_status status,
                        enum diag_code code, struct span at, struct str arg1, struct str arg2);

/* The commonest forms. */
#define DIAG_WHOLE ((struct span){0, 0})
static inline enum kc_status diag_note(struct document *doc, const char *stage,
                                       enum kc_status status, enum diag_code code)
{
    return diag_add(doc, stage, status, code, DIAG_WHOLE, (struct str){0}, (struct str){0});
}
static inline enum kc_status diag_arg(struct document *doc, const char *stage,
                                      enum kc_status status, enum diag_code code, struct str arg)
{
    return diag_add(doc, stage, status, code, DIAG_WHOLE, arg, (struct str){0});
}

#endif
