/* The vocabulary of docx_story.c; private to it. */
#ifndef KC_PARSE_DOCX_WORDS_H
#define KC_PARSE_DOCX_WORDS_H

#include "parse/xml.h"

/* What the stories of a document are written in. */
enum docx_word {
    W_ALIGN = 1,
    W_ALTERNATE,
    W_BREAK,
    W_CELL,
    W_CHOICE,
    W_COMMENT,
    W_DELETED,
    W_DELETED_TEXT,
    W_DENOMINATOR,
    W_FALLBACK,
    W_FIELD,
    W_FONTS,
    W_HYPHEN,
    W_INSERTED,
    W_LEVEL,
    W_LIST,
    W_LIST_LEVEL,
    W_NOTE,
    W_OVER,
    W_PAGE,
    W_PAGE_BEFORE,
    W_PARAGRAPH,
    W_PARAGRAPH_LOOK,
    W_PARAGRAPH_STYLE,
    W_ROOT,
    W_ROW,
    W_ROW_LOOK,
    W_RUN,
    W_RUN_STYLE,
    W_SKIP_COLUMNS,
    W_SOFT_HYPHEN,
    W_SPAN,
    W_STRIKE,
    W_SYMBOL,
    W_TAB,
    W_TABLE,
    W_TEXT,
    W_TEXT_BOX,
    W_TEXT_PATH,
    W_VANISH
};

extern const struct xml_word docx_words[];
extern const size_t          docx_nwords;

#endif
