#include "rules/lines.h"

/* Names of bodies: where one ends in running text, and how a heading in capitals
 * is written in a sentence. */

/* Words that begin the name of a body no table knows. */
static const char *const heads[] = {
    "an ninh",   "ban",          "bộ",          "chi bộ",     "chi cục", "chủ tịch",    "công an",
    "công đoàn", "công ty",      "cục",         "đảng bộ",    "đảng ủy", "đoàn",        "giám đốc",
    "hđnd",      "học viện",     "hội",         "huyện ủy",   "kho bạc", "liên đoàn",   "ngân hàng",
    "phòng",     "phó chủ tịch", "quận ủy",     "quốc hội",   "sở",      "thành ủy",    "thanh tra",
    "thị ủy",    "thủ tướng",    "thường trực", "tỉnh đoàn",  "tỉnh ủy", "tổ công tác", "tòa án",
    "tổng cục",  "tổng công ty", "trung tâm",   "trung ương", "trường",  "ubnd",        "ủy ban",
    "văn phòng", "viện",         "vụ"};

/* Begin like a body and are none. */
static const char *const not_bodies[] = {
    "ban đầu",      "ban hành",   "bộ chỉ số",  "bộ luật",     "bộ máy",     "bộ thủ tục",
    "bộ tiêu chí",  "cục bộ",     "đoàn kết",   "hội nghị",    "hội nhập",   "hội thảo",
    "hội thi",      "phòng bệnh", "phòng cháy", "phòng chống", "phòng dịch", "phòng ngừa",
    "phòng, chống", "sở hữu",     "trường hợp", "viện trợ",    "vụ án",      "vụ việc"};

/* Words after which a name of a body cannot go on, unless they are capitalised. */
static const char *const stops[] = {
    "ban hành",  "báo cáo",    "bãi bỏ",     "bằng",     "cho",        "chỉ đạo",   "có",
    "công bố",   "cùng",       "do",         "đã",       "đang",       "để",        "đề nghị",
    "đến",       "được",       "gồm",        "gửi",      "hoặc",       "hướng dẫn", "kèm",
    "khi",       "ký",         "là",         "mà",       "nay",        "năm",       "nêu",
    "ngày",      "nhằm",       "này",        "nói",      "phê duyệt",  "quy định",  "sẽ",
    "số",        "sửa đổi",    "tại",        "thì",      "thay thế",   "theo",      "thông qua",
    "trên",      "trình",      "triển khai", "trong",    "trước",      "từ",        "v/v",
    "về",        "vừa",        "với",        "xem",      "yêu cầu",    "của",       "giao",
    "chủ trì",   "chấp thuận", "cho phép",   "kết luận", "khẳng định", "nhấn mạnh", "đánh giá",
    "phân công", "quyết định", "thống nhất", "xác định", "xây dựng",   "phối hợp",  "rà soát",
    "tổ chức",   "thực hiện",  "hoàn thành", "tiếp tục", "không",      "cần",       "phải",
    "chưa",      "hiện",       "đạt",        "qua",      "như",        "nhất trí",  "lần",
    "khóa",      "mới"};

/* Words that are followed by the name of a place. */
static const char *const place_words[] = {"đặc khu",   "huyện",    "phường", "quận",
                                          "thành phố", "thị trấn", "thị xã", "tỉnh",
                                          "tp",        "tp.",      "xã"};

#define COUNT(t) (sizeof(t) / sizeof *(t))

static bool boundary(struct str text, size_t at)
{
    return at >= text.n || text.p[at] == ' ' || text.p[at] == '\n' || text.p[at] == ',' ||
           text.p[at] == '.' || text.p[at] == ';' || text.p[at] == ')' || text.p[at] == ':' ||
           text.p[at] == '|' || text.p[at] == '-' || text.p[at] == '(';
}

/* Length of the first entry of `words` that `text` begins with, without case. */
static size_t starts_with_any(struct str text, const char *const *words, size_t n)
{
    size_t best = 0;

    for (size_t i = 0; i < n; i++) {
        struct str w = str_from_cstr(words[i]);

        if (w.n > best && w.n <= text.n && boundary(text, w.n) &&
            fold_eq_lower(w, str_sub(text, 0, w.n)))
            best = w.n;
    }
    return best;
}

/* Length of the word that begins the name of a body; 0 none. */
static size_t head_length(struct str text)
{
    if (starts_with_any(text, not_bodies, COUNT(not_bodies)))
        return 0;
    return starts_with_any(text, heads, COUNT(heads));
}

static bool is_capital(struct str word)
{
    uint32_t cp = word.n ? utf8_next(&word) : 0;

    return fold_is_letter(cp) && fold_lower(cp) != cp;
}

static size_t word_end(struct str text, size_t at)
{
    while (at < text.n && !strchr(" \n,;:.()|\"", text.p[at]))
        at++;
    return at;
}

/* "và" joins a name ("Giáo dục và Đào tạo") only when a capital follows. */
static bool joins(const struct ruleset *set, struct str text, size_t at)
{
    struct str word = str_sub(text, at, word_end(text, at));
    struct str next = str_sub(text, at + word.n + 1, text.n);
    size_t     end;

    return is_capital(next) && !head_length(next) && !agency_at_start(set, next, &end) &&
           !type_at_start(set, next, &end);
}

