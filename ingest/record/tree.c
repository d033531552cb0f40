#include "ingest/record/tree.h"

#include <yaml.h>

/* Events rather than libyaml's document: only they show anchors and aliases,
 * and depth is checked before anything is built. */

enum { MAX_DEPTH = 32, MAX_BYTES = 4 * 1024 * 1024, MAX_NODES = 200000 };

struct loader {
    yaml_parser_t      yaml;
    struct arena      *arena;
    size_t             nodes;
    struct tree_error *error;
};

static enum kc_status mistake(struct loader *l, yaml_mark_t at, enum tree_trouble code,
                              struct str arg)
{
    *l->error = (struct tree_error){
        .line = (unsigned)at.line + 1, .column = (unsigned)at.column + 1, .code = code, .arg = arg};
    return KC_BAD_INPUT;
}

/* libyaml's commonest complaints about what officers write, in plain words. */
static enum tree_trouble plain_code(const yaml_parser_t *yaml)
{
    static const struct {
        const char       *problem;
        enum tree_trouble code;
    } known[] = {
        {"found a tab character that violates indentation", TREE_TAB},
        {"found character that cannot start any token", TREE_TAB},
        {"mapping values are not allowed in this context", TREE_COLON},
    };
    struct str problem = str_from_cstr(yaml->problem);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_find(problem, str_from_cstr(known[i].problem)).n)
            return known[i].code;
    return yaml->error == YAML_READER_ERROR ? TREE_NOT_UTF8 : TREE_SYNTAX;
}

static enum kc_status broken(struct loader *l)
{
    if (l->yaml.error == YAML_MEMORY_ERROR)
        return KC_NO_MEMORY;
    struct str problem = {0};
    if (!arena_copy(l->arena, str_from_cstr(l->yaml.problem), &problem))
        return KC_LIMIT;
    return mistake(l, l->yaml.problem_mark, plain_code(&l->yaml), problem);
}

static enum kc_status next_event(struct loader *l, yaml_event_t *ret_event)
{
    return yaml_parser_parse(&l->yaml, ret_event) ? KC_OK : broken(l);
}

static bool has_anchor(const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_ALIAS_EVENT:
        return true;
    case YAML_SCALAR_EVENT:
        return e->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT:
        return e->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT:
        return e->data.mapping_start.anchor;
    default:
        return false;
    }
}

static bool is_end(const yaml_event_t *e)
{
    return e->type == YAML_SEQUENCE_END_EVENT || e->type == YAML_MAPPING_END_EVENT;
}

/* The node an event starts, without children. */
static enum kc_status make_node(struct loader *l, const yaml_event_t *e, struct tree **ret_node)
{
    struct tree *node = ARENA_NEW(l->arena, struct tree, 1);
    if (!node)
        return KC_LIMIT;
    if (has_anchor(e))
        return mistake(l, e->start_mark, TREE_ALIAS, (struct str){0});
    if (++l->nodes > MAX_NODES)
        return mistake(l, e->start_mark, TREE_LARGE, STR("200000"));
    node->line      = (unsigned)e->start_mark.line + 1;
    node->column    = (unsigned)e->start_mark.column + 1;
    node->kind      = e->type == YAML_SCALAR_EVENT           ? TREE_TEXT
                      : e->type == YAML_SEQUENCE_START_EVENT ? TREE_LIST
                                                             : TREE_MAP;
    struct str text = {0};
    if (node->kind == TREE_TEXT)
        text = (struct str){(const char *)e->data.scalar.value, e->data.scalar.length};
    if (!arena_copy(l->arena, str_trim(text), &node->text))
        return KC_LIMIT;
    *ret_node = node;
    return KC_OK;
}

static enum kc_status read_children(struct loader *l, struct tree *parent, unsigned depth);

/* One node and all below it, from its first event on. */
static enum kc_status read_node(struct loader *l, const yaml_event_t *e, unsigned depth,
                                struct tree **ret_node)
{
    struct tree   *node = NULL;
    enum kc_status s    = make_node(l, e, &node);
    if (s != KC_OK)
        return s;
    if (depth > MAX_DEPTH)
        return mistake(l, e->start_mark, TREE_DEEP, STR("32"));
    if (node->kind != TREE_TEXT)
        s = read_children(l, node, depth);
    *ret_node = node;
    return s;
}

