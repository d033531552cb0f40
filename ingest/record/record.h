#ifndef KC_RECORD_RECORD_H
#define KC_RECORD_RECORD_H

#include <stdint.h>

#include "ingest/record/arena.h"
#include "ingest/record/limits.h"
#include "ingest/record/state.h"
#include "ingest/record/status.h"
#include "ingest/record/str.h"

/* The record that travels down the pipeline. Each stage reads what earlier
 * stages filled in and writes only its own section. All pointers and slices
 * point into `arena` or to static storage; record and arena change hands
 * together. A zeroed record is a valid empty one. */

/* Half-open byte range [start, end) of document.normal (before normalise():
 * of document.original). {0, 0} means "none". */
struct span {
    uint32_t start, end;
};

/* One thing worth telling a person about this document; see diag.h. */
struct diag {
    uint32_t       code;   /* enum diag_code                                */
    enum kc_status status; /* what it meant for the stage                   */
    const char    *stage;  /* "unpack", "parse", "rules", "index"; static   */
    struct str     args[2];
    struct span    at; /* {0, 0}: concerns the whole document               */
};

/* ---- filled by unpack ------------------------------------------------ */

/* One piece of a container that a parser asked for. */
struct part {
    struct str name;  /* member name, "/"-separated; "" for a bare file   */
    struct str bytes; /* uncompressed                                     */
};

/* ---- filled by parse -------------------------------------------------- */

enum block_kind { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_CELL, BLOCK_NOTE, BLOCK_MARGIN };

/* What a block is for. Only READING text is searched, quoted as the document's
 * words and matched by rules; the others are kept and marked. */
enum block_use { USE_READING, USE_CHROME, USE_HIDDEN, USE_DELETED, USE_COMMENT };

/* A paragraph, or one paragraph of a table cell. Blocks are in reading order,
 * do not overlap, and are separated by exactly one "\n" in both texts. */
struct block {
    enum block_kind kind;
    enum block_use  use;
    struct span     at;
    uint32_t        table;       /* 1-based, in reading order; 0 outside tables     */
    uint32_t        row, column; /* 1-based within the table; 0 outside tables      */
    uint32_t        heading;     /* 1 + index of the heading block this stands under */
    uint16_t        level;       /* of a heading: 1 is the highest; else 0          */
    uint16_t        page;        /* 1-based, estimated; 0 unknown                   */
};

/* Where the normal text came from: offset in `normal` + `delta` = offset in
 * `original`, valid from `normal` up to the next entry. Ascending in `normal`;
 * offset + delta never decreases. Before the first entry delta is 0. */
struct offset_step {
    uint32_t normal;
    int32_t  delta;
};

/* What the file says of itself outside its text (core properties, meta tags,
 * visible stamps of a web page). Hints, never identity. */
struct metadata {
    struct str title, author, site;
    struct str published; /* ISO date or date-time as far as known */
};

/* ---- filled by rules -------------------------------------------------- */

/* CITED: another document. CONTAINER: the act this document was issued with
 * ("ban hành kèm theo …"). REPLACED: an act this document replaces, corrects
 * or withdraws. The document's own number is in `identity` only. */
enum role { ROLE_CITED, ROLE_CONTAINER, ROLE_REPLACED };

enum finding_kind { FINDING_REFERENCE, FINDING_DATE, FINDING_PLAN };

enum date_precision {
    PRECISION_NONE,
    PRECISION_DAY,
    PRECISION_MONTH,
    PRECISION_QUARTER,
    PRECISION_HALF,
    PRECISION_YEAR,
    PRECISION_SPAN
};
enum date_use {
    DATE_PLAIN,    /* nothing known of it                       */
    DATE_ISSUE,    /* of the document or of a cited one         */
    DATE_DEADLINE, /* "trước ngày …", "chậm nhất …"             */
    DATE_CUTOFF,   /* data up to                                */
    DATE_PUBLISHED /* stamp of a web page                       */
};

struct finding {
    enum finding_kind kind;
    enum role         role;
    struct span       at;          /* the number, the date, the plan's name           */
    struct span       date_at;     /* of the date that belongs to a reference or plan */
    struct span       quote_at;    /* the whole mention: type word … issuer           */
    struct str        rule;        /* id and version of the rule, "so-hieu/3"         */
    struct str        value;       /* reference: "05/KH-UBND" digits as written; date:
                                    * "2021-07-15", "2022-Q3", "2021/2030",
                                    * "XXXX-07-20", "" with a diag when impossible;
                                    * plan: its title                                  */
    struct str          key;       /* reference: value without leading zeros           */
    struct str          type;      /* "Nghị quyết", "Công văn"; as in doc types        */
    struct str          date;      /* of a reference or plan, ISO; "" unknown          */
    struct str          issuer;    /* "Chính phủ"; "" unknown                          */
    struct str          subject;   /* trích yếu as cited; "" none                      */
    enum date_precision precision; /* dates only                                  */
    enum date_use       use;       /* dates only                                  */
    uint16_t            year;      /* plans: the year or first year; 0 unknown    */
    bool                plan;      /* a reference that is a plan                  */
    uint8_t             sure;      /* percent, from the rule                      */
};

