#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "ingest/record/diag.h"
#include "ingest/record/fold.h"
#include "parse/legacy.h"
#include "parse/parse.h"
#include "parse/parser.h"
#include "parse/repair.h"
#include "parse/tone.h"
#include "parse/trail.h"

/* Text goes through in stretches. Bytes that are in house normal form already
 * are copied in bulk (repair_clean_prefix); everything else goes segment by
 * segment, a segment being a character and all that may combine with it. NFC of
 * a segment does not depend on its neighbours, so the pieces add up to NFC of the
 * whole, and every piece knows its place in the original. */

#define MARKS_MAX    30 /* in a row, counted decomposed: UAX #15, stream-safe text */
#define MARKS_FREE   4  /* characters that cannot have as many, however composed */
#define SEGMENT_FULL 32
#define SEGMENT_MAX  (SEGMENT_FULL + MARKS_MAX)
#define UTF16_MAX    (3 * 2 * SEGMENT_MAX) /* NFC at most triples UTF-16 */
#define SYMBOL_MAX   64                    /* bytes to look back for the "/" of a document number */

struct normaliser {
    const UNormalizer2 *nfc; /* ICU's own, never closed */
};

enum kc_status normaliser_new(struct normaliser **ret)
{
    UErrorCode         error = U_ZERO_ERROR;
    struct normaliser *n     = calloc(1, sizeof *n);

    if (!n)
        return KC_NO_MEMORY;
    n->nfc = unorm2_getNFCInstance(&error);
    if (U_FAILURE(error)) {
        free(n);
        return KC_IO;
    }
    *ret = n;
    return KC_OK;
}

void normaliser_free(struct normaliser *n)
{
    free(n);
}

/* One pass over one original. */
struct run {
    const UNormalizer2    *nfc;
    struct str             original;
    size_t                 at, end; /* the rest of the block, in original */
    struct trail           out;
    bool                   in_block;      /* the block has text in `out` */
    bool                   space_pending; /* white space waits for text behind it */
    size_t                 original_end;  /* behind the last character that was kept */
    bool                   bad_bytes;
    const struct font_run *font, *fonts_end; /* where `at` is or gets to next, and the last */
};

struct segment {
    uint32_t cp[SEGMENT_MAX];
    size_t   at[SEGMENT_MAX + 1]; /* in original; [n] is the end */
    size_t   n;
    unsigned marks; /* at the end, counted decomposed */
};

/* ---- between segments ----------------------------------------------------- */

/* True when cp cannot combine with what is before it. Latin letters cannot, marks
 * can; ICU knows the rest. */
static bool stands_alone(const struct run *r, uint32_t cp)
{
    if (cp < 0x300 || cp - 0x1E00 < 0x100)
        return true;
    return cp >= 0x370 && unorm2_hasBoundaryBefore(r->nfc, (UChar32)cp);
}

/* `next` (0: none) follows what was written: when that ends a syllable on oà,
 * uỷ and the like, the tone goes to the first vowel. */
static void end_syllable(struct run *r, uint32_t next)
{
    struct trail *t = &r->out;
    size_t        second_at, first_at, second_from, first_from;
    uint32_t      first, second;

    if (t->n < 3 || (unsigned char)t->text[t->n - 1] < 0x80)
        return;
    second_at = trail_char_start(t, t->n);
    first_at  = trail_char_start(t, second_at);
    if (!tone_moves(trail_char(t, first_at), trail_char(t, second_at), &first, &second) ||
        fold_is_letter(next) || !tone_begins((struct str){t->text, first_at}))
        return;
    first_from  = trail_origin(t, first_at);
    second_from = trail_origin(t, second_at);
    trail_cut(t, first_at);
    trail_add_char(t, first, first_from);
    trail_add_char(t, second, second_from);
}

/* What has to stand before the next text of the block, which begins with cp. A
 * line break or space also stands for what vanished in front of it, so that no
 * quote of the word before ends in something invisible. */
static void lead_in(struct run *r, uint32_t cp)
{
    if (!r->in_block) {
        if (r->out.n)
            trail_add_char(&r->out, '\n', r->original_end);
    } else {
        end_syllable(r, r->space_pending ? ' ' : cp);
        if (r->space_pending)
            trail_add_char(&r->out, ' ', r->original_end);
    }
    r->in_block      = true;
    r->space_pending = false;
}

