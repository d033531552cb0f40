#ifndef KC_PARSE_FONTS_H
#define KC_PARSE_FONTS_H

#include "ingest/record/record.h"

/* Fonts from before Unicode: their glyphs are Vietnamese letters, the characters
 * behind them Latin-1. Which stretch of a text is set in which is known to the
 * readers of Word files and web pages; whether the characters are still the old
 * ones is not, because files that were converted keep the name of the font.
 * Private to parse/. */

enum encoding {
    ENCODING_UNICODE,
    ENCODING_TCVN3,
    ENCODING_VNI,
    ENCODING_VISCII,
    ENCODING_TWICE /* no font's: UTF-8 that was read as Latin-1; guessed, never decoded */
};

/* What a font does to the characters of a text. Zero: nothing. */
struct font {
    enum encoding encoding;
    bool          capitals; /* small letters look like capitals */
    bool          today;    /* somebody named it, and it is none of these */
};

/* By its name, ".VnTimeH"; of a list as in style sheets the first one counts. */
struct font font_named(struct str name);

/* May these bytes name such a font somewhere? One look for those who would have to read
 * much to find out. */
bool fonts_named_in(struct str bytes);

static inline bool font_eq(struct font a, struct font b)
{
    return a.encoding == b.encoding && a.capitals == b.capitals && a.today == b.today;
}

/* Is it worth remembering? */
static inline bool font_is_known(struct font f)
{
    return f.encoding != ENCODING_UNICODE || f.today;
}

/* Stretches of document.original in known fonts: ascending, apart, none empty. */
struct font_run {
    struct span at;
    struct font font;
};
struct font_runs {
    struct font_run *items;
    size_t           n, cap;
};

/* Adds [start, end), which lies behind all others. False when the arena is full. */
bool font_runs_add(struct arena *a, struct font_runs *runs, struct span at, struct font font);
/* Forgets everything from `end` on. */
void font_runs_cut(struct font_runs *runs, size_t end);

/* Leaves only the stretches that are to be decoded: not those whose text is Unicode
 * already, but also those without an old font that can only be old text. *ret_guess: what the whole
 * of the original looks like. False when the arena is full. */
bool fonts_confirm(struct document *doc, struct font_runs *runs, enum encoding *ret_guess);

#endif
