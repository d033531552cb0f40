#include "parse/html.h"

#include <string.h>

/* Moves *rest to the next `first`; false when there is none. */
static bool skip_to(struct str *rest, char first)
{
    const char *p = rest->n ? memchr(rest->p, first, rest->n) : NULL;

    if (p)
        *rest = str_sub(*rest, (size_t)(p - rest->p), rest->n);
    return p != NULL;
}

/* Is s[at..] `name` and no longer word? */
static bool is_name(struct str s, size_t at, struct str name)
{
    char after = at + name.n < s.n ? s.p[at + name.n] : '>';

    return str_eq_nocase(str_sub(s, at, at + name.n), name) &&
           (after == '>' || after == '/' || (after >= '\t' && after <= ' '));
}

bool html_raw_next(struct str *rest, struct str name, struct str *ret_attrs, struct str *ret_inside)
{
    while (skip_to(rest, '<')) {
        struct str inside;

        if (!is_name(*rest, 1, name)) {
            *rest = str_sub(*rest, 1, rest->n);
            continue;
        }
        *rest      = str_sub(*rest, 1 + name.n, rest->n);
        *ret_attrs = str_cut(rest, '>');
        inside     = *rest;
        while (skip_to(rest, '<') &&
               !(str_eq(str_sub(*rest, 1, 2), STR("/")) && is_name(*rest, 2, name)))
            *rest = str_sub(*rest, 1, rest->n);
        *ret_inside = str_sub(inside, 0, inside.n - rest->n);
        return true;
    }
    return false;
}
