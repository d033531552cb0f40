#include "index/act.h"

#include "index/words.h"
#include "ingest/record/fold.h"

enum {
    NAMES_MOST = 1024, /* of one number; beyond it only equal neighbours are one act */
    BITS       = 64
};

#define COUNT(t) (sizeof(t) / sizeof *(t))

/* ---- names ---------------------------------------------------------------------- */

static bool starts_with_any(struct str words, const struct str *any, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (words_start_with(words, any[i]))
            return true;
    return false;
}

bool act_issuer_make(struct arena *a, struct str issuer, struct str *ret_words)
{
    static const struct str offices[] = {STR_INIT(" bo truong "),    STR_INIT(" chu tich "),
                                         STR_INIT(" cuc truong "),   STR_INIT(" giam doc "),
                                         STR_INIT(" pho chu tich "), STR_INIT(" pho giam doc "),
                                         STR_INIT(" thu truong ")};
    /* "Chủ tịch nước" is no office of anything. */
    static const struct str bodies[] = {
        STR_INIT(" ban "),       STR_INIT(" bo "),   STR_INIT(" chi cuc "),
        STR_INIT(" cuc "),       STR_INIT(" hdnd "), STR_INIT(" so "),
        STR_INIT(" trung tam "), STR_INIT(" ubnd "), STR_INIT(" uy ban ")};
    struct str words;
    if (!words_make_issuer(a, issuer, &words))
        return false;
    *ret_words = words;
    for (size_t i = 0; i < COUNT(offices); i++) {
        struct str rest = str_sub(words, offices[i].n - 1, words.n);
        if (words_start_with(words, offices[i]) && starts_with_any(rest, bodies, COUNT(bodies)))
            *ret_words = rest;
    }
    return true;
}

/* One says as much as the other, and perhaps more. */
static bool agree(struct str a, struct str b)
{
    return str_starts_with(a, b) || str_starts_with(b, a);
}

bool act_date_may_be(struct str a, struct str b)
{
    struct str unknown = STR("XXXX");
    if (!str_starts_with(a, unknown) && !str_starts_with(b, unknown))
        return agree(a, b);
    return agree(str_sub(a, unknown.n, a.n), str_sub(b, unknown.n, b.n));
}

bool act_may_be(struct act_name a, struct act_name b)
{
    return act_date_may_be(a.date, b.date) && agree(a.issuer, b.issuer);
}

/* Row i: a bit for every name that name i may be. */
struct likeness {
    uint64_t *rows;
    size_t    n, words;
};

static bool is_like(const struct likeness *l, size_t i, size_t k)
{
    return l->rows[i * l->words + k / BITS] >> (k % BITS) & 1;
}

