#include "ingest/record/wire.h"

#include <string.h>

#include "ingest/record/check.h"
#include "ingest/record/diag.h"

/* One walk over the record serves both directions, so that they cannot drift
 * apart: every put_or_get function takes the value to write and returns the
 * value that stands in the record afterwards. Numbers are LEB128; what ascends
 * is written as differences. A diag travels as its code word: rows may be added
 * to diag.def without making stored images unreadable. */

static const char MAGIC[4] = {'k', 'c', 'r', WIRE_VERSION};

struct codec {
    struct arena *a;
    bool          reading;
    bool          bad;  /* reading: the image is no record             */
    bool          full; /* the arena is                                 */
    struct str    in;   /* reading: what is left                        */
    struct text   out;  /* writing: what left `buf`                     */
    size_t        n;
    char          buf[512];
};

static void flush(struct codec *c)
{
    if (!text_add(&c->out, (struct str){c->buf, c->n}))
        c->full = true;
    c->n = 0;
}

static void put_number(struct codec *c, uint64_t value)
{
    if (c->n > sizeof c->buf - 10)
        flush(c);
    while (value >= 0x80) {
        c->buf[c->n++] = (char)(value | 0x80);
        value >>= 7;
    }
    c->buf[c->n++] = (char)value;
}

static uint64_t get_number(struct codec *c)
{
    const char *p     = c->in.p;
    size_t      most  = c->in.n < 10 ? c->in.n : 10;
    uint64_t    value = 0;

    for (size_t i = 0; i < most; i++) {
        unsigned char byte = (unsigned char)p[i];

        if (i == 9 && byte > 1) /* beyond 64 bits */
            break;
        value |= (uint64_t)(byte & 0x7F) << 7 * i;
        if (byte < 0x80) {
            c->in = (struct str){p + i + 1, c->in.n - i - 1};
            return value;
        }
    }
    c->bad = true;
    return 0;
}

/* A number of at most `most`; reading a larger one spoils the image. */
static uint64_t number(struct codec *c, uint64_t value, uint64_t most)
{
    if (!c->reading) {
        put_number(c, value);
        return value;
    }
    value = get_number(c);
    if (value > most) {
        c->bad = true;
        value  = 0;
    }
    return value;
}

static uint32_t number32(struct codec *c, uint32_t value)
{
    return (uint32_t)number(c, value, UINT32_MAX);
}

static uint16_t number16(struct codec *c, uint16_t value)
{
    return (uint16_t)number(c, value, UINT16_MAX);
}

/* Small negative numbers stay small. */
static int64_t number_signed(struct codec *c, int64_t value)
{
    uint64_t zigzag = ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0);

    zigzag = number(c, zigzag, UINT64_MAX);
    return (int64_t)(zigzag >> 1 ^ (zigzag & 1 ? UINT64_MAX : 0));
}

static struct str bytes(struct codec *c, struct str s)
{
    size_t n = (size_t)number(c, s.n, c->in.n);

    if (c->reading) {
        /* The length itself has left c->in by now: look again. */
        if (n > c->in.n) {
            c->bad = true;
            n      = 0;
        }
        s     = n ? str_sub(c->in, 0, n) : (struct str){0};
        c->in = str_sub(c->in, n, c->in.n);
    } else if (s.n <= sizeof c->buf - c->n) {
        if (s.n)
            memcpy(c->buf + c->n, s.p, s.n);
        c->n += s.n;
    } else {
        flush(c);
        if (!text_add(&c->out, s))
            c->full = true;
    }
    return s;
}

/* Text that must be UTF-8 for the reader; what is not becomes U+FFFD. */
static struct str words(struct codec *c, struct str s)
{
    struct text clean = {.arena = c->a};

    if (c->reading || utf8_valid(s))
        return bytes(c, s);
    while (s.n)
        (void)text_add_cp(&clean, utf8_next(&s)); /* sticky, read below */
    if (clean.full)
        c->full = true;
    return bytes(c, text_str(&clean));
}

static struct span span(struct codec *c, struct span at)
{
    uint64_t length;

    at.start = number32(c, at.start);
    length   = number(c, (uint64_t)at.end - at.start, UINT32_MAX - at.start);
    at.end   = (uint32_t)(at.start + length);
    return at;
}

