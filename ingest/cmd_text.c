#include "ingest/filter.h"
#include "ingest/ledger.h"
#include "ingest/log.h"
#include "ingest/record/diag.h"
#include "ingest/workspace.h"

struct text_command {
    struct shell  *sh;
    struct arena  *a;
    struct reading reading;
    bool           ndjson;
    const char    *file;    /* as the person wrote it */
    bool           printed; /* some text, of any file */
    int            code;    /* of the file under way  */
};

/* ---- one document ---------------------------------------------------------------- */

/* Name of the document as a person knows it: the file, or file!/member. */
static struct str place(struct text_command *t, const struct document *doc)
{
    struct text out = {.arena = t->a};

    (void)text_add(&out, str_from_cstr(t->file));
    if (doc->member.n) {
        (void)text_add(&out, STR("!/"));
        (void)text_add(&out, doc->member);
    }
    return text_str(&out);
}

static void print_line(struct text_command *t, struct str line)
{
    struct text safe = {.arena = t->a};

    if (!out_is_terminal()) {
        out_line(line);
        return;
    }
    safe_add(&safe, line);
    out_line(text_str(&safe));
}

/* False: there is no reading text. */
static bool print_blocks(struct text_command *t, const struct document *doc)
{
    bool any = false;

    for (size_t i = 0; i < doc->nblocks; i++) {
        if (doc->blocks[i].use != USE_READING)
            continue;
        if (!any && t->printed)
            out_str(STR("\n"));
        print_line(t, document_text(doc, doc->blocks[i].at));
        any = true;
    }
    t->printed |= any;
    return any;
}

static int code_of(const struct document *doc)
{
    switch (doc->state) {
    case STATE_READ:
        return EXIT_DONE;
    case STATE_WAITING:
        return EXIT_TRY_AGAIN;
    case STATE_FAILED:
        return doc->reason == REASON_NO_PERMISSION ? EXIT_PERMISSION
               : doc->reason == REASON_IO          ? EXIT_IO
                                                   : EXIT_DATA;
    default:
        return EXIT_DATA;
    }
}

/* Why there is less text than in the file, or none. */
static void tell_trouble(struct text_command *t, const struct document *doc)
{
    struct text why = {.arena = t->a};

    document_sentences(&why, doc);
    if (why.n)
        say2(MSG_TEXT_PARTLY, place(t, doc), text_str(&why));
    else
        say1(MSG_TEXT_NOTHING, place(t, doc));
}

static void print_text(struct text_command *t, const struct document *doc)
{
    bool any     = doc->state == STATE_READ && print_blocks(t, doc);
    bool archive = doc->state == STATE_READ && doc->reason == REASON_ARCHIVE;

    if (!archive && (!any || doc->reason != REASON_NONE))
        tell_trouble(t, doc);
}

static bool on_record(void *ctx, const struct document *doc)
{
    struct text_command *t    = ctx;
    int                  code = code_of(doc);

    if (t->ndjson) {
        int printed = filter_print(t->a, doc);

        code = code == EXIT_DONE ? printed : code;
    } else {
        print_text(t, doc);
    }
    arena_reset(t->a);
    if (t->code == EXIT_DONE)
        t->code = doc->member.n && code != EXIT_DONE ? EXIT_SOME_FAILED : code;
    return true;
}

/* ---- the command ----------------------------------------------------------------- */

static int read_file(struct text_command *t, const char *file)
{
    struct filter f = {.sh = t->sh, .reading = &t->reading, .record = on_record, .ctx = t};
    int           code;

    t->file = file;
    t->code = EXIT_DONE;
    code    = filter_read(&f, file);
    return code == EXIT_DONE ? t->code : code;
}

/* The code of a single file says what is wrong; of several, that something is. */
static int read_files(struct text_command *t, char **files, int n)
{
    int code = EXIT_DONE;

    for (int i = 0; i < n && !supervisor_stop; i++) {
        int one = read_file(t, files[i]);

        if (n == 1 || supervisor_stop)
            code = one;
        else if (one != EXIT_DONE)
            code = EXIT_SOME_FAILED;
    }
    return code;
}

int cmd_text(struct shell *sh, int argc, char **argv)
{
    struct text_command     t  = {.sh = sh};
    struct workspace        ws = {0};
    bool                    in_workspace;
    const struct option_row rows[] = {{"ndjson", 0, OPTION_FLAG, &t.ndjson, NULL, MSG_TEXT_NDJSON}};
    bool                    stop;
    int                     code =
        options_parse(sh, "text [--ndjson] FILE...", MSG_TEXT_WHAT, rows, 1, &argc, argv, &stop);

    if (stop)
        return code;
    if (argc < 2) {
        say(MSG_EXTRACT_NEEDS_PATH, NULL, 0);
        return EXIT_USAGE;
    }
    code = workspace_open(sh, false, &ws, &in_workspace);
    if (code == EXIT_DONE)
        code = reading_start(sh, &ws, 1, &t.reading);
    if (code != EXIT_DONE)
        return code;
    t.a  = arena_new(limits_arena_bytes(&limits_default));
    code = t.a ? read_files(&t, argv + 1, argc - 1) : reading_outcome(KC_NO_MEMORY);
    arena_free(t.a);
    reading_end(&t.reading);
    return code;
}