/* ---- the slow way: segments ---------------------------------------------- */

/* The stretch from r->at on that is set in one font or in none; *ret_font says
 * which. */
static struct str stretch(struct run *r, struct font *ret_font)
{
    size_t end = r->end;

    while (r->font < r->fonts_end && r->font->at.end <= r->at)
        r->font++;
    *ret_font = (struct font){0};
    if (r->font < r->fonts_end && r->font->at.start <= r->at) {
        *ret_font = r->font->font;
        end       = r->font->at.end;
    } else if (r->font < r->fonts_end) {
        end = r->font->at.start;
    }
    return str_sub(r->original, r->at, end < r->end ? end : r->end);
}

static uint32_t decode(struct run *r, struct str *rest, struct font font)
{
    size_t   before = rest->n;
    uint32_t cp =
        font.encoding == ENCODING_UNICODE ? utf8_next(rest) : legacy_next(font.encoding, rest);

    if (cp == 0xFFFD && before - rest->n == 1)
        r->bad_bytes = true;
    return font.capitals ? fold_upper(cp) : cp;
}

static bool is_capital(uint32_t cp)
{
    return fold_is_letter(cp) && fold_lower(cp) != cp;
}

static bool in_document_symbol(const struct run *r)
{
    for (size_t i = r->out.n; i > 0 && r->out.n - i < SYMBOL_MAX; i--) {
        char c = r->out.text[i - 1];

        if (c == '/' || c == ' ' || c == '\n')
            return c == '/';
    }
    return false;
}

/* Word hides the hyphen of "153/KH-UBND" in a soft hyphen when somebody pressed
 * Ctrl and "-": between capitals of a symbol it is meant. */
static bool is_lost_hyphen(struct run *r, uint32_t previous, struct str rest, struct font font)
{
    return is_capital(previous) && rest.n && is_capital(repair_char(decode(r, &rest, font))) &&
           in_document_symbol(r);
}

/* The repaired character at r->at, which is before r->end; *ret_next is the
 * offset behind it. `previous` stands before it. */
static uint32_t peek(struct run *r, uint32_t previous, size_t *ret_next)
{
    struct font font;
    struct str  rest = stretch(r, &font);
    size_t      end  = r->at + rest.n;
    uint32_t    cp   = decode(r, &rest, font);

    *ret_next = end - rest.n;
    if (cp == 0xAD && is_lost_hyphen(r, previous, rest, font))
        return '-';
    return repair_char(cp);
}

/* Marks a character brings at its start and leaves at its end; `whole`: it is
 * nothing but marks. All counted decomposed, so that NFC does not change them. */
struct mark_count {
    unsigned lead, trail;
    bool     whole;
};

static struct mark_count count_marks(const struct run *r, uint32_t cp)
{
    struct mark_count c     = {.whole = true};
    UErrorCode        error = U_ZERO_ERROR;
    UChar             buf[32];
    int32_t           n, i = 0;

    if (cp < 0xC0)
        return (struct mark_count){0};
    n = unorm2_getDecomposition(r->nfc, (UChar32)cp, buf, 32, &error);
    if (n < 0 || U_FAILURE(error)) {
        unsigned mark = unorm2_getCombiningClass(r->nfc, (UChar32)cp) != 0;

        return (struct mark_count){mark, mark, mark != 0};
    }
    while (i < n) {
        UChar32 part;

        U16_NEXT(buf, i, n, part);
        if (unorm2_getCombiningClass(r->nfc, part) == 0) {
            c.whole = false;
            c.trail = 0;
            continue;
        }
        c.trail++;
        c.lead += c.whole;
    }
    return c;
}

static unsigned marks_after(unsigned before, struct mark_count c)
{
    return c.whole ? before + c.trail : c.trail;
}

/* Would cp make too many marks in a row? Few characters cannot. */
static bool segment_overflows(const struct run *r, struct segment *s, uint32_t cp)
{
    struct mark_count c;

    if (s->n < MARKS_FREE)
        return false;
    if (s->n == MARKS_FREE) {
        s->marks = 0;
        for (size_t i = 0; i < s->n; i++)
            s->marks = marks_after(s->marks, count_marks(r, s->cp[i]));
    }
    c = count_marks(r, cp);
    if (s->marks + c.lead > MARKS_MAX)
        return true;
    s->marks = marks_after(s->marks, c);
    return false;
}

