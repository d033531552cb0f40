#include "index/criteria_set.h"

static const struct {
    const char *vi, *en;
} texts[CRITERIA_CODE_COUNT] = {
    [CRITERIA_FINE] = {"không có lỗi", "no mistake"},
#define CRITERIA_ERROR(name, vi, en) [CRITERIA_##name] = {vi, en},
#include "index/criteria_error.def"
#undef CRITERIA_ERROR
};

bool criteria_error_text(const struct criteria_error *e, bool english, struct text *out)
{
    enum criteria_code code = (unsigned)e->code < CRITERIA_CODE_COUNT ? e->code : CRITERIA_FINE;
    struct str         rest = str_from_cstr(english ? texts[code].en : texts[code].vi);
    if (code == CRITERIA_YAML)
        rest = str_from_cstr(tree_trouble_text(e->trouble, english));
    while (rest.n) {
        size_t i = 0;
        while (i < rest.n && rest.p[i] != '%')
            i++;
        text_add(out, str_sub(rest, 0, i));
        if (i + 1 < rest.n)
            text_add(out, e->args[rest.p[i + 1] == '2']);
        rest = str_sub(rest, i + 2, rest.n);
    }
    return !out->full;
}
