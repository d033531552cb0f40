#include "ingest/record/ndjson.h"

/* 0: copied as it is; otherwise what follows the backslash, 'u' for \u00XX. */
static const char escapes[0x80] = {
    ['\b'] = 'b',  ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"',
    ['\\'] = '\\', [0x00] = 'u', [0x01] = 'u', [0x02] = 'u', [0x03] = 'u', [0x04] = 'u',
    [0x05] = 'u',  [0x06] = 'u', [0x07] = 'u', [0x0B] = 'u', [0x0E] = 'u', [0x0F] = 'u',
    [0x10] = 'u',  [0x11] = 'u', [0x12] = 'u', [0x13] = 'u', [0x14] = 'u', [0x15] = 'u',
    [0x16] = 'u',  [0x17] = 'u', [0x18] = 'u', [0x19] = 'u', [0x1A] = 'u', [0x1B] = 'u',
    [0x1C] = 'u',  [0x1D] = 'u', [0x1E] = 'u', [0x1F] = 'u', [0x7F] = 'u',
};

/* Beyond ASCII: C1 controls, line and paragraph separators, and what turns the
 * direction of writing. Shown raw they let a document disguise its own line. */
static bool is_disguise(uint32_t cp)
{
    return cp < 0xA0 || cp == 0x061C || cp == 0x200E || cp == 0x200F ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool add_escape(struct text *out, char letter, uint32_t cp)
{
    static const char hex[]  = "0123456789abcdef";
    char              six[6] = {'\\', letter};

    if (letter != 'u')
        return text_add(out, (struct str){six, 2});
    for (size_t i = 0; i < 4; i++)
        six[2 + i] = hex[cp >> (12 - 4 * i) & 15];
    return text_add(out, (struct str){six, 6});
}

bool json_add_string(struct text *out, struct str s)
{
    struct str rest = s, run = {s.p, 0};

    (void)text_add(out, STR("\"")); /* `full` is sticky */
    while (rest.n) {
        unsigned char first = (unsigned char)*rest.p;
        struct str    at    = rest;
        uint32_t      cp;

        if (first < 0x80 && !escapes[first]) {
            rest.p++;
            rest.n--;
            continue;
        }
        cp = utf8_next(&rest);
        if (first >= 0x80 && !is_disguise(cp) && !(cp == 0xFFFD && at.n - rest.n == 1))
            continue;
        run.n = (size_t)(at.p - run.p);
        (void)text_add(out, run);
        if (cp == 0xFFFD)
            (void)text_add_cp(out, cp);
        else
            (void)add_escape(out, first < 0x80 ? escapes[first] : 'u', cp);
        run.p = rest.p;
    }
    run.n = (size_t)(rest.p - run.p);
    (void)text_add(out, run);
    return text_add(out, STR("\""));
}
