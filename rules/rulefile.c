#include "ingest/record/nearest.h"
#include "ingest/record/tree.h"
#include "rules/load.h"

/* YAML -> rules, document types, agencies. Every mistake is told with its place. */

#define COUNT(t) (sizeof(t) / sizeof *(t))

enum { MAX_ERRORS = 100 };

void loader_fail(struct loader *l, const struct tree *at, const struct rule_error *what)
{
    if (l->errors++ > MAX_ERRORS)
        return;
    if (!arena_reserve(l->set->arena, (void **)&l->list, &l->list_cap, l->nlist + 1,
                       sizeof *l->list)) {
        l->full = true;
        return;
    }
    l->list[l->nlist]        = *what;
    l->list[l->nlist].line   = at && at->line ? at->line : 1;
    l->list[l->nlist].column = at && at->column ? at->column : 1;
    l->nlist++;
}

static int by_place(const void *x, const void *y)
{
    const struct rule_error *a = x, *b = y;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return a->code < b->code ? -1 : a->code > b->code;
}

void loader_tell(struct loader *l)
{
    bool more = l->errors > MAX_ERRORS && l->nlist;

    if (l->nlist)
        qsort(l->list, l->nlist, sizeof *l->list, by_place);
    if (more)
        l->list[l->nlist - 1].code = RULES_TOO_MANY;
    for (size_t i = 0; i < l->nlist; i++)
        l->say(l->ctx, l->file, &l->list[i]);
    l->nlist = 0;
}

struct str loader_names(struct loader *l, const char *const *names, size_t n)
{
    struct text out = {.arena = l->set->arena};

    for (size_t i = 0; i < n; i++) {
        (void)text_add(&out, i ? STR(", ") : STR("")); /* it is for a message */
        (void)text_add(&out, str_from_cstr(names[i]));
    }
    return text_str(&out);
}

/* ---- small readers ------------------------------------------------------------- */

/* A key that is there by another name was told already. */
static bool misspelt(const struct tree *map, const char *key)
{
    for (const struct tree *k = map->first; k && k->next; k = k->next->next)
        if (nearest_is(k->text, str_from_cstr(key)))
            return true;
    return false;
}

static struct str text_of(struct loader *l, const struct tree *map, const char *key, bool required)
{
    const struct tree *v = tree_get(map, key);

    if (v && v->kind == TREE_TEXT)
        return v->text;
    if (v || (required && !misspelt(map, key)))
        LOADER_FAIL(l, v ? v : map, v ? RULES_WANT_TEXT : RULES_MISSING, str_from_cstr(key));
    return (struct str){0};
}

/* One that must be there and say something. */
static struct str word_of(struct loader *l, const struct tree *map, const char *key)
{
    struct str         t = text_of(l, map, key, true);
    const struct tree *v = tree_get(map, key);

    if (!t.n && v && v->kind == TREE_TEXT)
        LOADER_FAIL(l, v, RULES_EMPTY, str_from_cstr(key));
    return t;
}

static bool flag_of(struct loader *l, const struct tree *map, const char *key)
{
    struct str t = text_of(l, map, key, false);

    if (t.n && !str_eq(t, STR("true")) && !str_eq(t, STR("false")))
        LOADER_FAIL(l, tree_get(map, key), RULES_TRUTH, str_from_cstr(key), t);
    return str_eq(t, STR("true"));
}

static size_t length(const struct tree *list)
{
    size_t n = 0;

    for (const struct tree *i = list ? list->first : NULL; i; i = i->next)
        n++;
    return n;
}

static void unknown_key(struct loader *l, const struct tree *key, const char *const *keys)
{
    const char *near = keys[0];
    size_t      n    = 0;

    for (; keys[n]; n++)
        if (nearest_distance(key->text, str_from_cstr(keys[n])) <
            nearest_distance(key->text, str_from_cstr(near)))
            near = keys[n];
    if (nearest_is(key->text, str_from_cstr(near)))
        LOADER_FAIL(l, key, RULES_KEY_UNKNOWN, key->text, str_from_cstr(near));
    else
        LOADER_FAIL(l, key, RULES_KEY_UNKNOWN_FAR, key->text, loader_names(l, keys, n));
}

static bool is_key_of(const char *const *keys, struct str name)
{
    while (*keys && !str_eq(name, str_from_cstr(*keys)))
        keys++;
    return *keys != NULL;
}

static bool stands_before(const struct tree *map, const struct tree *key)
{
    for (const struct tree *k = map->first; k != key; k = k->next->next)
        if (str_eq(k->text, key->text))
            return true;
    return false;
}

/* Every key of a map must be one of `keys` (NULL-ended), and stand there once. False:
 * it is no map, and there is nothing to read. */
