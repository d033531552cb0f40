#include "rules/internal.h"

/* What stands around a finding: the type word before a number, the date, issuer
 * and subject after it, the role it plays, what a date is for. */

#define SUBJECT_MOST 400

/* The text of the region a candidate stands in; offsets below count in it. */
struct around {
    struct str text;
    uint32_t   base;
};

static struct around around_of(const struct work *w, const struct candidate *c)
{
    struct span r = w->regions[c->region].at;

    return (struct around){str_sub(w->doc->normal, r.start, r.end), r.start};
}

static size_t skip_back(struct str text, size_t at, const char *what)
{
    while (at > 0 && strchr(what, text.p[at - 1]))
        at--;
    return at;
}

/* ---- before the number ------------------------------------------------------- */

static bool same_code(const struct work *w, const struct candidate *c, const struct doc_type *word)
{
    const struct ruleset *set = w->m->set;

    for (size_t i = 0; i < set->ntypes; i++)
        if (str_eq(set->types[i].name, word->name))
            for (size_t j = 0; j < set->ntypes; j++)
                if (str_eq(set->types[j].name, c->f.type) &&
                    str_eq(set->types[j].abbr, set->types[i].abbr))
                    return true;
    return false;
}

static bool is_letter_type(struct str type)
{
    return str_eq(type, STR("Công văn"));
}

/* Where the words before a number begin: "và Nghị định số " of the next act. */
static size_t mention_start(const struct work *w, const struct candidate *c,
                            const struct around *ar)
{
    size_t     at = c->f.at.start - ar->base, start;
    struct str before;

    at     = skip_back(ar->text, at, " \n:(");
    before = str_sub(ar->text, 0, at);
    if (str_ends_with_nocase(before, STR("số")) || str_ends_with(before, STR("Số")))
        at = skip_back(ar->text, at - STR("số").n, " \n");
    before = str_sub(ar->text, at > 80 ? at - 80 : 0, at);
    if (type_at_end(w->m->set, before, &start))
        at = skip_back(ar->text, at - (before.n - start), " ,");
    before = str_sub(ar->text, 0, at);
    if (str_ends_with(before, STR(" và")))
        at = skip_back(ar->text, at - STR("và").n, " ,");
    return at;
}

/* "Quy định số 66-QĐ/TW" is a Quy định although QĐ mostly means Quyết định; but
 * "Quyết định 99/1998/TT-BTC" is a Thông tư. Returns where the mention begins. */
static size_t read_type_word(struct work *w, struct candidate *c, const struct around *ar)
{
    size_t                 number = c->f.at.start - ar->base, at, start;
    struct pattern_match   m;
    size_t                 base;
    const struct doc_type *word;

    at = skip_back(ar->text, number, " \n:(");
    if (context_before(w, CONTEXT_LABEL, ar->text, number, &m, &base)) {
        at     = base + m.group[0].start;
        number = at;
        at     = skip_back(ar->text, at, " \n(");
    }
    word = type_at_end(w->m->set, str_sub(ar->text, at > 80 ? at - 80 : 0, at), &start);
    if (!word)
        return number;
    start += at > 80 ? at - 80 : 0;
    if (!c->f.type.n || same_code(w, c, word)) {
        c->f.type = word->name;
        c->f.plan = word->plan;
    }
    return start;
}

/* Acts of the National Assembly have their name between the type word and the
 * number: "Luật Tổ chức chính quyền địa phương số 72/2025/QH15". The capital tells
 * the law from "pháp luật". */
static void read_assembly_type(struct candidate *c, const struct around *ar)
{
    static const struct str words[] = {STR_INIT("Bộ luật"), STR_INIT("Luật"),
                                       STR_INIT("Nghị quyết"), STR_INIT("Pháp lệnh")};
    struct str              before  = str_sub(ar->text, 0, c->f.at.start - ar->base);

    if (c->f.type.n)
        return;
    for (size_t at = before.n; at > 0 && before.n - at < 160 && before.p[at - 1] != ';'; at--)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_starts_with(str_sub(before, at - 1, before.n), words[i])) {
                c->f.type = words[i];
                return;
            }
}

