#include "ingest/record/diag.h"

/* Hostile documents can give rise to any number of complaints, and each new one
 * is compared with those before it. Errors say why a file was refused, so they
 * find room when warnings no longer do. */
#define MAX_DIAGS  256
#define MAX_ERRORS 320
#define MAX_ARG    400 /* bytes of one argument; the rest is cut with "…" */

static const struct diag_info rows[DIAG_CODE_COUNT] = {
    [DIAG_NONE] = {"", SEVERITY_NOTE, "", ""},
#define DIAG(name, code, severity, vi, en) [DIAG_##name] = {code, SEVERITY_##severity, vi, en},
#include "ingest/record/diag.def"
#undef DIAG
};

const struct diag_info *diag_info(enum diag_code code)
{
    static const struct diag_info unknown = {"unknown", SEVERITY_ERROR, "Lỗi chưa rõ.",
                                             "Unknown trouble."};

    return (unsigned)code < DIAG_CODE_COUNT ? &rows[code] : &unknown;
}

bool diag_from_code(struct str code, enum diag_code *ret_code)
{
    for (unsigned i = 1; i < DIAG_CODE_COUNT; i++) {
        if (str_eq(str_from_cstr(rows[i].code), code)) {
            *ret_code = (enum diag_code)i;
            return true;
        }
    }
    return false;
}

const char *severity_name(enum severity s)
{
    static const char *const names[] = {
        [SEVERITY_NOTE] = "note", [SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error"};

    return (unsigned)s <= SEVERITY_ERROR ? names[s] : "unknown";
}

/* Arguments may hold anything a file was named; a record holds only UTF-8. */
static bool copy_arg(struct arena *a, struct str arg, struct str *ret_copy)
{
    struct text t = {.arena = a};

    while (arg.n && t.n < MAX_ARG)
        if (!text_add_cp(&t, utf8_next(&arg)))
            return false;
    if (arg.n && !text_add(&t, STR("…")))
        return false;
    *ret_copy = text_str(&t);
    return true;
}

static bool is_known(const struct document *doc, const struct diag *d)
{
    for (size_t i = 0; i < doc->ndiags; i++) {
        const struct diag *other = &doc->diags[i];

        if (other->code == d->code && str_eq(other->args[0], d->args[0]) &&
            str_eq(other->args[1], d->args[1]))
            return true;
    }
    return false;
}

static bool append(struct document *doc, const struct diag *d)
{
    size_t most  = diag_info(d->code)->severity == SEVERITY_ERROR ? MAX_ERRORS : MAX_DIAGS;
    void  *items = doc->diags;

    if (doc->ndiags >= most ||
        !arena_reserve(doc->arena, &items, &doc->diags_cap, doc->ndiags + 1, sizeof *d))
        return false;
    doc->diags                = items;
    doc->diags[doc->ndiags++] = *d;
    return true;
}

enum kc_status diag_add(struct document *doc, const char *stage, enum kc_status status,
                        enum diag_code code, struct span at, struct str arg1, struct str arg2)
{
    struct diag d = {.code = code, .status = status, .stage = stage, .at = at};

    if (!doc->arena || !copy_arg(doc->arena, arg1, &d.args[0]) ||
        !copy_arg(doc->arena, arg2, &d.args[1]))
        doc->diags_dropped++;
    else if (!is_known(doc, &d) && !append(doc, &d))
        doc->diags_dropped++;
    return status;
}
