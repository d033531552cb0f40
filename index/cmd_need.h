#ifndef KC_INDEX_CMD_NEED_H
#define KC_INDEX_CMD_NEED_H

#include "index/cmd_season.h"

/* What a need asks for, fact by fact, in the order in which people read it: `m` is
 * a template for `value`, as MSG_EXPLAIN_TYPES. With year 0 what depends on the
 * year is told as it is written. Values live in the command's arena. */
typedef void need_fact(void *ctx, enum msg m, struct str value);
void need_facts(struct shell *sh, const struct need *need, int year, need_fact *fact, void *ctx);

/* All of them in one line: "loại văn bản: Kế hoạch; về: CCHC + năm 2025". */
struct str txt_need(struct shell *sh, const struct need *need, int year);

#endif
