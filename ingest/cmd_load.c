#include <errno.h>
#include <inttypes.h>

#include "ingest/batch.h"
#include "ingest/log.h"
#include "ingest/record/ndjson.h"
#include "ingest/record/wire.h"
#include "ingest/workspace.h"

/* The paths of this load, in the order they came; lines may have been shuffled. */
struct paths {
    struct arena *arena;
    struct str   *items;
    size_t        n, cap;
    size_t       *slots; /* 1 + index in items; 0 free */
    size_t        nslots;
};

struct load {
    struct shell    *sh;
    struct workspace ws;
    struct index    *ix;
    struct batch     batch;
    const char      *root_name;  /* --root, or NULL */
    struct str       root, file; /* file: for messages */
    struct arena    *a;          /* one line at a time */
    FILE            *copy;       /* of what cannot be read twice, or NULL */
    struct paths     paths;
    uint64_t         line, records, bad;
};

/* There is no file to compare with: a later ingest reads everything again. */
static const struct file_stamp no_stamp;

/* ---- the set of paths ------------------------------------------------------------ */

static size_t hash(struct str s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
    return (size_t)(h ^ h >> 32);
}

/* The slot that holds `path`, or the free one where it belongs. */
static size_t *slot_of(const struct paths *p, struct str path)
{
    size_t at = hash(path) & (p->nslots - 1);

    while (p->slots[at] && !str_eq(p->items[p->slots[at] - 1], path))
        at = (at + 1) & (p->nslots - 1);
    return &p->slots[at];
}

static bool grow(struct paths *p)
{
    size_t n = p->nslots ? p->nslots * 2 : 1024;

    if (p->nslots && p->n < p->nslots / 2)
        return true;
    p->slots = ARENA_NEW(p->arena, size_t, n);
    if (!p->slots)
        return false;
    p->nslots = n;
    for (size_t i = 0; i < p->n; i++)
        *slot_of(p, p->items[i]) = i + 1;
    return true;
}

/* False when memory is short; *ret_new: the path was not there. */
static bool paths_add(struct paths *p, struct str path, bool *ret_new)
{
    void   *items = p->items;
    size_t *slot;

    if (!grow(p))
        return false;
    slot     = slot_of(p, path);
    *ret_new = !*slot;
    if (*slot)
        return true;
    if (!arena_reserve(p->arena, &items, &p->cap, p->n + 1, sizeof *p->items))
        return false;
    p->items = items;
    if (!arena_copy(p->arena, path, &p->items[p->n]))
        return false;
    *slot = ++p->n;
    return true;
}

/* ---- one line -------------------------------------------------------------------- */

static void bad_line(struct load *l, struct str why)
{
    char number[24];

    (void)snprintf(number, sizeof number, "%" PRIu64, l->line);
    say(MSG_LOAD_BAD_LINE, (struct str[]){l->file, str_from_cstr(number), why}, 3);
    l->bad++;
}

static bool is_final(enum file_state s)
{
    return s == STATE_READ || s == STATE_UNREAD || s == STATE_REFUSED || s == STATE_FAILED;
}

static enum kc_status file_record(struct load *l, const struct document *doc, struct str image)
{
    bool           is_new = false, unchanged;
    enum kc_status s;

    if (!paths_add(&l->paths, doc->path, &is_new))
        return KC_NO_MEMORY;
    s = batch_enter(&l->batch);
    if (s == KC_OK && is_new)
        s = index_seen(l->ix, l->root, doc->path, &no_stamp, (struct str){0}, &unchanged);
    if (s == KC_OK)
        s = index_put(l->ix, l->root, doc, image);
    if (s == KC_OK)
        s = batch_added(&l->batch);
    l->records++;
    return s;
}

/* Not KC_OK: the load cannot go on. */
static enum kc_status load_line(struct load *l, struct str line)
{
    struct document doc = {.arena = l->a};
    struct str      why = {0}, image;
    enum kc_status  s   = ndjson_read(line, l->a, &doc, &why);

    if (s == KC_SKIP)
        return KC_OK;
    if (s == KC_OK && !is_final(doc.state)) {
        why = str_from_cstr(msg(MSG_LOAD_STATE));
        s   = KC_BAD_INPUT;
    }
    if (s == KC_OK && !doc.path.n) {
        why = STR("path");
        s   = KC_BAD_INPUT;
    }
    if (s == KC_OK)
        s = wire_write(&doc, l->a, &image);
    if (s == KC_OK)
        return file_record(l, &doc, image);
    if (s == KC_NO_MEMORY)
        return s;
    bad_line(l, why.n ? why : str_from_cstr(status_info(s)->name));
    return KC_OK;
}

static struct str without_newline(const char *p, size_t n)
{
    return (struct str){p, n && p[n - 1] == '\n' ? n - 1 : n};
}

/* KC_IO with errno when the input cannot be read. */
static enum kc_status load_lines(struct load *l, FILE *in, bool *ret_input_failed)
{
    char          *p   = NULL;
    size_t         cap = 0;
    ssize_t        n;
    enum kc_status s = KC_OK;

    while (s == KC_OK && (n = getline(&p, &cap, in)) >= 0) {
        l->line++;
        s = load_line(l, without_newline(p, (size_t)n));
        arena_reset(l->a);
        if (l->copy && fwrite(p, 1, (size_t)n, l->copy) != (size_t)n)
            break;
    }
    *ret_input_failed = s == KC_OK && !feof(in);
    free(p);
    return s;
}

/* ---- the whole load -------------------------------------------------------------- */

/* Members that are no longer there go. */
static enum kc_status finish_paths(struct load *l)
{
    enum kc_status s = KC_OK;