static bool check_keys(struct loader *l, const struct tree *map, const char *const *keys)
{
    if (map->kind != TREE_MAP) {
        LOADER_FAIL(l, map, RULES_WANT_MAP, {0});
        return false;
    }
    for (const struct tree *k = map->first; k && k->next; k = k->next->next)
        if (!is_key_of(keys, k->text))
            unknown_key(l, k, keys);
        else if (stands_before(map, k))
            LOADER_FAIL(l, k, RULES_KEY_TWICE, k->text);
    return true;
}

static const struct tree *list_of(struct loader *l, const struct tree *map, const char *key)
{
    const struct tree *v = tree_get(map, key);

    if (v && v->kind != TREE_LIST) {
        LOADER_FAIL(l, v, RULES_WANT_LIST, str_from_cstr(key));
        return NULL;
    }
    return v;
}

/* ---- {{name}} in patterns --------------------------------------------------------- */

static bool expand(struct loader *l, const struct tree *at, struct str source, struct text *out,
                   int depth)
{
    while (source.n) {
        struct str open = str_find(source, STR("{{"));
        struct str name, close, value = {0};

        if (!open.n)
            return text_add(out, source);
        text_add(out, (struct str){source.p, (size_t)(open.p - source.p)});
        name  = str_sub(source, (size_t)(open.p - source.p) + 2, source.n);
        close = str_find(name, STR("}}"));
        if (!close.n) {
            LOADER_FAIL(l, at, RULES_DEFINE_OPEN, {0});
            return false;
        }
        source = str_sub(name, (size_t)(close.p - name.p) + 2, name.n);
        name.n = (size_t)(close.p - name.p);
        for (size_t i = 0; i < l->ndefines; i++)
            if (str_eq(l->defines[i].name, name))
                value = l->defines[i].value;
        if (!value.n || depth > 8) {
            LOADER_FAIL(l, at, value.n ? RULES_DEFINE_CIRCLE : RULES_DEFINE_UNKNOWN, name);
            return false;
        }
        if (!expand(l, at, value, out, depth + 1))
            return false;
    }
    return true;
}

static void read_defines(struct loader *l, const struct tree *map)
{
    if (map->kind != TREE_MAP) {
        LOADER_FAIL(l, map, RULES_WANT_MAP, {0});
        return;
    }
    for (const struct tree *k = map->first; k && k->next; k = k->next->next) {
        if (k->next->kind != TREE_TEXT) {
            LOADER_FAIL(l, k->next, RULES_WANT_TEXT, k->text);
            continue;
        }
        if (!arena_reserve(l->set->arena, (void **)&l->defines, &l->defines_cap, l->ndefines + 1,
                           sizeof *l->defines)) {
            l->full = true;
            return;
        }
        l->defines[l->ndefines++] = (struct define){k->text, k->next->text};
    }
}

/* ---- rules -------------------------------------------------------------------------- */

static const char *const group_names[GROUP_COUNT] = {
    [GROUP_NUM] = "num",     [GROUP_YEAR] = "year",   [GROUP_SYM] = "sym",
    [GROUP_DAY] = "day",     [GROUP_MONTH] = "month", [GROUP_QUARTER] = "quarter",
    [GROUP_HALF] = "half",   [GROUP_UNTIL] = "until", [GROUP_TITLE] = "title",
    [GROUP_PLACE] = "place", [GROUP_REST] = "rest"};

static bool read_kind(struct loader *l, const struct tree *map, enum rule_kind *ret_kind)
{
    static const char *const kinds[RULE_CONTEXT + 1] = {[RULE_CONTEXT]   = "context",
                                                        [RULE_DATE]      = "date",
                                                        [RULE_PLAN]      = "plan",
                                                        [RULE_REFERENCE] = "reference"};
    struct str               name                    = word_of(l, map, "kind");

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq(name, str_from_cstr(kinds[i]))) {
            *ret_kind = (enum rule_kind)i;
            return true;
        }
    if (name.n)
        LOADER_FAIL(l, tree_get(map, "kind"), RULES_KIND_UNKNOWN, name,
                    loader_names(l, kinds, COUNT(kinds)));
    return false;
}

/* What PCRE2 has to say of the commonest slips, in plain words. */
static enum rule_code pattern_trouble(struct str message)
{
    static const struct {
        const char    *words;
        enum rule_code code;
    } known[] = {
        {"missing closing parenthesis", RULES_PATTERN_OPEN},
        {"missing terminating ]", RULES_PATTERN_BRACKET},
        {"more than ", RULES_PATTERN_GROUPS},
        {"quantifier does not follow", RULES_PATTERN_REPEAT},
        {"unmatched closing parenthesis", RULES_PATTERN_CLOSED},
    };

