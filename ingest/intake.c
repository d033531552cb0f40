#include "ingest/intake.h"

#include <errno.h>
#include <inttypes.h>

#include "ingest/log.h"
#include "ingest/workspace.h"

/* ---- records on their way to the index ------------------------------------------- */

static enum kc_status failed_store(struct intake_run *run, enum kc_status s)
{
    if (s != KC_OK)
        run->store = s;
    return s;
}

static enum kc_status on_record(void *ctx, const struct entry *e, const struct document *doc,
                                struct str image)
{
    struct intake_run *run = ctx;
    enum kc_status     s   = batch_enter(&run->batch);

    (void)e;
    if (s == KC_OK)
        s = index_put(run->ix, run->root, doc, image);
    if (s == KC_OK)
        s = batch_added(&run->batch);
    troubles_note(run->sh, &run->troubles, run->root, doc);
    if (doc->state == STATE_REFUSED || doc->state == STATE_FAILED)
        run->failed++;
    return failed_store(run, s);
}

static enum kc_status on_done(void *ctx, const struct entry *e)
{
    struct intake_run *run = ctx;
    enum kc_status     s   = batch_enter(&run->batch);

    if (s == KC_OK)
        s = index_path_done(run->ix, run->root, e->path, &e->stamp, run->reading->fingerprint);
    run->filed++;
    progress_show(run->sh, run->filed, run->total, run->failed);
    return failed_store(run, s);
}

/* ---- what is to be read ---------------------------------------------------------- */

/* A folder that cannot be read this time hides what is in it; "not found" is not
 * "could not look". */
static enum kc_status keep_hidden(struct intake_run *run, const struct entry *e, uint64_t *kept)
{
    uint64_t       below = 0;
    enum kc_status s     = KC_OK;

    if (e->state == STATE_FAILED)
        s = index_keep_below(run->ix, run->root, e->path, &below);
    *kept += below;
    return s;
}

/* Not opened and refused: skipping it saves nothing, and filed again it can say why
 * in every run. */
static bool is_told_again(const struct entry *e)
{
    return e->state == STATE_REFUSED;
}

/* What a look at the folder found. */
struct due {
    size_t   n;    /* entries to be filed, moved to the front          */
    uint64_t kept; /* known ones below folders that could not be read  */
};

/* In one batch that is left open. */
static enum kc_status find_due(struct intake_run *run, struct entry *entries, size_t n,
                               struct due *ret_due)
{
    struct due     due = {0};
    enum kc_status s   = batch_enter(&run->batch);

    if (s == KC_OK)
        s = index_walk_begin(run->ix, run->root);
    for (size_t i = 0; s == KC_OK && i < n; i++) {
        bool unchanged = false;

        s = index_seen(run->ix, run->root, entries[i].path, &entries[i].stamp,
                       run->reading->fingerprint, &unchanged);
        if (s == KC_OK)
            s = keep_hidden(run, &entries[i], &due.kept);
        unchanged = unchanged && !run->rescan;
        run->unchanged += unchanged;
        if (!unchanged || is_told_again(&entries[i]))
            entries[due.n++] = entries[i];
    }
    if (s == KC_OK)
        *ret_due = due;
    return failed_store(run, s);
}

static int outcome(const struct intake_run *run, enum kc_status s)
{
    progress_clear();
    return run->store == KC_OK ? reading_outcome(s) : index_trouble(run->ix, run->store);
}

/* The walk is over only when every entry was filed: a run that broke off declares
 * nothing gone. */
static enum kc_status read_due(struct intake_run *run, int root_fd, struct entry *entries,
                               size_t found)
{
    const struct supervisor_sink sink = {on_record, on_done, run};
    struct due                   due  = {0};
    enum kc_status               s    = find_due(run, entries, found, &due);

    if (s == KC_OK)
        s = failed_store(run, batch_end(&run->batch));
    if (s != KC_OK)
        return s;
    run->found += found;
    run->total = run->filed + due.n;
    s          = supervisor_run(run->reading->supervisor, root_fd, entries, due.n, &sink);
    if (run->store == KC_OK && failed_store(run, batch_end(&run->batch)) != KC_OK)
        return run->store;
    if (s == KC_OK && supervisor_stop == 0)
        s = failed_store(run, index_walk_end(run->ix, run->root, found + due.kept));
    return s;
}

typedef enum kc_status entries_fn(struct intake_run *run, int root_fd, struct entry *entries,
                                  size_t n);

static int with_entries(struct intake_run *run, int root_fd, entries_fn *fn)
{
    struct entry  *entries = NULL;
    size_t         n       = 0;
    enum kc_status s       = walk(root_fd, run->sh->arena, &entries, &n);

    if (s == KC_IO) {
        say2(MSG_READ_NO_FOLDER, run->root, error_words(errno));
        return EXIT_NO_INPUT;
    }
    run->batch = (struct batch){.ix = run->ix};
    run->store = KC_OK;
    if (s == KC_OK)
        s = fn(run, root_fd, entries, n);
    batch_drop(&run->batch);
    return outcome(run, s);
}

int intake_read(struct intake_run *run, int root_fd)
{
    return with_entries(run, root_fd, read_due);
}

/* ---- without writing ------------------------------------------------------------- */

static enum kc_status preview(struct intake_run *run, int root_fd, struct entry *entries, size_t n)
{
    struct due     due    = {.n = n};
    size_t         wanted = 0;
    enum kc_status s      = run->ix ? find_due(run, entries, n, &due) : KC_OK;
    char           numbers[2][24];

    (void)root_fd;
    for (size_t i = 0; s == KC_OK && i < due.n; i++) {
        if (entries[i].state != STATE_NONE)
            continue;
        out_msg(MSG_INGEST_DRY_NEW, &entries[i].path, 1);
        wanted++;
    }
    (void)snprintf(numbers[0], sizeof numbers[0], "%zu", wanted);
    (void)snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, run->unchanged);
    run->unchanged = 0;
    if (s == KC_OK)
        out_msg(MSG_INGEST_DRY_SUM,
                (struct str[]){run->root, str_from_cstr(numbers[0]), str_from_cstr(numbers[1])}, 3);
    return s;
}

int intake_preview(struct intake_run *run, int root_fd)
{
    return with_entries(run, root_fd, preview);
}
