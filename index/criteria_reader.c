#include "index/criteria_reader.h"

#include "ingest/record/nearest.h"

enum { MAX_ERRORS = 100, MAX_CENTIPOINTS = 100 * 10000 };

void reader_fail(struct reader *r, const struct tree *at, enum criteria_code code, struct str arg1,
                 struct str arg2)
{
    if (r->nerrors > MAX_ERRORS)
        return;
    if (r->nerrors == MAX_ERRORS)
        code = CRITERIA_TOO_MANY;
    if (!arena_reserve(r->arena, (void **)&r->errors, &r->errors_cap, r->nerrors + 1,
                       sizeof *r->errors)) {
        r->full = true;
        return;
    }
    r->errors[r->nerrors++] = (struct criteria_error){
        .line = at->line, .column = at->column, .code = code, .args = {arg1, arg2}};
}

static void fail1(struct reader *r, const struct tree *at, enum criteria_code code, struct str arg)
{
    reader_fail(r, at, code, arg, (struct str){0});
}

/* ---- maps --------------------------------------------------------------- */

static struct str key_names(struct reader *r, const struct key *keys, size_t n)
{
    struct text out = {.arena = r->arena};
    for (size_t i = 0; i < n; i++) {
        text_add(&out, i ? STR(", ") : STR(""));
        text_add(&out, keys[i].name);
    }
    r->full |= out.full;
    return text_str(&out);
}

static void unknown_key(struct reader *r, const struct tree *key, const struct key *keys, size_t n)
{
    size_t near = 0;
    for (size_t i = 1; i < n; i++)
        if (nearest_distance(key->text, keys[i].name) <
            nearest_distance(key->text, keys[near].name))
            near = i;
    if (nearest_is(key->text, keys[near].name))
        reader_fail(r, key, CRITERIA_KEY_UNKNOWN, key->text, keys[near].name);
    else
        reader_fail(r, key, CRITERIA_KEY_UNKNOWN_FAR, key->text, key_names(r, keys, n));
}

static size_t find_key(const struct key *keys, size_t n, struct str name)
{
    size_t i = 0;
    while (i < n && !str_eq(keys[i].name, name))
        i++;
    return i;
}

static void read_pair(struct reader *r, const struct tree *key, const struct key *keys, size_t n,
                      unsigned *seen, void *into)
{
    size_t i = key->kind == TREE_TEXT ? find_key(keys, n, key->text) : n;
    if (i == n) {
        unknown_key(r, key, keys, n);
        return;
    }
    if (*seen & 1u << i)
        fail1(r, key, CRITERIA_KEY_TWICE, key->text);
    else
        keys[i].read(r, keys[i].name, key->next, (char *)into + keys[i].offset);
    *seen |= 1u << i;
}

bool reader_map(struct reader *r, struct str name, const struct tree *map, const struct key *keys,
                size_t n, void *into)
{
    unsigned seen = 0;
    if (map->kind != TREE_MAP) {
        fail1(r, map, CRITERIA_WANT_MAP, name);
        return false;
    }
    for (const struct tree *key = map->first; key && key->next; key = key->next->next)
        read_pair(r, key, keys, n, &seen, into);
    for (size_t i = 0; i < n; i++)
        if (keys[i].required && !(seen & 1u << i))
            fail1(r, map, CRITERIA_MISSING, keys[i].name);
    return true;
}

/* ---- single values ------------------------------------------------------ */

bool reader_is_text(struct reader *r, struct str name, const struct tree *value)
{
    if (value->kind != TREE_TEXT)
        fail1(r, value, CRITERIA_WANT_TEXT, name);
    else if (!value->text.n)
        fail1(r, value, CRITERIA_EMPTY, name);
    else
        return true;
    return false;
}

void reader_text(struct reader *r, struct str name, const struct tree *value, void *into)
{
    struct str *text = into;
    if (reader_is_text(r, name, value))
        *text = value->text;
}

void reader_keep(struct reader *r, struct str name, const struct tree *value, void *into)
{
    (void)r, (void)name;
    *(const struct tree **)into = value;
}

size_t reader_choose(struct reader *r, struct str name, const struct tree *value,
                     const struct str *words, size_t n, struct str all)
{
    if (!reader_is_text(r, name, value))
        return n;
    for (size_t i = 0; i < n; i++)
        if (str_eq(words[i], value->text))
            return i;
    reader_fail(r, value, CRITERIA_VALUE_UNKNOWN, value->text, all);
    return n;
}

/* ---- points -------------------------------------------------------------- */

/* "1,5" -> "1.5", for the hint. */
static struct str with_point(struct reader *r, struct str typed)
{
    struct text out  = {.arena = r->arena};
    struct str  head = str_cut(&typed, ',');
    text_add(&out, head);
    text_add(&out, STR("."));
    text_add(&out, typed);
    r->full |= out.full;
    return text_str(&out);
}

static bool all_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n;
}

/* What is wrong with points, and their hundredths when nothing is. */
static enum criteria_code parse_points(struct str typed, uint32_t *ret_centipoints)
{
    struct str rest  = typed;
    bool       minus = str_starts_with(typed, STR("-"));
    if (minus)
        rest = str_sub(rest, 1, rest.n);
    bool       comma = str_find(rest, STR(",")).n, point = str_find(rest, STR(".")).n;
    struct str whole = str_cut(&rest, comma ? ',' : '.');
    uint64_t   n = 0, hundredths = 0;
    if (!all_digits(whole) || ((comma || point) && !all_digits(rest)) || !str_to_u64(whole, &n))
        return CRITERIA_POINTS_BAD;
    if (minus)
        return CRITERIA_POINTS_NEGATIVE;
    if (comma)
        return CRITERIA_DECIMAL_COMMA;
    if (rest.n > 2)
        return CRITERIA_POINTS_DECIMALS;
    if (n > MAX_CENTIPOINTS / 100 || (rest.n && !str_to_u64(rest, &hundredths)))
        return CRITERIA_POINTS_BAD;
    *ret_centipoints = (uint32_t)(100 * n + (rest.n == 1 ? 10 * hundredths : hundredths));
    return CRITERIA_FINE;
}

bool reader_points(struct reader *r, const struct tree *value, uint32_t *ret_centipoints)
{
    if (!reader_is_text(r, STR("points"), value))
        return false;
    enum criteria_code code = parse_points(value->text, ret_centipoints);
    if (code == CRITERIA_DECIMAL_COMMA)
        reader_fail(r, value, code, value->text, with_point(r, value->text));
    else if (code != CRITERIA_FINE)
        fail1(r, value, code, value->text);
    return code == CRITERIA_FINE;
}

/* ---- lists ---------------------------------------------------------------- */

static size_t count_elements(const struct tree *list)
{
    size_t n = 0;
    for (const struct tree *e = list->first; e; e = e->next)
        n++;
    return n;
}

void *reader_list(struct reader *r, struct str name, const struct tree *value, size_t size,
                  element_fn *read, size_t *ret_n)
{
    bool   list = value->kind == TREE_LIST;
    size_t n = list ? count_elements(value) : 1, kept = 0;
    char  *items;
    if (!n)
        fail1(r, value, CRITERIA_EMPTY, name);
    if (!n || !(items = arena_alloc(r->arena, n, size))) {
        r->full |= n > 0;
        return NULL;
    }
    for (const struct tree *e = list ? value->first : value; e; e = list ? e->next : NULL)
        kept += read(r, name, e, items + kept * size);
    *ret_n = kept;
    return items;
}
