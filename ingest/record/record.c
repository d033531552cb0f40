#include "ingest/record/record.h"

#include "ingest/record/diag.h"

/* The distance to `original` in force at a normal offset. */
static int64_t delta_at(const struct document *doc, uint32_t at)
{
    size_t low = 0, high = doc->nsteps;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (doc->steps[mid].normal <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low ? doc->steps[low - 1].delta : 0;
}

static bool inside_character(struct str s, size_t at)
{
    return at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}

/* A record that others wrote may lead into the middle of a character; what is quoted
 * is text all the same. */
static size_t to_original(const struct document *doc, uint32_t at)
{
    int64_t there = (int64_t)at + delta_at(doc, at);
    size_t  start;

    if (there < 0)
        return 0;
    start = (uint64_t)there < doc->original.n ? (size_t)there : doc->original.n;
    for (int i = 0; i < 3 && inside_character(doc->original, start); i++)
        start--;
    return start;
}

struct str document_quote(const struct document *doc, struct span at)
{
    if (at.end > doc->normal.n)
        at.end = (uint32_t)doc->normal.n;
    if (at.start > at.end)
        at.start = at.end;
    return str_sub(doc->original, to_original(doc, at.start), to_original(doc, at.end));
}

struct str document_text(const struct document *doc, struct span at)
{
    return str_sub(doc->normal, at.start, at.end);
}

size_t document_block_at(const struct document *doc, uint32_t at)
{
    size_t low = 0, high = doc->nblocks;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (doc->blocks[mid].at.end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low < doc->nblocks && doc->blocks[low].at.start <= at ? low : SIZE_MAX;
}

/* Notes and warnings about a passage quote it, so they go with it; errors stay,
 * because they say why the file was refused. */
static void forget_passages(struct document *doc)
{
    size_t kept = 0;

    for (size_t i = 0; i < doc->ndiags; i++) {
        struct diag d = doc->diags[i];

        if (d.at.end && diag_info(d.code)->severity != SEVERITY_ERROR)
            continue;
        d.at               = DIAG_WHOLE;
        doc->diags[kept++] = d;
    }
    doc->ndiags = kept;
}

void document_forget_text(struct document *doc)
{
    struct str secrecy = doc->identity.secrecy.value;

    doc->original  = (struct str){0};
    doc->normal    = (struct str){0};
    doc->steps     = NULL;
    doc->nsteps    = 0;
    doc->blocks    = NULL;
    doc->nblocks   = 0;
    doc->meta      = (struct metadata){0};
    doc->findings  = NULL;
    doc->nfindings = 0;
    doc->identity  = (struct identity){.secrecy.value = secrecy};
    doc->name      = (struct name_hint){0};
    forget_passages(doc);
}

#define NAME_OF(table, i) ((size_t)(i) < sizeof(table) / sizeof *(table) ? (table)[i] : "unknown")

const char *block_kind_name(enum block_kind k)
{
    static const char *const names[] = {
        [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADING] = "heading", [BLOCK_CELL] = "cell",
        [BLOCK_NOTE] = "note",           [BLOCK_MARGIN] = "margin",
    };
    return NAME_OF(names, k);
}

const char *block_use_name(enum block_use u)
{
    static const char *const names[] = {
        [USE_READING] = NULL,      [USE_CHROME] = "chrome",   [USE_HIDDEN] = "hidden",
        [USE_DELETED] = "deleted", [USE_COMMENT] = "comment",
    };
    return NAME_OF(names, u);
}

const char *finding_kind_name(enum finding_kind k)
{
    static const char *const names[] = {
        [FINDING_REFERENCE] = "reference",
        [FINDING_DATE]      = "date",
        [FINDING_PLAN]      = "plan",
    };
    return NAME_OF(names, k);
}

const char *role_name(enum role r)
{
    static const char *const names[] = {
        [ROLE_CITED]     = "cited",
        [ROLE_CONTAINER] = "container",
        [ROLE_REPLACED]  = "replaced",
    };
    return NAME_OF(names, r);
}

const char *date_precision_name(enum date_precision p)
{
    static const char *const names[] = {
        [PRECISION_NONE] = "none",       [PRECISION_DAY] = "day",   [PRECISION_MONTH] = "month",
        [PRECISION_QUARTER] = "quarter", [PRECISION_HALF] = "half", [PRECISION_YEAR] = "year",
        [PRECISION_SPAN] = "span",
    };
    return NAME_OF(names, p);
}

const char *date_use_name(enum date_use u)
{
    static const char *const names[] = {
        [DATE_PLAIN] = "plain",   [DATE_ISSUE] = "issue",         [DATE_DEADLINE] = "deadline",
        [DATE_CUTOFF] = "cutoff", [DATE_PUBLISHED] = "published",
    };
    return NAME_OF(names, u);
}

const char *nature_name(enum nature n)
{
    static const char *const names[] = {
        [NATURE_UNKNOWN]  = "unknown",
        [NATURE_OFFICIAL] = "official",
        [NATURE_PRESS]    = "press",
    };
    return NAME_OF(names, n);
}

const char *draft_mark_name(unsigned mark)
{
    static const char *const names[DRAFT_MARK_COUNT] = {
        "no-number", "no-date", "marked", "placeholder", "tracked-changes", "comments",
    };

    for (unsigned bit = 0; bit < DRAFT_MARK_COUNT; bit++)
        if (mark == 1u << bit)
            return names[bit];
    return NULL;
}
