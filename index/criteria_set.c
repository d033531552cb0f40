#include "index/criteria_set.h"

#include "index/criteria_reader.h"
#include "ingest/record/nearest.h"
#include "index/words.h"

/* A YAML tree -> a criteria set. Every map is described by a table of keys. */

enum { MAX_ITEMS = 5000, MAX_ITEM_DEPTH = 8, MAX_COUNT = 1000 };

static void fail1(struct reader *r, const struct tree *at, enum criteria_code code, struct str arg)
{
    reader_fail(r, at, code, arg, (struct str){0});
}

/* ---- single values ------------------------------------------------------ */

static void read_status(struct reader *r, struct str name, const struct tree *value, void *into)
{
    static const struct str words[] = {[SET_SAMPLE]   = STR_INIT("sample"),
                                       [SET_DRAFT]    = STR_INIT("draft"),
                                       [SET_OFFICIAL] = STR_INIT("official")};
    size_t i = reader_choose(r, name, value, words, COUNT(words), STR("sample, draft, official"));
    if (i < COUNT(words))
        *(enum set_status *)into = (enum set_status)i;
}

static void read_kind(struct reader *r, struct str name, const struct tree *value, void *into)
{
    static const struct str words[] = {[CRITERION_DOCUMENT]      = STR_INIT("document"),
                                       [CRITERION_SURVEY]        = STR_INIT("survey"),
                                       [CRITERION_MINISTRY_DATA] = STR_INIT("ministry-data")};
    size_t                  i =
        reader_choose(r, name, value, words, COUNT(words), STR("document, survey, ministry-data"));
    if (i < COUNT(words))
        *(enum criterion_kind *)into = (enum criterion_kind)i;
}

static void read_count(struct reader *r, struct str name, const struct tree *value, void *into)
{
    uint64_t n;
    if (!reader_is_text(r, name, value))
        return;
    if (!str_to_u64(value->text, &n) || !n || n > MAX_COUNT)
        reader_fail(r, value, CRITERIA_NUMBER_BAD, value->text, STR("1000"));
    else
        *(uint32_t *)into = (uint32_t)n;
}

static void read_window_end(struct reader *r, struct str name, const struct tree *value, void *into)
{
    if (!reader_is_text(r, name, value))
        return;
    if (window_end_valid(value->text))
        *(struct str *)into = value->text;
    else
        fail1(r, value, CRITERIA_WINDOW_BAD, value->text);
}

/* ---- lists ------------------------------------------------------------- */

static bool text_element(struct reader *r, struct str name, const struct tree *value, void *item)
{
    struct str *text = item;
    *text            = value->text;
    return reader_is_text(r, name, value);
}

static bool year_element(struct reader *r, struct str name, const struct tree *value, void *item)
{
    uint64_t year;
    if (!reader_is_text(r, name, value))
        return false;
    if (!str_to_u64(value->text, &year) || year < 2000 || year > 2100) {
        fail1(r, value, CRITERIA_YEAR_BAD, value->text);
        return false;
    }
    *(uint16_t *)item = (uint16_t)year;
    return true;
}

/* A key: no spaces, no leading zeros, as identity.key. */
static bool cite_element(struct reader *r, struct str name, const struct tree *value, void *item)
{
    struct str key = value->text;
    if (!reader_is_text(r, name, value))
        return false;
    while (key.n > 1 && key.p[0] == '0')
        key = str_sub(key, 1, key.n);
    if (key.p[0] < '0' || key.p[0] > '9' || str_find(key, STR(" ")).n) {
        fail1(r, value, CRITERIA_CITE_BAD, value->text);
        return false;
    }
    *(struct str *)item = key;
    return true;
}

typedef bool words_fn(struct arena *a, struct str s, struct str *ret_words);

static bool make_phrase(struct reader *r, struct str name, const struct tree *value, words_fn *make,
                        struct phrase *ret_phrase)
{
    if (!reader_is_text(r, name, value))
        return false;
    ret_phrase->text = value->text;
    if (!make(r->arena, value->text, &ret_phrase->words))
        r->full = true;
    else if (!ret_phrase->words.n)
        fail1(r, value, CRITERIA_WORDS_EMPTY, value->text);
    return ret_phrase->words.n;
}

static bool issuer_element(struct reader *r, struct str name, const struct tree *value, void *item)
{
    return make_phrase(r, name, value, words_make_issuer, item);
}

static bool series_element(struct reader *r, struct str name, const struct tree *value, void *item)
{
    return make_phrase(r, name, value, words_make, item);
}

