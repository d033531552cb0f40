#ifndef KC_INDEX_CMD_DOC_H
#define KC_INDEX_CMD_DOC_H

#include "index/cmd_season.h"

/* What the commands that speak of single documents share. All text is in the
 * command's arena and safe for a terminal. */

/* The document a person means by `typed` (design.md: a hash prefix, a path or a
 * number), copied. EXIT_DONE or the code to exit with: none or several hits are
 * told, several as a list with issuer and date. `gone`: when nothing else is meant,
 * a document that is no longer in its place. */
int doc_pick(struct shell *sh, struct index *ix, struct str typed, bool gone,
             struct document_brief *ret_document);

/* The canonical key of a number typed by a person, "47/QÐ - UBND"; "" when it is
 * none. */
struct str doc_number_key(struct shell *sh, struct str typed);

/* Identity of a record as a brief; borrows from it. */
struct document_brief doc_brief(const struct document *doc);

/* ---- where something stands in a document ------------------------------------- */

struct spot {
    struct str   quote, heading;
    struct block block;   /* a copy: its indexes are of no use */
    size_t       ordinal; /* 1 + index of the block; 0: nowhere */
};
/* Copies what it needs; nothing of the record is kept. */
void spot_find(struct shell *sh, const struct document *doc, struct span at, struct spot *ret_spot);
/* "đoạn 12, dưới mục “…”, khoảng trang 3"; "" for nowhere. */
struct str txt_spot(struct shell *sh, const struct spot *p);
/* “quote” (place), on one line; "" for nowhere. */
struct str txt_quote(struct shell *sh, const struct spot *p);
/* "at": {…}, or nothing for nowhere. */
void jw_spot(struct jw *j, const struct spot *p);

/* ---- in words ------------------------------------------------------------------- */

/* "dẫn chiếu", "ban hành kèm theo" */
struct str txt_role(enum role role);
/* "nop/goi.zip!/1.1/KH.docx" */
struct str txt_path(struct shell *sh, struct str path, struct str member);
/* "Kế hoạch 12/KH-UBND ngày 05/01/2025 – UBND tỉnh Sông Trà [3970930e]" */
struct str txt_document(struct shell *sh, const struct document_brief *d);
/* "hợp lệ", or all that keeps a document from being valid evidence. */
struct str txt_evidence(struct shell *sh, const struct cover_evidence *ev);
/* "chấp nhận – Lan, 05/01/2026: đúng bản chính" */
struct str txt_decision(struct shell *sh, const struct decision *d);
void       jw_decision(struct jw *j, const struct decision *d);
/* One line, indented below what it belongs to. */
void out_indented(struct shell *sh, struct str line);

#endif
