#include <stdlib.h>

#include "parse/html.h"

/* The words that page makers use for what belongs to the page. All of them are bytes
 * without case and marks. */

#define NATIONAL_MIN 18 /* "doc lap hanh phuc" and what is between */

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
    return is_lower(c) || is_digit(c); /* folded: there are no others */
}

/* ---- headings and lines --------------------------------------------------------------- */

/* Whole lines, by bytes: looked up by halving. Of a heading that may as well head a
 * document only what follows tells. */
static const struct phrase {
    struct str       text;
    enum html_phrase phrase;
} phrases[] = {
    {STR_INIT("bai cung chuyen muc"), PHRASE_SECTION},
    {STR_INIT("bai doc nhieu"), PHRASE_SECTION},
    {STR_INIT("bai lien quan"), PHRASE_SECTION},
    {STR_INIT("bai moi"), PHRASE_SECTION},
    {STR_INIT("bai sau"), PHRASE_SECTION},
    {STR_INIT("bai truoc"), PHRASE_SECTION},
    {STR_INIT("bai viet cung chuyen muc"), PHRASE_SECTION},
    {STR_INIT("bai viet khac"), PHRASE_SECTION},
    {STR_INIT("bai viet lien quan"), PHRASE_SECTION},
    {STR_INIT("bai viet moi"), PHRASE_SECTION},
    {STR_INIT("bai viet moi nhat"), PHRASE_SECTION},
    {STR_INIT("ban co the quan tam"), PHRASE_SECTION},
    {STR_INIT("ban in"), PHRASE_LINE},
    {STR_INIT("ban nen doc"), PHRASE_SECTION},
    {STR_INIT("binh chon"), PHRASE_SECTION},
    {STR_INIT("binh luan"), PHRASE_SECTION},
    {STR_INIT("binh luan ban doc"), PHRASE_SECTION},
    {STR_INIT("cac bai khac"), PHRASE_SECTION},
    {STR_INIT("cac bai viet khac"), PHRASE_SECTION},
    {STR_INIT("cac thong bao khac"), PHRASE_SECTION},
    {STR_INIT("cac tin bai khac"), PHRASE_SECTION},
    {STR_INIT("cac tin cu hon"), PHRASE_SECTION},
    {STR_INIT("cac tin da dang"), PHRASE_SECTION},
    {STR_INIT("cac tin da dua"), PHRASE_SECTION},
    {STR_INIT("cac tin khac"), PHRASE_SECTION},
    {STR_INIT("cac tin lien quan"), PHRASE_SECTION},
    {STR_INIT("cac tin moi hon"), PHRASE_SECTION},
    {STR_INIT("cac tin tiep"), PHRASE_SECTION},
    {STR_INIT("cac tin tuc khac"), PHRASE_SECTION},
    {STR_INIT("cac van ban cung linh vuc"), PHRASE_SECTION},
    {STR_INIT("cac van ban khac"), PHRASE_SECTION},
    {STR_INIT("cac van ban lien quan"), PHRASE_SECTION},
    {STR_INIT("chia se"), PHRASE_LINE},
    {STR_INIT("chia se bai viet"), PHRASE_LINE},
    {STR_INIT("chu de"), PHRASE_LISTED},
    {STR_INIT("chuyen den noi dung"), PHRASE_LINE},
    {STR_INIT("chuyen den noi dung chinh"), PHRASE_LINE},
    {STR_INIT("chuyen muc"), PHRASE_LISTED},
    {STR_INIT("chuyen muc khac"), PHRASE_SECTION},
    {STR_INIT("co chu"), PHRASE_LINE},
    {STR_INIT("co the ban quan tam"), PHRASE_SECTION},
    {STR_INIT("co the ban thich"), PHRASE_SECTION},
    {STR_INIT("cung chuyen muc"), PHRASE_SECTION},
    {STR_INIT("cung tac gia"), PHRASE_SECTION},
    {STR_INIT("dang doc"), PHRASE_SECTION},
    {STR_INIT("dang nhap"), PHRASE_LISTED},
    {STR_INIT("danh cho ban"), PHRASE_SECTION},
    {STR_INIT("danh gia"), PHRASE_LISTED},
    {STR_INIT("danh gia bai viet"), PHRASE_SECTION},
    {STR_INIT("danh muc"), PHRASE_LISTED},
    {STR_INIT("dau trang"), PHRASE_LINE},
    {STR_INIT("de lai binh luan"), PHRASE_SECTION},
    {STR_INIT("de lai mot binh luan"), PHRASE_SECTION},
    {STR_INIT("doc bai"), PHRASE_LINE},
    {STR_INIT("doc nhieu"), PHRASE_SECTION},
    {STR_INIT("doc nhieu nhat"), PHRASE_SECTION},
    {STR_INIT("doc them"), PHRASE_SECTION},
    {STR_INIT("duong day nong"), PHRASE_LISTED},
    {STR_INIT("gia vang"), PHRASE_LISTED},
    {STR_INIT("gui binh luan"), PHRASE_SECTION},
    {STR_INIT("gui email"), PHRASE_LINE},
    {STR_INIT("gui phan hoi"), PHRASE_SECTION},
    {STR_INIT("gui y kien"), PHRASE_SECTION},
    {STR_INIT("hoi dap"), PHRASE_LISTED},
    {STR_INIT("home"), PHRASE_PATH},
    {STR_INIT("in bai viet"), PHRASE_LINE},
    {STR_INIT("in trang"), PHRASE_LINE},
    {STR_INIT("in trang nay"), PHRASE_LINE},
    {STR_INIT("lich cong tac"), PHRASE_LISTED},
    {STR_INIT("lich cong tac tuan"), PHRASE_LISTED},
    {STR_INIT("lien ket"), PHRASE_LISTED},
    {STR_INIT("lien ket ngoai"), PHRASE_SECTION},
    {STR_INIT("lien ket web"), PHRASE_SECTION},
    {STR_INIT("lien ket website"), PHRASE_SECTION},
    {STR_INIT("luot doc"), PHRASE_LINE},
    {STR_INIT("luot truy cap"), PHRASE_SECTION},
    {STR_INIT("luot xem"), PHRASE_LINE},
    {STR_INIT("media"), PHRASE_LISTED},
    {STR_INIT("moi cap nhat"), PHRASE_SECTION},
    {STR_INIT("nghe bai"), PHRASE_LINE},
    {STR_INIT("nghe doc bai"), PHRASE_LINE},
    {STR_INIT("noi bat"), PHRASE_LISTED},
    {STR_INIT("phan hoi"), PHRASE_LISTED},
    {STR_INIT("quang cao"), PHRASE_SECTION},
    {STR_INIT("quay lai"), PHRASE_LINE},
    {STR_INIT("related news"), PHRASE_SECTION},
    {STR_INIT("related posts"), PHRASE_SECTION},
    {STR_INIT("so luot doc"), PHRASE_LINE},
    {STR_INIT("so luot truy cap"), PHRASE_SECTION},
    {STR_INIT("so luot xem"), PHRASE_LINE},
    {STR_INIT("su kien"), PHRASE_LISTED},
    {STR_INIT("tags"), PHRASE_SECTION},
    {STR_INIT("tham do y kien"), PHRASE_SECTION},
    {STR_INIT("theo doi tren google news"), PHRASE_LINE},
    {STR_INIT("theo dong su kien"), PHRASE_SECTION},
    {STR_INIT("thoi tiet"), PHRASE_LISTED},
    {STR_INIT("thong bao"), PHRASE_LISTED},
    {STR_INIT("thong bao khac"), PHRASE_SECTION},
    {STR_INIT("thong bao moi"), PHRASE_SECTION},
    {STR_INIT("thong ke truy cap"), PHRASE_SECTION},
    {STR_INIT("thu vien anh"), PHRASE_LISTED},
    {STR_INIT("thu vien video"), PHRASE_LISTED},
    {STR_INIT("tieu diem"), PHRASE_LISTED},
    {STR_INIT("tim kiem"), PHRASE_LISTED},
    {STR_INIT("tin anh"), PHRASE_LISTED},
    {STR_INIT("tin bai khac"), PHRASE_SECTION},
    {STR_INIT("tin bai lien quan"), PHRASE_SECTION},
    {STR_INIT("tin cu hon"), PHRASE_SECTION},
    {STR_INIT("tin cung chuyen muc"), PHRASE_SECTION},
    {STR_INIT("tin cung loai"), PHRASE_SECTION},
    {STR_INIT("tin da dua"), PHRASE_SECTION},
    {STR_INIT("tin doc nhieu"), PHRASE_SECTION},
    {STR_INIT("tin doc nhieu nhat"), PHRASE_SECTION},
    {STR_INIT("tin hot"), PHRASE_SECTION},
    {STR_INIT("tin khac"), PHRASE_SECTION},
    {STR_INIT("tin lien quan"), PHRASE_SECTION},
    {STR_INIT("tin moi"), PHRASE_SECTION},
    {STR_INIT("tin moi cap nhat"), PHRASE_SECTION},
    {STR_INIT("tin moi hon"), PHRASE_SECTION},
    {STR_INIT("tin moi nhat"), PHRASE_SECTION},
    {STR_INIT("tin noi bat"), PHRASE_SECTION},
    {STR_INIT("tin nong"), PHRASE_SECTION},
    {STR_INIT("tin tai tro"), PHRASE_SECTION},
    {STR_INIT("tin tiep theo"), PHRASE_SECTION},
    {STR_INIT("tin tieu diem"), PHRASE_SECTION},
    {STR_INIT("tin truoc do"), PHRASE_SECTION},
    {STR_INIT("tin tuc"), PHRASE_LISTED},
    {STR_INIT("tin tuc khac"), PHRASE_SECTION},
    {STR_INIT("tin tuc lien quan"), PHRASE_SECTION},
    {STR_INIT("tin xem nhieu"), PHRASE_SECTION},
    {STR_INIT("tin xem nhieu nhat"), PHRASE_SECTION},
    {STR_INIT("trang chu"), PHRASE_PATH},
    {STR_INIT("trang nhat"), PHRASE_PATH},
    {STR_INIT("tro lai"), PHRASE_LINE},
    {STR_INIT("tro ve"), PHRASE_LINE},
    {STR_INIT("truy cap"), PHRASE_LISTED},
    {STR_INIT("tu khoa"), PHRASE_SECTION},
    {STR_INIT("ty gia"), PHRASE_LISTED},
    {STR_INIT("van ban cung co quan"), PHRASE_SECTION},
    {STR_INIT("van ban cung linh vuc"), PHRASE_SECTION},
    {STR_INIT("van ban cung loai"), PHRASE_SECTION},
    {STR_INIT("van ban khac"), PHRASE_SECTION},
    {STR_INIT("van ban lien quan"), PHRASE_LISTED},
    {STR_INIT("van ban moi"), PHRASE_LISTED},
    {STR_INIT("van ban moi ban hanh"), PHRASE_LISTED},
    {STR_INIT("ve dau trang"), PHRASE_LINE},
    {STR_INIT("video"), PHRASE_LISTED},
    {STR_INIT("video clip"), PHRASE_LISTED},
    {STR_INIT("viet binh luan"), PHRASE_SECTION},
    {STR_INIT("website lien ket"), PHRASE_SECTION},
    {STR_INIT("xem nhieu"), PHRASE_SECTION},
    {STR_INIT("xem nhieu nhat"), PHRASE_SECTION},
    {STR_INIT("xem them"), PHRASE_SECTION},
    {STR_INIT("y kien ban doc"), PHRASE_SECTION},
    {STR_INIT("y kien cua ban"), PHRASE_SECTION},
    {STR_INIT("y kien doc gia"), PHRASE_SECTION},
};

