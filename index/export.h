#ifndef KC_INDEX_EXPORT_H
#define KC_INDEX_EXPORT_H

#include "index/coverage.h"

/* All that the index knows, for other programs and for comparing two indexes: one
 * JSON object a line, the word for its kind first, keys in a fixed order. The
 * same files give the same bytes, in whatever order and in however many runs they
 * were filed: no times, no absolute paths, nothing that is gone. Ignored files are
 * left out as well: records that come by the pipe do not know of them.
 *
 *   document    by id: the record without its texts, blocks and findings
 *   occurrence  by root, path, member
 *   finding     by document, then in the order of the record
 *   link        by criterion as in the set, need, series, date, document
 *   coverage    in the order of the set: the rows given, if any
 */
typedef bool   export_write(void *ctx, struct str line); /* with its "\n"; false stops */
enum kc_status export_ndjson(struct index *ix, const struct coverage *rows, size_t n,
                             struct arena *a, export_write *write, void *ctx);

#endif
