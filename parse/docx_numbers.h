/* Automatic numbers of a Word file: "Điều 1.", "1.1.2" and the cells of a column
 * STT are nowhere in its text. Private to parse/docx*.c. */
#ifndef KC_PARSE_DOCX_NUMBERS_H
#define KC_PARSE_DOCX_NUMBERS_H

#include "parse/docx.h"

#define DOCX_LEVELS 9 /* of a list, as Word has it */

struct docx_level {
    struct str       pattern; /* "Điều %1.": %n is the number of level n */
    struct str       format;  /* "lowerRoman"; as Word calls it          */
    struct str       style;   /* paragraphs of this style are of this level */
    struct str       suffix;  /* "space", "nothing"; else a tab follows  */
    struct docx_font font;
    uint32_t         start;
    uint32_t         restart; /* after this level and above; with restarts */
    bool             restarts;
    bool             decimal; /* levels above are shown in digits */
};

/* w:abstractNum: how a list counts, and how far it got. */
struct docx_list {
    uint64_t          id;
    struct str        link; /* numbering style whose list has the levels; else "" */
    struct docx_level levels[DOCX_LEVELS];
    uint32_t          count[DOCX_LEVELS];
    bool              counting[DOCX_LEVELS];
};

/* w:num: what paragraphs refer to. */
struct docx_num {
    uint64_t           id, list;
    uint32_t           start[DOCX_LEVELS];
    bool               starts[DOCX_LEVELS]; /* anew, the first time it is used */
    struct docx_level *level[DOCX_LEVELS];  /* instead of the list's; NULL: no */
    bool               used;
};

struct docx_numbers {
    struct docx_list *lists; /* by id, as nums */
    struct docx_num  *nums;
    size_t            nlists, lists_cap, nnums, nums_cap;
};

/* Reads word/numbering.xml. Statuses and *reterr_trouble as xml_read. */
enum kc_status docx_numbers_read(struct document *doc, struct str bytes, const struct limits *lim,
                                 const struct docx_styles *styles, struct docx_numbers *numbers,
                                 struct xml_trouble *reterr_trouble);

/* Every list begins anew. */
void docx_numbers_restart(struct docx_numbers *numbers);

/* The level paragraphs of this style have in a list; 0 when it does not say. */
unsigned docx_numbers_level(const struct docx_numbers *numbers, uint64_t num, struct str style);

/* Counts one paragraph of list `num` at `level` (from 0) and gives what stands in
 * front of it, with the blank behind; "" for a list that is not there, a bullet or
 * a number that nobody sees. *ret_font is the font it is set in. */
struct str docx_numbers_next(struct docx_numbers *numbers, struct arena *a, uint64_t num,
                             unsigned level, struct docx_font *ret_font);

#endif
