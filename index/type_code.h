#ifndef KC_INDEX_TYPE_CODE_H
#define KC_INDEX_TYPE_CODE_H

#include "ingest/record/str.h"

/* Does a document number, perhaps only from a file name and without marks
 * ("153/KH-UBND", "12-CTr/TU", "30/2020/ND-CP"), belong to a document of this
 * type? A number whose code is no type's is that of a công văn, or of a type that
 * has no code ("12/DM-UBND": Danh mục). A hint: HD is both hướng dẫn and hợp đồng. */
bool type_code_fits(struct str number, struct str type);

#endif