static bool compare_all(const struct act_name *names, size_t n, struct arena *a,
                        struct likeness *ret_likeness)
{
    struct likeness l = {.n = n, .words = (n + BITS - 1) / BITS};
    l.rows            = ARENA_NEW(a, uint64_t, n * l.words + 1);
    for (size_t i = 0; l.rows && i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (act_may_be(names[i], names[k]))
                l.rows[i * l.words + k / BITS] |= UINT64_C(1) << (k % BITS);
    *ret_likeness = l;
    return l.rows != NULL;
}

static bool includes(const struct likeness *l, size_t i, size_t k)
{
    for (size_t w = 0; w < l->words; w++)
        if (l->rows[k * l->words + w] & ~l->rows[i * l->words + w])
            return false;
    return true;
}

/* Everything it may be, may be everything else it may be. */
static bool is_clear(const struct likeness *l, size_t i)
{
    for (size_t k = 0; k < l->n; k++)
        if (is_like(l, i, k) && !includes(l, k, i))
            return false;
    return true;
}

static bool same_name(struct act_name a, struct act_name b)
{
    return str_eq(a.date, b.date) && str_eq(a.issuer, b.issuer);
}

bool act_group(const struct act_name *names, size_t n, struct arena *a, uint32_t *groups)
{
    size_t          mark = arena_mark(a);
    struct likeness l    = {0};
    bool           *clear;
    for (size_t i = 0; i < n; i++)
        groups[i] = (uint32_t)i;
    for (size_t i = 1; n > NAMES_MOST && i < n; i++)
        if (same_name(names[i], names[i - 1]))
            groups[i] = groups[i - 1];
    if (n > NAMES_MOST)
        return true;
    clear = ARENA_NEW(a, bool, n + 1);
    if (!clear || !compare_all(names, n, a, &l))
        return false;
    for (size_t i = 0; i < n; i++)
        clear[i] = is_clear(&l, i);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if ((clear[i] && clear[k] && is_like(&l, i, k)) || same_name(names[i], names[k])) {
                groups[i] = groups[k];
                break;
            }
    arena_release(a, mark);
    return true;
}

/* ---- central bodies --------------------------------------------------------------- */

static bool has_words(struct str text, struct str words)
{
    return words_find(text, words, 0) != SIZE_MAX;
}

bool act_is_central(struct str issuer_words)
{
    /* How names begin; the longest that fits decides. */
    static const struct {
        struct str words;
        bool       central;
    } begins[] = {
        {STR_INIT(" ban bi thu "), true},
        {STR_INIT(" bo "), true},
        {STR_INIT(" bo chi huy "), false}, /* of the army in a province */
        {STR_INIT(" bo phan "), false},
        {STR_INIT(" bo tu lenh "), false},
        {STR_INIT(" chu tich nuoc "), true},
        {STR_INIT(" chu tich quoc hoi "), true},
        {STR_INIT(" kiem toan nha nuoc "), true},
        {STR_INIT(" ngan hang nha nuoc "), true},
        {STR_INIT(" ngan hang nha nuoc chi nhanh "), false},
        {STR_INIT(" pho thu tuong "), true},
        {STR_INIT(" quoc hoi "), true},
        {STR_INIT(" thu tuong "), true},
        {STR_INIT(" toa an nhan dan toi cao "), true},
        {STR_INIT(" tong cuc "), true},
        {STR_INIT(" uy ban dan toc "), true},
        {STR_INIT(" uy ban thuong vu quoc hoi "), true},
        {STR_INIT(" van phong chu tich nuoc "), true},
        {STR_INIT(" van phong quoc hoi "), true},
        {STR_INIT(" vien kiem sat nhan dan toi cao "), true},
        {STR_INIT(" vu "), true},
    };
    static const struct str anywhere[] = {STR_INIT(" chinh phu "), STR_INIT(" trung uong ")};
    size_t                  longest    = 0;
    bool                    central    = false;
    for (size_t i = 0; i < COUNT(begins); i++)
        if (begins[i].words.n > longest && words_start_with(issuer_words, begins[i].words)) {
            longest = begins[i].words.n;
            central = begins[i].central;
        }
    for (size_t i = 0; !longest && i < COUNT(anywhere); i++)
        central = central || has_words(issuer_words, anywhere[i]);
    return central || str_ends_with(issuer_words, STR(" viet nam "));
}

/* ---- numbers in file names ---------------------------------------------------------- */

/* The next run of letters and digits; empty at the end. */
static struct str next_piece(struct str *rest)
{
    size_t start = 0, end;
    while (start < rest->n && strchr("/-._ ", rest->p[start]))
        start++;
    for (end = start; end < rest->n && !strchr("/-._ ", rest->p[end]);)
        end++;
    struct str piece = str_sub(*rest, start, end);
    *rest            = str_sub(*rest, end, rest->n);
    return piece;
}

static bool is_year(struct str s)
{
    uint64_t n;
    return s.n == 4 && str_to_u64(s, &n) && n >= 1900 && n < 2200;
}

/* The year after the serial, when there is one; then the letters remain. */
static struct str take_year(struct str *rest)
{
    struct str after = *rest, piece = next_piece(&after);
    if (!is_year(piece))
        return (struct str){0};
    *rest = after;
    return piece;
}

uint64_t act_serial(struct str number)
{
    uint64_t   n     = 0;
    struct str piece = next_piece(&number);
    return str_to_u64(piece, &n) ? n : 0;
}

bool act_number_fits(struct str claimed, struct str number)
{
    uint64_t serial = act_serial(claimed);
    if (!serial || serial != act_serial(number))
        return false;
    (void)next_piece(&claimed);
    (void)next_piece(&number);
    struct str year = take_year(&claimed), other = take_year(&number);
    if (year.n && other.n && !str_eq(year, other))
        return false;
    for (size_t shared = 0;; shared++) {
        struct str a = next_piece(&claimed), b = next_piece(&number);
        if (!a.n || !b.n)
            return shared > 0 || (!a.n && !b.n);
        if (!fold_eq_base(a, b))
            return false;
    }
}

const char *name_doubt_name(unsigned bit)
{
    static const char *const names[NAME_DOUBT_COUNT] = {"number", "no-number", "date"};
    for (unsigned i = 0; i < NAME_DOUBT_COUNT; i++)
        if (bit == 1u << i)
            return names[i];
    return NULL;
}

unsigned name_doubts(const struct name_hint *name, const struct identity *id)
{
    unsigned doubts = 0;
    if (id->nature != NATURE_OFFICIAL)
        return 0;
    if (name->key.n && !id->key.n)
        doubts |= NAME_NONE;
    else if (name->key.n && !act_number_fits(name->key, id->key))
        doubts |= NAME_NUMBER;
    if (name->date.n && id->date.value.n && !act_date_may_be(name->date, id->date.value))
        doubts |= NAME_DATE;
    return doubts;
}

/* ---- plans without a number ----------------------------------------------------------- */

/* `words` without the phrase, wherever it stands. */
static bool without(struct arena *a, struct str *words, struct str phrase)
{
    for (size_t at; (at = words_find(*words, phrase, 0)) != SIZE_MAX;) {
        struct text out = {.arena = a};
        text_add(&out, str_sub(*words, 0, at));
        text_add(&out, str_sub(*words, at + phrase.n - 1, words->n));
        if (out.full)
            return false;
        *words = text_str(&out);
    }
    return true;
}

/* What may stand before a subject or be left out of it without changing it. */
static bool drop_fillers(struct arena *a, struct str *words)
{
    static const struct str first[] = {STR_INIT(" ve "), STR_INIT(" viec "),
                                       STR_INIT(" trien khai "), STR_INIT(" thuc hien ")};
    for (size_t i = 0; i < COUNT(first); i++)
        if (words_start_with(*words, first[i]))
            *words = str_sub(*words, first[i].n - 1, words->n);
    return without(a, words, STR(" cong tac "));
}

bool plan_subject_make(struct arena *a, struct str subject, struct str *ret_words)
{
    return words_make(a, subject, ret_words) && drop_fillers(a, ret_words);
}

/* Where "năm 2025" or "giai đoạn" begins; the end when neither is there. */
static size_t find_period(struct str words)
{
    struct str nam  = STR(" nam ");
    size_t     best = words_find(words, STR(" giai doan "), 0);
    for (size_t at = 0; (at = words_find(words, nam, at)) != SIZE_MAX && at < best; at++)
        if (is_year(words_at(words, at + nam.n - 1)))
            best = at;
    return best < words.n ? best : words.n;
}

bool plan_words_make(struct arena *a, struct str title, struct str type,
                     struct plan_words *ret_words)
{
    struct plan_words p = {0};
    struct str        words;
    if (!words_make(a, title, &words) || !words_make(a, type, &p.type))
        return false;
    if (words_start_with(words, p.type))
        words = str_sub(words, p.type.n - 1, words.n);
    if (!drop_fillers(a, &words))
        return false;
    size_t at  = find_period(words);
    p.about    = str_sub(words, 0, at < words.n ? at + 1 : at);
    p.period   = str_sub(words, at, words.n);
    *ret_words = p;
    return true;
}

bool plan_is(const struct plan_words *plan, struct str type_words, struct str subject)
{
    /* " " is a title of nothing but its type and year. */
    if (plan->about.n <= 1 || !str_eq(plan->type, type_words) ||
        !words_start_with(subject, plan->about))
        return false;
    return !plan->period.n || words_find(subject, plan->period, plan->about.n - 1) != SIZE_MAX;
}
