#include "ingest/worker.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/channel.h"
#include "ingest/record/diag.h"
#include "ingest/record/wire.h"

#define OPEN_FILES  64
#define SPARE_BYTES ((size_t)4 << 20)
#define SPARE_DIAGS 100
/* A slow machine hashes this much in a second of CPU. */
#define HASH_BYTES_PER_SECOND (UINT64_C(64) << 20)

struct worker {
    int                  sock;
    const struct limits *lim;
    uint64_t             file; /* number of the file under way */
    uint64_t             size;
    struct arena        *spare; /* for the image of a record that left no room for it */
};

/* ---- what it may do -------------------------------------------------------- */

static void set_limit(__rlimit_resource_t what, rlim_t most)
{
    struct rlimit r = {most, most};

    (void)setrlimit(what, &r); /* a limit that cannot be lowered was lower before */
}

#ifndef KC_SANITIZER
/* What counts as data already: the arena's reservation and the libraries. The
 * sixth number of statm, in pages, also holds the stack, which does no harm. */
static uint64_t data_bytes(const struct limits *lim)
{
    char               buf[256];
    FILE              *f     = fopen("/proc/self/statm", "re");
    unsigned long long pages = 0;

    if (f && fgets(buf, sizeof buf, f) &&
        sscanf(buf, "%*u %*u %*u %*u %*u %llu", &pages) == 1) /* written by the kernel */
        pages *= (unsigned long long)sysconf(_SC_PAGESIZE);
    if (f)
        fclose(f);
    return pages ? pages : limits_arena_bytes(lim) + (UINT64_C(32) << 20);
}
#endif

/* Everything a worker gives up before it sees the first byte of a file. The
 * rights on files and system calls (landlock, seccomp) belong here as well. */
static void worker_protect(int sock, const struct limits *lim)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    (void)prctl(PR_SET_DUMPABLE, 0);
    if (sock > STDERR_FILENO + 1)
        (void)close_range(STDERR_FILENO + 1, (unsigned)sock - 1, 0);
    (void)close_range((unsigned)sock + 1, ~0u, 0);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_FSIZE, 0);
    set_limit(RLIMIT_NOFILE, OPEN_FILES);
#ifndef KC_SANITIZER /* it maps terabytes and starts a program to name its frames */
    set_limit(RLIMIT_DATA, data_bytes(lim) + lim->worker_data_bytes);
    set_limit(RLIMIT_NPROC, 0);
#else
    (void)lim;
#endif
}

/* The CPU limit adds up over a process's life: what was used so far, and then a
 * document's worth. The soft limit kills (SIGXCPU); the hard one must stay open
 * for the next file. A worker that cheats here meets the supervisor's clock. */
static void allow_cpu(const struct worker *w)
{
    struct timespec used;
    struct rlimit   r;
    uint64_t more = w->lim->cpu_seconds + extra_seconds(w->lim, w->size, HASH_BYTES_PER_SECOND);

    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) < 0 || getrlimit(RLIMIT_CPU, &r) < 0)
        return;
    r.rlim_cur = (rlim_t)used.tv_sec + 1 + more;
    if (r.rlim_cur > r.rlim_max)
        r.rlim_cur = r.rlim_max;
    (void)setrlimit(RLIMIT_CPU, &r);
}

/* ---- what it does ---------------------------------------------------------- */

/* An answer nobody takes any more means the supervisor is gone. */
static void send_frame(const struct worker *w, enum frame_kind kind, struct str image)
{
    struct frame f = {.kind = kind, .file = w->file, .bytes = image.n};

    if (!channel_send(w->sock, &f, sizeof f, -1) ||
        (image.n && !channel_send(w->sock, image.p, image.n, -1)))
        _exit(0);
}

/* A record that fills the arena together with its image is one too large. The arena
 * may be full to the brim: what is left of the record goes elsewhere, or the file
 * would count as failed and be tried again for ever. */
static enum kc_status write_without_text(const struct worker *w, const struct document *doc,
                                         struct str *ret_image)
{
    struct document bare = *doc;

    arena_reset(w->spare);
    bare.arena  = w->spare;
    bare.diags  = NULL; /* room for one more is nowhere else */
    bare.ndiags = bare.diags_cap = 0;
    for (size_t i = 0; i < doc->ndiags && i < SPARE_DIAGS; i++)
        (void)diag_add(&bare, doc->diags[i].stage, doc->diags[i].status,
                       (enum diag_code)doc->diags[i].code, doc->diags[i].at, doc->diags[i].args[0],
                       doc->diags[i].args[1]);
    bare.state  = STATE_REFUSED;
    bare.reason = REASON_LIMIT;
    document_forget_text(&bare);
    bare.name = doc->name;
    (void)diag_note(&bare, "unpack", KC_LIMIT, DIAG_ARENA_FULL);
    return wire_write(&bare, bare.arena, ret_image);
}

static bool send_record(void *ctx, const struct document *doc)
{
    struct worker *w     = ctx;
    size_t         mark  = arena_mark(doc->arena);
    struct str     image = {0};
    enum kc_status s     = wire_write(doc, doc->arena, &image);

    if (s == KC_LIMIT) {
        arena_release(doc->arena, mark);
        s = write_without_text(w, doc, &image);
    }
    if (s != KC_OK)
        _exit(WORKER_EXIT_MEMORY);
    send_frame(w, FRAME_RECORD, image);
    arena_release(doc->arena, mark);
    allow_cpu(w); /* each member of an archive is a document of its own */
    return true;
}

static void read_file(struct worker *w, struct pipeline *p, int fd, struct str path)
{
    struct stat st;

    w->size = fstat(fd, &st) == 0 ? (uint64_t)st.st_size : 0;
    allow_cpu(w);
    if (pipeline_run(p, fd, path, send_record, w) == KC_NO_MEMORY)
        _exit(WORKER_EXIT_MEMORY);
    close(fd);
    send_frame(w, FRAME_END, (struct str){0});
}

_Noreturn void worker_main(int sock, struct pipeline *p, const struct limits *lim)
{
    static char    path[CHANNEL_PATH_MAX];
    struct worker  w = {.sock = sock, .lim = lim};
    struct request r;
    int            fd = -1, none = -1;

    w.spare = arena_new(SPARE_BYTES);
    if (!w.spare)
        _exit(WORKER_EXIT_MEMORY);
    worker_protect(sock, lim);
    send_frame(&w, FRAME_READY, (struct str){0});
    while (channel_receive(sock, &r, sizeof r, &fd) && fd >= 0 && r.path_bytes <= sizeof path &&
           channel_receive(sock, path, (size_t)r.path_bytes, &none)) {
        w.file = r.file;
        read_file(&w, p, fd, (struct str){path, (size_t)r.path_bytes});
    }
    _exit(0);
}
