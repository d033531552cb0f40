#ifndef KC_PARSE_MIME_H
#define KC_PARSE_MIME_H

#include "ingest/record/arena.h"

/* Messages and web archives (RFC 2045, 2046, 2557): parts with headers, apart by
 * boundaries. Private to parse/. Slices of the bytes given; nothing is copied but
 * by mime_decode. */

struct mime_part {
    struct str type;     /* "text/html", without parameters; "text/plain" when it is not said */
    struct str charset;  /* "" unknown */
    struct str boundary; /* of a multipart */
    struct str encoding; /* of the body: "quoted-printable", "base64", … */
    struct str body;
};

/* Headers and body of one part. */
struct mime_part mime_part_read(struct str bytes);

/* The next part inside a multipart's body; false behind the last. */
bool mime_next(struct str *rest, struct str boundary, struct str *ret_part);

/* The first part of this type, however deep; false when there is none. */
bool mime_find(struct str bytes, struct str type, struct mime_part *ret_part);

/* The bytes of the body. Damaged encodings give what is left of them. False when
 * the arena is full. */
bool mime_decode(struct arena *a, const struct mime_part *part, struct str *ret_bytes);

#endif