static bool year_marks_valid(struct str text)
{
    static const struct str marks[] = {STR_INIT("{year}"), STR_INIT("{year-1}"),
                                       STR_INIT("{year+1}")};
    struct str              rest    = text;
    str_cut(&rest, '{');
    while (rest.n) {
        struct str mark = {rest.p - 1, rest.n + 1};
        if (!str_starts_with(mark, marks[0]) && !str_starts_with(mark, marks[1]) &&
            !str_starts_with(mark, marks[2]))
            return false;
        str_cut(&rest, '{');
    }
    return true;
}

static bool subject_element(struct reader *r, struct str name, const struct tree *value, void *item)
{
    struct phrase *phrase = item;
    if (!make_phrase(r, name, value, words_make, phrase))
        return false;
    if (!str_find(value->text, STR("{")).n)
        return true;
    /* Words depend on the year: made by link_document. */
    phrase->words = (struct str){0};
    if (!year_marks_valid(value->text))
        fail1(r, value, CRITERIA_YEAR_MARK, value->text);
    return true;
}

static bool about_element(struct reader *r, struct str name, const struct tree *value, void *item)
{
    struct phrase_list *any = item;
    any->items = reader_list(r, name, value, sizeof *any->items, subject_element, &any->n);
    return any->n;
}

static void read_texts(struct reader *r, struct str name, const struct tree *value, void *into)
{
    struct str_list *l = into;
    l->items           = reader_list(r, name, value, sizeof *l->items, text_element, &l->n);
}

static void read_cites(struct reader *r, struct str name, const struct tree *value, void *into)
{
    struct str_list *l = into;
    l->items           = reader_list(r, name, value, sizeof *l->items, cite_element, &l->n);
}

static void read_issuers(struct reader *r, struct str name, const struct tree *value, void *into)
{
    struct phrase_list *l = into;
    l->items              = reader_list(r, name, value, sizeof *l->items, issuer_element, &l->n);
}

static void read_subjects(struct reader *r, struct str name, const struct tree *value, void *into)
{
    struct phrase_list *l = into;
    l->items              = reader_list(r, name, value, sizeof *l->items, subject_element, &l->n);
}

static void read_series(struct reader *r, struct str name, const struct tree *value, void *into)
{
    struct phrase_list *l = into;
    l->items              = reader_list(r, name, value, sizeof *l->items, series_element, &l->n);
}

static void read_about(struct reader *r, struct str name, const struct tree *value, void *into)
{
    struct need *need = into;
    need->about = reader_list(r, name, value, sizeof *need->about, about_element, &need->nabout);
}

static void read_years(struct reader *r, struct str name, const struct tree *value, void *into)
{
    struct criteria_set *set = into;
    set->years = reader_list(r, name, value, sizeof *set->years, year_element, &set->nyears);
}

/* ---- needs ----------------------------------------------------------------- */

static void read_window(struct reader *r, struct str name, const struct tree *value, void *into)
{
    static const struct key keys[] = {
        {STR_INIT("from"), read_window_end, offsetof(struct window, from), false},
        {STR_INIT("until"), read_window_end, offsetof(struct window, until), false},
    };
    struct window     *w    = into;
    int                year = r->set->nyears ? r->set->years[0] : 2024;
    struct window_days days;
    if (reader_map(r, name, value, keys, COUNT(keys), w) && w->from.n && w->until.n &&
        window_resolve(w, year, &days) && memcmp(days.from, days.until, sizeof days.from) > 0)
        reader_fail(r, value, CRITERIA_WINDOW_BACKWARDS, w->from, w->until);
}

static bool need_element(struct reader *r, struct str name, const struct tree *value, void *item)
{
    static const struct key keys[] = {
        {STR_INIT("about"), read_about, 0, false},
        {STR_INIT("cites"), read_cites, offsetof(struct need, cites), false},
        {STR_INIT("count"), read_count, offsetof(struct need, count), false},
        {STR_INIT("issuer"), read_issuers, offsetof(struct need, issuers), false},
        {STR_INIT("not_about"), read_subjects, offsetof(struct need, not_about), false},
        {STR_INIT("series"), read_series, offsetof(struct need, series), false},
        {STR_INIT("types"), read_texts, offsetof(struct need, types), false},
        {STR_INIT("window"), read_window, offsetof(struct need, window), false},
    };
    struct need *need     = item;
    size_t       mistakes = r->nerrors;
    if (!reader_map(r, name, value, keys, COUNT(keys), need))
        return false;
    if (!need->nabout && r->nerrors == mistakes)
        fail1(r, value, CRITERIA_ABOUT_MISSING, (struct str){0});
    if (need->count && need->series.n)
        fail1(r, value, CRITERIA_COUNT_AND_SERIES, (struct str){0});
    if (!need->count)
        need->count = 1;
    return true;
}

/* ---- items ------------------------------------------------------------------ */

struct item {
    struct criterion   c;
    const struct tree *items, *needs, *points;
    bool               sound; /* no mistake in its own keys */
};

