#include "ingest/record/nearest.h"
#include "rules/load.h"

/* The compiled set: what it holds, how it is made and known. */

#define SET_BYTES ((size_t)16 * 1024 * 1024)

static const char *const context_ids[CONTEXT_COUNT] = {
    [CONTEXT_DATE_AFTER]          = "date-after",
    [CONTEXT_DATE_BEFORE]         = "date-before",
    [CONTEXT_ISSUER_AFTER]        = "issuer-after",
    [CONTEXT_SUBJECT_AFTER]       = "subject-after",
    [CONTEXT_SUBJECT_STOP]        = "subject-stop",
    [CONTEXT_NOT_NUMBER]          = "not-number",
    [CONTEXT_LABEL]               = "label",
    [CONTEXT_LIST_JOIN]           = "list-join",
    [CONTEXT_CONTAINER]           = "container",
    [CONTEXT_REPLACED]            = "replaced",
    [CONTEXT_DEADLINE]            = "deadline",
    [CONTEXT_CUTOFF]              = "cutoff",
    [CONTEXT_PUBLISHED]           = "published",
    [CONTEXT_HEADER_NUMBER]       = "header-number",
    [CONTEXT_HEADER_BLANK_NUMBER] = "header-blank-number",
    [CONTEXT_HEADER_DATE]         = "header-date",
    [CONTEXT_HEADER_BLANK_DATE]   = "header-blank-date",
    [CONTEXT_HEADER_SUBJECT]      = "header-subject",
    [CONTEXT_MINUTES_DATE]        = "minutes-date",
    [CONTEXT_MOTTO]               = "motto",
    [CONTEXT_HEADER_END]          = "header-end",
    [CONTEXT_SECRECY]             = "secrecy",
    [CONTEXT_DRAFT]               = "draft",
    [CONTEXT_PLACEHOLDER]         = "placeholder",
    [CONTEXT_SIGNING]             = "signing",
    [CONTEXT_NOT_PLAN]            = "not-plan",
    [CONTEXT_NAME_NUMBER]         = "name-number",
    [CONTEXT_NAME_TYPE_FIRST]     = "name-type-first",
    [CONTEXT_NAME_DATE]           = "name-date",
    [CONTEXT_NAME_CRITERION]      = "name-criterion",
};

static struct rule *find_in(struct rule *rules, size_t n, struct str id)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(rules[i].id, id))
            return &rules[i];
    return NULL;
}

static struct rule *find_rule(struct ruleset *set, struct str id)
{
    struct rule *found = find_in(set->rules, set->nrules, id);

    return found ? found : find_in(set->context_rules, set->ncontext, id);
}

/* A context rule that nobody asks for does nothing. */
static void check_context_id(struct loader *l, const struct tree *at, struct str id)
{
    struct str near = str_from_cstr(context_ids[0]);

    for (size_t c = 0; c < CONTEXT_COUNT; c++) {
        struct str known = str_from_cstr(context_ids[c]);

        if (nearest_distance(id, known) < nearest_distance(id, near))
            near = known;
    }
    if (str_eq(id, near))
        return;
    if (nearest_is(id, near))
        LOADER_FAIL(l, at, RULES_CONTEXT_UNKNOWN, id, near);
    else
        LOADER_FAIL(l, at, RULES_CONTEXT_UNKNOWN_FAR, id,
                    loader_names(l, context_ids, CONTEXT_COUNT));
}

static void append_rule(struct loader *l, const struct rule *r)
{
    struct ruleset *set     = l->set;
    bool            context = r->kind == RULE_CONTEXT;
    void          **items   = context ? (void **)&set->context_rules : (void **)&set->rules;
    size_t         *n       = context ? &set->ncontext : &set->nrules;
    size_t         *cap     = context ? &l->context_cap : &l->rules_cap;

    if (arena_reserve(set->arena, items, cap, *n + 1, sizeof *r)) {
        ((struct rule *)*items)[(*n)++] = *r;
        return;
    }
    l->full = true;
    pattern_free(r->pattern);
}

/* In the place of the other, so that the order of rules stays. */
static void replace_rule(struct rule *old, struct rule *r)
{
    r->replaces      = old->file;
    r->replaces_line = old->line;
    pattern_free(old->pattern);
    *old = *r;
}

static struct str kind_name(enum rule_kind kind)
{
    static const char *const kinds[] = {[RULE_REFERENCE] = "reference",
                                        [RULE_DATE]      = "date",
                                        [RULE_PLAN]      = "plan",
                                        [RULE_CONTEXT]   = "context"};

