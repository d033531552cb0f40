#include "index/tokenizer.h"

#include <sqlite3.h>
#include <string.h>

#include "ingest/record/fold.h"

#define WORD_MAX  240 /* bytes that count; the rest of a longer run is ignored */
#define QUERY_MAX 64  /* words and phrases */

/* ---- words ------------------------------------------------------------------ */

struct word {
    size_t start, end;          /* in the text */
    char   exact[WORD_MAX + 8]; /* lower case */
    char   plain[WORD_MAX + 8]; /* and without marks */
    size_t nexact, nplain;
    bool   marked; /* the two differ */
};

/* What a character adds to both forms of a word. */
struct letter {
    char    exact[4], plain[4];
    uint8_t nexact; /* bytes; 0: not part of any word            */
    uint8_t nplain; /* 0: a mark, which only goes on with a word */
    bool    marked;
};

/* Looking characters up in the folding tables one by one was half of the cost of
 * full text: these are the answers for all that Vietnamese is written with, by the
 * way they stand in UTF-8. */
enum { LOW = 0x280, HIGH_START = 0x1E00, HIGH = 0x100 };
struct letters {
    struct letter low[LOW];   /* of one byte, or two with the lead C2 to C9 */
    struct letter high[HIGH]; /* from HIGH_START: E1 B8 80 to E1 BB BF      */
};

static bool is_mark(uint32_t cp)
{
    return cp >= 0x300 && cp <= 0x36F;
}

/* Beyond Latin everything but punctuation and symbols makes words. */
static bool is_other_letter(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } no[] = {
        {0x0000, 0x036F}, {0x2000, 0x2BFF}, {0x3000, 0x303F}, {0xE000, 0xF8FF},
        {0xFE00, 0xFE6F}, {0xFF00, 0xFF20}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF},
    };

    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (cp >= no[i].first && cp <= no[i].last)
            return false;
    return true;
}

static bool in_word(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || fold_is_letter(cp) || (cp >= 0x370 && is_other_letter(cp));
}

static struct letter letter_of(uint32_t cp)
{
    struct letter l = {.marked = is_mark(cp) || fold_base(cp) != fold_lower(cp)};

    if (is_mark(cp) || in_word(cp))
        l.nexact = (uint8_t)utf8_put(fold_lower(cp), l.exact);
    if (l.nexact && !is_mark(cp))
        l.nplain = (uint8_t)utf8_put(fold_base(cp), l.plain);
    return l;
}

static void letters_fill(struct letters *all)
{
    for (uint32_t i = 0; i < LOW; i++)
        all->low[i] = letter_of(i);
    for (uint32_t i = 0; i < HIGH; i++)
        all->high[i] = letter_of(HIGH_START + i);
}

/* The row for the character at *p, which is before `end`, and past it; *rare is room
 * for one that is in no table. */
static const struct letter *letter_next(const struct letters *all, const char **p, const char *end,
                                        struct letter *rare)
{
    const unsigned char *c = (const unsigned char *)*p;
    size_t               n = (size_t)(end - *p);
    struct str           rest;

    if (c[0] < 0x80) {
        *p += 1;
        return &all->low[c[0]];
    }
    if (c[0] >= 0xC2 && c[0] <= 0xC9 && n >= 2 && (c[1] & 0xC0) == 0x80) {
        *p += 2;
        return &all->low[(c[0] & 0x1Fu) << 6 | (c[1] & 0x3Fu)];
    }
    if (c[0] == 0xE1 && n >= 3 && (c[1] & 0xFC) == 0xB8 && (c[2] & 0xC0) == 0x80) {
        *p += 3;
        return &all->high[(c[1] & 3u) << 6 | (c[2] & 0x3Fu)];
    }
    rest  = (struct str){*p, n};
    *rare = letter_of(utf8_next(&rest));
    *p    = rest.p;
    return rare;
}

