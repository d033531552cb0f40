#ifndef KC_RULES_LOAD_H
#define KC_RULES_LOAD_H

#include "rules/internal.h"

/* A set of rules while it is being read. Private to rules/. */
struct define {
    struct str name, value;
};

struct loader {
    struct ruleset    *set;
    struct str         file;
    bool               office; /* the file is */
    rule_say          *say;
    void              *ctx;
    unsigned           errors;
    struct rule_error *list; /* of this file, not told yet */
    size_t             nlist, list_cap;
    bool               full;    /* the arena is */
    struct define     *defines; /* visible in the files that follow */
    size_t             ndefines, defines_cap;
    size_t             rules_cap, context_cap, types_cap, agencies_cap;
};

/* rulefile.c */
void loader_read_file(struct loader *l, const struct rule_file *file);
/* Notes a mistake at a place of the file; beyond a hundred only that there are more. */
void loader_fail(struct loader *l, const struct tree *at, const struct rule_error *what);
#define LOADER_FAIL(l, at, what, ...)                                                              \
    loader_fail(l, at, &(struct rule_error){.code = (what), .args = {__VA_ARGS__}})
/* Tells what was noted, in the order of places. */
void loader_tell(struct loader *l);
/* The names of a list, for a message. */
struct str loader_names(struct loader *l, const char *const *names, size_t n);
/* ruleset.c: takes the rule. A second one of the same id is a mistake, unless it is an
 * office's with the tag of one that is not. */
void loader_add_rule(struct loader *l, const struct tree *at, const struct rule *r);

#endif
