#ifndef KC_UNPACK_ZIP_H
#define KC_UNPACK_ZIP_H

#include "ingest/record/arena.h"
#include "ingest/record/status.h"

/* An open ZIP, read only, one member at a time. Private to ingest/unpack; the
 * library stays behind zip.c. */
struct unzip;

/* What the directory says of a member; none of it is to be believed. */
struct unzip_member {
    struct str name; /* raw bytes, up to the first NUL; lives as long as the ZIP */
    uint64_t   size;
    bool       directory; /* the name ends in a slash and there is no content */
    bool       encrypted;
    bool       readable; /* stored or deflated; no other decompressor is let near it */
};

/* Takes bytes that stay put until unzip_close, or a descriptor that it duplicates.
 *
 * KC_BAD_INPUT  no ZIP, or its directory is damaged
 * KC_LIMIT      the directory alone needs more memory than the process may have
 * KC_IO         errno says what */
enum kc_status unzip_open_bytes(struct str bytes, struct unzip **ret_zip);
enum kc_status unzip_open_fd(int fd, struct unzip **ret_zip);
void           unzip_close(struct unzip *z); /* NULL is fine */

size_t unzip_count(const struct unzip *z);
/* False when the directory entry cannot be read; the name may be there still. */
bool unzip_member(struct unzip *z, size_t i, struct unzip_member *ret_member);

/* Begins reading member i, ending what was read before. */
enum kc_status unzip_start(struct unzip *z, size_t i);

/* The largest member that unzip_whole takes. */
#define UNZIP_WHOLE ((uint64_t)16 << 20)

/* All of the member that was just begun into `buf`, which has room for the size it
 * declares. True when data, checksum and that size are right. False says nothing yet:
 * unzip_read finds out what is the matter, or reads it. */
bool unzip_whole(struct unzip *z, char *buf);

/* Fills `buf` up to n bytes; fewer only at the end, which counts as reached when
 * the checksum and the declared size are right. Never gives more bytes than the
 * directory declared.
 *
 * KC_BAD_INPUT  damaged, or longer or shorter than declared; unzip_trouble
 * KC_IO         errno says what
 * KC_NO_MEMORY */
enum kc_status unzip_read(struct unzip *z, char *buf, size_t n, size_t *ret_got);

/* One word on the last damage, for a diag: "CRC-32", "data", "directory", "size". */
struct str unzip_trouble(const struct unzip *z);

#endif
