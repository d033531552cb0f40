#ifndef KC_RULES_LOAD_H
#define KC_RULES_LOAD_H

#include "rules/internal.h"

/* A set of rules while it is being read. Private to rules/. */
struct define {
    struct str name, value;
};

struct loader {
    struct ruleset *set;
    struct str      file;
    rule_say       *say;
    void           *ctx;
    unsigned        errors;
    struct define  *defines; /* visible in the files that follow */
    size_t          ndefines, defines_cap;
    size_t          needles_cap, rules_cap, context_cap, types_cap, agencies_cap;
};

/* rulefile.c */
void loader_read_file(struct loader *l, const struct rule_file *file);
/* ruleset.c: takes the rule; a second one of the same id is a mistake. */
void loader_add_rule(struct loader *l, unsigned line, unsigned column, const struct rule *r);

#endif
