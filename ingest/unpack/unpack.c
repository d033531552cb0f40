#include "ingest/unpack/unpack.h"

#include <errno.h>
#include <sys/stat.h>

#include "ingest/record/name_text.h"
#include "ingest/unpack/stage.h"

struct str item_name(const struct item *it)
{
    return it->level ? it->doc.member : it->doc.path;
}

enum kc_status item_state(struct item *it, enum file_state state, enum file_reason reason,
                          enum kc_status status)
{
    it->doc.state  = state;
    it->doc.reason = reason;
    return status;
}

enum kc_status item_limit(struct item *it, struct str name, uint64_t value)
{
    char       digits[24];
    int        n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    struct str s = {digits, n > 0 ? (size_t)n : 0};

    return diag_add(&it->doc, STAGE, KC_LIMIT, DIAG_LIMIT_REACHED, DIAG_WHOLE, name, s);
}

enum kc_status item_unreadable(struct item *it, enum kc_status status, struct str why)
{
    it->why = why;
    return diag_add(&it->doc, STAGE, status, DIAG_MEMBER_UNREADABLE, DIAG_WHOLE,
                    name_text(it->doc.arena, item_name(it)), why);
}

enum kc_status item_protected(struct item *it)
{
    it->why = STR("password");
    (void)diag_note(&it->doc, STAGE, KC_BAD_INPUT, DIAG_PROTECTED);
    return item_state(it, STATE_REFUSED, REASON_PROTECTED, KC_BAD_INPUT);
}

static enum kc_status out_of_room(struct unpacker *u, struct item *it)
{
    if (u->budget == 0)
        return item_limit(it, STR("archive_unpacked_bytes"), u->lim->archive_unpacked_bytes);
    return diag_note(&it->doc, STAGE, KC_LIMIT, DIAG_ARENA_FULL);
}

enum kc_status item_trouble(struct unpacker *u, struct item *it, enum kc_status status)
{
    int error = errno;

    if (status == KC_BAD_INPUT)
        return item_unreadable(it, status, unzip_trouble(it->src.zip));
    if (status == KC_BUSY)
        return diag_note(&it->doc, STAGE, status, DIAG_CHANGED_WHILE_READING);
    if (u->broken == KC_OK) {
        u->broken = status;
        u->error  = error;
    }
    if (status == KC_LIMIT)
        return out_of_room(u, it);
    if (status == KC_IO)
        return diag_arg(&it->doc, STAGE, status, DIAG_READ_FAILED,
                        str_from_cstr(strerrorname_np(u->error)));
    return diag_note(&it->doc, STAGE, status, DIAG_NO_MEMORY);
}

/* Opens what may be a ZIP. Damage is no failure yet: the bytes are still to be
 * identified by their head, and whoever needs the ZIP says that it is damaged. */
static enum kc_status open_zip(struct unpacker *u, struct item *it)
{
    enum kc_status s = KC_BAD_INPUT;

    if (it->bytes.p)
        s = unzip_open_bytes(it->bytes, &it->zip);
    else if (it->level == 0)
        s = unzip_open_fd(it->src.fd, &it->zip);
    if (s == KC_LIMIT)
        return diag_note(&it->doc, STAGE, s, DIAG_ARENA_FULL);
    return s == KC_OK || s == KC_BAD_INPUT ? KC_OK : item_trouble(u, it, s);
}

static enum kc_status identify_by_names(struct unpacker *u, struct item *it, struct str head)
{
    size_t         mark = arena_mark(u->arena);
    enum kc_status s    = identify_is_zip(head) ? open_zip(u, it) : KC_OK;

    if (s == KC_OK)
        it->format =
            identify(u->formats, head, item_name(it), identify_names(u->arena, it->bytes, it->zip));
    if (s == KC_OK)
        arena_release(u->arena, mark);
    return s;
}

