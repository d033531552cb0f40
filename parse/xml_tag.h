#ifndef KC_PARSE_XML_TAG_H
#define KC_PARSE_XML_TAG_H

#include "parse/xml.h"
#include "parse/xml_bytes.h"

/* Start tags under the scanner: names, namespaces, attributes. Private to
 * parse/xml_*.c.
 *
 * Office programs write the same few hundred tags over and over. So a tag that was
 * found right is kept, and when the same bytes come again where the same namespaces
 * are declared, they are right again: its attributes are split up only if somebody
 * asks for one. */

/* More of anything is left to libxml2, whose own ceilings lie above all of these.
 * Rich documents have some hundred names and some forty prefixes. */
#define XML_MAX_NAMES    1024
#define XML_MAX_PREFIXES 128
#define XML_MAX_URIS     4096              /* different ones, as they come */
#define XML_MAX_BOUND    256               /* declarations in force */
#define XML_MAX_ATTRS    128               /* of one element */
#define XML_MAX_DECODED  4096              /* bytes, of one element */
#define XML_MAX_STRETCH  ((size_t)1 << 20) /* bytes of a value, comment or CDATA section */

#define XML_NAME_SLOTS 4096 /* a power of two */
#define XML_KNOWN_TAGS 512  /* a power of two */

/* The first bytes of a name, filled up with NULs. */
struct xml_key {
    uint64_t a, b;
};

/* A name with its prefix, as it is written. It is checked when it first comes; later
 * ones are the same bytes. */
struct xml_name {
    struct xml_key key;
    struct str     all, local;
    uint32_t       tag;      /* the last one it was an attribute of, by number */
    uint16_t       prefix;   /* 0: none */
    bool           declares; /* as an attribute: xmlns, xmlns:prefix */
    int            ns, word; /* as an element: what it is while its prefix means `ns` */
};

struct xml_prefix {
    struct str name;
    int        ns;     /* what it means here; -1: it is not declared */
    struct str uri;    /* the last it was declared to be, */
    int        uri_ns; /* and what that means */
};

/* A declaration in force, and what held before. */
struct xml_bound {
    uint32_t depth, scope;
    uint16_t prefix;
    int      ns;
};

struct xml_value {
    const struct xml_name *name;
    struct str             value;
    bool                   plain; /* means what it says, byte for byte */
};

struct xml_values {
    const char      *from; /* where these attributes begin */
    size_t           n;
    struct xml_value at[XML_MAX_ATTRS];
};

struct xml_tag {
    struct str             all; /* from its name to before its ">" */
    const struct xml_name *name;
    int                    word;  /* 0: not in the vocabulary */
    uint32_t               scope; /* in which it was found right; 0: none */
};

struct xml_tags {
    const struct xml_bytes   *bytes;
    const struct xml_handler *h;
    uint32_t                  ntags;          /* checked or split */
    uint32_t                  scope, nscopes; /* which declarations are in force, by number */
    uint32_t                  nnames, nprefixes, nuris, nbound;
    struct xml_tag            tag;   /* the last one read, */
    bool                      plain; /* all its values are */
    struct xml_values         checked;
    struct xml_values         asked;      /* of a tag that was known, when somebody wants them */
    const char               *known_from; /* where the attributes of that begin; NULL: checked */
    char                      decoded[XML_MAX_DECODED]; /* values that are not plain */
    struct xml_prefix         prefixes[XML_MAX_PREFIXES];
    struct xml_bound          bound[XML_MAX_BOUND];
    uint16_t                  slots[XML_NAME_SLOTS]; /* 1 + index of a name; 0: empty */
    struct xml_name           names[XML_MAX_NAMES];
    struct xml_tag            known[XML_KNOWN_TAGS];
};

/* Both must outlive it. */
void xml_tags_begin(struct xml_tags *t, const struct xml_bytes *bytes, const struct xml_handler *h);

/* The start tag whose name is at `p`, of an element at `depth`; NULL to give up. If
 * `asked` and it has a word, its attributes can be asked for until the next one. */
const struct xml_tag *xml_tags_read(struct xml_tags *t, const char *p, uint32_t depth, bool asked);

/* The element at `depth` ends, and with it what its tag declared. */
static inline void xml_tags_leave(struct xml_tags *t, uint32_t depth)
{
    while (t->nbound && t->bound[t->nbound - 1].depth == depth) {
        struct xml_bound b = t->bound[--t->nbound];

        t->prefixes[b.prefix].ns = b.ns;
        t->scope                 = b.scope;
    }
}

/* As xml_attr and xml_prefix_ns. */
struct str  xml_tags_attr(struct xml_tags *t, enum xml_ns ns, struct str name);
enum xml_ns xml_tags_prefix_ns(const struct xml_tags *t, struct str prefix);

#endif
