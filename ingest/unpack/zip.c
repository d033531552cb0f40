#include "ingest/unpack/zip.h"

#include <errno.h>
#include <libdeflate.h>
#include <unistd.h>
#include <zip.h>

struct unzip {
    zip_t      *zip;
    size_t      at;   /* the member that was begun */
    zip_file_t *file; /* open when some of it was read */
    uint64_t    left; /* declared bytes of it still to come */
    struct str  trouble;
    /* for unzip_whole; made when first needed */
    struct libdeflate_decompressor *inflater;
    char                           *packed;
    size_t                          room; /* bytes at `packed` */
};

static void set_trouble(struct unzip *z, int code)
{
    z->trouble = code == ZIP_ER_CRC      ? STR("CRC-32")
                 : code == ZIP_ER_INCONS ? STR("size")
                                         : STR("data");
}

/* What one of the library's errors means to us; leaves errno for KC_IO. */
static enum kc_status status_of(const zip_error_t *error)
{
    int code   = zip_error_code_zip(error);
    int system = zip_error_code_system(error);

    if (code == ZIP_ER_MEMORY)
        return KC_NO_MEMORY;
    if (zip_error_system_type(error) != ZIP_ET_SYS || system == 0)
        return KC_BAD_INPUT;
    if (system == EINVAL || system == EOVERFLOW || system == EFBIG)
        return KC_BAD_INPUT; /* from seeking to an offset that the file made up */
    errno = system;
    return system == ENOMEM ? KC_NO_MEMORY : KC_IO;
}

static enum kc_status wrap(zip_t *zip, zip_error_t *error, struct unzip **ret_zip)
{
    struct unzip  *z;
    enum kc_status s;

    if (!zip) {
        s = status_of(error);
        /* A directory of millions of entries must cost this file, not the run. */
        return s == KC_NO_MEMORY ? KC_LIMIT : s;
    }
    z = calloc(1, sizeof *z);
    if (!z) {
        zip_discard(zip);
        return KC_NO_MEMORY;
    }
    z->zip   = zip;
    *ret_zip = z;
    return KC_OK;
}

enum kc_status unzip_open_bytes(struct str bytes, struct unzip **ret_zip)
{
    zip_error_t    error;
    zip_source_t  *source;
    zip_t         *zip = NULL;
    enum kc_status s;

    zip_error_init(&error);
    source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
    if (source)
        zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (source && !zip)
        zip_source_free(source);
    s = wrap(zip, &error, ret_zip);
    zip_error_fini(&error);
    return s;
}

enum kc_status unzip_open_fd(int fd, struct unzip **ret_zip)
{
    int            own = dup(fd), code = 0;
    zip_t         *zip;
    zip_error_t    error;
    enum kc_status s;

    if (own < 0)
        return KC_IO;
    if (lseek(own, 0, SEEK_SET) < 0) { /* a copy shares its position with the original */
        close(own);
        return KC_IO;
    }
    zip = zip_fdopen(own, ZIP_RDONLY, &code);
    if (!zip)
        close(own);
    zip_error_init_with_code(&error, code);
    s = wrap(zip, &error, ret_zip);
    zip_error_fini(&error);
    return s;
}

static void stop(struct unzip *z)
{
    if (z->file)
        zip_fclose(z->file); /* what it could say, unzip_read has said */
    z->file = NULL;
}

void unzip_close(struct unzip *z)
{
    if (!z)
        return;
    stop(z);
    libdeflate_free_decompressor(z->inflater); /* NULL is fine */
    free(z->packed);
    zip_discard(z->zip);
    free(z);
}

size_t unzip_count(const struct unzip *z)
{
    zip_int64_t n = zip_get_num_entries(z->zip, 0);

    return n < 0 ? 0 : (size_t)n;
}