/* Adds cp unless that makes too many marks in a row. False when s is full, and
 * that is before an endless run of jamos or vowel signs (which do not reach back
 * over one another): the rest of the room is for marks. */
static bool segment_add(const struct run *r, struct segment *s, uint32_t cp, size_t at, size_t next)
{
    if (s->n >= SEGMENT_FULL && count_marks(r, cp).lead == 0)
        return false;
    if (segment_overflows(r, s, cp))
        return true;
    s->cp[s->n]   = cp;
    s->at[s->n++] = at;
    s->at[s->n]   = next;
    return true;
}

/* The character that what is read next will follow; 0 when there is none. */
static uint32_t previous_char(const struct run *r, const struct segment *s)
{
    if (s->n)
        return s->cp[0];
    if (!r->in_block || r->space_pending)
        return 0;
    return trail_char(&r->out, trail_char_start(&r->out, r->out.n));
}

/* Reads up to the next character that cannot combine with this one. */
static void segment_read(struct run *r, struct segment *s)
{
    while (r->at < r->end) {
        size_t   next;
        uint32_t cp = peek(r, previous_char(r, s), &next);

        if (cp != REPAIR_GONE) {
            if (s->n && stands_alone(r, cp))
                return;
            if (!segment_add(r, s, cp, r->at, next))
                return;
        }
        r->at = next;
        if (cp == ' ')
            return;
    }
}

/* NFC of a segment of a base and one or two marks, nearly all there is: true when
 * ICU has one character for it. */
static bool compose_short(const struct run *r, const struct segment *s, uint32_t *ret_cp)
{
    UChar32 cp = (UChar32)s->cp[0];

    if (s->n > 3)
        return false;
    for (size_t i = 1; i < s->n; i++) {
        cp = unorm2_composePair(r->nfc, cp, (UChar32)s->cp[i]);
        if (cp < 0)
            return false;
    }
    *ret_cp = (uint32_t)cp;
    return s->n > 1;
}

/* NFC of a segment; returns how many characters, 0 on failure. */
static size_t compose_long(const struct run *r, const struct segment *s, uint32_t ret_cp[UTF16_MAX])
{
    UErrorCode error = U_ZERO_ERROR;
    UChar      in[2 * SEGMENT_MAX], out[UTF16_MAX];
    int32_t    n = 0, m, i = 0;
    size_t     count = 0;

    for (size_t k = 0; k < s->n; k++)
        U16_APPEND_UNSAFE(in, n, s->cp[k]);
    m = unorm2_normalize(r->nfc, in, n, out, UTF16_MAX, &error);
    if (U_FAILURE(error))
        return 0;
    while (i < m) {
        U16_NEXT(out, i, m, ret_cp[count]);
        count++;
    }
    return count;
}

/* Writes the NFC `cp` of `s`. Characters NFC left alone at both ends come from
 * their own places; the first changed one stands for all that changed. */
static void write_composed(struct run *r, const struct segment *s, const uint32_t *cp, size_t n)
{
    size_t head = 0, tail = 0;

    while (head < n && head < s->n && cp[head] == s->cp[head])
        head++;
    while (tail < n - head && tail < s->n - head && cp[n - 1 - tail] == s->cp[s->n - 1 - tail])
        tail++;
    for (size_t i = 0; i < n; i++) {
        size_t from = i <= head ? i : s->n - tail;

        if (i >= n - tail)
            from = s->n - (n - i);
        trail_add_char(&r->out, cp[i], s->at[from < s->n ? from : s->n]);
    }
}

static void write_segment(struct run *r, const struct segment *s)
{
    uint32_t composed[UTF16_MAX];
    size_t   n = 1;

    if (s->n == 1 && s->cp[0] < 0x300)
        composed[0] = s->cp[0];
    else if (!compose_short(r, s, &composed[0]))
        n = compose_long(r, s, composed);
    if (n == 0) { /* ICU only fails for want of memory */
        r->out.status = KC_NO_MEMORY;
        return;
    }
    lead_in(r, composed[0]);
    write_composed(r, s, composed, n);
    r->original_end = s->at[s->n];
}

