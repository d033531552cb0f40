#include "index/label.h"

enum { SUBJECT_BYTES = 120 };

struct str label_date(struct arena *a, struct str iso)
{
    if (iso.n != 10 || iso.p[4] != '-' || iso.p[7] != '-')
        return iso;
    if (str_starts_with(iso, STR("XXXX")))
        return arena_printf(a, "%.2s/%.2s", iso.p + 8, iso.p + 5);
    return arena_printf(a, "%.2s/%.2s/%.4s", iso.p + 8, iso.p + 5, iso.p);
}

struct str label_points(struct arena *a, uint64_t centipoints, char sign)
{
    return arena_printf(a, "%llu%c%02u", (unsigned long long)(centipoints / 100), sign,
                        (unsigned)(centipoints % 100));
}

/* The first bytes of a subject, cut between words. */
static struct str shorten(struct arena *a, struct str s)
{
    size_t n = SUBJECT_BYTES;
    if (s.n <= n)
        return s;
    while (n && s.p[n] != ' ')
        n--;
    return n ? arena_printf(a, "%.*s…", (int)n, s.p) : str_sub(s, 0, 0);
}

static struct str base_name(const struct document_brief *d)
{
    struct str rest = d->member.n ? d->member : d->path, name = rest;
    while (rest.n)
        name = str_cut(&rest, '/');
    return name;
}

struct str label_document(struct arena *a, const struct document_brief *d)
{
    struct text out     = {.arena = a};
    struct str  subject = d->number.n ? (struct str){0} : shorten(a, d->subject);
    if (!d->number.n && !subject.n)
        return base_name(d);
    text_add(&out, d->type);
    text_add(&out, out.n ? STR(" ") : STR(""));
    if (d->number.n) {
        text_add(&out, d->number);
    } else {
        text_add(&out, STR("“"));
        text_add(&out, subject);
        text_add(&out, STR("”"));
    }
    if (d->date.n) {
        text_add(&out, STR(" ngày "));
        text_add(&out, label_date(a, d->date));
    }
    return out.full ? (struct str){0} : text_str(&out);
}

struct str label_window(struct arena *a, const struct window *w, int year)
{
    struct window_days days = {0};
    if ((!w->from.n && !w->until.n) || !window_resolve(w, year, &days))
        return (struct str){0};
    struct str from  = label_date(a, str_from_cstr(days.from));
    struct str until = label_date(a, str_from_cstr(days.until));
    return arena_printf(a, "%.*s – %.*s", STR_FMT(from.n ? from : STR("…")),
                        STR_FMT(until.n ? until : STR("…")));
}
