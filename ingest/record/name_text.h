#ifndef KC_RECORD_NAME_TEXT_H
#define KC_RECORD_NAME_TEXT_H

#include "ingest/record/arena.h"

/* File names as people read them. A name is bytes, and the bytes are what it is known by;
 * what is shown, and what a name seems to say of its document, is this.
 *
 * Valid UTF-8 is believed. Else all components that are not ("/" separates) are read in
 * the encoding in which they are Vietnamese: windows-1258 or TCVN3; else as CP437, which
 * programs write that know no better, when its letters stand beside ASCII letters. Marks
 * behind a Vietnamese vowel become one letter with it. Bytes that nobody can read stay, so
 * the result may not be UTF-8.
 *
 * The result is `name` itself where there is nothing to do, or no room in `a`. */
struct str name_text(struct arena *a, struct str name);

#endif
