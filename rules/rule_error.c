#include "rules/rules.h"

static const struct {
    const char *vi, *en;
} texts[RULES_ERROR_COUNT] = {
    [RULES_FINE] = {"không có lỗi", "no mistake"},
#define RULE_ERROR(name, vi, en) [RULES_##name] = {vi, en},
#include "rules/rule_error.def"
#undef RULE_ERROR
};

bool rule_error_text(const struct rule_error *e, bool english, struct text *out)
{
    enum rule_code code = (unsigned)e->code < RULES_ERROR_COUNT ? e->code : RULES_FINE;
    struct str     rest = str_from_cstr(english ? texts[code].en : texts[code].vi);

    if (code == RULES_YAML)
        rest = str_from_cstr(tree_trouble_text(e->trouble, english));
    while (rest.n) {
        size_t i = 0;

        while (i < rest.n && rest.p[i] != '%')
            i++;
        (void)text_add(out, str_sub(rest, 0, i)); /* full is sticky */
        if (i + 1 < rest.n && rest.p[i + 1] >= '1' && rest.p[i + 1] <= '4')
            (void)text_add(out, e->args[rest.p[i + 1] - '1']);
        rest = str_sub(rest, i + 2, rest.n);
    }
    return !out->full;
}
