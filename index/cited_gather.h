#ifndef KC_INDEX_CITED_GATHER_H
#define KC_INDEX_CITED_GATHER_H

#include "index/act.h"
#include "index/cited.h"

/* What cited.c starts from. Private to cited*.c. */

/* One way of citing something, as written. Titles of plans are kept apart by who
 * cites them: each commune means its own. */
struct wording {
    bool       numbered;
    struct str what; /* key or title */
    struct str date, issuer, citing;
};

struct name {
    struct wording    raw;
    struct str        shown; /* the number, or the title of a plan */
    struct str        type;
    struct str        key; /* the number in lower case, or the words of the title */
    struct act_name   act;
    bool              plan;
    uint32_t          mentions; /* 1 + index of the last one */
    uint32_t          alias;    /* 1 + index of a title that means this act       */
    uint32_t          meant;    /* of a title: 1 + index of the act it means      */
    bool              handed_in;
    struct plan_words words; /* of a title, after gather_titles */
};

struct mention {
    uint32_t doc, before; /* 1 + index of the one before, 0 none */
};

struct submitted {
    struct str      id, key, label, type, about; /* type and about as words */
    struct act_name act;
};

struct unread {
    uint64_t   serial;
    struct str number, date, place;
};

struct gathering {
    struct index      *ix;
    struct arena      *arena;
    bool               full;
    struct name       *names;
    size_t             nnames, names_cap;
    uint32_t          *slots; /* hash of names: 1 + index */
    size_t             nslots;
    struct mention    *mentions;
    size_t             nmentions, mentions_cap;
    struct cited_by   *docs;
    size_t             ndocs, docs_cap;
    struct submitted  *submitted; /* by key, then by date, issuer and label */
    size_t             nsubmitted, submitted_cap;
    struct submitted **by_about;
    struct unread     *unread; /* by serial, then by place */
    size_t             nunread, unread_cap;
    struct cited_act  *acts;
    size_t             nacts, acts_cap;
};

/* Each false when memory is short, which `full` remembers. */
bool       gather_room(struct gathering *g, void **items, size_t *cap, size_t n, size_t size);
struct str gather_keep(struct gathering *g, struct str s);

/* Names, mentions, documents that cite, what was submitted, unread files. */
enum kc_status gather_all(struct gathering *g);

/* The name under which this document cites; NULL when it was not gathered. */
struct name *gather_find(const struct gathering *g, const struct document *doc,
                         const struct finding *f);

/* Finds out which titles are of submitted plans, and which of acts with a number. */
enum kc_status gather_titles(struct gathering *g);

#endif
