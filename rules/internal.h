#ifndef KC_RULES_INTERNAL_H
#define KC_RULES_INTERNAL_H

#include "ingest/record/diag.h"
#include "ingest/record/fold.h"
#include "rules/needles.h"
#include "rules/pattern.h"
#include "rules/rules.h"

/* Shared by the files of rules/; nobody else includes it. */

/* ---- data ------------------------------------------------------------- */

/* A document type: Nghị định 30/2020/NĐ-CP, Phụ lục III, and what else occurs.
 * Several rows may share an abbreviation. */
struct doc_type {
    struct str abbr;  /* "KH"; "" for Công văn */
    struct str name;  /* "Kế hoạch" */
    bool       plan;  /* names a plan, programme or scheme */
    bool       party; /* of party and mass organisations   */
};

/* A body or unit. There is no national list: the table classifies, it does not
 * filter. */
struct agency {
    struct str abbr; /* "BNV" */
    struct str name; /* "Bộ Nội vụ" */
    bool       unit; /* a drafting unit or field that follows another body's code */
};

/* A file of rules gives each a stable id and a version; the tag "so-hieu/1"
 * travels with every finding. */
enum rule_kind { RULE_REFERENCE, RULE_DATE, RULE_PLAN, RULE_CONTEXT };

struct canon;

struct rule_example {
    struct str text;
    struct str value;              /* expected; "" for a text that must give nothing */
    struct str type, date, issuer; /* checked when not empty */
    bool       yes;
    bool       has_value;
    unsigned   line, column;
    struct str file;
};

struct rule {
    struct str          id, tag;
    struct str          file; /* and line: where it stands */
    unsigned            line;
    bool                office;   /* of an office's own file                    */
    struct str          replaces; /* and line: where the rule stood that it replaces */
    unsigned            replaces_line;
    enum rule_kind      kind;
    const struct canon *canon;
    struct pattern     *pattern;
    uint64_t            needs;  /* bits of ruleset.needles: a window without any of
                                 * these cannot match; 0 needs nothing          */
    bool                 digit; /* nor can one without a digit                  */
    uint8_t              sure;
    struct rule_example *examples;
    size_t               nexamples;
    unsigned             group[PATTERN_GROUPS]; /* number of each named group, see enum */
};

/* Names of groups a pattern may have; what each means is up to the canonical form. */
enum rule_group {
    GROUP_NUM,
    GROUP_YEAR,
    GROUP_SYM,
    GROUP_DAY,
    GROUP_MONTH,
    GROUP_QUARTER,
    GROUP_HALF,
    GROUP_UNTIL,
    GROUP_TITLE,
    GROUP_PLACE,
    GROUP_REST,
    GROUP_COUNT
};

/* Patterns the code asks for by name: what may stand around a finding. */
enum context_rule {
    CONTEXT_DATE_AFTER,    /* number … ngày DATE                 */
    CONTEXT_DATE_BEFORE,   /* ngày DATE … ban hành TYPE số NUMBER */
    CONTEXT_ISSUER_AFTER,  /* … của UBND tỉnh                    */
    CONTEXT_SUBJECT_AFTER, /* … về việc …                        */
    CONTEXT_SUBJECT_STOP,  /* where a cited subject is over      */
    CONTEXT_NOT_NUMBER,    /* stands before: mẫu, biển số …      */
    CONTEXT_LABEL,         /* stands before: số, công văn …      */
    CONTEXT_LIST_JOIN,     /* between members of a list          */
    CONTEXT_CONTAINER,     /* stands before: ban hành kèm theo   */
    CONTEXT_REPLACED,      /* stands before: thay thế, bãi bỏ    */
    CONTEXT_DEADLINE,      /* stands before a date               */
    CONTEXT_CUTOFF,
    CONTEXT_PUBLISHED, /* stands around a date               */
    CONTEXT_HEADER_NUMBER,
    CONTEXT_HEADER_BLANK_NUMBER,
    CONTEXT_HEADER_DATE,
    CONTEXT_HEADER_BLANK_DATE,
    CONTEXT_MINUTES_DATE,   /* stands before the day of minutes  */
    CONTEXT_HEADER_SUBJECT, /* V/v …                              */
    CONTEXT_MOTTO,          /* quốc hiệu, tiêu ngữ, party heading */
    CONTEXT_HEADER_END,     /* Căn cứ, Kính gửi, Điều 1           */
    CONTEXT_SECRECY,
    CONTEXT_DRAFT,
    CONTEXT_PLACEHOLDER,
    CONTEXT_SIGNING,
    CONTEXT_NOT_PLAN, /* inside a title: it is a sentence     */
    CONTEXT_NAME_NUMBER,
    CONTEXT_NAME_TYPE_FIRST,
    CONTEXT_NAME_DATE,
    CONTEXT_NAME_CRITERION,
    CONTEXT_COUNT
};

struct ruleset {
    struct arena      *arena;
    struct rule       *rules; /* RULE_CONTEXT apart */
    size_t             nrules;
    const struct rule *context[CONTEXT_COUNT];
    struct rule       *context_rules;
    size_t             ncontext;
    struct needles     needles; /* distinct strings that rules need */
    struct doc_type   *types;
    size_t             ntypes;
    struct agency     *agencies;
    size_t             nagencies;
    char               fingerprint[17];
};

