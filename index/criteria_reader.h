#ifndef KC_INDEX_CRITERIA_READER_H
#define KC_INDEX_CRITERIA_READER_H

#include "index/criteria_set.h"

/* Reading a tree by tables of keys: unknown, repeated and missing keys and wrong
 * kinds are found in one place. Private to criteria_set.c. */
struct reader {
    struct arena          *arena;
    struct criteria_error *errors;
    size_t                 nerrors, errors_cap;
    bool                   full; /* the arena is */
    struct criteria_set   *set;
    size_t                 items_cap;
    unsigned              *lines; /* of the items' codes */
    size_t                 lines_cap;
};

/* Reads the value of the key `name` to `into`. */
typedef void value_fn(struct reader *r, struct str name, const struct tree *value, void *into);
struct key {
    struct str name;
    value_fn  *read;
    size_t     offset; /* in the struct the map is read into */
    bool       required;
};

/* Reads one element of the list `name`; false when it is a mistake. */
typedef bool element_fn(struct reader *r, struct str name, const struct tree *value, void *item);

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Notes a mistake at a place; beyond a hundred only that there are more. */
void reader_fail(struct reader *r, const struct tree *at, enum criteria_code code, struct str arg1,
                 struct str arg2);

/* False when it is no map; other mistakes are only noted. */
bool reader_map(struct reader *r, struct str name, const struct tree *map, const struct key *keys,
                size_t n, void *into);

/* An array of `size`-byte items; a value that is no list counts as a list of
 * one. Elements that are mistakes are left out. */
void *reader_list(struct reader *r, struct str name, const struct tree *value, size_t size,
                  element_fn *read, size_t *ret_n);

/* A single value that is not empty? */
bool reader_is_text(struct reader *r, struct str name, const struct tree *value);

/* Index of a value in a list of words, `all` of them for the message; `n` after
 * a mistake. */
size_t reader_choose(struct reader *r, struct str name, const struct tree *value,
                     const struct str *words, size_t n, struct str all);

/* "1.5" -> 150. */
bool reader_points(struct reader *r, const struct tree *value, uint32_t *ret_centipoints);

/* value_fn: a struct str; the node itself, for what can only be read when the
 * whole map is known. */
void reader_text(struct reader *r, struct str name, const struct tree *value, void *into);
void reader_keep(struct reader *r, struct str name, const struct tree *value, void *into);

#endif