static void read_role(struct work *w, struct candidate *c, const struct around *ar, size_t mention)
{
    static const struct {
        enum context_rule rule;
        enum role         role;
    } roles[] = {{CONTEXT_CONTAINER, ROLE_CONTAINER}, {CONTEXT_REPLACED, ROLE_REPLACED}};

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        struct pattern_match m;
        size_t               base;

        if (context_before(w, roles[i].rule, ar->text, mention, &m, &base))
            c->f.role = roles[i].role;
    }
}

/* ---- after the number --------------------------------------------------------- */

/* The day that begins at `at` in the region, maybe after "ngày"; NULL none. */
static struct candidate *date_at(struct work *w, struct candidate *c, size_t at,
                                 const struct around *ar)
{
    for (struct candidate *d = c + 1; d < w->found + w->nfound && d->region == c->region; d++) {
        size_t     start = d->f.at.start - ar->base;
        struct str gap;

        if (start > at)
            break;
        if (d->f.kind != FINDING_DATE || d->f.precision != PRECISION_DAY)
            continue;
        /* "ngày" belongs to "ngày 5 tháng 3 năm 2020" but not to "ngày 5/3/2020". */
        gap = str_trim(str_sub(ar->text, start, at));
        if (!gap.n || fold_eq_base(gap, STR("ngay")))
            return d;
    }
    return NULL;
}

static void attach_date(struct candidate *c, struct candidate *d)
{
    c->f.date    = d->f.value;
    c->f.date_at = d->f.at;
    d->f.use     = DATE_ISSUE;
}

/* Date and issuer follow in either order, each at most once. Returns where the
 * mention ends. */
static size_t read_after(struct work *w, struct candidate *c, const struct around *ar)
{
    size_t               pos    = c->f.at.end - ar->base;
    bool                 issuer = false;
    struct pattern_match m;

    for (int turn = 0; turn < 3; turn++) {
        const struct rule *date_rule   = w->m->set->context[CONTEXT_DATE_AFTER];
        const struct rule *issuer_rule = w->m->set->context[CONTEXT_ISSUER_AFTER];
        struct candidate  *d;
        size_t             n;

        if (!c->f.date_at.end && work_find(w, date_rule, ar->text, pos, c->f.at, &m) &&
            (d = date_at(w, c, m.group[0].end, ar))) {
            attach_date(c, d);
            pos = d->f.at.end - ar->base;
            if (pos < ar->text.n && ar->text.p[pos] == ')')
                pos++;
            continue;
        }
        if (!issuer && work_find(w, issuer_rule, ar->text, pos, c->f.at, &m) &&
            (n = issuer_length(w->m->set, str_sub(ar->text, m.group[0].end, ar->text.n)))) {
            size_t start = m.group[0].end;

            c->f.issuer =
                issuer_name(w->m->set, w->doc->arena, str_sub(ar->text, start, start + n));
            issuer = true;
            pos    = start + n;
            continue;
        }
        break;
    }
    return pos;
}

/* A subject ends with its sentence, with the parenthesis it stands in, or where the
 * next act is named. */
