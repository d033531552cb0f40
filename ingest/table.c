#include <sys/ioctl.h>
#include <unistd.h>

#include "ingest/log.h"

/* Columns for people. Cells are made safe when they come in. */
struct table {
    struct arena *arena;
    size_t        ncols;
    size_t        nrows; /* the first one holds the titles */
    size_t        cap;
    struct str   *cells; /* nrows * ncols */
    size_t       *widths;
    bool         *numbers; /* only digits and a decimal comma so far */
};

enum {
    GAP      = 2,
    NARROW   = 20, /* a last column with less room is not wrapped */
    FALLBACK = 80
};

/* Code points: in normal form each is one place on screen. */
static size_t width_of(struct str s)
{
    size_t n = 0;

    while (s.n) {
        (void)utf8_next(&s);
        n++;
    }
    return n;
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != ',')
            return false;
    return true;
}

static bool add_row(struct table *t, const struct str *cells)
{
    void *items = t->cells;

    if (!arena_reserve(t->arena, &items, &t->cap, (t->nrows + 1) * t->ncols, sizeof *t->cells))
        return false;
    t->cells = items;
    for (size_t i = 0; i < t->ncols; i++) {
        struct text safe = {.arena = t->arena};
        struct str *cell = &t->cells[t->nrows * t->ncols + i];
        size_t      width;

        safe_add(&safe, cells[i]);
        *cell = text_str(&safe);
        width = width_of(*cell);
        if (width > t->widths[i])
            t->widths[i] = width;
        if (t->nrows && !is_number(*cell))
            t->numbers[i] = false;
    }
    t->nrows++;
    return true;
}

struct table *table_new(struct arena *a, const struct str *titles, size_t ncols)
{
    struct table *t = ARENA_NEW(a, struct table, 1);

    if (!t)
        return NULL;
    *t = (struct table){.arena   = a,
                        .ncols   = ncols,
                        .widths  = ARENA_NEW(a, size_t, ncols),
                        .numbers = ARENA_NEW(a, bool, ncols)};
    if (!t->widths || !t->numbers)
        return NULL;
    for (size_t i = 1; i < ncols; i++)
        t->numbers[i] = true; /* never the first: it names the row */
    return add_row(t, titles) ? t : NULL;
}

bool table_row(struct table *t, const struct str *cells)
{
    return t && add_row(t, cells);
}

static void add_spaces(struct text *out, size_t n)
{
    while (n--)
        (void)text_add(out, STR(" "));
}

/* As many whole words as fit into `room`; a longer word stays whole. */
static struct str cut_line(struct str *rest, size_t room)
{
    struct str all = *rest, walk = all;
    size_t     end = all.n, used = 0;

    while (walk.n) {
        size_t at = all.n - walk.n;

        if (all.p[at] == ' ' && at)
            end = at;
        if (++used > room && end < all.n)
            break;
        (void)utf8_next(&walk);
    }
    if (!walk.n && used <= room)
        end = all.n;
    *rest = str_trim(str_sub(all, end, all.n));
    return str_sub(all, 0, end);
}

static void add_last(struct text *out, struct str cell, size_t indent, size_t width)
{
    if (!width || width < indent + NARROW) {
        (void)text_add(out, cell);
        return;
    }
    while (cell.n) {
        (void)text_add(out, cut_line(&cell, width - indent));
        if (cell.n) {
            (void)text_add(out, STR("\n"));
            add_spaces(out, indent);
        }
    }
}

static void format_row(const struct table *t, size_t row, size_t width, struct text *out)
{
    size_t indent = 0;

    for (size_t i = 0; i < t->ncols; i++) {
        struct str cell = t->cells[row * t->ncols + i];
        size_t     pad  = t->widths[i] - width_of(cell);
        bool       last = i + 1 == t->ncols;

        if (t->numbers[i])
            add_spaces(out, pad);
        if (last)
            add_last(out, cell, indent, width);
        else
            (void)text_add(out, cell);
        if (!last)
            add_spaces(out, (t->numbers[i] ? 0 : pad) + GAP);
        indent += t->widths[i] + GAP;
    }
    while (out->n && out->p[out->n - 1] == ' ')
        out->n--;
    (void)text_add(out, STR("\n"));
}

void table_format(const struct table *t, size_t width, struct text *out)
{
    for (size_t row = 0; row < t->nrows; row++)
        format_row(t, row, width, out);
}

size_t out_width(void)
{
    struct winsize size = {0};

    if (!out_is_terminal())
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : FALLBACK;
}
