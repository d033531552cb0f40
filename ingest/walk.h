#ifndef KC_WALK_H
#define KC_WALK_H

#include "index/index.h"
#include "ingest/record/record.h"

/* One directory entry below a root that is not a directory. */
struct entry {
    struct str        path; /* relative to the root, raw bytes                 */
    struct file_stamp stamp;
    enum file_state   state; /* NONE: a regular file to read; else REFUSED
                              * (link, special-file), IGNORED (temporary, system,
                              * empty), FAILED (no-permission, io)              */
    enum file_reason reason;
    struct str       place; /* where it lies below the root, when not at `path` */
};

struct stat;
/* Fills in stamp, state and reason of what is no directory, from e->path and what
 * lstat says: the same for files that are found and files that are listed. */
void entry_describe(struct entry *e, const struct stat *st);

/* Collects everything below `root_fd` (a directory), in byte order of the path.
 * Nothing is followed, nothing but directories is opened. Directories that
 * cannot be read are entries of their own. KC_OK, KC_NO_MEMORY, KC_IO. */
enum kc_status walk(int root_fd, struct arena *a, struct entry **ret_entries, size_t *ret_n);

/* Opens an entry for reading without following links anywhere on the way, never
 * blocking, and checks that it is the regular file the stamp describes.
 * -1 with *ret_why set. */
int entry_open(int root_fd, const struct entry *e, enum file_reason *ret_why);

#endif
