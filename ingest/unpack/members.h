#ifndef KC_UNPACK_MEMBERS_H
#define KC_UNPACK_MEMBERS_H

#include "ingest/unpack/zip.h"

/* The names of a ZIP's members as records show them: raw bytes with backslashes
 * turned to "/". Never used as paths, so "..", drive letters and leading slashes
 * stay. A member without a name is "?". "!/" becomes "! /", because it joins nested archives. */
struct members {
    struct str *name;   /* by member */
    uint32_t   *number; /* by member, after members_number: 0, or n: "a (n).docx" */
    uint32_t   *order;  /* members sorted by name, then by place */
    size_t      n;
};

/* False when the arena is full. Slices live as long as arena and ZIP. */
bool members_list(struct members *ret_members, struct arena *a, struct unzip *z);

/* A name that is there twice; ASCII letters in any case, as Office compares them. */
bool members_twice(const struct members *members, struct str *ret_name);

/* Numbers later members of the same name so that name and number are unique,
 * whatever other names look like. False when the arena is full. */
bool members_number(struct members *members, struct arena *a);

/* Name and number of member i. False when the arena is full. */
bool members_label(const struct members *members, struct arena *a, size_t i, struct str *ret_label);

#endif
