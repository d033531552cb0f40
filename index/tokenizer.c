#include "index/tokenizer.h"

#include <sqlite3.h>

#include "ingest/record/fold.h"

#define WORD_MAX  240 /* bytes that count; the rest of a longer run is ignored */
#define QUERY_MAX 64  /* words and phrases */

/* ---- words ------------------------------------------------------------------ */

struct word {
    size_t start, end;          /* in the text */
    char   exact[WORD_MAX + 8]; /* lower case */
    char   plain[WORD_MAX + 8]; /* and without marks */
    size_t nexact, nplain;
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

static void word_add(struct word *w, uint32_t cp)
{
    if (w->nexact > WORD_MAX)
        return;
    w->nexact += utf8_put(fold_lower(cp), w->exact + w->nexact);
    if (!is_mark(cp))
        w->nplain += utf8_put(fold_base(cp), w->plain + w->nplain);
}

/* The next word of `text` from *at on. False at the end. */
static bool word_next(struct str text, size_t *at, struct word *w)
{
    struct str rest = str_sub(text, *at, text.n);

    w->nexact = w->nplain = 0;
    while (rest.n) {
        size_t   start = text.n - rest.n;
        uint32_t cp    = utf8_next(&rest);

        if (!in_word(cp) && !(w->nexact && is_mark(cp))) {
            if (w->nexact)
                break;
            continue;
        }
        if (!w->nexact)
            w->start = start;
        w->end = text.n - rest.n;
        word_add(w, cp);
    }
    *at = text.n - rest.n;
    return w->nexact > 0;
}

static bool word_has_marks(const struct word *w)
{
    return !str_eq((struct str){w->exact, w->nexact}, (struct str){w->plain, w->nplain});
}

/* ---- FTS5 ------------------------------------------------------------------- */

static int vn_create(void *context, const char **args, int nargs, Fts5Tokenizer **ret)
{
    (void)context;
    (void)args;
    (void)nargs;
    *ret = sqlite3_malloc(1); /* no state, but it must not be NULL */
    return *ret ? SQLITE_OK : SQLITE_NOMEM;
}

static void vn_delete(Fts5Tokenizer *t)
{
    sqlite3_free(t);
}

typedef int token_fn(void *context, int flags, const char *token, int n, int start, int end);

static int vn_tokenize(Fts5Tokenizer *t, void *context, int flags, const char *text, int n,
                       token_fn *emit)
{
    struct str  s  = {text, n > 0 ? (size_t)n : 0};
    size_t      at = 0;
    struct word w;
    int         rc = SQLITE_OK;

    (void)t;
    while (rc == SQLITE_OK && word_next(s, &at, &w)) {
        rc = emit(context, 0, w.exact, (int)w.nexact, (int)w.start, (int)w.end);
        if (rc == SQLITE_OK && !(flags & FTS5_TOKENIZE_QUERY) && word_has_marks(&w))
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

/* The words of `s` as one FTS5 string. Only letters, digits and spaces get in. */
static void add_string(struct text *out, struct str s, bool plain)
{
    struct word w;
    size_t      at    = 0;
    const char *space = "";

    text_add(out, STR("\""));
    while (word_next(s, &at, &w)) {
        text_add(out, str_from_cstr(space));
        text_add(out, plain ? (struct str){w.plain, w.nplain} : (struct str){w.exact, w.nexact});
        space = " ";
    }
    text_add(out, STR("\""));
}

/* How many words, and do any have marks? */
static size_t count_words(struct str s, bool *ret_marks)
{
    struct word w;
    size_t      at = 0, n = 0;

    *ret_marks = false;
    while (word_next(s, &at, &w)) {
        n++;
        *ret_marks = *ret_marks || word_has_marks(&w);
    }
    return n;
}

/* One word or phrase; false when there is no word in it. */
static bool add_term(struct text *out, struct str s, bool exact_only)
{
    bool marks;

    if (count_words(s, &marks) == 0)
        return false;
    if (out->n)
        text_add(out, STR(" AND "));
    if (!marks || exact_only) {
        add_string(out, s, false);
        return true;
    }
    text_add(out, STR("("));
    add_string(out, s, false);
    text_add(out, STR(" OR "));
    add_string(out, s, true);
    text_add(out, STR(")"));
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
    struct text out = {.arena = a};
    size_t      n   = 0;

    while (words.n && n < QUERY_MAX)
        n += add_term(&out, next_term(&words), exact_only);
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
