#include "parse/docx_place.h"

/* Text of the boxes, stretch by stretch of one font. */
static void move_text(struct story *s, const struct block *k, size_t *run)
{
    const struct font_runs *fonts = &s->boxes.fonts;
    const struct str        text  = text_str(&s->boxes.original);
    uint32_t                at    = k->at.start, end;

    for (; at < k->at.end; at = end) {
        const struct font_run *r;

        while (*run < fonts->n && fonts->items[*run].at.end <= at)
            ++*run;
        r             = *run < fonts->n ? &fonts->items[*run] : NULL;
        end           = k->at.end;
        s->main->font = (struct font){0};
        if (r && r->at.start <= at) {
            s->main->font = r->font;
            end           = r->at.end < end ? r->at.end : end;
        } else if (r && r->at.start < end) {
            end = r->at.start;
        }
        blocks_add(s->main, k->use, str_sub(text, at, end));
    }
}

void story_flush_boxes(struct story *s)
{
    size_t run = 0;

    if (!s->boxes.doc)
        return;
    blocks_close(&s->boxes);
    for (size_t i = 0; i < s->boxed.nblocks; i++) {
        const struct block *k = &s->boxed.blocks[i];

        blocks_open(s->main, k);
        move_text(s, k, &run);
        blocks_close(s->main);
    }
    s->boxed.nblocks    = 0;
    s->boxes.original.n = 0;
    s->boxes.fonts.n    = 0;
}

/* ---- text boxes -------------------------------------------------------- */

enum xml_go story_begin_box(struct story *s)
{
    struct place *host = story_push(s, &s->hosts, sizeof *host);

    if (!host)
        return XML_STOP;
    story_flush_raised(s);
    *host = s->at;
    s->at = (struct place){.style = s->usual};
    if (!s->boxes.doc) {
        s->boxed = (struct document){.arena = s->doc->arena};
        blocks_begin(&s->boxes, &s->boxed, s->main->lim);
    }
    s->out = &s->boxes;
    return XML_INTO;
}

void story_end_box(struct story *s)
{
    blocks_close(&s->boxes);
    s->at = ((struct place *)s->hosts.items)[--s->hosts.n];
    if (!s->hosts.n)
        s->out = s->main;
}

/* Word art, such as "DỰ THẢO" across the page, keeps its words in an attribute. */
enum xml_go story_text_path(struct story *s, const struct xml_attrs *attrs)
{
    struct str words_on_page = xml_attr(attrs, XML_NS_NONE, STR("string"));

    if (words_on_page.n == 0)
        return XML_INTO;
    if (story_begin_box(s) == XML_STOP)
        return XML_STOP;
    story_emit(s, s->as->use, words_on_page);
    story_end_box(s);
    return XML_INTO;
}

/* ---- alternatives ------------------------------------------------------- */

/* Can we read all that this branch needs? `requires` lists prefixes. */
bool story_understands(const struct xml_attrs *attrs)
{
    struct str requires = str_trim(xml_attr(attrs, XML_NS_NONE, STR("Requires")));

    while (requires.n) {
        struct str  prefix = str_cut(&requires, ' ');
        enum xml_ns ns     = xml_prefix_ns(attrs, prefix);

        if (prefix.n && ns != XML_NS_WORD_NEW && ns != XML_NS_W && ns != XML_NS_VML)
            return false;
    }
    return true;
}

enum xml_go story_begin_choice(struct story *s, bool ok)
{
    enum choice *c = s->choices.n ? (enum choice *)s->choices.items + (s->choices.n - 1) : NULL;

    if (!ok || (c && *c == CHOICE_TAKEN)) {
        if (c && *c == CHOICE_NONE)
            *c = CHOICE_PASSED_OVER;
        return XML_OVER;
    }
    if (c)
        *c = CHOICE_TAKEN;
    return XML_INTO;
}

enum xml_go story_begin_alternate(struct story *s)
{
    enum choice *c = story_push(s, &s->choices, sizeof *c);

    if (!c)
        return XML_STOP;
    *c = CHOICE_NONE;
    return XML_INTO;
}

void story_end_alternate(struct story *s)
{
    s->left_out |= ((enum choice *)s->choices.items)[--s->choices.n] == CHOICE_PASSED_OVER;
}
