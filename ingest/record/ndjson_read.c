#include "ingest/record/ndjson.h"

#include <jansson.h>
#include <string.h>

#include "ingest/record/check.h"
#include "ingest/record/diag.h"
#include "ingest/record/members.h"

#define NO_INDEX SIZE_MAX

/* The first trouble stays; later helpers see it and do nothing that matters. */
struct reader {
    struct arena  *a;
    enum kc_status status;
    struct str     where;
    const char    *section; /* "findings"; NULL at the top */
    size_t         index;
};

static bool fail(struct reader *r, enum kc_status status, const char *member, const char *what)
{
    if (r->status != KC_OK)
        return false;
    r->status = status;
    if (!r->section)
        r->where = arena_printf(r->a, "%s: %s", member, what);
    else if (r->index == NO_INDEX)
        r->where = arena_printf(r->a, "%s.%s: %s", r->section, member, what);
    else
        r->where = arena_printf(r->a, "%s[%zu].%s: %s", r->section, r->index, member, what);
    return false;
}

static bool bad(struct reader *r, const char *member, const char *what)
{
    return fail(r, KC_BAD_INPUT, member, what);
}

static bool no_room(struct reader *r, const char *member)
{
    return fail(r, KC_LIMIT, member, "more than the memory of one document");
}

/* --- single values ------------------------------------------------------ */

/* Empty for what is no string. */
static struct str text_of(const json_t *v)
{
    return (struct str){json_string_value(v), json_string_length(v)};
}

static bool read_str(struct reader *r, const json_t *v, const char *name, struct str *ret_s)
{
    struct str s = text_of(v);

    if (json_is_null(v))
        return true;
    if (!json_is_string(v))
        return bad(r, name, "expected a string");
    if (s.n && !arena_copy(r->a, s, ret_s))
        return no_room(r, name);
    return true;
}

static bool read_number(struct reader *r, const json_t *v, const char *name, int64_t least,
                        int64_t most, int64_t *ret_value)
{
    int64_t value = json_integer_value(v);

    if (!json_is_integer(v))
        return bad(r, name, "expected a whole number");
    if (value < least || value > most)
        return bad(r, name, "number out of range");
    *ret_value = value;
    return true;
}

static bool read_span(struct reader *r, const json_t *v, const char *name, struct span *ret_at)
{
    int64_t start, end;

    if (json_is_null(v))
        return true;
    if (json_array_size(v) != 2)
        return bad(r, name, "expected [start, end]");
    if (!read_number(r, json_array_get(v, 0), name, 0, UINT32_MAX, &start) ||
        !read_number(r, json_array_get(v, 1), name, 0, UINT32_MAX, &end))
        return false;
    *ret_at = (struct span){(uint32_t)start, (uint32_t)end};
    return true;
}

static bool read_word(struct reader *r, const json_t *v, const struct member *m,
                      unsigned *ret_value)
{
    struct str s = text_of(v);

    if (json_is_null(v))
        s = (struct str){0};
    else if (!json_is_string(v))
        return bad(r, m->name, "expected a string");
    for (unsigned i = 0; i < m->words; i++) {
        if (str_eq(str_from_cstr(m->word(i)), s)) {
            *ret_value = i;
            return true;
        }
    }
    return bad(r, m->name, "no such word");
}

static bool read_draft(struct reader *r, const json_t *v, const char *name, unsigned *ret_marks)
{
    unsigned marks = 0;

    if (!json_is_array(v))
        return bad(r, name, "expected a list");
    for (size_t i = 0; i < json_array_size(v); i++) {
        const json_t *item = json_array_get(v, i);
        struct str    s    = text_of(item);
        unsigned      bit  = 0;

        while (bit < DRAFT_MARK_COUNT && !str_eq(str_from_cstr(draft_mark_name(1u << bit)), s))
            bit++;
        if (bit == DRAFT_MARK_COUNT)
            return bad(r, name, "no such draft mark");
        marks |= 1u << bit;
    }
    *ret_marks = marks;
    return true;
}

/* --- objects by table --------------------------------------------------- */

#define AT(type, base, m) ((type *)(void *)((char *)(base) + (m)->offset))

