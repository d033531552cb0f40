#include "index/criteria_set.h"

/* Window ends are relative to the assessed year, because a plan for year N is
 * due in the last quarter of N-1. */

enum { MONTHS = 12 };

/* First and last day a window end stands for. */
struct day {
    int year, month, day;
};
struct days {
    struct day first, last;
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

static struct days month_span(int year, int from, int until)
{
    return (struct days){.first = {year, from, 1}, .last = {year, until, month_days(year, until)}};
}

/* A number of at most two digits at the front of *s. */
static bool take_number(struct str *s, int least, int most, int *ret_n)
{
    int    n = 0;
    size_t i = 0;
    for (; i < s->n && i < 2 && s->p[i] >= '0' && s->p[i] <= '9'; i++)
        n = 10 * n + (s->p[i] - '0');
    *s     = str_sub(*s, i, s->n);
    *ret_n = n;
    return i && n >= least && n <= most;
}

static bool take(struct str *s, struct str word)
{
    if (!str_starts_with(*s, word))
        return false;
    *s = str_sub(*s, word.n, s->n);
    return true;
}

/* "year", "year-1", "year + 1": the whole of s. */
static bool read_year(struct str s, int assessed, int *ret_year)
{
    int offset = 0;
    if (!take(&s, STR("year")))
        return false;
    s = str_trim(s);
    if (s.n) {
        int sign = s.p[0] == '-' ? -1 : 1;
        if (!take(&s, STR("-")) && !take(&s, STR("+")))
            return false;
        s = str_trim(s);
        if (!take_number(&s, 0, 9, &offset) || s.n)
            return false;
        offset *= sign;
    }
    *ret_year = assessed + offset;
    return true;
}

static bool read_of_year(struct str s, int assessed, int *ret_year)
{
    s = str_trim(s);
    return take(&s, STR("of ")) && read_year(str_trim(s), assessed, ret_year);
}

static bool read_whole_year(struct str s, int assessed, struct days *ret)
{
    int year;
    if (!read_year(s, assessed, &year))
        return false;
    *ret = month_span(year, 1, MONTHS);
    return true;
}

/* "Q4 of year-1", "H1 of year", "month 3 of year". */
static bool read_months(struct str s, int assessed, struct days *ret)
{
    static const struct {
        struct str word;
        int        months;
    } units[] = {{STR_INIT("H"), 6}, {STR_INIT("Q"), 3}, {STR_INIT("month "), 1}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct str rest   = s;
        int        length = units[i].months, n, year;
        if (!take(&rest, units[i].word))
            continue;
        rest = str_trim(rest);
        if (!take_number(&rest, 1, MONTHS / length, &n) || !read_of_year(rest, assessed, &year))
            return false;
        *ret = month_span(year, (n - 1) * length + 1, n * length);
        return true;
    }
    return false;
}

/* "15/01 of year+1". 29/02 is the 28th where there is no 29th. */
static bool read_day_month(struct str s, int assessed, struct days *ret)
{
    int day, month, year;
    if (!take_number(&s, 1, 31, &day) || !take(&s, STR("/")) ||
        !take_number(&s, 1, MONTHS, &month) || !read_of_year(s, assessed, &year))
        return false;
    if (day > month_days(2000, month))
        return false;
    if (day > month_days(year, month))
        day = month_days(year, month);
    ret->first = ret->last = (struct day){year, month, day};
    return true;
}

/* "2025-03-31". */
static bool read_iso(struct str s, int assessed, struct days *ret)
{
    (void)assessed;
    int century, rest, month, day;
    if (!take_number(&s, 19, 21, &century) || !take_number(&s, 0, 99, &rest) ||
        !take(&s, STR("-")) || !take_number(&s, 1, MONTHS, &month) || !take(&s, STR("-")) ||
        !take_number(&s, 1, 31, &day) || s.n)
        return false;
    int year = 100 * century + rest;
    if (day > month_days(year, month))
        return false;
    ret->first = ret->last = (struct day){year, month, day};
    return true;
}

static bool read_end(struct str s, int assessed, struct days *ret)
{
    return read_whole_year(s, assessed, ret) || read_months(s, assessed, ret) ||
           read_day_month(s, assessed, ret) || read_iso(s, assessed, ret);
}

static bool write_day(struct day d, char buf[11])
{
    if (d.year < 1000 || d.year > 9999)
        return false;
    char text[40];
    int  n = snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
    if (n != 10)
        return false;
    memcpy(buf, text, 11);
    return true;
}

bool window_end_valid(struct str end)
{
    struct days days;
    return read_end(end, 2000, &days);
}

bool window_resolve(const struct window *w, int year, struct window_days *ret_days)
{
    struct window_days out = {0};
    struct days        days;
    if (w->from.n && (!read_end(w->from, year, &days) || !write_day(days.first, out.from)))
        return false;
    if (w->until.n && (!read_end(w->until, year, &days) || !write_day(days.last, out.until)))
        return false;
    *ret_days = out;
    return true;
}
