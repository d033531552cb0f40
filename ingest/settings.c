#include "ingest/settings.h"

#include "ingest/log.h"
#include "ingest/nursery.h"
#include "ingest/record/names.h"
#include "ingest/record/nearest.h"

enum { YEAR_FIRST = 2000, YEAR_LAST = 2100 };

struct settings {
    struct shell     *sh;
    struct workspace *ws;
    struct str        file;
    bool              wrong; /* a mistake was told */
};

static void mistake(struct settings *s, const struct tree *at, enum msg m, struct str a,
                    struct str b)
{
    size_t      mark = arena_mark(s->sh->arena);
    struct text t    = {.arena = s->sh->arena};

    message_fill(&t, msg(m), (struct str[]){a, b}, 2);
    say_place(s->file, at->line, at->column, text_str(&t));
    arena_release(s->sh->arena, mark);
    s->wrong = true;
}

static bool is_text(struct settings *s, struct str name, const struct tree *value)
{
    if (value->kind == TREE_TEXT && value->text.n)
        return true;
    mistake(s, value, MSG_WORKSPACE_TEXT, name, (struct str){0});
    return false;
}

/* ---- one function a key ---------------------------------------------------------- */

static void read_year(struct settings *s, struct str name, const struct tree *value)
{
    uint64_t year;

    if (!is_text(s, name, value))
        return;
    if (str_to_u64(value->text, &year) && year >= YEAR_FIRST && year <= YEAR_LAST)
        s->ws->year = (int)year;
    else
        mistake(s, value, MSG_WORKSPACE_YEAR, value->text, (struct str){0});
}

static void read_lang(struct settings *s, struct str name, const struct tree *value)
{
    if (!is_text(s, name, value))
        return;
    if (str_eq(value->text, STR("vi")) || str_eq(value->text, STR("en")))
        s->ws->lang = value->text;
    else
        mistake(s, value, MSG_WORKSPACE_LANG, value->text, (struct str){0});
}

static void read_criteria(struct settings *s, struct str name, const struct tree *value)
{
    if (is_text(s, name, value))
        s->ws->criteria_path = shell_join(s->sh, s->ws->dir, value->text);
}

static void read_folder_codes(struct settings *s, struct str name, const struct tree *value)
{
    if (!is_text(s, name, value))
        return;
    s->ws->folder_codes = str_eq(value->text, STR("true"));
    if (!s->ws->folder_codes && !str_eq(value->text, STR("false")))
        mistake(s, value, MSG_WORKSPACE_TRUTH, name, value->text);
}

static void read_workers(struct settings *s, struct str name, const struct tree *value)
{
    uint64_t n;

    if (!is_text(s, name, value))
        return;
    if (str_to_u64(value->text, &n) && n >= 1 && n <= NURSERY_SLOTS)
        s->ws->workers = (uint32_t)n;
    else
        mistake(s, value, MSG_WORKSPACE_WORKERS, value->text, (struct str){0});
}

/* ---- intakes --------------------------------------------------------------------- */

/* An absolute path without ".", ".." and needless slashes, so that two ways to
 * write one folder look the same. Links are not followed. */
static struct str clean(struct settings *s, struct str path)
{
    struct text out = {.arena = s->sh->arena};

    while (path.n) {
        struct str part = str_cut(&path, '/');

        if (str_eq(part, STR("..")))
            while (out.n && out.p[--out.n] != '/')
                continue;
        else if (part.n && !str_eq(part, STR("."))) {
            (void)text_add(&out, STR("/"));
            (void)text_add(&out, part);
        }
    }
    return str_from_cstr(shell_cstr(s->sh, out.n ? text_str(&out) : STR("/")));
}

/* Tells when `in` cannot stand beside another intake. */
static bool clashes(struct settings *s, const struct tree *at, const struct intake *in,
                    const struct intake *other)
{
    if (path_is_below(in->path, other->path))
        mistake(s, at, MSG_WORKSPACE_INTAKE_INSIDE, in->path, other->path);
    else if (path_is_below(other->path, in->path))
        mistake(s, at, MSG_WORKSPACE_INTAKE_INSIDE, other->path, in->path);
    else if (str_eq(other->name, in->name))
        mistake(s, at, MSG_WORKSPACE_INTAKE_NAME, in->name, (struct str){0});
    else
        return false;
    return true;
}