static void take_segment(struct run *r)
{
    struct segment s;

    s.n = s.marks = 0;
    segment_read(r, &s);
    if (s.n == 0)
        return;
    if (s.cp[0] == ' ')
        r->space_pending = true;
    else
        write_segment(r, &s);
}

/* ---- blocks --------------------------------------------------------------- */

static size_t last_char(struct str s)
{
    size_t n = s.n;

    while (n > 0 && ((unsigned char)s.p[--n] & 0xC0) == 0x80)
        ;
    return n;
}

static void copy_clean(struct run *r)
{
    struct font font;
    struct str  rest   = stretch(r, &font), head;
    char        before = 0;
    size_t      n;

    if (font.encoding != ENCODING_UNICODE)
        return;
    if (r->space_pending)
        before = ' ';
    else if (r->in_block)
        before = r->out.text[r->out.n - 1];
    n = repair_clean_prefix(rest, before);
    if (n == rest.n && r->at + n < r->end)
        n = last_char(rest); /* a mark that follows in another font may join it */
    if (n == 0 || (rest.p[0] == ' ' && r->at != r->original_end)) /* see lead_in */
        return;
    head = str_sub(rest, 0, n);
    lead_in(r, utf8_next(&head));
    trail_add_bytes(&r->out, str_sub(rest, 0, n), r->at);
    r->at += n;
    r->original_end = r->at;
}

/* Writes one block; the span of its text in normal, empty when there is none. */
static struct span write_block(struct run *r, struct span at)
{
    size_t start, end = at.end < r->original.n ? at.end : r->original.n;

    r->at            = at.start > r->end ? at.start : r->end; /* never back */
    r->end           = end > r->at ? end : r->at;
    r->in_block      = false;
    r->space_pending = false;
    start            = r->out.n ? r->out.n + 1 : 0; /* behind the line break */
    while (r->at < r->end && r->out.status == KC_OK) {
        copy_clean(r);
        if (r->at < r->end && r->out.status == KC_OK)
            take_segment(r);
    }
    if (!r->in_block)
        return (struct span){0, 0};
    end_syllable(r, 0);
    return (struct span){(uint32_t)start, (uint32_t)r->out.n};
}

static struct run run_start(const struct parser *p, struct arena *a, struct str original,
                            const struct font_runs *fonts, size_t limit)
{
    struct run r = {.nfc = p->normaliser->nfc, .original = original, .out.arena = a};

    if (fonts->n) {
        r.font      = fonts->items;
        r.fonts_end = fonts->items + fonts->n;
    }
    r.out.limit = limit < INT32_MAX ? limit : INT32_MAX;
    if (original.n <= r.out.limit)
        (void)trail_reserve(&r.out, original.n); /* normal text is hardly ever longer */
    else
        r.out.status = KC_LIMIT;
    return r;
}

/* ---- documents -------------------------------------------------------------- */

/* Each line of the original as a paragraph. */
static bool blocks_of_lines(struct document *doc)
{
    struct str rest = doc->original;
    size_t     cap  = 0;
    void      *p    = NULL;

    while (rest.n) {
        size_t     start = doc->original.n - rest.n;
        struct str line  = str_cut(&rest, '\n');

        if (!arena_reserve(doc->arena, &p, &cap, doc->nblocks + 1, sizeof *doc->blocks))
            return false;
        doc->blocks                 = p;
        doc->blocks[doc->nblocks++] = (struct block){
            .kind = BLOCK_PARAGRAPH, .at = {(uint32_t)start, (uint32_t)(start + line.n)}};
    }
    return true;
}

/* `blocks` have spans in normal, empty ones vanish: closes the gaps. Headings are
 * named by position, so they move along; one that vanished hands on its own. */
static bool close_gaps(struct arena *a, struct block *blocks, size_t *n)
{
    uint32_t *moved = ARENA_NEW(a, uint32_t, *n); /* old index -> 1 + new index */
    size_t    kept  = 0;

    if (!moved && *n)
        return false;
    for (size_t i = 0; i < *n; i++) {
        struct block b = blocks[i];

        b.heading = b.heading && b.heading <= i ? moved[b.heading - 1] : 0;
        if (b.at.start < b.at.end) {
            blocks[kept++] = b;
            moved[i]       = (uint32_t)kept;
        } else {
            moved[i] = b.heading;
        }
    }
    *n = kept;
    return true;
}

