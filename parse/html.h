#ifndef KC_PARSE_HTML_H
#define KC_PARSE_HTML_H

#include "parse/blocks.h"

/* Reading a web page; private to parse/html*.c. Bytes go through charset.h, then
 * html_clean, then libxml2 (which only html.c knows), whose events come here as
 * html_start, html_text and html_end. */

/* ---- html.c --------------------------------------------------------------- */

struct parser;

/* A page as bytes; `charset` is what somebody says who is not the page, or "". */
enum kc_status html_read(struct parser *p, struct str bytes, struct str charset,
                         const struct limits *lim, struct document *doc);

/* ---- html_tag.c ----------------------------------------------------------- */

/* What an element means for the text in it. */
enum html_tag_flag {
    TAG_BLOCK    = 1 << 0, /* its text is apart from what stands before and after */
    TAG_DROP     = 1 << 1, /* no text for readers                                */
    TAG_DELETED  = 1 << 2,
    TAG_CONTROL  = 1 << 3,  /* text of a form control or for other readers: chrome */
    TAG_INPUT    = 1 << 4,  /* counts as a field of its form                      */
    TAG_NAV      = 1 << 5,  /* navigation whatever is in it                       */
    TAG_FOOTER   = 1 << 6,  /* of the page, unless inside TAG_CONTENT             */
    TAG_HEADER   = 1 << 7,  /* likewise, if menus are in it                       */
    TAG_FORM     = 1 << 8,  /* chrome when it is mostly fields                    */
    TAG_CONTENT  = 1 << 9,  /* says itself that it is the main text               */
    TAG_PAGE     = 1 << 10, /* html, body: never chrome as a whole               */
    TAG_TABLE    = 1 << 11,
    TAG_ROW      = 1 << 12,
    TAG_CELL     = 1 << 13,
    TAG_BREAK    = 1 << 14,
    TAG_PRE      = 1 << 15,
    TAG_LINK     = 1 << 16,
    TAG_TITLE    = 1 << 17,
    TAG_META     = 1 << 18,
    TAG_TIME     = 1 << 19,
    TAG_LEFT_OUT = 1 << 20, /* raw text that html_clean takes out                 */
    TAG_RAISED   = 1 << 21,
    TAG_INERT    = 1 << 22, /* not shown unless it says so                        */
    TAG_FOREIGN  = 1 << 23, /* no HTML inside: a block ends it, closed or not     */
    TAG_FRAME    = 1 << 24, /* shows another file                                 */
    TAG_IMAGE    = 1 << 25, /* what it shows instead of itself is chrome          */
    TAG_BUTTON   = 1 << 26, /* a heading may be one to press                      */
    TAG_LINE     = 1 << 27, /* one paragraph: nothing is laid out in it           */
};
struct html_tag {
    struct str name;
    unsigned   flags;
    uint16_t   level; /* of a heading */
};
/* Never NULL; names nobody knows get an inline row. Lower case. */
const struct html_tag *html_tag(struct str name);

/* Attributes of one element: name, value, name, value, NULL; a value may be NULL. */
struct html_attrs {
    const char *const *pairs;
};
/* True when it is there; its value ("" without one) in *ret_value. */
bool html_attr(struct html_attrs attrs, struct str name, struct str *ret_value);

/* ---- html_clean.c --------------------------------------------------------- */

/* A copy of `utf8` in `a` without what libxml2 misreads or trips over: comments,
 * scripts, declarations, conditional sections, end tags without a name, and
 * attributes beyond the number an honest page has; s and strike are called d and
 * dtrike (and d is called e); a page without a body gets one. False when the arena is
 * full.
 * *ret_unclosed: the file ends inside a comment, script, tag or quote, and what
 * stood there is not in the copy. */
bool html_clean(struct arena *a, struct str utf8, struct str *ret_html, struct str *ret_source,
                bool *ret_unclosed);

/* Long stretches of plain text are not in the copy: something stands for them. When
 * `text`, as libxml2 tells it, begins with that, takes it off and returns the stretch of
 * *ret_source; else {NULL, 0}. */
struct str html_stood_for(struct str source, struct str *text);

/* ---- html_chrome.c -------------------------------------------------------- */

/* Letters and digits so far; differences of two say what an element holds. */
struct html_count {
    uint32_t letters;
    uint32_t linked; /* those inside links */
    uint32_t links, inputs, menus;
};

enum html_hint { HINT_NONE, HINT_CHROME, HINT_FORM, HINT_HEADER };