/* One mistake for each intake: of many that are all the same, each would else be
 * told as often as there are others. */
static void add_intake(struct settings *s, const struct tree *at, struct str name, struct str path)
{
    struct intake *in = &s->ws->intakes[s->ws->nintakes];

    in->line = at->line;
    in->path = clean(s, shell_join(s->sh, s->ws->dir, path));
    in->name = name.n ? name : name_base(in->path);
    if (!in->name.n || memchr(in->name.p, '/', in->name.n)) {
        mistake(s, at, MSG_WORKSPACE_INTAKE_NAME, in->name, (struct str){0});
        return;
    }
    for (size_t i = 0; i < s->ws->nintakes; i++)
        if (clashes(s, at, in, &s->ws->intakes[i]))
            return;
    s->ws->nintakes++;
}

static void unknown_key(struct settings *s, const struct tree *key, const char *const *names,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str valid = str_from_cstr(names[i]);

        if (nearest_is(key->text, valid)) {
            mistake(s, key, MSG_WORKSPACE_KEY_NEAREST, key->text, valid);
            return;
        }
    }
    mistake(s, key, MSG_WORKSPACE_KEY, key->text, (struct str){0});
}

static void read_named_intake(struct settings *s, const struct tree *value)
{
    static const char *const names[] = {"name", "path"};
    const struct tree       *name = tree_get(value, "name"), *path = tree_get(value, "path");

    for (const struct tree *k = value->first; k && k->next; k = k->next->next)
        if (!str_eq(k->text, STR("name")) && !str_eq(k->text, STR("path")))
            unknown_key(s, k, names, 2);
    if (!name || !path)
        mistake(s, value, MSG_WORKSPACE_INTAKE_KEYS, (struct str){0}, (struct str){0});
    else if (is_text(s, STR("name"), name) && is_text(s, STR("path"), path))
        add_intake(s, value, name->text, path->text);
}

static void read_one_intake(struct settings *s, struct str name, const struct tree *value)
{
    if (value->kind == TREE_MAP)
        read_named_intake(s, value);
    else if (is_text(s, name, value))
        add_intake(s, value, (struct str){0}, value->text);
}

static struct intake *room_for_intakes(struct settings *s, size_t n)
{
    void  *items = NULL;
    size_t cap   = 0;

    return arena_reserve(s->sh->arena, &items, &cap, n, sizeof(struct intake)) ? items : NULL;
}

static void read_intake(struct settings *s, struct str name, const struct tree *value)
{
    size_t n = 1;

    if (value->kind == TREE_LIST)
        for (const struct tree *v = value->first; v; v = v->next)
            n++;
    s->ws->intakes  = room_for_intakes(s, n);
    s->ws->nintakes = 0;
    if (!s->ws->intakes)
        return;
    if (value->kind != TREE_LIST)
        read_one_intake(s, name, value);
    else if (!value->first)
        mistake(s, value, MSG_WORKSPACE_TEXT, name, (struct str){0});
    else
        for (const struct tree *v = value->first; v; v = v->next)
            read_one_intake(s, name, v);
}

/* ---- rules ----------------------------------------------------------------------- */

static void read_one_rule(struct settings *s, struct str name, const struct tree *value)
{
    if (is_text(s, name, value))
        s->ws->rules[s->ws->nrules++] = (struct rule_path){value->text, value->line, value->column};
}

/* One path or a list of them; none is fine. */
static void read_rules(struct settings *s, struct str name, const struct tree *value)
{
    size_t n = 1, cap = 0;

    if (value->kind == TREE_LIST)
        for (const struct tree *v = value->first; v; v = v->next)
            n++;
    s->ws->nrules = 0;
    if (!arena_reserve(s->sh->arena, (void **)&s->ws->rules, &cap, n, sizeof *s->ws->rules)) {
        say(MSG_NO_MEMORY, NULL, 0);
        s->wrong = true;
        return;
    }
    if (value->kind != TREE_LIST)
        read_one_rule(s, name, value);
    else
        for (const struct tree *v = value->first; v; v = v->next)
            read_one_rule(s, name, v);
}

