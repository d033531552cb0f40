#include "ingest/intake.h"

#include <errno.h>

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
    run->read++;
    progress_show(run->sh, run->read, run->total, run->failed);
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

/* Moves the entries that changed to the front, in one batch that is left open.
 * *ret_kept counts known entries below folders that could not be read. */
static enum kc_status keep_changed(struct intake_run *run, struct entry *entries, size_t n,
                                   uint64_t *ret_kept, size_t *ret_changed)
{
    size_t         changed = 0;
    enum kc_status s       = batch_enter(&run->batch);

    if (s == KC_OK)
        s = index_walk_begin(run->ix, run->root);
    for (size_t i = 0; s == KC_OK && i < n; i++) {
        bool unchanged = false;

        s = index_seen(run->ix, run->root, entries[i].path, &entries[i].stamp,
                       run->reading->fingerprint, &unchanged);
        if (s == KC_OK)
            s = keep_hidden(run, &entries[i], ret_kept);
        if (s == KC_OK && (!unchanged || run->rescan))
            entries[changed++] = entries[i];
    }
    if (s == KC_OK)
        *ret_changed = changed;
    return failed_store(run, s);
}

static int outcome(const struct intake_run *run, enum kc_status s)
{
    progress_clear();
    return run->store == KC_OK ? reading_outcome(s) : index_trouble(run->ix, run->store);
}

/* The walk is over only when every entry was filed: a run that broke off declares
 * nothing gone. */
static enum kc_status read_changed(struct intake_run *run, int root_fd, struct entry *entries,
                                   size_t found)
{
    const struct supervisor_sink sink    = {on_record, on_done, run};
    size_t                       changed = 0;
    uint64_t                     kept    = 0;
    enum kc_status               s       = keep_changed(run, entries, found, &kept, &changed);

    if (s == KC_OK)
        s = failed_store(run, batch_end(&run->batch));
    if (s != KC_OK)
        return s;
    run->unchanged += found - changed;
    run->total = run->read + changed;
    s          = supervisor_run(run->reading->supervisor, root_fd, entries, changed, &sink);
    if (run->store == KC_OK && failed_store(run, batch_end(&run->batch)) != KC_OK)
        return run->store;
    if (s == KC_OK && supervisor_stop == 0)
        s = failed_store(run, index_walk_end(run->ix, run->root, found + kept));
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
    return with_entries(run, root_fd, read_changed);
}

/* ---- without writing ------------------------------------------------------------- */

static enum kc_status preview(struct intake_run *run, int root_fd, struct entry *entries, size_t n)
{
    size_t         changed = n, wanted = 0;
    uint64_t       kept = 0;
    enum kc_status s    = KC_OK;
    char           numbers[2][24];

    (void)root_fd;
    if (run->ix)
        s = keep_changed(run, entries, n, &kept, &changed);
    if (s != KC_OK)
        return s;
    for (size_t i = 0; i < changed; i++) {
        if (entries[i].state != STATE_NONE)
            continue;
        out_msg(MSG_INGEST_DRY_NEW, &entries[i].path, 1);
        wanted++;
    }
    (void)snprintf(numbers[0], sizeof numbers[0], "%zu", wanted);
    (void)snprintf(numbers[1], sizeof numbers[1], "%zu", n - changed);
    out_msg(MSG_INGEST_DRY_SUM,
            (struct str[]){run->root, str_from_cstr(numbers[0]), str_from_cstr(numbers[1])}, 3);
    return KC_OK;
}

int intake_preview(struct intake_run *run, int root_fd)
{
    return with_entries(run, root_fd, preview);
}
