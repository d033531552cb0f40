#include <string.h>

#include "parse/html.h"

/* Text into blocks: white space as a browser shows it, references escaped twice. */

void html_close_block(struct html_page *h)
{
    size_t first = h->doc->nblocks;

    blocks_close(&h->blocks);
    html_add_pieces(h, first);
    h->is_open    = false;
    h->space      = false;
    h->line_break = false;
}

static void open_block(struct html_page *h)
{
    const struct html_frame *f    = html_top(h);
    struct block             like = {.kind = BLOCK_PARAGRAPH, .use = f->blocks};

    if (f->table) {
        like.kind   = BLOCK_CELL;
        like.table  = f->table;
        like.row    = f->row;
        like.column = f->column;
    } else if (f->level) {
        like.kind  = BLOCK_HEADING;
        like.level = f->level;
    }
    blocks_open(&h->blocks, &like);
    h->is_open   = true;
    h->open_node = f->node;
}

static bool is_note_mark(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!memchr("0123456789[]()*", s.p[i], 15))
            return false;
    return true;
}

/* A raised number is the mark of a note, and would turn "TÊN CƠ QUAN" with its
 * note 2 into "TÊN CƠ QUAN2". */
static enum block_use use_of_text(const struct html_frame *f, struct str text)
{
    return f->raised && f->use == USE_READING && is_note_mark(text) ? USE_HIDDEN : f->use;
}

void html_emit(struct html_page *h, struct str text)
{
    enum block_use use = use_of_text(html_top(h), text);
    /* What parts two words stays when one of them is set aside. */
    enum block_use own = h->blocks.open.use;

    h->blocks.font = html_top(h)->font;
    if (!h->is_open)
        open_block(h);
    else if (h->line_break)
        blocks_add(&h->blocks, own, STR("\n"));
    else if (h->space)
        blocks_add(&h->blocks, own, STR(" "));
    blocks_add(&h->blocks, use, text);
    h->space = h->line_break = false;
}

static void count(struct html_page *h, uint32_t letters)
{
    uint32_t linked = html_top(h)->link ? letters : 0;

    if (linked > h->link_room)
        linked = h->link_room;
    h->link_room -= linked;
    if (linked && !h->link_counted) /* one without words fills no list */
        h->count.links++;
    h->link_counted |= linked > 0;
    h->count.letters += letters;
    h->count.linked += linked;
}

void html_break(struct html_page *h)
{
    if (h->line_break)
        html_close_block(h);
    else
        h->line_break = h->is_open;
    h->space = false;
}

static bool is_blank(uint32_t cp)
{
    return cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x3000 || cp == 0xFEFF;
}

static bool is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_space(struct html_page *h, char c)
{
    if (!html_top(h)->pre)
        h->space = true;
    else if (c == '\n')
        html_break(h);
    else if (h->is_open && !h->line_break)
        html_emit(h, (struct str){&c, 1});
}

static void add_cp(struct html_page *h, uint32_t cp)
{
    char       buf[4];
    struct str s = {buf, utf8_put(cp, buf)};

    if (cp == ' ' || cp == '\n')
        add_space(h, (char)cp);
    else if (!is_blank(cp))
        html_emit(h, s);
    else if (h->is_open && !h->line_break) /* indentation says nothing */
        html_emit(h, s);
}

static bool is_alnum(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* What a byte is in a run of words: "." ends it, being space or something that needs
 * a look ("&", and the first bytes of U+0080-00BF, U+2000-2FFF, U+3000, U+FEFF); "a"
 * begins a letter or digit. */
/* clang-format off */
static const char kinds[] = "................" "................"
                            ".-----.---------" "aaaaaaaaaa------"
                            "-aaaaaaaaaaaaaaa" "aaaaaaaaaaa-----"
                            "-aaaaaaaaaaaaaaa" "aaaaaaaaaaa-----"
                            "----------------" "----------------" /* 80 */
                            "----------------" "----------------"
                            "aa.aaaaaaaaaaaaa" "aaaaaaaaaaaaaaaa" /* C0 */
                            "aa..aaaaaaaaaaa." "aaaaaaaaaaaaaaaa";
/* clang-format on */

static char kind_of(char c)
{
    return kinds[(unsigned char)c];
}

/* Words with one space between go together: it is as it will be shown. */
static size_t plain_run(struct str s, uint32_t *ret_letters)
{
    uint32_t letters = 0;
    size_t   n       = 0;

    for (; n < s.n; n++) {
        char kind = kind_of(s.p[n]);

        if (kind == '.' && !(s.p[n] == ' ' && n && n + 1 < s.n && kind_of(s.p[n + 1]) != '.'))
            break;
        letters += kind == 'a';
    }
    *ret_letters = letters;
    return n;
}

/* Browsers read the oldest names also without their semicolon: "&nbsp", "&agrave". */
static uint32_t reference_of_old(struct str held)
{
    uint32_t cp = held.n > 1 && held.p[1] != '#' ? html_reference(held) : 0;

    return (cp >= 0xA0 && cp <= 0xFF) || (cp && cp < 0x80 && strchr("&<>\"", (int)cp)) ? cp : 0;
}

void html_let_go(struct html_page *h)
{
    size_t   n  = h->nheld;
    uint32_t cp = reference_of_old((struct str){h->held, n});

    h->nheld = 0;
    if (cp)
        add_cp(h, cp);
    else if (n)
        html_emit(h, (struct str){h->held, n});
}

/* Portals escape twice: "02&amp;#x002F;2025" arrives here as "02&#x002F;2025", in
 * pieces. Holds back from "&" until the reference ends or is none. False: the
 * character is not part of it and is still to be added. */
static bool hold(struct html_page *h, char c)
{
    uint32_t cp;

    if (h->nheld == 0 && c != '&')
        return false;
    if (c == ';') {
        cp = html_reference((struct str){h->held, h->nheld});
        if (!cp) {
            html_let_go(h);
            return false;
        }
        h->nheld = 0;
        add_cp(h, cp);
        return true;
    }
    if (h->nheld == sizeof h->held || (h->nheld && c != '#' && !is_alnum((unsigned char)c))) {
        html_let_go(h);
        if (c != '&')
            return false;
    }
    h->held[h->nheld++] = c;
    return true;
}

static void add_title(struct html_page *h, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        bool space = is_space((unsigned char)text.p[i]);
        bool after = !h->title.n || h->title.p[h->title.n - 1] == ' ';

        if (!(space && after))
            (void)text_add(&h->title, space ? STR(" ") : str_sub(text, i, i + 1));
    }
}

void html_text(struct html_page *h, struct str text)
{
    uint32_t letters;

    if (html_failed(h) || html_top(h)->drop)
        return;
    if (html_top(h)->title) {
        add_title(h, text);
        return;
    }
    while (text.n) {
        unsigned char c = (unsigned char)text.p[0];
        size_t        n;

        if ((h->nheld || c == '&') && hold(h, text.p[0])) {
            text = str_sub(text, 1, text.n);
            continue;
        }
        n = plain_run(text, &letters);
        if (n) {
            html_emit(h, str_sub(text, 0, n));
            count(h, letters);
            text = str_sub(text, n, text.n);
        } else if (is_space(c)) {
            add_space(h, text.p[0]);
            text = str_sub(text, 1, text.n);
        } else {
            add_cp(h, html_unicode(utf8_next(&text)));
        }
    }
}
