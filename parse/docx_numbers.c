#include "parse/docx_numbers.h"

#define LABEL_MAX 256

/* ---- reading ---------------------------------------------------------------- */

enum word {
    W_LIST = 1,
    W_LINK,
    W_LEVEL,
    W_START,
    W_FORMAT,
    W_PATTERN,
    W_SUFFIX,
    W_RESTART,
    W_DECIMAL,
    W_STYLE,
    W_FONTS,
    W_NUM,
    W_LIST_OF,
    W_OVERRIDE,
    W_START_ANEW,
};

static const struct xml_word words[] = {
    {XML_NS_W, STR_INIT("abstractNum"), W_LIST},
    {XML_NS_W, STR_INIT("numStyleLink"), W_LINK},
    {XML_NS_W, STR_INIT("lvl"), W_LEVEL},
    {XML_NS_W, STR_INIT("start"), W_START},
    {XML_NS_W, STR_INIT("numFmt"), W_FORMAT},
    {XML_NS_W, STR_INIT("lvlText"), W_PATTERN},
    {XML_NS_W, STR_INIT("suff"), W_SUFFIX},
    {XML_NS_W, STR_INIT("lvlRestart"), W_RESTART},
    {XML_NS_W, STR_INIT("isLgl"), W_DECIMAL},
    {XML_NS_W, STR_INIT("pStyle"), W_STYLE},
    {XML_NS_W, STR_INIT("rFonts"), W_FONTS},
    {XML_NS_W, STR_INIT("num"), W_NUM},
    {XML_NS_W, STR_INIT("abstractNumId"), W_LIST_OF},
    {XML_NS_W, STR_INIT("lvlOverride"), W_OVERRIDE},
    {XML_NS_W, STR_INIT("startOverride"), W_START_ANEW},
};

struct reading {
    struct document          *doc;
    const struct docx_styles *styles;
    struct docx_numbers      *numbers;
    struct docx_list         *list; /* NULL outside, as the two below */
    struct docx_num          *num;
    struct docx_level        *level;
    unsigned                  overridden; /* level of the w:lvlOverride we are in */
    bool                      full;
};

static bool number(const struct xml_attrs *attrs, struct str name, uint64_t *ret_value)
{
    return str_to_u64(xml_attr(attrs, XML_NS_W, name), ret_value);
}

static uint32_t value(const struct xml_attrs *attrs, uint32_t otherwise)
{
    uint64_t n;

    return number(attrs, STR("val"), &n) && n < UINT32_MAX / 2 ? (uint32_t)n : otherwise;
}

static bool keep(struct reading *r, const struct xml_attrs *attrs, struct str *field)
{
    r->full |= !arena_copy(r->doc->arena, xml_attr(attrs, XML_NS_W, STR("val")), field);
    return !r->full;
}

/* `items` with room for one more than `n`. */
static void *grown(struct reading *r, void *items, size_t n, size_t *cap, size_t size)
{
    if (arena_reserve(r->doc->arena, &items, cap, n + 1, size))
        return items;
    r->full = true;
    return NULL;
}

static void begin_list(struct reading *r, const struct xml_attrs *attrs)
{
    struct docx_numbers *all = r->numbers;
    struct docx_list    *p = grown(r, all->lists, all->nlists, &all->lists_cap, sizeof *all->lists);

    if (!p)
        return;
    all->lists = p;
    r->list    = &p[all->nlists++];
    *r->list   = (struct docx_list){0};
    (void)number(attrs, STR("abstractNumId"), &r->list->id); /* else 0 */
}

static void begin_num(struct reading *r, const struct xml_attrs *attrs)
{
    struct docx_numbers *all = r->numbers;
    struct docx_num     *p   = grown(r, all->nums, all->nnums, &all->nums_cap, sizeof *all->nums);

    if (!p)
        return;
    all->nums = p;
    r->num    = &p[all->nnums++];
    *r->num   = (struct docx_num){0};
    (void)number(attrs, STR("numId"), &r->num->id); /* 0 is no list's */
}

