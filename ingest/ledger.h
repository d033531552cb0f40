#ifndef KC_LEDGER_H
#define KC_LEDGER_H

#include "ingest/command.h"
#include "index/index.h"

/* What became of the files, for people. */

/* EXIT_SOME_FAILED when a file or a member was refused, failed or waits (`strict`:
 * or is unread), else EXIT_DONE. */
int ledger_code(const struct ledger *l, bool strict);

/* What a run remembers of records without an id: the store keeps none of their
 * sentences. Slices live in the command's arena. */
struct trouble {
    struct str root, path, member, sentence;
};
struct troubles {
    struct trouble *items;
    size_t          n, cap;
};
/* Remembers the sentences of a refused or failed record. */
void troubles_note(struct shell *sh, struct troubles *t, struct str root,
                   const struct document *doc);
/* All sentences of a record about why it was not read, or its reason in words. */
void document_sentences(struct text *out, const struct document *doc);

/* Counts on stdout, and whether they add up. */
void ledger_show(struct shell *sh, const struct ledger *l);
/* The same, and each refused or failed file. */
enum kc_status ledger_print(struct shell *sh, struct index *ix, const struct troubles *known,
                            struct ledger *ret_ledger);

#endif
