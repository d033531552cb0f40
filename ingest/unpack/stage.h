#ifndef KC_UNPACK_STAGE_H
#define KC_UNPACK_STAGE_H

#include "ingest/record/diag.h"
#include "ingest/unpack/source.h"
#include "ingest/unpack/unpack.h"

/* What the files of ingest/unpack share. Private to it. */

#define STAGE "unpack"

/* WHOLE_BYTES: an item up to this size is read before it is known what it is; a larger
 * one could be a picture that nobody wants in memory. */
enum { HEAD_BYTES = 64 << 10, CHUNK_BYTES = 256 << 10, WHOLE_BYTES = 1 << 20 };

/* One call of unpack_file. */
struct unpacker {
    const struct format *const *formats;
    const struct limits        *lim;
    struct arena               *arena;
    unpack_each                *each;
    void                       *ctx;
    char                       *head;    /* HEAD_BYTES: the item being identified */
    char                       *chunk;   /* CHUNK_BYTES */
    uint64_t                    budget;  /* bytes that members may still inflate to */
    size_t                      members; /* entries that archives may still have */
    enum kc_status              asked;   /* what `each` said to end the walk, or KC_OK */
    enum kc_status              broken;  /* why no further member can be read, or KC_OK */
    int                         error;   /* errno behind a broken KC_IO */
};

/* A file, or a member of an archive, on its way to becoming a record. */
struct item {
    struct document      doc;
    const struct format *format;
    struct source        src;
    struct str           bytes; /* all of it; p is NULL when it was not kept */
    size_t               mark;  /* of the arena, before `bytes` */
    struct unzip        *zip;   /* open when it is one; closed by item_close */
    unsigned             level; /* archives around it; 0 is the file itself */
    struct str           why;   /* one static word: why its bytes could not be read */
    char                 hex[SHA256_HEX];
};

/* Reads, hashes, identifies and opens an item whose `doc` and `src` are ready.
 * The status is that of its record; doc.state and a diag are set where the
 * status alone does not say it. */
enum kc_status item_open(struct unpacker *u, struct item *it);
/* Calls `each` unless an earlier call ended the walk. */
void item_tell(struct unpacker *u, struct item *it, enum kc_status status);
void item_close(struct item *it);

/* The name a person knows it by: the member, else the path. */
struct str item_name(const struct item *it);

/* Each says on the record what is the matter, and returns its status. */

/* Reading gave `status`; after KC_LIMIT, KC_IO and KC_NO_MEMORY no further member
 * can be read either. KC_LIMIT: the inflated bytes of all members, or the arena. */
enum kc_status item_trouble(struct unpacker *u, struct item *it, enum kc_status status);
enum kc_status item_unreadable(struct item *it, enum kc_status status, struct str why);
enum kc_status item_limit(struct item *it, struct str name, uint64_t value);
enum kc_status item_protected(struct item *it);
/* Sets state and reason where `status` alone would give others. */
enum kc_status item_state(struct item *it, enum file_state state, enum file_reason reason,
                          enum kc_status status);

/* archive.c: one record for each member; the status is that of the archive. */
enum kc_status archive_open(struct unpacker *u, struct item *it);
/* parts.c: the wanted members of a document that is a ZIP. */
enum kc_status parts_open(struct unpacker *u, struct item *it);

/* identify.c */

bool identify_is_zip(struct str head);

/* True when the bytes are a container whose names help to identify it. */
bool identify_has_names(struct str head);
/* The format that bids highest, NULL when none does. `names`: see struct sniff. */
const struct format *identify(const struct format *const *formats, struct str head, struct str path,
                              struct str names);
/* Names inside a ZIP, or inside the compound file in `bytes` when `zip` is NULL,
 * as struct sniff wants them. */
struct str identify_names(struct arena *a, struct str bytes, struct unzip *zip);

#endif