#define PHRASE_MAX 40  /* bytes of the longest */
#define WORDS_MAX  6   /* of the longest       */
#define LABEL_MORE 24  /* bytes of a label behind the word that tells it */
#define LINE_MAX   120 /* bytes of a line of several */

static int compare(const void *name, const void *row)
{
    struct str a = *(const struct str *)name, b = ((const struct phrase *)row)->text;

    return a.p[0] != b.p[0] ? a.p[0] - b.p[0] : str_cmp(a, b);
}

/* "1.482 luot xem", "[tro ve]", "tin khac (12):": what is between the outer letters. */
static struct str letters_of(struct str s)
{
    while (s.n && !is_lower(s.p[0]))
        s = str_sub(s, 1, s.n);
    while (s.n && !is_lower(s.p[s.n - 1]))
        s.n--;
    return s;
}

static enum html_phrase look_up(struct str line)
{
    const struct phrase *row =
        line.n && line.n <= PHRASE_MAX
            ? bsearch(&line, phrases, COUNT(phrases), sizeof *phrases, compare)
            : NULL;

    return row ? row->phrase : PHRASE_NONE;
}

/* "3 binh luan | 1.482 luot xem": nothing but such words between figures and signs. */
static bool is_made_of_phrases(struct str line)
{
    size_t start = 0;

    for (size_t i = 0; i <= line.n; i++) {
        struct str piece;

        if (i < line.n && (is_lower(line.p[i]) || line.p[i] == ' '))
            continue;
        piece = letters_of(str_sub(line, start, i));
        if (piece.n && look_up(piece) == PHRASE_NONE)
            return false;
        start = i + 1;
    }
    return true;
}