static struct field field(struct codec *c, struct field f)
{
    f.value = words(c, f.value);
    f.at    = span(c, f.at);
    return f;
}

static struct offset_step step(struct codec *c, struct offset_step s, struct offset_step before)
{
    uint64_t ahead = number(c, (uint64_t)s.normal - before.normal, UINT32_MAX - before.normal);
    int64_t  delta = number_signed(c, (int64_t)s.delta - before.delta);

    if (delta < INT32_MIN - (int64_t)before.delta || delta > INT32_MAX - (int64_t)before.delta) {
        c->bad = true;
        delta  = 0;
    }
    s.normal = (uint32_t)(before.normal + ahead);
    s.delta  = (int32_t)(before.delta + delta);
    return s;
}

static struct block block(struct codec *c, struct block b)
{
    b.kind    = (enum block_kind)number(c, b.kind, BLOCK_MARGIN);
    b.use     = (enum block_use)number(c, b.use, USE_COMMENT);
    b.at      = span(c, b.at);
    b.table   = number32(c, b.table);
    b.row     = number32(c, b.row);
    b.column  = number32(c, b.column);
    b.heading = number32(c, b.heading);
    b.level   = number16(c, b.level);
    b.page    = number16(c, b.page);
    return b;
}

static struct finding finding(struct codec *c, struct finding f)
{
    f.kind      = (enum finding_kind)number(c, f.kind, FINDING_PLAN);
    f.role      = (enum role)number(c, f.role, ROLE_REPLACED);
    f.at        = span(c, f.at);
    f.date_at   = span(c, f.date_at);
    f.quote_at  = span(c, f.quote_at);
    f.rule      = words(c, f.rule);
    f.value     = words(c, f.value);
    f.key       = words(c, f.key);
    f.type      = words(c, f.type);
    f.date      = words(c, f.date);
    f.issuer    = words(c, f.issuer);
    f.subject   = words(c, f.subject);
    f.precision = (enum date_precision)number(c, f.precision, PRECISION_SPAN);
    f.use       = (enum date_use)number(c, f.use, DATE_PUBLISHED);
    f.year      = number16(c, f.year);
    f.plan      = number(c, f.plan, 1) != 0;
    f.sure      = (uint8_t)number(c, f.sure, 100);
    return f;
}

static struct identity identity(struct codec *c, struct identity id)
{
    id.nature  = (enum nature)number(c, id.nature, NATURE_PRESS);
    id.type    = field(c, id.type);
    id.number  = field(c, id.number);
    id.key     = words(c, id.key);
    id.date    = field(c, id.date);
    id.issuer  = field(c, id.issuer);
    id.parent  = field(c, id.parent);
    id.place   = field(c, id.place);
    id.subject = field(c, id.subject);
    id.signer  = field(c, id.signer);
    id.secrecy = field(c, id.secrecy);
    id.draft   = (unsigned)number(c, id.draft, (1u << DRAFT_MARK_COUNT) - 1);
    return id;
}

static struct diag diag(struct codec *c, struct diag d, const struct document *doc)
{
    enum diag_code code = (enum diag_code)d.code;
    struct str     word = words(c, str_from_cstr(c->reading ? NULL : diag_info(code)->code));
    struct str     stage;

    d.status  = (enum kc_status)number(c, d.status, KC_STATUS_COUNT - 1);
    stage     = words(c, str_from_cstr(d.stage));
    d.args[0] = words(c, d.args[0]);
    d.args[1] = words(c, d.args[1]);
    d.at      = span(c, c->reading ? d.at : span_or_whole(doc, d.at));
    if (c->reading) {
        d.stage = stage_from_name(stage);
        if (!d.stage || !diag_from_code(word, &code))
            c->bad = true;
        d.code = code;
    }
    return d;
}

/* The number of items that follow; when reading also their room. An item takes
 * `least` bytes or more, which bounds a lying count before memory is asked for. */
static size_t items(struct codec *c, size_t n, size_t least, void **items, size_t size)
{
    n = (size_t)number(c, n, c->in.n / least);
    if (!c->reading)
        return n;
    *items = n && !c->bad ? arena_alloc(c->a, n, size) : NULL;
    if (n && !c->bad && !*items)
        c->full = true;
    return *items ? n : 0;
}
#define ITEMS(c, doc, array, count, least)                                                         \
    do {                                                                                           \
        void *room   = (doc)->array;                                                               \
        (doc)->count = items((c), (doc)->count, (least), &room, sizeof *(doc)->array);             \
        (doc)->array = room;                                                                       \
    } while (0)

