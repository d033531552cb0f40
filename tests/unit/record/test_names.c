#include "tests/unit/test.h"

#include "ingest/record/names.h"

static void the_base_is_what_follows_the_last_slash(void **state)
{
    (void)state;
    assert_str(name_base(STR("a/b/c.docx")), STR("c.docx"));
    assert_str(name_base(STR("c.docx")), STR("c.docx"));
    assert_str(name_base(STR("a/")), STR(""));
    assert_str(name_base(STR("")), STR(""));
}

static void lock_files_and_downloads_are_temporary(void **state)
{
    static const char *const yes[] = {"~$Bao cao.docx", ".~lock.ke-hoach.odt#", "kh.docx.PART",
                                      "x.tmp", "goi.zip.crdownload"};
    static const char *const no[]  = {"Bao cao.docx", "tmp", "x.tmp.docx", "$~a.docx", "~a", ""};

    (void)state;
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        if (!name_is_temporary(str_from_cstr(yes[i])))
            fail_msg("%s is temporary", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (name_is_temporary(str_from_cstr(no[i])))
            fail_msg("%s is a document", no[i]);
}

static void system_files_are_known_in_any_case(void **state)
{
    (void)state;
    assert_true(name_is_system(STR("thumbs.DB")));
    assert_true(name_is_system(STR(".DS_Store")));
    assert_true(name_is_system(STR("Desktop.ini")));
    assert_false(name_is_system(STR("Thumbs.db.docx")));
    assert_false(name_is_system(STR("")));
}

static void macos_sidecars_are_known_by_folder_or_prefix(void **state)
{
    (void)state;
    assert_true(name_is_macos_sidecar(STR("__MACOSX/a.docx")));
    assert_true(name_is_macos_sidecar(STR("goi/__MACOSX/1/a.docx")));
    assert_true(name_is_macos_sidecar(STR("goi/._a.docx")));
    assert_false(name_is_macos_sidecar(STR("goi/__MACOSX.docx")));
    assert_false(name_is_macos_sidecar(STR("goi/.a.docx")));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_base_is_what_follows_the_last_slash),
    cmocka_unit_test(lock_files_and_downloads_are_temporary),
    cmocka_unit_test(system_files_are_known_in_any_case),
    cmocka_unit_test(macos_sidecars_are_known_by_folder_or_prefix),
};

TEST_MAIN(tests)
