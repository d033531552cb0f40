#include "ingest/record/state.h"

static const struct state_info states[STATE_COUNT] = {
    [STATE_NONE]      = {"", "", ""},
    [STATE_READ]      = {"read", "đã đọc", "read"},
    [STATE_DUPLICATE] = {"duplicate", "trùng nội dung", "duplicate"},
    [STATE_UNREAD]    = {"unread", "chưa đọc được", "not readable yet"},
    [STATE_REFUSED]   = {"refused", "từ chối", "refused"},
    [STATE_WAITING]   = {"waiting", "đang chờ", "waiting"},
    [STATE_FAILED]    = {"failed", "lỗi, sẽ thử lại", "failed, will be tried again"},
    [STATE_IGNORED]   = {"ignored", "bỏ qua", "ignored"},
    [STATE_GONE]      = {"gone", "không còn tại chỗ", "no longer there"},
};

static const struct state_info reasons[REASON_COUNT] = {
    [REASON_NONE]        = {"", "", ""},
    [REASON_PARTIAL]     = {"partial", "đọc được một phần", "read in part"},
    [REASON_LEGACY_FONT] = {"legacy-font", "phông chữ cũ", "pre-Unicode font"},
    [REASON_ARCHIVE]     = {"archive", "tệp nén", "archive"},
    [REASON_SCAN]        = {"scan", "bản quét", "scan"},
    [REASON_IMAGE]       = {"image", "ảnh", "image"},
    [REASON_NO_CONVERTER] = {"no-converter", "cần chương trình chuyển đổi", "needs a converter"},
    [REASON_OTHER]        = {"other", "định dạng khác", "other format"},
    [REASON_DAMAGED]      = {"damaged", "tệp hỏng", "damaged"},
    [REASON_PROTECTED]    = {"protected", "có mật khẩu", "protected by a password"},
    [REASON_LIMIT]        = {"limit", "vượt giới hạn", "over a limit"},
    [REASON_HOSTILE]      = {"hostile", "có dấu hiệu độc hại", "looks hostile"},
    [REASON_SECRET]       = {"secret", "có dấu độ mật", "bears a secrecy stamp"},
    [REASON_LINK]         = {"link", "liên kết", "link"},
    [REASON_SPECIAL_FILE] = {"special-file", "không phải tệp thường", "not a regular file"},
    [REASON_SETTLING]     = {"settling", "đang chép", "still being copied"},
    [REASON_BUSY]         = {"busy", "đang bận", "busy"},
    [REASON_IO]           = {"io", "lỗi đọc ghi", "read or write error"},
    [REASON_DISK_FULL]    = {"disk-full", "đầy đĩa", "disk full"},
    [REASON_NO_PERMISSION] = {"no-permission", "không có quyền", "no permission"},
    [REASON_CRASH]         = {"crash", "chương trình đọc bị dừng", "the reader crashed"},
    [REASON_TIMEOUT]       = {"timeout", "quá thời gian", "took too long"},
    [REASON_MEMORY]        = {"memory", "thiếu bộ nhớ", "short of memory"},
    [REASON_TEMPORARY]     = {"temporary", "tệp tạm", "temporary file"},
    [REASON_SYSTEM]        = {"system", "tệp hệ thống", "system file"},
    [REASON_EMPTY]         = {"empty", "tệp rỗng", "empty file"},
};

const struct state_info *state_info(enum file_state s)
{
    static const struct state_info unknown = {"unknown", "không rõ", "unknown"};

    return (unsigned)s < STATE_COUNT ? &states[s] : &unknown;
}

const struct state_info *reason_info(enum file_reason r)
{
    static const struct state_info unknown = {"unknown", "không rõ", "unknown"};

    return (unsigned)r < REASON_COUNT ? &reasons[r] : &unknown;
}

static bool find_name(const struct state_info *rows, unsigned n, struct str name, unsigned *ret_row)
{
    for (unsigned i = 0; i < n; i++) {
        if (str_eq(str_from_cstr(rows[i].name), name)) {
            *ret_row = i;
            return true;
        }
    }
    return false;
}

bool state_from_name(struct str name, enum file_state *ret_state)
{
    unsigned row;

    if (!find_name(states, STATE_COUNT, name, &row))
        return false;
    *ret_state = (enum file_state)row;
    return true;
}

bool reason_from_name(struct str name, enum file_reason *ret_reason)
{
    unsigned row;

    if (!find_name(reasons, REASON_COUNT, name, &row))
        return false;
    *ret_reason = (enum file_reason)row;
    return true;
}
