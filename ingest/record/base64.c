#include "ingest/record/members.h"

#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool base64_add(struct text *out, struct str bytes)
{
    for (size_t i = 0; i < bytes.n; i += 3) {
        size_t   have   = bytes.n - i < 3 ? bytes.n - i : 3;
        uint32_t group  = 0;
        char     four[] = "====";

        for (size_t k = 0; k < have; k++)
            group |= (uint32_t)(unsigned char)bytes.p[i + k] << (16 - 8 * k);
        for (size_t k = 0; k <= have; k++)
            four[k] = digits[group >> (18 - 6 * k) & 63];
        if (!text_add(out, (struct str){four, 4}))
            return false;
    }
    return true;
}

static bool digit_value(char c, uint32_t *ret_value)
{
    const char *hit = c ? memchr(digits, c, 64) : NULL;

    if (!hit)
        return false;
    *ret_value = (uint32_t)(hit - digits);
    return true;
}

enum kc_status base64_read(struct str text, struct arena *a, struct str *ret_bytes)
{
    size_t   pad   = str_ends_with(text, STR("==")) ? 2 : str_ends_with(text, STR("=")) ? 1 : 0;
    size_t   n     = text.n / 4 * 3;
    uint32_t group = 0, value;
    char    *out;

    if (text.n % 4)
        return KC_BAD_INPUT;
    out = arena_alloc(a, n, 1);
    if (!out)
        return KC_LIMIT;
    for (size_t i = 0; i < text.n; i++) {
        if (i >= text.n - pad)
            value = 0;
        else if (!digit_value(text.p[i], &value))
            return KC_BAD_INPUT;
        group = group << 6 | value;
        if (i % 4 == 3) {
            out[i / 4 * 3]     = (char)(group >> 16 & 0xFF);
            out[i / 4 * 3 + 1] = (char)(group >> 8 & 0xFF);
            out[i / 4 * 3 + 2] = (char)(group & 0xFF);
        }
    }
    *ret_bytes = (struct str){out, n - pad};
    return KC_OK;
}
