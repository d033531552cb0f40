#include "ingest/record/members.h"

#define ALWAYS 1u /* objects without kinds count as kind 0 */
#define REF    (1u << FINDING_REFERENCE)
#define DATE   (1u << FINDING_DATE)
#define PLAN   (1u << FINDING_PLAN)
#define ANY    (REF | DATE | PLAN)

/* The tables hold one type of function for all enums. */
static const char *state_word(unsigned v)
{
    return state_info((enum file_state)v)->name;
}
static const char *reason_word(unsigned v)
{
    return reason_info((enum file_reason)v)->name;
}
static const char *nature_word(unsigned v)
{
    return nature_name((enum nature)v);
}
static const char *block_kind_word(unsigned v)
{
    return block_kind_name((enum block_kind)v);
}
static const char *block_use_word(unsigned v)
{
    return block_use_name((enum block_use)v);
}
static const char *finding_kind_word(unsigned v)
{
    return finding_kind_name((enum finding_kind)v);
}
static const char *role_word(unsigned v)
{
    return role_name((enum role)v);
}
static const char *precision_word(unsigned v)
{
    return date_precision_name((enum date_precision)v);
}
static const char *date_use_word(unsigned v)
{
    return date_use_name((enum date_use)v);
}

/* clang-format off */
#define ROW(strct, member) #member, .offset = offsetof(struct strct, member)
#define WORD(f, last)      .type = MEMBER_WORD, .word = f, .words = (last) + 1

static const struct member head[] = {
    {ROW(document, id), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(document, size), .type = MEMBER_U64, .always = ALWAYS},
    {ROW(document, path), .type = MEMBER_RAW, .always = ALWAYS, .must = true},
    {ROW(document, member), .type = MEMBER_RAW, .always = ALWAYS},
    {ROW(document, container), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(document, format), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(document, state), WORD(state_word, STATE_GONE), .always = ALWAYS},
    {ROW(document, reason), WORD(reason_word, REASON_EMPTY), .always = ALWAYS},
};

static const struct member identity[] = {
    {ROW(identity, nature), WORD(nature_word, NATURE_PRESS), .always = ALWAYS},
    {ROW(identity, type), .type = MEMBER_FIELD, .always = ALWAYS},
    {ROW(identity, number), .type = MEMBER_FIELD, .always = ALWAYS},
    {ROW(identity, key), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(identity, date), .type = MEMBER_FIELD, .always = ALWAYS},
    {ROW(identity, issuer), .type = MEMBER_FIELD, .always = ALWAYS},
    {ROW(identity, parent), .type = MEMBER_FIELD, .always = ALWAYS},
    {ROW(identity, place), .type = MEMBER_FIELD, .always = ALWAYS},
    {ROW(identity, subject), .type = MEMBER_FIELD, .always = ALWAYS},
    {ROW(identity, signer), .type = MEMBER_FIELD, .always = ALWAYS},
    {ROW(identity, draft), .type = MEMBER_DRAFT, .always = ALWAYS},
    {ROW(identity, secrecy), .type = MEMBER_FIELD, .always = ALWAYS},
};

static const struct member meta[] = {
    {ROW(metadata, title), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(metadata, author), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(metadata, site), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(metadata, published), .type = MEMBER_STR, .always = ALWAYS},
};

static const struct member name[] = {
    {ROW(name_hint, number), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(name_hint, key), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(name_hint, date), .type = MEMBER_STR, .always = ALWAYS},
    {ROW(name_hint, criterion), .type = MEMBER_STR, .always = ALWAYS},
};

static const struct member block[] = {
    {ROW(block, kind), WORD(block_kind_word, BLOCK_MARGIN), .always = ALWAYS, .must = true},
    {ROW(block, use), WORD(block_use_word, USE_COMMENT)},
    {ROW(block, at), .type = MEMBER_SPAN, .always = ALWAYS, .must = true},
    {ROW(block, table), .type = MEMBER_U32},
    {ROW(block, row), .type = MEMBER_U32},
    {ROW(block, column), .type = MEMBER_U32},
    {ROW(block, heading), .type = MEMBER_U32},
    {ROW(block, level), .type = MEMBER_U16},
    {ROW(block, page), .type = MEMBER_U16},
};

static const struct member finding[] = {
    {ROW(finding, kind), WORD(finding_kind_word, FINDING_PLAN), .always = ANY, .must = true},
    {ROW(finding, value), .type = MEMBER_STR, .always = ANY},
    {ROW(finding, key), .type = MEMBER_STR, .always = REF},
    {ROW(finding, type), .type = MEMBER_STR, .always = REF},
    {ROW(finding, year), .type = MEMBER_U16, .always = PLAN},
    {ROW(finding, precision), WORD(precision_word, PRECISION_SPAN), .always = DATE},
    {ROW(finding, use), WORD(date_use_word, DATE_PUBLISHED), .always = DATE},
    {ROW(finding, date), .type = MEMBER_STR, .always = REF | PLAN},
    {ROW(finding, issuer), .type = MEMBER_STR, .always = REF | PLAN},
    {ROW(finding, subject), .type = MEMBER_STR, .always = REF},
    {ROW(finding, plan), .type = MEMBER_BOOL, .always = REF},
    {ROW(finding, role), WORD(role_word, ROLE_REPLACED), .always = REF | PLAN},
    {ROW(finding, at), .type = MEMBER_SPAN, .always = ANY, .must = true},
    {ROW(finding, date_at), .type = MEMBER_SPAN, .always = REF | PLAN},
    {ROW(finding, quote_at), .type = MEMBER_SPAN},
    {"quote", .offset = offsetof(struct finding, quote_at), .type = MEMBER_QUOTE},
    {ROW(finding, rule), .type = MEMBER_STR, .always = ANY},
    {ROW(finding, sure), .type = MEMBER_U8, .always = ANY},
};

#define TABLE(rows) {(rows), sizeof(rows) / sizeof *(rows)}
const struct member_table head_members     = TABLE(head);
const struct member_table identity_members = TABLE(identity);
const struct member_table meta_members     = TABLE(meta);
const struct member_table name_members     = TABLE(name);
const struct member_table block_members    = TABLE(block);
const struct member_table finding_members  = TABLE(finding);
/* clang-format on */

bool is_line_member(struct str word)
{
    static const char *const others[] = {
        "v",      "path_bytes", "member_bytes", "identity", "meta",  "name",          "original",
        "normal", "steps",      "blocks",       "findings", "diags", "diags_dropped",
    };

    for (size_t i = 0; i < head_members.n; i++)
        if (str_eq(str_from_cstr(head[i].name), word))
            return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_eq(str_from_cstr(others[i]), word))
            return true;
    return false;
}
