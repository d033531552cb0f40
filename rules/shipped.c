#include "rules/rules.h"

/* The data files, put into the program as they are, so that it needs no folder of
 * its own at run time. */
#define EMBED(symbol, file)                                                                        \
    __asm__(".section .rodata\n"                                                                   \
            ".global " #symbol "\n.global " #symbol "_end\n" #symbol ":\n"                         \
            ".incbin \"" file "\"\n" #symbol "_end:\n.byte 0\n.previous\n");                       \
    extern const char symbol[], symbol##_end[]

EMBED(rules_loai_van_ban, "rules/vi/loai-van-ban.yaml");
EMBED(rules_co_quan, "rules/vi/co-quan.yaml");
EMBED(rules_so_hieu, "rules/vi/so-hieu.yaml");
EMBED(rules_ngay_thang, "rules/vi/ngay-thang.yaml");
EMBED(rules_ke_hoach, "rules/vi/ke-hoach.yaml");
EMBED(rules_ngu_canh, "rules/vi/ngu-canh.yaml");

/* Tables first; among rules the order decides between equal spans. */
static const struct {
    const char *name, *start, *end;
} files[] = {
    {"rules/vi/loai-van-ban.yaml", rules_loai_van_ban, rules_loai_van_ban_end},
    {"rules/vi/co-quan.yaml", rules_co_quan, rules_co_quan_end},
    {"rules/vi/so-hieu.yaml", rules_so_hieu, rules_so_hieu_end},
    {"rules/vi/ngay-thang.yaml", rules_ngay_thang, rules_ngay_thang_end},
    {"rules/vi/ke-hoach.yaml", rules_ke_hoach, rules_ke_hoach_end},
    {"rules/vi/ngu-canh.yaml", rules_ngu_canh, rules_ngu_canh_end},
};

const size_t rules_shipped_count = sizeof files / sizeof *files;

struct rule_file rules_shipped_file(size_t i)
{
    return (struct rule_file){.name = str_from_cstr(files[i].name),
                              .text = {files[i].start, (size_t)(files[i].end - files[i].start)}};
}

enum kc_status ruleset_load_shipped(rule_say *say, void *ctx, struct ruleset **ret_set)
{
    struct rule_file all[sizeof files / sizeof *files];

    for (size_t i = 0; i < rules_shipped_count; i++)
        all[i] = rules_shipped_file(i);
    return ruleset_load(all, rules_shipped_count, say, ctx, ret_set);
}
