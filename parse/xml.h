#ifndef KC_PARSE_XML_H
#define KC_PARSE_XML_H

#include "ingest/record/diag.h"

/* XML of office files as a stream of events. The fence around libxml2's reader;
 * private to parse/.
 *
 * A part is read whole, from memory. Nothing is fetched, no entity is expanded
 * but the five of XML itself, and a DOCTYPE ends it: office programs never
 * write one. */

/* Namespaces by meaning: the transitional and the strict form of one are the
 * same to us, and so are all namespaces in which newer versions of Word put
 * what we read as usual text (XML_NS_WORD_NEW). */
enum xml_ns {
    XML_NS_NONE,
    XML_NS_CORE,     /* package core properties */
    XML_NS_DC,       /* Dublin Core elements    */
    XML_NS_DRAWING,  /* drawings and themes     */
    XML_NS_MATH,     /* Office math             */
    XML_NS_MC,       /* markup compatibility    */
    XML_NS_R,        /* references to relationships, as attributes */
    XML_NS_RELS,     /* relationship parts      */
    XML_NS_VML,      /* old drawings            */
    XML_NS_W,        /* WordprocessingML        */
    XML_NS_WORD_NEW, /* shapes and such, since 2010 */
    XML_NS_OTHER
};

/* A name a handler cares about, and the number it knows it by (above 0). */
struct xml_word {
    enum xml_ns ns;
    struct str  name;
    int         word;
};

struct xml_attrs; /* of the element that starts; valid during the call */

/* The value, or {NULL, 0} when there is none. An "&" in it reads "&#38;". */
struct str xml_attr(const struct xml_attrs *attrs, enum xml_ns ns, struct str name);

/* The meaning of a prefix where the element stands. */
enum xml_ns xml_prefix_ns(const struct xml_attrs *attrs, struct str prefix);

enum xml_go {
    XML_INTO, /* tell what is inside, and the end          */
    XML_OVER, /* skip to behind the end of this element    */
    XML_STOP  /* no more events: xml_read returns KC_PARTIAL */
};

/* `words` says which elements `start` and `end` are called for; the others are
 * transparent. Text comes in pieces, as UTF-8, and only for what is gone into. */
struct xml_handler {
    const struct xml_word *words;
    size_t                 nwords;
    enum xml_go (*start)(void *ctx, int word, const struct xml_attrs *attrs);
    void (*end)(void *ctx, int word);
    void (*text)(void *ctx, struct str piece);
};

/* What went wrong, for xml_report. */
struct xml_trouble {
    enum diag_code code;
    unsigned       line, column; /* 1-based; 0 unknown */
    struct str     limit;        /* which one, for DIAG_LIMIT_REACHED; static */
    uint32_t       ceiling;
};

/* Once per process, before the first xml_read; again does no harm. Makes
 * libxml2 fetch nothing and print nothing. */
void xml_init(void);

/* Reads `bytes` (UTF-8, or UTF-16 with its mark). `doc` lends the arena.
 *
 * KC_BAD_INPUT  not well-formed, one of libxml2's own ceilings (names and
 *               attributes of absurd length), or a DOCTYPE: doc->reason becomes
 *               HOSTILE
 * KC_LIMIT      lim->depth, more different names than any office file has, or
 *               the arena
 * KC_NO_MEMORY
 * KC_PARTIAL    the handler stopped it
 *
 * Except for KC_OK and KC_PARTIAL *reterr_trouble is set; events up to there
 * were delivered. Adds no diag: the caller knows how much the part matters. */
enum kc_status xml_read(struct document *doc, struct str bytes, const struct limits *lim,
                        const struct xml_handler *h, void *ctx, struct xml_trouble *reterr_trouble);

/* The diag for a part without which the document cannot be read. Returns `status`. */
enum kc_status xml_report(struct document *doc, struct str part, enum kc_status status,
                          const struct xml_trouble *trouble);

/* The same for a part the document can do without: KC_PARTIAL, unless the part
 * is hostile or memory ran out. */
enum kc_status xml_report_minor(struct document *doc, struct str part, enum kc_status status,
                                const struct xml_trouble *trouble);

#endif
