#include "ingest/nursery.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ingest/worker.h"

/* ---- the process ------------------------------------------------------------ */

struct cradle {
    int                  sock, signals;
    const struct limits *lim;
    struct pipeline     *pipeline; /* NULL: it could not be made */
    pid_t                pids[NURSERY_SLOTS];
};

/* The caller's handlers are not ours. What a terminal or a service manager
 * sends to every process of a group is the supervisor's to act on: it lets the
 * workers finish, and its end is ours. */
static void set_signals(void)
{
    static const int ignored[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE};
    sigset_t         none;

    for (int i = 1; i < SIGRTMIN; i++)
        (void)signal(i, SIG_DFL); /* KILL and STOP refuse, rightly */
    for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++)
        (void)signal(ignored[i], SIG_IGN);
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static int watch_children(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* Nobody reads what a parser's library may print. Sanitizers report there. */
static void silence(void)
{
    int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (fd < 0)
        return;
    (void)dup2(fd, STDIN_FILENO);
    (void)dup2(fd, STDOUT_FILENO);
#ifndef KC_SANITIZER
    (void)dup2(fd, STDERR_FILENO);
#endif
    if (fd > STDERR_FILENO)
        close(fd);
}

static void report(struct cradle *c, uint32_t slot, int status)
{
    struct nursery_note note = {.kind = NURSERY_EXITED, .slot = slot, .status = status};

    (void)channel_send(c->sock, &note, sizeof note, -1); /* its end shows at the next read */
}

static _Noreturn void be_worker(struct cradle *c, int sock)
{
    sigset_t none;

    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    worker_main(sock, c->pipeline, c->lim);
}

static void spawn(struct cradle *c, uint32_t slot, int sock)
{
    pid_t pid = c->pipeline ? fork() : -1;

    if (pid == 0)
        be_worker(c, sock);
    close(sock);
    if (pid > 0)
        c->pids[slot] = pid;
    else
        report(c, slot, NOT_BORN);
}

static void reap(struct cradle *c)
{
    struct signalfd_siginfo info;
    pid_t                   pid;
    int                     status;

    while (read(c->signals, &info, sizeof info) > 0)
        ; /* several deaths may share one signal */
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        for (uint32_t i = 0; i < NURSERY_SLOTS; i++)
            if (c->pids[i] == pid) {
                c->pids[i] = 0;
                report(c, i, status);
            }
}

/* False when the supervisor is gone. */
static bool obey(struct cradle *c)
{
    struct nursery_note note;
    int                 fd = -1;

    if (!channel_receive(c->sock, &note, sizeof note, &fd))
        return false;
    if (note.slot < NURSERY_SLOTS && note.kind == NURSERY_SPAWN && fd >= 0)
        spawn(c, note.slot, fd);
    else if (note.slot < NURSERY_SLOTS && note.kind == NURSERY_KILL && c->pids[note.slot])
        (void)kill(c->pids[note.slot], SIGKILL); /* not reaped yet, so still its pid */
    return true;
}

static void serve(struct cradle *c)
{
    struct pollfd fds[] = {{.fd = c->sock, .events = POLLIN}, {.fd = c->signals, .events = POLLIN}};

    for (;;) {
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return;
        if (fds[1].revents)
            reap(c);
        if (fds[0].revents && !obey(c))
            return;
    }
}

static _Noreturn void nursery_main(int sock, const struct limits *lim,
                                   const struct format *const *formats, const struct ruleset *rules)
{
    struct cradle c = {.sock = STDERR_FILENO + 1, .lim = lim};

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)setpgid(0, 0); /* Ctrl-C and Ctrl-Z are for the supervisor alone */
    set_signals();
    sock = fcntl(sock, F_DUPFD_CLOEXEC, c.sock); /* a caller may have had no stdin */
    silence();
    if (sock < 0 || (sock != c.sock && dup2(sock, c.sock) < 0))
        _exit(1);
    (void)close_range((unsigned)c.sock + 1, ~0u, 0);
    /* Times inside archives must not make a library look for a zone file. */
    (void)setenv("TZ", "UTC0", 1);
    tzset();
    c.signals = watch_children();
    if (c.signals < 0 || pipeline_new(lim, formats, rules, &c.pipeline) != KC_OK)
        c.pipeline = NULL;
    serve(&c);
    for (uint32_t i = 0; i < NURSERY_SLOTS; i++)
        if (c.pids[i])
            (void)kill(c.pids[i], SIGKILL);
    while (waitpid(-1, NULL, 0) > 0)
        ;
    _exit(0);
}

/* ---- the supervisor's side -------------------------------------------------- */

enum kc_status nursery_start(const struct limits *lim, const struct format *const *formats,
                             const struct ruleset *rules, struct nursery *ret_nursery)
{
    int   pair[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
        return KC_IO;
    pid = fork();
    if (pid == 0)
        nursery_main(pair[1], lim, formats, rules);
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return KC_IO;
    }
    *ret_nursery = (struct nursery){.pid = pid, .sock = pair[0]};
    return KC_OK;
}

void nursery_end(struct nursery *n)
{
    close(n->sock);
    while (waitpid(n->pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

bool nursery_spawn(struct nursery *n, unsigned slot, int *ret_sock)
{
    struct nursery_note note = {.kind = NURSERY_SPAWN, .slot = slot};
    int                 pair[2];
    bool                ok;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return false;
    ok = channel_send(n->sock, &note, sizeof note, pair[1]);
    close(pair[1]);
    if (ok)
        *ret_sock = pair[0];
    else
        close(pair[0]);
    return ok;
}

bool nursery_kill(struct nursery *n, unsigned slot)
{
    struct nursery_note note = {.kind = NURSERY_KILL, .slot = slot};

    return channel_send(n->sock, &note, sizeof note, -1);
}

enum kc_status nursery_receive(struct nursery *n, struct nursery_note *ret_note)
{
    struct nursery_note note = {0};
    ssize_t             got  = recv(n->sock, &note, sizeof note, MSG_DONTWAIT);

    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return KC_SKIP;
    if (got != sizeof note || note.kind != NURSERY_EXITED || note.slot >= NURSERY_SLOTS)
        return KC_IO;
    *ret_note = note;
    return KC_OK;
}
