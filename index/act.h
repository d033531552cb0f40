#ifndef KC_INDEX_ACT_H
#define KC_INDEX_ACT_H

#include "ingest/record/record.h"

/* What a citation names. A number alone names nothing: 76/NQ-CP was issued twice,
 * every commune has its own 15/KH-UBND. Pure: no store. */

/* One way in which acts of one number are named. */
struct act_name {
    struct str date;   /* ISO, its beginning: "2025", or its end:
                        * "XXXX-07-20"; "" unknown                      */
    struct str issuer; /* as act_issuer_make writes it; "" unknown       */
};

/* Words of an issuer, the office left out that signs for it: "Chủ tịch UBND tỉnh"
 * issues what "UBND tỉnh" stands over. False when `a` is full. */
bool act_issuer_make(struct arena *a, struct str issuer, struct str *ret_words);

/* Could both be names of one act? One may say less than the other: "UBND tỉnh"
 * for "UBND tỉnh Sông Trà", or no date at all. */
bool act_may_be(struct act_name a, struct act_name b);
/* The same of their dates alone. */
bool act_date_may_be(struct str a, struct str b);

/* Which of `n` names of one number belong together: groups[i] is the smallest
 * index of the group of name i. Names share a group when all that one of them may
 * be, the others may be as well; so a name without a date joins the only dated one,
 * and stands by itself beside two. False when `a` is full. */
bool act_group(const struct act_name *names, size_t n, struct arena *a, uint32_t *groups);

/* A body of the state or the Party above the provinces, by its words. Nobody
 * expects acts of those to be handed in. Unknown bodies are none. */
bool act_is_central(struct str issuer_words);

/* Could a number that a file's name claims, perhaps short or without marks
 * ("31/QĐ", "30-2020-ND-CP"), be this one? */
bool act_number_fits(struct str claimed, struct str number);
/* The number before everything else: 31 of "031/QĐ"; 0 when there is none. */
uint64_t act_serial(struct str number);

/* Where a file's name and its document disagree. */
enum name_doubt {
    NAME_NUMBER = 1 << 0, /* another number                              */
    NAME_NONE   = 1 << 1, /* a number, where the document has none       */
    NAME_DATE   = 1 << 2  /* another date                                */
};
#define NAME_DOUBT_COUNT 3
/* The word for one bit: "number", "no-number", "date"; NULL for no single bit. */
const char *name_doubt_name(unsigned bit);
/* Bits; 0 for a document that says nothing of itself, as a news page. */
unsigned name_doubts(const struct name_hint *name, const struct identity *id);

/* How a plan without a number is recognised: by its type and what it is about. */
struct plan_words {
    struct str type, about, period; /* " ke hoach ", " cai cach hanh chinh ", " nam 2025 " */
};
/* `title`: "Kế hoạch công tác cải cách hành chính năm 2025", `type` as found with it.
 * False when `a` is full. */
bool plan_words_make(struct arena *a, struct str title, struct str type,
                     struct plan_words *ret_words);
/* What a document is about, for plan_is; false when `a` is full. */
bool plan_subject_make(struct arena *a, struct str subject, struct str *ret_words);
/* Is a document of this type (words) about this (plan_subject_make) that plan? Its
 * subject begins with what the plan is about and names the same period. */
bool plan_is(const struct plan_words *plan, struct str type_words, struct str subject);

#endif