size_t issuer_length(const struct ruleset *set, struct str text)
{
    size_t at = 0, end = 0, words = 0;
    bool   known = agency_at_start(set, text, &at) != NULL;

    if (!known && !(at = head_length(text)))
        return 0;
    for (end = at; at < text.n && words < 14; words++) {
        struct str rest;

        if (text.p[at] != ' ')
            break;
        rest = str_sub(text, at + 1, text.n);
        if (!rest.n || strchr(",;:.()|\"-", rest.p[0]) || (rest.p[0] >= '0' && rest.p[0] <= '9'))
            break;
        if (!is_capital(rest) && starts_with_any(rest, stops, COUNT(stops)))
            break;
        if (fold_eq_lower(str_sub(rest, 0, word_end(rest, 0)), STR("và")) &&
            (known || !joins(set, text, at + 1)))
            break;
        end = at = word_end(text, at + 1);
    }
    return end;
}

/* ---- capitals into a sentence ------------------------------------------------ */

bool in_capitals(struct str s)
{
    size_t letters = 0;

    while (s.n) {
        uint32_t cp = utf8_next(&s);

        if (fold_is_letter(cp)) {
            letters++;
            if (fold_upper(cp) != cp)
                return false;
        }
    }
    return letters > 0;
}

static void add_word(struct text *out, struct str word, bool capital)
{
    struct str rest = word;

    if (capital && rest.n)
        text_add_cp(out, fold_upper(utf8_next(&rest)));
    fold_add_lower(out, rest);
}

/* "CCHC", "UBND": no word of the language. */
static bool abbreviation(const struct ruleset *set, struct str word)
{
    struct str rest  = word;
    bool       vowel = false;
    size_t     n     = 0;

    while (rest.n) {
        uint32_t base = fold_base(utf8_next(&rest));

        vowel = vowel || (base < 128 && strchr("aeiouy", (int)base));
        n++;
    }
    if (n < 2)
        return false;
    return !vowel ||
           (n >= 3 && agency_by_abbr(set, word) && str_eq(agency_by_abbr(set, word)->abbr, word));
}

/* The rest of a heading in capitals: place names get capitals, other words none. */
static void add_rest(const struct ruleset *set, struct text *out, struct str rest, bool place)
{
    size_t at = 0;

    while (at < rest.n) {
        struct str tail = str_sub(rest, at, rest.n);
        size_t     n    = starts_with_any(tail, place_words, COUNT(place_words));
        size_t     end;

        if (rest.p[at] == ' ' || rest.p[at] == '\n') {
            if (out->n && out->p[out->n - 1] != ' ')
                text_add(out, STR(" "));
            at++;
            continue;
        }
        if (n) {
            fold_add_lower(out, str_sub(tail, 0, n));
            place = true;
            at += n;
            continue;
        }
        end = word_end(rest, at);
        end = end > at ? end : at + 1;
        if (abbreviation(set, str_sub(rest, at, end)))
            text_add(out, str_sub(rest, at, end));
        else
            add_word(out, str_sub(rest, at, end), place || out->n == 0);
        at = end;
    }
}

/* The short forms everybody uses. */
static struct str shortened(struct str name, size_t *ret_used)
{
    static const struct {
        struct str full, brief;
    } forms[] = {{STR_INIT("Ủy ban nhân dân"), STR_INIT("UBND")},
                 {STR_INIT("Hội đồng nhân dân"), STR_INIT("HĐND")}};

    for (size_t i = 0; i < COUNT(forms); i++)
        if (name.n >= forms[i].full.n && boundary(name, forms[i].full.n) &&
            fold_eq_lower(forms[i].full, str_sub(name, 0, forms[i].full.n))) {
            *ret_used = forms[i].full.n;
            return forms[i].brief;
        }
    *ret_used = 0;
    return (struct str){0};
}

static struct str one_name(const struct ruleset *set, struct arena *a, struct str written)
{
    struct text          out = {.arena = a};
    size_t               used;
    const struct agency *known;
    struct str           head = shortened(written, &used);

    if (!in_capitals(written)) {
        text_add(&out, used ? head : (struct str){0});
        text_add(&out, str_sub(written, used, written.n));
    } else if (used) {
        text_add(&out, head);
        add_rest(set, &out, str_sub(written, used, written.n), false);
    } else if ((known = agency_at_start(set, written, &used))) {
        text_add(&out, known->name);
        add_rest(set, &out, str_sub(written, used, written.n), true);
    } else {
        add_rest(set, &out, written, false);
    }
    return out.full ? (struct str){0} : str_trim(text_str(&out));
}

struct str issuer_name(const struct ruleset *set, struct arena *a, struct str written)
{
    static const struct str joint = STR_INIT(" - ");
    struct text             out   = {.arena = a};

    /* "SỞ TƯ PHÁP - VĂN PHÒNG UBND TỈNH": two bodies, each with its own name. */
    for (size_t at = 1; at + joint.n < written.n; at++)
        if (str_starts_with(str_sub(written, at, written.n), joint) &&
            issuer_begins(set, str_sub(written, at + joint.n, written.n))) {
            text_add(&out, one_name(set, a, str_sub(written, 0, at)));
            text_add(&out, joint);
            written = str_sub(written, at + joint.n, written.n);
            at      = 0;
        }
    if (!out.n)
        return one_name(set, a, written);
    text_add(&out, one_name(set, a, written));
    return out.full ? (struct str){0} : text_str(&out);
}

bool issuer_begins(const struct ruleset *set, struct str line)
{
    size_t end;

    return agency_at_start(set, line, &end) || head_length(line);
}