static bool read_integer(struct reader *r, const json_t *v, const struct member *m, void *base)
{
    static const int64_t most[] = {
        [MEMBER_U8]  = UINT8_MAX,
        [MEMBER_U16] = UINT16_MAX,
        [MEMBER_U32] = UINT32_MAX,
        [MEMBER_U64] = INT64_MAX,
    };
    int64_t value;

    if (!read_number(r, v, m->name, 0, most[m->type], &value))
        return false;
    if (m->type == MEMBER_U8)
        *AT(uint8_t, base, m) = (uint8_t)value;
    else if (m->type == MEMBER_U16)
        *AT(uint16_t, base, m) = (uint16_t)value;
    else if (m->type == MEMBER_U32)
        *AT(uint32_t, base, m) = (uint32_t)value;
    else
        *AT(uint64_t, base, m) = (uint64_t)value;
    return true;
}

static bool read_value(struct reader *r, const json_t *v, const struct member *m, void *base)
{
    switch (m->type) {
    case MEMBER_STR:
    case MEMBER_RAW:
    case MEMBER_FIELD: /* the value is its first member */
        return read_str(r, v, m->name, AT(struct str, base, m));
    case MEMBER_SPAN:
        return read_span(r, v, m->name, AT(struct span, base, m));
    case MEMBER_QUOTE:
        return true; /* follows from the text */
    case MEMBER_WORD:
        return read_word(r, v, m, AT(unsigned, base, m));
    case MEMBER_DRAFT:
        return read_draft(r, v, m->name, AT(unsigned, base, m));
    case MEMBER_BOOL:
        if (!json_is_boolean(v))
            return bad(r, m->name, "expected true or false");
        *AT(bool, base, m) = json_is_true(v);
        return true;
    case MEMBER_U8:
    case MEMBER_U16:
    case MEMBER_U32:
    case MEMBER_U64:
        return read_integer(r, v, m, base);
    }
    return bad(r, m->name, "unexpected");
}

/* "path_bytes": the bytes themselves, where "path" only shows them. */
static bool read_bytes(struct reader *r, const json_t *object, const struct member *m, void *base)
{
    char          name[32];
    const json_t *v;
    struct str    s = {0};

    (void)snprintf(name, sizeof name, "%s_bytes", m->name); /* our own short names */
    v = json_object_get(object, name);
    if (!v)
        return true;
    if (!read_str(r, v, name, &s))
        return false;
    switch (base64_read(s, r->a, AT(struct str, base, m))) {
    case KC_OK:
        return true;
    case KC_LIMIT:
        return no_room(r, name);
    default:
        return bad(r, name, "not base64");
    }
}

static bool read_members(struct reader *r, const json_t *object, struct member_table t, void *base)
{
    for (size_t i = 0; i < t.n; i++) {
        const struct member *m = &t.rows[i];
        const json_t        *v = json_object_get(object, m->name);

        if (v && !read_value(r, v, m, base))
            return false;
        if (m->type == MEMBER_RAW && !read_bytes(r, object, m, base))
            return false;
        if (m->must && (!v || json_is_null(v)))
            return bad(r, m->name, "is missing");
    }
    return true;
}

/* --- sections ----------------------------------------------------------- */

/* The object under `name`; NULL when it is absent or was refused. */
static const json_t *enter(struct reader *r, const json_t *line, const char *name)
{
    const json_t *v = json_object_get(line, name);

    r->section = NULL;
    r->index   = NO_INDEX;
    if (v && !json_is_object(v) && !json_is_null(v))
        (void)bad(r, name, "expected an object");
    r->section = name;
    return json_is_object(v) ? v : NULL;
}

/* The list under `name` and zeroed room for its items, each of which must be of
 * `type`. Returns how many. */
static size_t enter_list(struct reader *r, const json_t *line, const char *name, json_type type,
                         size_t size, const json_t **ret_list, void **ret_items)
{
    const json_t *list = json_object_get(line, name);
    size_t        n    = json_array_size(list);

    r->section = NULL;
    r->index   = NO_INDEX;
    if (list && !json_is_array(list) && !json_is_null(list))
        (void)bad(r, name, "expected a list");
    for (size_t i = 0; i < n; i++)
        if (json_typeof(json_array_get(list, i)) != type)
            (void)bad(r, name, type == JSON_OBJECT ? "expected objects" : "expected lists");
    if (n && r->status == KC_OK && !(*ret_items = arena_alloc(r->a, n, size)))
        (void)no_room(r, name);
    r->section = name;
    *ret_list  = list;
    return r->status == KC_OK ? n : 0;
}

