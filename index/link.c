#include "index/link.h"

#include "index/words.h"
#include "ingest/record/fold.h"

enum { HEADINGS = 2 }; /* taken as the subject of a document without trích yếu */

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *bit_name(const char *const *names, unsigned count, unsigned bit)
{
    for (unsigned i = 0; i < count; i++)
        if (bit == 1u << i)
            return names[i];
    return NULL;
}

const char *link_signal_name(unsigned bit)
{
    static const char *const names[LINK_SIGNAL_COUNT] = {"about", "type",   "issuer", "window",
                                                         "cites", "folder", "series"};
    return bit_name(names, LINK_SIGNAL_COUNT, bit);
}

const char *link_fault_name(unsigned bit)
{
    static const char *const names[LINK_FAULT_COUNT] = {"type",     "intention", "issuer", "early",
                                                        "late",     "undated",   "draft",  "cites",
                                                        "replaced", "press",     "partial"};
    return bit_name(names, LINK_FAULT_COUNT, bit);
}

/* ---- what the document says it is about ---------------------------------- */

struct subject {
    const struct document *doc;
    struct arena          *arena;
    int                    year;
    struct str             own;    /* words of the subject                        */
    struct str             marked; /* the same words with their marks             */
    struct str             joint;  /* type and subject: "Kế hoạch" + "CCHC …"     */
    size_t                 type_n; /* bytes of joint that come from the type      */
    struct str             issuer; /* words_make_issuer                           */
    struct str             office; /* the same of an office with its parent       */
    struct span            at;
    bool                   full; /* the arena is: nothing may be left out silently */
};

/* The headings below the type line stand in for a missing trích yếu. */
static void add_headings(const struct document *doc, struct text *out, struct span *at)
{
    unsigned taken = 0;
    for (size_t i = 0; i < doc->nblocks && taken < HEADINGS; i++) {
        const struct block *b = &doc->blocks[i];
        if (b->kind != BLOCK_HEADING || b->use != USE_READING ||
            b->at.start < doc->identity.type.at.end)
            continue;
        if (!taken++)
            *at = b->at;
        text_add(out, STR(" "));
        text_add(out, document_text(doc, b->at));
    }
}

static bool own_text(const struct document *doc, struct arena *a, struct str *ret_text,
                     struct span *ret_at)
{
    struct text out = {.arena = a};
    struct span at  = doc->identity.subject.at;
    text_add(&out, doc->identity.subject.value);
    if (!out.n) {
        text_add(&out, doc->meta.title);
        add_headings(doc, &out, &at);
    }
    *ret_text = text_str(&out);
    *ret_at   = at;
    return !out.full;
}

/* A heading gives an office of a body in two lines: "UBND TỈNH" over "VĂN PHÒNG". */
static bool read_office(const struct identity *id, struct arena *a, struct str *ret_words)
{
    struct text name = {.arena = a};
    text_add(&name, id->issuer.value);
    text_add(&name, STR(" "));
    text_add(&name, id->parent.value);
    return !name.full && words_make_issuer(a, text_str(&name), ret_words);
}

static bool read_subject(const struct document *doc, int year, struct arena *a,
                         struct subject *ret_subject)
{
    const struct identity *id = &doc->identity;
    struct subject         s  = {.doc = doc, .arena = a, .year = year};
    struct str             text, type;
    if (!own_text(doc, a, &text, &s.at) || !words_make(a, text, &s.own) ||
        !words_make_marked(a, text, &s.marked) || !words_make(a, id->type.value, &type) ||
        !words_make_issuer(a, id->issuer.value, &s.issuer) || !read_office(id, a, &s.office))
        return false;
    struct text joint = {.arena = a};
    s.type_n          = type.n ? type.n - 1 : 0;
    text_add(&joint, str_sub(type, 0, s.type_n));
    text_add(&joint, s.own);
    s.joint      = text_str(&joint);
    *ret_subject = s;
    return !joint.full;
}

/* ---- phrases ---------------------------------------------------------------- */

static struct str year_words(struct subject *s, struct str phrase)
{
    struct str text = {0}, words = {0};
    if (!words_fill_year(s->arena, phrase, s->year, &text) || !words_make(s->arena, text, &words))
        s->full = true;
    return words;
}

