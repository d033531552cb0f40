#include "rules/internal.h"

/* Look-ups in the tables of document types and bodies: a hundred rows each, read
 * a few times per reference, so a walk is enough. */

/* May `name` stand at `text`, which is no shorter? Most of a table is passed at this
 * glance: a first letter of ASCII differs in case alone. */
static inline bool may_stand(struct str name, const char *text)
{
    return name.p[0] & 0x80 || ((name.p[0] ^ text[0]) & ~0x20) == 0;
}

/* Equal without case. House normal form keeps the byte length of a letter in both
 * cases for all of Vietnamese. */
static inline bool same_word(struct str a, struct str b)
{
    return a.n == b.n && (!a.n || may_stand(a, b.p)) && fold_eq_lower(a, b);
}

const struct doc_type *type_by_abbr(const struct ruleset *set, struct str abbr, bool party)
{
    const struct doc_type *best = NULL;

    if (!abbr.n)
        return NULL;
    for (int exact = 1; exact >= 0 && !best; exact--)
        for (size_t i = 0; i < set->ntypes; i++) {
            const struct doc_type *t = &set->types[i];

            if (!(exact ? str_eq(t->abbr, abbr) : same_word(t->abbr, abbr)))
                continue;
            if (t->party == party)
                return t;
            if (!best)
                best = t;
        }
    return best;
}

/* True when no letter or digit stands right before `at`. */
static bool word_starts(struct str text, size_t at)
{
    struct str tail;
    size_t     back = at;
    uint32_t   cp;

    if (!at)
        return true;
    do
        back--;
    while (back && ((unsigned char)text.p[back] & 0xC0) == 0x80);
    tail = str_sub(text, back, at);
    cp   = utf8_next(&tail);
    return !fold_is_letter(cp) && !(cp >= '0' && cp <= '9');
}

static bool word_ends(struct str text, size_t at)
{
    struct str tail = str_sub(text, at, text.n);
    uint32_t   cp;

    if (!tail.n)
        return true;
    cp = utf8_next(&tail);
    return !fold_is_letter(cp) && !(cp >= '0' && cp <= '9');
}

static inline bool name_at(struct str name, struct str text, size_t start)
{
    return name.n && start + name.n <= text.n && may_stand(name, text.p + start) &&
           same_word(name, str_sub(text, start, start + name.n)) && word_starts(text, start) &&
           word_ends(text, start + name.n);
}

const struct doc_type *type_at_end(const struct ruleset *set, struct str text, size_t *ret_start)
{
    const struct doc_type *best = NULL;

    for (size_t i = 0; i < set->ntypes; i++) {
        const struct doc_type *t = &set->types[i];

        if (t->name.n <= text.n && (!best || t->name.n > best->name.n) &&
            name_at(t->name, text, text.n - t->name.n)) {
            best       = t;
            *ret_start = text.n - t->name.n;
        }
    }
    return best;
}

const struct doc_type *type_at_start(const struct ruleset *set, struct str line, size_t *ret_end)
{
    const struct doc_type *best = NULL;

    for (size_t i = 0; i < set->ntypes; i++) {
        const struct doc_type *t = &set->types[i];

        if ((!best || t->name.n > best->name.n) && name_at(t->name, line, 0)) {
            best     = t;
            *ret_end = t->name.n;
        }
    }
    return best;
}

const struct agency *agency_by_abbr(const struct ruleset *set, struct str abbr)
{
    const struct agency *near = NULL;

    if (!abbr.n)
        return NULL;
    for (size_t i = 0; i < set->nagencies; i++) {
        const struct agency *a = &set->agencies[i];

        if (str_eq(a->abbr, abbr))
            return a;
        if (!near && same_word(a->abbr, abbr))
            near = a;
    }
    return near;
}

const struct agency *agency_at_start(const struct ruleset *set, struct str text, size_t *ret_end)
{
    const struct agency *best = NULL;

    for (size_t i = 0; i < set->nagencies; i++) {
        const struct agency *a = &set->agencies[i];

        if (!a->unit && (!best || a->name.n > best->name.n) && name_at(a->name, text, 0)) {
            best     = a;
            *ret_end = a->name.n;
        }
    }
    return best;
}
