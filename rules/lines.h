#ifndef KC_RULES_LINES_H
#define KC_RULES_LINES_H

#include "rules/internal.h"

/* The document as lines a reader sees: a block, or a piece of one between line
 * breaks, column marks and the national motto. Only what header and signature
 * need: the first and last stretch of the text. */
struct line {
    struct str  text; /* trimmed slice of doc->normal */
    struct span at;
    size_t      block;
    uint32_t    table, row, column;
    bool        margin;
    bool        motto; /* quốc hiệu, tiêu ngữ, heading of the party */
    bool        rule;  /* only "_", "-", "*", "="                    */
};

struct lines {
    struct line *items;
    size_t       n, cap;
};

/* Lines of the reading blocks [first, last). False when the arena is full. */
bool lines_of(struct work *w, size_t first, size_t last, struct lines *ret_lines);

bool line_same_cell(const struct line *a, const struct line *b);
/* Does the context rule match somewhere in the line? Spans count from its start. */
bool line_match(struct work *w, enum context_rule c, const struct line *l,
                struct pattern_match *ret_match);
/* Letters, and all of them capitals. */
bool in_capitals(struct str s);
/* Does the line begin with the name of a body? */
bool issuer_begins(const struct ruleset *set, struct str line);

#endif
