#ifndef KC_RULES_PATTERN_H
#define KC_RULES_PATTERN_H

#include "ingest/record/record.h"

/* The fence around PCRE2. Private to rules/. */
struct pattern;       /* compiled and JIT-compiled; immutable   */
struct pattern_state; /* match data, JIT stack; one per matcher */

#define PATTERN_GROUPS 12 /* groups a pattern may have, with the whole match */

/* Compiles `source` (UTF-8). On failure *reterr_message and *reterr_at (byte in
 * source) say why; the message is written to `message`. */
struct pattern *pattern_new(struct str source, char message[160], size_t *reterr_at);
void            pattern_free(struct pattern *p);

/* Index of the group called `name`, or 0 when there is none. */
unsigned pattern_group(const struct pattern *p, const char *name);

struct pattern_state *pattern_state_new(uint32_t match_steps);
void                  pattern_state_free(struct pattern_state *s);
void                  pattern_state_limit(struct pattern_state *s, uint32_t match_steps);

/* What a match call came to. STOPPED (limits, JIT stack, memory) is never the
 * same as NONE. */
enum pattern_result { PATTERN_NONE, PATTERN_FOUND, PATTERN_STOPPED };

struct pattern_match {
    struct span group[PATTERN_GROUPS]; /* {0,0} where a group took no part */
};

/* Searches `subject` (valid UTF-8) from `start`. Spans count from the subject's
 * beginning; what lies before `start` is seen by look-behinds. A pattern that
 * begins with \G only matches at `start`. */
enum pattern_result pattern_find(const struct pattern *p, struct pattern_state *s,
                                 struct str subject, size_t start, struct pattern_match *ret_match);

#endif
