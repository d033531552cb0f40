#include <string.h>

#include "ingest/record/diag.h"
#include "ingest/record/fold.h"
#include "parse/html.h"

/* What belongs to the page and not to the document. When in doubt it is text: a
 * menu taken for text costs a few odd lines, a document taken for a menu costs
 * the evidence. */

#define LINKS           3   /* fewer make no list                               */
#define LINKED_PERCENT  75  /* of the letters of a list of links                */
#define LETTERS_A_FIELD 40  /* labels and hints of one field of a form          */
#define HEADER_LETTERS  300 /* name and slogan of a portal beside its menus     */
#define NAME_MAX        64  /* longer classes name nothing                      */
#define OPENING_MAX     300 /* bytes of a block that tell what it is            */

/* ---- names ------------------------------------------------------------------ */

/* Words of a class or id: whole, or as the start or end of one ("topmenu"). */
struct word {
    struct str text;
    bool       whole;
};
static const struct word chrome_words[] = {
    {STR_INIT("ads"), true},
    {STR_INIT("advert"), false},
    {STR_INIT("banner"), false},
    {STR_INIT("binhluan"), false},
    {STR_INIT("breadcrumb"), false},
    {STR_INIT("breadcrumbs"), false},
    {STR_INIT("comment"), false},
    {STR_INIT("comments"), false},
    {STR_INIT("cungchuyenmuc"), false},
    {STR_INIT("footer"), false},
    {STR_INIT("lienquan"), false},
    {STR_INIT("menu"), false},
    {STR_INIT("nav"), true},
    {STR_INIT("navbar"), false},
    {STR_INIT("navigation"), false},
    {STR_INIT("quangcao"), false},
    {STR_INIT("related"), false},
    {STR_INIT("share"), true},
    {STR_INIT("sharing"), true},
    {STR_INIT("sidebar"), false},
    {STR_INIT("tinkhac"), false},
    {STR_INIT("tinlienquan"), false},
};
/* One of these in the same name: it says how the page looks, or it is the text. */
static const struct word veto_words[] = {
    {STR_INIT("article"), true}, {STR_INIT("content"), true}, {STR_INIT("detail"), true},
    {STR_INIT("has"), true},     {STR_INIT("hide"), true},    {STR_INIT("is"), true},
    {STR_INIT("no"), true},      {STR_INIT("noidung"), true}, {STR_INIT("not"), true},
    {STR_INIT("show"), true},    {STR_INIT("with"), true},    {STR_INIT("without"), true},
};