/* Reads all of a small item, or the head of any other. */
static enum kc_status read_head(struct unpacker *u, struct item *it, struct str *ret_head)
{
    uint64_t       most = u->lim->file_bytes < WHOLE_BYTES ? u->lim->file_bytes : WHOLE_BYTES;
    struct str     head = {u->head, 0};
    enum kc_status s    = KC_OK;

    it->mark = arena_mark(u->arena);
    if (source_whole(&it->src, u->arena, most, &it->bytes, &s))
        head = str_sub(it->bytes, 0, HEAD_BYTES);
    else
        s = source_read(&it->src, u->head, HEAD_BYTES, &head.n);
    if (s == KC_OK)
        *ret_head = head;
    return s;
}

/* Brings the rest of what somebody wants to see whole; drops what nobody does. */
static enum kc_status read_rest(struct unpacker *u, struct item *it, struct str head, bool keep)
{
    if (!it->bytes.p)
        return source_rest(&it->src, u->arena, head, keep ? u->lim->file_bytes : 0, &it->bytes);
    if (!keep) {
        arena_release(u->arena, it->mark);
        it->bytes = (struct str){0};
    }
    return KC_OK;
}

/* Reads and hashes everything; keeps it as far as somebody wants to see it whole. */
static enum kc_status read_all(struct unpacker *u, struct item *it)
{
    struct str     head = {0};
    enum kc_status s    = read_head(u, it, &head);
    bool           names;

    if (s != KC_OK || head.n == 0)
        return s == KC_OK ? s : item_trouble(u, it, s);
    names = identify_has_names(head);
    if (!names)
        it->format = identify(u->formats, head, item_name(it), (struct str){0});
    s = read_rest(u, it, head, names || (it->format && it->format->read));
    if (s != KC_OK)
        return item_trouble(u, it, s);
    return names ? identify_by_names(u, it, head) : KC_OK;
}

static enum kc_status hash_all(struct unpacker *u, struct item *it)
{
    enum kc_status s;

    it->src.chunk      = u->chunk;
    it->src.chunk_size = CHUNK_BYTES;
    sha256_begin(&it->src.sum);
    s = read_all(u, it);
    if (!sha256_end(&it->src.sum, it->hex))
        return s == KC_OK ? item_trouble(u, it, KC_NO_MEMORY) : s;
    if (s == KC_OK) {
        it->doc.id   = (struct str){it->hex, sizeof it->hex};
        it->doc.size = it->src.done;
    }
    return s;
}

/* What to call bytes that nothing is known of: their suffix. */
static struct str unknown_name(const struct item *it)
{
    struct str name = item_name(it);
    size_t     dot  = name.n;

    while (dot > 0 && name.p[dot - 1] != '.' && name.p[dot - 1] != '/')
        dot--;
    if (dot == 0 || name.p[dot - 1] != '.' || dot == name.n || name.n - dot > 8)
        return STR("?");
    return str_sub(name, dot, name.n);
}

static enum kc_status open_registered(struct item *it)
{
    const struct format *f      = it->format;
    enum kc_status       status = f->unread_state == STATE_REFUSED ? KC_BAD_INPUT : KC_SKIP;
    enum diag_code       code =
        f->unread_reason == REASON_NO_CONVERTER ? DIAG_NO_CONVERTER : DIAG_FORMAT_UNREAD;

    if (f->unread_reason == REASON_PROTECTED)
        return item_protected(it);
    (void)diag_arg(&it->doc, STAGE, status, code, str_from_cstr(f->title));
    return item_state(it, f->unread_state, f->unread_reason, status);
}

static enum kc_status open_whole(struct unpacker *u, struct item *it)
{
    struct part *part = ARENA_NEW(u->arena, struct part, 1);

    if (!part)
        return diag_note(&it->doc, STAGE, KC_LIMIT, DIAG_ARENA_FULL);
    part->bytes    = it->bytes;
    it->doc.parts  = part;
    it->doc.nparts = 1;
    return KC_OK;
}

