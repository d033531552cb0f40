/* What a parser keeps between documents; private to parse/. */
#ifndef KC_PARSE_PARSER_H
#define KC_PARSE_PARSER_H

#include "ingest/record/status.h"

struct normaliser;

enum kc_status normaliser_new(struct normaliser **ret);
void           normaliser_free(struct normaliser *n);

struct parser {
    struct normaliser *normaliser;
};

#endif
