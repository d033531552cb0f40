#ifndef KC_PARSE_CHARSET_H
#define KC_PARSE_CHARSET_H

#include "ingest/record/record.h"

/* Which encoding bytes are in, and bytes into UTF-8. Private to parse/.
 * Order of belief: byte order mark; valid UTF-8, or nearly so; the tones of
 * windows-1258, which no other encoding has after vowels; `declared` (a label such
 * as "windows-1258", "" when unknown) as far as ICU knows it; windows-1258. Bytes
 * of a font encoding (see legacy.h) become Latin letters, as windows-1252 has them. */
enum kc_status charset_to_utf8(struct str bytes, struct str declared, struct document *doc,
                               struct str *ret_utf8, struct str *ret_name);

#endif
