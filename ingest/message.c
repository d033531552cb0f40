#include "ingest/message.h"

static const struct {
    const char *vi, *en;
} texts[MSG_COUNT] = {
    [MSG_NONE] = {"", ""},
#define MSG(name, vi, en) [MSG_##name] = {vi, en},
#include "ingest/message.def"
#undef MSG
};

static enum lang   in_force; /* both set at start, see message.h */
static const char *chosen_by;

static bool lang_named(const char *z, const char *origin)
{
    struct str s = str_from_cstr(z);

    if (!str_eq(s, STR("vi")) && !str_eq(s, STR("en")))
        return false;
    in_force  = str_eq(s, STR("vi")) ? LANG_VI : LANG_EN;
    chosen_by = origin;
    return true;
}

/* "vi_VN.UTF-8", "en-GB", "vi". */
static bool lang_of_locale(const char *name)
{
    struct str s = str_from_cstr(getenv(name));
    char       two[3];

    if (s.n < 2 || (s.n > 2 && !memchr("_-.@", s.p[2], 4)))
        return false;
    memcpy(two, s.p, 2);
    two[2] = '\0';
    return lang_named(two, name);
}

bool message_choose(const char *given, const char *setting)
{
    bool known = true;

    in_force  = LANG_VI;
    chosen_by = NULL;
    if (given)
        return lang_named(given, "--lang");
    if (setting)
        known = lang_named(setting, "lang");
    if (lang_of_locale("KIEMCHUNG_LANG") || setting)
        return known;
    (void)(lang_of_locale("LC_ALL") || lang_of_locale("LC_MESSAGES") || lang_of_locale("LANG"));
    return known;
}

const char *message_lang_origin(void)
{
    return chosen_by;
}

enum lang message_lang(void)
{
    return in_force;
}

const char *msg(enum msg m)
{
    return (unsigned)m < MSG_COUNT ? msg_pick(texts[m].vi, texts[m].en) : "";
}

const char *msg_pick(const char *vi, const char *en)
{
    return in_force == LANG_EN ? en : vi;
}

void message_fill(struct text *out, const char *template, const struct str *args, size_t n)
{
    struct str rest = str_from_cstr(template);

    while (rest.n) {
        size_t i = 0;

        while (i < rest.n && rest.p[i] != '%')
            i++;
        (void)text_add(out, str_sub(rest, 0, i)); /* full is sticky */
        if (i + 1 < rest.n && rest.p[i + 1] >= '1' && rest.p[i + 1] <= '9') {
            size_t arg = (size_t)(rest.p[i + 1] - '1');

            if (arg < n)
                (void)text_add(out, args[arg]);
        } else if (i < rest.n) {
            (void)text_add(out, STR("%"));
        }
        rest = str_sub(rest, i + 2, rest.n);
    }
}
