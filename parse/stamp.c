#include "parse/stamp.h"

#include "ingest/record/fold.h"

#define BLOCKS       80  /* the stamp stands near the top                 */
#define BYTES        160 /* in a line of its own                          */
#define BARE_LETTERS 16  /* beside a date and a time: weekday, "GMT", ... */
#define WORD_LETTERS 40  /* beside words that say it is the stamp         */

/* A weekday alone may be today's date in the head of a portal. */
enum sureness { NO_STAMP, DATED, STAMPED };

struct stamp {
    unsigned day, month, year, hour, minute;
    bool     has_time;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes 1 to `most` digits off the front. */
static bool take_number(struct str *s, size_t most, unsigned *ret_value)
{
    unsigned value = 0;
    size_t   n     = 0;

    while (n < s->n && n < most && is_digit(s->p[n]))
        value = value * 10 + (unsigned)(s->p[n++] - '0');
    if (n == 0 || (n < s->n && is_digit(s->p[n])))
        return false;
    *ret_value = value;
    *s         = str_sub(*s, n, s->n);
    return true;
}

static bool take_char(struct str *s, const char *any)
{
    for (; s->n && *any; any++)
        if (s->p[0] == *any) {
            *s = str_sub(*s, 1, s->n);
            return true;
        }
    return false;
}

/* "28/09/2022" at the front; moves *s past it. */
static bool take_date(struct str *s, struct stamp *d)
{
    struct str t = *s;

    if (!take_number(&t, 2, &d->day) || !take_char(&t, "/-.") || !take_number(&t, 2, &d->month) ||
        !take_char(&t, "/-.") || !take_number(&t, 4, &d->year))
        return false;
    if (d->day < 1 || d->day > 31 || d->month < 1 || d->month > 12 || d->year < 1990 ||
        d->year > 2100)
        return false;
    *s = t;
    return true;
}

/* "21:42", "06h59"; "9:42 PM" and "9:42 CH" are in the evening. */
static bool take_time(struct str *s, struct stamp *d)
{
    struct str t = *s;
    unsigned   second;

    if (!take_number(&t, 2, &d->hour) || !take_char(&t, ":h") || !take_number(&t, 2, &d->minute) ||
        d->hour > 23 || d->minute > 59)
        return false;
    if (take_char(&t, ":"))
        (void)take_number(&t, 2, &second);
    *s = t;
    t  = str_trim(t);
    if (d->hour < 12 && (str_starts_with(t, STR("pm")) || str_starts_with(t, STR("ch"))))
        d->hour += 12;
    return true;
}

/* The one date of a folded line, and its time; false when there is none. */
static bool scan(struct str s, struct stamp *d)
{
    bool found = false;

    while (s.n) {
        if (!is_digit(s.p[0])) {
            s = str_sub(s, 1, s.n);
            continue;
        }
        if (!found && take_date(&s, d))
            found = true;
        else if (!d->has_time && take_time(&s, d))
            d->has_time = true;
        while (s.n && is_digit(s.p[0]))
            s = str_sub(s, 1, s.n);
    }
    return found;
}

static bool has_any(struct str s, const struct str *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(s, words[i]).n)
            return true;
    return false;
}

static size_t letters_in(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] >= 'a' && s.p[i] <= 'z';
    return n;
}

static enum sureness judge(struct str s, const struct stamp *d)
{
    static const struct str stamped[] = {
        STR_INIT("cap nhat"),  STR_INIT("dang luc"), STR_INIT("dang ngay"),
        STR_INIT("ngay dang"), STR_INIT("xuat ban"),
    };
    /* When something takes place, as in an invitation. */
    static const struct str events[] = {
        STR_INIT("bat dau"),  STR_INIT("hoi nghi"),  STR_INIT("hop"),     STR_INIT("ket thuc"),
        STR_INIT("khai mac"), STR_INIT("thoi gian"), STR_INIT("vao luc"),
    };
    static const struct str weekdays[] = {
        STR_INIT("chu nhat"), STR_INIT("thu ba"),  STR_INIT("thu bay"), STR_INIT("thu hai"),
        STR_INIT("thu nam"),  STR_INIT("thu sau"), STR_INIT("thu tu"),
    };
    size_t letters = letters_in(s);

    if (letters <= WORD_LETTERS && has_any(s, stamped, sizeof stamped / sizeof *stamped))
        return STAMPED;
    if (letters > BARE_LETTERS || has_any(s, events, sizeof events / sizeof *events))
        return NO_STAMP;
    if (d->has_time)
        return STAMPED;
    return has_any(s, weekdays, sizeof weekdays / sizeof *weekdays) ? DATED : NO_STAMP;
}

static enum sureness read_block(struct document *doc, const struct block *k, struct stamp *ret)
{
    size_t        mark = arena_mark(doc->arena);
    struct text   t    = {.arena = doc->arena};
    struct stamp  d    = {0};
    enum sureness sure = NO_STAMP;

    if (k->use == USE_READING && k->at.end - k->at.start <= BYTES) {
        fold_add_base(&t, str_sub(doc->original, k->at.start, k->at.end));
        if (scan(text_str(&t), &d))
            sure = judge(text_str(&t), &d);
    }
    arena_release(doc->arena, mark);
    *ret = d;
    return sure;
}

void stamp_find(struct document *doc)
{
    struct stamp  best = {0}, d;
    enum sureness sure = NO_STAMP, s;

    if (doc->meta.published.n)
        return;
    for (size_t i = 0; i < doc->nblocks && i < BLOCKS && sure < STAMPED; i++) {
        s = read_block(doc, &doc->blocks[i], &d);
        if (s > sure) {
            sure = s;
            best = d;
        }
    }
    if (sure && best.has_time)
        doc->meta.published = arena_printf(doc->arena, "%04u-%02u-%02uT%02u:%02u", best.year,
                                           best.month, best.day, best.hour, best.minute);
    else if (sure)
        doc->meta.published =
            arena_printf(doc->arena, "%04u-%02u-%02u", best.year, best.month, best.day);
}
