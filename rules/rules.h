#ifndef KC_RULES_RULES_H
#define KC_RULES_RULES_H

#include "ingest/record/record.h"
#include "ingest/record/tree.h"

/* Stage 3: normal text -> findings and identity.
 *
 * Rules are data: blocks in YAML files, described in kiemchung-rules.5. Each
 * carries its own examples, and ruleset_selftest runs them. Patterns are
 * written for the house normal form of parse/parse.h. */

struct ruleset; /* compiled rules; immutable, shared by all workers */
struct matcher; /* one per worker: match data, JIT stack            */

/* One YAML file: rules, document types or agencies, told apart by its top keys.
 * `name` appears in messages. What an office's own file holds stands in place of what
 * the files before it call by the same name; in others that is a mistake. */
struct rule_file {
    struct str name;
    struct str text;
    bool       office;
};

/* The files that ship with the program, in order; they are part of the program. */
extern const size_t rules_shipped_count;
struct rule_file    rules_shipped_file(size_t i);

/* One mistake in a file, or an example that does not hold. */
enum rule_code {
    RULES_FINE = 0,
#define RULE_ERROR(name, vi, en) RULES_##name,
#include "rules/rule_error.def"
#undef RULE_ERROR
    RULES_ERROR_COUNT
};
struct rule_error {
    unsigned          line, column; /* 1-based */
    enum rule_code    code;
    enum tree_trouble trouble; /* of RULES_YAML */
    struct str        args[4];
};
/* The sentence about it, appended to `out`; false when it is full. */
bool rule_error_text(const struct rule_error *e, bool english, struct text *out);

/* One line of trouble; the slices are borrowed for the call. */
typedef void rule_say(void *ctx, struct str file, const struct rule_error *e);

/* Compiles all files together. Every mistake is reported to `say`, then
 * KC_BAD_INPUT is returned; KC_LIMIT: they need more memory than allowed. The set
 * keeps its own copy of what it needs. */
enum kc_status ruleset_load(const struct rule_file *files, size_t nfiles, rule_say *say, void *ctx,
                            struct ruleset **ret_set);
/* The same for the shipped files. */
enum kc_status ruleset_load_shipped(rule_say *say, void *ctx, struct ruleset **ret_set);
void           ruleset_free(struct ruleset *set); /* NULL is fine */

/* Identifies rules and canonical forms: changes whenever a finding could, so an
 * index knows which documents to extract again. 16 hex digits. */
struct str ruleset_fingerprint(const struct ruleset *set);

/* One rule, for lists. Slices live as long as the set; `file` is the name that
 * ruleset_load was given. */
struct rule_info {
    struct str id, version, kind, file;
    unsigned   line;
    uint8_t    sure;
    size_t     examples;
    bool       office;        /* of an office's own file                      */
    struct str replaces;      /* the file of the rule it replaces; "" none    */
    unsigned   replaces_line; /* where that rule stands                       */
};
/* In the order in which they were read, those for context last. */
typedef void rule_each(void *ctx, const struct rule_info *rule);
void         ruleset_each(const struct ruleset *set, rule_each *each, void *ctx);

enum kc_status matcher_new(const struct ruleset *set, struct matcher **ret_matcher);
void           matcher_free(struct matcher *m); /* before ruleset_free */

/* in:  doc->normal, ->blocks (USE_READING only), ->path, ->member, ->meta
 * out: doc->findings, ->identity, ->name; for a secrecy stamp also state
 *      REFUSED, reason SECRET, and the text is forgotten
 *
 * KC_LIMIT    lim->findings was reached
 * KC_PARTIAL  a rule ran out of lim->match_steps. That is never the same as
 *             "not found": the rule and the block are named in a diag. */
enum kc_status rules_apply(struct matcher *m, const struct limits *lim, struct document *doc);

/* A match over the same bytes as a better one: longer, or of an earlier rule. Of a
 * loser only kind, value, key, type, place and rule are known. */
struct lost_claim {
    struct finding loser, winner;
};
struct lost_claims {
    struct lost_claim *items; /* in the document's arena */
    size_t             n, cap;
};
/* rules_apply that also tells which matches lost, for people who write rules. */
enum kc_status rules_try(struct matcher *m, const struct limits *lim, struct document *doc,
                         struct lost_claims *ret_lost);

/* Only doc->name, from doc->path and ->member: for files that cannot be read. */
enum kc_status rules_name_hint(struct matcher *m, struct document *doc);

/* Canonical number from what a person typed ("47/QÐ - UBND" -> value, key).
 * False when it is no document number. Results live in `a`. */
bool rules_parse_number(struct matcher *m, struct arena *a, struct str typed, struct str *ret_value,
                        struct str *ret_key);

/* Runs every example of every rule, or those in an office's own files only; `say` gets
 * one line per surprise, and the number of surprises is returned. `prepare` turns
 * doc->original into doc->normal: the caller lends us the parse stage, we never
 * include it. */
typedef enum kc_status rule_prepare(void *lent, struct document *doc);
struct selftest {
    rule_prepare *prepare;
    void         *lent; /* to prepare */
    rule_say     *say;
    void         *ctx; /* to say */
    bool          office_only;
    unsigned      examples, surprises; /* out */
};
/* KC_NO_MEMORY: they could not be run. */
enum kc_status ruleset_selftest(const struct ruleset *set, struct selftest *t);

#endif