    return str_from_cstr(kinds[kind]);
}

void loader_add_rule(struct loader *l, const struct tree *at, const struct rule *r)
{
    struct rule *old   = find_rule(l->set, r->id);
    struct rule  mine  = *r;
    unsigned     wrong = l->errors;

    mine.file   = l->file;
    mine.line   = at->line;
    mine.office = l->office;
    if (r->kind == RULE_CONTEXT)
        check_context_id(l, at, r->id);
    if (old && (!l->office || old->office))
        LOADER_FAIL(l, at, RULES_RULE_TWICE, r->id,
                    arena_printf(l->set->arena, "%.*s:%u", STR_FMT(old->file), old->line));
    else if (old && !str_eq(old->tag, r->tag))
        LOADER_FAIL(l, at, RULES_RULE_VERSION, old->tag, r->tag);
    else if (old && old->kind != r->kind)
        LOADER_FAIL(l, at, RULES_KIND_OTHER, old->tag, kind_name(old->kind));
    if (l->errors != wrong)
        pattern_free(mine.pattern);
    else if (old)
        replace_rule(old, &mine);
    else
        append_rule(l, &mine);
}

static void connect_context(struct loader *l)
{
    struct ruleset *set = l->set;

    for (size_t c = 0; c < CONTEXT_COUNT; c++) {
        for (size_t i = 0; i < set->ncontext; i++)
            if (str_eq(set->context_rules[i].id, str_from_cstr(context_ids[c])))
                set->context[c] = &set->context_rules[i];
        if (!set->context[c])
            LOADER_FAIL(l, NULL, RULES_CONTEXT_MISSING, str_from_cstr(context_ids[c]));
    }
}

static uint64_t mix(uint64_t h, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    return (h ^ 0xff) * 0x100000001b3u;
}

static void fingerprint(struct ruleset *set, const struct rule_file *files, size_t n)
{
    uint64_t h = 0xcbf29ce484222325u + RULES_CODE_VERSION;

    for (size_t i = 0; i < n; i++)
        h = mix(mix(h, files[i].office ? STR("office") : STR("shipped")), files[i].text);
    snprintf(set->fingerprint, sizeof set->fingerprint, "%016llx", (unsigned long long)h);
}

enum kc_status ruleset_load(const struct rule_file *files, size_t nfiles, rule_say *say, void *ctx,
                            struct ruleset **ret_set)
{
    struct ruleset *set = calloc(1, sizeof *set);
    struct loader   l   = {.set = set, .say = say, .ctx = ctx};

    if (!set || !(set->arena = arena_new(SET_BYTES))) {
        free(set);
        return KC_NO_MEMORY;
    }
    needles_init(&set->needles);
    for (size_t i = 0; i < nfiles; i++)
        loader_read_file(&l, &files[i]);
    connect_context(&l);
    loader_tell(&l);
    if (l.full || l.errors) {
        ruleset_free(set);
        return l.full ? KC_LIMIT : KC_BAD_INPUT;
    }
    fingerprint(set, files, nfiles);
    *ret_set = set;
    return KC_OK;
}

void ruleset_free(struct ruleset *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->nrules; i++)
        pattern_free(set->rules[i].pattern);
    for (size_t i = 0; i < set->ncontext; i++)
        pattern_free(set->context_rules[i].pattern);
    arena_free(set->arena);
    free(set);
}

struct str ruleset_fingerprint(const struct ruleset *set)
{
    return (struct str){set->fingerprint, 16};
}

static void tell_rule(const struct rule *r, rule_each *each, void *ctx)
{
    struct rule_info info = {.id            = r->id,
                             .version       = str_sub(r->tag, r->id.n + 1, r->tag.n),
                             .kind          = kind_name(r->kind),
                             .file          = r->file,
                             .line          = r->line,
                             .sure          = r->sure,
                             .examples      = r->nexamples,
                             .office        = r->office,
                             .replaces      = r->replaces,
                             .replaces_line = r->replaces_line};

    each(ctx, &info);
}

void ruleset_each(const struct ruleset *set, rule_each *each, void *ctx)
{
    for (size_t i = 0; i < set->nrules; i++)
        tell_rule(&set->rules[i], each, ctx);
    for (size_t i = 0; i < set->ncontext; i++)
        tell_rule(&set->context_rules[i], each, ctx);
}
