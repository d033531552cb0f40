#ifndef KC_RULES_HEADER_H
#define KC_RULES_HEADER_H

#include "rules/lines.h"

/* The heading of a document while it is read; private to identity.c and header_*.c,
 * each of which finds some of its fields. */
struct header {
    struct work    *w;
    struct identity id;
    struct lines    all;
    size_t          first, last;  /* the zone, [first, last) */
    size_t          title;        /* the first line of a type below a sign, or last */
    bool            signs;        /* motto or number line: an issued document's heading */
    size_t          number, date; /* lines, SIZE_MAX none */
    size_t          own;          /* candidate that is the document's own number, SIZE_MAX none */
};

struct line *header_line(const struct header *h, size_t i);
/* Part of a line as a span of the normal text. */
struct span line_part(const struct line *l, struct span s);
void        set_field(struct field *f, struct str value, struct span at);
/* A line for the number, filled in or blank. */
bool number_line(const struct header *h, const struct line *l);
/* "KẾ HOẠCH", maybe with the subject behind it. */
bool type_line(const struct header *h, const struct line *l, const struct doc_type **ret_type,
               size_t *ret_end);

/* In this order: each looks at what the ones before it found. */
void find_number(struct header *h);  /* header_number.c */
void find_date(struct header *h);    /* header_number.c */
void find_issuer(struct header *h);  /* header_title.c  */
void find_type(struct header *h);    /* header_title.c  */
void find_subject(struct header *h); /* header_title.c: of a công văn */

#endif