static bool is_word(struct str s, const struct word *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (words[i].whole ? str_eq(s, words[i].text)
                           : str_starts_with(s, words[i].text) || str_ends_with(s, words[i].text))
            return true;
    return false;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_alnum(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Takes the next word off a name: "leftMenu-2" is left, menu, 2. Lower case, in
 * `buf` of NAME_MAX bytes. Empty at the end. */
static struct str next_word(struct str *rest, char *buf)
{
    size_t i = 0, n = 0;

    while (i < rest->n && !is_alnum(rest->p[i]))
        i++;
    while (i < rest->n && is_alnum(rest->p[i]) && n < NAME_MAX) {
        if (n && is_upper(rest->p[i]) && !is_upper(rest->p[i - 1]))
            break;
        buf[n++] = (char)(is_upper(rest->p[i]) ? rest->p[i] | 0x20 : rest->p[i]);
        i++;
    }
    *rest = str_sub(*rest, i, rest->n);
    return (struct str){buf, n};
}

/* "tin-lien-quan" is "tinlienquan" as well. */
static bool name_is_chrome(struct str name)
{
    char       buf[NAME_MAX], joined[NAME_MAX];
    size_t     n    = 0;
    bool       yes  = false;
    struct str rest = name;

    if (name.n > NAME_MAX)
        return false;
    for (struct str w = next_word(&rest, buf); w.n; w = next_word(&rest, buf)) {
        if (is_word(w, veto_words, sizeof veto_words / sizeof *veto_words))
            return false;
        yes |= is_word(w, chrome_words, sizeof chrome_words / sizeof *chrome_words);
        memcpy(joined + n, w.p, w.n); /* words are bytes of name, once each */
        n += w.n;
    }
    return yes || is_word((struct str){joined, n}, chrome_words,
                          sizeof chrome_words / sizeof *chrome_words);
}

static bool names_are_chrome(struct html_attrs attrs)
{
    struct str value;

    if (html_attr(attrs, STR("id"), &value) && name_is_chrome(value))
        return true;
    if (!html_attr(attrs, STR("class"), &value))
        return false;
    while (value.n)
        if (name_is_chrome(str_cut(&value, ' ')))
            return true;
    return false;
}

/* ---- one element ------------------------------------------------------------- */

enum html_hint html_hint(const struct html_tag *tag, struct html_attrs attrs, bool in_content)
{
    if (!(tag->flags & TAG_BLOCK) || tag->flags & (TAG_PAGE | TAG_CONTENT))
        return HINT_NONE;
    if (tag->flags & TAG_NAV || (tag->flags & TAG_FOOTER && !in_content))
        return HINT_CHROME;
    if (names_are_chrome(attrs))
        return HINT_CHROME;
    if (tag->flags & TAG_FORM)
        return HINT_FORM;
    return tag->flags & TAG_HEADER && !in_content ? HINT_HEADER : HINT_NONE;
}

static bool is_list_of_links(struct html_count c)
{
    return c.links >= LINKS && (uint64_t)c.linked * 100 >= (uint64_t)c.letters * LINKED_PERCENT;
}

bool html_is_chrome(enum html_hint hint, struct html_count c)
{
    uint32_t plain = c.letters - c.linked;

    if (hint == HINT_CHROME || is_list_of_links(c))
        return true;
    if (hint == HINT_FORM)
        return c.inputs && plain / LETTERS_A_FIELD < c.inputs;
    if (hint == HINT_HEADER)
        return (c.menus || c.links >= LINKS || c.inputs) && plain < HEADER_LETTERS;
    return false;
}

/* ---- the whole page ------------------------------------------------------------ */

/* What no furniture has: the national heading, the grounds of an act, its end. */
static bool is_official(struct str folded)
{
    static const struct str starts[] = {
        STR_INIT("can cu "), STR_INIT("kt. "), STR_INIT("noi nhan"),
        STR_INIT("tl. "),    STR_INIT("tm. "), STR_INIT("tuq. "),
    };

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts_with(folded, starts[i]))
            return true;
    return str_find(folded, STR("cong hoa xa hoi chu nghia viet nam")).n ||
           (str_find(folded, STR("doc lap")).n && str_find(folded, STR("hanh phuc")).n);
}

/* "76/NQ-CP", "30/2020/ND-CP": a digit, a slash, letters, a hyphen, a letter. */
static bool has_number(struct str folded)
{
    while (folded.n) {
        struct str head = str_cut(&folded, '/');
        size_t     n    = 0;

        while (n < folded.n && folded.p[n] >= 'a' && folded.p[n] <= 'z')
            n++;
        if (head.n && head.p[head.n - 1] >= '0' && head.p[head.n - 1] <= '9' && n >= 2 &&
            n + 1 < folded.n && folded.p[n] == '-' && is_alnum(folded.p[n + 1]))
            return true;
    }
    return false;
}

/* Blocks before one that are surely of a document, and that name documents. Only
 * those inside marks are looked at: nobody asks about others. */
struct tally {
    uint32_t official, numbers;
    uint32_t opened; /* marks that begin at the block less those that end before it */
};

static struct tally look_at(struct document *doc, struct span at)
{
    size_t       mark = arena_mark(doc->arena);
    struct text  t    = {.arena = doc->arena};
    struct tally seen;

    if (at.end - at.start > OPENING_MAX)
        at.end = at.start + OPENING_MAX;
    fold_add_base(&t, str_sub(doc->original, at.start, at.end));
    seen =
        (struct tally){.official = is_official(text_str(&t)), .numbers = has_number(text_str(&t))};
    arena_release(doc->arena, mark);
    return seen;
}

/* For each block what stands before it, and at last for all. */
static struct tally *count_official(struct document *doc, const struct html_mark *marks, size_t n)
{
    struct tally *before = ARENA_NEW(doc->arena, struct tally, doc->nblocks + 1);
    uint32_t      open   = 0;

    for (size_t i = 0; before && i < n; i++)
        if (marks[i].first < marks[i].end && marks[i].end <= doc->nblocks) {
            before[marks[i].first].opened++;
            before[marks[i].end].opened--;
        }
    for (size_t i = 0; before && i < doc->nblocks; i++) {
        struct tally here = {0};

        open += before[i].opened;
        if (open)
            here = look_at(doc, doc->blocks[i].at);
        before[i + 1].official = before[i].official + here.official;
        before[i + 1].numbers  = before[i].numbers + here.numbers;
    }
    return before;
}

/* A list of links to documents may be the grounds of an act, unless its name
 * tells that it is furniture. */
static bool is_wrong(const struct html_mark *m, const struct tally *before, uint32_t plain)
{
    return m->plain > plain / 2 || before[m->end].official != before[m->first].official ||
           (m->unnamed && before[m->end].numbers != before[m->first].numbers);
}

static void turn(struct document *doc, size_t first, size_t end, enum block_use from,
                 enum block_use to)
{
    for (size_t i = first; i < end && i < doc->nblocks; i++)
        if (doc->blocks[i].use == from)
            doc->blocks[i].use = to;
}

static bool has_use(const struct document *doc, enum block_use use)
{
    for (size_t i = 0; i < doc->nblocks; i++)
        if (doc->blocks[i].use == use)
            return true;
    return false;
}

static bool has_letters(struct str s)
{
    while (s.n)
        if (fold_is_letter(utf8_next(&s)))
            return true;
    return false;
}

/* Portals keep the document in one of several tabs, and a page may be saved with
 * another one open. When nothing that is shown is of a document and something that
 * is hidden surely is, all of it is read. */
static void uncover_document(struct document *doc)
{
    bool shown = false, hidden = false;

    if (!has_use(doc, USE_HIDDEN))
        return;
    for (size_t i = 0; i < doc->nblocks && !shown; i++)
        if (look_at(doc, doc->blocks[i].at).official) {
            shown |= doc->blocks[i].use == USE_READING;
            hidden |= doc->blocks[i].use == USE_HIDDEN;
        }
    for (size_t i = 0; i < doc->nblocks && hidden && !shown; i++) {
        struct block *k = &doc->blocks[i];

        if (k->use == USE_HIDDEN &&
            has_letters(str_sub(doc->original, k->at.start, k->at.end))) /* no mark of a note */
            k->use = USE_READING;
    }
}

/* A page that would show nothing is read as it is: scripts may uncover it. */
static void leave_something(struct document *doc)
{
    static const enum block_use order[] = {USE_CHROME, USE_HIDDEN};

    for (size_t i = 0; i < sizeof order / sizeof *order && !has_use(doc, USE_READING); i++)
        turn(doc, 0, doc->nblocks, order[i], USE_READING);
}

enum kc_status html_apply(struct document *doc, const struct html_mark *marks, size_t n,
                          uint32_t plain)
{
    struct tally *before = n ? count_official(doc, marks, n) : NULL;
    size_t        done   = SIZE_MAX; /* blocks from here on are decided */

    if (n && !before)
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    /* Outer elements end after inner ones, so backwards they come first, and what
     * lies in one that was turned needs no second look. */
    for (size_t i = n; i-- > 0;) {
        const struct html_mark *m = &marks[i];

        if (m->first >= done || m->end > doc->nblocks || is_wrong(m, before, plain))
            continue;
        turn(doc, m->first, m->end, USE_READING, USE_CHROME);
        done = m->first;
    }
    uncover_document(doc);
    leave_something(doc);
    return KC_OK;
}
