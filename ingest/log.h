#ifndef KC_LOG_H
#define KC_LOG_H

#include <stdbool.h>

#include "ingest/message.h"
#include "ingest/record/diag.h"
#include "ingest/record/str.h"

struct shell;

/* The only printing there is. Data goes to stdout, everything else to stderr. */

/* Data. Text for people passes say_safe first. Failures are remembered;
 * out_finish flushes and is false when anything was not written. */
void out_str(struct str s);
void out_line(struct str s);                                /* and "\n" */
void out_msg(enum msg m, const struct str *args, size_t n); /* and "\n" */
bool out_finish(void);
bool out_is_terminal(void);
/* Columns of the terminal; 0: stdout is none. */
size_t out_width(void);

/* One sentence on stderr: "kiemchung: …". */
void say(enum msg m, const struct str *args, size_t n);
void say1(enum msg m, struct str a);
void say2(enum msg m, struct str a, struct str b);
/* What errno means, in the language in force. */
struct str error_words(int error);
/* A diag as a sentence in the language in force, appended to out. */
void diag_sentence(struct text *out, const struct diag *d);

/* Untrusted text (names, titles, quotes) for a terminal or a table: control,
 * bidi and line characters show as \xNN or \u{NNNN}; names in old encodings are
 * readable (name_text.h), bytes that nobody can read show as \xNN. */
void safe_add(struct text *out, struct str s);

/* Progress on stderr, only on a terminal and not with -q: one line, redrawn. */
void progress_show(const struct shell *sh, uint64_t done, uint64_t total, uint64_t failed);
void progress_clear(void);

/* Columns for people, aligned by width on screen. Cells are copied. */
struct table;
struct table *table_new(struct arena *a, const struct str *titles, size_t ncols);
bool          table_row(struct table *t, const struct str *cells); /* false: no memory for it */
/* As text. The last column wraps at `width` (out_width), cells are never cut; 0: no
 * terminal, nothing wraps. */
void table_format(const struct table *t, size_t width, struct text *out);

#endif
