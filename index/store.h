#ifndef KC_INDEX_STORE_H
#define KC_INDEX_STORE_H

#include "index/index.h"

/* What a database must be able to do, in our words rather than in its own. One
 * const object per store_*.c, one row in stores.c. Private to index/.
 *
 * index.c decodes images, proposes links and quotes passages; a store files and
 * finds. Functions without a comment do what their namesakes in index.h say;
 * index.c sees to it that those that write run inside begin and commit. */

/* One document as it is stored. Slices live until the callback returns. `row` is
 * the store's own name for it. */
struct stored {
    int64_t               row;
    struct document_brief brief;
    struct str            image;
};
typedef bool stored_fn(void *ctx, const struct stored *d);

struct store_ops {
    const char *scheme; /* "sqlite" */

    /* `rest` is the URL after "scheme:". `scratch` is borrowed until close. */
    enum kc_status (*open)(const char *rest, enum index_mode mode, struct arena *scratch,
                           struct arena *a, void **ret_db, struct str *reterr_message);
    void (*close)(void *db);
    struct str (*error)(const void *db);

    /* With INDEX_READ: what is read in between is of one moment. */
    enum kc_status (*begin)(void *db);
    enum kc_status (*commit)(void *db);
    void (*rollback)(void *db);

    /* The value of a setting into buf, cut at its size; "" when there is none. */
    enum kc_status (*setting)(void *db, const char *key, char *buf, size_t size);
    enum kc_status (*set_setting)(void *db, const char *key, const char *value);

    enum kc_status (*walk_begin)(void *db, struct str root);
    enum kc_status (*seen)(void *db, struct str root, struct str path,
                           const struct file_stamp *stamp, struct str fingerprint,
                           bool *ret_unchanged);
    enum kc_status (*path_done)(void *db, struct str root, struct str path,
                                const struct file_stamp *stamp, struct str fingerprint);
    enum kc_status (*keep_below)(void *db, struct str root, struct str folder, uint64_t *ret_kept);
    enum kc_status (*walk_end)(void *db, struct str root, uint64_t entries);
    enum kc_status (*other_root)(void *db, const struct str *names, size_t n, struct arena *a,
                                 struct str *ret_root);
    enum kc_status (*needs_another_walk)(void *db, bool *ret_needed);

    /* Everything but the links. *ret_row: the document whose kept record is now
     * this one, so that its links are due; 0 when nothing changed for it. */
    enum kc_status (*put)(void *db, struct str root, const struct document *doc, struct str image,
                          int64_t *ret_row);

    enum kc_status (*forget)(void *db, struct str id, bool *ret_known);

    /* Replaces the links of one document. positions[i] is the place of
     * links[i].criterion in the set. */
    enum kc_status (*put_links)(void *db, int64_t row, const struct evidence_link *links,
                                const uint32_t *positions, size_t n);
    enum kc_status (*forget_links)(void *db);
    /* From now on links are this handle's own and not in the store: for readers. */
    enum kc_status (*private_links)(void *db);

    enum kc_status (*each_occurrence)(void *db, occurrence_fn *fn, void *ctx);
    enum kc_status (*each_outline)(void *db, document_fn *fn, void *ctx);
    enum kc_status (*each_citation)(void *db, struct str key, citation_fn *fn, void *ctx);
    enum kc_status (*each_document)(void *db, stored_fn *fn, void *ctx); /* live, by id */
    enum kc_status (*document)(void *db, struct str id, stored_fn *fn, void *ctx);
    enum kc_status (*each_link)(void *db, struct str criterion, link_fn *fn, void *ctx);
    /* live: those with a place that is not gone; else those without. */
    enum kc_status (*find_document)(void *db, struct str typed, struct str key, bool live,
                                    brief_fn *fn, void *ctx);
    enum kc_status (*search)(void *db, struct str words, size_t most, stored_fn *fn, void *ctx);
    enum kc_status (*ledger)(void *db, struct ledger *ret_ledger);
    enum kc_status (*verify)(void *db, verify_say *say, void *ctx, unsigned *ret_troubles);
};

extern const struct store_ops        store_sqlite;
extern const struct store_ops *const store_all[]; /* NULL-terminated */

/* The row whose scheme `url` names, and what follows its colon; NULL: none. */
const struct store_ops *store_find(const char *url, const char **ret_rest);

/* Where something was handed in; ordered by bytes. */
struct place {
    struct str root, path, member;
};
int place_cmp(struct place a, struct place b);

/* Finds any changed byte of an image; nothing against intent. */
uint64_t image_hash(struct str image);

#endif
