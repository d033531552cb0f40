#include "parse/xml_scan.h"

#include <limits.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include "parse/charset.h"
#include "parse/xml_tag.h"

/* No NOENT, no DTDLOAD, no RECOVER, no HUGE: libxml2's own ceilings stay on.
 * IGNORE_ENC because what it sees is UTF-8 whatever the declaration says: any
 * other encoding would make iconv open files. */
#define OPTIONS (XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT)

/* libxml2 2.9 finds names through 16,384 chains: a million different ones take
 * half a minute. Rich documents have some hundreds. */
#define MAX_NAMES 20000

/* And it compares each attribute of an element with all others: 200,000 take ten
 * seconds. */
#define MAX_ATTRS 1024

/* ---- namespaces ------------------------------------------------------- */

#define OFFICE "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"
#define MS     "http://schemas.microsoft.com/office/word/"

static const struct {
    struct str  uri;
    enum xml_ns ns;
} namespaces[] = {
    /* the commonest first */
    {STR_INIT(OFFICE "wordprocessingml/2006/main"), XML_NS_W},
    {STR_INIT(STRICT "wordprocessingml/main"), XML_NS_W},
    {STR_INIT(OFFICE "markup-compatibility/2006"), XML_NS_MC},
    {STR_INIT("urn:schemas-microsoft-com:vml"), XML_NS_VML},
    {STR_INIT(OFFICE "officeDocument/2006/relationships"), XML_NS_R},
    {STR_INIT(STRICT "officeDocument/relationships"), XML_NS_R},
    {STR_INIT(OFFICE "package/2006/relationships"), XML_NS_RELS},
    {STR_INIT(OFFICE "package/2006/metadata/core-properties"), XML_NS_CORE},
    {STR_INIT("http://purl.org/dc/elements/1.1/"), XML_NS_DC},
    {STR_INIT(OFFICE "drawingml/2006/main"), XML_NS_DRAWING},
    {STR_INIT(STRICT "drawingml/main"), XML_NS_DRAWING},
    {STR_INIT(OFFICE "officeDocument/2006/math"), XML_NS_MATH},
    {STR_INIT(STRICT "officeDocument/math"), XML_NS_MATH},
    {STR_INIT(MS "2010/wordml"), XML_NS_WORD_NEW},
    {STR_INIT(MS "2010/wordprocessingCanvas"), XML_NS_WORD_NEW},
    {STR_INIT(MS "2010/wordprocessingDrawing"), XML_NS_WORD_NEW},
    {STR_INIT(MS "2010/wordprocessingGroup"), XML_NS_WORD_NEW},
    {STR_INIT(MS "2010/wordprocessingShape"), XML_NS_WORD_NEW},
    {STR_INIT(MS "2012/wordml"), XML_NS_WORD_NEW},
};
#define NNAMESPACES (sizeof namespaces / sizeof *namespaces)

enum xml_ns xml_ns_of(struct str uri)
{
    for (size_t i = 0; i < NNAMESPACES; i++)
        if (str_eq(uri, namespaces[i].uri))
            return namespaces[i].ns;
    return XML_NS_OTHER;
}

int xml_word_of(const struct xml_handler *h, enum xml_ns ns, struct str name)
{
    for (size_t i = 0; i < h->nwords; i++)
        if (h->words[i].ns == ns && str_eq(name, h->words[i].name))
            return h->words[i].word;
    return 0;
}

/* libxml2 gives names as C strings. */
static struct str of_xml(const xmlChar *z)
{
    return str_from_cstr((const char *)z);
}

static bool is_name(const xmlChar *z, struct str name)
{
    return (char)*z == *name.p && str_eq(of_xml(z), name);
}

static enum xml_ns ns_of(const xmlChar *uri)
{
    return uri ? xml_ns_of(of_xml(uri)) : XML_NS_NONE;
}

/* ---- the reader -------------------------------------------------------- */

/* libxml2 keeps one copy of each name per document, so a name is known by its
 * address. One that is not in the vocabulary has word 0. */
struct known {
    const xmlChar *name, *uri;
    int            word;
};
#define KNOWN  256 /* a power of two */
#define PROBES 4

struct reader {
    const struct xml_handler *h;
    void                     *ctx;
    xmlParserCtxt            *xml;
    uint32_t                  depth, max_depth;
    uint32_t                  over;    /* depth of the element being skipped; 0: none */
    bool                      crowded; /* cut off before a tag of too many attributes */
    bool                      stopped, ended;
    struct xml_scan_told      told;     /* before; zero from the first new event on */
    struct xml_trouble        trouble;  /* the first one: later ones are its echo */
    const xmlChar            *attr_uri; /* of the last attribute asked for, and what it means */
    enum xml_ns               attr_ns;
    struct known              known[KNOWN];
};