/* The next word of `text` from *at on. False at the end. */
static bool word_next(const struct letters *all, struct str text, size_t *at, struct word *w)
{
    const char   *p = text.p + *at, *end = text.p + text.n, *first = NULL, *past = NULL;
    size_t        nexact = 0, nplain = 0;
    bool          marked = false;
    struct letter rare;

    while (p < end) {
        const char          *start = p;
        const struct letter *l     = letter_next(all, &p, end, &rare);

        if (!l->nplain && !(l->nexact && first)) {
            if (first)
                break;
            continue;
        }
        first = first ? first : start;
        past  = p;
        if (nexact > WORD_MAX)
            continue;
        /* Four bytes for one to four: the room goes on for eight. */
        memcpy(w->exact + nexact, l->exact, sizeof l->exact);
        memcpy(w->plain + nplain, l->plain, sizeof l->plain);
        nexact += l->nexact;
        nplain += l->nplain;
        marked |= l->marked;
    }
    *at = (size_t)(p - text.p);
    if (!first)
        return false;
    w->start  = (size_t)(first - text.p);
    w->end    = (size_t)(past - text.p);
    w->nexact = nexact;
    w->nplain = nplain;
    w->marked = marked;
    return true;
}

/* ---- FTS5 ------------------------------------------------------------------- */

static int vn_create(void *context, const char **args, int nargs, Fts5Tokenizer **ret)
{
    struct letters *all = sqlite3_malloc(sizeof *all);

    (void)context;
    (void)args;
    (void)nargs;
    if (!all)
        return SQLITE_NOMEM;
    letters_fill(all);
    *ret = (Fts5Tokenizer *)all;
    return SQLITE_OK;
}

static void vn_delete(Fts5Tokenizer *t)
{
    sqlite3_free(t);
}

typedef int token_fn(void *context, int flags, const char *token, int n, int start, int end);

static int vn_tokenize(Fts5Tokenizer *t, void *context, int flags, const char *text, int n,
                       token_fn *emit)
{
    const struct letters *all = (const struct letters *)t;
    struct str            s   = {text, n > 0 ? (size_t)n : 0};
    size_t                at  = 0;
    struct word           w;
    int                   rc = SQLITE_OK;

    while (rc == SQLITE_OK && word_next(all, s, &at, &w)) {
        rc = emit(context, 0, w.exact, (int)w.nexact, (int)w.start, (int)w.end);
        if (rc == SQLITE_OK && !(flags & FTS5_TOKENIZE_QUERY) && w.marked)
            rc = emit(context, FTS5_TOKEN_COLOCATED, w.plain, (int)w.nplain, (int)w.start,
                      (int)w.end);
    }
    return rc;
}

/* How the manual says to find FTS5: a pointer passed through a statement. */
static fts5_api *find_fts5(sqlite3 *db)
{
    fts5_api     *api  = NULL;
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL) == SQLITE_OK)
        (void)sqlite3_step(stmt); /* api stays NULL when it fails */
    (void)sqlite3_finalize(stmt);
    return api;
}

enum kc_status tokenizer_register(struct sqlite3 *db)
{
    fts5_tokenizer vn  = {vn_create, vn_delete, vn_tokenize};
    fts5_api      *api = find_fts5(db);

    if (!api || api->xCreateTokenizer(api, "vn", NULL, &vn, NULL) != SQLITE_OK)
        return KC_IO;
    return KC_OK;
}

/* ---- queries ------------------------------------------------------------------ */

/* The words of `s` as one FTS5 string, `first` in place of the first unless it is
 * empty. Only letters, digits and spaces get in. */
static void add_string(struct text *out, const struct letters *all, struct str s, struct str first,
                       bool plain)
{
    struct word w;
    size_t      at = 0, n = 0;

    text_add(out, STR("\""));
    for (; word_next(all, s, &at, &w); n++) {
        struct str word = plain ? (struct str){w.plain, w.nplain} : (struct str){w.exact, w.nexact};

        text_add(out, n ? STR(" ") : STR(""));
        text_add(out, !n && first.n ? first : word);
    }
    text_add(out, STR("\""));
}