bool unzip_member(struct unzip *z, size_t i, struct unzip_member *ret_member)
{
    const zip_uint64_t  need = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD;
    struct unzip_member m    = {0};
    zip_stat_t          st;
    bool                ok = zip_stat_index(z->zip, i, ZIP_FL_ENC_RAW, &st) == 0;

    m.name = str_from_cstr(zip_get_name(z->zip, i, ZIP_FL_ENC_RAW));
    if (ok && (st.valid & need) == need) {
        m.size = st.size;
        m.encrypted =
            (st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE;
        m.readable = st.comp_method == ZIP_CM_STORE || st.comp_method == ZIP_CM_DEFLATE;
        m.directory =
            m.size == 0 && (str_ends_with(m.name, STR("/")) || str_ends_with(m.name, STR("\\")));
    }
    *ret_member = m;
    return ok;
}

enum kc_status unzip_start(struct unzip *z, size_t i)
{
    struct unzip_member m;

    stop(z);
    z->trouble = STR("directory");
    if (!unzip_member(z, i, &m) || !m.readable || m.encrypted)
        return KC_BAD_INPUT;
    z->at   = i;
    z->left = m.size;
    return KC_OK;
}

/* ---- in one piece --------------------------------------------------------- */

/* Room for n packed bytes. False when there is no memory. */
static bool make_room(struct unzip *z, size_t n)
{
    if (n <= z->room)
        return true;
    free(z->packed);
    z->packed = malloc(n);
    z->room   = z->packed ? n : 0;
    return z->packed;
}

/* The bytes of the member as they stand in the file. */
static bool read_packed(struct unzip *z, char *buf, size_t n)
{
    zip_file_t *file = zip_fopen_index(z->zip, z->at, ZIP_FL_COMPRESSED);
    size_t      got  = 0;
    zip_int64_t step = 1;

    while (file && got < n && step > 0) {
        step = zip_fread(file, buf + got, n - got);
        got += step > 0 ? (size_t)step : 0;
    }
    if (file)
        zip_fclose(file); /* there is no checksum at its end */
    return file && got == n;
}

/* Into exactly `size` bytes; bytes behind the last block do not count. */
static bool inflate_packed(struct unzip *z, size_t packed, char *buf, size_t size)
{
    /* A writer of sense stores what does not shrink. */
    if (packed > size + size / 8 + 4096 || !make_room(z, packed) ||
        !read_packed(z, z->packed, packed))
        return false;
    if (!z->inflater)
        z->inflater = libdeflate_alloc_decompressor();
    return z->inflater && libdeflate_deflate_decompress(z->inflater, z->packed, packed, buf, size,
                                                        NULL) == LIBDEFLATE_SUCCESS;
}

bool unzip_whole(struct unzip *z, char *buf)
{
    const zip_uint64_t need =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    zip_stat_t st;
    bool       ok = !z->file && z->left <= UNZIP_WHOLE &&
              zip_stat_index(z->zip, z->at, ZIP_FL_ENC_RAW, &st) == 0 &&
              (st.valid & need) == need && st.size == z->left;

    if (ok && st.comp_method == ZIP_CM_STORE)
        ok = st.comp_size == st.size && read_packed(z, buf, (size_t)st.size);
    else if (ok)
        ok = st.comp_size <= SIZE_MAX / 2 &&
             inflate_packed(z, (size_t)st.comp_size, buf, (size_t)st.size);
    return ok && libdeflate_crc32(0, buf, (size_t)st.size) == st.crc;
}

/* ---- in pieces ------------------------------------------------------------ */

static enum kc_status open_member(struct unzip *z)
{
    enum kc_status s;

    z->file = zip_fopen_index(z->zip, z->at, 0);
    if (z->file)
        return KC_OK;
    s = status_of(zip_get_error(z->zip));
    set_trouble(z, zip_error_code_zip(zip_get_error(z->zip)));
    return s;
}

/* The library verifies the checksum when it meets the end, and goes on past the
 * declared size: so ask for one byte more and expect none. */
static enum kc_status verify_end(struct unzip *z)
{
    char        extra;
    zip_int64_t got = zip_fread(z->file, &extra, 1);

    if (got == 0)
        return KC_OK;
    if (got > 0) {
        z->trouble = STR("size");
        return KC_BAD_INPUT;
    }
    set_trouble(z, zip_error_code_zip(zip_file_get_error(z->file)));
    return status_of(zip_file_get_error(z->file));
}

enum kc_status unzip_read(struct unzip *z, char *buf, size_t n, size_t *ret_got)
{
    size_t         got  = 0;
    size_t         want = n < z->left ? n : (size_t)z->left;
    zip_int64_t    step;
    enum kc_status s = z->file ? KC_OK : open_member(z);

    if (s != KC_OK)
        return s;
    while (got < want) {
        step = zip_fread(z->file, buf + got, want - got);
        if (step < 0) {
            set_trouble(z, zip_error_code_zip(zip_file_get_error(z->file)));
            return status_of(zip_file_get_error(z->file));
        }
        if (step == 0) {
            z->trouble = STR("size");
            return KC_BAD_INPUT;
        }
        got += (size_t)step;
    }
    z->left -= got;
    if (z->left == 0 && (s = verify_end(z)) != KC_OK)
        return s;
    *ret_got = got;
    return KC_OK;
}

struct str unzip_trouble(const struct unzip *z)
{
    return z->trouble;
}
