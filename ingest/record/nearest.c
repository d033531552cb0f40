#include "ingest/record/nearest.h"

#include <limits.h>

enum { LONGEST = 64 };

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

unsigned nearest_distance(struct str a, struct str b)
{
    unsigned row[LONGEST + 1];
    if (a.n > LONGEST || b.n > LONGEST)
        return UINT_MAX;
    for (unsigned j = 0; j <= b.n; j++)
        row[j] = j;
    for (unsigned i = 1; i <= a.n; i++) {
        unsigned diagonal = row[0];
        row[0]            = i;
        for (unsigned j = 1; j <= b.n; j++) {
            unsigned change = diagonal + (a.p[i - 1] != b.p[j - 1]);
            diagonal        = row[j];
            row[j]          = least(change, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[b.n];
}

bool nearest_is(struct str typed, struct str valid)
{
    unsigned far = valid.n < 6 ? 2 : 3;
    return nearest_distance(typed, valid) <= far && nearest_distance(typed, valid) < valid.n;
}
