/* The program's limits, with little time. Only in kiemchung-mock. */
#define limits_default limits_shipped
#include "ingest/record/limits.c"
#undef limits_default

extern const struct limits limits_default;
const struct limits        limits_default = {
           .file_bytes             = 64 * MIB,
           .unpacked_bytes         = 256 * MIB,
           .text_bytes             = 64 * MIB,
           .depth                  = 256,
           .findings               = 100000,
           .cpu_seconds            = 1,
           .wall_seconds           = 2,
           .archive_bytes          = 8 * GIB,
           .members                = 100000,
           .archive_unpacked_bytes = 16 * GIB,
           .nesting                = 3,
           .window_bytes           = 4096,
           .match_steps            = 1000000,
           .worker_data_bytes      = 64 * MIB,
};