static void read_leaf(struct reader *r, const struct tree *at, struct item *item)
{
    static const struct str words[] = {[CRITERION_SURVEY]        = STR_INIT("survey"),
                                       [CRITERION_MINISTRY_DATA] = STR_INIT("ministry-data")};
    struct criterion       *c       = &item->c;
    if (item->points)
        reader_points(r, item->points, &c->centipoints);
    if (!item->needs && c->kind == CRITERION_DOCUMENT && item->sound)
        fail1(r, at, CRITERIA_NEEDS_MISSING, (struct str){0});
    if (!item->needs)
        return;
    if (c->kind != CRITERION_DOCUMENT)
        fail1(r, item->needs, CRITERIA_NEEDS_UNUSED, words[c->kind]);
    c->needs =
        reader_list(r, STR("needs"), item->needs, sizeof *c->needs, need_element, &c->nneeds);
}

static void check_code(struct reader *r, const struct tree *at, struct str code)
{
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] == ' ' || code.p[i] == '\n' || code.p[i] == '\t') {
            fail1(r, at, CRITERIA_CODE_BAD, code);
            return;
        }
    for (size_t i = 0; code.n && i < r->set->nitems; i++)
        if (str_eq(r->set->items[i].code, code)) {
            struct str line = arena_printf(r->arena, "%u", r->lines[i]);
            reader_fail(r, at, CRITERIA_CODE_TWICE, code, line);
            return;
        }
}

static bool append_item(struct reader *r, const struct tree *at, const struct criterion *c)
{
    size_t n = r->set->nitems;
    if (n == MAX_ITEMS) {
        fail1(r, at, CRITERIA_LARGE, STR("5000"));
        return false;
    }
    if (!arena_reserve(r->arena, (void **)&r->set->items, &r->items_cap, n + 1, sizeof *c) ||
        !arena_reserve(r->arena, (void **)&r->lines, &r->lines_cap, n + 1, sizeof *r->lines)) {
        r->full = true;
        return false;
    }
    r->set->items[n] = *c;
    r->lines[n]      = at->line;
    r->set->nitems   = n + 1;
    return true;
}

static void read_items(struct reader *r, const struct tree *list, size_t parent, uint16_t depth);

/* "250" -> "2.50", as the file writes it. */
static struct str points_text(struct reader *r, uint64_t centipoints)
{
    return arena_printf(r->arena, "%u.%02u", (unsigned)(centipoints / 100),
                        (unsigned)(centipoints % 100));
}

static void read_group(struct reader *r, const struct item *item, uint16_t depth)
{
    size_t   self = r->set->nitems - 1;
    uint32_t stated;
    uint64_t sum = 0;
    if (item->needs)
        fail1(r, item->needs, CRITERIA_NEEDS_AND_ITEMS, STR("needs"));
    read_items(r, item->items, self, (uint16_t)(depth + 1));
    if (!item->points || !reader_points(r, item->points, &stated))
        return;
    for (size_t i = self + 1; i < r->set->nitems; i++)
        sum += r->set->items[i].centipoints;
    if (sum != stated)
        reader_fail(r, item->points, CRITERIA_POINTS_SUM, points_text(r, stated),
                    points_text(r, sum));
}

static void read_item(struct reader *r, const struct tree *map, size_t parent, uint16_t depth)
{
    static const struct key keys[] = {
        {STR_INIT("code"), reader_text, offsetof(struct item, c.code), true},
        {STR_INIT("items"), reader_keep, offsetof(struct item, items), false},
        {STR_INIT("kind"), read_kind, offsetof(struct item, c.kind), false},
        {STR_INIT("needs"), reader_keep, offsetof(struct item, needs), false},
        {STR_INIT("points"), reader_keep, offsetof(struct item, points), false},
        {STR_INIT("responsible"), reader_text, offsetof(struct item, c.responsible), false},
        {STR_INIT("title"), reader_text, offsetof(struct item, c.title), true},
    };
    struct item item     = {.c = {.parent = parent, .depth = depth}};
    size_t      mistakes = r->nerrors;
    if (!reader_map(r, STR("items"), map, keys, COUNT(keys), &item))
        return;
    item.sound  = r->nerrors == mistakes;
    item.c.leaf = !item.items;
    if (!item.c.responsible.n && parent != SIZE_MAX)
        item.c.responsible = r->set->items[parent].responsible;
    check_code(r, map, item.c.code);
    if (item.c.leaf)
        read_leaf(r, map, &item);
    if (append_item(r, map, &item.c) && !item.c.leaf)
        read_group(r, &item, depth);
}

