#include "index/cmd_need.h"

#include "index/label.h"
#include "index/words.h"

static struct str join(struct shell *sh, const struct str_list *l)
{
    struct text out = {.arena = sh->arena};
    for (size_t i = 0; i < l->n; i++) {
        text_add(&out, i ? STR(", ") : STR(""));
        text_add(&out, l->items[i]);
    }
    return text_str(&out);
}

static void add_phrases(struct shell *sh, struct text *out, const struct phrase_list *l, int year,
                        struct str between)
{
    for (size_t i = 0; i < l->n; i++) {
        struct str text = l->items[i].text;
        if (year)
            (void)words_fill_year(sh->arena, text, year, &text); /* else as it is written */
        text_add(out, i ? between : STR(""));
        text_add(out, text);
    }
}

static struct str phrases(struct shell *sh, const struct phrase_list *l, int year)
{
    struct text out = {.arena = sh->arena};
    add_phrases(sh, &out, l, year, STR(", "));
    return text_str(&out);
}

/* "cải cách hành chính / CCHC + kế hoạch" */
static struct str about(struct shell *sh, const struct need *need, int year)
{
    struct text out = {.arena = sh->arena};
    for (size_t i = 0; i < need->nabout; i++) {
        text_add(&out, i ? STR(" + ") : STR(""));
        add_phrases(sh, &out, &need->about[i], year, STR(" / "));
    }
    return text_str(&out);
}

static struct str window(struct shell *sh, const struct window *w, int year)
{
    if (year)
        return label_window(sh->arena, w, year);
    if (!w->from.n && !w->until.n)
        return (struct str){0};
    return arena_printf(sh->arena, "%.*s – %.*s", STR_FMT(w->from.n ? w->from : STR("…")),
                        STR_FMT(w->until.n ? w->until : STR("…")));
}

static void tell(need_fact *fact, void *ctx, enum msg m, struct str value)
{
    if (value.n)
        fact(ctx, m, value);
}

void need_facts(struct shell *sh, const struct need *need, int year, need_fact *fact, void *ctx)
{
    tell(fact, ctx, MSG_EXPLAIN_TYPES, join(sh, &need->types));
    tell(fact, ctx, MSG_EXPLAIN_ISSUERS, phrases(sh, &need->issuers, year));
    tell(fact, ctx, MSG_EXPLAIN_ABOUT, about(sh, need, year));
    tell(fact, ctx, MSG_EXPLAIN_NOT_ABOUT, phrases(sh, &need->not_about, year));
    tell(fact, ctx, MSG_EXPLAIN_WINDOW, window(sh, &need->window, year));
    tell(fact, ctx, MSG_EXPLAIN_CITES, join(sh, &need->cites));
    if (need->series.n)
        tell(fact, ctx, MSG_EXPLAIN_SERIES, phrases(sh, &need->series, year));
    else
        tell(fact, ctx, MSG_EXPLAIN_COUNT, txt_number(sh, need->count));
}

/* ---- in one line ------------------------------------------------------------------- */

struct line {
    struct shell *sh;
    struct text   out;
};

static void add_fact(void *ctx, enum msg m, struct str value)
{
    struct line *line = ctx;
    if (m == MSG_EXPLAIN_COUNT && str_eq(value, STR("1")))
        return;
    text_add(&line->out, line->out.n ? STR("; ") : STR(""));
    text_add(&line->out, txt_msg(line->sh, m, &value, 1));
}

struct str txt_need(struct shell *sh, const struct need *need, int year)
{
    struct line line = {.sh = sh, .out = {.arena = sh->arena}};
    need_facts(sh, need, year, add_fact, &line);
    return text_str(&line.out);
}