static void stop(struct reader *r, struct xml_trouble trouble)
{
    if (r->trouble.code == DIAG_NONE) {
        r->trouble        = trouble;
        r->trouble.line   = (unsigned)xmlSAX2GetLineNumber(r->xml);
        r->trouble.column = (unsigned)xmlSAX2GetColumnNumber(r->xml);
    }
    r->stopped = true;
    xmlStopParser(r->xml);
}

static void stop_at_limit(struct reader *r, struct str limit, uint32_t ceiling)
{
    stop(r, (struct xml_trouble){.code = DIAG_LIMIT_REACHED, .limit = limit, .ceiling = ceiling});
}

/* False, and the end, when a ceiling is reached. */
static bool within_limits(struct reader *r)
{
    if (r->depth > r->max_depth)
        stop_at_limit(r, STR("depth"), r->max_depth);
    else if (xmlDictSize(r->xml->dict) > MAX_NAMES)
        stop_at_limit(r, STR("names"), MAX_NAMES);
    return !r->stopped;
}

static int word_of(struct reader *r, const xmlChar *name, const xmlChar *uri)
{
    size_t        slot = ((uintptr_t)name >> 3 ^ (uintptr_t)name >> 11) % KNOWN;
    struct known *k    = &r->known[slot];

    for (size_t i = 0; i < PROBES; i++) {
        k = &r->known[(slot + i) % KNOWN];
        if (k->name == name && k->uri == uri)
            return k->word;
        if (!k->name)
            break;
    }
    *k = (struct known){name, uri, xml_word_of(r->h, ns_of(uri), of_xml(name))};
    return k->word;
}

/* Has the scanner told the event that ends `ahead` of where libxml2 stands? With the
 * first that it has not, we go on in its place. */
static bool is_told(struct reader *r, size_t ahead)
{
    const xmlParserInput *in = r->xml->input;

    if (r->told.bytes == 0)
        return false;
    if (in->consumed + (size_t)(in->cur - in->base) + ahead <= r->told.bytes)
        return true;
    r->over = r->told.over;
    r->told = (struct xml_scan_told){0};
    return false;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int nnamespaces, const xmlChar **ns, int nattrs, int ndefaulted,
                     const xmlChar **attrs)
{
    struct reader   *r = ctx;
    struct xml_attrs a = {.libxml = r, .at = attrs, .n = (size_t)nattrs};
    enum xml_go      go;
    int              word;

    (void)prefix, (void)nnamespaces, (void)ns, (void)ndefaulted;
    if (r->stopped)
        return;
    r->depth++;
    if (!within_limits(r) || is_told(r, 0))
        return;
    word = r->over ? 0 : word_of(r, name, uri);
    if (!word)
        return;
    go = r->h->start(r->ctx, word, &a);
    if (go == XML_OVER)
        r->over = r->depth;
    else if (go == XML_STOP)
        stop(r, (struct xml_trouble){0});
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *r = ctx;
    int            word;

    (void)prefix;
    if (r->stopped)
        return;
    word = is_told(r, 0) || r->over ? 0 : word_of(r, name, uri);
    if (r->over == r->depth)
        r->over = 0;
    r->depth--;
    if (word)
        r->h->end(r->ctx, word);
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
    struct reader *r = ctx;
    /* Plain text is told before libxml2 moves on, from where it stands. */
    size_t ahead = text == r->xml->input->cur ? (size_t)n : 0;

    if (!r->stopped && !is_told(r, ahead) && !r->over && r->h->text)
        r->h->text(r->ctx, (struct str){(const char *)text, (size_t)n});
}

static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    stop(ctx, (struct xml_trouble){.code = DIAG_DOCTYPE_REFUSED});
}

static void on_document_end(void *ctx)
{
    struct reader *r = ctx;

    r->ended = true;
}

/* Only what ends the reading counts: an undeclared prefix, say, does not. */
static void on_error(void *ctx, xmlError *e)
{
    struct reader *r = ctx;

    if (e->level != XML_ERR_FATAL || r->stopped || r->trouble.code != DIAG_NONE)
        return;
    r->trouble.code   = e->code == XML_ERR_NO_MEMORY ? DIAG_NO_MEMORY : DIAG_PART_DAMAGED;
    r->trouble.line   = e->line > 0 ? (unsigned)e->line : 0;
    r->trouble.column = e->int2 > 0 ? (unsigned)e->int2 : 0;
}

static const xmlSAXHandler events = {
    .initialized         = XML_SAX2_MAGIC,
    .internalSubset      = on_doctype,
    .startElementNs      = on_start,
    .endElementNs        = on_end,
    .characters          = on_text,
    .cdataBlock          = on_text,
    .ignorableWhitespace = on_text, /* the same as characters: no guessing about blanks */
    .endDocument         = on_document_end,
    .serror              = on_error,
};