static size_t subject_end(struct work *w, const struct candidate *c, const struct around *ar,
                          size_t start)
{
    struct pattern_match m;
    size_t end, most = start + SUBJECT_MOST < ar->text.n ? start + SUBJECT_MOST : ar->text.n;
    int    open = 0;

    for (const struct candidate *d = c + 1; d < w->found + w->nfound && d->region == c->region; d++)
        if (d->f.kind == FINDING_REFERENCE) {
            size_t next = mention_start(w, d, ar);

            most = next > start && next < most ? next : most;
            break;
        }
    for (end = start; end < most; end++) {
        char ch = ar->text.p[end];

        if (ch == ';' || ch == '\n' || (ch == ')' && open-- == 0) ||
            (ch == '.' && (end + 1 == ar->text.n || ar->text.p[end + 1] == ' ')))
            break;
        open += ch == '(';
    }
    while (end < ar->text.n && end > start && ((unsigned char)ar->text.p[end] & 0xC0) == 0x80)
        end--;
    if (work_find(w, w->m->set->context[CONTEXT_SUBJECT_STOP], str_sub(ar->text, start, end), 0,
                  c->f.at, &m))
        end = start + m.group[0].start;
    return end;
}

static size_t read_subject(struct work *w, struct candidate *c, const struct around *ar, size_t pos)
{
    struct pattern_match m;
    size_t               end, start;

    if (!work_find(w, w->m->set->context[CONTEXT_SUBJECT_AFTER], ar->text, pos, c->f.at, &m))
        return pos;
    start        = m.group[0].end;
    end          = subject_end(w, c, ar, start);
    c->f.subject = str_trim(str_sub(ar->text, start, end));
    return c->f.subject.n ? end : pos;
}

/* "Ngày 15/7/2021, Chính phủ ban hành Nghị quyết số 76/NQ-CP": the nearest day
 * before the mention counts only when the words between say so. */
static size_t read_date_before(struct work *w, struct candidate *c, const struct around *ar,
                               size_t mention)
{
    struct candidate    *near = NULL;
    struct pattern_match m;
    struct str           between;
    size_t               issuer_at, n;

    for (size_t i = (size_t)(c - w->found); !near && i > 0; i--) {
        struct candidate *d = &w->found[i - 1];

        if (d->region != c->region || d->f.kind == FINDING_REFERENCE)
            break; /* another number stands between */
        if (d->f.kind == FINDING_DATE && d->f.precision == PRECISION_DAY && d->f.use == DATE_PLAIN)
            near = d;
    }
    if (!near || near->f.at.end < ar->base || near->f.at.end - ar->base > mention ||
        mention - (near->f.at.end - ar->base) > 160)
        return mention;
    between = str_sub(ar->text, near->f.at.end - ar->base, mention);
    if (!work_find(w, w->m->set->context[CONTEXT_DATE_BEFORE], between, 0, c->f.at, &m))
        return mention;
    attach_date(c, near);
    issuer_at = group_span(w->m->set->context[CONTEXT_DATE_BEFORE], &m, GROUP_REST).start;
    n         = issuer_length(w->m->set, str_sub(between, issuer_at, between.n));
    if (n)
        c->f.issuer =
            issuer_name(w->m->set, w->doc->arena, str_sub(between, issuer_at, issuer_at + n));
    return near->f.at.start - ar->base;
}

static void relate_reference(struct work *w, struct candidate *c)
{
    struct around ar      = around_of(w, c);
    size_t        mention = read_type_word(w, c, &ar), end, start;

    if (is_letter_type(c->f.type))
        c->f.plan = false;
    read_assembly_type(c, &ar);
    read_role(w, c, &ar, mention);
    end   = read_after(w, c, &ar);
    end   = read_subject(w, c, &ar, end);
    start = mention;
    if (!c->f.date_at.end)
        start = read_date_before(w, c, &ar, mention);
    if (c->f.issuer.n)
        c->f.issuer = issuer_name(w->m->set, w->doc->arena, c->f.issuer);
    c->f.quote_at = (struct span){ar.base + (uint32_t)start, ar.base + (uint32_t)end};
}

/* ---- lists --------------------------------------------------------------------- */

/* "số 12/QĐ-UBND, 13/QĐ-UBND và 14/QĐ-UBND ngày 05/01/2023": what follows the last
 * member belongs to all of them, unless one begins anew with a type word. */
