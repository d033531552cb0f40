#ifndef KC_INDEX_WORDS_H
#define KC_INDEX_WORDS_H

#include "ingest/record/arena.h"

/* Text as words, for comparing subjects: letters and digits without case and
 * marks, every word followed by one space, the first preceded by one:
 * "Kế hoạch CCHC, quý I/2025" -> " ke hoach cchc quy 1 2025 ". Numbers lose
 * leading zeros, and a Roman quarter and "sáu tháng" are written in digits, because
 * both ways of writing are usual. No words give "". A phrase occurs in a text exactly when
 * its words are a substring, so "quý I" is not in "quý II". */
bool words_make(struct arena *a, struct str s, struct str *ret_words);

/* Like words_make but with the marks kept, word for word the same division. */
bool words_make_marked(struct arena *a, struct str s, struct str *ret_words);

/* Where `phrase` (words) occurs in `text` (words), at or after byte `from`;
 * SIZE_MAX when it does not. The position is that of the space before it. */
size_t words_find(struct str text, struct str phrase, size_t from);

/* Do the words of `s` begin with those of `prefix`? */
bool words_start_with(struct str s, struct str prefix);

/* The n-th word (from 0); empty when there are fewer. */
struct str words_nth(struct str words, size_t n);

/* The word that starts after the space at `at`; empty at the end. */
struct str words_at(struct str words, size_t at);

/* Words of an issuer's name, with UBND and HĐND for their long forms, so that
 * "Ủy ban nhân dân tỉnh" and "UBND tỉnh" are the same words. */
bool words_make_issuer(struct arena *a, struct str s, struct str *ret_words);

/* A phrase of a criteria set with its years filled in: "năm {year-1}" -> "năm
 * 2024". */
bool words_fill_year(struct arena *a, struct str phrase, int year, struct str *ret_text);

#endif
