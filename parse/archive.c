#include "parse/formats.h"

/* A ZIP that is no document. Any document that is a ZIP verifies more than these
 * four bytes, so the suffix cannot hide it. */
static unsigned bid(const struct sniff *s)
{
    if (!str_starts_with(s->head, STR("PK\x03\x04")) && /* the first member         */
        !str_starts_with(s->head, STR("PK\x05\x06")))   /* the directory: no member */
        return 0;
    return 4 * 8 + (str_ends_with_nocase(s->path, STR(".zip")) ? 4 : 0);
}

const struct format format_zip = {
    .name = "zip", .title = "ZIP", .container = CONTAINER_ARCHIVE, .bid = bid};
