#include "ingest/unpack/members.h"

#include <stdlib.h>

static struct str show(struct arena *a, struct str raw, bool *ok)
{
    struct text out = {.arena = a};

    if (!raw.n)
        return STR("?"); /* no name at all would stand for the archive itself */
    if (!str_find(raw, STR("\\")).n && !str_find(raw, STR("!/")).n)
        return raw;
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i] == '\\' ? '/' : raw.p[i];

        if (c == '/' && i > 0 && raw.p[i - 1] == '!')
            (void)text_add(&out, STR(" "));
        (void)text_add(&out, (struct str){&c, 1});
    }
    *ok = *ok && !out.full;
    return text_str(&out);
}

static int fold(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

/* ASCII letters in any case first, then by bytes: equal names stand together in
 * both senses. */
static int compare_nocase(struct str a, struct str b)
{
    for (size_t i = 0; i < a.n && i < b.n; i++)
        if (fold(a.p[i]) != fold(b.p[i]))
            return fold(a.p[i]) < fold(b.p[i]) ? -1 : 1;
    return (a.n > b.n) - (a.n < b.n);
}

static int compare(struct str a, struct str b)
{
    int by_letters = compare_nocase(a, b);

    return by_letters ? by_letters : str_cmp(a, b);
}

static int by_name(const void *pa, const void *pb, void *ctx)
{
    const struct str *name = ctx;
    uint32_t          a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
    int               c = compare(name[a], name[b]);

    return c ? c : (a > b) - (a < b);
}

bool members_list(struct members *ret_members, struct arena *a, struct unzip *z)
{
    struct members      members = {.n = unzip_count(z)};
    struct unzip_member m;
    bool                ok = members.n <= UINT32_MAX;

    members.name  = ok ? ARENA_NEW(a, struct str, members.n) : NULL;
    members.order = ok ? ARENA_NEW(a, uint32_t, members.n) : NULL;
    if (!members.name || !members.order)
        return false;
    for (size_t i = 0; ok && i < members.n; i++) {
        (void)unzip_member(z, i, &m); /* the name is what counts */
        members.name[i]  = show(a, m.name, &ok);
        members.order[i] = (uint32_t)i;
    }
    if (!ok)
        return false;
    qsort_r(members.order, members.n, sizeof members.order[0], by_name, members.name);
    *ret_members = members;
    return true;
}

bool members_twice(const struct members *members, struct str *ret_name)
{
    for (size_t i = 1; i < members->n; i++) {
        struct str name = members->name[members->order[i]];

        if (str_eq_nocase(members->name[members->order[i - 1]], name)) {
            *ret_name = name;
            return true;
        }
    }
    return false;
}

static bool exists(const struct members *members, struct str name)
{
    size_t low = 0, high = members->n, middle;
    int    c;

    while (low < high) {
        middle = low + (high - low) / 2;
        c      = compare(members->name[members->order[middle]], name);
        if (c == 0)
            return true;
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* "a/b.docx", 2 -> "a/b (2).docx"; p is NULL when the arena is full. The suffix
 * stays at the end, where it tells what the file is. */
static struct str numbered(struct arena *a, struct str name, uint32_t number)
{
    size_t dot = name.n;

    while (dot > 0 && name.p[dot - 1] != '.' && name.p[dot - 1] != '/')
        dot--;
    dot = dot > 0 && name.p[dot - 1] == '.' ? dot - 1 : name.n;
    return arena_printf(a, "%.*s (%u)%.*s", STR_FMT(str_sub(name, 0, dot)), number,
                        STR_FMT(str_sub(name, dot, name.n)));
}

/* The first number from `from` on that makes no name of another member; 0 when
 * the arena is full. */
static uint32_t free_number(const struct members *members, struct arena *a, struct str name,
                            uint32_t from)
{
    size_t     mark = arena_mark(a);
    struct str wish;
    bool       taken = true;

    for (uint32_t n = from; taken; n++) {
        wish = numbered(a, name, n);
        if (!wish.p)
            return 0;
        taken = exists(members, wish);
        from  = n;
        arena_release(a, mark);
    }
    return from;
}

bool members_number(struct members *members, struct arena *a)
{
    uint32_t next = 2;

    members->number = ARENA_NEW(a, uint32_t, members->n);
    if (!members->number)
        return false;
    for (size_t i = 1; i < members->n; i++) {
        uint32_t   member = members->order[i];
        struct str name   = members->name[member];

        if (!str_eq(members->name[members->order[i - 1]], name)) {
            next = 2;
            continue;
        }
        members->number[member] = free_number(members, a, name, next);
        if (!members->number[member])
            return false;
        next = members->number[member] + 1;
    }
    return true;
}

bool members_label(const struct members *members, struct arena *a, size_t i, struct str *ret_label)
{
    struct str label = members->name[i];

    if (members->number[i]) {
        label = numbered(a, label, members->number[i]);
        if (!label.p)
            return false;
    }
    *ret_label = label;
    return true;
}
