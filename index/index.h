#ifndef KC_INDEX_INDEX_H
#define KC_INDEX_INDEX_H

#include "index/link.h"
#include "ingest/record/record.h"

/* Stage 4: records -> evidence for criteria, and questions about it. The store
 * is derived: it may be deleted and is rebuilt by `ingest`. One handle per
 * process. All functions: KC_BUSY when another writer holds the store, KC_IO
 * when it fails; nothing was written then. */
struct index;
enum index_mode { INDEX_READ, INDEX_WRITE, INDEX_CREATE };

/* `url` picks the store by scheme: "sqlite:evidence.db".
 * KC_BAD_INPUT: not our store, damaged, or made by a newer program.
 * On failure *reterr_message explains it (static or in `a`). */
enum kc_status index_open(const char *url, enum index_mode mode, const struct limits *lim,
                          struct arena *a, struct index **ret_index, struct str *reterr_message);
void           index_close(struct index *ix); /* NULL is fine */
/* The store's own words for the last failure; "" when none. */
struct str index_error(const struct index *ix);

/* --- writing: everything between begin and commit lands together. A write that
 * fails spoils its batch: commit then gives that status, nothing was written.
 * Outside of a batch every write is one of its own. With INDEX_READ, what is
 * read between begin and commit is of one moment. ----------------------- */
enum kc_status index_begin(struct index *ix);
enum kc_status index_commit(struct index *ix);
void           index_rollback(struct index *ix);

/* Which set links are proposed for. When set, year, folder_codes or the linker's
 * version differ from what the store holds, all links are proposed again. NULL
 * set: no links. The set is borrowed until close. With INDEX_READ they are
 * proposed for this handle alone and the store stays as it is. */
enum kc_status index_use_criteria(struct index *ix, const struct criteria_set *set, int year,
                                  bool folder_codes);

/* How a file on disk looked when it was read: hints, never identity. */
struct file_stamp {
    uint64_t device, inode, size;
    int64_t  mtime_ns, ctime_ns;
};

/* One walk over an intake root. `root` names the intake ("nop"). */
enum kc_status index_walk_begin(struct index *ix, struct str root);
/* Notes that `path` still exists (a reader may ask, too). *ret_unchanged: its stamp and
 * `fingerprint` (version of rules and parsers) are those of the last complete reading, which did
 * not end in a state that is tried again. */
enum kc_status index_seen(struct index *ix, struct str root, struct str path,
                          const struct file_stamp *stamp, struct str fingerprint,
                          bool *ret_unchanged);
/* Files one record at (root, doc->path, doc->member): document, findings, links,
 * search rows, occurrence. `image` is its wire image, stored as it is. A record
 * without an id leaves only an occurrence that carries the image. Records of
 * one id from several places: the one with the smallest (root, path, member) is
 * kept, so the order of arrival never shows. */
enum kc_status index_put(struct index *ix, struct str root, const struct document *doc,
                         struct str image);
/* All records of `path` have been put: members that are no longer there go, and
 * the stamp makes later walks skip it. */
enum kc_status index_path_done(struct index *ix, struct str root, struct str path,
                               const struct file_stamp *stamp, struct str fingerprint);
/* A folder that could not be read this time: what is known below it is neither seen
 * nor gone and stays as it is. *ret_kept counts those entries; add them to what
 * index_walk_end is told. */
enum kc_status index_keep_below(struct index *ix, struct str root, struct str folder,
                                uint64_t *ret_kept);
/* `entries` regular and other directory entries were found below the root. Paths
 * not seen become GONE. A root that could not be opened is not a walk. */
enum kc_status index_walk_end(struct index *ix, struct str root, uint64_t entries);

/* The name of a root that was walked and is none of `names`, in `a`; empty when
 * there is none. A walk of it that sees nothing ends it. Roots that only ever got
 * records by the pipe are nobody's folders and never told. */
enum kc_status index_other_root(struct index *ix, const struct str *names, size_t n,
                                struct arena *a, struct str *ret_root);

/* True when the kept record of a content went away and another of its places
 * must be read again to take over: index_seen says "changed" for that file.
 * Ask after the last walk and walk once more, or the next run will. */
enum kc_status index_needs_another_walk(struct index *ix, bool *ret_needed);

/* Removes a document, gone or not, and everything made from it, with its places and
 * those of what lies inside it; what else was known of these files' looks, too, so
 * that the next walk that sees them reads them. What they held besides is kept
 * where it has another place. The ledger counts the removed files no longer.
 * KC_SKIP when the id is unknown. */