    for (size_t i = 0; i < COUNT(known); i++)
        if (str_starts_with(message, str_from_cstr(known[i].words)))
            return known[i].code;
    return RULES_PATTERN;
}

static void read_pattern(struct loader *l, const struct tree *map, struct rule *r)
{
    struct str  source = word_of(l, map, "pattern");
    struct text full   = {.arena = l->set->arena};
    char        message[160];
    size_t      at;

    if (!source.n || !expand(l, tree_get(map, "pattern"), source, &full, 0))
        return;
    l->full |= full.full;
    r->pattern = pattern_new(text_str(&full), message, &at);
    if (!r->pattern) {
        LOADER_FAIL(l, tree_get(map, "pattern"), pattern_trouble(str_from_cstr(message)),
                    arena_printf(l->set->arena, "%zu", at), str_from_cstr(message));
        return;
    }
    for (size_t g = 0; g < GROUP_COUNT; g++)
        r->group[g] = pattern_group(r->pattern, group_names[g]);
}

/* Many rules look for the same words: each is kept, and searched for, once. */
static void read_need(struct loader *l, const struct tree *at, struct rule *r)
{
    uint64_t bit = needles_add(&l->set->needles, at->text);

    if (!bit)
        LOADER_FAIL(l, at, RULES_NEEDS_MANY, at->text);
    r->needs |= bit;
}

static void read_needs(struct loader *l, const struct tree *map, struct rule *r)
{
    const struct tree *list = list_of(l, map, "needs");

    r->digit = flag_of(l, map, "digit");
    for (const struct tree *i = list ? list->first : NULL; i; i = i->next)
        if (i->kind == TREE_TEXT && i->text.n)
            read_need(l, i, r);
        else
            LOADER_FAIL(l, i, i->kind == TREE_TEXT ? RULES_EMPTY : RULES_WANT_TEXT, STR("needs"));
}

static void read_example(struct loader *l, const struct tree *e, bool yes, struct rule_example *out)
{
    static const char *const keys[] = {"text", "value", "type", "date", "issuer", NULL};

    *out = (struct rule_example){.yes = yes, .line = e->line, .column = e->column, .file = l->file};
    if (e->kind == TREE_TEXT) {
        out->text = e->text;
        return;
    }
    if (!check_keys(l, e, keys))
        return;
    out->text      = word_of(l, e, "text");
    out->value     = text_of(l, e, "value", false);
    out->has_value = tree_get(e, "value") != NULL;
    out->type      = text_of(l, e, "type", false);
    out->date      = text_of(l, e, "date", false);
    out->issuer    = text_of(l, e, "issuer", false);
}

/* A context rule finds nothing by itself: there is only what its pattern takes. */
static void check_context_example(struct loader *l, const struct tree *e)
{
    static const char *const findings[] = {"type", "date", "issuer"};

    for (size_t i = 0; i < COUNT(findings); i++)
        if (tree_get(e, findings[i]))
            LOADER_FAIL(l, tree_get(e, findings[i]), RULES_CONTEXT_EXAMPLE,
                        str_from_cstr(findings[i]));
}

static void read_example_list(struct loader *l, const struct tree *list, bool yes, struct rule *r)
{
    for (const struct tree *e = list ? list->first : NULL; e; e = e->next) {
        read_example(l, e, yes, &r->examples[r->nexamples++]);
        if (r->kind == RULE_CONTEXT)
            check_context_example(l, e);
    }
}

static void read_examples(struct loader *l, const struct tree *map, struct rule *r)
{
    const struct tree *yes = list_of(l, map, "yes"), *no = list_of(l, map, "no");

    r->examples = ARENA_NEW(l->set->arena, struct rule_example, length(yes) + length(no) + 1);
    if (!r->examples) {
        l->full = true;
        return;
    }
    read_example_list(l, yes, true, r);
    read_example_list(l, no, false, r);
    if (!tree_get(map, "yes") && !misspelt(map, "yes"))
        LOADER_FAIL(l, map, RULES_EXAMPLES_MISSING, r->id);
}

