/* kiemchung.yaml of a workspace somebody handed over: what is taken can be used. */
#include "ingest/settings.h"
#include "tests/fuzz/promises.h"

static void promise_intake(const struct workspace *ws, size_t i)
{
    const struct intake *in = &ws->intakes[i];

    assert(in->path.n && in->path.p[0] == '/' && !str_find(in->path, STR("//")).n);
    assert(!memchr(in->path.p, '\0', in->path.n) && !in->path.p[in->path.n]);
    assert(in->name.n && !memchr(in->name.p, '/', in->name.n) && utf8_valid(in->name));
    for (size_t k = 0; k < i; k++) {
        assert(!str_eq(ws->intakes[k].name, in->name));
        assert(!path_is_below(ws->intakes[k].path, in->path));
        assert(!path_is_below(in->path, ws->intakes[k].path));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct shell     sh = {.arena = fuzz_arena(false)};
    struct workspace ws = {.dir = STR("/srv/kiem-chung"), .folder_codes = true};
    int              code;

    code = settings_read(&sh, STR("kiemchung.yaml"), (struct str){(const char *)data, size}, &ws);
    assert(code == EXIT_DONE || code == EXIT_CONFIG);
    if (code == EXIT_DONE) {
        assert(ws.year >= 2000 && ws.year <= 2100 && ws.nintakes >= 1);
        assert(!ws.lang.n || str_eq(ws.lang, STR("vi")) || str_eq(ws.lang, STR("en")));
        assert(!ws.criteria_path.n || ws.criteria_path.p[0] == '/');
        for (size_t i = 0; i < ws.nintakes; i++)
            promise_intake(&ws, i);
    }
    arena_free(sh.arena);
    return 0;
}
