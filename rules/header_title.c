#include "rules/header.h"

/* Who issued the document, what it is and what it is about. */

#define SUBJECT_LINES 4

/* ---- issuer ---------------------------------------------------------------------- */

static bool ends_sentence(struct str s)
{
    return s.n && strchr(".;:", s.p[s.n - 1]) && !str_ends_with(s, STR("..."));
}

/* May this line name the issuer: in the column of the number (or left of the motto),
 * above the number, in capitals or beginning like a body. */
static bool issuer_line(const struct header *h, const struct line *l, const struct line *number)
{
    struct pattern_match m;

    if (l->margin || l->motto || l->rule || l->text.n > 200 || strchr("/-", l->text.p[0]))
        return false;
    if (number && number->table && (l->table != number->table || l->column != number->column))
        return false;
    if (!in_capitals(l->text) && (ends_sentence(l->text) || memchr(l->text.p, '/', l->text.n) ||
                                  !issuer_begins(h->w->m->set, l->text)))
        return false;
    return !line_match(h->w, CONTEXT_DRAFT, l, &m) && !line_match(h->w, CONTEXT_SECRECY, l, &m);
}

static struct str joined(struct arena *a, const struct header *h, const size_t *lines, size_t n)
{
    struct text t = {.arena = a};

    for (size_t i = 0; i < n; i++) {
        if (i)
            text_add(&t, STR(" "));
        text_add(&t, header_line(h, lines[i])->text);
    }
    return t.full ? (struct str){0} : text_str(&t);
}

static void set_body(struct header *h, struct field *f, const size_t *lines, size_t n)
{
    struct arena *a = h->w->doc->arena;

    if (!n)
        return;
    set_field(
        f, issuer_name(h->w->m->set, a, joined(a, h, lines, n)),
        (struct span){header_line(h, lines[0])->at.start, header_line(h, lines[n - 1])->at.end});
}

/* "UBND TỈNH SÔNG TRÀ" over "SỞ NỘI VỤ": the last body issues, the one above it is
 * its parent. A line that begins no body goes on with the name above it. */
static void look_for_issuer(struct header *h, size_t from, size_t to)
{
    const struct line *number = h->number != SIZE_MAX ? header_line(h, h->number) : NULL;
    size_t             lines[12], n = 0, start = 0, parent = 0;

    for (size_t i = from; i < to && n < 12; i++) {
        if (!issuer_line(h, header_line(h, i), number))
            continue;
        if (n && issuer_begins(h->w->m->set, header_line(h, i)->text)) {
            parent = start;
            start  = n;
        }
        lines[n++] = i;
    }
    /* Menus above a heading on a web page name no body. */
    while (start < n && !issuer_begins(h->w->m->set, header_line(h, lines[start])->text))
        start++;
    set_body(h, &h->id.issuer, lines + start, n - start);
    if (start > parent && n > start &&
        issuer_begins(h->w->m->set, header_line(h, lines[parent])->text))
        set_body(h, &h->id.parent, lines + parent, start - parent);
}

/* Above the number; below it where text boxes come out of order. */
void find_issuer(struct header *h)
{
    size_t end = h->number != SIZE_MAX ? h->number : h->date != SIZE_MAX ? h->date : h->last;

    if (!h->signs)
        return;
    look_for_issuer(h, h->first, end < h->title ? end : h->title);
    if (!h->id.issuer.value.n && end < h->title)
        look_for_issuer(h, end + 1, h->title);
}

/* ---- type and subject --------------------------------------------------------------- */

static bool subject_goes_on(const struct header *h, const struct line *l, bool first)
{
    struct pattern_match m;

    if (l->motto || l->rule || l->margin ||
        (first ? ends_sentence(l->text) && l->text.n > 160 : ends_sentence(l->text)))
        return false;
    if (l->text.n > (first ? 600u : 220u))
        return false;
    if (line_match(h->w, CONTEXT_HEADER_END, l, &m) || number_line(h, l))
        return false;
    if (line_match(h->w, CONTEXT_HEADER_DATE, l, &m) && m.group[0].start == 0)
        return false;
    /* "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" opens the body of a decision. */
    return !in_capitals(l->text) ||
           !(issuer_begins(h->w->m->set, l->text) || line_match(h->w, CONTEXT_SIGNING, l, &m));
}

