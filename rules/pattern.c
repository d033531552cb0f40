#include "rules/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define JIT_STACK_FIRST (32 * 1024)
#define JIT_STACK_MOST  (1024 * 1024)

struct pattern {
    pcre2_code *code;
};

struct pattern_state {
    pcre2_match_data    *data;
    pcre2_match_context *context;
    pcre2_jit_stack     *stack;
};

struct pattern *pattern_new(struct str source, char message[160], size_t *reterr_at)
{
    int             error  = 0;
    PCRE2_SIZE      at     = 0;
    uint32_t        groups = 0;
    struct pattern *p      = calloc(1, sizeof *p);

    *reterr_at = 0;
    snprintf(message, 160, "out of memory");
    if (!p)
        return NULL;
    /* \C would end a match inside a character. */
    p->code = pcre2_compile((PCRE2_SPTR)source.p, source.n,
                            PCRE2_UTF | PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_BACKSLASH_C, &error,
                            &at, NULL);
    if (!p->code) {
        pcre2_get_error_message(error, (PCRE2_UCHAR *)message, 160);
        *reterr_at = at;
        free(p);
        return NULL;
    }
    pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups >= PATTERN_GROUPS) {
        snprintf(message, 160, "more than %d groups", PATTERN_GROUPS - 1);
        pattern_free(p);
        return NULL;
    }
    /* Without JIT the interpreter gives the same answers, only slower. */
    (void)pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE);
    return p;
}

void pattern_free(struct pattern *p)
{
    if (!p)
        return;
    pcre2_code_free(p->code);
    free(p);
}

unsigned pattern_group(const struct pattern *p, const char *name)
{
    int n = pcre2_substring_number_from_name(p->code, (PCRE2_SPTR)name);

    return n > 0 ? (unsigned)n : 0;
}

struct pattern_state *pattern_state_new(uint32_t match_steps)
{
    struct pattern_state *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    s->data    = pcre2_match_data_create(PATTERN_GROUPS, NULL);
    s->context = pcre2_match_context_create(NULL);
    s->stack   = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL);
    if (!s->data || !s->context || !s->stack) {
        pattern_state_free(s);
        return NULL;
    }
    pcre2_jit_stack_assign(s->context, NULL, s->stack);
    pcre2_set_match_limit(s->context, match_steps);
    pcre2_set_heap_limit(s->context, 4096); /* KiB, for the interpreter */
    return s;
}

void pattern_state_limit(struct pattern_state *s, uint32_t match_steps)
{
    pcre2_set_match_limit(s->context, match_steps);
}

void pattern_state_free(struct pattern_state *s)
{
    if (!s)
        return;
    pcre2_match_data_free(s->data);
    pcre2_match_context_free(s->context);
    pcre2_jit_stack_free(s->stack);
    free(s);
}

enum pattern_result pattern_find(const struct pattern *p, struct pattern_state *s,
                                 struct str subject, size_t start, struct pattern_match *ret_match)
{
    const PCRE2_SIZE *ov;
    int               rc;

    if (start > subject.n)
        return PATTERN_NONE;
    /* The texts were checked when they became house normal form; checking again at
     * each call costs more than matching. */
    rc = pcre2_match(p->code, (PCRE2_SPTR)(subject.p ? subject.p : ""), subject.n, start,
                     PCRE2_NO_UTF_CHECK, s->data, s->context);
    if (rc == PCRE2_ERROR_NOMATCH)
        return PATTERN_NONE;
    if (rc <= 0)
        return PATTERN_STOPPED;

    ov = pcre2_get_ovector_pointer(s->data);
    for (int i = 0; i < PATTERN_GROUPS; i++) {
        bool set = i < rc && ov[2 * i] != PCRE2_UNSET && ov[2 * i] <= ov[2 * i + 1];
        ret_match->group[i] =
            set ? (struct span){(uint32_t)ov[2 * i], (uint32_t)ov[2 * i + 1]} : (struct span){0, 0};
    }
    return PATTERN_FOUND;
}
