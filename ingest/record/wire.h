#ifndef KC_RECORD_WIRE_H
#define KC_RECORD_WIRE_H

#include "ingest/record/record.h"

/* The record as a private binary image: counts, lengths, bytes; no pointers.
 * Worker and supervisor exchange it and the index stores it. Parts are not
 * part of it. Not for other programs: they get NDJSON. */
#define WIRE_VERSION 1

/* Writes `doc` into `a`. KC_LIMIT when the arena is full. */
enum kc_status wire_write(const struct document *doc, struct arena *a, struct str *ret_image);

/* Reads an image that a captured process may have written: every count, length,
 * offset, enum and span is checked before it is used, and the invariants of
 * record.h hold afterwards (spans inside the text, blocks and steps ascending,
 * texts valid UTF-8, id 64 hex digits or empty). Slices of the result point
 * into `image`, arrays live in `a`; ret_doc->arena is `a`.
 * KC_BAD_INPUT when anything is off, KC_LIMIT when the arena is full. */
enum kc_status wire_read(struct str image, struct arena *a, struct document *ret_doc);

#endif
