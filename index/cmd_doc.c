#include "index/cmd_doc.h"

#include "index/label.h"
#include "ingest/log.h"
#include "ingest/record/fold.h"
#include "parse/parse.h"
#include "rules/rules.h"

enum { QUOTE_BYTES = 400, HASH_SHOWN = 8, HASH_LISTED = 12 };

/* ---- which document --------------------------------------------------------------- */

struct pick {
    struct shell          *sh;
    struct document_brief *hits;
    size_t                 n, cap;
    bool                   full;
};

static struct str kept(struct pick *p, struct str s)
{
    struct str copy = {0};
    p->full         = p->full || !arena_copy(p->sh->arena, s, &copy);
    return copy;
}

static bool take_hit(void *ctx, const struct document_brief *d)
{
    struct pick *p = ctx;
    if (!arena_reserve(p->sh->arena, (void **)&p->hits, &p->cap, p->n + 1, sizeof *p->hits)) {
        p->full = true;
        return false;
    }
    p->hits[p->n++] = (struct document_brief){.id      = kept(p, d->id),
                                              .number  = kept(p, d->number),
                                              .issuer  = kept(p, d->issuer),
                                              .date    = kept(p, d->date),
                                              .type    = kept(p, d->type),
                                              .subject = kept(p, d->subject),
                                              .path    = kept(p, d->path),
                                              .member  = kept(p, d->member)};
    return !p->full;
}

static void no_say(void *ctx, struct str file, const struct rule_error *e)
{
    (void)ctx, (void)file, (void)e;
}

/* As people paste it: other dashes, marks apart from their letters. */
static struct str normal_form(struct shell *sh, struct str typed)
{
    struct parser *parser = NULL;
    struct str     normal = typed;
    if (parser_new(&parser) == KC_OK)
        (void)normalise_string(parser, sh->arena, typed, &normal); /* else as it is */
    parser_free(parser);
    return normal;
}

static struct str in_capitals(struct shell *sh, struct str s)
{
    struct text out = {.arena = sh->arena};
    while (s.n)
        (void)text_add_cp(&out, fold_upper(utf8_next(&s))); /* without memory nothing is found */
    return text_str(&out);
}

struct str doc_number_key(struct shell *sh, struct str typed)
{
    struct ruleset *rules   = NULL;
    struct matcher *matcher = NULL;
    struct str      value = {0}, key = {0}, copy = {0}, normal = normal_form(sh, typed);
    /* The shipped rules are tested; should they fail, hashes and paths still work. */
    if (ruleset_load_shipped(no_say, NULL, &rules) == KC_OK &&
        matcher_new(rules, &matcher) == KC_OK &&
        (rules_parse_number(matcher, sh->arena, normal, &value, &key) ||
         rules_parse_number(matcher, sh->arena, in_capitals(sh, normal), &value, &key)))
        (void)arena_copy(sh->arena, key, &copy); /* without memory the search finds nothing */
    matcher_free(matcher);
    ruleset_free(rules);
    return copy;
}

static void list_hits(const struct pick *p, struct str typed)
{
    struct shell *sh = p->sh;
    say1(MSG_DOC_MANY, txt_plain(sh, typed));
    for (size_t i = 0; i < p->n; i++) {
        const struct document_brief *d      = &p->hits[i];
        struct str                   args[] = {str_sub(d->id, 0, HASH_LISTED),
                                               txt_plain(sh, label_document(sh->arena, d)), txt_plain(sh, d->issuer),
                                               txt_path(sh, d->path, d->member)};
        say(MSG_DOC_ROW, args, 4);
    }
}

int doc_pick(struct shell *sh, struct index *ix, struct str typed, bool gone,
             struct document_brief *ret_document)
{
    struct pick    p   = {.sh = sh};
    struct str     key = doc_number_key(sh, typed);
    enum kc_status s   = index_find_document(ix, typed, key, take_hit, &p);
    if (s == KC_OK && gone && !p.n)
        s = index_find_gone(ix, typed, key, take_hit, &p);
    if (s != KC_OK || p.full)
        return index_trouble(ix, s != KC_OK ? s : KC_LIMIT);
    if (!p.n)
        say1(MSG_DOC_UNKNOWN, txt_plain(sh, typed));
    else if (p.n > 1)
        list_hits(&p, typed);
    if (p.n != 1)
        return EXIT_USAGE;
    *ret_document = p.hits[0];
    return EXIT_DONE;
}

