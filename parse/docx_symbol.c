#include "parse/docx.h"

/* Symbol fonts put their signs at U+F000 to U+F0FF, where only the font knows what
 * they are; nearly all are bullets, boxes and arrows. Digits and punctuation of the
 * font Symbol are where ASCII has them, but for a few. */

static const struct {
    uint32_t   code;
    struct str text;
} signs[] = {
    {0x22, STR_INIT(" ")},      {0x24, STR_INIT(" ")},      {0x27, STR_INIT(" ")},
    {0x2A, STR_INIT("*")},      {0x2D, STR_INIT("-")},      {0xA3, STR_INIT("≤")},
    {0xA4, STR_INIT("/")},      {0xB0, STR_INIT("°")},      {0xB1, STR_INIT("±")},
    {0xB3, STR_INIT("≥")},      {0xB4, STR_INIT("×")},      {0xB8, STR_INIT("÷")},
    {0xBC, STR_INIT("\u2026")}, {0xD7, STR_INIT("\u22C5")},
};

static bool hex_number(struct str s, uint32_t *ret_value)
{
    uint32_t value = 0;

    for (size_t i = 0; i < s.n; i++) {
        char c = (char)(s.p[i] | 0x20);

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) || value > 0xFFFF)
            return false;
        value = value * 16 + (uint32_t)(s.p[i] <= '9' ? s.p[i] - '0' : c - 'a' + 10);
    }
    *ret_value = value;
    return s.n > 0;
}

static bool is_picture_font(struct str font)
{
    static const struct str heads[] = {STR_INIT("Marlett"), STR_INIT("MT Extra"),
                                       STR_INIT("Webdings"), STR_INIT("Wingdings"),
                                       STR_INIT("ZapfDingbats")};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_eq_nocase(str_sub(font, 0, heads[i].n), heads[i]))
            return true;
    return false;
}

static struct str of_symbol(uint32_t code, char buf[4])
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (code == signs[i].code)
            return signs[i].text;
    if (code < 0x20 || code >= 0x40)
        return STR(" ");
    return (struct str){buf, utf8_put(code, buf)};
}

struct str docx_symbol(const struct xml_attrs *attrs, char buf[4])
{
    struct str font = xml_attr(attrs, XML_NS_W, STR("font"));
    uint32_t   code = 0;

    /* A picture between two words keeps them apart. */
    if (!hex_number(xml_attr(attrs, XML_NS_W, STR("char")), &code) || is_picture_font(font))
        return STR(" ");
    if (code >= 0xF000 && code < 0xF100)
        code -= 0xF000;
    if (str_eq_nocase(font, STR("Symbol")))
        return of_symbol(code, buf);
    if (code < 0x20 || (code >= 0xD800 && code < 0xF900) || code > 0xFFFD)
        return STR(" ");
    return (struct str){buf, utf8_put(code, buf)};
}