/* "cac bai khac co lien quan", "tin moi trong ngay": made of such words only, with one
 * that says what it is and one that says which. */
static bool is_made_of_words(struct str line)
{
    static const struct {
        struct str text;
        unsigned   part;
    } words[] = {
        {STR_INIT("bai"), 1},   {STR_INIT("ban"), 0},   {STR_INIT("bat"), 2},
        {STR_INIT("cac"), 0},   {STR_INIT("chu"), 0},   {STR_INIT("chuyen"), 0},
        {STR_INIT("co"), 0},    {STR_INIT("cu"), 2},    {STR_INIT("cung"), 2},
        {STR_INIT("da"), 0},    {STR_INIT("dang"), 2},  {STR_INIT("de"), 0},
        {STR_INIT("doc"), 2},   {STR_INIT("dua"), 2},   {STR_INIT("hom"), 0},
        {STR_INIT("hon"), 2},   {STR_INIT("khac"), 2},  {STR_INIT("lien"), 2},
        {STR_INIT("linh"), 0},  {STR_INIT("loai"), 0},  {STR_INIT("moi"), 2},
        {STR_INIT("muc"), 0},   {STR_INIT("nay"), 0},   {STR_INIT("ngay"), 0},
        {STR_INIT("nhat"), 0},  {STR_INIT("nhieu"), 0}, {STR_INIT("nhung"), 0},
        {STR_INIT("noi"), 0},   {STR_INIT("nong"), 2},  {STR_INIT("quan"), 0},
        {STR_INIT("sau"), 2},   {STR_INIT("thang"), 0}, {STR_INIT("them"), 2},
        {STR_INIT("theo"), 0},  {STR_INIT("tiep"), 2},  {STR_INIT("tin"), 1},
        {STR_INIT("trong"), 0}, {STR_INIT("truoc"), 2}, {STR_INIT("tuan"), 0},
        {STR_INIT("tuc"), 0},   {STR_INIT("van"), 1},   {STR_INIT("viet"), 0},
        {STR_INIT("vuc"), 0},   {STR_INIT("xem"), 2},
    };
    unsigned parts = 0;

    while (line.n) {
        struct str word = str_cut(&line, ' ');
        size_t     i    = 0;

        while (i < COUNT(words) && !str_eq(word, words[i].text))
            i++;
        if (i == COUNT(words))
            return false;
        parts |= words[i].part;
    }
    return parts == 3;
}

