#include "rules/internal.h"

/* Canonical form of dates and periods: day first, as everywhere in Vietnam.
 * Which groups a pattern has tells what kind it is. */

#define YEAR_FIRST 1900
#define YEAR_LAST  2100

static unsigned number_of(struct str s)
{
    uint64_t v;

    return str_to_u64(s, &v) && v <= 99999 ? (unsigned)v : 0;
}

unsigned month_number(struct str word)
{
    static const struct {
        const char *word;
        unsigned    month;
    } words[]  = {{"một", 1},  {"giêng", 1}, {"hai", 2},       {"ba", 3},        {"tư", 4},
                  {"bốn", 4},  {"năm", 5},   {"sáu", 6},       {"bảy", 7},       {"tám", 8},
                  {"chín", 9}, {"mười", 10}, {"mười một", 11}, {"mười hai", 12}, {"chạp", 12}};
    unsigned n = number_of(word);

    if (n)
        return n <= 12 ? n : 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (fold_eq_lower(word, str_from_cstr(words[i].word)))
            return words[i].month;
    return 0;
}

struct str iso_day(struct arena *a, unsigned year, unsigned month, unsigned day)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool                       leap   = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    unsigned                   most;

    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1)
        return (struct str){0};
    most = days[month - 1] + (month == 2 && leap ? 1u : 0u);
    if (day > most)
        return (struct str){0};
    return arena_printf(a, "%04u-%02u-%02u", year, month, day);
}

static unsigned quarter_number(struct str s)
{
    static const char *const roman[] = {"I", "II", "III", "IV"};

    for (unsigned i = 0; i < 4; i++)
        if (str_eq_nocase(s, str_from_cstr(roman[i])))
            return i + 1;
    return number_of(s) <= 4 ? number_of(s) : 0;
}

static bool plausible(unsigned year)
{
    return year >= YEAR_FIRST && year <= YEAR_LAST;
}

/* Day and month without a year: February 29 is possible, February 30 is not. */
static struct str yearless(struct arena *a, unsigned month, unsigned day)
{
    struct str probe = iso_day(a, 2000, month, day);

    return probe.n ? arena_printf(a, "XXXX-%02u-%02u", month, day) : probe;
}

/* True when the group was part of the match. */
static bool has(const struct rule *rule, const struct pattern_match *m, enum rule_group g)
{
    struct span s = group_span(rule, m, g);

    return s.end > s.start;
}

static bool make(struct work *w, const struct rule *rule, struct str subject,
                 const struct pattern_match *m, struct candidate *c)
{
    struct arena   *a     = w->doc->arena;
    struct finding *f     = &c->f;
    unsigned        day   = number_of(group_text(rule, m, GROUP_DAY, subject));
    unsigned        month = month_number(group_text(rule, m, GROUP_MONTH, subject));
    unsigned        year  = number_of(group_text(rule, m, GROUP_YEAR, subject));
    bool            dated = has(rule, m, GROUP_YEAR);

    if (has(rule, m, GROUP_DAY)) {
        if (dated && year <= 1)
            return false; /* 1/1/0001: what a portal prints for "unknown" */
        f->precision = PRECISION_DAY;
        f->value     = dated ? iso_day(a, year, month, day) : yearless(a, month, day);
    } else if (has(rule, m, GROUP_QUARTER)) {
        unsigned q   = quarter_number(group_text(rule, m, GROUP_QUARTER, subject));
        f->precision = PRECISION_QUARTER;
        if (q && plausible(year))
            f->value = arena_printf(a, "%04u-Q%u", year, q);
    } else if (has(rule, m, GROUP_HALF)) {
        unsigned h = fold_eq_base(group_text(rule, m, GROUP_HALF, subject), STR("dau")) ? 1 : 2;

        f->precision = PRECISION_HALF;
        f->value     = !dated            ? arena_printf(a, "XXXX-H%u", h)
                       : plausible(year) ? arena_printf(a, "%04u-H%u", year, h)
                                         : (struct str){0};
    } else if (has(rule, m, GROUP_UNTIL)) {
        unsigned until = number_of(group_text(rule, m, GROUP_UNTIL, subject));

        f->precision = PRECISION_SPAN;
        if (plausible(year) && plausible(until) && year <= until)
            f->value = arena_printf(a, "%04u/%04u", year, until);
    } else if (has(rule, m, GROUP_MONTH)) {
        f->precision = PRECISION_MONTH;
        if (month && plausible(year))
            f->value = arena_printf(a, "%04u-%02u", year, month);
    } else {
        f->precision = PRECISION_YEAR;
        if (!plausible(year))
            return false;
        f->value = arena_printf(a, "%04u", year);
    }
    f->year = plausible(year) ? (uint16_t)year : 0;
    return true;
}

const struct canon canon_date = {"date", make};
