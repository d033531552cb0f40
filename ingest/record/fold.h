#ifndef KC_RECORD_FOLD_H
#define KC_RECORD_FOLD_H

#include "ingest/record/arena.h"

/* Case and marks of Latin letters, for text in house normal form (NFC). Other
 * scripts pass unchanged. A test compares every row with ICU. */

uint32_t fold_lower(uint32_t cp);     /* "Đ" -> "đ", "Ế" -> "ế" */
uint32_t fold_upper(uint32_t cp);     /* "đ" -> "Đ", "ế" -> "Ế" */
uint32_t fold_base(uint32_t cp);      /* lower case, no marks: "Ế" -> "e", "Đ" -> "d" */
bool     fold_is_letter(uint32_t cp); /* Latin letters, plain or marked */

/* Appends s in lower case / in lower case without marks. Combining marks
 * (U+0300-036F) are dropped by fold_add_base. */
bool fold_add_lower(struct text *out, struct str s);
bool fold_add_base(struct text *out, struct str s);

/* Equal without case and marks? No memory needed. */
bool fold_eq_base(struct str a, struct str b);
/* Equal without case (marks count)? */
bool fold_eq_lower(struct str a, struct str b);

#endif
