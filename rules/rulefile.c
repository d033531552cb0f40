#include "ingest/record/nearest.h"
#include "ingest/record/tree.h"
#include "rules/load.h"

/* YAML -> rules, document types, agencies. Every mistake is told with its place. */

#define COUNT(t) (sizeof(t) / sizeof *(t))

static void fail(struct loader *l, const struct tree *at, struct str message)
{
    l->errors++;
    l->say(l->ctx, l->file, at ? at->line : 1, at ? at->column : 1, message);
}

static void fail_with(struct loader *l, const struct tree *at, const char *what, struct str arg)
{
    fail(l, at, arena_printf(l->set->arena, "%s: %.*s", what, STR_FMT(arg)));
}

/* ---- small readers ------------------------------------------------------------- */

static struct str text_of(struct loader *l, const struct tree *map, const char *key, bool required)
{
    const struct tree *v = tree_get(map, key);

    if (v && v->kind == TREE_TEXT)
        return v->text;
    if (v || required)
        fail_with(l, v ? v : map, v ? "must be one value" : "missing key", str_from_cstr(key));
    return (struct str){0};
}

static bool flag_of(struct loader *l, const struct tree *map, const char *key)
{
    struct str t = text_of(l, map, key, false);

    if (t.n && !str_eq(t, STR("true")) && !str_eq(t, STR("false")))
        fail_with(l, tree_get(map, key), "must be true or false", str_from_cstr(key));
    return str_eq(t, STR("true"));
}

static size_t length(const struct tree *list)
{
    size_t n = 0;

    for (const struct tree *i = list ? list->first : NULL; i; i = i->next)
        n++;
    return n;
}

/* Every key of a map must be one of `keys` (NULL-ended). */
static bool check_keys(struct loader *l, const struct tree *map, const char *const *keys)
{
    bool ok = true;

    if (map->kind != TREE_MAP) {
        fail(l, map, STR("must be keys with values"));
        return false;
    }
    for (const struct tree *k = map->first; k && k->next; k = k->next->next) {
        const char *const *known = keys;
        const char        *near  = NULL;

        for (; *known && !str_eq(k->text, str_from_cstr(*known)); known++)
            if (nearest_is(k->text, str_from_cstr(*known)))
                near = *known;
        if (*known)
            continue;
        ok = false;
        fail(l, k,
             near ? arena_printf(l->set->arena, "unknown key: %.*s (did you mean %s?)",
                                 STR_FMT(k->text), near)
                  : arena_printf(l->set->arena, "unknown key: %.*s", STR_FMT(k->text)));
    }
    return ok;
}

static const struct tree *list_of(struct loader *l, const struct tree *map, const char *key)
{
    const struct tree *v = tree_get(map, key);

    if (v && v->kind != TREE_LIST) {
        fail_with(l, v, "must be a list", str_from_cstr(key));
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
            fail(l, at, STR("{{ without }}"));
            return false;
        }
        source = str_sub(name, (size_t)(close.p - name.p) + 2, name.n);
        name.n = (size_t)(close.p - name.p);
        for (size_t i = 0; i < l->ndefines; i++)
            if (str_eq(l->defines[i].name, name))
                value = l->defines[i].value;
        if (!value.n || depth > 8) {
            fail_with(l, at, value.n ? "definitions in a circle" : "no definition", name);
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
        fail(l, map, STR("define: must be names with texts"));
        return;
    }
    for (const struct tree *k = map->first; k && k->next; k = k->next->next) {
        if (!arena_reserve(l->set->arena, (void **)&l->defines, &l->defines_cap, l->ndefines + 1,
                           sizeof *l->defines))
            return;
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
    static const struct {
        const char    *name;
        enum rule_kind kind;
    } kinds[]       = {{"context", RULE_CONTEXT},
                       {"date", RULE_DATE},
                       {"plan", RULE_PLAN},
                       {"reference", RULE_REFERENCE}};
    struct str name = text_of(l, map, "kind", true);

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq(name, str_from_cstr(kinds[i].name))) {
            *ret_kind = kinds[i].kind;
            return true;
        }
    if (name.n)
        fail_with(l, tree_get(map, "kind"), "unknown kind", name);
    return false;
}

static void read_pattern(struct loader *l, const struct tree *map, struct rule *r)
{
    struct str  source = text_of(l, map, "pattern", true);
    struct text full   = {.arena = l->set->arena};
    char        message[160];
    size_t      at;

    if (!source.n || !expand(l, tree_get(map, "pattern"), source, &full, 0))
        return;
    r->pattern = pattern_new(text_str(&full), message, &at);
    if (!r->pattern) {
        fail(l, tree_get(map, "pattern"),
             arena_printf(l->set->arena, "pattern, byte %zu of its full form: %s", at, message));
        return;
    }
    for (size_t g = 0; g < GROUP_COUNT; g++)
        r->group[g] = pattern_group(r->pattern, group_names[g]);
}

/* Many rules look for the same words: each is kept, and searched for, once. */
static void read_need(struct loader *l, const struct tree *at, struct rule *r)
{
    struct ruleset *set = l->set;
    size_t          i   = 0;

    while (i < set->nneedles && !str_eq(set->needles[i], at->text))
        i++;
    if (i == 64) {
        fail_with(l, at, "more than 64 different needs", at->text);
        return;
    }
    if (i == set->nneedles) {
        if (!arena_reserve(set->arena, (void **)&set->needles, &l->needles_cap, i + 1,
                           sizeof *set->needles))
            return;
        set->needles[set->nneedles++] = at->text;
    }
    r->needs |= UINT64_C(1) << i;
}

