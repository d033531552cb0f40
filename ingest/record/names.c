#include "ingest/record/names.h"

struct name_row {
    struct str start, end; /* either may be empty; letters of both in any case */
    bool       exact;      /* `start` is the whole name */
};

static const struct name_row temporary[] = {
    {.start = STR_INIT("~$")},  {.start = STR_INIT(".~lock")}, {.end = STR_INIT(".crdownload")},
    {.end = STR_INIT(".part")}, {.end = STR_INIT(".tmp")},
};

static const struct name_row system_files[] = {
    {.start = STR_INIT(".DS_Store"), .exact = true},
    {.start = STR_INIT("desktop.ini"), .exact = true},
    {.start = STR_INIT("Thumbs.db"), .exact = true},
};

struct str name_base(struct str path)
{
    size_t at = path.n;

    while (at > 0 && path.p[at - 1] != '/')
        at--;
    return str_sub(path, at, path.n);
}

static bool row_matches(const struct name_row *row, struct str name)
{
    if (row->exact)
        return str_eq_nocase(name, row->start);
    return str_eq_nocase(str_sub(name, 0, row->start.n), row->start) &&
           str_ends_with_nocase(name, row->end);
}

static bool any_matches(const struct name_row *rows, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (row_matches(&rows[i], name))
            return true;
    return false;
}

bool name_is_temporary(struct str basename)
{
    return any_matches(temporary, sizeof temporary / sizeof temporary[0], basename);
}

bool name_is_system(struct str basename)
{
    return any_matches(system_files, sizeof system_files / sizeof system_files[0], basename);
}

bool name_is_macos_sidecar(struct str path)
{
    struct str rest = path, head;

    if (str_starts_with(name_base(path), STR("._")))
        return true;
    while (rest.n) {
        head = str_cut(&rest, '/');
        if (str_eq(head, STR("__MACOSX")))
            return true;
    }
    return false;
}
