#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index/index.h"
#include "ingest/record/wire.h"
#include "ingest/unpack/unpack.h"
#include "ingest/walk.h"
#include "parse/parse.h"
#include "rules/rules.h"

/* stages FOLDER STORE: what each stage costs on every document below FOLDER, in one
 * process, as CPU ms per document; the store is filed into STORE in batches of 100. */

enum stage { UNPACK, PARSE, RULES, WIRE, CHECK, STORE, STAGES };
static const char *const names[STAGES] = {
    "unpack (read, SHA-256, inflate)", "parse (XML or HTML, normal form)",
    "rules (findings, identity)",      "wire image, written",
    "wire image, read and checked",    "store (rows, full text, commit)"};

struct bench {
    struct parser  *parser;
    struct matcher *matcher;
    struct index   *ix;
    struct arena   *check;
    double          ms[STAGES];
    double          inside; /* of the callback under way */
    unsigned long   documents, batch;
};

static double now(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double lap(struct bench *b, enum stage s, double since)
{
    double t = now();

    b->ms[s] += t - since;
    return t;
}

static void must(bool right, const char *what)
{
    if (right)
        return;
    (void)fprintf(stderr, "stages: %s\n", what);
    exit(1);
}

static void file_it(struct bench *b, const struct document *doc, struct str image)
{
    static const struct file_stamp stamp = {.size = 1};

    if (b->batch == 0)
        must(index_begin(b->ix) == KC_OK, "begin");
    must(index_put(b->ix, STR("nop"), doc, image) == KC_OK, "put");
    must(index_path_done(b->ix, STR("nop"), doc->path, &stamp, STR("1")) == KC_OK, "done");
    if (++b->batch == 100) {
        must(index_commit(b->ix) == KC_OK, "commit");
        b->batch = 0;
    }
}

static enum kc_status on_document(void *ctx, struct document *doc, const struct format *format,
                                  enum kc_status s)
{
    struct bench   *b     = ctx;
    double          begin = now(), t = begin;
    struct document again;
    struct str      image;

    if (!status_has_result(s) || !format || !format->read)
        return KC_OK;
    (void)parse_document(b->parser, format, &limits_default, doc);
    t = lap(b, PARSE, t);
    (void)rules_apply(b->matcher, &limits_default, doc);
    t          = lap(b, RULES, t);
    doc->state = STATE_READ;
    must(wire_write(doc, doc->arena, &image) == KC_OK, "wire");
    t = lap(b, WIRE, t);
    arena_reset(b->check);
    must(wire_read(image, b->check, &again) == KC_OK, "own image refused");
    t = lap(b, CHECK, t);
    file_it(b, &again, image);
    t = lap(b, STORE, t);
    b->inside += t - begin;
    b->documents++;
    return KC_OK;
}

static void say(void *ctx, struct str file, const struct rule_error *e)
{
    (void)ctx;
    (void)fprintf(stderr, "%.*s:%u: mistake %d\n", STR_FMT(file), e->line, (int)e->code);
}

static void read_one(struct bench *b, struct arena *a, int root, const struct entry *e)
{
    enum file_reason why;
    int              fd = entry_open(root, e, &why);
    double           t  = now();

    must(fd >= 0, "cannot open a file");
    b->inside = 0;
    (void)unpack_file(fd, e->path, parse_formats, &limits_default, a, on_document, b);
    b->ms[UNPACK] += now() - t - b->inside;
    (void)close(fd);
    arena_reset(a);
}

int main(int argc, char **argv)
{
    struct bench    b = {0};
    struct arena   *a = arena_new(limits_arena_bytes(&limits_default));
    struct arena   *w = arena_new((size_t)256 << 20);
    struct ruleset *rules;
    struct entry   *entries;
    struct str      message = {0};
    size_t          n;
    int             root = argc == 3 ? open(argv[1], O_RDONLY | O_DIRECTORY) : -1;
    double          all  = 0;

    b.check = arena_new(limits_arena_bytes(&limits_default));
    must(root >= 0 && a && w && b.check, "usage: stages FOLDER STORE");
    must(ruleset_load_shipped(say, NULL, &rules) == KC_OK, "rules");
    must(parser_new(&b.parser) == KC_OK && matcher_new(rules, &b.matcher) == KC_OK, "parser");
    must(index_open(arena_printf(w, "sqlite:%s", argv[2]).p, INDEX_CREATE, &limits_default, w,
                    &b.ix, &message) == KC_OK,
         "store");
    must(walk(root, w, &entries, &n) == KC_OK && n > 0, "no files");
    must(index_walk_begin(b.ix, STR("nop")) == KC_OK, "walk");
    for (size_t i = 0; i < n; i++)
        if (entries[i].state == STATE_NONE)
            read_one(&b, a, root, &entries[i]);
    must(b.batch == 0 || index_commit(b.ix) == KC_OK, "commit");
    for (int s = 0; s < STAGES; s++) {
        (void)printf("  %-36s %7.3f\n", names[s], b.ms[s] / (double)b.documents);
        all += b.ms[s];
    }
    (void)printf("  %-36s %7.3f  (%lu documents)\n", "all", all / (double)b.documents, b.documents);
    index_close(b.ix);
    return 0;
}
