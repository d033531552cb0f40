#ifndef KC_INDEX_JW_H
#define KC_INDEX_JW_H

#include "ingest/record/record.h"

/* A JSON writer: commas and null look after themselves. out.full is sticky; ask
 * once at the end. {0} with out.arena set is ready. */
struct jw {
    struct text out;
    bool        comma; /* a value stands before in this object or list */
};

void jw_open(struct jw *j,
             char       bracket); /* '{' or '[': a value by itself, in a list or after a key */
void jw_close(struct jw *j, char bracket); /* '}' or ']' */
void jw_key(struct jw *j, const char *name);
void jw_item(struct jw *j, struct str value); /* a string in a list */
/* Members of an object. Empty strings and spans are null. */
void jw_string(struct jw *j, const char *name, struct str value);
void jw_word(struct jw *j, const char *name, const char *value); /* NULL is null */
void jw_number(struct jw *j, const char *name, uint64_t value);
/* "points":1.50 */
void jw_points(struct jw *j, const char *name, uint64_t centipoints);
void jw_bool(struct jw *j, const char *name, bool value);
void jw_span(struct jw *j, const char *name, struct span at);
/* Words of the bits that are set, as a list. */
void jw_bits(struct jw *j, const char *name, unsigned value, unsigned count,
             const char *(*word_of)(unsigned bit));
/* A path: where it is not UTF-8, `name_bytes` follows with all of it in base64. */
void jw_path(struct jw *j, const char *name, const char *name_bytes, struct str value);

#endif