    for (size_t i = 0; s == KC_OK && i < l->paths.n; i++) {
        s = batch_enter(&l->batch);
        if (s == KC_OK)
            s = index_path_done(l->ix, l->root, l->paths.items[i], &no_stamp, (struct str){0});
        if (s == KC_OK)
            s = batch_added(&l->batch);
    }
    return s == KC_OK ? batch_end(&l->batch) : s;
}

static int tell_result(const struct load *l)
{
    char numbers[2][24];

    (void)snprintf(numbers[0], sizeof numbers[0], "%" PRIu64, l->records);
    (void)snprintf(numbers[1], sizeof numbers[1], "%zu", l->paths.n);
    out_msg(MSG_LOAD_DONE,
            (struct str[]){str_from_cstr(numbers[0]), str_from_cstr(numbers[1]), l->root}, 3);
    if (!l->bad)
        return EXIT_DONE;
    (void)snprintf(numbers[0], sizeof numbers[0], "%" PRIu64, l->bad);
    say1(MSG_LOAD_INCOMPLETE, str_from_cstr(numbers[0]));
    return EXIT_DATA;
}

/* With a line that could not be used, what it was about is unknown: nothing is
 * declared gone, and the ledger says that the walk did not end. */
static enum kc_status load_once(struct load *l, FILE *in, bool *ret_input_failed)
{
    enum kc_status s = index_walk_begin(l->ix, l->root);

    if (s == KC_OK)
        s = load_lines(l, in, ret_input_failed);
    if (s == KC_OK)
        s = batch_end(&l->batch);
    if (s == KC_OK && !*ret_input_failed)
        s = finish_paths(l);
    if (s == KC_OK && !*ret_input_failed && !l->bad)
        s = index_walk_end(l->ix, l->root, l->paths.n);
    return s;
}

/* A content moved, and the line of its new place came while the old place still had
 * it: only now that one is gone, and the line is wanted. */
static enum kc_status load_again(struct load *l, FILE *in, bool *ret_input_failed)
{
    FILE          *from   = l->copy ? l->copy : in;
    bool           needed = false;
    enum kc_status s      = index_needs_another_walk(l->ix, &needed);

    if (s != KC_OK || !needed || l->bad)
        return s;
    if (fseeko(from, 0, SEEK_SET) != 0) {
        *ret_input_failed = true;
        return KC_OK;
    }
    l->copy    = NULL;
    l->line    = 0;
    l->paths   = (struct paths){.arena = l->sh->arena};
    l->records = 0;
    return load_once(l, from, ret_input_failed);
}

static int load(struct load *l, FILE *in)
{
    bool           input_failed = false;
    FILE          *copy         = l->copy;
    enum kc_status s            = load_once(l, in, &input_failed);

    if (s == KC_OK && !input_failed)
        s = load_again(l, in, &input_failed);
    if (s == KC_OK && input_failed)
        say2(MSG_READ_NO_PATH, l->file, error_words(errno));
    batch_drop(&l->batch);
    if (copy)
        (void)fclose(copy); /* nobody's file */
    if (s == KC_OK && input_failed)
        return EXIT_IO;
    return s == KC_OK ? tell_result(l) : index_trouble(l->ix, s);
}

static int with_input(struct load *l, const char *file)
{
    bool  is_stdin = !file || str_eq(str_from_cstr(file), STR("-"));
    FILE *in       = is_stdin ? stdin : fopen(file, "re");
    int   code;

    l->file = is_stdin ? STR("-") : str_from_cstr(file);
    if (!in) {
        say2(MSG_READ_NO_PATH, l->file, error_words(errno));
        return errno == EACCES ? EXIT_PERMISSION : EXIT_NO_INPUT;
    }
    if (ftello(in) < 0 && !(l->copy = tmpfile())) {
        say2(MSG_READ_NO_PATH, l->file, error_words(errno));
        return EXIT_IO;
    }
    code = load(l, in);
    if (!is_stdin)
        (void)fclose(in); /* only read */
    return code;
}

static int run(struct load *l, const char *file)
{
    bool found;
    int  code = workspace_open(l->sh, l->sh->index_url == NULL, &l->ws, &found);

    if (code == EXIT_DONE && l->ws.criteria_path.n)
        code = workspace_criteria(l->sh, &l->ws, NULL);
    if (code == EXIT_DONE)
        code = workspace_index(l->sh, &l->ws, INDEX_CREATE, &l->ix);
    if (code != EXIT_DONE)
        return code;
    l->batch.ix    = l->ix;
    l->paths.arena = l->sh->arena;
    l->root        = l->root_name     ? str_from_cstr(l->root_name)
                     : l->ws.nintakes ? l->ws.intakes[0].name
                                      : STR("nop");
    l->a           = arena_new(limits_arena_bytes(&limits_default));
    code           = l->a ? with_input(l, file) : index_trouble(NULL, KC_NO_MEMORY);
    arena_free(l->a);
    index_close(l->ix);
    return code;
}

int cmd_load(struct shell *sh, int argc, char **argv)
{
    struct load             l      = {.sh = sh};
    const struct option_row rows[] = {
        {"root", 0, OPTION_TEXT, &l.root_name, "NAME", MSG_LOAD_ROOT}};
    bool stop;
    int  code = options_parse(sh, "load [--root NAME] [FILE | -]", MSG_LOAD_WHAT, rows, 1, &argc,
                              argv, &stop);

    if (stop)
        return code;
    if (argc > 2) {
        say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[2]));
        return EXIT_USAGE;
    }
    return run(&l, argc > 1 ? argv[1] : NULL);
}
