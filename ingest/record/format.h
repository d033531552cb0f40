#ifndef KC_RECORD_FORMAT_H
#define KC_RECORD_FORMAT_H

#include "ingest/record/record.h"

/* What is known of a file before it is read. `names` lists the member names of
 * a ZIP or the streams of a compound file (OLE2), each followed by "\n"; empty
 * when the bytes are neither. Backslashes in it are "/". */
struct sniff {
    struct str head; /* the first bytes, at most 64 KiB */
    struct str path; /* as submitted; only its suffix is a hint */
    struct str names;
};

/* How the bytes are opened before `read` sees parts. */
enum container {
    CONTAINER_NONE,   /* one part named "" with the whole file                   */
    CONTAINER_ZIP,    /* a document that is a ZIP: the members `wanted` names    */
    CONTAINER_ARCHIVE /* a ZIP of documents: one record a member; `read` is NULL */
};

struct parser;

/* A file format: how to know it, how to open it, how to read it. One const
 * object per file in parse/, one row in parse/formats.c. */
struct format {
    const char    *name;  /* "docx" */
    const char    *title; /* for people: "Word (.docx)" */
    enum container container;
    /* Globs (only "*") of the members wanted, NULL-ended; the parser gets them
     * in the order of the ZIP. */
    const char *const *wanted;
    /* How sure: 8 points per byte verified, 4 for a matching suffix, 0 for
     * "no". The highest bid wins; on a tie the earlier row. */
    unsigned (*bid)(const struct sniff *s);
    /* doc->parts -> doc->original and doc->blocks. NULL: registered only, with
     * the state and reason below and a diag. */
    enum kc_status (*read)(struct parser *p, const struct limits *lim, struct document *doc);
    enum file_state  unread_state; /* when read is NULL: STATE_UNREAD or STATE_REFUSED */
    enum file_reason unread_reason;
};

#endif
