#include "ingest/unpack/ole.h"

/* [MS-CFB]: sectors of 512 or 4096 bytes after a header of the same length; the
 * directory is a chain of sectors, and the chains stand in the FAT, whose own
 * first 109 sectors are listed in the header. More FAT than that is only found in
 * files above 6.8 MB, whose directory still starts low; we stop where it ends. */
enum {
    AT_SECTOR_SHIFT = 30,
    AT_DIRECTORY    = 48,
    AT_FAT_LIST     = 76,
    FAT_LIST        = 109,
    ENTRY           = 128, /* bytes of a directory entry: 64 of name, then its length */
    MAX_SECTORS     = 4096
};

bool ole_is(struct str bytes)
{
    return str_starts_with(bytes, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

/* Little-endian number of `width` bytes; all ones, which is no sector, outside. */
static uint32_t number(struct str bytes, uint64_t at, unsigned width)
{
    uint32_t value = 0;

    if (at + width > bytes.n)
        return UINT32_MAX;
    for (unsigned i = 0; i < width; i++)
        value |= (uint32_t)(unsigned char)bytes.p[at + i] << (8 * i);
    return value;
}

static uint64_t sector_at(uint32_t sector, unsigned shift)
{
    return ((uint64_t)sector + 1) << shift;
}

static uint32_t next_sector(struct str bytes, uint32_t sector, unsigned shift)
{
    uint32_t per_fat = (uint32_t)1 << (shift - 2);
    uint32_t fat;

    if (sector / per_fat >= FAT_LIST)
        return UINT32_MAX;
    fat = number(bytes, AT_FAT_LIST + 4 * (uint64_t)(sector / per_fat), 4);
    return number(bytes, sector_at(fat, shift) + 4 * (uint64_t)(sector % per_fat), 4);
}

static void add_name(struct str bytes, uint64_t entry, struct text *out)
{
    uint32_t length = number(bytes, entry + 64, 2); /* bytes, with the final NUL */
    char     name[32];
    size_t   n = 0;
    uint32_t unit;

    if (length < 4 || length > 64)
        return;
    for (uint32_t i = 0; i + 2 < length; i += 2) {
        unit = number(bytes, entry + i, 2);
        if (unit < 0x20 || unit > 0x7E)
            return;
        name[n++] = (char)unit;
    }
    if (text_add(out, (struct str){name, n}))
        (void)text_add(out, STR("\n")); /* full is sticky, and fewer names are allowed */
}

void ole_names(struct str bytes, struct text *out)
{
    uint32_t shift  = number(bytes, AT_SECTOR_SHIFT, 2);
    uint32_t sector = number(bytes, AT_DIRECTORY, 4);
    uint64_t start;

    if (!ole_is(bytes) || (shift != 9 && shift != 12))
        return;
    /* The count ends a chain that bites its own tail. */
    for (unsigned i = 0; i < MAX_SECTORS && !out->full; i++) {
        start = sector_at(sector, shift);
        if (start >= bytes.n)
            return;
        for (uint32_t entry = 0; entry < (uint32_t)1 << shift; entry += ENTRY)
            add_name(bytes, start + entry, out);
        sector = next_sector(bytes, sector, shift);
    }
}
