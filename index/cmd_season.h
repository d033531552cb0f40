#ifndef KC_INDEX_CMD_SEASON_H
#define KC_INDEX_CMD_SEASON_H

#include "index/jw.h"
#include "index/review.h"
#include "ingest/workspace.h"

/* What gaps, explain and review start from: set, year, index, decisions. */
struct season {
    struct shell    *sh;
    struct workspace ws;
    bool             in_workspace;
    struct index    *ix; /* for reading; NULL when not asked for */
    struct decisions people;
    const char      *decisions_path; /* NULL outside of a workspace */
};

/* `criteria` and `year` (0: none) stand in for a workspace. The index is only
 * opened when asked for: what people decide is kept without one. Everything is
 * told; returns an exit code. Close it in any case. */
int  season_open(struct shell *sh, const char *criteria, uint64_t year, bool with_index,
                 struct season *ret_season);
void season_close(struct season *s);

/* The leaf or group with this code; tells, with the nearest codes, when there is
 * none and returns NULL. */
const struct criterion *season_criterion(const struct season *s, struct str code);

/* ---- text for people, in the command's arena -------------------------------- */

/* Nothing in it can move a cursor or hide: for names and quotes. */
struct str txt_plain(struct shell *sh, struct str untrusted);
/* A template of the language in force, filled in. */
struct str txt_fill(struct shell *sh, const char *vi, const char *en, const struct str *args,
                    size_t n);
struct str txt_msg(struct shell *sh, enum msg m, const struct str *args, size_t n);
/* "1,50" in Vietnamese, "1.50" in English. */
struct str txt_points(struct shell *sh, uint64_t centipoints);
struct str txt_number(struct shell *sh, uint64_t n);
/* The reason of a row as a sentence. */
struct str txt_reason(struct shell *sh, const struct coverage *row);

/* "SAMPLE SET: …": nobody takes a set for official that is not. */
void out_set_status(const struct criteria_set *set);
/* "set": {"id": …, "title", "status", "decision"} */
void jw_set(struct jw *j, const struct criteria_set *set);

/* "chấp nhận" */
struct str txt_verb(enum decision_verb v);

#endif
