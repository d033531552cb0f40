#include "ingest/unpack/ole.h"
#include "ingest/unpack/stage.h"

#define NAMES_BYTES ((size_t)1 << 20) /* enough to find a main part; archives have more */

bool identify_is_zip(struct str head)
{
    return str_starts_with(head, STR("PK\x03\x04")) || str_starts_with(head, STR("PK\x05\x06"));
}

bool identify_has_names(struct str head)
{
    return identify_is_zip(head) || ole_is(head);
}

const struct format *identify(const struct format *const *formats, struct str head, struct str path,
                              struct str names)
{
    const struct sniff   s      = {.head = head, .path = path, .names = names};
    const struct format *winner = NULL;
    unsigned             best   = 0, bid;

    for (; *formats; formats++) {
        bid = (*formats)->bid(&s);
        if (bid > best) {
            best   = bid;
            winner = *formats;
        }
    }
    return winner;
}

/* Old .NET writers separate with backslashes. */
static bool add_name(struct text *out, struct str name)
{
    struct str rest = name;
    bool       ok   = true;

    if (str_find(name, STR("\n")).n)
        return true; /* would look like two names */
    while (ok && str_find(rest, STR("\\")).n)
        ok = text_add(out, str_cut(&rest, '\\')) && text_add(out, STR("/"));
    return ok && text_add(out, rest) && text_add(out, STR("\n"));
}

struct str identify_names(struct arena *a, struct str bytes, struct unzip *zip)
{
    struct text         out = {.arena = a, .limit = NAMES_BYTES};
    struct unzip_member m;

    if (!zip)
        ole_names(bytes, &out);
    for (size_t i = 0; zip && i < unzip_count(zip); i++) {
        (void)unzip_member(zip, i, &m); /* the name is what counts */
        if (!add_name(&out, m.name))
            break;
    }
    return text_str(&out);
}
