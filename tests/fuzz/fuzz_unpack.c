/* Strangers' bytes through the whole first stage, with ceilings low enough to be
 * met. The first byte chooses the arena, so that it runs full as well. */
#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ingest/unpack/unpack.h"
#include "parse/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum kc_status each(void *ctx, struct document *doc, const struct format *format,
                           enum kc_status status)
{
    unsigned *files = ctx;

    assert(doc->state != STATE_NONE && doc->state < STATE_COUNT);
    assert(doc->id.n == 0 || doc->id.n == 64);
    assert(!doc->member.n == !doc->container.n);
    assert(status_has_result(status) == (doc->state == STATE_READ));
    assert(doc->nparts == 0 || (status_has_result(status) && format && format->read));
    *files += !doc->member.n;
    return KC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct limits lim   = {.file_bytes             = 1 << 20,
                                 .unpacked_bytes         = 1 << 20,
                                 .archive_bytes          = 2 << 20,
                                 .members                = 64,
                                 .archive_unpacked_bytes = 4 << 20,
                                 .nesting                = 3};
    struct arena       *arena = arena_new(size ? (size_t)data[0] << 15 : 0);
    int                 fd    = memfd_create("fuzz", MFD_CLOEXEC);
    unsigned            files = 0;

    if (arena && size && fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)(size - 1)) {
        (void)unpack_file(fd, STR("goi.zip"), parse_formats, &lim, arena, each, &files);
        assert(files == 1 && arena_used(arena) == 0);
    }
    if (fd >= 0)
        close(fd);
    arena_free(arena);
    return 0;
}
