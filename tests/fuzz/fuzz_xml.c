/* One part of an office file -> events: what xml_read tells is what libxml2 alone
 * tells, to the last byte, whatever the bytes are. The first byte chooses ceilings. */
#include "parse/docx_words.h"
#include "parse/xml_scan.h"
#include "tests/fuzz/promises.h"

static void on_text(void *ctx, struct str piece)
{
    assert(text_add(ctx, piece));
}

static void note(struct text *log, int n)
{
    assert(text_add(log, (struct str){(char[]){(char)n}, 1}));
}

static enum xml_go on_start(void *ctx, int word, const struct xml_attrs *attrs)
{
    static const struct str names[] = {STR_INIT("val"), STR_INIT("type"), STR_INIT("w"),
                                       STR_INIT("space")};

    note(ctx, word);
    for (int i = 0; i < 4 * (XML_NS_OTHER + 1); i++) {
        struct str value = xml_attr(attrs, (enum xml_ns)(i / 4), names[i % 4]);

        note(ctx, value.p ? '=' : '-');
        on_text(ctx, value);
        note(ctx, (int)xml_prefix_ns(attrs, names[i % 4]));
    }
    return word == W_OVER || word == W_LEVEL ? XML_OVER : word == W_SYMBOL ? XML_STOP : XML_INTO;
}

static void on_end(void *ctx, int word)
{
    note(ctx, -word);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str         bytes  = {(const char *)data, size};
    struct limits      lim    = fuzz_limits(take_byte(&bytes));
    struct xml_handler h      = {docx_words, docx_nwords, on_start, on_end, on_text};
    struct arena      *a      = fuzz_arena(false);
    struct document    doc[2] = {{.arena = a}, {.arena = a}};
    struct text        log[2] = {{.arena = a}, {.arena = a}};
    struct xml_trouble t[2]   = {{0}, {0}};

    xml_init();
    assert(xml_read(&doc[0], bytes, &lim, &h, &log[0], &t[0]) ==
           xml_read_by_libxml(&doc[1], bytes, &lim, &h, &log[1], &t[1]));
    assert(str_eq(text_str(&log[0]), text_str(&log[1])) && doc[0].reason == doc[1].reason);
    assert(t[0].code == t[1].code && t[0].line == t[1].line && t[0].column == t[1].column);
    assert(str_eq(t[0].limit, t[1].limit) && t[0].ceiling == t[1].ceiling);
    arena_free(a);
    return 0;
}
