#include "rules/internal.h"

/* Alphabetical. A new form is one file and one row. */
static const struct canon *const all[] = {&canon_date, &canon_number, &canon_old_number,
                                          &canon_party_number, &canon_plan};

struct str canon_names(struct arena *a)
{
    struct text out = {.arena = a};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        (void)text_add(&out, i ? STR(", ") : STR("")); /* it is for a message */
        (void)text_add(&out, str_from_cstr(all[i]->name));
    }
    return text_str(&out);
}

const struct canon *canon_find(struct str name)
{
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_eq(str_from_cstr(all[i]->name), name))
            return all[i];
    return NULL;
}
