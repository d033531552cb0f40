#ifndef KC_LISTING_H
#define KC_LISTING_H

#include "ingest/command.h"
#include "ingest/walk.h"

/* Which files one run reads, so that several machines can share a job: lists of
 * paths, and shards of them. */

/* One of `parts` shares; zeroed: everything. A file belongs to the share that a hash
 * of its path says (FNV-1a, 64 bits), so shares never overlap and miss nothing. */
struct shard {
    uint32_t part, parts; /* part from 1 */
};
/* "3/16"; false when it is no share. */
bool shard_read(struct str written, struct shard *ret_shard);
bool shard_has(struct shard shard, struct str path);

/* Reads a list from a file or "-". EXIT_DONE or why not, told. */
int listing_read(struct shell *sh, const char *file, struct str *ret_text);

/* The entries of a list, below "/", in byte order of the path, each once: paths end
 * with `end` ('\n' or '\0') and count from the current folder; records show them as
 * they are listed. What is not there or a folder is told, and counted in
 * *ret_missing. KC_OK or KC_NO_MEMORY. */
enum kc_status listing_entries(struct shell *sh, struct str text, char end, struct shard shard,
                               struct entry **ret_entries, size_t *ret_n, size_t *ret_missing);

#endif