static void head(struct codec *c, struct document *doc)
{
    doc->id             = words(c, doc->id);
    doc->size           = number(c, doc->size, INT64_MAX);
    doc->path           = bytes(c, doc->path);
    doc->member         = bytes(c, doc->member);
    doc->container      = words(c, doc->container);
    doc->format         = words(c, doc->format);
    doc->state          = (enum file_state)number(c, doc->state, STATE_COUNT - 1);
    doc->reason         = (enum file_reason)number(c, doc->reason, REASON_COUNT - 1);
    doc->meta.title     = words(c, doc->meta.title);
    doc->meta.author    = words(c, doc->meta.author);
    doc->meta.site      = words(c, doc->meta.site);
    doc->meta.published = words(c, doc->meta.published);
    doc->name.number    = words(c, doc->name.number);
    doc->name.key       = words(c, doc->name.key);
    doc->name.date      = words(c, doc->name.date);
    doc->name.criterion = words(c, doc->name.criterion);
}

/* Text that was in house normal form from the start is written once. */
static void texts(struct codec *c, struct document *doc)
{
    bool same = number(c, str_eq(doc->original, doc->normal), 1) != 0;

    doc->normal = bytes(c, doc->normal);
    if (!same)
        doc->original = bytes(c, doc->original);
    else if (c->reading)
        doc->original = doc->normal;
}

static void arrays(struct codec *c, struct document *doc)
{
    struct offset_step before = {0};

    ITEMS(c, doc, steps, nsteps, 2);
    for (size_t i = 0; i < doc->nsteps && !c->bad; i++) {
        before = step(c, doc->steps[i], before);
        if (c->reading)
            doc->steps[i] = before;
    }
    ITEMS(c, doc, blocks, nblocks, 10);
    for (size_t i = 0; i < doc->nblocks && !c->bad; i++) {
        struct block b = block(c, doc->blocks[i]);

        if (c->reading)
            doc->blocks[i] = b;
    }
    ITEMS(c, doc, findings, nfindings, 20);
    for (size_t i = 0; i < doc->nfindings && !c->bad; i++) {
        struct finding f = finding(c, doc->findings[i]);

        if (c->reading)
            doc->findings[i] = f;
    }
    ITEMS(c, doc, diags, ndiags, 7);
    for (size_t i = 0; i < doc->ndiags && !c->bad; i++) {
        struct diag d = diag(c, doc->diags[i], doc);

        if (c->reading)
            doc->diags[i] = d;
    }
}

static void record(struct codec *c, struct document *doc)
{
    head(c, doc);
    texts(c, doc);
    doc->identity = identity(c, doc->identity);
    arrays(c, doc);
    doc->diags_dropped = number32(c, doc->diags_dropped);
    doc->rest          = words(c, doc->rest);
}

enum kc_status wire_write(const struct document *doc, struct arena *a, struct str *ret_image)
{
    struct codec    c    = {.a = a, .out.arena = a};
    struct document copy = *doc; /* the walk assigns what it wrote */

    memcpy(c.buf, MAGIC, sizeof MAGIC);
    c.n = sizeof MAGIC;
    record(&c, &copy);
    flush(&c);
    if (c.full)
        return KC_LIMIT;
    *ret_image = text_str(&c.out);
    return KC_OK;
}

enum kc_status wire_read(struct str image, struct arena *a, struct document *ret_doc)
{
    struct str      magic = {MAGIC, sizeof MAGIC};
    struct codec    c     = {.a = a, .reading = true};
    struct document doc   = {.arena = a};

    if (!str_starts_with(image, magic))
        return KC_BAD_INPUT;
    c.in = str_sub(image, magic.n, image.n);
    record(&c, &doc);
    if (c.full)
        return KC_LIMIT;
    if (c.bad || c.in.n || record_check(&doc))
        return KC_BAD_INPUT;
    doc.diags_cap = doc.ndiags;
    *ret_doc      = doc;
    return KC_OK;
}
