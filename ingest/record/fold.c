#include "ingest/record/fold.h"

struct row {
    uint16_t lower, upper, base;
};

#include "ingest/record/fold_table.h"

#define LOW_START  0x40u
#define HIGH_START 0x1E00u
#define COUNT(t)   (sizeof(t) / sizeof *(t))

/* NULL for what is no Latin letter. */
static const struct row *row_of(uint32_t cp)
{
    const struct row *r = NULL;

    if (cp - LOW_START < COUNT(rows_low))
        r = &rows_low[cp - LOW_START];
    else if (cp - HIGH_START < COUNT(rows_high))
        r = &rows_high[cp - HIGH_START];
    return r && r->lower ? r : NULL;
}

uint32_t fold_lower_long(uint32_t cp)
{
    const struct row *r = row_of(cp);

    return r ? r->lower : cp;
}

uint32_t fold_upper_long(uint32_t cp)
{
    const struct row *r = row_of(cp);

    return r ? r->upper : cp;
}

uint32_t fold_base_long(uint32_t cp)
{
    const struct row *r = row_of(cp);

    return r ? r->base : cp;
}

bool fold_is_letter_long(uint32_t cp)
{
    return row_of(cp) != NULL;
}

static bool is_mark(uint32_t cp)
{
    return cp >= 0x300 && cp <= 0x36F;
}

/* Goes through a buffer on the stack: text_add per letter shows in the index. */
static bool add_folded(struct text *out, struct str s, uint32_t (*fold)(uint32_t), bool marks)
{
    char   buf[256];
    size_t n = 0;

    while (s.n) {
        if ((unsigned char)*s.p < 0x80) { /* folds one way only */
            buf[n++] = (char)fold_lower((unsigned char)*s.p);
            s        = (struct str){s.p + 1, s.n - 1};
        } else {
            uint32_t cp = utf8_next_long(&s);

            if (marks || !is_mark(cp))
                n += utf8_put(fold(cp), buf + n);
        }
        if (n > sizeof buf - 4) {
            if (!text_add(out, (struct str){buf, n}))
                return false;
            n = 0;
        }
    }
    return text_add(out, (struct str){buf, n});
}

bool fold_add_lower(struct text *out, struct str s)
{
    return add_folded(out, s, fold_lower_long, true);
}

bool fold_add_base(struct text *out, struct str s)
{
    return add_folded(out, s, fold_base_long, false);
}

/* The next code point of *rest folded, 0xFFFFFFFF at the end. */
static uint32_t next_base(struct str *rest)
{
    while (rest->n) {
        uint32_t cp = utf8_next(rest);

        if (!is_mark(cp))
            return fold_base(cp);
    }
    return UINT32_MAX;
}

bool fold_eq_base(struct str a, struct str b)
{
    uint32_t x, y;

    do {
        x = next_base(&a);
        y = next_base(&b);
    } while (x == y && x != UINT32_MAX);
    return x == y;
}

bool fold_eq_lower(struct str a, struct str b)
{
    while (a.n && b.n)
        if (fold_lower(utf8_next(&a)) != fold_lower(utf8_next(&b)))
            return false;
    return a.n == 0 && b.n == 0;
}
