"""Findings about consent, and about whether somebody may still be held up as an example."""

from __future__ import annotations

from newsroom.checks.entry import Entry, error, warning

CONSENT: dict[str, Entry] = {
    "A006": warning(
        "Văn bản đồng ý {ref} của {subject} hết hạn ngày {until} (còn {days} ngày); sau ngày đó bài được gỡ khỏi: "
        "{channels}.",
        "The consent {ref} of {subject} ends on {until} ({days} days left); after that day the story is taken down "
        "from: {channels}.",
        "Xin gia hạn và ghi thêm một mục consent mới, hoặc để bài được gỡ khi hết hạn.",
        "Ask for a new consent and add it to consent:, or let the story be taken down when it ends.",
    ),
    "A007": error(
        "Không có loại dữ liệu nhạy cảm “{code}”{near_vi}",
        'There is no kind of sensitive data "{code}"{near_en}',
        "Dùng: {known}.",
        "Use one of: {known}.",
    ),
    "A008": error(
        "“{field}” trỏ tới chính văn bản đồng ý (“{shown}”), không phải số hồ sơ.",
        '"{field}" points to the consent paper itself ("{shown}"), not to its reference.',
        "Bản giấy lưu ở cơ quan, ngoài kho Git; ở đây chỉ ghi số hồ sơ, ví dụ DY-2026-031.",
        "The paper stays in the office, outside Git; write only its reference, like DY-2026-031.",
    ),
    "A009": warning(
        "Tệp “{file}” trong thư mục bài có vẻ là bản chụp giấy tờ của nhân vật.",
        "The file \"{file}\" in the story's folder looks like a scan of somebody's papers.",
        "Chuyển tệp ra khỏi kho Git; nếu đã đẩy lên, báo người quản trị vì Git giữ mãi những gì đã ghi.",
        "Take it out of the repository; tell the administrator when it was pushed, for Git keeps it for ever.",
    ),
    "A010": warning(
        "Văn bản đồng ý {ref} ghi tên “{subject}” nhưng người trong bài tên “{near}”.",
        'The consent {ref} names "{subject}", but the person in the story is "{near}".',
        "Ghi tên trong consent đúng như trong subjects hoặc people; khác người thì xin văn bản riêng.",
        "Write the name in consent as in subjects or people; another person needs a consent of their own.",
    ),
    "A011": error(
        "Văn bản đồng ý {ref}: ngày kết thúc {end} đứng trước ngày ký {date}.",
        "The consent {ref} ends on {end}, before it was given on {date}.",
        "Kiểm tra lại hai ngày trên bản giấy.",
        "Compare both days with the paper.",
    ),
    "A012": warning(
        "Đến hạn xem lại ({day}): {names} còn xứng đáng là gương không?",
        "Due for review ({day}): is {names} still an example?",
        "Hỏi đơn vị quản lý. Còn xứng đáng: ghi review_on: ngày xem lại lần sau (không cần duyệt lại); "
        "không còn: newsroom withdraw.",
        "Ask the managing unit. If so, write review_on: with the next day (no new approval needed); "
        "if not, newsroom withdraw.",
    ),
    "A013": warning(
        "Đang tạm dừng từ ngày {at} theo quyết định của {by}: {whom}; phần chưa đăng sẽ không đăng.",
        "Frozen since {at} by {by}: {whom}; what is not public yet stays in.",
        "Chờ kết luận; mở lại bằng newsroom thaw, hoặc gỡ bài bằng newsroom withdraw.",
        "Wait for the outcome; newsroom thaw lifts it, newsroom withdraw takes the story down.",
    ),
    "A014": warning(
        "Lệnh tạm dừng {whom} không khớp với ai trong các bài{near_vi}",
        "The freeze of {whom} finds nobody in any story{near_en}",
        "Kiểm tra họ tên, mã đơn vị; sai thì newsroom thaw rồi newsroom freeze lại cho đúng.",
        "Check the name and the unit's code; if wrong, newsroom thaw it and newsroom freeze it anew.",
    ),
    "A015": warning(
        "Lệnh tạm dừng {whom} khớp với nhiều người: {names}.",
        "The freeze of {whom} finds several people: {names}.",
        "Nếu chỉ một người bị tạm dừng: newsroom thaw, rồi newsroom freeze --person … --unit MÃ.",
        "If only one of them is meant: newsroom thaw, then newsroom freeze --person … --unit CODE.",
    ),
}
