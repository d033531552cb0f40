#ifndef KC_REPORT_H
#define KC_REPORT_H

#include "index/jw.h"
#include "ingest/command.h"

/* A table on its way out, to people or to programs. A format is one file in this
 * folder and one row in reports.c; a command knows columns, not formats. */

enum cell_kind {
    CELL_TEXT,
    CELL_NUMBER,
    CELL_POINTS, /* number is centipoints: 150 is 1.50                      */
    CELL_PATH,   /* raw bytes; JSON adds <name>_bytes where they are not UTF-8 */
    CELL_SPAN,   /* JSON: [start,end]                                       */
    CELL_LIST    /* of texts; JSON: a list, else joined by " | "            */
};

struct column {
    const char    *name;  /* for programs: key in JSON, head in TSV and CSV; NULL: people only */
    enum msg       title; /* for people; MSG_NONE: programs only */
    enum cell_kind kind;
};

/* One value, borrowed for the call. Of text, number, at and list the one that the
 * column's kind asks for; empty ones but numbers are null in JSON. */
struct cell {
    struct str        text;
    struct str        shown; /* for people, where they read something else */
    uint64_t          number;
    struct span       at;
    const struct str *list;
    size_t            nlist;
};

struct report_ops;
struct table;

/* What a command fills in: sh, format, columns, ncolumns; the others may be zero. */
struct report {
    struct shell            *sh;
    const struct report_ops *format;
    const struct column     *columns;
    size_t                   ncolumns;
    const char              *kind;          /* what a row is, in NDJSON: "criterion"        */
    enum msg                 none;          /* for people, when there are no rows           */
    struct str               head;          /* members of the JSON object, as jw writes     */
    struct str               tail;          /* them without brackets; may be set before end */
    void (*write)(void *ctx, struct str s); /* NULL: stdout */
    void *ctx;
    /* of report_begin */
    struct arena *arena; /* its own: a row may be forgotten after report_row */
    struct table *table;
    uint64_t      rows;
    bool          full;
};

/* Each returns EXIT_DONE or the code to exit with, told. report_end closes in any
 * case and may be called without a beginning. */
int  report_begin(struct report *r);
void report_row(struct report *r, const struct cell *cells);
int  report_end(struct report *r);

/* ---- which format ---------------------------------------------------------- */

struct report_choice {
    const char *format;
    bool        json, ndjson;
};
#define REPORT_OPTIONS(choice)                                                                     \
    {"format", 0, OPTION_TEXT, &(choice).format, REPORT_FORMATS, MSG_REPORT_OPTION_FORMAT},        \
        {"json", 0, OPTION_FLAG, &(choice).json, NULL, MSG_REPORT_OPTION_JSON},                    \
    {                                                                                              \
        "ndjson", 0, OPTION_FLAG, &(choice).ndjson, NULL, MSG_REPORT_OPTION_NDJSON                 \
    }
#define REPORT_FORMATS "table|tsv|csv|json|ndjson" /* a test compares it with report_all */

/* Did anybody ask for one? Where people have something better than a table. */
bool report_wanted(const struct report_choice *choice);
/* The table where nothing was chosen. EXIT_DONE or EXIT_USAGE, told. */
int report_choose(const struct report_choice *choice, const struct report_ops **ret_format);

/* ---- formats --------------------------------------------------------------- */

struct report_ops {
    const char *name;
    bool        people; /* laid out for reading, in the language in force */
    /* Each appends to `out`, which is written and emptied after the call. */
    void (*begin)(struct report *r, struct text *out);
    void (*row)(struct report *r, const struct cell *cells, struct text *out);
    void (*end)(struct report *r, struct text *out);
};
extern const struct report_ops report_csv, report_json, report_ndjson, report_table, report_tsv;
extern const struct report_ops *const report_all[];                 /* NULL-terminated */
const struct report_ops              *report_find(struct str name); /* NULL: none */

/* ---- for formats ------------------------------------------------------------ */

/* The value as people read it, and as one text for programs; in r->arena. */
struct str cell_shown(struct report *r, const struct column *c, const struct cell *v);
struct str cell_plain(struct report *r, const struct column *c, const struct cell *v);
/* All columns for programs as members of a JSON object. */
void cells_json(struct report *r, const struct cell *cells, struct jw *j);
/* UTF-8 without control characters but tab and line ends: others are U+FFFD. */
void add_clean(struct text *out, struct str s);

#endif
