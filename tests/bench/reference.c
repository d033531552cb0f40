/* reference DIR...: what reading a folder costs when nothing is understood. SHA-256 of
 * every file; of a Word file the inflated document.xml, of others the bytes themselves,
 * are passed through memchr once. The bench gives every figure as a multiple of this. */
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

struct buffer {
    char  *p;
    size_t size;
};

/* nftw has no argument of its own. */
static struct {
    struct buffer file, part;
    uint64_t      files, bytes, inflated, marks;
} all;

static char *room(struct buffer *b, size_t size)
{
    char *more = size > b->size ? realloc(b->p, size) : b->p;

    if (!more) {
        perror("reference");
        exit(1);
    }
    b->p    = more;
    b->size = size > b->size ? size : b->size;
    return b->p;
}

static void trouble(const char *path)
{
    (void)fprintf(stderr, "reference: cannot read %s\n", path);
    exit(1);
}

static uint64_t count_marks(const char *p, size_t n)
{
    const char *end   = p + n;
    uint64_t    count = 0;

    for (; (p = memchr(p, '<', (size_t)(end - p))); p++)
        count++;
    return count;
}

static void pass_main_part(const char *path, size_t size)
{
    zip_error_t   error;
    zip_source_t *source = zip_source_buffer_create(all.file.p, size, 0, &error);
    zip_t        *z      = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    zip_stat_t    st;
    zip_file_t   *part = NULL;

    if (z && zip_stat(z, "word/document.xml", 0, &st) == 0)
        part = zip_fopen_index(z, st.index, 0);
    if (!part || zip_fread(part, room(&all.part, st.size), st.size) != (zip_int64_t)st.size)
        trouble(path);
    all.inflated += st.size;
    all.marks += count_marks(all.part.p, st.size);
    (void)zip_fclose(part); /* only read */
    zip_discard(z);
}

static int pass_file(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    size_t        size = (size_t)st->st_size;
    size_t        name = (size_t)at->base;
    int           fd   = kind == FTW_F ? open(path, O_RDONLY | O_CLOEXEC) : -1;

    if (kind != FTW_F)
        return 0;
    if (fd < 0 || read(fd, room(&all.file, size), size) != (ssize_t)size ||
        !EVP_Digest(all.file.p, size, digest, NULL, EVP_sha256(), NULL))
        trouble(path);
    (void)close(fd); /* only read */
    all.files++;
    all.bytes += size;
    if (strstr(path + name, ".docx"))
        pass_main_part(path, size);
    else
        all.marks += count_marks(all.file.p, size);
    return 0;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (nftw(argv[i], pass_file, 16, FTW_PHYS) != 0)
            trouble(argv[i]);
    (void)printf("%" PRIu64 " files, %" PRIu64 " bytes, %" PRIu64 " inflated, %" PRIu64 " marks\n",
                 all.files, all.bytes, all.inflated, all.marks);
    free(all.file.p);
    free(all.part.p);
    return 0;
}