static enum kc_status open_format(struct unpacker *u, struct item *it)
{
    if (!it->format)
        return diag_arg(&it->doc, STAGE, KC_SKIP, DIAG_FORMAT_UNREAD, unknown_name(it));
    if (it->format->container == CONTAINER_ARCHIVE)
        return archive_open(u, it);
    if (!it->format->read)
        return open_registered(it);
    if (it->src.done > u->lim->file_bytes)
        return item_limit(it, STR("file_bytes"), u->lim->file_bytes);
    if (!it->bytes.p)
        return diag_note(&it->doc, STAGE, KC_LIMIT, DIAG_ARENA_FULL);
    return it->format->container == CONTAINER_ZIP ? parts_open(u, it) : open_whole(u, it);
}

enum kc_status item_open(struct unpacker *u, struct item *it)
{
    enum kc_status s = hash_all(u, it);

    if (s != KC_OK)
        return s;
    if (it->src.done > 0)
        return open_format(u, it);
    it->doc.id = (struct str){0}; /* empty files are not copies of each other */
    (void)diag_note(&it->doc, STAGE, KC_SKIP, DIAG_FILE_EMPTY);
    return item_state(it, STATE_IGNORED, REASON_EMPTY, KC_SKIP);
}

void item_tell(struct unpacker *u, struct item *it, enum kc_status status)
{
    const struct status_info *info = status_info(status);
    enum kc_status            answer;

    if (u->asked != KC_OK)
        return;
    if (it->doc.state == STATE_NONE)
        (void)item_state(it, info->state, info->reason, status);
    it->doc.format = it->format ? str_from_cstr(it->format->name) : (struct str){0};
    answer         = u->each(u->ctx, &it->doc, it->format, status);
    if (!status_info(answer)->go_on)
        u->asked = answer;
}

void item_close(struct item *it)
{
    unzip_close(it->zip);
    it->zip = NULL;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec && a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
           a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* Nothing read from a file counts when it changed meanwhile. */
static enum kc_status check_unchanged(struct unpacker *u, struct item *it,
                                      const struct stat *before, enum kc_status status)
{
    struct stat now;

    if (status == KC_IO || status == KC_BUSY)
        return status;
    if (fstat(it->src.fd, &now) != 0)
        status = item_trouble(u, it, KC_IO);
    else if (!same_file(before, &now))
        status = item_trouble(u, it, KC_BUSY);
    else
        return status;
    it->doc.nparts = 0;
    return item_state(it, STATE_NONE, REASON_NONE, status);
}

static enum kc_status open_file(struct unpacker *u, struct item *it)
{
    struct stat before;

    if (fstat(it->src.fd, &before) != 0)
        return item_trouble(u, it, KC_IO);
    it->doc.size = it->src.expected = (uint64_t)before.st_size;
    if (it->src.expected > u->lim->archive_bytes)
        return item_limit(it, STR("archive_bytes"), u->lim->archive_bytes);
    return check_unchanged(u, it, &before, item_open(u, it));
}

enum kc_status unpack_file(int fd, struct str path, const struct format *const *formats,
                           const struct limits *lim, struct arena *arena, unpack_each *each,
                           void *ctx)
{
    size_t          mark = arena_mark(arena);
    struct unpacker u    = {.formats = formats,
                            .lim     = lim,
                            .arena   = arena,
                            .each    = each,
                            .ctx     = ctx,
                            .head    = arena_bytes(arena, HEAD_BYTES),
                            .chunk   = arena_bytes(arena, CHUNK_BYTES),
                            .budget  = lim->archive_unpacked_bytes,
                            .members = lim->members};
    struct item     it   = {.doc = {.arena = arena, .path = path}, .src = {.fd = fd}};

    if (u.head && u.chunk)
        item_tell(&u, &it, open_file(&u, &it));
    else
        item_tell(&u, &it, diag_note(&it.doc, STAGE, KC_LIMIT, DIAG_ARENA_FULL));
    item_close(&it);
    arena_release(arena, mark);
    if (u.asked != KC_OK)
        return u.asked;
    return status_info(u.broken)->go_on ? KC_OK : u.broken;
}
