#include "index/store.h"

const struct store_ops *const store_all[] = {&store_sqlite, NULL};

const struct store_ops *store_find(const char *url, const char **ret_rest)
{
    struct str rest   = str_from_cstr(url);
    struct str scheme = str_cut(&rest, ':');

    if (scheme.n == str_from_cstr(url).n)
        return NULL;
    for (size_t i = 0; store_all[i]; i++)
        if (str_eq(scheme, str_from_cstr(store_all[i]->scheme))) {
            *ret_rest = rest.p;
            return store_all[i];
        }
    return NULL;
}

int place_cmp(struct place a, struct place b)
{
    int order = str_cmp(a.root, b.root);

    if (!order)
        order = str_cmp(a.path, b.path);
    return order ? order : str_cmp(a.member, b.member);
}

/* Every step maps 64 bits to 64 bits one to one, so a change in one word always
 * reaches the end. */
uint64_t image_hash(struct str image)
{
    uint64_t hash = image.n * UINT64_C(0x9E3779B97F4A7C15);

    for (size_t at = 0; at < image.n;) {
        uint64_t word = 0;
        size_t   left = image.n - at;
        size_t   take = left < sizeof word ? left : sizeof word;

        memcpy(&word, image.p + at, take);
        hash = (hash ^ word) * UINT64_C(0xD6E8FEB86659FD93);
        hash ^= hash >> 32;
        at += take;
    }
    return hash;
}
