#ifndef KC_PARSE_XML_SCAN_H
#define KC_PARSE_XML_SCAN_H

#include "parse/xml.h"

/* A fast reader of the plain XML that office programs write, in front of libxml2;
 * private to parse/xml*.c.
 *
 * It tells events only of what it has checked: legal characters in UTF-8, tags that
 * balance, values in quotes, no attribute twice, prefixes that are declared. It never
 * judges. Whatever is wrong, or only rare (DOCTYPE, processing instructions, names
 * beyond ASCII, blanks around "="), makes it give up, and libxml2 reads the part. */

enum xml_scan_end {
    XML_SCAN_GAVE_UP,
    XML_SCAN_READ,
    XML_SCAN_STOPPED /* by the handler */
};

/* How far the events reach that the handler has had when the scanner gives up. */
struct xml_scan_told {
    size_t   bytes; /* of the part; whole tags and whole stretches of text */
    uint32_t over;  /* depth of the element being skipped there; 0: none   */
};

/* `utf8` is a part without a byte order mark. No element is deeper than `max_depth`
 * without the scanner giving up. *ret_told is set when it gives up. */
enum xml_scan_end xml_scan(struct str utf8, uint32_t max_depth, const struct xml_handler *h,
                           void *ctx, struct xml_scan_told *ret_told);

/* The attributes of one element, as the reader that tells of it keeps them. */
struct xml_attrs {
    struct xml_tags      *tags; /* the scanner's; NULL: libxml2's, which are */
    struct reader        *libxml;
    const unsigned char **at; /* name, prefix, URI, value, end of value */
    size_t                n;
};

/* What both readers know by the same tables. */
enum xml_ns xml_ns_of(struct str uri);
/* 0: not in the vocabulary. */
int xml_word_of(const struct xml_handler *h, enum xml_ns ns, struct str name);

/* xml_read with libxml2 alone: what xml_read must be equal to, for tests. */
enum kc_status xml_read_by_libxml(struct document *doc, struct str bytes, const struct limits *lim,
                                  const struct xml_handler *h, void *ctx,
                                  struct xml_trouble *reterr_trouble);

#endif
