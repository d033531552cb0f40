#include "ingest/channel.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

union control {
    char           bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
};

uint64_t extra_seconds(const struct limits *lim, uint64_t size, uint64_t bytes_per_second)
{
    return size > lim->file_bytes ? (size - lim->file_bytes) / bytes_per_second + 1 : 0;
}

static void attach(struct msghdr *m, union control *c, int fd)
{
    struct cmsghdr *h;

    m->msg_control    = c->bytes;
    m->msg_controllen = sizeof c->bytes;
    h                 = CMSG_FIRSTHDR(m);
    h->cmsg_level     = SOL_SOCKET;
    h->cmsg_type      = SCM_RIGHTS;
    h->cmsg_len       = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(h), &fd, sizeof fd);
}

bool channel_send(int sock, const void *p, size_t n, int fd)
{
    const char *at = p;

    while (n) {
        struct iovec  part = {(void *)(uintptr_t)at, n};
        struct msghdr m    = {.msg_iov = &part, .msg_iovlen = 1};
        union control c    = {0};
        ssize_t       sent;

        if (fd >= 0)
            attach(&m, &c, fd);
        sent = sendmsg(sock, &m, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return false;
        at += sent;
        n -= (size_t)sent;
        fd = -1; /* it goes with the first byte */
    }
    return true;
}

static void take_attached(struct msghdr *m, int *fd)
{
    for (struct cmsghdr *h = CMSG_FIRSTHDR(m); h; h = CMSG_NXTHDR(m, h))
        if (h->cmsg_level == SOL_SOCKET && h->cmsg_type == SCM_RIGHTS && *fd < 0)
            memcpy(fd, CMSG_DATA(h), sizeof *fd);
}

bool channel_receive(int sock, void *p, size_t n, int *ret_fd)
{
    char *at = p;
    int   fd = -1;

    while (n) {
        struct iovec  part = {at, n};
        union control c    = {0};
        struct msghdr m    = {.msg_iov        = &part,
                              .msg_iovlen     = 1,
                              .msg_control    = c.bytes,
                              .msg_controllen = sizeof c.bytes};
        ssize_t       got  = recvmsg(sock, &m, MSG_CMSG_CLOEXEC);

        if (got < 0 && errno == EINTR)
            continue;
        if (got > 0)
            take_attached(&m, &fd);
        if (got <= 0) {
            if (fd >= 0)
                close(fd);
            return false;
        }
        at += got;
        n -= (size_t)got;
    }
    *ret_fd = fd;
    return true;
}