/* What tag, class and id say about an element. */
enum html_hint html_hint(const struct html_tag *tag, struct html_attrs attrs, bool in_content);
/* Is an element with that hint and those contents furniture? */
bool html_is_chrome(enum html_hint hint, struct html_count inside);
/* ---- html_names.c --------------------------------------------------------- */

/* Does a class, an id or the name of an element say that it is furniture? */
bool html_name_is_chrome(struct str name);

/* ---- html_words.c --------------------------------------------------------- */

/* What a line of furniture says: it stands alone, or it heads a part of the page. */
enum html_phrase {
    PHRASE_NONE,
    PHRASE_LINE,    /* "Về đầu trang"                                        */
    PHRASE_PATH,    /* "Trang chủ": begins the path to a page                */
    PHRASE_SECTION, /* "Tin liên quan"                                       */
    PHRASE_LISTED,  /* "Thông báo": so may a document; links follow, or not  */
};
/* A whole line in lower case without marks; what it begins with, by its words or by
 * the `letters` that stand before a link. */
enum html_phrase html_phrase(struct str folded);
enum html_phrase html_phrase_ahead(struct str folded, uint32_t letters);

/* Is the line surely of a document? Does it name one? Both want it folded. */
bool html_is_official(struct str folded);
bool html_has_number(struct str folded);
bool html_is_licence(struct str folded);
/* Is it a label of a document's attributes, with its value in the same line or not? */
bool html_is_attribute(struct str folded, bool *ret_valued);
/* Does it say whose the page is? */
bool html_is_foot(struct str folded);

/* ---- html_layout.c, html_list.c, html_region.c ------------------------------- */

#define HTML_NODES 200000 /* of elements and of blocks: a page with more is read as text */

/* A block element with text in it, in the order in which they start. */
struct html_node {
    const struct html_tag *tag;
    uint32_t               parent;     /* the first is its own              */
    uint32_t               skip;       /* first node that is not inside     */
    uint32_t               first, end; /* blocks, half-open             */
    uint32_t               look;       /* of its class; 0 without one */
    uint32_t               plain;      /* letters outside links             */
    bool                   chrome;     /* looks like furniture by itself    */
    bool                   unnamed;    /* neither tag nor class nor id says so: its links do */
};

/* What a block holds. */
struct html_piece {
    uint32_t         node; /* innermost around it */
    uint32_t         letters, linked, links;
    enum html_phrase phrase;
    bool             official, number, licence;
    bool             label;     /* no line of it is long                         */
    bool             attribute; /* a label of a document's attributes ... */
    bool             valued;    /* ... and its value                      */
    bool             foot;      /* says whose the page is                       */
    bool             title;     /* the title of the page says it as well         */
    bool             judged;    /* made chrome because of what is around it      */
};

/* Sums over the blocks before one; only those still read count, but for `chrome`. */
struct html_sum {
    uint32_t plain, linked, links, official, numbers, titles;
    uint32_t weight; /* as text: labels count less, the numbers of documents more */
    uint32_t chrome; /* letters */
};

struct html_layout {
    struct document   *doc;
    struct html_node  *nodes;
    struct html_piece *pieces; /* one per block */
    struct html_sum   *sums;   /* one more      */
    size_t             nnodes, npieces;
    uint32_t           plain, links; /* of the whole page, as they were counted */
};

/* Sets the use of blocks. KC_LIMIT when the arena is full. */
enum kc_status html_apply(struct html_layout *l);

/* html_layout.c: of the blocks [first, end). */
struct html_sum               html_sum(const struct html_layout *l, size_t first, size_t end);
void                          html_sum_up(struct html_layout *l); /* again, after changes */
void                          html_turn(struct html_layout *l, size_t first, size_t end);
static inline struct html_sum html_sum_node(const struct html_layout *l, const struct html_node *n)
{
    return html_sum(l, n->first, n->end);
}
/* html_list.c: what else there is to read, and boxes of the same make. */
void html_lists(struct html_layout *l);
/* html_region.c: what lies outside of the part that holds the text. */
void html_region(struct html_layout *l);

/* ---- html_meta.c ---------------------------------------------------------- */

/* The label in a <meta> or XML declaration near the start; "" when there is none. */
struct str html_declared_charset(struct str bytes);
/* One <meta> or <time> element. `rank` of the publication date found so far. */
void html_meta(struct document *doc, const struct html_tag *tag, struct html_attrs attrs,
               unsigned *rank);

/* What a page says of a field, by the name a <meta> has for it; unknown names say nothing. */
void html_meta_field(struct document *doc, struct str name, struct str value, unsigned *rank);

/* ---- html_ld.c ------------------------------------------------------------ */

/* The same from <script type="application/ld+json">, after all <meta>. */
void html_ld_read(struct document *doc, struct str utf8, unsigned *rank);

