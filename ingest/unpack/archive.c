#include "ingest/record/name_text.h"
#include "ingest/record/names.h"

#include "ingest/unpack/members.h"
#include "ingest/unpack/stage.h"

#define MAX_NOTES 100 /* on the archive; each unreadable member has its own anyway */

/* Opens the archive for walking. The file itself is read through its descriptor:
 * one buffer for it would leave no room for what is inside. */
static enum kc_status open_zip(struct unpacker *u, struct item *it)
{
    enum kc_status s = KC_OK;

    if (it->level == 0 && it->bytes.p) {
        unzip_close(it->zip);
        arena_release(u->arena, it->mark);
        it->zip   = NULL;
        it->bytes = (struct str){0};
        s         = unzip_open_fd(it->src.fd, &it->zip);
    }
    if (s == KC_LIMIT)
        return diag_note(&it->doc, STAGE, s, DIAG_ARENA_FULL);
    if (s == KC_BAD_INPUT || !it->zip)
        return diag_arg(&it->doc, STAGE, KC_BAD_INPUT, DIAG_CONTAINER_DAMAGED, STR("ZIP"));
    return s == KC_OK ? s : item_trouble(u, it, s);
}

/* The name under which a member is filed. False when the arena is full. */
static bool chain(struct unpacker *u, const struct item *it, const struct members *members,
                  size_t i, struct str *ret_name)
{
    struct text out = {.arena = u->arena};
    struct str  label;

    if (!members_label(members, u->arena, i, &label))
        return false;
    if (it->doc.member.n) {
        (void)text_add(&out, it->doc.member);
        (void)text_add(&out, STR("!/"));
    }
    (void)text_add(&out, label);
    *ret_name = text_str(&out);
    return !out.full;
}

/* Members that are no documents, by name alone: recorded, never read. */
static bool is_ignored(struct item *it, struct str name)
{
    struct str base = name_base(name);

    if (name_is_temporary(base))
        (void)item_state(it, STATE_IGNORED, REASON_TEMPORARY, KC_SKIP);
    else if (name_is_system(base) || name_is_macos_sidecar(name))
        (void)item_state(it, STATE_IGNORED, REASON_SYSTEM, KC_SKIP);
    return it->doc.state != STATE_NONE;
}

static enum kc_status open_member(struct unpacker *u, struct item *it, struct unzip *zip, size_t i,
                                  const struct unzip_member *m, struct str name)
{
    enum kc_status s;

    if (is_ignored(it, name))
        return KC_SKIP;
    if (m->encrypted)
        return item_protected(it);
    if (!m->readable)
        return item_unreadable(it, KC_SKIP, STR("method"));
    s = unzip_start(zip, i);
    return s == KC_OK ? item_open(u, it) : item_trouble(u, it, s);
}

/* Reads member i and tells of it. *ret_why is empty, or one static word on why
 * its bytes could not be read. */
static void take_member(struct unpacker *u, const struct item *archive,
                        const struct members *members, size_t i, struct str name,
                        const struct unzip_member *m, struct str *ret_why)
{
    struct item it = {.level = archive->level + 1,
                      .doc   = {.arena     = u->arena,
                                .path      = archive->doc.path,
                                .member    = name,
                                .container = archive->doc.id,
                                .size      = m->size},
                      .src   = {.zip = archive->zip, .expected = m->size, .budget = &u->budget}};

    item_tell(u, &it, open_member(u, &it, archive->zip, i, m, members->name[i]));
    item_close(&it);
    *ret_why = it.why;
}

static void walk(struct unpacker *u, struct item *it, const struct members *members)
{
    unsigned notes = 0;

    for (size_t i = 0; i < members->n && u->asked == KC_OK && u->broken == KC_OK; i++) {
        size_t              mark = arena_mark(u->arena);
        struct str          why  = {0}, name;
        struct unzip_member m;

        (void)unzip_member(it->zip, i, &m); /* zeroed when unreadable: open_member says so */
        if (m.directory)
            continue;
        if (chain(u, it, members, i, &name))
            take_member(u, it, members, i, name, &m, &why);
        else
            u->broken = KC_LIMIT;
        arena_release(u->arena, mark);
        if (why.n && notes++ < MAX_NOTES)
            (void)diag_add(&it->doc, STAGE, KC_OK, DIAG_MEMBER_UNREADABLE, DIAG_WHOLE,
                           name_text(u->arena, members->name[i]), why);
    }
}

enum kc_status archive_open(struct unpacker *u, struct item *it)
{
    struct members members;
    enum kc_status s;

    if (it->level >= u->lim->nesting)
        return diag_arg(&it->doc, STAGE, KC_SKIP, DIAG_ARCHIVE_NESTED,
                        name_text(u->arena, item_name(it)));
    if (it->level > 0 && !it->bytes.p)
        return item_limit(it, STR("file_bytes"), u->lim->file_bytes);
    s = open_zip(u, it);
    if (s != KC_OK)
        return s;
    if (unzip_count(it->zip) > u->members)
        return item_limit(it, STR("members"), u->lim->members);
    u->members -= unzip_count(it->zip);
    if (!members_list(&members, u->arena, it->zip) || !members_number(&members, u->arena))
        return diag_note(&it->doc, STAGE, KC_LIMIT, DIAG_ARENA_FULL);
    walk(u, it, &members);
    if (u->broken != KC_OK)
        return item_trouble(u, it, u->broken);
    return item_state(it, STATE_READ, REASON_ARCHIVE, KC_OK);
}
