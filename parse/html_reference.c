#include <string.h>

#include "parse/html.h"

/* Numbers of windows-1252 that pages use as if they were Unicode. 0: unused. */
static const uint16_t c1[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

uint32_t html_unicode(uint32_t cp)
{
    return cp - 0x80 < sizeof c1 / sizeof *c1 && c1[cp - 0x80] ? c1[cp - 0x80] : cp;
}

/* Names newer than libxml2's table that occur in Vietnamese and in document numbers,
 * and the commonest. By bytes. */
static const struct {
    struct str name;
    uint32_t   cp;
} names[] = {
    {STR_INIT("Abreve"), 0x102}, {STR_INIT("Dstrok"), 0x110}, {STR_INIT("Itilde"), 0x128},
    {STR_INIT("Utilde"), 0x168}, {STR_INIT("abreve"), 0x103}, {STR_INIT("amp"), '&'},
    {STR_INIT("apos"), '\''},    {STR_INIT("colon"), ':'},    {STR_INIT("comma"), ','},
    {STR_INIT("dstrok"), 0x111}, {STR_INIT("gt"), '>'},       {STR_INIT("hyphen"), 0x2010},
    {STR_INIT("itilde"), 0x129}, {STR_INIT("lpar"), '('},     {STR_INIT("lt"), '<'},
    {STR_INIT("nbsp"), 0xA0},    {STR_INIT("ndash"), 0x2013}, {STR_INIT("period"), '.'},
    {STR_INIT("quot"), '"'},     {STR_INIT("rpar"), ')'},     {STR_INIT("sol"), '/'},
    {STR_INIT("utilde"), 0x169},
};

static unsigned digit(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 99;
}

/* "#47" or "#x2F". */
static uint32_t number(struct str s)
{
    unsigned base  = s.n > 1 && (s.p[1] | 0x20) == 'x' ? 16 : 10;
    uint32_t value = 0;

    s = str_sub(s, base == 16 ? 2 : 1, s.n);
    if (!s.n)
        return 0;
    for (size_t i = 0; i < s.n; i++) {
        if (digit(s.p[i]) >= base || value > 0x10FFFF)
            return 0;
        value = value * base + digit(s.p[i]);
    }
    if (value < 0x20 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return 0;
    return html_unicode(value);
}

uint32_t html_reference(struct str s)
{
    if (!s.n || s.p[0] != '&')
        return 0;
    s = str_sub(s, 1, s.n);
    if (s.n && s.p[0] == '#')
        return number(s);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(names[i].name, s))
            return names[i].cp;
    return html_entity(s);
}
