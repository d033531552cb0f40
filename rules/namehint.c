#include "ingest/record/name_text.h"
#include "rules/internal.h"

/* What a file's name claims. No national rule for names exists: slashes become
 * dots, hyphens or underscores, Đ is folded to D, the date comes first or last,
 * a criterion code is a prefix or a folder. Hints only. */

/* Names are raw bytes; patterns need valid UTF-8, and are written for letters that are
 * one character each. */
static struct str readable(struct arena *a, struct str raw)
{
    struct text t    = {.arena = a};
    struct str  name = name_text(a, raw);

    if (utf8_valid(name))
        return name;
    while (name.n)
        text_add_cp(&t, utf8_next(&name));
    return t.full ? (struct str){0} : text_str(&t);
}

static struct str base_name(struct str path)
{
    for (size_t i = path.n; i > 0; i--)
        if (path.p[i - 1] == '/')
            return str_sub(path, i, path.n);
    return path;
}

/* Without the suffix, which is short and has no blanks. */
static struct str stem(struct str name)
{
    bool letter = false;

    for (size_t i = name.n; i > 1 && name.n - i < 6; i--) {
        char c = name.p[i - 1];

        if (c == '.') /* "2026.08.17" has none */
            return letter ? str_sub(name, 0, i - 1) : name;
        letter = letter || (c | 0x20) >= 'a';
    }
    return name;
}

static bool find(struct work *w, enum context_rule c, struct str name, size_t start,
                 struct pattern_match *m)
{
    return work_find(w, w->m->set->context[c], name, start, DIAG_WHOLE, m);
}

static struct str group(const struct work *w, enum context_rule c, const struct pattern_match *m,
                        enum rule_group g, struct str name)
{
    return group_text(w->m->set->context[c], m, g, name);
}

/* "ND" and "nd" mean NĐ; HD stays HD, since nobody can tell it from HĐ. */
static const struct doc_type *folded_type(const struct ruleset *set, struct str code)
{
    const struct doc_type *t = type_by_abbr(set, code, false);

    for (size_t i = 0; !t && i < set->ntypes; i++)
        if (set->types[i].abbr.n && fold_eq_base(set->types[i].abbr, code))
            t = &set->types[i];
    return t;
}

/* The symbol with hyphens for whatever joined it, its type code as the table has it. */
static struct str symbol(const struct work *w, struct str written)
{
    struct text            t     = {.arena = w->doc->arena};
    size_t                 first = 0;
    const struct doc_type *type;

    while (first < written.n && !strchr(" ._-", written.p[first]))
        first++;
    type = folded_type(w->m->set, str_sub(written, 0, first));
    if (type)
        text_add(&t, type->abbr);
    for (size_t i = type ? first : 0; i < written.n;) {
        struct str rest = str_sub(written, i, written.n);
        uint32_t   cp   = utf8_next(&rest);

        text_add_cp(&t, strchr(" ._-", (int)cp) && cp < 128 ? '-' : fold_upper(cp));
        i = written.n - rest.n;
    }
    return t.full ? (struct str){0} : text_str(&t);
}

static bool is_year(struct str s)
{
    uint64_t y;

    return s.n == 4 && str_to_u64(s, &y) && y >= 1990 && y <= 2100;
}

static bool make_number(struct work *w, struct str num, struct str year, struct str sym, bool known)
{
    struct number_parts parts;

    if (!sym.n ||
        !number_make(w->m->set, w->doc->arena, num, year, symbol(w, sym), false, known, &parts))
        return false;
    w->doc->name.number = parts.value;
    w->doc->name.key    = parts.key;
    return true;
}

/* "KH 153 cua UBND tinh", "QD_12_UBND": the type comes first. */
static void type_first(struct work *w, struct str name)
{
    const enum context_rule C = CONTEXT_NAME_TYPE_FIRST;
    struct pattern_match    m;

    for (size_t start = 0; find(w, C, name, start, &m); start = m.group[0].end) {
        struct str             code = group(w, C, &m, GROUP_TITLE, name);
        struct str             num  = group(w, C, &m, GROUP_NUM, name);
        struct str             rest = group(w, C, &m, GROUP_REST, name);
        const struct doc_type *type = folded_type(w->m->set, code);
        struct text            sym  = {.arena = w->doc->arena};

        if (!type || !type->abbr.n || is_year(num))
            continue;
        if (!str_eq(type->abbr, STR("CV"))) {
            text_add(&sym, type->abbr);
            text_add(&sym, rest.n ? STR("-") : STR(""));
        }
        text_add(&sym, rest);
        if (make_number(w, num, (struct str){0}, text_str(&sym), true))
            return;
    }
}

static void number_first(struct work *w, struct str name)
{
    const enum context_rule C = CONTEXT_NAME_NUMBER;
    struct pattern_match    m;

    for (size_t start = 0; find(w, C, name, start, &m); start = m.group[0].start + 1)
        if (make_number(w, group(w, C, &m, GROUP_NUM, name), group(w, C, &m, GROUP_YEAR, name),
                        group(w, C, &m, GROUP_SYM, name), false))
            return;
}

/* Year first or last, joined by anything or nothing. */
static void find_date(struct work *w, struct str name)
{
    const enum context_rule C = CONTEXT_NAME_DATE;
    struct pattern_match    m;

    for (size_t start = 0; find(w, C, name, start, &m); start = m.group[0].end) {
        struct str s         = group(w, C, &m, GROUP_REST, name);
        unsigned   number[3] = {0}, digits[3] = {0}, n = 0;
        struct str iso;

        for (size_t i = 0; i < s.n && n < 3; i++) {
            if (s.p[i] < '0' || s.p[i] > '9') {
                n++;
                continue;
            }
            number[n] = number[n] * 10 + (unsigned)(s.p[i] - '0');
            digits[n]++;
        }
        if (n == 0 && digits[0] == 8) /* 20250715 */
            iso = iso_day(w->doc->arena, number[0] / 10000, number[0] / 100 % 100, number[0] % 100);
        else if (digits[0] == 4)
            iso = iso_day(w->doc->arena, number[0], number[1], number[2]);
        else
            iso = iso_day(w->doc->arena, number[2], number[1], number[0]);
        if (iso.n) {
            w->doc->name.date = iso;
            return;
        }
    }
}

/* In the name itself, else in the nearest folder above. */
static void find_criterion(struct work *w, struct str path)
{
    const enum context_rule C = CONTEXT_NAME_CRITERION;

    while (path.n) {
        struct str           name = base_name(path);
        struct pattern_match m;

        if (find(w, C, name, 0, &m)) {
            w->doc->name.criterion = group(w, C, &m, GROUP_REST, name);
            return;
        }
        path = str_sub(path, 0, path.n > name.n ? path.n - name.n - 1 : 0);
    }
}

void name_hint(struct work *w)
{
    struct document *doc   = w->doc;
    struct text      whole = {.arena = doc->arena};
    struct str       path, name;

    text_add(&whole, doc->path);
    if (doc->member.n) {
        text_add(&whole, STR("/"));
        text_add(&whole, doc->member);
    }
    path      = readable(doc->arena, text_str(&whole));
    name      = stem(base_name(path));
    doc->name = (struct name_hint){0};
    number_first(w, name);
    if (!doc->name.number.n)
        type_first(w, name);
    find_date(w, name);
    find_criterion(w, path);
}