static void read_identity(struct reader *r, const json_t *line, struct identity *id)
{
    const json_t *object = enter(r, line, "identity");
    const json_t *at     = json_object_get(object, "at");

    if (!object || !read_members(r, object, identity_members, id))
        return;
    for (size_t i = 0; i < identity_members.n; i++) {
        const struct member *m = &identity_members.rows[i];
        const json_t        *v = json_object_get(at, m->name);

        if (v && m->type == MEMBER_FIELD && !read_span(r, v, m->name, &AT(struct field, id, m)->at))
            return;
    }
}

static void read_object(struct reader *r, const json_t *line, const char *name,
                        struct member_table t, void *base)
{
    const json_t *object = enter(r, line, name);

    if (object)
        (void)read_members(r, object, t, base); /* remembered in r */
}

static void read_texts(struct reader *r, const json_t *line, struct document *doc)
{
    const json_t *original = json_object_get(line, "original");
    const json_t *normal   = json_object_get(line, "normal");

    r->section = NULL;
    if (original)
        (void)read_str(r, original, "original", &doc->original); /* remembered in r */
    if (normal)
        (void)read_str(r, normal, "normal", &doc->normal);
}

static void read_steps(struct reader *r, const json_t *line, struct document *doc)
{
    const json_t *list;
    void         *items = NULL;
    int64_t       normal, delta;

    doc->nsteps = enter_list(r, line, "steps", JSON_ARRAY, sizeof *doc->steps, &list, &items);
    doc->steps  = items;
    for (r->index = 0; r->index < doc->nsteps && r->status == KC_OK; r->index++) {
        const json_t *pair = json_array_get(list, r->index);

        if (json_array_size(pair) != 2)
            (void)bad(r, "step", "expected [normal, delta]");
        else if (read_number(r, json_array_get(pair, 0), "normal", 0, UINT32_MAX, &normal) &&
                 read_number(r, json_array_get(pair, 1), "delta", INT32_MIN, INT32_MAX, &delta))
            doc->steps[r->index] = (struct offset_step){(uint32_t)normal, (int32_t)delta};
    }
}

static void read_blocks(struct reader *r, const json_t *line, struct document *doc)
{
    const json_t *list;
    void         *items = NULL;

    doc->nblocks = enter_list(r, line, "blocks", JSON_OBJECT, sizeof *doc->blocks, &list, &items);
    doc->blocks  = items;
    for (r->index = 0; r->index < doc->nblocks && r->status == KC_OK; r->index++)
        (void)read_members(r, json_array_get(list, r->index), block_members,
                           &doc->blocks[r->index]);
}

static void read_findings(struct reader *r, const json_t *line, struct document *doc)
{
    const json_t *list;
    void         *items = NULL;

    doc->nfindings =
        enter_list(r, line, "findings", JSON_OBJECT, sizeof *doc->findings, &list, &items);
    doc->findings = items;
    for (r->index = 0; r->index < doc->nfindings && r->status == KC_OK; r->index++)
        (void)read_members(r, json_array_get(list, r->index), finding_members,
                           &doc->findings[r->index]);
}

static bool read_status(struct reader *r, const json_t *v, enum kc_status *ret_status)
{
    struct str word = text_of(v);

    for (unsigned i = 0; i < KC_STATUS_COUNT; i++) {
        if (str_eq(str_from_cstr(status_info((enum kc_status)i)->name), word)) {
            *ret_status = (enum kc_status)i;
            return true;
        }
    }
    return bad(r, "status", "no such word");
}

static void read_diag(struct reader *r, const json_t *object, struct diag *d)
{
    const json_t  *at     = json_object_get(object, "at");
    const json_t  *args   = json_object_get(object, "args");
    const json_t  *status = json_object_get(object, "status");
    enum diag_code code   = DIAG_NONE;

    d->stage = stage_from_name(text_of(json_object_get(object, "stage")));
    if (!diag_from_code(text_of(json_object_get(object, "code")), &code))
        (void)bad(r, "code", "no such code");
    if (!d->stage)
        (void)bad(r, "stage", "no such stage");
    if (json_array_size(args) > 2)
        (void)bad(r, "args", "more than two");
    for (size_t i = 0; i < json_array_size(args) && i < 2; i++)
        (void)read_str(r, json_array_get(args, i), "args", &d->args[i]);
    if (status)
        (void)read_status(r, status, &d->status);
    if (at)
        (void)read_span(r, at, "at", &d->at);
    d->code = code;
}

