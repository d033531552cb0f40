#include "parse/docx_trim.h"

#include "tests/unit/test.h"

static void check(const char *xml, const char *want)
{
    struct arena *a = arena_new((size_t)1 << 20);

    assert_str(docx_trim(a, str_from_cstr(xml)), str_from_cstr(want));
    arena_free(a);
}

static void looks_and_revision_marks_go(void **state)
{
    (void)state;
    check("<w:p w:rsidR=\"00A4777A\" w:rsidRPr=\"00494BBE\"><w:r w:rsidRPr=\"1\"><w:rPr><w:b/>"
          "<w:sz w:val=\"26\"/><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>Số: 5</w:t></w:r></w:p>",
          "<w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>Số: 5</w:t></w:r></w:p>");
    check("<w:proofErr w:type='spellStart' /><w:bookmarkStart w:id=\"0\" w:name=\"a>b\"/>x", "x");
    check("<w:p w14:paraId=\"1\" w14:textId=\"2\" w:rsidR=\"3\"/>", "<w:p/>");
}

static void what_carries_text_or_meaning_stays(void **state)
{
    static const char *const kept[] = {
        "<w:t xml:space=\"preserve\"> w:rsidR=\"00A4777A\" </w:t>",
        "<w:tab/><w:br/><w:vanish/><w:strike w:val=\"0\"/><w:vertAlign w:val=\"superscript\"/>",
        "<w:b>text</w:b>",
        "<w:sz w:val=\"26\">text</w:sz>",
        "<w:bx/><w:ab/>",
        "<v:b/><b/>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        check(kept[i], kept[i]);
}

/* Damage must reach the XML parser, which tells of it. */
static void what_looks_unusual_stays_as_it_is(void **state)
{
    static const char *const kept[] = {
        "<w:sz w:val=\"26",
        "<w:sz w:val=26/>",
        "<w:sz w:val=\"a<b\"/>",
        "<w:sz w:val=\"26\" /",
        "<w:sz",
        "<w:p w:rsidR=\"00A4777A",
        "<w:p w:rsidR= \"1\">",
        "<w:p w:rsidR\"1\">",
        "<w:",
        "<",
        "",
        "<!-- <w:b/> --><w:b/>",
        "<w:t><![CDATA[<w:b/>]]></w:t>",
        "<!DOCTYPE x [<!ENTITY a '<w:b/>'>]><w:b/>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        check(kept[i], kept[i]);
}

static const struct CMUnitTest tests[] = {cmocka_unit_test(looks_and_revision_marks_go),
                                          cmocka_unit_test(what_carries_text_or_meaning_stays),
                                          cmocka_unit_test(what_looks_unusual_stays_as_it_is)};
TEST_MAIN(tests)
