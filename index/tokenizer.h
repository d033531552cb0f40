#ifndef KC_INDEX_TOKENIZER_H
#define KC_INDEX_TOKENIZER_H

#include "ingest/record/record.h"

/* Words for full-text search. Text is in house normal form. A word is a run of
 * letters and digits, so "153/KH-UBND" is three words in a row. A document's word
 * is filed in lower case and, at the same place, without marks ("kế" and "ke"); a
 * word of a query is taken as it is typed, in lower case. */

/* Raised when the same text gives other words: older indexes are then refused. */
#define TOKENIZER_VERSION 1

struct sqlite3;

/* Makes the FTS5 tokenizer "vn" known to a connection, which FTS5 must be part of.
 * KC_IO when SQLite refuses. */
enum kc_status tokenizer_register(struct sqlite3 *db);

/* What a person typed as an FTS5 expression in `a`: all words are asked for, words
 * in double quotes as a phrase, each with its marks or without, a number that leads
 * others ("5/KH-UBND") with a zero before it or without. A match with marks
 * matches twice, which bm25 rewards. Nothing that is typed can be taken for syntax;
 * words beyond the first 64 are ignored.
 * KC_SKIP: there is no word in it. KC_LIMIT: the arena is full. */
enum kc_status tokenizer_query(struct str words, struct arena *a, struct str *ret_match);

/* The same with the marks that were typed and no others: asks whether a hit of
 * tokenizer_query is an exact one. */
enum kc_status tokenizer_query_exact(struct str words, struct arena *a, struct str *ret_match);

#endif