struct document_brief doc_brief(const struct document *doc)
{
    const struct identity *id = &doc->identity;
    return (struct document_brief){.id     = doc->id,
                                   .number = id->number.value,
                                   .issuer = id->issuer.value,
                                   .date   = id->date.value,
                                   .type   = id->type.value,
                                   .subject =
                                       id->subject.value.n ? id->subject.value : doc->meta.title,
                                   .path   = doc->path,
                                   .member = doc->member};
}

/* ---- where something stands --------------------------------------------------------- */

static struct str copied(struct shell *sh, struct str s)
{
    struct str copy = {0};
    return arena_copy(sh->arena, s, &copy) ? copy : (struct str){0};
}

static struct str shorten(struct str quote)
{
    size_t n = quote.n < QUOTE_BYTES ? quote.n : QUOTE_BYTES;
    while (n && n < quote.n && ((unsigned char)quote.p[n] & 0xC0) == 0x80)
        n--;
    return str_sub(quote, 0, n);
}

void spot_find(struct shell *sh, const struct document *doc, struct span at, struct spot *ret_spot)
{
    size_t i  = at.end ? document_block_at(doc, at.start) : SIZE_MAX;
    *ret_spot = (struct spot){0};
    if (i >= doc->nblocks)
        return;
    ret_spot->ordinal = i + 1;
    ret_spot->block   = doc->blocks[i];
    uint32_t heading  = doc->blocks[i].heading;
    if (heading && heading <= doc->nblocks && heading - 1 != i)
        ret_spot->heading = copied(sh, document_text(doc, doc->blocks[heading - 1].at));
    ret_spot->quote = copied(sh, shorten(document_quote(doc, at)));
}

struct str txt_spot(struct shell *sh, const struct spot *p)
{
    struct text out    = {.arena = sh->arena};
    struct str  n      = txt_number(sh, p->ordinal);
    struct str  cell[] = {txt_number(sh, p->block.table), txt_number(sh, p->block.row),
                          txt_number(sh, p->block.column)};
    struct str  page   = txt_number(sh, p->block.page);
    struct str  title  = txt_plain(sh, p->heading);
    if (!p->ordinal)
        return (struct str){0};
    text_add(&out, p->block.table ? txt_msg(sh, MSG_EXPLAIN_PLACE_CELL, cell, 3)
                                  : txt_msg(sh, MSG_EXPLAIN_PLACE_BLOCK, &n, 1));
    if (p->heading.n) {
        text_add(&out, STR(", "));
        text_add(&out, txt_msg(sh, MSG_EXPLAIN_PLACE_HEADING, &title, 1));
    }
    if (p->block.page) {
        text_add(&out, STR(", "));
        text_add(&out, txt_msg(sh, MSG_EXPLAIN_PLACE_PAGE, &page, 1));
    }
    return text_str(&out);
}

/* A quote over several lines, for a line of its own. */
static struct str one_line(struct shell *sh, struct str s)
{
    struct text t = {.arena = sh->arena};
    for (size_t i = 0; i < s.n; i++)
        text_add(&t, s.p[i] == '\n' || s.p[i] == '\t' ? STR(" ") : str_sub(s, i, i + 1));
    return text_str(&t);
}

struct str txt_quote(struct shell *sh, const struct spot *p)
{
    struct text out = {.arena = sh->arena};
    if (!p->ordinal)
        return (struct str){0};
    text_add(&out, STR("“"));
    safe_add(&out, one_line(sh, p->quote));
    text_add(&out, STR("” ("));
    text_add(&out, txt_spot(sh, p));
    text_add(&out, STR(")"));
    return text_str(&out);
}