static bool begins_with_of(struct str s)
{
    return fold_eq_lower(str_sub(s, 0, STR("của ").n), STR("của "));
}

/* Lines [from, …) of the subject; `rest` is what stands in the line of the type. */
static void take_subject(struct header *h, struct span rest, size_t from, bool one_cell)
{
    struct arena *a  = h->w->doc->arena;
    struct text   t  = {.arena = a};
    struct span   at = rest;

    if (rest.end > rest.start)
        text_add(&t, document_text(h->w->doc, rest));
    for (size_t i = from, n = 0; i < h->all.n && n < SUBJECT_LINES; i++, n++) {
        const struct line *l = header_line(h, i);

        if (one_cell && i > from && !line_same_cell(l, header_line(h, from)))
            break;
        /* "CHỈ THỊ" over "CỦA BAN THƯỜNG VỤ TỈNH ỦY" over the subject */
        if (!t.n && in_capitals(l->text) && begins_with_of(l->text))
            continue;
        if (!subject_goes_on(h, l, t.n == 0))
            break;
        if (l->text.p[0] == '(')
            break;
        if (t.n)
            text_add(&t, STR(" "));
        text_add(&t, l->text);
        at = (struct span){at.end > at.start ? at.start : l->at.start, l->at.end};
    }
    if (!t.full && t.n)
        set_field(&h->id.subject, text_str(&t), at);
}

/* What may follow the type in its own line: nothing, or the subject. In small letters
 * only the type of the own number, alone. */
bool type_line(const struct header *h, const struct line *l, const struct doc_type **ret_type,
               size_t *ret_end)
{
    const struct doc_type *t;
    size_t                 end;

    if (l->motto || l->rule || l->margin || l->text.n > 400)
        return false;
    t = type_at_start(h->w->m->set, l->text, &end);
    if (!t)
        return false;
    if (!in_capitals(str_sub(l->text, 0, end)) &&
        (end < l->text.n || l->table || !str_eq(t->name, h->id.type.value)))
        return false;
    if (end < l->text.n && l->text.p[end] != ' ' && l->text.p[end] != ':')
        return false;
    *ret_type = t;
    *ret_end  = end;
    return true;
}

static bool look_for_type(struct header *h, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct line     *l = header_line(h, i);
        const struct doc_type *t;
        struct str             rest;
        struct span            at;
        size_t                 end;

        if (!type_line(h, l, &t, &end))
            continue;
        set_field(&h->id.type, t->name, line_part(l, (struct span){0, (uint32_t)end}));
        while (end < l->text.n && strchr(" :", l->text.p[end]))
            end++;
        at   = line_part(l, (struct span){(uint32_t)end, (uint32_t)l->text.n});
        rest = str_sub(l->text, end, l->text.n);
        /* "NGHỊ ĐỊNH CỦA CHÍNH PHỦ" has no subject in its line. */
        if (begins_with_of(rest))
            at.end = at.start;
        take_subject(h, at, i + 1, false);
        return true;
    }
    return false;
}

/* Below number and date; above them where text boxes come out of order. */
void find_type(struct header *h)
{
    size_t from = h->first;

    if (h->number != SIZE_MAX)
        from = h->number + 1;
    if (h->date != SIZE_MAX && h->date + 1 > from)
        from = h->date + 1;
    if (!look_for_type(h, from, h->last))
        (void)look_for_type(h, h->first, from < h->last ? from : h->last);
}

/* Công văn: no type line; "V/v …" stands under the number, or behind it. */
void find_subject(struct header *h)
{
    if (h->id.subject.value.n)
        return;
    for (size_t i = h->first; i < h->last; i++) {
        struct line         *l    = header_line(h, i);
        struct line          tail = *l;
        struct str           hit  = str_find(l->text, STR("V/v"));
        struct pattern_match m;

        if (i == h->number && hit.n) {
            tail.text = str_sub(l->text, (size_t)(hit.p - l->text.p), l->text.n);
            tail.at.start += (uint32_t)(hit.p - l->text.p);
        }
        if (line_match(h->w, CONTEXT_HEADER_SUBJECT, &tail, &m)) {
            take_subject(h, line_part(&tail, (struct span){m.group[0].end, (uint32_t)tail.text.n}),
                         i + 1, l->table != 0);
            return;
        }
    }
}
