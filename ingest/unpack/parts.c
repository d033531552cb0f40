#include "ingest/unpack/members.h"
#include "ingest/unpack/stage.h"

/* "*" stands for any bytes, slashes too. */
static bool glob_matches(struct str glob, struct str name)
{
    size_t g = 0, n = 0, star = SIZE_MAX, retry = 0;

    while (n < name.n) {
        if (g < glob.n && glob.p[g] == '*') {
            star  = g++;
            retry = n;
        } else if (g < glob.n && glob.p[g] == name.p[n]) {
            g++;
            n++;
        } else if (star != SIZE_MAX) {
            g = star + 1;
            n = ++retry;
        } else {
            return false;
        }
    }
    while (g < glob.n && glob.p[g] == '*')
        g++;
    return g == glob.n;
}

static bool is_wanted(const struct format *format, struct str name)
{
    for (const char *const *w = format->wanted; w && *w; w++)
        if (glob_matches(str_from_cstr(*w), name))
            return true;
    return false;
}

/* Reads member i into the arena. KC_BAD_INPUT with *ret_trouble when damaged. */
static enum kc_status read_part(struct unpacker *u, struct item *it, size_t i, uint64_t size,
                                struct str *ret_bytes)
{
    struct source  src = {.zip        = it->zip,
                          .expected   = size,
                          .budget     = &u->budget,
                          .chunk      = u->chunk,
                          .chunk_size = CHUNK_BYTES};
    enum kc_status s   = unzip_start(it->zip, i);

    if (s == KC_OK)
        s = source_rest(&src, u->arena, (struct str){0}, size, ret_bytes);
    if (s == KC_OK && !ret_bytes->p)
        return diag_note(&it->doc, STAGE, KC_LIMIT, DIAG_ARENA_FULL);
    return s == KC_OK || s == KC_BAD_INPUT ? s : item_trouble(u, it, s);
}

/* One wanted member. KC_PARTIAL when it had to be left out. */
static enum kc_status take_part(struct unpacker *u, struct item *it, size_t i,
                                const struct unzip_member *m, struct part *part, uint64_t *left)
{
    enum kc_status s;

    if (m->encrypted)
        return item_protected(it);
    if (m->size > *left)
        return item_limit(it, STR("unpacked_bytes"), u->lim->unpacked_bytes);
    s = read_part(u, it, i, m->size, &part->bytes);
    *left -= part->bytes.n;
    /* Whether the document can do without it, its parser knows. */
    if (s == KC_BAD_INPUT)
        return diag_add(&it->doc, STAGE, KC_PARTIAL, DIAG_PART_DAMAGED, DIAG_WHOLE, part->name,
                        unzip_trouble(it->zip));
    if (s == KC_OK)
        it->doc.nparts++;
    return s;
}

static enum kc_status take_parts(struct unpacker *u, struct item *it, const struct members *members)
{
    uint64_t            left   = u->lim->unpacked_bytes;
    enum kc_status      result = KC_OK, s;
    struct unzip_member m;
    struct part        *part;

    for (size_t i = 0; i < members->n; i++) {
        if (!is_wanted(it->format, members->name[i]))
            continue;
        (void)unzip_member(it->zip, i, &m); /* unreadable: unzip_start will say so */
        part  = &it->doc.parts[it->doc.nparts];
        *part = (struct part){.name = members->name[i]};
        s     = take_part(u, it, i, &m, part, &left);
        if (!status_has_result(s))
            return s;
        result = s == KC_PARTIAL ? s : result;
    }
    return result;
}

enum kc_status parts_open(struct unpacker *u, struct item *it)
{
    struct members members;
    struct str     twice;
    enum kc_status s;

    if (!it->zip)
        return diag_arg(&it->doc, STAGE, KC_BAD_INPUT, DIAG_CONTAINER_DAMAGED, STR("ZIP"));
    if (unzip_count(it->zip) > u->lim->members)
        return item_limit(it, STR("members"), u->lim->members);
    it->doc.parts = ARENA_NEW(u->arena, struct part, unzip_count(it->zip));
    if (!it->doc.parts || !members_list(&members, u->arena, it->zip))
        return diag_note(&it->doc, STAGE, KC_LIMIT, DIAG_ARENA_FULL);
    /* Programs disagree on which of two is the document: what a person sees in
     * Word must be what we read. */
    if (members_twice(&members, &twice)) {
        (void)diag_arg(&it->doc, STAGE, KC_BAD_INPUT, DIAG_NAME_TWICE, twice);
        return item_state(it, STATE_REFUSED, REASON_HOSTILE, KC_BAD_INPUT);
    }
    s = take_parts(u, it, &members);
    if (!status_has_result(s))
        it->doc.nparts = 0;
    return s;
}
