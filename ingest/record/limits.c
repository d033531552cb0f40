#include "ingest/record/limits.h"

#include "ingest/record/record.h"

#define KIB ((uint64_t)1024)
#define MIB (1024 * KIB)
#define GIB (1024 * MIB)

const struct limits limits_default = {
    .file_bytes             = 64 * MIB,
    .unpacked_bytes         = 256 * MIB,
    .text_bytes             = 64 * MIB,
    .depth                  = 256,
    .findings               = 100000,
    .cpu_seconds            = 20,
    .wall_seconds           = 30,
    .archive_bytes          = 8 * GIB,
    .members                = 100000,
    .archive_unpacked_bytes = 16 * GIB,
    .nesting                = 3,
    .window_bytes           = 4096,
    .match_steps            = 1000000,
    .worker_data_bytes      = 192 * MIB,
};

static uint64_t add(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t times(uint64_t a, uint64_t b)
{
    return b && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

size_t limits_arena_bytes(const struct limits *lim)
{
    /* Both texts, each once more while it grows, and both again in the wire
     * image make six; steps and blocks of honest text weigh less than the text,
     * and get as much as both copies do. A text of one-letter blocks ends at
     * the arena's limit instead, which is a limit like any other. */
    uint64_t text     = times(lim->text_bytes, 10);
    uint64_t findings = times(lim->findings, 4 * sizeof(struct finding));
    uint64_t bytes    = add(add(lim->file_bytes, lim->unpacked_bytes), add(text, findings));

    bytes = add(bytes, 4 * MIB);
    return bytes > SIZE_MAX / 2 ? SIZE_MAX / 2 : (size_t)bytes;
}