/* original with every invalid byte as U+FFFD, so that quotes can be printed;
 * block spans move along. */
static bool make_valid(struct document *doc)
{
    struct text t    = {.arena = doc->arena};
    struct str  rest = doc->original;
    size_t      next = 0;

    for (size_t at = 0; rest.n; at = doc->original.n - rest.n) {
        while (next < 2 * doc->nblocks) {
            struct span *s = &doc->blocks[next / 2].at;
            uint32_t    *x = next % 2 ? &s->end : &s->start;

            if (*x > at)
                break;
            *x = (uint32_t)t.n;
            next++;
        }
        text_add_cp(&t, utf8_next(&rest));
    }
    for (; next < 2 * doc->nblocks; next++)
        *(next % 2 ? &doc->blocks[next / 2].at.end : &doc->blocks[next / 2].at.start) =
            (uint32_t)t.n;
    if (t.full || t.n > INT32_MAX)
        return false;
    doc->original = text_str(&t);
    return true;
}

static enum kc_status report(struct document *doc, const struct trail *t)
{
    if (t->status == KC_NO_MEMORY)
        return diag_note(doc, "parse", KC_NO_MEMORY, DIAG_NO_MEMORY);
    if (t->arena_full)
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    return diag_add(doc, "parse", KC_LIMIT, DIAG_LIMIT_REACHED, DIAG_WHOLE, STR("text_bytes"),
                    arena_printf(doc->arena, "%zu", t->limit));
}

/* Text, steps and blocks of a document whose blocks are known. KC_BAD_INPUT, and
 * nothing changed: the original is no UTF-8. */
static enum kc_status normalise_blocks(const struct parser *p, const struct limits *lim,
                                       struct document *doc)
{
    struct run    r = run_start(p, doc->arena, doc->original, &p->fonts, lim->text_bytes);
    struct block *blocks;
    size_t        n = doc->nblocks;

    if (r.out.status != KC_OK)
        return report(doc, &r.out);
    blocks = ARENA_NEW(doc->arena, struct block, n);
    if (n && !blocks)
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    for (size_t i = 0; i < n && r.out.status == KC_OK; i++) {
        blocks[i]    = doc->blocks[i];
        blocks[i].at = write_block(&r, blocks[i].at);
    }
    /* Not behind the white space that was dropped there. */
    if (r.out.n)
        trail_end(&r.out, r.original_end);
    if (r.out.status != KC_OK)
        return report(doc, &r.out);
    if (r.bad_bytes)
        return KC_BAD_INPUT;
    if (!close_gaps(doc->arena, blocks, &n))
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    doc->normal  = (struct str){r.out.text, r.out.n};
    doc->steps   = r.out.steps;
    doc->nsteps  = r.out.nsteps;
    doc->blocks  = blocks;
    doc->nblocks = n;
    return KC_OK;
}

enum kc_status normalise(struct parser *p, const struct limits *lim, struct document *doc)
{
    enum kc_status s;

    if (doc->original.n > INT32_MAX)
        return diag_add(doc, "parse", KC_LIMIT, DIAG_LIMIT_REACHED, DIAG_WHOLE, STR("text_bytes"),
                        arena_printf(doc->arena, "%d", INT32_MAX));
    if (doc->nblocks == 0 && !blocks_of_lines(doc))
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    s = normalise_blocks(p, lim, doc);
    if (s != KC_BAD_INPUT)
        return s;
    p->fonts.n = 0; /* the offsets below them move */
    if (!make_valid(doc))
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    s = normalise_blocks(p, lim, doc);
    if (s != KC_OK)
        return s;
    return diag_arg(doc, "parse", KC_PARTIAL, DIAG_BYTES_NOT_UTF8, STR("UTF-8"));
}

enum kc_status normalise_string(struct parser *p, struct arena *a, struct str text,
                                struct str *ret_normal)
{
    struct run r = run_start(p, a, text, &(struct font_runs){0}, INT32_MAX);

    if (r.out.status == KC_OK)
        write_block(&r, (struct span){0, (uint32_t)text.n});
    if (r.out.status != KC_OK)
        return r.out.status;
    *ret_normal = (struct str){r.out.text, r.out.n};
    return r.bad_bytes ? KC_PARTIAL : KC_OK;
}
