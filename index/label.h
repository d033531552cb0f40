#ifndef KC_INDEX_LABEL_H
#define KC_INDEX_LABEL_H

#include "index/index.h"

/* How people write things. Empty results when `a` is full. */

/* "2025-01-05" -> "05/01/2025"; what is no ISO day stays as it is. */
struct str label_date(struct arena *a, struct str iso);

/* 250 -> "2,50", the decimal sign given. */
struct str label_points(struct arena *a, uint64_t centipoints, char sign);

/* "Kế hoạch 12/KH-UBND ngày 05/01/2025"; without a number the subject in quotes,
 * without either the file's name. */
struct str label_document(struct arena *a, const struct document_brief *d);

/* "01/10/2024 – 31/12/2024"; an open end is "…". */
struct str label_window(struct arena *a, const struct window *w, int year);

#endif