static void read_diags(struct reader *r, const json_t *line, struct document *doc)
{
    const json_t *list;
    const json_t *dropped = json_object_get(line, "diags_dropped");
    void         *items   = NULL;
    int64_t       n       = 0;

    doc->ndiags    = enter_list(r, line, "diags", JSON_OBJECT, sizeof *doc->diags, &list, &items);
    doc->diags     = items;
    doc->diags_cap = doc->ndiags;
    for (r->index = 0; r->index < doc->ndiags && r->status == KC_OK; r->index++)
        read_diag(r, json_array_get(list, r->index), &doc->diags[r->index]);
    r->section = NULL;
    if (dropped && read_number(r, dropped, "diags_dropped", 0, UINT32_MAX, &n))
        doc->diags_dropped = (uint32_t)n;
}

static int add_dumped(const char *buffer, size_t size, void *out)
{
    return text_add(out, (struct str){buffer, size}) ? 0 : -1;
}

/* What we do not know, as one object with sorted keys. */
static void read_rest(struct reader *r, json_t *line, struct document *doc)
{
    struct text out    = {.arena = r->a};
    json_t     *others = json_object();
    const char *name;
    json_t     *v;
    bool        made = others != NULL;

    json_object_foreach(line, name, v) if (!is_line_member(str_from_cstr(name)) &&
                                           json_object_set(others, name, v) != 0) made = false;
    if (made && json_object_size(others) &&
        json_dump_callback(others, add_dumped, &out, JSON_COMPACT | JSON_SORT_KEYS) != 0)
        made = false;
    json_decref(others);
    if (out.full)
        (void)no_room(r, "the line");
    else if (!made)
        (void)fail(r, KC_NO_MEMORY, "the line", "out of memory");
    else
        doc->rest = text_str(&out);
}

/* --- the line ----------------------------------------------------------- */

static json_t *parse_line(struct reader *r, struct str line)
{
    json_error_t error;
    json_t      *v = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);

    if (v)
        return v;
    r->status = KC_BAD_INPUT;
    if (json_error_code(&error) == json_error_out_of_memory)
        r->status = KC_NO_MEMORY;
    else if (json_error_code(&error) == json_error_duplicate_key)
        r->where = arena_printf(r->a, "byte %d: a member stands twice", error.position);
    else
        r->where = arena_printf(r->a, "byte %d: not JSON", error.position);
    return NULL;
}

static void read_line(struct reader *r, json_t *line, struct document *doc)
{
    const json_t *v = json_object_get(line, "v");

    if (!json_is_object(line))
        (void)bad(r, "the line", "expected an object");
    else if (!json_is_integer(v) || json_integer_value(v) != NDJSON_VERSION)
        (void)bad(r, "v", "not a version this program reads");
    if (r->status != KC_OK)
        return;
    (void)read_members(r, line, head_members, doc); /* remembered in r, as below */
    read_identity(r, line, &doc->identity);
    read_object(r, line, "meta", meta_members, &doc->meta);
    read_object(r, line, "name", name_members, &doc->name);
    read_texts(r, line, doc);
    read_steps(r, line, doc);
    read_blocks(r, line, doc);
    read_findings(r, line, doc);
    read_diags(r, line, doc);
    read_rest(r, line, doc);
}

enum kc_status ndjson_read(struct str line, struct arena *a, struct document *ret_doc,
                           struct str *reterr_where)
{
    struct reader   r   = {.a = a, .index = NO_INDEX};
    struct document doc = {.arena = a};
    const char     *wrong;
    json_t         *v;

    if (!str_trim(line).n)
        return KC_SKIP;
    v = parse_line(&r, line);
    if (v)
        read_line(&r, v, &doc);
    json_decref(v);
    wrong = r.status == KC_OK ? record_check(&doc) : NULL;
    if (wrong) {
        r.status = KC_BAD_INPUT;
        r.where  = str_from_cstr(wrong);
    }
    if (r.status == KC_OK)
        *ret_doc = doc;
    else
        *reterr_where = r.where;
    return r.status;
}