/* Why a document does not look issued. Bits of identity.draft. */
enum draft_mark {
    DRAFT_NO_NUMBER       = 1 << 0, /* the place for the number is blank      */
    DRAFT_NO_DATE         = 1 << 1, /* the place for the date is blank        */
    DRAFT_MARKED          = 1 << 2, /* says "DỰ THẢO"                         */
    DRAFT_PLACEHOLDER     = 1 << 3, /* dotted places to fill in               */
    DRAFT_TRACKED_CHANGES = 1 << 4, /* set by parse                           */
    DRAFT_COMMENTS        = 1 << 5, /* set by parse                           */
};
/* The word for one bit: "no-number", …; NULL when `mark` is no single bit. */
const char *draft_mark_name(unsigned mark);
#define DRAFT_MARK_COUNT 6

/* A value and where it stands. */
struct field {
    struct str  value;
    struct span at;
};

/* PRESS: a web page about documents; a lead, never evidence. */
enum nature { NATURE_UNKNOWN, NATURE_OFFICIAL, NATURE_PRESS };

/* What the document says it is, from its header zone only. */
struct identity {
    enum nature  nature;
    struct field type;    /* "Kế hoạch", "Công văn"                              */
    struct field number;  /* số và ký hiệu, digits as written: "05/KH-UBND"      */
    struct str   key;     /* number without leading zeros: "5/KH-UBND"           */
    struct field date;    /* ISO day; "" when the header has none                */
    struct field issuer;  /* "UBND tỉnh Sông Trà", "Sở Nội vụ"                   */
    struct field parent;  /* the body above it in the header: "UBND tỉnh …"      */
    struct field place;   /* địa danh: "Sông Trà"                                */
    struct field subject; /* trích yếu                                           */
    struct field signer;
    struct field secrecy; /* "MẬT", "TỐI MẬT", "TUYỆT MẬT"                       */
    unsigned     draft;   /* enum draft_mark bits                                */
};

/* What the file's name claims; a hint for files that cannot be read and for
 * mismatch warnings. */
struct name_hint {
    struct str number, key; /* "153/KH-UBND"; letters may be folded: "30/2020/ND-CP" */
    struct str date;        /* ISO */
    struct str criterion;   /* code in the name or a folder above: "1.1.2" */
};

/* ---- the record ------------------------------------------------------- */

struct document {
    struct arena *arena;

    /* what was handed in (shell and unpack) */
    struct str id;              /* SHA-256 of the submitted bytes, 64 hex digits    */
    uint64_t   size;            /* bytes as submitted                               */
    struct str path;            /* relative to the intake; raw bytes, maybe not UTF-8 */
    struct str member;          /* inside an archive: "1.1.1/KH-153.docx"; nested
                                 * archives joined by "!/"; raw bytes               */
    struct str       container; /* id of the archive; "" for a file                 */
    struct str       format;    /* name of the winning format row, "docx"           */
    enum file_state  state;
    enum file_reason reason;
    struct part     *parts;
    size_t           nparts;

    /* parse */
    struct str          original; /* UTF-8, blocks separated by "\n"             */
    struct str          normal;   /* same text in house normal form              */
    struct offset_step *steps;
    size_t              nsteps;
    struct block       *blocks;
    size_t              nblocks;
    struct metadata     meta;

    /* rules */
    struct finding  *findings; /* ascending by at.start, then at.end, kind */
    size_t           nfindings;
    struct identity  identity;
    struct name_hint name;

    struct diag *diags; /* oldest first */
    size_t       ndiags, diags_cap;
    uint32_t     diags_dropped;
    struct str   rest; /* JSON members we do not know: one JSON object, or "" */
};

/* The original bytes behind a span of the normal text: whole characters. Never
 * allocates. */
struct str document_quote(const struct document *doc, struct span at);

/* The slice of normal text under a span (clamped). */
struct str document_text(const struct document *doc, struct span at);

/* Index of the block that holds normal offset `at`, or SIZE_MAX. */
size_t document_block_at(const struct document *doc, uint32_t at);

/* Drops everything taken from the text (texts, blocks, findings, identity
 * but for secrecy, name hints): what is kept of a secret or refused file. */
void document_forget_text(struct document *doc);

/* Words for the enums, as NDJSON writes them; the reverse is in ndjson.c. */
const char *block_kind_name(enum block_kind k);
const char *block_use_name(enum block_use u); /* NULL for USE_READING */
const char *finding_kind_name(enum finding_kind k);
const char *role_name(enum role r);
const char *date_precision_name(enum date_precision p);
const char *date_use_name(enum date_use u);
const char *nature_name(enum nature n);

#endif
