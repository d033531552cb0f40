#ifndef KC_PARSE_FORMATS_H
#define KC_PARSE_FORMATS_H

#include "ingest/record/format.h"

/* The rows of parse_formats. Private to parse/. */

extern const struct format format_docx;
extern const struct format format_html;
extern const struct format format_mhtml;
extern const struct format format_plain;
extern const struct format format_zip;

#define REGISTERED(id, ...) extern const struct format format_##id;
#include "parse/registered.def"
#undef REGISTERED

#endif
