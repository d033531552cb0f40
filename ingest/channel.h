#ifndef KC_CHANNEL_H
#define KC_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ingest/record/limits.h"
#include "ingest/record/str.h"

/* What travels between the supervisor, the nursery and the workers. All ends
 * are the same program on the same machine: structs go as they are in memory.
 * The supervisor believes none of it that comes from a worker. */

/* Longest path in a request: as deep as walk goes, with the longest names. */
#define CHANNEL_PATH_MAX (256u * 256u)

/* Supervisor -> worker, with the open file attached; the path follows. */
struct request {
    uint64_t file; /* number of the file, repeated in every answer */
    uint64_t path_bytes;
};

/* Worker -> supervisor; `bytes` of wire image follow a RECORD. */
enum frame_kind { FRAME_READY = 1, FRAME_RECORD, FRAME_END };
struct frame {
    uint32_t kind; /* enum frame_kind */
    uint32_t zero;
    uint64_t file;
    uint64_t bytes;
};

/* Supervisor -> nursery (SPAWN comes with the worker's socket attached) and
 * back (EXITED). A slot holds one worker at a time. */
enum nursery_kind { NURSERY_SPAWN = 1, NURSERY_KILL, NURSERY_EXITED };
struct nursery_note {
    uint32_t kind; /* enum nursery_kind */
    uint32_t slot;
    int32_t  status; /* as from waitpid; NOT_BORN when there was no process */
    uint32_t zero;
};
#define NOT_BORN (-1)

/* How a worker ends when malloc fails. */
#define WORKER_EXIT_MEMORY 71

/* Reading a file may take longer than a document when it is larger than any
 * document may be: seconds on top, at so many bytes a second. */
uint64_t extra_seconds(const struct limits *lim, uint64_t size, uint64_t bytes_per_second);

/* Whole messages on a blocking socket. False with errno when the other end is
 * gone or the socket fails; nothing is raised. `fd` -1 attaches none. */
bool channel_send(int sock, const void *p, size_t n, int fd);
/* *ret_fd gets the attached descriptor or -1. False also at the end of input. */
bool channel_receive(int sock, void *p, size_t n, int *ret_fd);

#endif