struct matcher {
    const struct ruleset *set;
    struct pattern_state *state;
};

/* Raise when code, not data, changes what is found: it goes into the fingerprint. */
#define RULES_CODE_VERSION 3

/* ---- look-ups in the data (data.c) --------------------------------------- */

/* The first row with this abbreviation as written, then without case; NULL none. */
const struct doc_type *type_by_abbr(const struct ruleset *set, struct str abbr, bool party);
/* The longest type name that `text` ends with (at a word boundary), without case;
 * *ret_start is where it begins. */
const struct doc_type *type_at_end(const struct ruleset *set, struct str text, size_t *ret_start);
/* The longest type name that `line` begins with, without case. */
const struct doc_type *type_at_start(const struct ruleset *set, struct str line, size_t *ret_end);
const struct agency   *agency_by_abbr(const struct ruleset *set, struct str abbr);
/* The longest agency name that `text` begins with at a word boundary. */
const struct agency *agency_at_start(const struct ruleset *set, struct str text, size_t *ret_end);

/* ---- one document under way ---------------------------------------------- */

/* A match on its way to becoming a finding. */
struct candidate {
    const struct rule *rule;
    struct finding     f;
    size_t             region; /* which region it stands in */
    bool               gone;   /* lost against another      */
    size_t             winner; /* which of those found, when gone */
};

/* A stretch of normal text that is read as one: a block, or the paragraphs of one
 * table cell. Matches never cross regions. */
struct region {
    struct span at;
    size_t      first, last; /* blocks, inclusive */
};

struct work {
    struct matcher      *m;
    const struct limits *lim;
    struct document     *doc;
    struct region       *regions;
    size_t               nregions, regions_cap;
    struct candidate    *found;
    size_t               nfound, found_cap;
    struct header       *header; /* identity.c's own, made once               */
    struct lost_claims  *lost;   /* NULL: nobody asks                         */
    enum kc_status       status; /* OK, PARTIAL or LIMIT so far */
};

/* A pattern from `start` inside `subject`; STOPPED becomes a diag and PARTIAL. */
bool work_find(struct work *w, const struct rule *rule, struct str subject, size_t start,
               struct span at, struct pattern_match *ret_match);
/* The group's text, or empty. */
struct str  group_text(const struct rule *rule, const struct pattern_match *m, enum rule_group g,
                       struct str subject);
struct span group_span(const struct rule *rule, const struct pattern_match *m, enum rule_group g);
/* Does the context rule match at the end of the text before `at` (at most 120
 * bytes back)? The pattern ends with \z. */
bool context_before(struct work *w, enum context_rule c, struct str text, size_t at,
                    struct pattern_match *ret_match, size_t *ret_base);

/* ---- canonical forms ------------------------------------------------------- */

/* Turns a match into fields of `c->f` (value, key, type, precision, year …).
 * False: it is no such thing after all. `subject` is the text matched on; spans
 * of `m` count from its beginning. */
struct canon {
    const char *name;
    bool (*make)(struct work *w, const struct rule *rule, struct str subject,
                 const struct pattern_match *m, struct candidate *c);
};
const struct canon       *canon_find(struct str name); /* NULL: no such form */
struct str                canon_names(struct arena *a);
extern const struct canon canon_number, canon_party_number, canon_old_number, canon_date,
    canon_plan;

/* A number taken apart; results live in `a`. Used by canonical forms, header
 * identity, file names and queries. */
struct number_parts {
    struct str             value, key;
    const struct doc_type *type;   /* NULL unknown */
    const struct agency   *issuer; /* NULL unknown */
    bool                   letter; /* công văn: no type code */
};
/* `party`: number-TYPE/ISSUER. `labelled`: a word like "số" stands before it, so a
 * symbol that no table knows is believed. False: not a document number. */
bool number_make(const struct ruleset *set, struct arena *a, struct str num, struct str year,
                 struct str sym, bool party, bool labelled, struct number_parts *ret);

/* A calendar day as ISO text in `a`; empty when there is no such day. */
struct str iso_day(struct arena *a, unsigned year, unsigned month, unsigned day);
/* "7", "07", "bảy"; 0 when it is no number up to 12. */
unsigned month_number(struct str word);

/* ---- steps -------------------------------------------------------------- */
enum kc_status collect(struct work *w); /* match.c: regions, candidates          */
void           settle(struct work *w);  /* settle.c: overlaps                    */
/* Remembers the loser where somebody asks. */
void note_lost(struct work *w, const struct candidate *loser, const struct candidate *winner);
void relate(struct work *w);        /* context.c: dates, issuers, roles …    */
void read_identity(struct work *w); /* identity.c: the document itself       */
/* Before all others: opens the heading and fills in identity.secrecy. False when
 * there is no memory to look, which is not the same as no stamp. */
bool find_secrecy(struct work *w);
void name_hint(struct work *w); /* namehint.c */

/* "ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ" -> "UBND tỉnh Sông Trà" (issuer.c). */
struct str issuer_name(const struct ruleset *set, struct arena *a, struct str written);
/* How many bytes at the start of `text` name an issuer ("UBND tỉnh Sông Trà về …"
 * gives the first four words); 0 none. */
size_t issuer_length(const struct ruleset *set, struct str text);

#endif
