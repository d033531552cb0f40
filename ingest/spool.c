#include "ingest/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static bool write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t put = write(fd, p, n);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        p += put;
        n -= (size_t)put;
    }
    return true;
}

/* Not every file system makes files without a name. */
static int open_temporary(void)
{
    const char *dir = getenv("TMPDIR");
    char        name[4096];
    int         fd;

    if (!dir || dir[0] != '/')
        dir = "/tmp";
    fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
    if (fd >= 0)
        return fd;
    if (snprintf(name, sizeof name, "%s/kiemchung-XXXXXX", dir) >= (int)sizeof name) {
        errno = ENAMETOOLONG;
        return -1;
    }
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        (void)unlink(name); /* at worst a file is left behind in the folder for such */
    return fd;
}

static bool spill(struct spool *s)
{
    int fd = open_temporary();

    if (fd < 0)
        return false;
    if (!write_all(fd, s->p, s->n)) {
        int why = errno;

        close(fd);
        errno = why;
        return false;
    }
    free(s->p);
    s->p = NULL;
    s->n = s->cap = 0;
    s->fd         = fd;
    s->spilled    = true;
    return true;
}

static bool make_room(struct spool *s, size_t more)
{
    size_t cap = s->cap ? s->cap : 4096;
    char  *p;

    if (more <= s->cap - s->n)
        return true;
    while (cap < s->n + more)
        cap *= 2;
    p = realloc(s->p, cap);
    if (!p)
        return false;
    s->p   = p;
    s->cap = cap;
    return true;
}

bool spool_add(struct spool *s, const void *p, size_t n)
{
    if (!s->spilled && n > SPOOL_MEMORY - s->n && !spill(s))
        return false;
    if (s->spilled) {
        if (!write_all(s->fd, p, n))
            return false;
    } else {
        if (!make_room(s, n))
            return false;
        memcpy(s->p + s->n, p, n);
        s->n += n;
    }
    s->size += n;
    return true;
}

bool spool_view(struct spool *s, struct str *ret_bytes)
{
    void *map;

    if (!s->spilled) {
        *ret_bytes = (struct str){s->p, s->n};
        return true;
    }
    map = mmap(NULL, (size_t)s->size, PROT_READ, MAP_PRIVATE, s->fd, 0);
    if (map == MAP_FAILED)
        return false;
    s->map     = map;
    *ret_bytes = (struct str){s->map, (size_t)s->size};
    return true;
}

void spool_clear(struct spool *s)
{
    if (s->map)
        (void)munmap(s->map, (size_t)s->size); /* cannot fail on what mmap gave */
    if (s->spilled)
        close(s->fd);
    free(s->p);
    *s = (struct spool){0};
}
