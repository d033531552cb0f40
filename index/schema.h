#ifndef KC_INDEX_SCHEMA_H
#define KC_INDEX_SCHEMA_H

/* index/schema.sql as it is, NUL-terminated. */
extern const char kc_schema_sql[];

#endif