enum kc_status index_forget(struct index *ix, struct str id);

/* --- reading: slices live until the callback returns; false stops ------- */

/* One place where something was handed in, in the order (root, path, member).
 * `state` has duplicates worked out: of several places with one content the
 * smallest is read, the others duplicate. */
struct occurrence {
    struct str       root, path, member, container;
    struct str       document; /* id, or "" */
    struct str       format;
    enum file_state  state;
    enum file_reason reason;
    uint64_t         size;
    struct name_hint name;
    bool             is_member;
};
typedef bool   occurrence_fn(void *ctx, const struct occurrence *o);
enum kc_status index_each_occurrence(struct index *ix, occurrence_fn *fn, void *ctx);

/* Every document with a place that is not gone, by id. `doc` is the whole record
 * as read from the image, in scratch memory of the index. */
typedef bool   document_fn(void *ctx, const struct document *doc);
enum kc_status index_each_document(struct index *ix, document_fn *fn, void *ctx);
/* The same documents from the columns alone, which is a hundred times faster: id,
 * path, member, format, state, reason and identity, but no texts, titles or diags.
 * Called once for every act a document replaces, with that one finding (key, date,
 * issuer, role), and once without findings where it replaces none. */
enum kc_status index_each_outline(struct index *ix, document_fn *fn, void *ctx);
/* Every reference and plan that those documents cite, from the columns alone, in
 * the order of documents and of places in them. `doc` is an outline; of `f` there
 * are kind, role, at, value, key, type, date, issuer and plan. `key`: only
 * references to this number; "" for all. */
typedef bool   citation_fn(void *ctx, const struct document *doc, const struct finding *f);
enum kc_status index_each_citation(struct index *ix, struct str key, citation_fn *fn, void *ctx);
/* One document into `a`. KC_SKIP when the id is unknown. */
enum kc_status index_document(struct index *ix, struct str id, struct arena *a,
                              struct document *ret_doc);

/* Proposed links of documents that are not gone; criterion "" for all. In the
 * order of criterion (as in the set), need, series, document date, id. */
typedef bool   link_fn(void *ctx, const struct evidence_link *link);
enum kc_status index_each_link(struct index *ix, struct str criterion, link_fn *fn, void *ctx);

/* Documents a person may mean: a hash prefix of six or more, a path (or
 * "path!/member"), a document number, tried in that order; all hits of the
 * first way that has any. `key` is the number's key or "". */
struct document_brief {
    struct str id, number, issuer, date, type, subject, path, member;
};
typedef bool   brief_fn(void *ctx, const struct document_brief *d);
enum kc_status index_find_document(struct index *ix, struct str typed, struct str key, brief_fn *fn,
                                   void *ctx);

/* The same among documents whose places are all gone. */
enum kc_status index_find_gone(struct index *ix, struct str typed, struct str key, brief_fn *fn,
                               void *ctx);

/* Full text: `words` in house normal form; "quoted words" are a phrase. Marks
 * are optional; what matches exactly, marks and all, ranks first. At most
 * `most` hits, best first, then by id. `at`: the first matching passage. */
struct search_hit {
    struct document_brief doc;
    struct str            snippet; /* of the normal text, whole words */
    struct span           at;
};
typedef bool   search_fn(void *ctx, const struct search_hit *hit);
enum kc_status index_search(struct index *ix, struct str words, size_t most, search_fn *fn,
                            void *ctx);

/* Counts for the ledger line. entries == the sum over states of occurrences
 * that are no members; members likewise on their own line. */
struct ledger {
    uint64_t entries;            /* found by the last walks, all roots  */
    uint64_t files[STATE_COUNT]; /* without GONE: those are no entries  */
    uint64_t members[STATE_COUNT];
    uint64_t members_total;
    bool     reconciles;
};
enum kc_status index_ledger(struct index *ix, struct ledger *ret_ledger);

/* Store sound, images readable and equal to the columns made from them, search
 * rows complete, ledger reconciles; the links are those that follow from the records,
 * where index_use_criteria told by what. `say` gets one English line per trouble;
 * *ret_troubles counts them. While another handle writes, and where this one could
 * not, the search rows are only counted. */
typedef void   verify_say(void *ctx, struct str line);
enum kc_status index_verify(struct index *ix, verify_say *say, void *ctx, unsigned *ret_troubles);

#endif
