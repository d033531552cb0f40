/* One part of a Word file while it is read; private to docx_story.c, docx_text.c,
 * docx_table.c and docx_box.c. */
#ifndef KC_PARSE_DOCX_PLACE_H
#define KC_PARSE_DOCX_PLACE_H

#include "parse/docx_numbers.h"

/* The paragraph, run and fields we are in. A text box holds paragraphs inside a
 * run, so these nest. */
struct place {
    const struct docx_style *style, *run_style;
    uint16_t                 level; /* of the paragraph itself, when level_known */
    bool                     level_known;
    uint64_t                 list; /* of the paragraph itself, when list_known */
    bool                     list_known;
    unsigned                 list_level;
    bool                     list_level_known;
    bool                     numbered;     /* its number is written or is none */
    bool                     sign_deleted; /* its mark, and so its number with it */
    struct docx_marks        sign;         /* looks of its mark */
    bool                     in_paragraph;
    bool                     in_look; /* in w:pPr, whose w:rPr is the mark's, not a run's */
    bool                     in_run;
    struct docx_marks        marks;
    struct docx_font         font;   /* of the run itself */
    unsigned                 fields; /* open ones */
    uint64_t                 codes;  /* bit i: field i shows its code, not yet its result */
};

struct table {
    uint32_t number, row, column;
    uint32_t next; /* column of the next cell */
    bool     in_row_look;
    bool     row_deleted; /* under tracked changes, with all that is in it */
};

/* How far the alternatives we are in have got. */
enum choice { CHOICE_NONE, CHOICE_PASSED_OVER, CHOICE_TAKEN };

/* An array of `size`-byte things in the arena that is pushed and popped. */
struct stack {
    void  *items;
    size_t n, cap;
};

struct story {
    const struct docx_story  *as;
    const struct docx_styles *styles;
    struct docx_numbers      *numbers;
    const struct docx_style  *usual; /* of paragraphs that name no style */
    struct document          *doc;
    struct blocks            *main;
    struct blocks            *out;   /* main, or boxes while in a text box */
    struct blocks             boxes; /* paragraphs of text boxes wait here for the host to end */
    struct document           boxed; /* what `boxes` builds */
    struct place              at;
    struct stack              tables, hosts, choices;
    struct text               raised; /* superscript text of this run */
    uint32_t                 *ntables;
    unsigned                  deleted; /* open w:del and w:moveFrom */
    unsigned                  deleted_rows;
    unsigned                  page;
    bool                      broke_page; /* and nothing was seen on the new one */
    bool                      in_text, in_deleted_text;
    bool                      saw_root;
    bool                      left_out; /* alternatives without one for us */
    bool                      full;
};

/* One more `size`-byte thing on a stack; NULL, and s->full, when the arena is. */
void *story_push(struct story *s, struct stack *k, size_t size);

static inline struct str story_value(const struct xml_attrs *attrs)
{
    return xml_attr(attrs, XML_NS_W, STR("val"));
}

/* ---- docx_text.c ------------------------------------------------------------ */

/* Text for `use`, which opens the block and writes its number first. */
void story_emit(struct story *s, enum block_use use, struct str text);
/* Text of the current run, for whatever the run is for. */
void story_add(struct story *s, struct str text);
void story_flush_raised(struct story *s);
/* Once a paragraph: the number that Word shows in front of it, when text for `use` follows
 * (USE_HIDDEN: none). */
void story_number(struct story *s, enum block_use use);

/* ---- docx_table.c ----------------------------------------------------------- */

struct table *story_table(const struct story *s); /* NULL outside tables */
enum xml_go   story_begin_table(struct story *s);
void          story_begin_row(struct story *s);
void          story_delete_row(struct story *s);
void          story_end_row(struct story *s);
void          story_row_look(struct story *s, bool inside);
void          story_begin_cell(struct story *s);
/* The next cell begins w:val columns further, less the `by` that are counted already. */
void story_skip_columns(struct table *t, const struct xml_attrs *attrs, unsigned by);

/* ---- docx_box.c ------------------------------------------------------------- */

enum xml_go story_begin_box(struct story *s);
void        story_end_box(struct story *s);
/* What waited for the end of the paragraph that holds the boxes. */
void        story_flush_boxes(struct story *s);
enum xml_go story_text_path(struct story *s, const struct xml_attrs *attrs);
bool        story_understands(const struct xml_attrs *attrs);
enum xml_go story_begin_choice(struct story *s, bool ok);
enum xml_go story_begin_alternate(struct story *s);
void        story_end_alternate(struct story *s);

#endif