/* Is the phrase in `text` with its end beyond byte `beyond`? */
static bool says(struct subject *s, struct str text, const struct phrase *p, size_t beyond)
{
    size_t     mark  = arena_mark(s->arena);
    struct str words = p->words.n ? p->words : year_words(s, p->text);
    size_t     from  = beyond > words.n ? beyond - words.n : 0;
    bool       found = false;
    for (size_t at = from; !found && (at = words_find(text, words, at)) != SIZE_MAX; at++)
        found = at + words.n > beyond;
    arena_release(s->arena, mark);
    return found;
}

static bool says_any(struct subject *s, struct str text, const struct phrase_list *l, size_t beyond)
{
    for (size_t i = 0; i < l->n; i++)
        if (says(s, text, &l->items[i], beyond))
            return true;
    return false;
}

/* Every entry must be there, the type word helping: "Kế hoạch" + "CCHC năm
 * 2025" is a "kế hoạch CCHC". Words of the type alone say nothing of a subject,
 * so one entry at least must reach beyond it. */
static bool is_about(struct subject *s, const struct need *need)
{
    bool beyond = false;
    for (size_t i = 0; i < need->nabout; i++) {
        if (!says_any(s, s->joint, &need->about[i], 0))
            return false;
        beyond = beyond || says_any(s, s->joint, &need->about[i], s->type_n + 1);
    }
    return beyond && !says_any(s, s->own, &need->not_about, 0);
}

/* ---- series -------------------------------------------------------------------- */

static bool is_year(struct str word)
{
    uint64_t n;
    return word.n == 4 && str_to_u64(word, &n) && n >= 1900 && n < 2200;
}

/* Word number of the space at `at`. */
static size_t word_number(struct str words, size_t at)
{
    size_t n = 0;
    for (size_t i = 0; i < at; i++)
        n += words.p[i] == ' ';
    return n;
}

/* Does `head`, the words before "năm", leave it the whole year? "quý I năm",
 * "9 tháng năm", "đầu năm" do not; "quý IV và cả năm" does. */
static bool leaves_whole_year(struct str head)
{
    static const struct str joins[]  = {STR_INIT(" va "), STR_INIT(" ca ")};
    static const struct str limits[] = {STR_INIT(" dau "), STR_INIT(" cuoi "), STR_INIT(" giua ")};
    static const struct str parts[]  = {STR_INIT(" quy 1 "), STR_INIT(" quy 2 "),
                                        STR_INIT(" quy 3 "), STR_INIT(" quy 4 "),
                                        STR_INIT(" thang "), STR_INIT(" tuan ")};
    for (size_t i = 0; i < COUNT(joins); i++)
        if (str_ends_with(head, joins[i]))
            return true;
    for (size_t i = 0; i < COUNT(limits); i++)
        if (str_ends_with(head, limits[i]))
            return false;
    for (size_t i = 0; i < COUNT(parts); i++)
        if (words_find(head, parts[i], 0) != SIZE_MAX)
            return false;
    return true;
}

/* "sơ kết 5 năm", "ba năm": years that are counted are not this one. */
static bool is_count(struct str word)
{
    static const struct str numbers[] = {STR_INIT("hai"), STR_INIT("ba"),   STR_INIT("bốn"),
                                         STR_INIT("năm"), STR_INIT("sáu"),  STR_INIT("bảy"),
                                         STR_INIT("tám"), STR_INIT("chín"), STR_INIT("mười")};
    uint64_t                n;
    for (size_t i = 0; i < COUNT(numbers); i++)
        if (str_eq(word, numbers[i]))
            return true;
    return str_to_u64(word, &n);
}

/* Where the subject speaks of the whole year. Without marks "năm" could be Việt
 * Nam or Quảng Nam; then only a year after it tells. */
static size_t find_whole_year(const struct subject *s)
{
    struct str nam = STR(" nam ");
    for (size_t at = 0; (at = words_find(s->own, nam, at)) != SIZE_MAX; at++) {
        size_t n       = word_number(s->own, at);
        bool   marked  = str_eq(words_nth(s->marked, n), STR("năm"));
        bool   dated   = is_year(words_at(s->own, at + nam.n - 1));
        bool   counted = n && is_count(words_nth(s->marked, n - 1));
        if (((marked && !counted) || dated) && leaves_whole_year(str_sub(s->own, 0, at + 1)))
            return at;
    }
    return SIZE_MAX;
}

/* The first year named for a period at or after `at`: "quý I năm 2025", "quý
 * I/2025"; not "giai đoạn 2021-2030". */
