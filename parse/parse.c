#include "parse/parse.h"

#include "ingest/record/diag.h"
#include "ingest/record/fold.h"
#include "parse/legacy.h"
#include "parse/parser.h"
#include "parse/xml.h"

#define MARGIN_LETTERS 400 /* letterhead, title and page number have fewer */

enum kc_status parser_new(struct parser **ret_parser)
{
    struct parser *p = calloc(1, sizeof *p);
    enum kc_status status;

    if (!p)
        return KC_NO_MEMORY;
    xml_init();
    status = normaliser_new(&p->normaliser);
    if (status == KC_OK)
        *ret_parser = p;
    else
        parser_free(p);
    return status;
}

void parser_free(struct parser *p)
{
    if (!p)
        return;
    normaliser_free(p->normaliser);
    free(p);
}

/* Words typed in a pre-Unicode font that nobody could decode match no rule: say so,
 * rather than let the document pass for one that cites nothing. */
static void mark_legacy(struct document *doc)
{
    enum encoding encoding = legacy_guess(doc->normal);

    if (encoding == ENCODING_UNICODE)
        return;
    doc->reason = REASON_LEGACY_FONT;
    (void)diag_arg(doc, "parse", KC_OK, DIAG_TEXT_LEGACY_FONT,
                   encoding_name(encoding)); /* still a result */
}

/* Whoever typed a document in an old font typed its title in it. */
static void decode_metadata(struct document *doc, enum encoding encoding)
{
    struct str *fields[] = {&doc->meta.title, &doc->meta.author};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct text t    = {.arena = doc->arena};
        struct str  rest = *fields[i];

        if (legacy_evidence(encoding, rest) <= 0)
            continue;
        while (rest.n)
            (void)text_add_cp(&t, legacy_next(encoding, &rest)); /* a hint */
        *fields[i] = text_str(&t);
    }
}

/* A hint that cannot be normalised stays as it is. */
static void normalise_metadata(struct parser *p, struct document *doc)
{
    struct str *fields[] = {&doc->meta.title, &doc->meta.author, &doc->meta.site};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i]->n)
            (void)normalise_string(p, doc->arena, *fields[i], fields[i]);
}

static enum kc_status decode_and_normalise(struct parser *p, const struct limits *lim,
                                           struct document *doc)
{
    enum encoding  guess;
    enum kc_status status;

    if (!fonts_confirm(doc, &p->fonts, &guess))
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    if (p->fonts.n)
        decode_metadata(doc, p->fonts.items[0].font.encoding);
    status = normalise(p, lim, doc);
    if (status_has_result(status))
        normalise_metadata(p, doc);
    if (status_has_result(status) && guess != ENCODING_UNICODE)
        mark_legacy(doc);
    return status;
}

/* Letters and digits, any script. */
static size_t letters_in(struct str s)
{
    size_t n = 0;

    while (s.n) {
        uint32_t cp = utf8_next(&s);

        n += fold_is_letter(cp) || (cp >= '0' && cp <= '9') || cp > 0x24F;
    }
    return n;
}

/* Headers and footers alone are the frame of a scanned page, unless somebody put
 * more into them than fits one. */
static bool has_reading_text(const struct document *doc)
{
    size_t in_margins = 0;

    for (size_t i = 0; i < doc->nblocks; i++) {
        const struct block *k = &doc->blocks[i];
        size_t              n = k->use == USE_READING ? letters_in(document_text(doc, k->at)) : 0;

        if (n && k->kind != BLOCK_MARGIN)
            return true;
        in_margins += n;
    }
    return in_margins > MARGIN_LETTERS;
}

/* A Word file around a scanned page is no document without findings: it is one that
 * could not be read. What is hidden, deleted or elsewhere is no scan. */
static enum kc_status nothing_to_read(struct document *doc, const struct format *format,
                                      enum kc_status status)
{
    bool other = status != KC_OK;

    for (size_t i = 0; i < doc->nblocks; i++)
        other |= doc->blocks[i].use != USE_READING;
    doc->state  = STATE_UNREAD;
    doc->reason = format->container == CONTAINER_ZIP && !other ? REASON_SCAN : REASON_OTHER;
    return diag_note(doc, "parse", KC_SKIP, DIAG_NO_TEXT);
}

static void forget(struct document *doc)
{
    doc->original = (struct str){0};
    doc->normal   = (struct str){0};
    doc->steps    = NULL;
    doc->nsteps   = 0;
    doc->blocks   = NULL;
    doc->nblocks  = 0;
    doc->meta     = (struct metadata){0};
    doc->identity.draft &= ~(unsigned)(DRAFT_TRACKED_CHANGES | DRAFT_COMMENTS);
}

enum kc_status parse_document(struct parser *p, const struct format *format,
                              const struct limits *lim, struct document *doc)
{
    enum kc_status status, normalised;

    if (!format->read)
        return KC_SKIP; /* only registered: unpack has said so */
    status = format->read(p, lim, doc);
    if (status_has_result(status)) {
        normalised = decode_and_normalise(p, lim, doc);
        if (normalised != KC_OK)
            status = normalised;
    }
    if (status_has_result(status) && !has_reading_text(doc))
        status = nothing_to_read(doc, format, status);
    if (!status_has_result(status))
        forget(doc);
    p->fonts = (struct font_runs){0};
    return status;
}
