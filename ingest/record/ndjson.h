#ifndef KC_RECORD_NDJSON_H
#define KC_RECORD_NDJSON_H

#include <stdio.h>

#include "ingest/record/record.h"

/* The record as one line of JSON, version 1, described in kiemchung-record.7:
 * for people and other programs. Keys in a fixed order, so equal records give
 * equal bytes. Both keep what the wire image keeps (a test holds them to it). */
#define NDJSON_VERSION 1

/* Appends one line with its "\n" to `out`. Bytes of a path or member that are
 * not UTF-8 show as U+FFFD, and "path_bytes"/"member_bytes" (base64) follow. */
enum kc_status ndjson_write(const struct document *doc, struct text *out);

/* Reads one line (without "\n"). Unknown members go to doc->rest as they are
 * and are written back by ndjson_write. Everything is checked as in wire_read.
 * KC_BAD_INPUT: *reterr_where names the member and what is wrong (static or in
 * `a`); KC_SKIP: the line is blank. */
enum kc_status ndjson_read(struct str line, struct arena *a, struct document *ret_doc,
                           struct str *reterr_where);

/* --- small JSON writing for everything else that prints JSON ------------ */

/* Appends `s` as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD,
 * control characters, U+2028, U+2029 and bidi controls are escaped. */
bool json_add_string(struct text *out, struct str s);

#endif
