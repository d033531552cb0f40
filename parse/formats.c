#include "parse/formats.h"

#include "parse/parse.h"

/* Highest bid wins, on a tie the earlier row: what is read stands before what is
 * only registered. */
const struct format *const parse_formats[] = {
    &format_docx,  /* docx.c  */
    &format_html,  /* html.c  */
    &format_mhtml, /* mhtml.c */
    &format_plain, /* plain.c */
    &format_zip,   /* archive.c */
#define REGISTERED(id, ...) &format_##id,
#include "parse/registered.def"
#undef REGISTERED
    NULL,
};
