/* Any text under the shipped rules. The first line is the file's path, the first
 * character of each other line may say what block it is. */
#include "parse/blocks.h"
#include "tests/fuzz/promises.h"

static const struct block likes[] = {['!'] = {.kind = BLOCK_MARGIN},
                                     ['#'] = {.kind = BLOCK_HEADING, .level = 1},
                                     ['*'] = {.kind = BLOCK_PARAGRAPH},
                                     ['<'] = {.use = USE_CHROME},
                                     ['|'] = {.kind = BLOCK_CELL, .table = 1, .row = 1}};

static void add_line(struct blocks *b, struct str line, uint32_t *cell)
{
    unsigned     mark = line.n && memchr("!#*<|", line.p[0], 5) ? take_byte(&line) : 0;
    struct block like = likes[mark];

    if (like.table)
        like.column = ++*cell;
    blocks_open(b, &like);
    blocks_add(b, mark == '*' ? USE_DELETED : like.use, line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str      rest    = {(const char *)data, size};
    unsigned        options = take_byte(&rest);
    struct document doc     = {.arena = fuzz_arena(options & 1), .path = str_cut(&rest, '\n')};
    struct limits   lim     = fuzz_limits(options);
    struct blocks   b;
    uint32_t        cell   = 0;
    enum kc_status  status = utf8_valid(rest) ? KC_OK : KC_BAD_INPUT;
    struct str      value, key;

    blocks_begin(&b, &doc, &lim);
    while (rest.n)
        add_line(&b, str_cut(&rest, '\n'), &cell);
    if (status == KC_OK)
        status = blocks_finish(&b);
    if (status == KC_OK)
        status = normalise(fuzz_worker()->parser, &lim, &doc);
    if (rules_parse_number(fuzz_worker()->matcher, doc.arena, doc.path, &value, &key))
        assert(value.n && key.n && utf8_valid(value) && utf8_valid(key));
    promise_rest(&doc, &lim, status);
    arena_free(doc.arena);
    return 0;
}
