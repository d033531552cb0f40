#ifndef KC_BATCH_H
#define KC_BATCH_H

#include "index/index.h"

/* Writes to the index in transactions: one every 100 records or 200 ms, whichever
 * is first. {.ix = …} is ready. */
struct batch {
    struct index *ix;
    unsigned      records;
    int64_t       since_ms;
    bool          open;
};

/* Before a write. */
enum kc_status batch_enter(struct batch *b);
/* After a record: commits when it is time. */
enum kc_status batch_added(struct batch *b);
/* Commits what is open. */
enum kc_status batch_end(struct batch *b);
/* Forgets what is open. */
void batch_drop(struct batch *b);

#endif
