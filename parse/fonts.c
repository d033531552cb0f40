#include "parse/fonts.h"

#include <string.h>

#include "parse/legacy.h"

/* ---- names ------------------------------------------------------------------- */

/* How the names of the fonts begin, without case. */
static const struct {
    struct str    head;
    enum encoding encoding;
    bool          capitals; /* some of the family are, and end in "H" */
} families[] = {
    {STR_INIT(".Vn"), ENCODING_TCVN3, true},
    {STR_INIT("VNI-"), ENCODING_VNI, false},
    {STR_INIT("VNI "), ENCODING_VNI, false},
    {STR_INIT("VI "), ENCODING_VISCII, false},
};

static struct str first_name(struct str list)
{
    struct str name = str_trim(str_cut(&list, ','));

    while (name.n && (name.p[0] == '\'' || name.p[0] == '"'))
        name = str_trim(str_sub(name, 1, name.n));
    while (name.n && (name.p[name.n - 1] == '\'' || name.p[name.n - 1] == '"'))
        name = str_trim(str_sub(name, 0, name.n - 1));
    return name;
}

struct font font_named(struct str name)
{
    name = first_name(name);
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (str_eq_nocase(str_sub(name, 0, families[i].head.n), families[i].head))
            return (struct font){.encoding = families[i].encoding,
                                 .capitals =
                                     families[i].capitals && str_ends_with_nocase(name, STR("h"))};
    return (struct font){.today = name.n > 0};
}

/* A "v" begins all the names but for a dot. Small letters are of style sheets, where "vi " is a
 * word of the text and ".vn" mostly the end of an address. */
static bool names_from(struct str bytes, char first)
{
    const char *end = bytes.p + bytes.n, *v = bytes.p;

    for (; (v = memchr(v, first, (size_t)(end - v))); v++) {
        struct str here = {v, (size_t)(end - v)};

        if (str_eq_nocase(str_sub(here, 0, 4), STR("VNI-")) || str_starts_with(here, STR("VNI")) ||
            str_starts_with(here, STR("VI ")))
            return true;
        if (v > bytes.p && v[-1] == '.' && here.n > 1 && (v[1] | 0x20) == 'n' &&
            (first == 'V' || (here.n > 2 && (unsigned)((v[2] | 0x20) - 'a') < 26)))
            return true;
    }
    return false;
}

bool fonts_named_in(struct str bytes)
{
    return bytes.n && (names_from(bytes, 'V') || names_from(bytes, 'v'));
}

/* ---- stretches --------------------------------------------------------------- */

bool font_runs_add(struct arena *a, struct font_runs *runs, struct span at, struct font font)
{
    struct font_run *last = runs->n ? &runs->items[runs->n - 1] : NULL;
    void            *p    = runs->items;

    if (at.start >= at.end)
        return true;
    if (last && last->at.end == at.start && font_eq(last->font, font)) {
        last->at.end = at.end;
        return true;
    }
    if (!arena_reserve(a, &p, &runs->cap, runs->n + 1, sizeof *runs->items))
        return false;
    runs->items            = p;
    runs->items[runs->n++] = (struct font_run){at, font};
    return true;
}

void font_runs_cut(struct font_runs *runs, size_t end)
{
    while (runs->n && runs->items[runs->n - 1].at.start >= end)
        runs->n--;
    if (runs->n && runs->items[runs->n - 1].at.end > end)
        runs->items[runs->n - 1].at.end = (uint32_t)end;
}

/* ---- what the text says to it -------------------------------------------------- */

#define NENCODINGS (ENCODING_VISCII + 1)

static struct str text_of(const struct document *doc, struct span at)
{
    return str_sub(doc->original, at.start, at.end);
}

/* One run may be too short to tell: then its block, then the document, then the
 * font decides. */
static bool is_old(long run, long block, long document)
{
    return run ? run > 0 : block ? block > 0 : document >= 0;
}

static void keep(struct font_runs *runs, const long *evidence, const long *block, const long *all,
                 size_t *kept, size_t i)
{
    enum encoding e = runs->items[i].font.encoding;

    if (e == ENCODING_UNICODE || is_old(evidence[i], block[e], all[e]))
        runs->items[(*kept)++] = runs->items[i];
}