/* ---- the file -------------------------------------------------------------------- */

typedef void key_fn(struct settings *s, struct str name, const struct tree *value);

static const char *const key_names[SETTING_COUNT] = {
    [SETTING_CRITERIA] = "criteria", [SETTING_FOLDER_CODES] = "folder_codes",
    [SETTING_INTAKE] = "intake",     [SETTING_LANG] = "lang",
    [SETTING_RULES] = "rules",       [SETTING_WORKERS] = "workers",
    [SETTING_YEAR] = "year",
};
static key_fn *const key_fns[SETTING_COUNT] = {
    [SETTING_CRITERIA] = read_criteria, [SETTING_FOLDER_CODES] = read_folder_codes,
    [SETTING_INTAKE] = read_intake,     [SETTING_LANG] = read_lang,
    [SETTING_RULES] = read_rules,       [SETTING_WORKERS] = read_workers,
    [SETTING_YEAR] = read_year,
};

static void read_key(struct settings *s, const struct tree *key)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (!str_eq(key->text, str_from_cstr(key_names[i])))
            continue;
        if (s->ws->lines[i])
            mistake(s, key, MSG_WORKSPACE_KEY_TWICE, key->text, (struct str){0});
        else
            key_fns[i](s, key->text, key->next);
        s->ws->lines[i] = key->line;
        return;
    }
    unknown_key(s, key, key_names, SETTING_COUNT);
}

static void read_keys(struct settings *s, const struct tree *root)
{
    if (root->kind != TREE_MAP) {
        mistake(s, root, MSG_WORKSPACE_MAP, (struct str){0}, (struct str){0});
        return;
    }
    for (const struct tree *k = root->first; k && k->next; k = k->next->next)
        read_key(s, k);
    if (!tree_get(root, "year"))
        mistake(s, root, MSG_WORKSPACE_YEAR_NONE, (struct str){0}, (struct str){0});
}

/* Of an empty file everything is missing. */
static void read_text(struct settings *s, struct str text)
{
    static const struct tree nothing = {.kind = TREE_MAP, .line = 1, .column = 1};
    const struct tree       *root    = &nothing;
    struct tree_error        e       = {0};
    enum kc_status           status  = tree_read(text, s->sh->arena, &root, &e);

    if (status == KC_OK || status == KC_SKIP) {
        read_keys(s, root);
    } else if (status == KC_BAD_INPUT) {
        struct text t = {.arena = s->sh->arena};

        message_fill(&t, tree_trouble_text(e.code, message_lang() == LANG_EN), &e.arg, 1);
        say_place(s->file, e.line, e.column, text_str(&t));
        s->wrong = true;
    } else {
        say(MSG_NO_MEMORY, NULL, 0);
        s->wrong = true;
    }
}

/* Mistakes in the file are told in its own language where it can be known. */
static void choose_language(struct settings *s, struct str text)
{
    const struct tree *root = NULL;
    struct tree_error  e;

    if (tree_read(text, s->sh->arena, &root, &e) == KC_OK) {
        const struct tree *lang = tree_get(root, "lang");

        if (lang && lang->kind == TREE_TEXT && lang->text.n)
            (void)message_choose(s->sh->lang, shell_cstr(s->sh, lang->text)); /* read_lang tells */
    }
}

int settings_read(struct shell *sh, struct str file, struct str text, struct workspace *ws)
{
    static const struct tree nowhere = {0};
    struct settings          s       = {.sh = sh, .ws = ws, .file = file};

    memset(ws->lines, 0, sizeof ws->lines);
    choose_language(&s, text);
    read_text(&s, text);
    if (!ws->nintakes && !s.wrong) {
        ws->intakes = room_for_intakes(&s, 1);
        if (ws->intakes)
            add_intake(&s, &nowhere, (struct str){0}, STR("nop"));
    }
    return s.wrong ? EXIT_CONFIG : EXIT_DONE;
}