/* How many words, and do any have marks? */
static size_t count_words(const struct letters *all, struct str s, bool *ret_marks)
{
    struct word w;
    size_t      at = 0, n = 0;

    *ret_marks = false;
    while (word_next(all, s, &at, &w)) {
        n++;
        *ret_marks = *ret_marks || w.marked;
    }
    return n;
}

enum { NUMBER_WAYS = 3 };

/* A document says 05/KH-UBND and people ask for 5/KH-UBND, or the other way round.
 * The ways to write the number that a phrase begins with, the first as it is typed
 * (empty); `buf` has room for them. */
static size_t number_ways(const struct letters *all, struct str s, char buf[WORD_MAX + 8],
                          struct str ways[NUMBER_WAYS])
{
    struct word w;
    size_t      at = 0, n = 1, zeros = 0;

    ways[0] = (struct str){0};
    if (!word_next(all, s, &at, &w) || at >= s.n || w.nexact > WORD_MAX)
        return n;
    for (size_t i = 0; i < w.nexact; i++)
        if (w.exact[i] < '0' || w.exact[i] > '9')
            return n;
    while (zeros + 1 < w.nexact && w.exact[zeros] == '0')
        zeros++;
    buf[0] = '0';
    memcpy(buf + 1, w.exact + zeros, w.nexact - zeros);
    if (zeros)
        ways[n++] = (struct str){buf + 1, w.nexact - zeros};
    if (zeros != 1 && w.nexact - zeros == 1)
        ways[n++] = (struct str){buf, 2};
    return n;
}

/* One word or phrase; false when there is no word in it. */
static bool add_term(struct text *out, const struct letters *all, struct str s, bool exact_only)
{
    char       buf[WORD_MAX + 8];
    struct str ways[NUMBER_WAYS];
    bool       marks;
    size_t     n;

    if (count_words(all, s, &marks) == 0)
        return false;
    if (out->n)
        text_add(out, STR(" AND "));
    marks = marks && !exact_only;
    n     = exact_only ? 1 : number_ways(all, s, buf, ways);
    if (exact_only)
        ways[0] = (struct str){0};
    text_add(out, marks || n > 1 ? STR("(") : STR(""));
    for (size_t i = 0; i < n; i++) {
        text_add(out, i ? STR(" OR ") : STR(""));
        add_string(out, all, s, ways[i], false);
        if (!marks)
            continue;
        text_add(out, STR(" OR "));
        add_string(out, all, s, ways[i], true);
    }
    text_add(out, marks || n > 1 ? STR(")") : STR(""));
    return true;
}

/* The next phrase in quotes, or what stands up to a space or quote. */
static struct str next_term(struct str *rest)
{
    struct str term = *rest;
    size_t     n    = 0;

    if (rest->p[0] == '"') {
        *rest = str_sub(*rest, 1, rest->n);
        return str_cut(rest, '"');
    }
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '"')
        n++;
    term  = str_sub(*rest, 0, n);
    *rest = str_sub(*rest, n < rest->n && rest->p[n] == ' ' ? n + 1 : n, rest->n);
    return term;
}

static enum kc_status build(struct str words, struct arena *a, bool exact_only,
                            struct str *ret_match)
{
    struct text    out = {.arena = a};
    size_t         n   = 0;
    struct letters all;

    letters_fill(&all);
    while (words.n && n < QUERY_MAX)
        n += add_term(&out, &all, next_term(&words), exact_only);
    if (out.full)
        return KC_LIMIT;
    if (n == 0)
        return KC_SKIP;
    *ret_match = text_str(&out);
    return KC_OK;
}

enum kc_status tokenizer_query(struct str words, struct arena *a, struct str *ret_match)
{
    return build(words, a, false, ret_match);
}

enum kc_status tokenizer_query_exact(struct str words, struct arena *a, struct str *ret_match)
{
    return build(words, a, true, ret_match);
}