static bool names_other_year(const struct subject *s, size_t at)
{
    struct str rest = str_sub(s->own, at + 1, s->own.n), before = {0}, previous = {0};
    while (rest.n) {
        uint64_t   year;
        struct str word  = str_cut(&rest, ' ');
        bool       named = str_eq(previous, STR("nam")) || str_eq(previous, STR("thang")) ||
                     str_eq(before, STR("quy"));
        if (named && is_year(word) && str_to_u64(word, &year))
            return (int)year != s->year;
        before   = previous;
        previous = word;
    }
    return false;
}

/* 1 + the member of the series the subject names first; 0 for none. A report
 * for "quý I" that goes on to the tasks of "quý II" is that of quý I. */
static uint32_t series_member(const struct subject *s, const struct phrase_list *series)
{
    size_t   first = SIZE_MAX;
    uint32_t best  = 0;
    for (uint32_t i = 0; i < series->n; i++) {
        struct str words = series->items[i].words;
        size_t at = str_eq(words, STR(" nam ")) ? find_whole_year(s) : words_find(s->own, words, 0);
        if (at == SIZE_MAX || at > first ||
            (at == first && words.n <= series->items[best - 1].words.n))
            continue;
        first = at;
        best  = i + 1;
    }
    return best && !names_other_year(s, first) ? best : 0;
}

/* ---- what fits and what does not ---------------------------------------------- */

static bool is_one_of(struct str type, const struct str *types, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (fold_eq_base(type, types[i]))
            return true;
    return false;
}

static const struct str invitations[] = {STR_INIT("Giấy mời"), STR_INIT("Thông báo mời"),
                                         STR_INIT("Thư mời")};
static const struct str plans[] = {STR_INIT("Chương trình"), STR_INIT("Chương trình hành động"),
                                   STR_INIT("Dự án"),        STR_INIT("Đề án"),
                                   STR_INIT("Kế hoạch"),     STR_INIT("Kế hoạch phối hợp"),
                                   STR_INIT("Lộ trình"),     STR_INIT("Phương án")};

static bool asks_for(const struct need *need, const struct str *types, size_t n)
{
    for (size_t i = 0; i < need->types.n; i++)
        if (is_one_of(need->types.items[i], types, n))
            return true;
    return false;
}

/* A giấy mời, or a công văn or thông báo "V/v mời …". */
static bool is_invitation(const struct subject *s)
{
    static const struct str letters[] = {STR_INIT("Công văn"), STR_INIT("Thông báo")};
    static const struct str starts[]  = {STR_INIT(" mời "), STR_INIT(" v v mời "),
                                         STR_INIT(" về việc mời ")};
    struct str              type      = s->doc->identity.type.value;
    if (is_one_of(type, invitations, COUNT(invitations)))
        return true;
    if (type.n && !is_one_of(type, letters, COUNT(letters)))
        return false;
    for (size_t i = 0; i < COUNT(starts); i++)
        if (str_starts_with(s->marked, starts[i]))
            return true;
    return false;
}

static void judge_type(const struct subject *s, const struct need *need, struct evidence_link *link)
{
    struct str type        = s->doc->identity.type.value;
    bool       fits        = is_one_of(type, need->types.items, need->types.n);
    bool       wants_plans = asks_for(need, plans, COUNT(plans));
    if (fits)
        link->signals |= SIGNAL_TYPE;
    else if (need->types.n)
        link->faults |= FAULT_TYPE;
    bool invited = is_invitation(s) && !asks_for(need, invitations, COUNT(invitations));
    if (invited && (fits || !wants_plans))
        link->faults |= FAULT_INTENTION;
    if (is_one_of(type, plans, COUNT(plans)) && need->types.n && !wants_plans)
        link->faults |= FAULT_INTENTION;
}

static void judge_issuer(const struct subject *s, const struct need *need,
                         struct evidence_link *link)
{
    if (!need->issuers.n)
        return;
    for (size_t i = 0; i < need->issuers.n; i++)
        if (words_start_with(s->issuer, need->issuers.items[i].words) ||
            (s->issuer.n && words_start_with(s->office, need->issuers.items[i].words))) {
            link->signals |= SIGNAL_ISSUER;
            return;
        }
    link->faults |= FAULT_ISSUER;
}