static unsigned level_of(const struct xml_attrs *attrs)
{
    uint64_t n = 0;

    (void)number(attrs, STR("ilvl"), &n);
    return n < DOCX_LEVELS ? (unsigned)n : DOCX_LEVELS - 1;
}

static void begin_level(struct reading *r, const struct xml_attrs *attrs)
{
    if (r->num) {
        r->level = ARENA_NEW(r->doc->arena, struct docx_level, 1);
        r->full |= !r->level;
        r->num->level[r->overridden] = r->level;
    } else if (r->list) {
        r->level = &r->list->levels[level_of(attrs)];
    }
    if (r->level)
        *r->level = (struct docx_level){.start = 1};
}

static void in_level(struct reading *r, enum word word, const struct xml_attrs *attrs)
{
    struct docx_level *l = r->level;

    switch (word) {
    case W_START:
        l->start = value(attrs, 1);
        break;
    case W_FORMAT:
        (void)keep(r, attrs, &l->format);
        break;
    case W_PATTERN:
        (void)keep(r, attrs, &l->pattern);
        break;
    case W_SUFFIX:
        (void)keep(r, attrs, &l->suffix);
        break;
    case W_STYLE:
        (void)keep(r, attrs, &l->style);
        break;
    case W_RESTART:
        l->restart  = value(attrs, 0);
        l->restarts = true;
        break;
    case W_DECIMAL:
        l->decimal = docx_is_on(attrs);
        break;
    case W_FONTS:
        l->font = docx_font_read(r->styles, attrs);
        break;
    default:
        break;
    }
}

static enum xml_go on_start(void *ctx, int word, const struct xml_attrs *attrs)
{
    struct reading *r = ctx;

    switch ((enum word)word) {
    case W_LIST:
        begin_list(r, attrs);
        break;
    case W_LINK:
        if (r->list)
            (void)keep(r, attrs, &r->list->link);
        break;
    case W_NUM:
        begin_num(r, attrs);
        break;
    case W_LEVEL:
        begin_level(r, attrs);
        break;
    case W_LIST_OF:
        if (r->num)
            r->num->list = value(attrs, 0);
        break;
    case W_OVERRIDE:
        r->overridden = level_of(attrs);
        break;
    case W_START_ANEW:
        if (r->num) {
            r->num->start[r->overridden]  = value(attrs, 1);
            r->num->starts[r->overridden] = true;
        }
        break;
    default:
        if (r->level)
            in_level(r, (enum word)word, attrs);
    }
    return r->full ? XML_STOP : XML_INTO;
}

static void on_end(void *ctx, int word)
{
    struct reading *r = ctx;

    if (word == W_LIST)
        r->list = NULL;
    else if (word == W_NUM)
        r->num = NULL;
    else if (word == W_LEVEL)
        r->level = NULL;
}

static int by_list(const void *a, const void *b)
{
    uint64_t x = ((const struct docx_list *)a)->id, y = ((const struct docx_list *)b)->id;

    return (x > y) - (x < y);
}

static int by_num(const void *a, const void *b)
{
    uint64_t x = ((const struct docx_num *)a)->id, y = ((const struct docx_num *)b)->id;

    return (x > y) - (x < y);
}

static struct docx_num *find_num(const struct docx_numbers *numbers, uint64_t id)
{
    struct docx_num key = {.id = id};

    return numbers->nnums ? bsearch(&key, numbers->nums, numbers->nnums, sizeof key, by_num) : NULL;
}

static struct docx_list *find_list(const struct docx_numbers *numbers, const struct docx_num *num)
{
    struct docx_list key = {.id = num->list};

    return numbers->nlists ? bsearch(&key, numbers->lists, numbers->nlists, sizeof key, by_list)
                           : NULL;
}

/* A list of a numbering style has its levels in the list that the style names, which
 * has levels of its own. */
