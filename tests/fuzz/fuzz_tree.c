#include "ingest/record/tree.h"
#include "rules/rules.h"

/* Rule files come from people: a mistake is told, nothing breaks. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void say_nothing(void *ctx, struct str file, unsigned line, unsigned column, struct str m)
{
    (void)ctx, (void)file;
    if (!line || !column || !m.n)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rule_file file = {STR("fuzz.yaml"), {(const char *)data, size}};
    struct ruleset  *set  = NULL;

    if (ruleset_load(&file, 1, say_nothing, NULL, &set) == KC_OK)
        ruleset_free(set);
    return 0;
}
