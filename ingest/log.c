#include "ingest/log.h"

#include <errno.h>
#include <inttypes.h>
#include <unistd.h>

#include "ingest/command.h"
#include "ingest/record/name_text.h"

/* What the process has on its two streams; the one place that knows. */
static struct {
    bool    progress; /* a line of progress stands on the terminal */
    int64_t shown_ms;
    bool    failed; /* a write to stdout failed */
    int     why;
} log_state;

enum {
    SENTENCE_BYTES = 1 << 20, /* more than any sentence with its arguments */
    REDRAW_MS      = 100
};

/* ---- data ------------------------------------------------------------------------ */

void out_str(struct str s)
{
    if (!s.n || log_state.failed)
        return;
    progress_clear();
    if (fwrite(s.p, 1, s.n, stdout) != s.n) {
        log_state.failed = true;
        log_state.why    = errno;
    }
}

void out_line(struct str s)
{
    out_str(s);
    out_str(STR("\n"));
}

static void flush_data(void)
{
    if (fflush(stdout) != 0 && !log_state.failed) {
        log_state.failed = true;
        log_state.why    = errno;
    }
}

bool out_finish(void)
{
    flush_data();
    /* A reader that has seen enough needs no explanation. */
    if (log_state.failed && log_state.why != EPIPE)
        say1(MSG_OUT_FAILED, error_words(log_state.why));
    return !log_state.failed;
}

bool out_is_terminal(void)
{
    return isatty(STDOUT_FILENO) == 1;
}

/* ---- untrusted text -------------------------------------------------------------- */

static bool is_unsafe(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
    } ranges[] = {
        {0x00, 0x1F},       {0x7F, 0x9F},     /* controls */
        {0x061C, 0x061C},   {0x200B, 0x200F}, /* bidi and zero-width marks */
        {0x2028, 0x202E},   {0x2060, 0x206F}, /* lines, bidi embeddings, isolates */
        {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB}, /* byte order mark, annotations */
        {0xE0000, 0xE007F},                   /* tags */
    };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (cp >= ranges[i].from && cp <= ranges[i].to)
            return true;
    return false;
}

static void add_escaped(struct text *out, uint32_t cp, bool byte)
{
    char buf[16];
    int  n = snprintf(buf, sizeof buf, byte ? "\\x%02" PRIX32 : "\\u{%04" PRIX32 "}", cp);

    (void)text_add(out, (struct str){buf, (size_t)n});
}

void safe_add(struct text *out, struct str s)
{
    s = name_text(out->arena, s); /* text is in no other encoding: only names are */
    while (s.n) {
        struct str before = s;
        uint32_t   cp     = utf8_next(&s);
        size_t     n      = before.n - s.n;

        if (cp == 0xFFFD && n == 1)
            add_escaped(out, (unsigned char)before.p[0], true);
        else if (is_unsafe(cp))
            add_escaped(out, cp, cp < 0x80);
        else
            (void)text_add(out, str_sub(before, 0, n));
    }
}

/* ---- sentences ------------------------------------------------------------------- */

static void fill_safely(struct text *out, const char *template, const struct str *args, size_t n)
{
    struct str safe[9] = {0};

    for (size_t i = 0; i < n && i < 9; i++) {
        struct text t = {.arena = out->arena};

        safe_add(&t, args[i]);
        safe[i] = text_str(&t);
    }
    message_fill(out, template, safe, n < 9 ? n : 9);
}

void out_msg(enum msg m, const struct str *args, size_t n)
{
    struct arena *a = arena_new(SENTENCE_BYTES);
    struct text   t = {.arena = a};

    if (!a) {
        out_line(str_from_cstr(msg(m)));
        return;
    }
    fill_safely(&t, msg(m), args, n);
    out_line(text_str(&t));
    arena_free(a);
}

void say(enum msg m, const struct str *args, size_t n)
{
    struct arena *a = arena_new(SENTENCE_BYTES);
    struct text   t = {.arena = a};

    progress_clear();
    flush_data(); /* where both go to one place, their order is kept */
    if (!a) {
        (void)fprintf(stderr, "kiemchung: %s\n", msg(m)); /* nobody else to tell */
        return;
    }
    (void)text_add(&t, STR("kiemchung: "));
    fill_safely(&t, msg(m), args, n);
    (void)text_add(&t, STR("\n"));
    (void)fwrite(t.p, 1, t.n, stderr); /* nobody else to tell */
    arena_free(a);
}

void say1(enum msg m, struct str a)
{
    say(m, &a, 1);
}

void say2(enum msg m, struct str a, struct str b)
{
    say(m, (struct str[]){a, b}, 2);
}

struct str error_words(int error)
{
    static const struct {
        int         error;
        const char *vi;
    } rows[] = {
        {EACCES, "không có quyền"},
        {EEXIST, "đã có sẵn"},
        {EFBIG, "tệp quá lớn"},
        {EINVAL, "không phải tệp thường"},
        {EIO, "lỗi ổ đĩa"},
        {EISDIR, "đây là thư mục"},
        {ELOOP, "liên kết lòng vòng"},
        {EMFILE, "mở quá nhiều tệp cùng lúc"},
        {ENAMETOOLONG, "tên quá dài"},
        {ENOENT, "không có tệp hoặc thư mục này"},
        {ENOMEM, "thiếu bộ nhớ"},
        {ENOSPC, "hết chỗ trên đĩa"},
        {ENOTDIR, "một phần đường dẫn không phải thư mục"},
        {EPERM, "không được phép"},
        {EROFS, "ổ đĩa chỉ cho đọc"},
    };

    if (message_lang() == LANG_VI)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (rows[i].error == error)
                return str_from_cstr(rows[i].vi);
    return str_from_cstr(strerror(error));
}

/* Records carry the names of errors ("EACCES"), which are no language. */
static struct str in_words(struct str arg)
{
    enum { ERRORS = 134 };

    if (arg.n < 2 || arg.p[0] != 'E')
        return arg;
    for (int e = 1; e < ERRORS; e++)
        if (str_eq(str_from_cstr(strerrorname_np(e)), arg))
            return error_words(e);
    return arg;
}

void diag_sentence(struct text *out, const struct diag *d)
{
    const struct diag_info *info    = diag_info((enum diag_code)d->code);
    const struct str        args[2] = {in_words(d->args[0]), in_words(d->args[1])};

    fill_safely(out, msg_pick(info->vi, info->en), args, 2);
}

/* ---- progress -------------------------------------------------------------------- */

static int64_t now_ms(void)
{
    struct timespec t;

    return clock_gettime(CLOCK_MONOTONIC, &t) ? 0 : (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_show(const struct shell *sh, uint64_t done, uint64_t total, uint64_t failed)
{
    int64_t now = now_ms();

    if (sh->quiet || isatty(STDERR_FILENO) != 1 ||
        (log_state.progress && now - log_state.shown_ms < REDRAW_MS))
        return;
    (void)fprintf(stderr, "\r%s %" PRIu64 "/%" PRIu64 ", %s %" PRIu64 "\x1B[K",
                  msg(MSG_PROGRESS_DONE), done, total, msg(MSG_PROGRESS_FAILED), failed);
    (void)fflush(stderr);
    log_state.progress = true;
    log_state.shown_ms = now;
}

void progress_clear(void)
{
    if (!log_state.progress)
        return;
    (void)fputs("\r\x1B[K", stderr);
    (void)fflush(stderr);
    log_state.progress = false;
}
