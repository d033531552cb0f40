#include "index/jw.h"

#include <inttypes.h>

#include "ingest/record/members.h"
#include "ingest/record/name_text.h"
#include "ingest/record/ndjson.h"

static void raw(struct jw *j, struct str s)
{
    (void)text_add(&j->out, s);
}

static void value(struct jw *j, struct str s)
{
    if (j->comma)
        raw(j, STR(","));
    raw(j, s);
    j->comma = true;
}

void jw_open(struct jw *j, char bracket)
{
    value(j, (struct str){&bracket, 1});
    j->comma = false;
}

void jw_close(struct jw *j, char bracket)
{
    raw(j, (struct str){&bracket, 1});
    j->comma = true;
}

void jw_item(struct jw *j, struct str s)
{
    value(j, (struct str){0});
    (void)json_add_string(&j->out, s);
}

void jw_key(struct jw *j, const char *name)
{
    jw_item(j, str_from_cstr(name));
    raw(j, STR(":"));
    j->comma = false;
}

void jw_string(struct jw *j, const char *name, struct str s)
{
    jw_key(j, name);
    if (s.n)
        jw_item(j, s);
    else
        value(j, STR("null"));
}

void jw_word(struct jw *j, const char *name, const char *word)
{
    jw_string(j, name, str_from_cstr(word));
}

void jw_number(struct jw *j, const char *name, uint64_t number)
{
    char buf[24];
    int  n = snprintf(buf, sizeof buf, "%" PRIu64, number);

    jw_key(j, name);
    value(j, (struct str){buf, (size_t)n});
}

void jw_points(struct jw *j, const char *name, uint64_t centipoints)
{
    char buf[32];
    int  n = snprintf(buf, sizeof buf, "%" PRIu64 ".%02u", centipoints / 100,
                      (unsigned)(centipoints % 100));

    jw_key(j, name);
    value(j, (struct str){buf, (size_t)n});
}

void jw_bool(struct jw *j, const char *name, bool yes)
{
    jw_key(j, name);
    value(j, yes ? STR("true") : STR("false"));
}

void jw_span(struct jw *j, const char *name, struct span at)
{
    char buf[32];
    int  n = snprintf(buf, sizeof buf, "[%" PRIu32 ",%" PRIu32 "]", at.start, at.end);

    jw_key(j, name);
    value(j, at.end ? (struct str){buf, (size_t)n} : STR("null"));
}

void jw_bits(struct jw *j, const char *name, unsigned bits, unsigned count,
             const char *(*word_of)(unsigned bit))
{
    jw_key(j, name);
    jw_open(j, '[');
    for (unsigned bit = 0; bit < count; bit++)
        if (bits & 1u << bit)
            jw_item(j, str_from_cstr(word_of(1u << bit)));
    jw_close(j, ']');
}

void jw_path(struct jw *j, const char *name, const char *name_bytes, struct str path)
{
    bool valid = utf8_valid(path);

    jw_string(j, name, valid ? path : name_text(j->out.arena, path));
    if (valid)
        return;
    jw_key(j, name_bytes);
    value(j, STR("\""));
    (void)base64_add(&j->out, path);
    raw(j, STR("\""));
}
