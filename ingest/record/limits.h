#ifndef KC_RECORD_LIMITS_H
#define KC_RECORD_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* Ceilings. One table for the whole program; limits_default has the shipped
 * values. Absolute inflated bytes bound a bomb; there is no ratio, because
 * ratios only refuse honest sheets. Reaching one is KC_LIMIT with a diag. */
struct limits {
    /* one document */
    uint64_t file_bytes;     /* as received                             */
    uint64_t unpacked_bytes; /* all parts together, really inflated     */
    uint32_t text_bytes;     /* extracted text; at most UINT32_MAX - 1  */
    uint32_t depth;          /* nesting of elements                     */
    uint32_t findings;
    uint32_t cpu_seconds;  /* per file; SIGXCPU, reason timeout       */
    uint32_t wall_seconds; /* per file; the supervisor's clock        */
    /* one archive */
    uint64_t archive_bytes;
    uint32_t members;
    uint64_t archive_unpacked_bytes; /* all members together            */
    uint32_t nesting;
    /* regex */
    uint32_t window_bytes; /* largest subject of one match call          */
    uint32_t match_steps;  /* PCRE2 match limit per call                 */
    /* one worker */
    uint64_t worker_data_bytes; /* RLIMIT_DATA beyond the arena          */
};
extern const struct limits limits_default;

/* Arena size that lets one document reach every other ceiling. */
size_t limits_arena_bytes(const struct limits *lim);

#endif
