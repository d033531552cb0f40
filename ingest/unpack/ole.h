#ifndef KC_UNPACK_OLE_H
#define KC_UNPACK_OLE_H

#include "ingest/record/arena.h"

/* Compound files (OLE2): what Word 97-2003 wrote, and what Office wraps around
 * a document with a password. */

bool ole_is(struct str bytes);

/* Appends the names in its directory to `out`, each followed by "\n". Only ASCII
 * names without control characters, which is all that tells formats apart. A
 * damaged file gives fewer names or none. */
void ole_names(struct str bytes, struct text *out);

#endif