static void read_items(struct reader *r, const struct tree *list, size_t parent, uint16_t depth)
{
    if (list->kind != TREE_LIST)
        fail1(r, list, CRITERIA_WANT_LIST, STR("items"));
    else if (!list->first)
        fail1(r, list, CRITERIA_EMPTY, STR("items"));
    else if (depth > MAX_ITEM_DEPTH)
        fail1(r, list, CRITERIA_DEEP, STR("8"));
    else
        for (const struct tree *e = list->first; e && !r->full; e = e->next)
            read_item(r, e, parent, depth);
}

/* ---- the set ------------------------------------------------------------------ */

static void read_source(struct reader *r, struct str name, const struct tree *value, void *into)
{
    static const struct key keys[] = {
        {STR_INIT("date"), reader_text, offsetof(struct criteria_set, source_date), false},
        {STR_INIT("decision"), reader_text, offsetof(struct criteria_set, source_decision), false},
        {STR_INIT("note"), reader_text, offsetof(struct criteria_set, source_note), false},
    };
    reader_map(r, name, value, keys, COUNT(keys), into);
}

struct top {
    struct criteria_set set;
    const struct tree  *items;
};

static void read_set(struct reader *r, const struct tree *root)
{
    static const struct key keys[] = {
        {STR_INIT("items"), reader_keep, offsetof(struct top, items), true},
        {STR_INIT("level"), reader_text, offsetof(struct top, set.level), false},
        {STR_INIT("set"), reader_text, offsetof(struct top, set.id), true},
        {STR_INIT("source"), read_source, offsetof(struct top, set), false},
        {STR_INIT("status"), read_status, offsetof(struct top, set.status), true},
        {STR_INIT("title"), reader_text, offsetof(struct top, set.title), true},
        {STR_INIT("years"), read_years, offsetof(struct top, set), true},
    };
    struct top top = {0};
    if (!reader_map(r, STR("set"), root, keys, COUNT(keys), &top))
        return;
    *r->set = top.set;
    if (r->set->status == SET_OFFICIAL && !r->set->source_decision.n)
        fail1(r, root, CRITERIA_SOURCE_MISSING, (struct str){0});
    if (top.items)
        read_items(r, top.items, SIZE_MAX, 1);
}

static int by_place(const void *left, const void *right)
{
    const struct criteria_error *a = left, *b = right;
    if (a->code == CRITERIA_TOO_MANY || b->code == CRITERIA_TOO_MANY)
        return (a->code == CRITERIA_TOO_MANY) - (b->code == CRITERIA_TOO_MANY);
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return (int)a->code - (int)b->code;
}

static struct str fingerprint(struct arena *a, struct str text)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a, 64 bit */
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.p[i]) * 1099511628211u;
    return arena_printf(a, "%016llx", (unsigned long long)hash);
}

static void say_unreadable(struct str name, enum kc_status s, const struct tree_error *error,
                           criteria_say *say, void *ctx)
{
    struct criteria_error e = {.line    = error->line,
                               .column  = error->column,
                               .code    = CRITERIA_YAML,
                               .trouble = error->code,
                               .args    = {error->arg}};
    if (s == KC_SKIP)
        e = (struct criteria_error){.line = 1, .column = 1, .code = CRITERIA_EMPTY, .args = {name}};
    say(ctx, name, &e);
}

enum kc_status criteria_set_read(struct str text, struct str name, struct arena *a,
                                 criteria_say *say, void *ctx, struct criteria_set *ret_set)
{
    struct criteria_set set   = {0};
    struct tree_error   error = {.line = 1, .column = 1};
    struct reader       r     = {.arena = a, .set = &set};
    const struct tree  *root  = NULL;
    enum kc_status      s     = tree_read(text, a, &root, &error);
    if (s == KC_SKIP || s == KC_BAD_INPUT) {
        say_unreadable(name, s, &error, say, ctx);
        return KC_BAD_INPUT;
    }
    if (s != KC_OK)
        return s;
    read_set(&r, root);
    set.fingerprint = fingerprint(a, text);
    if (r.full || !set.fingerprint.n)
        return KC_LIMIT;
    if (r.nerrors) {
        qsort(r.errors, r.nerrors, sizeof *r.errors, by_place);
        for (size_t i = 0; i < r.nerrors; i++)
            say(ctx, name, &r.errors[i]);
        return KC_BAD_INPUT;
    }
    *ret_set = set;
    return KC_OK;
}

const struct criterion *criteria_find(const struct criteria_set *set, struct str code)
{
    for (size_t i = 0; i < set->nitems; i++)
        if (str_eq(set->items[i].code, code))
            return &set->items[i];
    return NULL;
}

size_t criteria_nearest(const struct criteria_set *set, struct str code, size_t most,
                        const struct criterion **ret_near)
{
    size_t n = 0;
    for (unsigned far = 0; far <= 2; far++)
        for (size_t i = 0; i < set->nitems && n < most; i++)
            if (nearest_distance(set->items[i].code, code) == far)
                ret_near[n++] = &set->items[i];
    return n;
}
