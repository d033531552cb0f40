#include "tests/unit/test.h"

#include "parse/formats.h"

/* Without the formats that are read: those have tests of their own. */
static const struct format *const rows[] = {
    &format_zip,
#define REGISTERED(id, ...) &format_##id,
#include "parse/registered.def"
#undef REGISTERED
    NULL,
};

static const struct format *winner(struct sniff s)
{
    const struct format *best = NULL;
    unsigned             high = 0;

    for (const struct format *const *f = rows; *f; f++)
        if ((*f)->bid(&s) > high) {
            high = (*f)->bid(&s);
            best = *f;
        }
    return best;
}

#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
#define PK  "PK\x03\x04"

static const struct {
    struct sniff     s;
    const char      *name; /* NULL: nobody knows it */
    enum file_state  state;
    enum file_reason reason;
} cases[] = {
    {{STR_INIT("%PDF-1.7\n"), STR_INIT("a.docx"), {0}}, "pdf", STATE_UNREAD, REASON_OTHER},
    {{STR_INIT("\x01\x02"), STR_INIT("scan.PDF"), {0}}, "pdf", STATE_UNREAD, REASON_OTHER},
    {{STR_INIT("\x01\x02"), STR_INIT("a.docx"), {0}}, NULL, STATE_NONE, REASON_NONE},
    {{STR_INIT("\x89PNG\r\n\x1A\n...."), {0}, {0}}, "png", STATE_UNREAD, REASON_IMAGE},
    {{STR_INIT("\xFF\xD8\xFF\xE0"), {0}, {0}}, "jpeg", STATE_UNREAD, REASON_IMAGE},
    {{STR_INIT("GIF89a"), {0}, {0}}, "gif", STATE_UNREAD, REASON_IMAGE},
    {{STR_INIT("MM\0*...."), {0}, {0}}, "tiff", STATE_UNREAD, REASON_IMAGE},
    {{STR_INIT("BM\1\2\3\4\0\0\0\0"), {0}, {0}}, "bmp", STATE_UNREAD, REASON_IMAGE},
    {{STR_INIT("BM01: biểu mẫu"), {0}, {0}}, NULL, STATE_NONE, REASON_NONE},
    {{STR_INIT("RIFF....WEBPVP8 "), {0}, {0}}, "webp", STATE_UNREAD, REASON_IMAGE},
    {{STR_INIT("\0\0\0\x18"
               "ftypheic...."),
      {0},
      {0}},
     "heic",
     STATE_UNREAD,
     REASON_IMAGE},
    {{STR_INIT("\0\0\0\x18"
               "ftypisom...."),
      {0},
      {0}},
     "mp4",
     STATE_UNREAD,
     REASON_OTHER},
    {{STR_INIT("<?xml version='1.0'?><edXML>"), {0}, {0}},
     "xml",
     STATE_UNREAD,
     REASON_NO_CONVERTER},
    {{STR_INIT("Received: from x\r\n"), STR_INIT("a.eml"), {0}},
     "eml",
     STATE_UNREAD,
     REASON_NO_CONVERTER},
    {{STR_INIT("<svg xmlns='x'>"), {0}, {0}}, "svg", STATE_UNREAD, REASON_IMAGE},
    {{STR_INIT("Rar!\x1A\x07\x01"), {0}, {0}}, "rar", STATE_UNREAD, REASON_OTHER},
    {{STR_INIT("{\\rtf1\\ansi"), STR_INIT("a.doc"), {0}}, "rtf", STATE_UNREAD, REASON_NO_CONVERTER},
    {{STR_INIT(OLE), STR_INIT("a.xls"), STR_INIT("Root Entry\nWordDocument\n")},
     "doc",
     STATE_UNREAD,
     REASON_NO_CONVERTER},
    {{STR_INIT(OLE), STR_INIT("a.doc"), STR_INIT("Root Entry\nWorkbook\n")},
     "xls",
     STATE_UNREAD,
     REASON_NO_CONVERTER},
    {{STR_INIT(OLE), STR_INIT("a.doc"), {0}}, "doc", STATE_UNREAD, REASON_NO_CONVERTER},
    {{STR_INIT(OLE), STR_INIT("a.doc"), STR_INIT("Root Entry\n")},
     "ole",
     STATE_UNREAD,
     REASON_OTHER},
    {{STR_INIT(OLE), STR_INIT("a.docx"), STR_INIT("EncryptionInfo\nEncryptedPackage\n")},
     "protected",
     STATE_REFUSED,
     REASON_PROTECTED},
    {{STR_INIT(PK), STR_INIT("a.zip"), STR_INIT("[Content_Types].xml\nxl/workbook.xml\n")},
     "xlsx",
     STATE_UNREAD,
     REASON_OTHER},
    {{STR_INIT(PK), STR_INIT("a.xlsx"), STR_INIT("thu/xl/workbook.xml\n")},
     "zip",
     STATE_NONE,
     REASON_NONE},
    {{STR_INIT(PK "..........................mimetypeapplication/vnd.oasis.opendocument.text"),
      STR_INIT("a.odt"), STR_INIT("mimetype\ncontent.xml\n")},
     "odt",
     STATE_UNREAD,
     REASON_NO_CONVERTER},
    {{STR_INIT("PK\x05\x06"), {0}, {0}}, "zip", STATE_NONE, REASON_NONE},
    {{STR_INIT("Kính gửi"), STR_INIT("a.zip"), {0}}, NULL, STATE_NONE, REASON_NONE},
};

static void content_tells_the_format_and_its_row_the_state(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct format *f    = winner(cases[i].s);
        const char          *name = cases[i].name ? cases[i].name : "";

        if (!str_eq(str_from_cstr(f ? f->name : ""), str_from_cstr(name)))
            fail_msg("case %zu: got \"%s\", want \"%s\"", i, f ? f->name : "", name);
        if (!f)
            continue;
        assert_string_equal(state_info(f->unread_state)->name, state_info(cases[i].state)->name);
        assert_string_equal(reason_info(f->unread_reason)->name,
                            reason_info(cases[i].reason)->name);
    }
}

static void every_row_but_the_archive_is_registered_with_a_state(void **state)
{
    (void)state;
    for (const struct format *const *f = rows; *f; f++) {
        assert_null((*f)->read);
        if (*f != &format_zip && ((*f)->unread_state == STATE_NONE || !(*f)->title))
            fail_msg("%s has no state or title", (*f)->name);
    }
    assert_int_equal(format_zip.container, CONTAINER_ARCHIVE);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(content_tells_the_format_and_its_row_the_state),
    cmocka_unit_test(every_row_but_the_archive_is_registered_with_a_state),
};

TEST_MAIN(tests)
