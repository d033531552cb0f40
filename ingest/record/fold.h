#ifndef KC_RECORD_FOLD_H
#define KC_RECORD_FOLD_H

#include "ingest/record/arena.h"

/* Case and marks of Latin letters, for text in house normal form (NFC). Other
 * scripts pass unchanged. A test compares every row with ICU. */

/* The same, by the table that knows all of them. */
uint32_t fold_lower_long(uint32_t cp);
uint32_t fold_upper_long(uint32_t cp);
uint32_t fold_base_long(uint32_t cp);
bool     fold_is_letter_long(uint32_t cp);

static inline bool fold_is_ascii_letter(uint32_t cp)
{
    return (cp | 0x20) - 'a' < 26;
}

/* "Đ" -> "đ", "Ế" -> "ế" */
static inline uint32_t fold_lower(uint32_t cp)
{
    return cp < 0x80 ? cp | (uint32_t)(cp - 'A' < 26) << 5 : fold_lower_long(cp);
}

/* "đ" -> "Đ", "ế" -> "Ế" */
static inline uint32_t fold_upper(uint32_t cp)
{
    return cp < 0x80 ? cp - ((uint32_t)(cp - 'a' < 26) << 5) : fold_upper_long(cp);
}

/* Lower case, no marks: "Ế" -> "e", "Đ" -> "d" */
static inline uint32_t fold_base(uint32_t cp)
{
    return cp < 0x80 ? fold_lower(cp) : fold_base_long(cp);
}

/* Latin letters, plain or marked */
static inline bool fold_is_letter(uint32_t cp)
{
    return cp < 0x80 ? fold_is_ascii_letter(cp) : fold_is_letter_long(cp);
}

/* Appends s in lower case / in lower case without marks. Combining marks
 * (U+0300-036F) are dropped by fold_add_base. */
bool fold_add_lower(struct text *out, struct str s);
bool fold_add_base(struct text *out, struct str s);

/* Equal without case and marks? No memory needed. */
bool fold_eq_base(struct str a, struct str b);
/* Equal without case (marks count)? */
bool fold_eq_lower(struct str a, struct str b);

#endif
