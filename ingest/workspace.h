#ifndef KC_WORKSPACE_H
#define KC_WORKSPACE_H

#include "ingest/command.h"
#include "index/coverage.h"

/* A workspace: one assessment season of one office. kiemchung.yaml:
 *
 *   year: 2025
 *   lang: vi
 *   criteria: tieu-chi/mau-tinh-2025.yaml
 *   intake:                    # default: nop
 *     - nop
 *     - {name: so-noi-vu, path: /srv/nop/so-noi-vu}
 *   folder_codes: true         # codes in folder and file names count as a signal
 *   rules: [quy-tac/rieng.yaml] # the office's own, behind those of the program
 *   workers: 2
 */
struct intake {
    struct str name; /* shows in records as root      */
    struct str path; /* absolute                      */
    unsigned   line; /* in kiemchung.yaml; 0: default */
};

/* The keys of kiemchung.yaml, alphabetical. */
enum setting {
    SETTING_CRITERIA,
    SETTING_FOLDER_CODES,
    SETTING_INTAKE,
    SETTING_LANG,
    SETTING_RULES,
    SETTING_WORKERS,
    SETTING_YEAR,
    SETTING_COUNT
};

/* A file or a pattern, as written: rulefiles.h knows which files that means. */
struct rule_path {
    struct str path;
    unsigned   line, column; /* in kiemchung.yaml */
};

struct workspace {
    struct str          dir; /* absolute */
    int                 year;
    struct str          lang; /* "" when not set */
    struct str          criteria_path;
    struct intake      *intakes;
    size_t              nintakes;
    bool                folder_codes;
    struct rule_path   *rules;
    size_t              nrules;
    uint32_t            workers;
    unsigned            lines[SETTING_COUNT]; /* where each stands; 0: it does not */
    struct criteria_set set;                  /* read on demand by workspace_criteria */
    bool                has_set;
};

/* Finds kiemchung.yaml in sh->dir or the nearest folder above and reads it.
 * All mistakes are told. Returns an exit code: EXIT_DONE, EXIT_CONFIG (mistakes,
 * or `required` and there is none). Without one, *ret_found is false. */
int workspace_open(struct shell *sh, bool required, struct workspace *ret_ws, bool *ret_found);

/* Reads the criteria set (or `file` instead, when not NULL). EXIT_DONE,
 * EXIT_CONFIG, EXIT_NO_INPUT. */
int workspace_criteria(struct shell *sh, struct workspace *ws, const char *file);

/* Opens the index: --index, else the workspace's. With a set, links are kept up
 * to date. Told on failure: EXIT_UNAVAILABLE, EXIT_TRY_AGAIN, EXIT_NO_INPUT. */
int workspace_index(struct shell *sh, struct workspace *ws, enum index_mode mode,
                    struct index **ret_index);

/* Paths inside .kiemchung, NUL-terminated, in sh->arena. */
const char *workspace_file(struct shell *sh, const struct workspace *ws, const char *name);

/* Tells why the index failed: EXIT_DONE for KC_OK, EXIT_TRY_AGAIN when it is
 * locked or the disk is full, else EXIT_UNAVAILABLE. */
int index_trouble(const struct index *ix, enum kc_status s);

/* Reads and checks a criteria set; mistakes are told. EXIT_DONE, EXIT_CONFIG,
 * EXIT_NO_INPUT. `path` is NUL-terminated. */
int  criteria_file_read(struct shell *sh, struct str path, struct str *ret_text,
                        struct criteria_set *ret_set);
bool criteria_has_year(const struct criteria_set *set, int year);

/* "file:line:column: sentence" on stderr. */
void say_place(struct str file, unsigned line, unsigned column, struct str sentence);

/* Is `path` in `dir`, or the same? Both absolute and clean. */
bool path_is_below(struct str path, struct str dir);

/* Makes a folder unless it is there. EXIT_DONE or EXIT_CANT_CREATE, told. */
int folder_make(const char *path, unsigned mode);

/* A whole small file into `a`; false with errno. */
bool file_read(struct arena *a, const char *path, struct str *ret_text);
/* Everything that comes from `fd`, whatever it is; false with errno. */
bool stream_read(struct arena *a, int fd, struct str *ret_text);
/* A NUL-terminated copy, and dir/name likewise (`name` may be absolute), in
 * sh->arena. Never NULL: the program ends when memory does. */
const char *shell_cstr(struct shell *sh, struct str s);
struct str  shell_join(struct shell *sh, struct str dir, struct str name);

#endif
