#ifndef KC_RECORD_NAMES_H
#define KC_RECORD_NAMES_H

#include "ingest/record/str.h"

/* Files that are not documents, told by their names alone. Folders on disk and
 * members of archives follow the same tables. "/" separates. */

/* The last component of a path; all of it when there is no "/". */
struct str name_base(struct str path);

/* Lock files of office programs, downloads under way: "~$Bao cao.docx",
 * ".~lock.a.odt#", "a.docx.part". */
bool name_is_temporary(struct str basename);

/* What file managers leave behind: "Thumbs.db", ".DS_Store", "desktop.ini". */
bool name_is_system(struct str basename);

/* Resource forks that macOS writes beside the real files: "__MACOSX/a/b",
 * "a/._b". Takes the whole path. */
bool name_is_macos_sidecar(struct str path);

#endif