static void read_rule(struct loader *l, const struct tree *map)
{
    static const char *const keys[] = {"id",    "version", "kind", "form", "pattern", "needs",
                                       "digit", "sure",    "yes",  "no",   NULL};
    struct rule              r      = {.sure = 90};
    struct str               form, sure, version;
    uint64_t                 n = 0;

    if (!check_keys(l, map, keys))
        return;
    r.id    = word_of(l, map, "id");
    version = word_of(l, map, "version");
    r.tag   = arena_printf(l->set->arena, "%.*s/%.*s", STR_FMT(r.id), STR_FMT(version));
    form    = text_of(l, map, "form", false);
    sure    = text_of(l, map, "sure", false);
    if (sure.n && (!str_to_u64(sure, &n) || n > 100))
        LOADER_FAIL(l, tree_get(map, "sure"), RULES_SURE_BAD, sure);
    if (sure.n)
        r.sure = (uint8_t)n;
    if (!read_kind(l, map, &r.kind))
        return;
    if (form.n && !(r.canon = canon_find(form)))
        LOADER_FAIL(l, tree_get(map, "form"), RULES_FORM_UNKNOWN, form, canon_names(l->set->arena));
    if (r.kind != RULE_CONTEXT && !form.n && !misspelt(map, "form"))
        LOADER_FAIL(l, map, RULES_FORM_MISSING, r.id, canon_names(l->set->arena));
    read_pattern(l, map, &r);
    read_needs(l, map, &r);
    read_examples(l, map, &r);
    loader_add_rule(l, map, &r);
}

/* ---- tables ---------------------------------------------------------------------------- */

/* An office's row stands in place of an earlier one of the same code and name. */
static struct doc_type *place_of_type(struct loader *l, struct str abbr, struct str name)
{
    struct ruleset *set = l->set;

    for (size_t i = 0; l->office && i < set->ntypes; i++)
        if (str_eq(set->types[i].abbr, abbr) && str_eq(set->types[i].name, name))
            return &set->types[i];
    l->full |= !arena_reserve(set->arena, (void **)&set->types, &l->types_cap, set->ntypes + 1,
                              sizeof *set->types);
    return l->full ? NULL : &set->types[set->ntypes++];
}

static void read_type(struct loader *l, const struct tree *map)
{
    static const char *const keys[] = {"abbr", "name", "plan", "party", NULL};
    struct doc_type          row, *place;

    if (!check_keys(l, map, keys))
        return;
    row   = (struct doc_type){.abbr  = text_of(l, map, "abbr", true),
                              .name  = word_of(l, map, "name"),
                              .plan  = flag_of(l, map, "plan"),
                              .party = flag_of(l, map, "party")};
    place = place_of_type(l, row.abbr, row.name);
    if (place)
        *place = row;
}

/* An office's row stands in place of the one that its code meant so far, or its name
 * where there is no code. */
static struct agency *place_of_agency(struct loader *l, struct str abbr, struct str name)
{
    struct ruleset *set = l->set;

    for (size_t i = 0; l->office && i < set->nagencies; i++)
        if (str_eq(set->agencies[i].abbr, abbr) && (abbr.n || str_eq(set->agencies[i].name, name)))
            return &set->agencies[i];
    l->full |= !arena_reserve(set->arena, (void **)&set->agencies, &l->agencies_cap,
                              set->nagencies + 1, sizeof *set->agencies);
    return l->full ? NULL : &set->agencies[set->nagencies++];
}

static void read_agency(struct loader *l, const struct tree *map)
{
    static const char *const keys[] = {"abbr", "name", "unit", NULL};
    struct agency            row, *place;

    if (!check_keys(l, map, keys))
        return;
    row   = (struct agency){.abbr = text_of(l, map, "abbr", true),
                            .name = word_of(l, map, "name"),
                            .unit = flag_of(l, map, "unit")};
    place = place_of_agency(l, row.abbr, row.name);
    if (place)
        *place = row;
}

static void read_list(struct loader *l, const struct tree *root, const char *key,
                      void (*read)(struct loader *, const struct tree *))
{
    const struct tree *list = list_of(l, root, key);

    for (const struct tree *i = list ? list->first : NULL; i; i = i->next)
        read(l, i);
}

static void read_file(struct loader *l, const struct rule_file *file)
{
    static const char *const keys[] = {"define", "rules", "types", "agencies", NULL};
    const struct tree       *root   = NULL;
    struct tree_error        error  = {0};
    enum kc_status           s      = tree_read(file->text, l->set->arena, &root, &error);

    if (s == KC_SKIP)
        LOADER_FAIL(l, NULL, RULES_FILE_EMPTY, {0});
    else if (s == KC_BAD_INPUT)
        loader_fail(
            l, &(struct tree){.line = error.line, .column = error.column},
            &(struct rule_error){.code = RULES_YAML, .trouble = error.code, .args = {error.arg}});
    else if (s != KC_OK)
        l->full = true;
    if (s != KC_OK)
        return;
    if (!check_keys(l, root, keys))
        return;
    if (tree_get(root, "define"))
        read_defines(l, tree_get(root, "define"));
    read_list(l, root, "types", read_type);
    read_list(l, root, "agencies", read_agency);
    read_list(l, root, "rules", read_rule);
}

void loader_read_file(struct loader *l, const struct rule_file *file)
{
    l->file   = file->name;
    l->office = file->office;
    read_file(l, file);
    loader_tell(l);
}