static enum kc_status read_children(struct loader *l, struct tree *parent, unsigned depth)
{
    for (struct tree **tail = &parent->first;; tail = &(*tail)->next) {
        yaml_event_t   e;
        enum kc_status s = next_event(l, &e);
        if (s != KC_OK)
            return s;
        bool end = is_end(&e);
        if (!end)
            s = read_node(l, &e, depth + 1, tail);
        yaml_event_delete(&e);
        if (end || s != KC_OK)
            return s;
    }
}

/* Stream start, document start, root, document end, stream end. */
static enum kc_status read_stream(struct loader *l, const struct tree **ret_root)
{
    struct tree *root = NULL;
    for (;;) {
        yaml_event_t   e;
        enum kc_status s = next_event(l, &e);
        if (s != KC_OK)
            return s;
        yaml_event_type_t type = e.type;
        if (type == YAML_DOCUMENT_START_EVENT && root)
            s = mistake(l, e.start_mark, TREE_ONE_DOCUMENT, (struct str){0});
        else if (type == YAML_ALIAS_EVENT || type == YAML_SCALAR_EVENT ||
                 type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT)
            s = read_node(l, &e, 1, &root);
        yaml_event_delete(&e);
        if (s != KC_OK)
            return s;
        if (type == YAML_STREAM_END_EVENT)
            break;
    }
    if (!root)
        return KC_SKIP;
    *ret_root = root;
    return KC_OK;
}

enum kc_status tree_read(struct str text, struct arena *a, const struct tree **ret_root,
                         struct tree_error *reterr_error)
{
    struct loader l = {.arena = a, .error = reterr_error};
    if (text.n > MAX_BYTES)
        return mistake(&l, (yaml_mark_t){0}, TREE_LARGE, STR("4 MiB"));
    if (!utf8_valid(text))
        return mistake(&l, (yaml_mark_t){0}, TREE_NOT_UTF8, (struct str){0});
    if (!yaml_parser_initialize(&l.yaml))
        return KC_NO_MEMORY;
    if (str_starts_with(text, STR("\xEF\xBB\xBF"))) /* the editor of Windows writes it */
        text = str_sub(text, 3, text.n);
    yaml_parser_set_encoding(&l.yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&l.yaml, (const unsigned char *)text.p, text.n);
    enum kc_status s = read_stream(&l, ret_root);
    yaml_parser_delete(&l.yaml);
    return s;
}

const char *tree_trouble_text(enum tree_trouble code, bool english)
{
    static const struct {
        const char *vi, *en;
    } texts[] = {
        [TREE_FINE]   = {"", ""},
        [TREE_SYNTAX] = {"sai cú pháp YAML: %1", "not valid YAML: %1"},
        [TREE_TAB]    = {"không dùng phím Tab để thụt dòng; hãy dùng dấu cách",
                         "no tabs for indenting; use spaces"},
        [TREE_COLON] = {"giá trị có dấu hai chấm; hãy đặt cả giá trị trong dấu nháy kép",
                        "the value contains a colon; put the whole value in double quotes"},
        [TREE_NOT_UTF8] = {"tệp không theo mã UTF-8; hãy lưu lại bằng UTF-8",
                           "the file is not UTF-8; save it as UTF-8"},
        [TREE_ALIAS] = {"không dùng mỏ neo (&) và bí danh (*) của YAML; hãy chép lại nội dung",
                        "anchors (&) and aliases (*) are not used; repeat the content"},
        [TREE_DEEP] = {"lồng nhau quá sâu (tối đa %1 cấp)", "nested too deep (%1 levels at most)"},
        [TREE_LARGE]        = {"tệp quá lớn: quá %1", "the file is too large: more than %1"},
        [TREE_ONE_DOCUMENT] = {"bỏ phần sau “---”: mỗi tệp chỉ một nội dung",
                               "drop what follows “---”: one document a file"},
    };
    size_t i = code < sizeof texts / sizeof *texts ? code : TREE_SYNTAX;

    return english ? texts[i].en : texts[i].vi;
}

const struct tree *tree_get(const struct tree *map, const char *key)
{
    if (!map || map->kind != TREE_MAP)
        return NULL;
    for (const struct tree *k = map->first; k && k->next; k = k->next->next)
        if (k->kind == TREE_TEXT && str_eq(k->text, str_from_cstr(key)))
            return k->next;
    return NULL;
}
