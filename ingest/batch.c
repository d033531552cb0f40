#include "ingest/batch.h"

enum { BATCH_RECORDS = 100, BATCH_MS = 200 };

static int64_t now_ms(void)
{
    struct timespec t;

    return clock_gettime(CLOCK_MONOTONIC, &t) ? 0 : (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

enum kc_status batch_enter(struct batch *b)
{
    enum kc_status s;

    if (b->open)
        return KC_OK;
    s = index_begin(b->ix);
    if (s != KC_OK)
        return s;
    b->open     = true;
    b->records  = 0;
    b->since_ms = now_ms();
    return KC_OK;
}

enum kc_status batch_added(struct batch *b)
{
    b->records++;
    return b->records >= BATCH_RECORDS || now_ms() - b->since_ms >= BATCH_MS ? batch_end(b) : KC_OK;
}

enum kc_status batch_end(struct batch *b)
{
    if (!b->open)
        return KC_OK;
    b->open = false;
    return index_commit(b->ix);
}

void batch_drop(struct batch *b)
{
    if (b->open)
        index_rollback(b->ix);
    b->open = false;
}
