#include "parse/html.h"
#include "parse/parser.h"

#include <limits.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "ingest/record/diag.h"
#include "ingest/record/format.h"
#include "parse/charset.h"
#include "parse/formats.h"
#include "parse/stamp.h"

/* ---- is it a web page? ------------------------------------------------------------ */

#define OPENING 2048 /* bytes in which a page without a beginning must show a tag */

/* Beginnings of a page or of a piece of one: portals hand out such pieces as ".doc". */
static const struct str openings[] = {
    STR_INIT("<!doctype html"),
    STR_INIT("<blockquote"),
    STR_INIT("<article"),
    STR_INIT("<section"),
    STR_INIT("<center"),
    STR_INIT("<header"),
    STR_INIT("<script"),
    STR_INIT("<strong"),
    STR_INIT("<small"),
    STR_INIT("<style"),
    STR_INIT("<table"),
    STR_INIT("<title"),
    STR_INIT("<body"),
    STR_INIT("<font"),
    STR_INIT("<form"),
    STR_INIT("<head"),
    STR_INIT("<html"),
    STR_INIT("<link"),
    STR_INIT("<main"),
    STR_INIT("<meta"),
    STR_INIT("<span"),
    STR_INIT("<div"),
    STR_INIT("<img"),
    STR_INIT("<nav"),
    STR_INIT("<br"),
    STR_INIT("<em"),
    STR_INIT("<h1"),
    STR_INIT("<h2"),
    STR_INIT("<h3"),
    STR_INIT("<h4"),
    STR_INIT("<h5"),
    STR_INIT("<h6"),
    STR_INIT("<li"),
    STR_INIT("<ol"),
    STR_INIT("<tr"),
    STR_INIT("<ul"),
    STR_INIT("<a"),
    STR_INIT("<b"),
    STR_INIT("<i"),
    STR_INIT("<p"),
    STR_INIT("<u"),
};

/* UTF-16 as far as ASCII goes: one byte of two, in `buf`. */
static struct str squeeze(struct str head, char *buf, size_t size)
{
    size_t n = 0, from;

    if (head.n < 4)
        return head;
    if (str_starts_with(head, STR("\xFF\xFE")) || str_starts_with(head, STR("<\0")))
        from = 0;
    else if (str_starts_with(head, STR("\xFE\xFF")) || str_starts_with(head, STR("\0<")))
        from = 1;
    else
        return head;
    if (head.p[from] != '<')
        from += 2; /* the mark */
    for (size_t i = from; i < head.n && n < size; i += 2)
        buf[n++] = head.p[i];
    return (struct str){buf, n};
}

static struct str skip_to(struct str s, struct str end)
{
    struct str hit = str_find(s, end);

    return hit.n ? str_sub(s, (size_t)(hit.p - s.p) + hit.n, s.n) : STR("");
}

/* Past byte order mark, spaces, comments and XML declaration. */
static struct str skip_preamble(struct str s)
{
    if (str_starts_with(s, STR("\xEF\xBB\xBF")))
        s = str_sub(s, 3, s.n);
    for (;;) {
        s = str_trim(s);
        if (str_starts_with(s, STR("<!--")))
            s = skip_to(s, STR("-->"));
        else if (str_starts_with(s, STR("<?")))
            s = skip_to(s, STR(">"));
        else
            return s;
    }
}

/* Bytes of s that start a page: "<p" of "<p>", not of "<project>". */
static size_t opening_at(struct str s)
{
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t n = openings[i].n;

        if (str_eq_nocase(str_sub(s, 0, n), openings[i]) &&
            (s.n == n || s.p[n] == '>' || s.p[n] == '/' || (s.p[n] >= '\t' && s.p[n] <= ' ')))
            return n;
    }
    return 0;
}

static size_t opening_within(struct str s)
{
    size_t n = 0;

    s = str_sub(s, 0, OPENING);
    while (s.n && !n) {
        (void)str_cut(&s, '<');
        if (s.n)
            n = opening_at((struct str){s.p - 1, s.n + 1});
    }
    return n;
}

static bool has_suffix(struct str path)
{
    return str_ends_with_nocase(path, STR(".html")) || str_ends_with_nocase(path, STR(".htm")) ||
           str_ends_with_nocase(path, STR(".xhtml"));
}

static unsigned bid(const struct sniff *s)
{
    char       buf[OPENING];
    struct str head   = skip_preamble(squeeze(s->head, buf, sizeof buf));
    bool       suffix = has_suffix(s->path);
    size_t     n      = opening_at(head);

    if (!n && suffix)
        n = opening_within(head);
    if (!n)
        return 0;
    if (str_starts_with(s->head, STR("<?xml"))) /* else it were some XML */
        n += STR("<?xml").n;
    return (unsigned)(8 * n) + (suffix ? 4 : 0);
}

/* ---- libxml2 ----------------------------------------------------------------------- */

struct reader {
    struct html_page  page;
    struct str        source; /* of long text, see html_stood_for */
    htmlParserCtxtPtr ctxt;
    bool              no_memory;
};

static struct str name_of(const xmlChar *name)
{
    return str_from_cstr((const char *)name);
}

static void stop_if_failed(struct reader *r)
{
    if (html_failed(&r->page))
        xmlStopParser(r->ctxt);
}