/* ---- attributes -------------------------------------------------------- */

static enum xml_ns attr_ns(struct reader *r, const xmlChar *uri)
{
    if (uri != r->attr_uri) {
        r->attr_uri = uri;
        r->attr_ns  = ns_of(uri);
    }
    return r->attr_ns;
}

struct str xml_attr(const struct xml_attrs *attrs, enum xml_ns ns, struct str name)
{
    if (attrs->tags)
        return xml_tags_attr(attrs->tags, ns, name);
    for (size_t i = 0; i < attrs->n; i++) {
        const xmlChar **at = attrs->at + 5 * i;

        if (is_name(at[0], name) && attr_ns(attrs->libxml, at[2]) == ns)
            return (struct str){(const char *)at[3], (size_t)(at[4] - at[3])};
    }
    return (struct str){0};
}

enum xml_ns xml_prefix_ns(const struct xml_attrs *attrs, struct str prefix)
{
    const xmlParserCtxt *xml;

    if (attrs->tags)
        return xml_tags_prefix_ns(attrs->tags, prefix);
    xml = attrs->libxml->xml;
    /* Pairs of prefix and URI, the innermost last. */
    for (int i = xml->nsNr - 2; i >= 0; i -= 2)
        if (xml->nsTab[i] && is_name(xml->nsTab[i], prefix))
            return ns_of(xml->nsTab[i + 1]);
    return XML_NS_NONE;
}

/* ---- running it -------------------------------------------------------- */

static xmlParserInput *deny(const char *url, const char *id, xmlParserCtxt *xml)
{
    (void)url, (void)id, (void)xml;
    return NULL;
}

static void say_nothing(void *ctx, xmlError *e)
{
    (void)ctx, (void)e;
}

void xml_init(void)
{
    xmlInitParser();
    xmlSetExternalEntityLoader(deny);
    /* For errors libxml2 meets outside any context; it would print them. */
    xmlSetStructuredErrorFunc(NULL, say_nothing);
}

static enum kc_status fail(struct xml_trouble *reterr, struct xml_trouble trouble)
{
    *reterr = trouble;
    switch (trouble.code) {
    case DIAG_NO_MEMORY:
        return KC_NO_MEMORY;
    case DIAG_LIMIT_REACHED:
    case DIAG_ARENA_FULL:
        return KC_LIMIT;
    default:
        return KC_BAD_INPUT;
    }
}

static enum kc_status fail_with(struct xml_trouble *reterr, enum diag_code code)
{
    return fail(reterr, (struct xml_trouble){.code = code});
}

/* Everything libxml2 gets is UTF-8 without a mark. */
static enum kc_status to_utf8(struct document *doc, struct str *bytes)
{
    struct str name;

    if (str_starts_with(*bytes, STR("\xEF\xBB\xBF")))
        *bytes = str_sub(*bytes, 3, bytes->n);
    else if (str_starts_with(*bytes, STR("\xFE\xFF")) || str_starts_with(*bytes, STR("\xFF\xFE")))
        return charset_to_utf8(*bytes, STR("UTF-16"), doc, bytes, &name);
    else if (str_starts_with(*bytes, (struct str){"<\0?", 4}) ||
             str_starts_with(*bytes, (struct str){"\0<\0?", 4})) /* its declaration */
        return charset_to_utf8(*bytes, STR(""), doc, bytes, &name);
    return KC_OK;
}

static xmlParserCtxt *context_for(struct str utf8, struct reader *r)
{
    xmlParserCtxt *xml = xmlCreateMemoryParserCtxt(utf8.p, (int)utf8.n);

    if (!xml)
        return NULL;
    *xml->sax     = events;
    xml->userData = r;
    (void)xmlCtxtUseOptions(xml, OPTIONS); /* returns options it does not know: none */
    /* A known encoding keeps libxml2 from guessing one from the first bytes. */
    xml->encoding = xmlStrdup(BAD_CAST "UTF-8");
    if (!xml->encoding) {
        xmlFreeParserCtxt(xml);
        return NULL;
    }
    return xml;
}

static enum kc_status outcome(const struct reader *r, struct document *doc,
                              struct xml_trouble *reterr)
{
    struct xml_trouble trouble = r->trouble;

