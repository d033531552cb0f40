#include "index/passage.h"

#include "ingest/record/fold.h"

bool passage_text(const struct document *doc, struct arena *a, struct str *ret_text)
{
    struct text out = {.arena = a};

    for (size_t i = 0; i < doc->nblocks; i++) {
        if (doc->blocks[i].use != USE_READING)
            continue;
        (void)text_add(&out, document_text(doc, doc->blocks[i].at)); /* `full` is sticky */
        (void)text_add(&out, STR("\n"));
    }
    if (out.full)
        return false;
    *ret_text = text_str(&out);
    return true;
}

/* --- the best passage ------------------------------------------------------- */

enum { QUERY_WORDS = 32, WORD_BYTES = 64, AROUND = 80 };

/* A word folded, cut at its room: comparing is all it is for. */
struct folded {
    char   p[WORD_BYTES];
    size_t n;
};

struct query_word {
    struct str    as_typed;
    struct folded folded;
};

/* A run of query words that ends at one of them. */
struct run {
    uint32_t length, exact, start;
};

/* Near enough to the tokenizer's idea of a word: it finds, this only shows. */
static bool is_word_char(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0x300 && cp < 0x2000) || fold_is_letter(cp) ||
           cp > 0x303F;
}

/* Takes the next word off *rest; false when there is none. */
static bool next_word(struct str *rest, struct str *ret_word)
{
    const char *start = NULL;

    while (rest->n) {
        struct str before = *rest;
        bool       inside = is_word_char(utf8_next(rest));

        if (inside && !start)
            start = before.p;
        if (!inside && start) {
            *ret_word = (struct str){start, (size_t)(before.p - start)};
            return true;
        }
    }
    if (start)
        *ret_word = (struct str){start, (size_t)(rest->p - start)};
    return start != NULL;
}

static void fold_word(struct str word, struct folded *ret_folded)
{
    ret_folded->n = 0;
    while (word.n && ret_folded->n + 4 <= WORD_BYTES) {
        uint32_t cp = utf8_next(&word);

        if (cp < 0x300 || cp > 0x36F)
            ret_folded->n += utf8_put(fold_base(cp), ret_folded->p + ret_folded->n);
    }
}

static size_t split_query(struct str words, struct query_word *ret_words)
{
    size_t     n = 0;
    struct str word;

    while (n < QUERY_WORDS && next_word(&words, &word)) {
        ret_words[n].as_typed = word;
        fold_word(word, &ret_words[n].folded);
        n++;
    }
    return n;
}

static uint32_t score(const struct run *r)
{
    return 2 * r->length + (r->length && r->exact == r->length);
}

/* Carries every run on by one word of the text: runs[i] becomes the one that
 * ends with query word i. Backwards, because runs[i] needs the old runs[i - 1]. */
static void step_runs(struct run *runs, const struct query_word *query, size_t n, struct str word,
                      uint32_t start)
{
    struct folded folded;

    fold_word(word, &folded);
    for (size_t i = n; i-- > 0;) {
        const struct folded *q = &query[i].folded;
        struct run           r = i ? runs[i - 1] : (struct run){0};

        if (q->n != folded.n || memcmp(q->p, folded.p, q->n) != 0) {
            runs[i] = (struct run){0};
            continue;
        }
        if (!r.length)
            r.start = start;
        r.length++;
        r.exact += fold_eq_lower(word, query[i].as_typed);
        runs[i] = r;
    }
}

static uint32_t best_in_block(const struct document *doc, const struct block *b,
                              const struct query_word *query, size_t n, uint32_t least,
                              struct span *ret_at)
{
    struct run runs[QUERY_WORDS] = {0};
    struct str rest              = document_text(doc, b->at), word;

    while (next_word(&rest, &word)) {
        uint32_t start = (uint32_t)(word.p - doc->normal.p);

        step_runs(runs, query, n, word, start);
        for (size_t i = 0; i < n; i++)
            if (score(&runs[i]) > least) {
                least   = score(&runs[i]);
                *ret_at = (struct span){runs[i].start, start + (uint32_t)word.n};
            }
    }
    return least;
}

/* Whole words around a passage; block text has spaces, not lines. */
static struct str widen(const struct document *doc, struct span block, struct span at)
{
    const char *text  = doc->normal.p;
    uint32_t    start = at.start - block.start > AROUND ? at.start - AROUND : block.start;
    uint32_t    end   = block.end - at.end > AROUND ? at.end + AROUND : block.end;

    while (start > block.start && start < at.start && text[start - 1] != ' ')
        start++;
    while (end < block.end && end > at.end && text[end] != ' ')
        end--;
    return str_trim(document_text(doc, (struct span){start, end}));
}

bool passage_find(const struct document *doc, struct str words, struct span *ret_at,
                  struct str *ret_snippet)
{
    struct query_word query[QUERY_WORDS];
    size_t            n    = split_query(words, query);
    uint32_t          best = 0;

    for (size_t i = 0; n && i < doc->nblocks; i++) {
        const struct block *b = &doc->blocks[i];
        uint32_t            found;

        if (b->use != USE_READING)
            continue;
        found = best_in_block(doc, b, query, n, best, ret_at);
        if (found > best)
            *ret_snippet = widen(doc, b->at, *ret_at);
        best = found;
    }
    return best > 0;
}
