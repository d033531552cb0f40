#ifndef KC_MESSAGE_H
#define KC_MESSAGE_H

#include "ingest/record/arena.h"

/* Everything the program says to people that is not about one document (that
 * is ingest/record/diag.def), in both languages. */
enum msg {
    MSG_NONE = 0,
#define MSG(name, vi, en) MSG_##name,
#include "ingest/message.def"
#undef MSG
    MSG_COUNT
};

enum lang { LANG_VI, LANG_EN };
/* Set once at start. `given` (--lang) or NULL, then KIEMCHUNG_LANG, `setting`
 * (lang: of the workspace) or NULL, LC_ALL, LC_MESSAGES, LANG; else Vietnamese.
 * False when `given` or `setting` is neither vi nor en. */
bool      message_choose(const char *given, const char *setting);
enum lang message_lang(void);
/* Who chose it: "--lang", the name of a variable, "lang" (the setting), or NULL. */
const char *message_lang_origin(void);

/* The raw text with its %1 %2 …, in the language in force; never NULL. */
const char *msg(enum msg m);
/* The right one of two texts. */
const char *msg_pick(const char *vi, const char *en);
/* A template with %1 to %9 filled in from args (n of them), appended to out. */
void message_fill(struct text *out, const char *template, const struct str *args, size_t n);

#endif
