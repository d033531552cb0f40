/* A submitted file through all stages. The first byte chooses the arena, so that it
 * runs full as well, the second which ceilings are low enough to be met. */
#include <sys/mman.h>
#include <unistd.h>

#include "ingest/unpack/unpack.h"
#include "tests/fuzz/promises.h"

struct walk {
    struct limits lim;
    unsigned      files;
};

static enum kc_status each(void *ctx, struct document *doc, const struct format *format,
                           enum kc_status status)
{
    struct walk *w = ctx;

    assert(doc->state != STATE_NONE && doc->state < STATE_COUNT);
    assert(doc->id.n == 0 || doc->id.n == 64);
    assert(!doc->member.n == !doc->container.n);
    assert(status_has_result(status) == (doc->state == STATE_READ));
    assert(doc->nparts == 0 || (status_has_result(status) && format && format->read));
    w->files += !doc->member.n;
    if (status_has_result(status) && format && format->read)
        promise_document(format, &w->lim, doc);
    else
        promise_both_ways(doc);
    return KC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str    rest    = {(const char *)data, size};
    struct arena *arena   = arena_new((size_t)take_byte(&rest) << 15);
    unsigned      options = take_byte(&rest);
    struct walk   w       = {.lim = fuzz_limits(options)};
    int           fd      = memfd_create("fuzz", MFD_CLOEXEC);

    w.lim.unpacked_bytes         = 1 << 20;
    w.lim.file_bytes             = options & 64 ? 1000 : 1 << 20;
    w.lim.archive_unpacked_bytes = options & 128 ? 3000 : 4 << 20;
    w.lim.members                = options & 1 ? 2 : 64;
    assert(arena && fd >= 0 && write(fd, rest.p, rest.n) == (ssize_t)rest.n);
    if (rest.n) {
        (void)unpack_file(fd, STR("goi.zip"), parse_formats, &w.lim, arena, each, &w);
        assert(w.files == 1 && arena_used(arena) == 0);
    }
    close(fd);
    arena_free(arena);
    return 0;
}