static void share_lists(struct work *w)
{
    struct candidate *next = NULL;

    for (size_t i = w->nfound; i > 0; i--) {
        struct candidate    *c = &w->found[i - 1];
        struct pattern_match m;
        struct around        ar;
        struct str           between;

        if (c->f.kind != FINDING_REFERENCE)
            continue;
        ar = around_of(w, c);
        if (next && next->region == c->region && !c->f.date_at.end &&
            c->f.at.end <= next->f.at.start) {
            between = str_sub(ar.text, c->f.at.end - ar.base, next->f.at.start - ar.base);
            if (work_find(w, w->m->set->context[CONTEXT_LIST_JOIN], between, 0, c->f.at, &m)) {
                c->f.date    = next->f.date;
                c->f.date_at = next->f.date_at;
                if (next->f.issuer.n)
                    c->f.issuer = next->f.issuer;
            }
        }
        next = c;
    }
}

/* ---- dates ---------------------------------------------------------------------- */

static void relate_date(struct work *w, struct candidate *c)
{
    struct around        ar = around_of(w, c);
    struct pattern_match m;
    size_t               base, at = c->f.at.start - ar.base;

    if (!c->f.value.n)
        diag_add(w->doc, "rules", KC_OK, DIAG_DATE_IMPOSSIBLE, c->f.at,
                 document_text(w->doc, c->f.at), (struct str){0});
    if (c->f.use != DATE_PLAIN)
        return;
    if (context_before(w, CONTEXT_DEADLINE, ar.text, at, &m, &base))
        c->f.use = DATE_DEADLINE;
    else if (context_before(w, CONTEXT_CUTOFF, ar.text, at, &m, &base))
        c->f.use = DATE_CUTOFF;
    else if (work_find(w, w->m->set->context[CONTEXT_PUBLISHED], ar.text, c->f.at.end - ar.base,
                       c->f.at, &m))
        c->f.use = DATE_PUBLISHED;
}

/* ---- plans ------------------------------------------------------------------------ */

/* A numbered plan is one reference, never also a plan: "Kế hoạch CCHC năm 2025 (số
 * 153/KH-UBND)" and a number inside the name. */
static const struct candidate *numbered(const struct work *w, const struct candidate *plan)
{
    for (const struct candidate *c = plan + 1; c < w->found + w->nfound; c++) {
        if (c->region != plan->region || c->f.at.start >= plan->f.at.end + 12)
            break;
        if (c->f.kind == FINDING_REFERENCE && c->f.plan)
            return c;
    }
    return NULL;
}

static void relate_plan(struct work *w, struct candidate *c)
{
    struct around           ar  = around_of(w, c);
    size_t                  pos = c->f.at.end - ar.base, n;
    const struct candidate *number;
    struct pattern_match    m;

    c->f.quote_at = c->f.at;
    if (work_find(w, w->m->set->context[CONTEXT_ISSUER_AFTER], ar.text, pos, c->f.at, &m) &&
        (n = issuer_length(w->m->set, str_sub(ar.text, m.group[0].end, ar.text.n))))
        c->f.issuer = issuer_name(w->m->set, w->doc->arena,
                                  str_sub(ar.text, m.group[0].end, m.group[0].end + n));
    number  = numbered(w, c);
    c->gone = number != NULL;
    if (number)
        note_lost(w, c, number);
}

void relate(struct work *w)
{
    size_t kept = 0;

    for (size_t i = 0; i < w->nfound; i++)
        if (w->found[i].f.kind == FINDING_REFERENCE)
            relate_reference(w, &w->found[i]);
    share_lists(w);
    for (size_t i = 0; i < w->nfound; i++) {
        if (w->found[i].f.kind == FINDING_DATE)
            relate_date(w, &w->found[i]);
        if (w->found[i].f.kind == FINDING_PLAN)
            relate_plan(w, &w->found[i]);
    }
    for (size_t i = 0; i < w->nfound; i++)
        if (!w->found[i].gone)
            w->found[kept++] = w->found[i];
    w->nfound = kept;
}