static void follow_links(const struct docx_numbers *numbers, const struct docx_styles *styles)
{
    for (size_t i = 0; i < numbers->nlists; i++) {
        struct docx_list        *list  = &numbers->lists[i];
        const struct docx_style *style = docx_style_find(styles, list->link);
        const struct docx_num   *num   = style ? find_num(numbers, style->list) : NULL;
        const struct docx_list  *other = num ? find_list(numbers, num) : NULL;

        if (other && !other->link.n)
            memcpy(list->levels, other->levels, sizeof list->levels);
    }
}

enum kc_status docx_numbers_read(struct document *doc, struct str bytes, const struct limits *lim,
                                 const struct docx_styles *styles, struct docx_numbers *numbers,
                                 struct xml_trouble *reterr_trouble)
{
    static const struct xml_handler handler = {
        .words = words, .nwords = sizeof words / sizeof *words, .start = on_start, .end = on_end};
    struct reading r      = {.doc = doc, .styles = styles, .numbers = numbers};
    enum kc_status status = xml_read(doc, bytes, lim, &handler, &r, reterr_trouble);

    if (r.full) {
        *reterr_trouble = (struct xml_trouble){.code = DIAG_ARENA_FULL};
        status          = KC_LIMIT;
    }
    if (numbers->nlists)
        qsort(numbers->lists, numbers->nlists, sizeof *numbers->lists, by_list);
    if (numbers->nnums)
        qsort(numbers->nums, numbers->nnums, sizeof *numbers->nums, by_num);
    follow_links(numbers, styles);
    return status;
}

/* ---- looking up --------------------------------------------------------------- */

void docx_numbers_restart(struct docx_numbers *numbers)
{
    for (size_t i = 0; i < numbers->nlists; i++)
        memset(numbers->lists[i].counting, 0, sizeof numbers->lists[i].counting);
    for (size_t i = 0; i < numbers->nnums; i++)
        numbers->nums[i].used = false;
}

unsigned docx_numbers_level(const struct docx_numbers *numbers, uint64_t id, struct str style)
{
    const struct docx_num  *num  = find_num(numbers, id);
    const struct docx_list *list = num ? find_list(numbers, num) : NULL;

    for (unsigned i = 0; list && style.n && i < DOCX_LEVELS; i++)
        if (str_eq(list->levels[i].style, style))
            return i;
    return 0;
}

/* ---- counting ------------------------------------------------------------------ */

/* One list with what a w:num changes of it. */
struct counter {
    struct docx_list      *list;
    const struct docx_num *num;
};

static const struct docx_level *level_at(const struct counter *c, unsigned i)
{
    return c->num->level[i] ? c->num->level[i] : &c->list->levels[i];
}

static uint32_t start_of(const struct counter *c, unsigned i)
{
    return c->num->starts[i] ? c->num->start[i] : level_at(c, i)->start;
}

/* Does `level` begin anew when `above` counts? */
static bool restarts(const struct docx_level *level, unsigned above)
{
    return !level->restarts || above < level->restart;
}

static void count(struct counter *c, unsigned level)
{
    struct docx_list *l = c->list;

    for (unsigned i = 0; i < level; i++)
        if (!l->counting[i]) {
            l->counting[i] = true;
            l->count[i]    = start_of(c, i);
        }
    l->count[level]    = l->counting[level] ? l->count[level] + 1 : start_of(c, level);
    l->counting[level] = true;
    for (unsigned i = level + 1; i < DOCX_LEVELS; i++)
        if (restarts(level_at(c, i), level))
            l->counting[i] = false;
}

/* ---- writing -------------------------------------------------------------------- */

static void add_letters(struct text *t, uint32_t n, char first)
{
    char c = (char)(first + (n - 1) % 26);

    for (uint32_t i = 0; n && i <= (n - 1) / 26 && t->n < LABEL_MAX; i++) /* "aa" after "z" */
        (void)text_add(t, (struct str){&c, 1});
}