static void judge_date(const struct subject *s, const struct need *need, struct evidence_link *link)
{
    struct str         date = s->doc->identity.date.value;
    struct window_days days;
    if (!date.n || s->doc->identity.draft & DRAFT_NO_DATE) {
        link->faults |= FAULT_UNDATED;
        return;
    }
    if (!window_resolve(&need->window, s->year, &days))
        return;
    struct str from = str_from_cstr(days.from), until = str_from_cstr(days.until);
    if (from.n && str_cmp(date, from) < 0)
        link->faults |= FAULT_EARLY;
    else if (until.n && str_cmp(date, until) > 0)
        link->faults |= FAULT_LATE;
    else if (from.n || until.n)
        link->signals |= SIGNAL_WINDOW;
}

static bool cites_key(const struct document *doc, struct str key)
{
    for (size_t i = 0; i < doc->nfindings; i++)
        if (doc->findings[i].kind == FINDING_REFERENCE && fold_eq_lower(doc->findings[i].key, key))
            return true;
    return false;
}

static void judge_cites(const struct subject *s, const struct need *need,
                        struct evidence_link *link)
{
    if (!need->cites.n)
        return;
    for (size_t i = 0; i < need->cites.n; i++)
        if (!cites_key(s->doc, need->cites.items[i])) {
            link->faults |= FAULT_CITES;
            return;
        }
    link->signals |= SIGNAL_CITES;
}

/* Minutes often carry no number, and what is issued with a decision has the
 * number of that decision. Everything else without one is not issued yet. */
static bool lacks_number(const struct document *doc)
{
    if (doc->identity.number.value.n || fold_eq_base(doc->identity.type.value, STR("Biên bản")))
        return false;
    for (size_t i = 0; i < doc->nfindings; i++)
        if (doc->findings[i].role == ROLE_CONTAINER)
            return false;
    return true;
}

static void judge_state(const struct subject *s, struct evidence_link *link)
{
    const struct document *doc = s->doc;
    if (doc->identity.nature == NATURE_PRESS)
        link->faults |= FAULT_PRESS; /* has no number and needs none */
    else if (doc->identity.draft || lacks_number(doc))
        link->faults |= FAULT_DRAFT;
    if (doc->reason == REASON_PARTIAL || doc->reason == REASON_LEGACY_FONT)
        link->faults |= FAULT_PARTIAL;
}

/* ---- all of it -------------------------------------------------------------------- */

struct links {
    struct evidence_link *items;
    size_t                n, cap;
};

/* False when the arena is full. */
static bool propose(struct subject *s, const struct criterion *c, uint32_t need_index,
                    bool in_folder, struct links *out)
{
    const struct need   *need   = &c->needs[need_index];
    uint32_t             member = 0;
    struct evidence_link link   = {.criterion = c->code,
                                   .need      = need_index,
                                   .document  = s->doc->id,
                                   .signals   = SIGNAL_ABOUT,
                                   .at        = s->at};
    if (!is_about(s, need))
        return !s->full;
    if (need->series.n) {
        member = series_member(s, &need->series);
        if (!member)
            return true;
        link.signals |= SIGNAL_SERIES;
    }
    link.series = member;
    link.signals |= in_folder ? SIGNAL_FOLDER : 0;
    judge_type(s, need, &link);
    judge_issuer(s, need, &link);
    judge_date(s, need, &link);
    judge_cites(s, need, &link);
    judge_state(s, &link);
    if (!arena_reserve(s->arena, (void **)&out->items, &out->cap, out->n + 1, sizeof link))
        return false;
    out->items[out->n++] = link;
    return true;
}

enum kc_status link_document(const struct criteria_set *set, int year, bool folder_codes,
                             const struct document *doc, struct arena *a,
                             struct evidence_link **ret_links, size_t *ret_n)
{
    struct links   out      = {0};
    struct subject s        = {0};
    bool           readable = doc->state == STATE_READ && doc->reason != REASON_ARCHIVE;
    if (readable && !read_subject(doc, year, a, &s))
        return KC_LIMIT;
    for (size_t i = 0; s.own.n && i < set->nitems; i++) {
        const struct criterion *c         = &set->items[i];
        bool                    in_folder = folder_codes && str_eq(doc->name.criterion, c->code);
        for (uint32_t n = 0; c->leaf && n < c->nneeds; n++)
            if (!propose(&s, c, n, in_folder, &out))
                return KC_LIMIT;
    }
    *ret_links = out.items;
    *ret_n     = out.n;
    return KC_OK;
}
