#ifndef KC_RECORD_TREE_H
#define KC_RECORD_TREE_H

#include "ingest/record/arena.h"
#include "ingest/record/status.h"

/* A YAML file as a tree with places, read within limits: settings, rules,
 * criteria sets. tree.c alone includes libyaml. All text is copied into the
 * arena. */
enum tree_kind { TREE_TEXT, TREE_LIST, TREE_MAP };
struct tree {
    enum tree_kind kind;
    unsigned       line, column; /* 1-based */
    struct str     text;         /* of TREE_TEXT, trimmed: "1.10" stays "1.10" */
    struct tree   *first;        /* children; those of a map alternate: key, value */
    struct tree   *next;
};

/* What can be wrong with a file before anybody looks at its keys. */
enum tree_trouble {
    TREE_FINE = 0,
    TREE_SYNTAX, /* arg: libyaml's words                   */
    TREE_TAB,    /* a tab used for indenting               */
    TREE_COLON,  /* a value with a colon that needs quotes */
    TREE_NOT_UTF8,
    TREE_ALIAS,       /* anchors and aliases are not used       */
    TREE_DEEP,        /* arg: levels allowed                    */
    TREE_LARGE,       /* arg: how much is allowed               */
    TREE_ONE_DOCUMENT /* "---" starts a second document         */
};
struct tree_error {
    unsigned          line, column;
    enum tree_trouble code;
    struct str        arg;
};

/* KC_BAD_INPUT with *reterr_error set; KC_SKIP: the file is empty. KC_LIMIT: `a`
 * is full. KC_NO_MEMORY. */
enum kc_status tree_read(struct str text, struct arena *a, const struct tree **ret_root,
                         struct tree_error *reterr_error);

/* One sentence about it, with %1 for the argument. */
const char *tree_trouble_text(enum tree_trouble code, bool english);

/* The value of `key` in a map; NULL when there is none (or no map). */
const struct tree *tree_get(const struct tree *map, const char *key);

#endif