static void on_start(void *self, const xmlChar *name, const xmlChar **attrs)
{
    struct reader *r = self;

    html_start(&r->page, name_of(name), (struct html_attrs){(const char *const *)attrs});
    stop_if_failed(r);
}

static void on_end(void *self, const xmlChar *name)
{
    struct reader *r = self;

    html_end(&r->page, name_of(name));
    stop_if_failed(r);
}

static void on_text(void *self, const xmlChar *p, int n)
{
    struct reader *r        = self;
    struct str     text     = {(const char *)p, (size_t)n};
    struct str     long_one = html_stood_for(r->source, &text);

    if (long_one.n)
        html_text(&r->page, long_one);
    if (text.n)
        html_text(&r->page, text);
    stop_if_failed(r);
}

uint32_t html_entity(struct str name)
{
    const htmlEntityDesc *e;
    char                  z[12];

    if (name.n >= sizeof z || memchr(name.p, '\0', name.n))
        return 0;
    memcpy(z, name.p, name.n);
    z[name.n] = '\0';
    e         = htmlEntityLookup(BAD_CAST z);
    return e ? e->value : 0;
}

/* Web pages are full of mistakes; only one kind is the machine's. */
static void on_error(void *self, xmlErrorPtr error)
{
    struct reader *r = self;

    r->no_memory |= error->code == XML_ERR_NO_MEMORY;
}

/* SAX only: without a tree there is no text node that can grow too large. */
static const htmlSAXHandler handler = {
    .startElement        = on_start,
    .endElement          = on_end,
    .characters          = on_text,
    .ignorableWhitespace = on_text,
    .serror              = on_error,
    .initialized         = XML_SAX2_MAGIC,
};

/* True when the parser reached the end of its input. */
static bool run(struct reader *r)
{
    htmlParserCtxtPtr c = r->ctxt;

    *c->sax     = handler;
    c->userData = r;
    /* The text is UTF-8 by now, whatever a <meta> in it still claims. */
    htmlCtxtUseOptions(c, HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOIMPLIED | HTML_PARSE_NONET);
    xmlSwitchEncoding(c, XML_CHAR_ENCODING_UTF8);
    (void)htmlParseDocument(c); /* its answer is about well-formedness */
    return c->input && c->input->cur >= c->input->end;
}

static enum kc_status parse_page(struct str html, struct reader *r)
{
    struct document *doc = r->page.doc;
    bool             all;

    if (html.n == 0)
        return KC_OK;
    if (html.n > INT_MAX)
        return diag_add(doc, "parse", KC_LIMIT, DIAG_LIMIT_REACHED, DIAG_WHOLE, STR("file_bytes"),
                        arena_printf(doc->arena, "%d", INT_MAX));
    r->ctxt = htmlCreateMemoryParserCtxt(html.p, (int)html.n);
    if (!r->ctxt)
        return diag_note(doc, "parse", KC_NO_MEMORY, DIAG_NO_MEMORY);
    all = run(r);
    htmlFreeParserCtxt(r->ctxt);
    if (r->no_memory)
        return diag_note(doc, "parse", KC_NO_MEMORY, DIAG_NO_MEMORY);
    return all || html_failed(&r->page) ? KC_OK
                                        : diag_note(doc, "parse", KC_PARTIAL, DIAG_HTML_TEXT_LOST);
}

/* ---- a document -------------------------------------------------------------------- */

static enum kc_status read_page(struct parser *p, struct str utf8, const struct limits *lim,
                                struct document *doc)
{
    struct reader  r = {0};
    struct str     html;
    bool           unclosed;
    enum kc_status parsed, finished;

    if (!html_clean(doc->arena, utf8, &html, &r.source, &unclosed))
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    html_begin(&r.page, doc, lim);
    html_styles_read(&r.page.styles, doc->arena, utf8);
    parsed = parse_page(html, &r);
    if (!status_has_result(parsed))
        return parsed;
    finished = html_finish(&r.page);
    if (!status_has_result(finished))
        return finished;
    p->fonts = r.page.blocks.fonts;
    html_ld_read(doc, utf8, &r.page.published_rank);
    stamp_find(doc);
    if (unclosed)
        return diag_note(doc, "parse", KC_PARTIAL, DIAG_HTML_UNCLOSED);
    return parsed == KC_OK ? finished : parsed;
}

enum kc_status html_read(struct parser *p, struct str bytes, struct str charset,
                         const struct limits *lim, struct document *doc)
{
    struct str     declared = html_declared_charset(bytes);
    struct str     utf8, name;
    enum kc_status converted, status;

    converted = charset_to_utf8(bytes, declared.n ? declared : charset, doc, &utf8, &name);
    if (!status_has_result(converted))
        return converted;
    status = read_page(p, utf8, lim, doc);
    return status == KC_OK ? converted : status;
}

static enum kc_status read(struct parser *p, const struct limits *lim, struct document *doc)
{
    return html_read(p, doc->nparts ? doc->parts[0].bytes : STR(""), STR(""), lim, doc);
}

const struct format format_html = {
    .name      = "html",
    .title     = "HTML (.html)",
    .container = CONTAINER_NONE,
    .bid       = bid,
    .read      = read,
};
