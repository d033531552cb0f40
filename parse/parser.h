/* What a parser keeps between documents, and hands from one step to the next within
 * one; private to parse/. */
#ifndef KC_PARSE_PARSER_H
#define KC_PARSE_PARSER_H

#include "ingest/record/status.h"
#include "parse/fonts.h"

struct normaliser;

enum kc_status normaliser_new(struct normaliser **ret);
void           normaliser_free(struct normaliser *n);

struct parser {
    struct normaliser *normaliser;
    struct font_runs   fonts; /* of the document that is being read, in its arena; else none */
};

#endif
