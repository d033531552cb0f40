#ifndef KC_FILTER_H
#define KC_FILTER_H

#include "ingest/listing.h"
#include "ingest/reading.h"

/* Reading files that a person names, without workspace and index: extract, text. */
struct filter {
    struct shell   *sh;
    struct reading *reading;
    record_fn      *record; /* false stops: it has told why and set `code` */
    void           *ctx;
    int             code;
    struct shard    shard; /* only files of this share */
};

/* A file (its path in records is its name) or a folder (paths below it).
 * EXIT_DONE, or why it could not be read, told. */
int filter_read(struct filter *f, const char *path);

/* The files of a list (listing.h), whose paths end with `end`. EXIT_SOME_FAILED when
 * some of them are not there, told. */
int filter_read_list(struct filter *f, struct str list, char end);

/* Prints a record as one line of NDJSON; `a` is scratch. Other states than read,
 * unread, refused, failed become one of them, or nothing for ignored files.
 * EXIT_DONE, or told. */
int filter_print(struct arena *a, const struct document *doc);

#endif