    if (trouble.code == DIAG_NONE && r->stopped)
        return KC_PARTIAL;
    if (trouble.code == DIAG_NONE && r->ended && r->xml->wellFormed && !r->crowded)
        return KC_OK;
    if (trouble.code == DIAG_NONE)
        trouble.code = r->xml->wellFormed && !r->crowded ? DIAG_NO_MEMORY : DIAG_PART_DAMAGED;
    if (r->crowded && trouble.code == DIAG_PART_DAMAGED)
        trouble = (struct xml_trouble){
            .code = DIAG_LIMIT_REACHED, .limit = STR("attributes"), .ceiling = MAX_ATTRS};
    if (trouble.code == DIAG_DOCTYPE_REFUSED) {
        doc->state  = STATE_REFUSED;
        doc->reason = REASON_HOSTILE;
    }
    return fail(reterr, trouble);
}

/* From `told` on. */
static enum kc_status read_by_libxml(struct document *doc, struct str utf8,
                                     const struct limits *lim, const struct xml_handler *h,
                                     void *ctx, struct xml_scan_told told,
                                     struct xml_trouble *reterr)
{
    struct reader  r    = {.h = h, .ctx = ctx, .max_depth = lim->depth, .told = told};
    struct str     safe = str_sub(utf8, 0, xml_crowded_tag(utf8, MAX_ATTRS));
    enum kc_status status;

    r.crowded = safe.n < utf8.n;
    r.xml     = context_for(safe.n ? safe : STR(" "), &r);
    if (!r.xml)
        return fail_with(reterr, DIAG_NO_MEMORY);
    (void)xmlParseDocument(r.xml); /* what it would tell is in r and r.xml->wellFormed */
    status = outcome(&r, doc, reterr);
    xmlFreeParserCtxt(r.xml);
    return status;
}

static enum kc_status read_by(struct document *doc, struct str bytes, const struct limits *lim,
                              const struct xml_handler *h, void *ctx, bool scan,
                              struct xml_trouble *reterr)
{
    struct xml_scan_told told   = {0};
    enum xml_scan_end    end    = XML_SCAN_GAVE_UP;
    enum kc_status       status = to_utf8(doc, &bytes);

    if (!status_has_result(status))
        return fail_with(reterr, status == KC_LIMIT       ? DIAG_ARENA_FULL
                                 : status == KC_NO_MEMORY ? DIAG_NO_MEMORY
                                                          : DIAG_PART_DAMAGED);
    if (bytes.n == 0)
        return fail_with(reterr, DIAG_PART_DAMAGED);
    if (bytes.n > INT_MAX)
        return fail_with(reterr, DIAG_ARENA_FULL);
    if (scan)
        end = xml_scan(bytes, lim->depth, h, ctx, &told);
    if (end == XML_SCAN_GAVE_UP)
        return read_by_libxml(doc, bytes, lim, h, ctx, told, reterr);
    return end == XML_SCAN_STOPPED ? KC_PARTIAL : KC_OK;
}

enum kc_status xml_read(struct document *doc, struct str bytes, const struct limits *lim,
                        const struct xml_handler *h, void *ctx, struct xml_trouble *reterr_trouble)
{
    return read_by(doc, bytes, lim, h, ctx, true, reterr_trouble);
}

enum kc_status xml_read_by_libxml(struct document *doc, struct str bytes, const struct limits *lim,
                                  const struct xml_handler *h, void *ctx,
                                  struct xml_trouble *reterr_trouble)
{
    return read_by(doc, bytes, lim, h, ctx, false, reterr_trouble);
}

/* ---- reports ----------------------------------------------------------- */

static struct str place(struct document *doc, const struct xml_trouble *t)
{
    return t->line ? arena_printf(doc->arena, "XML %u:%u", t->line, t->column) : STR("XML");
}

enum kc_status xml_report(struct document *doc, struct str part, enum kc_status status,
                          const struct xml_trouble *trouble)
{
    struct str arg1 = part, arg2 = {0};

    if (trouble->code == DIAG_PART_DAMAGED) {
        arg2 = place(doc, trouble);
    } else if (trouble->code == DIAG_LIMIT_REACHED) {
        arg1 = trouble->limit;
        arg2 = arena_printf(doc->arena, "%u", trouble->ceiling);
    } else if (trouble->code != DIAG_DOCTYPE_REFUSED) {
        arg1 = (struct str){0};
    }
    return diag_add(doc, "parse", status, trouble->code, DIAG_WHOLE, arg1, arg2);
}

enum kc_status xml_report_minor(struct document *doc, struct str part, enum kc_status status,
                                const struct xml_trouble *trouble)
{
    if (trouble->code == DIAG_DOCTYPE_REFUSED || trouble->code == DIAG_NO_MEMORY ||
        trouble->code == DIAG_ARENA_FULL)
        return xml_report(doc, part, status, trouble);
    return diag_add(doc, "parse", KC_PARTIAL, DIAG_PART_LEFT_OUT, DIAG_WHOLE, part,
                    place(doc, trouble));
}
