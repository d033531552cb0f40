#include "index/label.h"
#include "index/report/report.h"
#include "ingest/record/name_text.h"

/* Values as texts: what all formats need to know of them. */

static struct str joined(struct report *r, const struct cell *v)
{
    struct text out = {.arena = r->arena};

    for (size_t i = 0; i < v->nlist; i++) {
        (void)text_add(&out, i ? STR(" | ") : STR(""));
        (void)text_add(&out, v->list[i]);
    }
    r->full |= out.full;
    return text_str(&out);
}

static struct str in_words(struct report *r, const struct column *c, const struct cell *v,
                           char decimal_sign)
{
    switch (c->kind) {
    case CELL_NUMBER:
        return arena_printf(r->arena, "%llu", (unsigned long long)v->number);
    case CELL_POINTS:
        return label_points(r->arena, v->number, decimal_sign);
    case CELL_SPAN:
        return v->at.end ? arena_printf(r->arena, "%u-%u", v->at.start, v->at.end)
                         : (struct str){0};
    case CELL_LIST:
        return joined(r, v);
    case CELL_TEXT:
    case CELL_PATH:
        break;
    }
    return v->text;
}

struct str cell_shown(struct report *r, const struct column *c, const struct cell *v)
{
    return v->shown.n ? v->shown : in_words(r, c, v, message_lang() == LANG_VI ? ',' : '.');
}

struct str cell_plain(struct report *r, const struct column *c, const struct cell *v)
{
    return in_words(r, c, v, '.');
}

/* ---- JSON -------------------------------------------------------------------------- */

static void json_path(struct report *r, const struct column *c, const struct cell *v, struct jw *j)
{
    char name_bytes[64];

    (void)snprintf(name_bytes, sizeof name_bytes, "%s_bytes", c->name);
    jw_path(j, c->name, name_bytes, v->text);
    r->full |= j->out.full;
}

static void json_list(const struct column *c, const struct cell *v, struct jw *j)
{
    jw_key(j, c->name);
    jw_open(j, '[');
    for (size_t i = 0; i < v->nlist; i++)
        jw_item(j, v->list[i]);
    jw_close(j, ']');
}

void cells_json(struct report *r, const struct cell *cells, struct jw *j)
{
    for (size_t i = 0; i < r->ncolumns; i++) {
        const struct column *c = &r->columns[i];

        if (!c->name)
            continue;
        switch (c->kind) {
        case CELL_NUMBER:
            jw_number(j, c->name, cells[i].number);
            break;
        case CELL_POINTS:
            jw_points(j, c->name, cells[i].number);
            break;
        case CELL_PATH:
            json_path(r, c, &cells[i], j);
            break;
        case CELL_SPAN:
            jw_span(j, c->name, cells[i].at);
            break;
        case CELL_LIST:
            json_list(c, &cells[i], j);
            break;
        case CELL_TEXT:
            jw_string(j, c->name, cells[i].text);
            break;
        }
    }
}

/* ---- plain text ---------------------------------------------------------------------- */

static bool is_control(uint32_t cp)
{
    return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x7F && cp <= 0x9F);
}

void add_clean(struct text *out, struct str s)
{
    if (!utf8_valid(s))
        s = name_text(out->arena, s);
    while (s.n) {
        uint32_t cp = utf8_next(&s);

        (void)text_add_cp(out, is_control(cp) ? 0xFFFD : cp);
    }
}
