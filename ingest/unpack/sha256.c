#include "ingest/unpack/sha256.h"

#include <openssl/evp.h>

#include "ingest/unpack/unpack.h"

void sha256_begin(struct sha256 *h)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();

    if (ctx && !EVP_DigestInit_ex(ctx, EVP_sha256(), NULL)) {
        EVP_MD_CTX_free(ctx);
        ctx = NULL;
    }
    h->state = ctx;
}

void sha256_add(struct sha256 *h, struct str bytes)
{
    if (h->state && bytes.n && !EVP_DigestUpdate(h->state, bytes.p, bytes.n)) {
        EVP_MD_CTX_free(h->state);
        h->state = NULL;
    }
}

bool sha256_end(struct sha256 *h, char ret_hex[SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char     sum[EVP_MAX_MD_SIZE];
    unsigned          n  = 0;
    bool              ok = h->state && EVP_DigestFinal_ex(h->state, sum, &n);

    EVP_MD_CTX_free(h->state);
    h->state = NULL;
    for (unsigned i = 0; ok && i < n; i++) {
        ret_hex[2 * i]     = digits[sum[i] >> 4];
        ret_hex[2 * i + 1] = digits[sum[i] & 15];
    }
    return ok;
}

struct str sha256_hex(struct arena *a, struct str bytes)
{
    struct sha256 h;
    char          hex[SHA256_HEX];
    struct str    copy = {0};

    sha256_begin(&h);
    sha256_add(&h, bytes);
    if (sha256_end(&h, hex))
        (void)arena_copy(a, (struct str){hex, sizeof hex}, &copy); /* full: empty, as promised */
    return copy;
}
