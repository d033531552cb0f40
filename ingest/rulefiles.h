#ifndef KC_RULEFILES_H
#define KC_RULEFILES_H

#include "ingest/workspace.h"
#include "rules/rules.h"

/* The rules in force: those of the program, and behind them those of the files that
 * `rules` in the settings names. A workspace that was not found has none. */

/* One such file, and where it is named. */
struct office_file {
    struct str path;         /* absolute          */
    unsigned   line, column; /* in kiemchung.yaml */
};

/* Which files there are: a pattern stands for what fits it, by name; none is there
 * twice. EXIT_DONE or EXIT_CONFIG: something named is not there, told. */
int rulefiles_find(struct shell *sh, const struct workspace *ws, struct office_file **ret_files,
                   size_t *ret_n);

/* Compiled together; every mistake is told with its place. EXIT_DONE, EXIT_CONFIG,
 * EXIT_TRY_AGAIN. */
int rulefiles_load(struct shell *sh, const struct workspace *ws, struct ruleset **ret_set);

/* And the examples in the office's own files hold. */
int rulefiles_load_tested(struct shell *sh, const struct workspace *ws, struct ruleset **ret_set);

/* Runs examples, with what they need; EXIT_DONE or EXIT_TRY_AGAIN. */
int rulefiles_test(struct shell *sh, const struct ruleset *set, struct selftest *ret_test,
                   bool office_only);

/* A rule_say: the mistake on stderr, in the language in force; ctx is the shell. */
void rulefiles_say(void *shell, struct str file, const struct rule_error *e);

#endif