static void add_roman(struct text *t, uint32_t n, bool capitals)
{
    static const struct {
        uint32_t   value;
        struct str small, capital;
    } signs[] = {
        {1000, STR_INIT("m"), STR_INIT("M")}, {900, STR_INIT("cm"), STR_INIT("CM")},
        {500, STR_INIT("d"), STR_INIT("D")},  {400, STR_INIT("cd"), STR_INIT("CD")},
        {100, STR_INIT("c"), STR_INIT("C")},  {90, STR_INIT("xc"), STR_INIT("XC")},
        {50, STR_INIT("l"), STR_INIT("L")},   {40, STR_INIT("xl"), STR_INIT("XL")},
        {10, STR_INIT("x"), STR_INIT("X")},   {9, STR_INIT("ix"), STR_INIT("IX")},
        {5, STR_INIT("v"), STR_INIT("V")},    {4, STR_INIT("iv"), STR_INIT("IV")},
        {1, STR_INIT("i"), STR_INIT("I")},
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs && t->n < LABEL_MAX; i++)
        for (; n >= signs[i].value && t->n < LABEL_MAX; n -= signs[i].value)
            (void)text_add(t, capitals ? signs[i].capital : signs[i].small);
}

static void add_number(struct text *t, struct str format, uint32_t n)
{
    if (str_eq(format, STR("none")))
        return;
    if (str_eq(format, STR("lowerLetter")))
        add_letters(t, n, 'a');
    else if (str_eq(format, STR("upperLetter")))
        add_letters(t, n, 'A');
    else if (str_eq(format, STR("lowerRoman")))
        add_roman(t, n, false);
    else if (str_eq(format, STR("upperRoman")))
        add_roman(t, n, true);
    else
        (void)text_add(
            t,
            arena_printf(t->arena, n < 10 && str_eq(format, STR("decimalZero")) ? "0%u" : "%u", n));
}

static void add_level(struct text *t, const struct counter *c, unsigned i, bool decimal)
{
    struct str format = level_at(c, i)->format;

    if (decimal && !str_eq(format, STR("decimalZero")))
        format = STR("decimal");
    add_number(t, format, c->list->counting[i] ? c->list->count[i] : start_of(c, i));
}

/* Symbol fonts keep their bullets where no letter is; a dash is a dash. */
static bool is_plain_bullet(struct str pattern)
{
    return str_eq(pattern, STR("-")) || str_eq(pattern, STR("+")) || str_eq(pattern, STR("*")) ||
           str_eq(pattern, STR("–")) || str_eq(pattern, STR("•"));
}

static void add_pattern(struct text *t, const struct counter *c, const struct docx_level *l)
{
    struct str p = l->pattern;

    while (p.n && t->n < LABEL_MAX) {
        char       digit = p.n > 1 && p.p[0] == '%' ? p.p[1] : 0;
        struct str rest;

        if (digit >= '1' && digit <= '9') {
            add_level(t, c, (unsigned)(digit - '1'), l->decimal);
            p = str_sub(p, 2, p.n);
            continue;
        }
        rest = p;
        (void)utf8_next(&rest); /* never half a letter */
        (void)text_add(t, str_sub(p, 0, p.n - rest.n));
        p = rest;
    }
}

static struct str blank_behind(struct str suffix)
{
    if (str_eq(suffix, STR("nothing")))
        return STR("");
    return str_eq(suffix, STR("space")) ? STR(" ") : STR("\t");
}

struct str docx_numbers_next(struct docx_numbers *numbers, struct arena *a, uint64_t id,
                             unsigned level, struct docx_font *ret_font)
{
    struct docx_num         *num  = find_num(numbers, id);
    struct counter           c    = {num ? find_list(numbers, num) : NULL, num};
    struct text              text = {.arena = a};
    const struct docx_level *l;

    if (!c.list || level >= DOCX_LEVELS)
        return STR("");
    if (!num->used)
        for (unsigned i = 0; i < DOCX_LEVELS; i++)
            c.list->counting[i] = c.list->counting[i] && !num->starts[i];
    num->used = true;
    count(&c, level);
    l = level_at(&c, level);
    if (!str_eq(l->format, STR("bullet")) || is_plain_bullet(l->pattern))
        add_pattern(&text, &c, l);
    if (text.n)
        (void)text_add(&text, blank_behind(l->suffix));
    *ret_font = l->font;
    return text.full ? STR("") : text_str(&text);
}
