#include "rules/needles.h"

/* One needle's key, its end at the last place; places before it hold anything. */
static void add_key(struct needles *set, uint64_t bit, struct str key)
{
    size_t before = NEEDLES_KEY - key.n;

    for (size_t place = 0; place < before; place++)
        for (size_t c = 0; c < 256; c++)
            set->may[c][place] |= bit;
    for (size_t place = 0; place < before && place < NEEDLES_KEY - 1; place++)
        set->start[place] |= bit;
    for (size_t i = 0; i < key.n; i++)
        set->may[(unsigned char)key.p[i]][before + i] |= bit;
}

void needles_init(struct needles *set)
{
    *set = (struct needles){0};
    for (char c = '0'; c <= '9'; c++)
        add_key(set, NEEDLES_DIGIT, (struct str){&c, 1});
}

uint64_t needles_add(struct needles *set, struct str text)
{
    uint64_t bit;

    for (size_t i = 0; i < set->n; i++)
        if (str_eq(set->text[i], text))
            return UINT64_C(1) << i;
    if (set->n == NEEDLES_MOST)
        return 0;
    bit                 = UINT64_C(1) << set->n;
    set->text[set->n++] = text;
    if (text.n > NEEDLES_KEY)
        set->longer |= bit;
    add_key(set, bit, str_sub(text, text.n > NEEDLES_KEY ? text.n - NEEDLES_KEY : 0, text.n));
    return bit;
}

/* Each byte moves every needle on by one place or loses it. */
uint64_t needles_look(const struct needles *set, struct str text)
{
    uint64_t first = set->start[0], second = set->start[1], third = set->start[2], found = 0;

    for (size_t i = 0; i < text.n; i++) {
        const uint64_t *may = set->may[(unsigned char)text.p[i]];

        found |= third & may[3];
        third  = second & may[2];
        second = first & may[1];
        first  = may[0];
    }
    return found;
}

bool needles_holds(const struct needles *set, uint64_t bit, struct str text)
{
    return str_find(text, set->text[__builtin_ctzll(bit)]).n > 0;
}
