#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/log.h"
#include "ingest/record/names.h"
#include "ingest/record/ndjson.h"
#include "ingest/workspace.h"

struct init {
    struct shell       *sh;
    struct str          dir;
    const char         *criteria; /* file, or NULL */
    uint64_t            year;
    struct criteria_set set;
    struct str          set_text;
    struct str          set_name; /* its file name in tieu-chi/ */
};

static int failed(struct str path)
{
    if (errno == EEXIST)
        say1(MSG_INIT_EXISTS, path);
    else
        say2(MSG_INIT_FAILED, path, error_words(errno));
    return EXIT_CANT_CREATE;
}

/* ---- before anything is made ----------------------------------------------------- */

static int check_criteria(struct init *in)
{
    struct str path = str_from_cstr(in->criteria);

    if (!in->criteria)
        return EXIT_DONE;
    in->set_name = name_base(path);
    return criteria_file_read(in->sh, path, &in->set_text, &in->set);
}

static int check_year(struct init *in)
{
    char number[24];

    if (!in->year && in->set.nyears == 1)
        in->year = in->set.years[0];
    if (!in->year) {
        say(MSG_INIT_NEEDS_YEAR, NULL, 0);
        return EXIT_USAGE;
    }
    (void)snprintf(number, sizeof number, "%" PRIu64, in->year);
    if (in->year < 2000 || in->year > 2100) {
        say1(MSG_WORKSPACE_YEAR, str_from_cstr(number));
        return EXIT_USAGE;
    }
    if (!criteria_has_year(&in->set, (int)in->year)) {
        say1(MSG_INIT_YEAR_WRONG, str_from_cstr(number));
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int check_free(struct init *in)
{
    struct str path = shell_join(in->sh, in->dir, STR("kiemchung.yaml"));

    if (access(path.p, F_OK) < 0)
        return EXIT_DONE;
    say1(MSG_INIT_EXISTS, path);
    return EXIT_CANT_CREATE;
}

/* ---- making it ------------------------------------------------------------------- */

/* False with errno. */
static bool write_all(int fd, struct str text)
{
    while (text.n) {
        ssize_t n = write(fd, text.p, text.n);

        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text = str_sub(text, (size_t)n, text.n);
    }
    return fsync(fd) == 0;
}

/* Never over an existing file. */
static int make_file(struct str path, struct str text)
{
    int  fd = open(path.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool ok;

    if (fd < 0)
        return failed(path);
    ok = write_all(fd, text);
    ok = close(fd) == 0 && ok;
    return ok ? EXIT_DONE : failed(path);
}

static int make_folders(struct init *in)
{
    static const struct {
        const char *name;
        unsigned    mode;
    } folders[] = {{"", 0777}, {"tieu-chi", 0777}, {"nop", 0777}, {".kiemchung", 0700}};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        struct str path = shell_join(in->sh, in->dir, str_from_cstr(folders[i].name));
        int        code = folder_make(path.p, folders[i].mode);

        if (code != EXIT_DONE)
            return code;
    }
    return EXIT_DONE;
}

static int copy_criteria(struct init *in)
{
    struct str dir = shell_join(in->sh, in->dir, STR("tieu-chi"));

    return in->criteria ? make_file(shell_join(in->sh, dir, in->set_name), in->set_text)
                        : EXIT_DONE;
}

/* The line about criteria; a JSON string is a YAML string. */
static struct str criteria_line(struct init *in)
{
    struct text line = {.arena = in->sh->arena}, path = {.arena = in->sh->arena};

    (void)text_add(&path, STR("tieu-chi/"));
    (void)text_add(&path, in->criteria ? in->set_name : STR("bo-tieu-chi.yaml"));
    (void)text_add(&line, in->criteria ? STR("criteria: ") : STR("# criteria: "));
    (void)json_add_string(&line, text_str(&path));
    return text_str(&line);
}

static int make_settings(struct init *in)
{
    struct text text = {.arena = in->sh->arena};
    char        year[24];

    (void)snprintf(year, sizeof year, "%" PRIu64, in->year);
    message_fill(&text, msg(MSG_INIT_YAML),
                 (struct str[]){str_from_cstr(year),
                                message_lang() == LANG_EN ? STR("en") : STR("vi"),
                                criteria_line(in)},
                 3);
    return make_file(shell_join(in->sh, in->dir, STR("kiemchung.yaml")), text_str(&text));
}

static int make(struct init *in)
{
    char year[24];
    int  code = make_folders(in);

    if (code == EXIT_DONE)
        code = copy_criteria(in);
    if (code == EXIT_DONE)
        code = make_settings(in);
    if (code != EXIT_DONE)
        return code;
    (void)snprintf(year, sizeof year, "%" PRIu64, in->year);
    out_msg(MSG_INIT_DONE, (struct str[]){in->dir, str_from_cstr(year)}, 2);
    return EXIT_DONE;
}

int cmd_init(struct shell *sh, int argc, char **argv)
{
    struct init             in     = {.sh = sh};
    const struct option_row rows[] = {
        {"criteria", 0, OPTION_TEXT, &in.criteria, "FILE", MSG_INIT_CRITERIA},
        {"year", 0, OPTION_NUMBER, &in.year, "Y", MSG_INIT_YEAR},
    };
    bool stop;
    int  code = options_parse(sh, "init DIR [--year Y] [--criteria FILE]", MSG_INIT_WHAT, rows,
                              sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (stop)
        return code;
    if (argc != 2) {
        if (argc > 2)
            say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[2]));
        else
            say(MSG_INIT_NEEDS_DIR, NULL, 0);
        return EXIT_USAGE;
    }
    in.dir = str_from_cstr(argv[1]);
    code   = check_free(&in);
    if (code == EXIT_DONE)
        code = check_criteria(&in);
    if (code == EXIT_DONE)
        code = check_year(&in);
    return code == EXIT_DONE ? make(&in) : code;
}