enum html_phrase html_phrase(struct str folded)
{
    struct str       line   = letters_of(folded);
    enum html_phrase phrase = look_up(line);

    if (phrase == PHRASE_NONE && line.n && line.n <= PHRASE_MAX && is_made_of_words(line))
        return PHRASE_LISTED;
    if (phrase == PHRASE_NONE && line.n && line.n <= LINE_MAX && is_made_of_phrases(line))
        return PHRASE_LINE;
    return phrase;
}

enum html_phrase html_phrase_ahead(struct str folded, uint32_t letters)
{
    struct str       line  = letters_of(folded);
    enum html_phrase found = PHRASE_NONE, here;
    size_t           n     = 0;

    for (unsigned words = 0; words < WORDS_MAX && n < line.n; words++) {
        while (n < line.n && is_lower(line.p[n]))
            n++;
        here = look_up(str_sub(line, 0, n));
        if (here != PHRASE_NONE)
            found = here;
        n++;
    }
    for (n = 0; n < line.n && letters; n++)
        letters -= is_alnum(line.p[n]);
    here = look_up(str_sub(line, 0, n));
    return here != PHRASE_NONE ? here : found;
}

/* ---- documents -------------------------------------------------------------------------- */

/* What no furniture has: the national heading, the grounds of an act, its end. */
bool html_is_official(struct str folded)
{
    static const struct str starts[] = {
        STR_INIT("can cu "), STR_INIT("kt. "), STR_INIT("noi nhan"),
        STR_INIT("tl. "),    STR_INIT("tm. "), STR_INIT("tuq. "),
    };

    for (size_t i = 0; i < COUNT(starts); i++)
        if (str_starts_with(folded, starts[i]))
            return true;
    if (folded.n < NATIONAL_MIN)
        return false;
    return str_find(folded, STR("cong hoa xa hoi chu nghia viet nam")).n ||
           (str_find(folded, STR("doc lap")).n && str_find(folded, STR("hanh phuc")).n);
}