/* ---- html_raw.c ----------------------------------------------------------- */

/* The next element `name` of raw text (style, script) in a page: what stands in its tag
 * and what between its tags. False behind the last. */
bool html_raw_next(struct str *rest, struct str name, struct str *ret_attrs,
                   struct str *ret_inside);

/* ---- html_style.c --------------------------------------------------------- */

/* A rule of a style sheet, as far as it names a font. */
struct html_style {
    struct str  element, class_; /* "" any */
    struct font font;
};
struct html_styles {
    struct html_style *items;
    size_t             n, cap;
    bool               wanted; /* the page names an old font somewhere */
    uint32_t           steps;  /* of looking for rules; a page that takes too many has none left */
};
/* The sheets inside the page `utf8`, which outlives them. */
void html_styles_read(struct html_styles *all, struct arena *a, struct str utf8);
/* The font of an element inside one of font `outer`. */
struct font html_styles_font(struct html_styles *all, struct str element, struct html_attrs attrs,
                             struct font outer);

/* ---- html_page.c ---------------------------------------------------------- */

#define HTML_COLUMNS 64 /* of a table whose row spans are followed; the rest is not */

/* One open element: what holds for its text, and where things stood before it. */
struct html_frame {
    const struct html_tag *tag;
    enum html_hint         hint;
    bool                   drop, pre, link, title, raised, in_content, own_node;
    enum block_use         use;    /* of text right here                        */
    enum block_use         blocks; /* of blocks: that of the last block element */
    uint16_t               level;
    struct font            font;
    uint32_t               table, row, column; /* of the cell around it */
    size_t                 table_depth;        /* open tables before it */
    uint32_t               node;               /* 1 + that of the last block element; 0 none */
    size_t                 foreign;            /* 1 + frame around the foreign element */
    uint32_t               heading;
    struct html_count      before;
};

struct html_table {
    uint32_t number, row, column;
    uint16_t down[HTML_COLUMNS]; /* rows a cell above still reaches down, this one included */
};

/* The page while it is being read. */
struct html_page {
    struct document   *doc;
    struct blocks      blocks;
    struct html_frame *frames; /* open elements, outermost first */
    size_t             nframes, frames_cap;
    struct html_table *tables; /* open tables */
    size_t             ntables, tables_cap;
    uint32_t           tables_seen;
    struct html_node  *nodes;
    size_t             nnodes, nodes_cap;
    struct html_piece *pieces;
    size_t             npieces, pieces_cap;
    struct html_count  count;
    uint32_t           open_node; /* of the open block                                  */
    struct html_count  told;      /* as it was when the last piece ended                */
    bool               too_wide;  /* more than HTML_NODES                               */
    uint32_t           link_room; /* letters the current link may still count as linked */
    bool               link_counted;
    bool               is_open;           /* a block is open and has something visible          */
    bool               space, line_break; /* owed before the next visible letter        */
    char               held[12];          /* "&#x00" of a reference that was escaped twice       */
    size_t             nheld;
    struct html_styles styles;
    struct text        title;
    unsigned           published_rank;
    bool               full; /* the arena is */
    bool               too_deep;
    bool               framed; /* other files belong to the page, and there is a diag */
};

static inline struct html_frame *html_top(const struct html_page *h)
{
    return &h->frames[h->nframes - 1];
}

void html_begin(struct html_page *h, struct document *doc, const struct limits *lim);
void html_start(struct html_page *h, struct str name, struct html_attrs attrs);
void html_text(struct html_page *h, struct str text);
void html_end(struct html_page *h, struct str name);
/* For the blocks from `first` on, which are new. */
void           html_add_pieces(struct html_page *h, size_t first);
bool           html_failed(const struct html_page *h); /* no use in going on */
enum kc_status html_finish(struct html_page *h);

/* ---- html_flow.c ------------------------------------------------------------ */

void html_close_block(struct html_page *h);
/* One is a line end inside a block, two with nothing between end the block. */
void html_break(struct html_page *h);
/* Text with something to see in it, as it is. */
void html_emit(struct html_page *h, struct str text);
/* What was held back was no reference after all, or the input moved on. */
void html_let_go(struct html_page *h);

/* ---- html_reference.c ------------------------------------------------------ */

/* html.c: of a name in HTML 4, without "&"; 0 when it is none. */
uint32_t html_entity(struct str name);
/* The character behind "&#x2F", "&amp", … (without ";"); 0 when it is none. */
uint32_t html_reference(struct str name);
/* U+0080-009F are meant as windows-1252 in web pages; all else as it is. */
uint32_t html_unicode(uint32_t cp);

#endif
