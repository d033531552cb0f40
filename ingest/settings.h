#ifndef KC_SETTINGS_H
#define KC_SETTINGS_H

#include "ingest/workspace.h"

/* Reads the text of kiemchung.yaml into *ws, whose `dir` is set. All mistakes are
 * told with their place. EXIT_DONE or EXIT_CONFIG. */
int settings_read(struct shell *sh, struct str file, struct str text, struct workspace *ws);

#endif
