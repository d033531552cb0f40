#ifndef KC_INTAKE_H
#define KC_INTAKE_H

#include "ingest/batch.h"
#include "ingest/ledger.h"
#include "ingest/reading.h"

/* Brings one intake root into the index: walks it, reads what changed, files the
 * records. */
struct intake_run {
    struct shell   *sh;
    struct reading *reading;
    struct index   *ix;
    struct str      root;   /* name of the intake */
    bool            rescan; /* unchanged files as well */
    struct troubles troubles;
    uint64_t        found, unchanged; /* entries of all walks so far */
    /* private */
    struct batch   batch;
    uint64_t       filed, total, failed; /* for the progress line */
    enum kc_status store;                /* what the index said when it failed */
};

/* KC_OK; KC_BUSY with supervisor_stop set; run->store when that is not KC_OK;
 * else the readers failed. *ret_code is told already. */
int intake_read(struct intake_run *run, int root_fd);

/* Which files would be read: one line each; nothing is written. NULL ix: all. */
int intake_preview(struct intake_run *run, int root_fd);

#endif
