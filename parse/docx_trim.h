#ifndef KC_PARSE_DOCX_TRIM_H
#define KC_PARSE_DOCX_TRIM_H

#include "ingest/record/arena.h"

/* Takes out of a WordprocessingML part what says nothing about its words before the
 * XML parser sees it: revision marks of tags (w:rsidR="…") and empty elements for
 * sizes, colours, borders and margins. They are most of a part, and libxml2 is most
 * of the time a document takes. Only whole attributes and elements without content
 * go, never text; from the first comment, CDATA or DOCTYPE on, and in anything that
 * looks unusual, all stays as it is. Private to parse/.
 *
 * The result lives in `a`; it is `xml` itself when the arena is full. */
struct str docx_trim(struct arena *a, struct str xml);

#endif
