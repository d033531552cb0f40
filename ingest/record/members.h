#ifndef KC_RECORD_MEMBERS_H
#define KC_RECORD_MEMBERS_H

#include "ingest/record/record.h"

/* The members of each JSON object in a record, in the order they are written.
 * Writer and reader walk the same rows. Private to this folder. */

enum member_type {
    MEMBER_STR,   /* "" is null                                             */
    MEMBER_RAW,   /* bytes; "<name>_bytes" in base64 follows when not UTF-8 */
    MEMBER_FIELD, /* struct field: its value; its span goes into "at"       */
    MEMBER_SPAN,  /* [start, end]; {0, 0} is null                           */
    MEMBER_QUOTE, /* from document_quote at the struct span; never read     */
    MEMBER_WORD,  /* an enum; the word of 0 may be NULL or "": null         */
    MEMBER_DRAFT, /* bits of enum draft_mark: a list of words               */
    MEMBER_BOOL,
    MEMBER_U8,
    MEMBER_U16,
    MEMBER_U32,
    MEMBER_U64
};

struct member {
    const char      *name;
    enum member_type type;
    size_t           offset; /* in the struct of the table */
    /* Bits of `kind` for which it is written even when empty; others have it
     * only when it says something. */
    unsigned always;
    const char *(*word)(unsigned value);
    unsigned words; /* how many */
    bool     must;  /* missing is a mistake */
};

struct member_table {
    const struct member *rows;
    size_t               n;
};

extern const struct member_table head_members;     /* struct document, up to reason */
extern const struct member_table identity_members; /* struct identity   */
extern const struct member_table meta_members;     /* struct metadata   */
extern const struct member_table name_members;     /* struct name_hint  */
extern const struct member_table block_members;    /* struct block      */
extern const struct member_table finding_members;  /* struct finding    */

/* Members of the line itself that no table has. */
bool is_line_member(struct str name);

/* Base64 with padding, one line. */
bool base64_add(struct text *out, struct str bytes);
/* KC_BAD_INPUT when `text` is not base64, KC_LIMIT when the arena is full. */
enum kc_status base64_read(struct str text, struct arena *a, struct str *ret_bytes);

#endif
