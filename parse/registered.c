#include "parse/formats.h"

/* What a row of registered.def asks of a file; all of it must be there. */
struct registered {
    struct str head;
    size_t     offset;
    struct str at; /* bytes at `offset` */
    struct str inside;
    struct str suffixes; /* separated by spaces */
};

static bool has_suffix(struct str path, struct str suffixes)
{
    while (suffixes.n) {
        struct str suffix = str_cut(&suffixes, ' ');

        if (suffix.n && str_ends_with_nocase(path, suffix))
            return true;
    }
    return false;
}

static bool has_line(struct str lines, struct str wanted)
{
    while (lines.n)
        if (str_eq(str_cut(&lines, '\n'), wanted))
            return true;
    return false;
}

static unsigned bid(const struct registered *row, const struct sniff *s)
{
    bool       suffix = has_suffix(s->path, row->suffixes);
    struct str at     = str_sub(s->head, row->offset, row->offset + row->at.n);
    size_t     bytes  = row->head.n + row->at.n;

    if (!str_starts_with(s->head, row->head) || !str_eq(at, row->at))
        return 0;
    if (row->inside.n && has_line(s->names, row->inside))
        bytes += row->inside.n;
    else if (row->inside.n && (s->names.n || !suffix))
        return 0;
    return 8 * (unsigned)bytes + (suffix ? 4 : 0);
}

#define HEAD(text)   .head = STR_INIT(text)
#define AT(n, text)  .offset = (n), .at = STR_INIT(text)
#define INSIDE(text) .inside = STR_INIT(text)
#define SUFFIX(text) .suffixes = STR_INIT(text)

/* A bid knows its row only by its function: one of each per row. */
#define REGISTERED(id, name_, title_, state, reason, ...)                                          \
    static unsigned bid_##id(const struct sniff *s)                                                \
    {                                                                                              \
        static const struct registered row = {__VA_ARGS__};                                        \
                                                                                                   \
        return bid(&row, s);                                                                       \
    }                                                                                              \
    const struct format format_##id = {.name          = name_,                                     \
                                       .title         = title_,                                    \
                                       .bid           = bid_##id,                                  \
                                       .unread_state  = STATE_##state,                             \
                                       .unread_reason = REASON_##reason};
#include "parse/registered.def"