void jw_spot(struct jw *j, const struct spot *p)
{
    if (!p->ordinal)
        return;
    jw_key(j, "at");
    jw_open(j, '{');
    jw_string(j, "quote", p->quote);
    jw_word(j, "kind", block_kind_name(p->block.kind));
    jw_number(j, "block", p->ordinal);
    if (p->block.table) {
        jw_number(j, "table", p->block.table);
        jw_number(j, "row", p->block.row);
        jw_number(j, "column", p->block.column);
    }
    if (p->block.page)
        jw_number(j, "page", p->block.page);
    jw_string(j, "heading", p->heading);
    jw_close(j, '}');
}

/* ---- in words ------------------------------------------------------------------------- */

struct str txt_role(enum role role)
{
    static const enum msg words[] = {[ROLE_CITED]     = MSG_SHOW_ROLE_CITED,
                                     [ROLE_CONTAINER] = MSG_SHOW_ROLE_CONTAINER,
                                     [ROLE_REPLACED]  = MSG_SHOW_ROLE_REPLACED};
    return str_from_cstr(msg(words[role]));
}

struct str txt_path(struct shell *sh, struct str path, struct str member)
{
    struct text out = {.arena = sh->arena};
    safe_add(&out, path);
    text_add(&out, member.n ? STR("!/") : STR(""));
    safe_add(&out, member);
    return text_str(&out);
}

struct str txt_document(struct shell *sh, const struct document_brief *d)
{
    struct text out = {.arena = sh->arena};
    text_add(&out, txt_plain(sh, label_document(sh->arena, d)));
    if (d->issuer.n) {
        text_add(&out, STR(" – "));
        text_add(&out, txt_plain(sh, d->issuer));
    }
    text_add(&out, STR(" ["));
    text_add(&out, str_sub(txt_plain(sh, d->id), 0, HASH_SHOWN));
    text_add(&out, STR("]"));
    return text_str(&out);
}

/* In the order of the bits. */
static const enum msg fault_words[LINK_FAULT_COUNT] = {
    MSG_EXPLAIN_FAULT_TYPE,  MSG_EXPLAIN_FAULT_INTENTION, MSG_EXPLAIN_FAULT_ISSUER,
    MSG_EXPLAIN_FAULT_EARLY, MSG_EXPLAIN_FAULT_LATE,      MSG_EXPLAIN_FAULT_UNDATED,
    MSG_EXPLAIN_FAULT_DRAFT, MSG_EXPLAIN_FAULT_CITES,     MSG_EXPLAIN_FAULT_REPLACED,
    MSG_EXPLAIN_FAULT_PRESS, MSG_EXPLAIN_FAULT_PARTIAL,
};

struct str txt_evidence(struct shell *sh, const struct cover_evidence *ev)
{
    struct text out = {.arena = sh->arena};
    if (ev->relinked)
        text_add(&out, str_from_cstr(msg(MSG_EXPLAIN_RELINKED)));
    else if (!ev->faults)
        text_add(&out, str_from_cstr(msg(MSG_EXPLAIN_VALID)));
    for (unsigned i = 0; i < LINK_FAULT_COUNT; i++) {
        if (!(ev->faults & 1u << i))
            continue;
        text_add(&out, out.n ? STR("; ") : STR(""));
        text_add(&out, txt_msg(sh, fault_words[i], &ev->replaced_by, 1));
    }
    return txt_plain(sh, text_str(&out));
}

struct str txt_decision(struct shell *sh, const struct decision *d)
{
    struct str args[] = {txt_verb(d->verb), txt_plain(sh, d->by),
                         label_date(sh->arena, str_sub(txt_plain(sh, d->at), 0, 10)),
                         txt_plain(sh, d->why)};
    return txt_msg(sh, MSG_EXPLAIN_DECISION, args, 4);
}

void jw_decision(struct jw *j, const struct decision *d)
{
    jw_key(j, "decision");
    jw_open(j, '{');
    jw_word(j, "verb", decision_verb_name(d->verb));
    jw_string(j, "by", d->by);
    jw_string(j, "why", d->why);
    jw_string(j, "at", d->at);
    jw_close(j, '}');
}

void out_indented(struct shell *sh, struct str line)
{
    struct text out = {.arena = sh->arena};
    text_add(&out, STR("    "));
    text_add(&out, line);
    out_line(text_str(&out));
}