static bool deny_converted(struct document *doc, struct font_runs *runs)
{
    long  *evidence        = ARENA_NEW(doc->arena, long, runs->n);
    long   all[NENCODINGS] = {0};
    size_t first = 0, kept = 0;

    if (!evidence)
        return false;
    for (size_t i = 0; i < runs->n; i++) {
        enum encoding e = runs->items[i].font.encoding;

        evidence[i] = legacy_evidence(e, text_of(doc, runs->items[i].at));
        all[e] += evidence[i];
    }
    for (size_t k = 0; k < doc->nblocks; k++) {
        long   block[NENCODINGS] = {0};
        size_t i                 = first;

        for (; i < runs->n && runs->items[i].at.start < doc->blocks[k].at.end; i++)
            block[runs->items[i].font.encoding] += evidence[i];
        for (; first < i; first++)
            keep(runs, evidence, block, all, &kept, first);
    }
    runs->n = kept;
    return true;
}

/* ---- old text that no old font was named for -------------------------------------- */

/* A font of today may stand for one that a converter did not know; an odd letter or
 * two ("5 µm, § 2") say nothing there. */
#define LEAST_TODAY 4

struct guess {
    struct document *doc;
    struct font_runs known, all;
    enum encoding    encoding;
    long             least; /* evidence that text without any font needs */
    bool             full;
};

static void consider(struct guess *g, uint32_t start, uint32_t end, long least)
{
    struct span at = {start, end};

    if (legacy_evidence(g->encoding, text_of(g->doc, at)) >= least)
        g->full |=
            !font_runs_add(g->doc->arena, &g->all, at, (struct font){.encoding = g->encoding});
}

static void fill_block(struct guess *g, struct span block, size_t *next)
{
    uint32_t at = block.start;

    for (; *next < g->known.n && g->known.items[*next].at.start < block.end; (*next)++) {
        const struct font_run *k = &g->known.items[*next];

        if (at < k->at.start)
            consider(g, at, k->at.start, g->least);
        if (k->font.encoding == ENCODING_UNICODE)
            consider(g, k->at.start, k->at.end, LEAST_TODAY);
        else
            g->full |= !font_runs_add(g->doc->arena, &g->all, k->at, k->font);
        at = k->at.end;
    }
    if (at < block.end)
        consider(g, at, block.end, g->least);
}

/* Without anything modern in it, even a block that tells nothing is old. */
static long least_evidence(const struct document *doc, enum encoding encoding)
{
    for (size_t i = 0; i < doc->nblocks; i++)
        if (legacy_evidence(encoding, text_of(doc, doc->blocks[i].at)) < 0)
            return 1;
    return 0;
}

static bool fill_gaps(struct document *doc, struct font_runs *runs, enum encoding encoding)
{
    struct guess g = {
        .doc = doc, .known = *runs, .encoding = encoding, .least = least_evidence(doc, encoding)};
    size_t next = 0;

    for (size_t i = 0; i < doc->nblocks; i++)
        fill_block(&g, doc->blocks[i].at, &next);
    *runs = g.all;
    return !g.full;
}

static bool names_old(const struct font_runs *runs)
{
    for (size_t i = 0; i < runs->n; i++)
        if (runs->items[i].font.encoding != ENCODING_UNICODE)
            return true;
    return false;
}

static void drop_today(struct font_runs *runs)
{
    size_t kept = 0;

    for (size_t i = 0; i < runs->n; i++)
        if (runs->items[i].font.encoding != ENCODING_UNICODE)
            runs->items[kept++] = runs->items[i];
    runs->n = kept;
}

bool fonts_confirm(struct document *doc, struct font_runs *runs, enum encoding *ret_guess)
{
    if (names_old(runs) && !deny_converted(doc, runs))
        return false;
    *ret_guess = legacy_guess(doc->original);
    if (*ret_guess != ENCODING_UNICODE && *ret_guess != ENCODING_TWICE)
        return fill_gaps(doc, runs, *ret_guess);
    drop_today(runs);
    return true;
}
