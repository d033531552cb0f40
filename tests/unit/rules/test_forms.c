#include "tests/unit/rules/build.h"

/* The tables in data/: every form of a number or date that was met, and what it must
 * give. A row marked as a gap must fail: when it passes, its mark goes. */

#define COLUMNS 5

struct row {
    struct str column[COLUMNS];
    unsigned   line;
};

static struct str read_file(struct arena *a, const char *name)
{
    struct text t = {.arena = a};
    char        buf[4096];
    size_t      n;
    FILE       *f = fopen(name, "r");

    assert_non_null(f);
    while ((n = fread(buf, 1, sizeof buf, f)) > 0)
        text_add(&t, (struct str){buf, n});
    (void)fclose(f);
    return text_str(&t);
}

/* "\n" and "\uXXXX" in a column. */
static struct str unescaped(struct arena *a, struct str s)
{
    struct text t = {.arena = a};

    for (size_t i = 0; i < s.n; i++) {
        if (str_starts_with(str_sub(s, i, s.n), STR("\\n"))) {
            text_add(&t, STR("\n"));
            i++;
        } else if (str_starts_with(str_sub(s, i, s.n), STR("\\u"))) {
            char hex[5] = {0};

            memcpy(hex, s.p + i + 2, 4);
            text_add_cp(&t, (uint32_t)strtoul(hex, NULL, 16));
            i += 5;
        } else {
            text_add(&t, str_sub(s, i, i + 1));
        }
    }
    return text_str(&t);
}

static size_t read_rows(struct arena *a, const char *name, struct row *rows, size_t most)
{
    struct str rest = read_file(a, name);
    size_t     n    = 0;

    for (unsigned line = 1; rest.n; line++) {
        struct str text = str_cut(&rest, '\n');

        if (!text.n || text.p[0] == '#')
            continue;
        assert_true(n < most);
        rows[n] = (struct row){.line = line};
        for (size_t c = 0; c < COLUMNS && text.n; c++)
            rows[n].column[c] = unescaped(a, str_cut(&text, '\t'));
        n++;
    }
    return n;
}

static struct str joined(struct text *t, struct str value)
{
    if (t->n)
        text_add(t, STR(" ; "));
    text_add(t, value.n ? value : STR("-"));
    return text_str(t);
}

static struct document analyse(struct bench *b, struct arena *a, const char *before,
                               struct str text, const char *after)
{
    struct document doc;
    struct text     t = {.arena = a};

    text_add(&t, str_from_cstr(before));
    text_add(&t, text);
    text_add(&t, str_from_cstr(after));
    text_add(&t, (struct str){"", 1});
    (void)bench_run(b, BLOCKS(t.p), &doc);
    return doc;
}

static struct str numbers_of(struct bench *b, struct arena *a, const struct row *row)
{
    bool            act = str_eq(row->column[0], STR("act"));
    struct document doc = analyse(b, a, act ? "theo văn bản " : "", row->column[1], "");
    struct text     t   = {.arena = a};

    if (doc.identity.number.value.n)
        joined(&t, doc.identity.number.value);
    for (size_t i = 0; i < doc.nfindings; i++)
        if (doc.findings[i].kind == FINDING_REFERENCE)
            joined(&t, doc.findings[i].value);
    return text_str(&t);
}

static struct str dates_of(struct bench *b, struct arena *a, const struct row *row)
{
    struct document doc = analyse(b, a, "theo đó, ", row->column[1], " như sau");
    struct text     t   = {.arena = a};

    for (size_t i = 0; i < doc.nfindings; i++) {
        const struct finding *f = &doc.findings[i];

        if (f->kind != FINDING_DATE)
            continue;
        if (!t.n && row->column[3].n && f->use != DATE_PLAIN)
            assert_str(str_from_cstr(date_use_name(f->use)), row->column[3]);
        joined(&t, f->value);
    }
    return text_str(&t);
}

static struct str name_of(struct bench *b, struct arena *a, const struct row *row, bool date)
{
    struct document d = {.arena = a, .path = row->column[1]};

    assert_int_equal(rules_name_hint(b->m, &d), KC_OK);
    if (str_eq(row->column[0], STR("criterion")))
        return d.name.criterion;
    return date ? d.name.date : d.name.number;
}

/* Every row as it must be; `gap` is the column that says it is known not to work. */
static void check_table(void **state, const char *name, bool date, size_t gap)
{
    static struct row rows[256];
    struct bench     *b = *state;
    struct arena     *a = arena_new((size_t)64 << 20);
    size_t            n = read_rows(a, name, rows, 256), wrong = 0;

    assert_true(n > 50);
    for (size_t i = 0; i < n; i++) {
        bool text =
            !str_eq(rows[i].column[0], STR("name")) && !str_eq(rows[i].column[0], STR("criterion"));
        struct str got   = !text  ? name_of(b, a, &rows[i], date)
                           : date ? dates_of(b, a, &rows[i])
                                  : numbers_of(b, a, &rows[i]);
        bool       right = str_eq(got, rows[i].column[2]);
        bool       known = str_eq(rows[i].column[gap], STR("gap"));

        if (right == !known)
            continue;
        wrong++;
        print_message("%s:%u: %s \"%.*s\": got \"%.*s\", want \"%.*s\"\n", name, rows[i].line,
                      known ? "a known gap works now:" : "", STR_FMT(rows[i].column[1]),
                      STR_FMT(got), STR_FMT(rows[i].column[2]));
    }
    arena_free(a);
    assert_int_equal(wrong, 0);
}

static void every_form_of_a_number(void **state)
{
    check_table(state, "tests/unit/rules/data/number-forms.tsv", false, 3);
}

static void every_form_of_a_date(void **state)
{
    check_table(state, "tests/unit/rules/data/date-forms.tsv", true, 4);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_form_of_a_number),
    cmocka_unit_test(every_form_of_a_date),
};
BENCH_MAIN(tests)