/* "76/NQ-CP", "30/2020/ND-CP": a digit, a slash, letters, a hyphen, a letter. */
bool html_has_number(struct str folded)
{
    while (folded.n) {
        struct str head = str_cut(&folded, '/');
        size_t     n    = 0;

        while (n < folded.n && is_lower(folded.p[n]))
            n++;
        if (head.n && is_digit(head.p[head.n - 1]) && n >= 2 && n + 1 < folded.n &&
            folded.p[n] == '-' && is_alnum(folded.p[n + 1]))
            return true;
    }
    return false;
}

/* The licence of the page itself, which has a number like a document. */
bool html_is_licence(struct str folded)
{
    return str_find(folded, STR("giay phep")).n > 0;
}

static bool has_alnum(struct str s)
{
    while (s.n && !is_alnum(s.p[0]))
        s = str_sub(s, 1, s.n);
    return s.n > 0;
}

/* "so hieu van ban: 15/kh-ubnd" */
bool html_is_attribute(struct str folded, bool *ret_valued)
{
    static const struct str labels[] = {
        STR_INIT("co quan ban hanh"), STR_INIT("hinh thuc van ban"),
        STR_INIT("hieu luc"),         STR_INIT("linh vuc"),
        STR_INIT("loai van ban"),     STR_INIT("ngay ban hanh"),
        STR_INIT("ngay hieu luc"),    STR_INIT("ngay co hieu luc"),
        STR_INIT("nguoi ky"),         STR_INIT("noi ban hanh"),
        STR_INIT("so hieu"),          STR_INIT("so ky hieu"),
        STR_INIT("so/ky hieu"),       STR_INIT("tinh trang hieu luc"),
        STR_INIT("trich yeu"),
    };

    for (size_t i = 0; i < COUNT(labels); i++) {
        struct str rest = str_sub(folded, labels[i].n, folded.n), value = rest;

        if (!str_starts_with(folded, labels[i]) || (rest.n && is_alnum(rest.p[0])))
            continue;
        if (str_cut(&value, ':').n > LABEL_MORE)
            return false;
        *ret_valued = has_alnum(value);
        return true;
    }
    return false;
}

/* What the last lines of a page begin with. */
bool html_is_foot(struct str folded)
{
    static const struct str starts[] = {
        STR_INIT("(c) "),
        STR_INIT("ban quyen"),
        STR_INIT("chiu trach nhiem chinh"),
        STR_INIT("chiu trach nhiem noi dung"),
        STR_INIT("chiu trach nhiem xuat ban"),
        STR_INIT("co quan chu quan"),
        STR_INIT("copyright"),
        STR_INIT("don vi chu quan"),
        STR_INIT("ghi ro nguon"),
        STR_INIT("giay phep hoat dong"),
        STR_INIT("giay phep thiet lap"),
        STR_INIT("giay phep xuat ban"),
        STR_INIT("powered by"),
        STR_INIT("tong bien tap"),
        STR_INIT("\u00A9"), /* the sign for copyright */
        STR_INIT("\u00AE"),
    };

    for (size_t i = 0; i < COUNT(starts); i++)
        if (str_starts_with(folded, starts[i]))
            return true;
    return false;
}