static void read_needs(struct loader *l, const struct tree *map, struct rule *r)
{
    const struct tree *list = list_of(l, map, "needs");

    r->digit = flag_of(l, map, "digit");
    for (const struct tree *i = list ? list->first : NULL; i; i = i->next)
        if (i->text.n)
            read_need(l, i, r);
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
    out->text      = text_of(l, e, "text", true);
    out->value     = text_of(l, e, "value", false);
    out->has_value = tree_get(e, "value") != NULL;
    out->type      = text_of(l, e, "type", false);
    out->date      = text_of(l, e, "date", false);
    out->issuer    = text_of(l, e, "issuer", false);
}

static void read_examples(struct loader *l, const struct tree *map, struct rule *r)
{
    const struct tree *yes = list_of(l, map, "yes"), *no = list_of(l, map, "no");

    r->examples = ARENA_NEW(l->set->arena, struct rule_example, length(yes) + length(no) + 1);
    if (!r->examples)
        return;
    for (const struct tree *e = yes ? yes->first : NULL; e; e = e->next)
        read_example(l, e, true, &r->examples[r->nexamples++]);
    for (const struct tree *e = no ? no->first : NULL; e; e = e->next)
        read_example(l, e, false, &r->examples[r->nexamples++]);
    if (!yes)
        fail_with(l, map, "a rule needs examples (yes)", r->id);
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
    r.id    = text_of(l, map, "id", true);
    version = text_of(l, map, "version", true);
    r.tag   = arena_printf(l->set->arena, "%.*s/%.*s", STR_FMT(r.id), STR_FMT(version));
    form    = text_of(l, map, "form", false);
    sure    = text_of(l, map, "sure", false);
    if (sure.n && (!str_to_u64(sure, &n) || n > 100))
        fail_with(l, tree_get(map, "sure"), "sure is a percentage", sure);
    if (sure.n)
        r.sure = (uint8_t)n;
    if (!read_kind(l, map, &r.kind))
        return;
    if (form.n && !(r.canon = canon_find(form)))
        fail_with(l, tree_get(map, "form"), "no such canonical form", form);
    if (r.kind != RULE_CONTEXT && !form.n)
        fail_with(l, map, "form is missing in rule", r.id);
    read_pattern(l, map, &r);
    read_needs(l, map, &r);
    read_examples(l, map, &r);
    loader_add_rule(l, map->line, map->column, &r);
}

/* ---- tables ---------------------------------------------------------------------------- */

static void read_type(struct loader *l, const struct tree *map)
{
    static const char *const keys[] = {"abbr", "name", "plan", "party", NULL};
    struct ruleset          *set    = l->set;

    if (!check_keys(l, map, keys) || !arena_reserve(set->arena, (void **)&set->types, &l->types_cap,
                                                    set->ntypes + 1, sizeof *set->types))
        return;
    set->types[set->ntypes++] = (struct doc_type){.abbr  = text_of(l, map, "abbr", true),
                                                  .name  = text_of(l, map, "name", true),
                                                  .plan  = flag_of(l, map, "plan"),
                                                  .party = flag_of(l, map, "party")};
}

static void read_agency(struct loader *l, const struct tree *map)
{
    static const char *const keys[] = {"abbr", "name", "unit", NULL};
    struct ruleset          *set    = l->set;

    if (!check_keys(l, map, keys) ||
        !arena_reserve(set->arena, (void **)&set->agencies, &l->agencies_cap, set->nagencies + 1,
                       sizeof *set->agencies))
        return;
    set->agencies[set->nagencies++] = (struct agency){.abbr = text_of(l, map, "abbr", true),
                                                      .name = text_of(l, map, "name", true),
                                                      .unit = flag_of(l, map, "unit")};
}

static void read_list(struct loader *l, const struct tree *root, const char *key,
                      void (*read)(struct loader *, const struct tree *))
{
    const struct tree *list = list_of(l, root, key);

    for (const struct tree *i = list ? list->first : NULL; i; i = i->next)
        read(l, i);
}

void loader_read_file(struct loader *l, const struct rule_file *file)
{
    static const char *const keys[] = {"define", "rules", "types", "agencies", NULL};
    const struct tree       *root   = NULL;
    struct tree_error        error  = {0};
    enum kc_status           s      = tree_read(file->text, l->set->arena, &root, &error);

    l->file = file->name;
    if (s != KC_OK) {
        struct tree at = {.line   = error.line ? error.line : 1,
                          .column = error.column ? error.column : 1};

        fail_with(l, &at, s == KC_SKIP ? "the file is empty" : tree_trouble_text(error.code, true),
                  error.arg);
        return;
    }
    if (!check_keys(l, root, keys))
        return;
    if (tree_get(root, "define"))
        read_defines(l, tree_get(root, "define"));
    read_list(l, root, "types", read_type);
    read_list(l, root, "agencies", read_agency);
    read_list(l, root, "rules", read_rule);
}
