/* The program's formats with one in front of them that misbehaves on demand: files
 * beginning with "MOCK" and a word. Only in kiemchung-mock. */
#include <sys/socket.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include "parse/formats.h"
#include "parse/parse.h"

/* Only text from here on: what a parser would have read. */
static enum kc_status act_read(struct document *doc)
{
    return arena_copy(doc->arena, STR("Văn bản thử nghiệm"), &doc->original) ? KC_OK : KC_LIMIT;
}

static enum kc_status act_abort(struct document *doc)
{
    (void)doc;
    abort();
}

static enum kc_status act_crash(struct document *doc)
{
    (void)doc;
    raise(SIGSEGV);
    return KC_OK;
}

static enum kc_status act_hang(struct document *doc)
{
    (void)doc;
    while (pause())
        ;
    return KC_OK;
}

static enum kc_status act_memory(struct document *doc)
{
    static char *chain;

    (void)doc;
    for (int i = 0; i < 128; i++) { /* twice the limit */
        char **p = malloc((size_t)1 << 20);

        if (!p)
            return KC_NO_MEMORY;
        memset(p, 1, (size_t)1 << 20);
        *p    = chain;
        chain = (char *)p;
    }
    return KC_NO_MEMORY; /* no limit in force: as if there were one */
}

static enum kc_status act_flood(struct document *doc)
{
    struct stat st;
    int         sock = 3;

    (void)doc;
    while (fstat(sock, &st) < 0 || !S_ISSOCK(st.st_mode))
        sock++;
    while (send(sock, "flood flood flood ", 18, MSG_NOSIGNAL) > 0)
        ;
    return KC_OK;
}

static enum kc_status act_slow(struct document *doc)
{
    usleep(20 * 1000);
    return act_read(doc);
}

static enum kc_status act_spin(struct document *doc)
{
    volatile bool on = true;

    (void)doc;
    while (on)
        ;
    return KC_OK;
}

static const struct {
    const char *word;
    enum kc_status (*act)(struct document *doc);
} acts[] = {
    {"MOCK abort", act_abort}, {"MOCK crash", act_crash},   {"MOCK flood", act_flood},
    {"MOCK hang", act_hang},   {"MOCK memory", act_memory}, {"MOCK read", act_read},
    {"MOCK slow", act_slow},   {"MOCK spin", act_spin},
};

static unsigned bid_mock(const struct sniff *s)
{
    return str_starts_with(s->head, STR("MOCK ")) ? 64 : 0;
}

static enum kc_status read_mock(struct parser *p, const struct limits *lim, struct document *doc)
{
    (void)p, (void)lim;
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
        if (str_starts_with(doc->parts[0].bytes, str_from_cstr(acts[i].word)))
            return acts[i].act(doc);
    return KC_BAD_INPUT;
}

static const struct format format_mock = {
    .name = "mock", .title = "MOCK", .bid = bid_mock, .read = read_mock};

/* A row in front of the shipped ones, without a second list of those. */
#define format_docx format_mock, &format_docx
#include "parse/formats.c"
