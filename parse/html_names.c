#include <string.h>

#include "parse/html.h"

/* Words of a class or id, or of the name of an element, that say: furniture. */

#define NAME_MAX 64 /* longer classes name nothing */

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* A word of a class or id is looked for whole, or as the start of one ("menuitem"). */
struct word {
    struct str text;
    bool       whole;
};
/* By letters. */
static const struct word chrome_words[] = {
    {STR_INIT("ad"), true},
    {STR_INIT("ads"), true},
    {STR_INIT("adv"), true},
    {STR_INIT("advert"), false},
    {STR_INIT("authorbio"), false},
    {STR_INIT("authorbox"), false},
    {STR_INIT("backtotop"), false},
    {STR_INIT("banner"), false},
    {STR_INIT("binhchon"), false},
    {STR_INIT("binhluan"), false},
    {STR_INIT("breadcrumb"), false},
    {STR_INIT("breadcrumbs"), false},
    {STR_INIT("chantrang"), false},
    {STR_INIT("comment"), false},
    {STR_INIT("comments"), false},
    {STR_INIT("cookie"), false},
    {STR_INIT("cookies"), false},
    {STR_INIT("crumb"), false},
    {STR_INIT("crumbs"), false},
    {STR_INIT("cungchuyenmuc"), false},
    {STR_INIT("duongdan"), true},
    {STR_INIT("fontsize"), false},
    {STR_INIT("footer"), false},
    {STR_INIT("lienket"), true},
    {STR_INIT("lienquan"), false},
    {STR_INIT("menu"), false},
    {STR_INIT("morenews"), false},
    {STR_INIT("nav"), true},
    {STR_INIT("navbar"), false},
    {STR_INIT("navigation"), false},
    {STR_INIT("newsletter"), false},
    {STR_INIT("othernews"), false},
    {STR_INIT("pager"), true},
    {STR_INIT("pagination"), false},
    {STR_INIT("quangcao"), false},
    {STR_INIT("rating"), true},
    {STR_INIT("ratings"), true},
    {STR_INIT("related"), false},
    {STR_INIT("share"), true},
    {STR_INIT("sharedaddy"), true},
    {STR_INIT("sharing"), true},
    {STR_INIT("sidebar"), false},
    {STR_INIT("social"), false},
    {STR_INIT("socials"), false},
    {STR_INIT("tags"), true},
    {STR_INIT("thamdo"), false},
    {STR_INIT("thongketruycap"), false},
    {STR_INIT("ticker"), true},
    {STR_INIT("tinkhac"), false},
    {STR_INIT("tinlienquan"), false},
    {STR_INIT("tinmoi"), false},
    {STR_INIT("toolbar"), false},
    {STR_INIT("tools"), true},
    {STR_INIT("tukhoa"), true},
    {STR_INIT("visitor"), false},
    {STR_INIT("weather"), true},
};
/* These end words as well ("topmenu"). */
static const struct str chrome_ends[] = {
    STR_INIT("advert"),     STR_INIT("banner"),        STR_INIT("binhluan"),
    STR_INIT("breadcrumb"), STR_INIT("breadcrumbs"),   STR_INIT("comment"),
    STR_INIT("comments"),   STR_INIT("cungchuyenmuc"), STR_INIT("footer"),
    STR_INIT("lienquan"),   STR_INIT("menu"),          STR_INIT("navbar"),
    STR_INIT("navigation"), STR_INIT("quangcao"),      STR_INIT("related"),
    STR_INIT("sidebar"),    STR_INIT("tinkhac"),       STR_INIT("tinlienquan"),
};
/* One of these in the same name: it says how the page looks, or it is the text. */
static const struct word veto_words[] = {
    {STR_INIT("article"), true}, {STR_INIT("chitiet"), true}, {STR_INIT("content"), true},
    {STR_INIT("detail"), true},  {STR_INIT("has"), true},     {STR_INIT("hide"), true},
    {STR_INIT("is"), true},      {STR_INIT("no"), true},      {STR_INIT("noidung"), true},
    {STR_INIT("not"), true},     {STR_INIT("show"), true},    {STR_INIT("with"), true},
    {STR_INIT("without"), true},
};
/* The same in the words of a name put together: "chi-tiet-tin-moi". */
static const struct word text_words[] = {
    {STR_INIT("chitiet"), false},
    {STR_INIT("noidung"), false},
};

/* The first letter settles most of it; every class of a page comes through here. */
static bool is_word(struct str s, const struct word *words, size_t n)
{
    for (size_t i = 0; i < n && words[i].text.p[0] <= s.p[0]; i++)
        if (words[i].text.p[0] == s.p[0] &&
            (words[i].whole ? str_eq(s, words[i].text) : str_starts_with(s, words[i].text)))
            return true;
    return false;
}

static bool has_end(struct str s, const struct str *ends, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ends[i].n <= s.n && ends[i].p[ends[i].n - 1] == s.p[s.n - 1] &&
            str_ends_with(s, ends[i]))
            return true;
    return false;
}

static bool is_chrome_word(struct str s)
{
    return is_word(s, chrome_words, COUNT(chrome_words)) ||
           has_end(s, chrome_ends, COUNT(chrome_ends));
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_alnum(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Takes the next word off a name: "leftMenu-2" is left, menu, 2. Lower case, in
 * `buf` of NAME_MAX bytes. Empty at the end. */
static struct str next_word(struct str *rest, char *buf)
{
    size_t i = 0, n = 0;

    while (i < rest->n && !is_alnum(rest->p[i]))
        i++;
    while (i < rest->n && is_alnum(rest->p[i]) && n < NAME_MAX) {
        if (n && is_upper(rest->p[i]) && !is_upper(rest->p[i - 1]))
            break;
        buf[n++] = (char)(is_upper(rest->p[i]) ? rest->p[i] | 0x20 : rest->p[i]);
        i++;
    }
    *rest = str_sub(*rest, i, rest->n);
    return (struct str){buf, n};
}

/* "tin-lien-quan" is "tinlienquan" as well. */
bool html_name_is_chrome(struct str name)
{
    char       buf[NAME_MAX], joined[NAME_MAX];
    size_t     n = 0, words = 0;
    bool       yes  = false;
    struct str rest = name;

    if (name.n > NAME_MAX)
        return false;
    for (struct str w = next_word(&rest, buf); w.n; w = next_word(&rest, buf)) {
        if (is_word(w, veto_words, COUNT(veto_words)))
            return false;
        yes |= is_chrome_word(w);
        memcpy(joined + n, w.p, w.n); /* words are bytes of name, once each */
        n += w.n;
        words++;
    }
    if (words < 2)
        return yes;
    if (is_word((struct str){joined, n}, text_words, COUNT(text_words)))
        return false;
    return yes || is_chrome_word((struct str){joined, n});
}
