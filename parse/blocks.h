#ifndef KC_PARSE_BLOCKS_H
#define KC_PARSE_BLOCKS_H

#include "parse/fonts.h"

/* Builds doc->original and doc->blocks. Private to parse/.
 *
 * A parser opens a block, adds text to it, closes it. Text added with another
 * use than the block's own (deleted text inside a paragraph) is set aside and
 * becomes a block of its own right after the block it was cut from; pieces cut
 * from different places stay apart by a space. Blocks without any visible
 * character vanish. Margins, notes and comments stand under no heading. Spans
 * refer to doc->original. What was added while `font` was set is in `fonts`. */
struct blocks {
    struct document     *doc;
    const struct limits *lim;
    struct text          original;
    struct text          aside[USE_COMMENT + 1]; /* per use */
    struct font_runs     aside_fonts[USE_COMMENT + 1];
    size_t               cut[USE_COMMENT + 1]; /* where in `original` each was last cut out */
    struct font          font;                 /* of the text that is added next */
    struct font_runs     fonts;                /* of `original` */
    struct block         open;
    size_t               cap;
    uint32_t             heading; /* 1 + index of the current heading block */
    bool                 is_open;
    bool                 too_long; /* the ceiling was lim->text_bytes, not the arena */
    enum kc_status       status;   /* sticky: KC_LIMIT once a ceiling is reached */
};

void blocks_begin(struct blocks *b, struct document *doc, const struct limits *lim);

/* Closes an open block first. Of `like`, everything but `at` and `heading` is used. */
void blocks_open(struct blocks *b, const struct block *like);
/* UTF-8 text; "\n" is a line break inside the block, "\t" a tab. Opens a
 * paragraph when none is open. */
void blocks_add(struct blocks *b, enum block_use use, struct str text);
void blocks_close(struct blocks *b);

/* A heading of `level` starts: close and reopen as heading is done by
 * blocks_open with kind BLOCK_HEADING; later blocks stand under it. */

/* Closes what is open and hands text and blocks to the document. KC_OK, or
 * KC_LIMIT with a diag. */
enum kc_status blocks_finish(struct blocks *b);

#endif
