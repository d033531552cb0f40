/* The pieces of the Word reader; private to parse/docx*.c. */
#ifndef KC_PARSE_DOCX_H
#define KC_PARSE_DOCX_H

#include "parse/blocks.h"
#include "parse/xml.h"

/* ---- docx_package.c -------------------------------------------------------- */

/* NULL when the document has no such part. */
const struct part *docx_find_part(const struct document *doc, struct str name);

/* "word/document.xml", "word/document2.xml". */
bool docx_is_main_name(struct str name);

/* The part that holds the text, as the package says or by its usual name;
 * *ret_main is NULL when there is none. KC_OK, KC_PARTIAL with a diag, or why the
 * package is not read at all. */
enum kc_status docx_find_main(struct document *doc, const struct limits *lim,
                              const struct part **ret_main);

/* Says of words that are in parts nobody reads that they are. Statuses as above. */
enum kc_status docx_look_elsewhere(struct document *doc, const struct limits *lim,
                                   const struct part *main);

/* ---- docx_symbol.c ---------------------------------------------------------- */

/* What a w:sym shows, in `buf` or static; " " for a picture that is no letter. */
struct str docx_symbol(const struct xml_attrs *attrs, char buf[4]);

/* ---- docx_styles.c, docx_story.c --------------------------------------------- */

/* What a run looks like, as far as it decides what its text is for. Bits. */
enum docx_mark {
    MARK_HIDDEN = 1 << 0,
    MARK_STRUCK = 1 << 1,
    MARK_RAISED = 1 << 2 /* superscript */
};

/* Marks that are switched on and off; those in neither are inherited. */
struct docx_marks {
    unsigned on, off;
};

/* The font of letters outside ASCII, where something names one. */
struct docx_font {
    struct font font;
    bool        known;
};

/* One style with all it inherits. */
struct docx_style {
    struct str               id, based_on;
    const struct docx_style *base; /* the style `based_on` names; NULL: none */
    struct docx_marks        marks;
    struct docx_font         font;
    uint16_t                 level; /* of a heading, 1 the highest; 0: none */
    bool                     level_known;
    uint64_t                 list; /* of automatic numbers, when list_known; 0: none */
    bool                     list_known;
    unsigned                 list_level; /* from 0, when list_level_known */
    bool                     list_level_known;
};

struct docx_styles {
    struct docx_style *rows; /* by id */
    size_t             n, cap;
    struct str         usual; /* id of the style of paragraphs that name none */
    struct font        font;  /* where no style says anything                 */
    struct font        theme[2];
};

/* Which of `theme` */
enum { THEME_MAJOR, THEME_MINOR };

/* `more` has the last word where it says anything. */
static inline void docx_marks_add(struct docx_marks *marks, struct docx_marks more)
{
    marks->on  = (marks->on & ~more.off) | more.on;
    marks->off = (marks->off & ~more.on) | more.off;
}

/* The switch a w:vanish, w:strike … element is: on unless it says no. */
bool docx_is_on(const struct xml_attrs *attrs);
/* The level a w:ilvl says, from 0. */
bool docx_list_level(const struct xml_attrs *attrs, unsigned *ret_level);

/* What w:rFonts says. */
struct docx_font docx_font_read(const struct docx_styles *styles, const struct xml_attrs *attrs);

/* Reads word/theme/theme1.xml: styles->theme. Comes before docx_styles_read. Statuses
 * and *reterr_trouble as xml_read. */
enum kc_status docx_theme_read(struct document *doc, struct str bytes, const struct limits *lim,
                               struct docx_styles *styles, struct xml_trouble *reterr_trouble);

/* Reads word/styles.xml. Statuses and *reterr_trouble as xml_read. */
enum kc_status docx_styles_read(struct document *doc, struct str bytes, const struct limits *lim,
                                struct docx_styles *styles, struct xml_trouble *reterr_trouble);

/* NULL when there is no such style; `id` may be empty. */
const struct docx_style *docx_style_find(const struct docx_styles *styles, struct str id);

struct docx_numbers; /* docx_numbers.h */

/* What a part of the document is: its body, a header, the footnotes … */
struct docx_story {
    enum block_kind kind;
    enum block_use  use;
    bool            pages; /* count page breaks */
};

/* Reads one part into `out`; *ntables is the number of the last table so far.
 * Statuses and *reterr_trouble as xml_read: KC_PARTIAL when out->status stopped
 * it, or with a diag when words were left out; KC_BAD_INPUT also when the root is
 * no Word markup. */
enum kc_status docx_story_read(struct blocks *out, struct str bytes, const struct limits *lim,
                               const struct docx_styles *styles, struct docx_numbers *numbers,
                               const struct docx_story *as, uint32_t *ntables,
                               struct xml_trouble *reterr_trouble);

#endif
