#ifndef KC_PARSE_CHARSET_H
#define KC_PARSE_CHARSET_H

#include "ingest/record/record.h"

/* Which encoding bytes are in, and bytes into UTF-8. Private to parse/.
 * Order of belief: byte order mark; valid UTF-8 with at least one non-ASCII
 * character; `declared` (a label such as "windows-1258", "" when unknown) as
 * far as ICU knows it; windows-1258. */
enum kc_status charset_to_utf8(struct str bytes, struct str declared, struct document *doc,
                               struct str *ret_utf8, struct str *ret_name);

#endif
