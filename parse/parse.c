#include "parse/parse.h"

#include "ingest/record/diag.h"
#include "parse/legacy.h"
#include "parse/parser.h"
#include "parse/xml.h"

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

/* Words typed in a pre-Unicode font match no rule: say so, rather than let the
 * document pass for one that cites nothing. */
static void mark_legacy(struct document *doc)
{
    struct str encoding = legacy_guess(doc->original);

    if (encoding.n == 0)
        return;
    doc->reason = REASON_LEGACY_FONT;
    (void)diag_arg(doc, "parse", KC_OK, DIAG_TEXT_LEGACY_FONT, encoding); /* still a result */
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
        mark_legacy(doc);
        normalised = normalise(p, lim, doc);
        if (normalised != KC_OK)
            status = normalised;
    }
    if (!status_has_result(status))
        forget(doc);
    return status;
}
