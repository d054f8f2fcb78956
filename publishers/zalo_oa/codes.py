"""What each code of openapi.zalo.me means and who has to do something about it; a table, no more.

Transcribed from Zalo's error table in several copies that agree (seen 2026-10). Two codes have two texts each:
-32 names the app or the OA, and -223 is a missing permission or the month's article quota. Wire texts keep Zalo's own
spelling. A code that is not here is taken as a refusal of this payload, with Zalo's text reported.
"""

from __future__ import annotations

from dataclasses import dataclass

from publishers.contract import Problem
from publishers.errors import NotAuthorized, OutcomeUnknown, PublishError, RateLimited, Rejected, Unavailable

PROCESSING = -214
INVALID = -201
TOKEN_CODES = frozenset({-216, -220})
"""The access token is dead: another process refreshed, or it is too old. Nothing was done."""

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Code:
    """One meaning of one code."""

    number: int
    meaning: type[PublishError]
    """What must happen next; `OutcomeUnknown` stands for a write, after a read it is `Unavailable`."""
    wire: str
    """The text Zalo sends along, as it was seen."""
    wait_seconds: float | None = None
    """How long to wait at least, for `RateLimited`."""
    marker: str = ""
    """Words in the text, lower case, that tell this meaning from the other one of the same code."""
    person: Problem | None = None
    """What a person has to do."""


CODES = (
    Code(
        -32,
        RateLimited,
        "Your OA reached limit call api",
        wait_seconds=MINUTE,
        marker="your oa",
        person=Problem(
            "OA đã gọi Zalo quá số lần cho phép trong một phút (hạn mức theo gói của OA): máy tự chờ rồi làm tiếp",
            "the OA made too many calls this minute (a limit of its package): the machine waits and goes on",
        ),
    ),
    Code(
        -32,
        RateLimited,
        "Your application reached limit call api",
        wait_seconds=MINUTE,
        person=Problem(
            "ứng dụng đã gọi Zalo quá số lần cho phép trong một phút: máy tự chờ rồi làm tiếp",
            "the app made too many calls this minute: the machine waits and goes on",
        ),
    ),
    Code(-100, Rejected, "attachment_id was expired"),
    Code(-200, OutcomeUnknown, "Send message failed"),
    Code(
        INVALID,
        Rejected,
        "title is invalid!",
        person=Problem(
            "Zalo không nhận trường nêu trong ngoặc: sửa bài, duyệt lại rồi đăng lại",
            "Zalo refuses the field named in brackets: change the story, have it approved and post it again",
        ),
    ),
    Code(
        -204,
        NotAuthorized,
        "Offical Account is disable",
        person=Problem(
            "OA đã bị khóa hoặc xóa: quản trị viên mở trang quản lý OA (oa.zalo.me) để xem lý do",
            "the OA is disabled or deleted: its administrator has to look at oa.zalo.me",
        ),
    ),
    Code(
        -205,
        NotAuthorized,
        "Offical Account is not exist",
        person=Problem(
            "Zalo không có OA này: xem lại ZALO_OA_ID rồi chạy `newsroom login zalo`",
            "Zalo knows no such OA: check ZALO_OA_ID, then run `newsroom login zalo`",
        ),
    ),
    Code(
        -209,
        NotAuthorized,
        "Not supported this api",
        person=Problem(
            "ứng dụng Zalo chưa được bật: vào developers.zalo.me, mở ứng dụng và chuyển sang trạng thái hoạt động",
            "the Zalo app is not activated: open the app at developers.zalo.me and switch it to running",
        ),
    ),
    Code(
        -210,
        Rejected,
        "Parameter exceeds allowable limit",
        person=Problem(
            "một trường của bài quá dài hoặc quá lớn: rút ngắn, duyệt lại rồi đăng lại",
            "a field of the story is too long or too large: shorten it, have it approved and post it again",
        ),
    ),
    Code(
        -211,
        RateLimited,
        "Out of quota",
        wait_seconds=DAY,
        person=Problem(
            "đã hết hạn mức của gói OA: chờ kỳ mới hoặc nâng gói",
            "the quota of the OA's package is used up: wait for the next period or take a larger package",
        ),
    ),
    Code(
        -212,
        NotAuthorized,
        "App has not registed this api",
        person=Problem(
            "ứng dụng chưa đăng ký sản phẩm “Official Account API”: thêm cho ứng dụng ở developers.zalo.me",
            "the app lacks the product “Official Account API”: add it to the app at developers.zalo.me",
        ),
    ),
    Code(-213, Rejected, "User has not followed OA"),
    Code(
        -216,
        NotAuthorized,
        "Access token is invalid",
        person=Problem(
            "Zalo không nhận mã truy cập, kể cả sau khi đổi mã mới: chạy `newsroom login zalo` để cấp quyền lại",
            "Zalo refuses the access token even after a refresh: run `newsroom login zalo` for a new consent",
        ),
    ),
    Code(-217, Rejected, "User has blocked invitation from OA"),
    Code(
        -218,
        RateLimited,
        "Out of quota receive",
        wait_seconds=DAY,
        person=Problem(
            "người theo dõi đã nhận đủ số tin trong ngày: máy chờ sang ngày khác",
            "followers got their messages for the day: the machine waits for another day",
        ),
    ),
    Code(
        -219,
        NotAuthorized,
        "App is removed or disabled",
        person=Problem(
            "ứng dụng Zalo đã bị gỡ hoặc khóa: xem ứng dụng ở developers.zalo.me",
            "the Zalo app was removed or disabled: look at it at developers.zalo.me",
        ),
    ),
    Code(
        -220,
        NotAuthorized,
        "access_token is expired or removed",
        person=Problem(
            "mã truy cập Zalo hết hạn, đổi mã mới cũng không được: chạy `newsroom login zalo` để cấp quyền lại",
            "the access token is dead even after a refresh: run `newsroom login zalo` for a new consent",
        ),
    ),
    Code(
        -221,
        NotAuthorized,
        "The OA needs to be verified to use this feature",
        person=Problem(
            "OA chưa được xác thực: quản trị viên gửi hồ sơ xác thực ở oa.zalo.me; sau đó máy tự đăng tiếp",
            "the OA is not verified: its administrator has to have it verified at oa.zalo.me; then posting goes on",
        ),
    ),
    Code(
        -223,
        RateLimited,
        "Your OA has reach the limit quota create article",
        wait_seconds=DAY,
        marker="quota",
        person=Problem(
            "OA đã đăng hết số bài của gói trong tháng: chờ kỳ mới (tính từ ngày đăng ký gói) hoặc nâng gói",
            "the OA used up its articles of the month: wait for the next period, counted from the day of "
            "subscription, or take a larger package",
        ),
    ),
    Code(
        -223,
        NotAuthorized,
        "Official Account has not authorized this API",
        person=Problem(
            "OA chưa cấp quyền này cho ứng dụng (quản lý bài viết, gửi tin): chạy `newsroom login zalo`, đồng ý đủ các"
            " quyền",
            "the OA has not granted this permission (articles, messages): run `newsroom login zalo` and grant them all",
        ),
    ),
    Code(
        -224,
        NotAuthorized,
        "The OA needs to upgrade OA Tier Package to use this feature",
        person=Problem(
            "gói dịch vụ của OA không cho đăng bài qua API: nâng gói ở oa.zalo.me; sau đó máy tự đăng tiếp",
            "the OA's package has no articles by API: take a larger package at oa.zalo.me; then posting goes on",
        ),
    ),
    Code(-227, Rejected, "User is banned or has been inactive for more than 45 days"),
    Code(-230, Rejected, "User has not interacted with the OA in the past 7 days"),
    Code(-232, Rejected, "User has not interacted with the OA"),
    Code(-233, Rejected, "message type is invalid or not support"),
    Code(
        -234,
        RateLimited,
        "This message cannot be sent at night (10:00PM - 6:00AM)",
        wait_seconds=HOUR,
        person=Problem(
            "Zalo không gửi tin từ 22:00 đến 6:00: máy chờ đến sáng",
            "Zalo sends no messages from 22:00 to 6:00: the machine waits for the morning",
        ),
    ),
    Code(
        -235,
        NotAuthorized,
        "This API does not support this type of OA",
        person=Problem(
            "loại OA này không dùng được API: hỏi Zalo, hoặc dùng OA của cơ quan nhà nước đã xác thực",
            "this type of OA cannot use the API: ask Zalo, or use a verified government OA",
        ),
    ),
    Code(-240, Rejected, "MessageV2 API has been shut down, please switch to MessageV3"),
    Code(
        -242,
        NotAuthorized,
        "Invalid appsecret_proof provided in the API argument",
        person=Problem(
            "ứng dụng đòi appsecret_proof: đặt appsecret_proof = true trong newsroom.toml và xem lại ZALO_APP_SECRET",
            "the app demands appsecret_proof: set appsecret_proof = true in newsroom.toml and check ZALO_APP_SECRET",
        ),
    ),
    Code(-244, Rejected, "User has restricted this type of message"),
    Code(
        -248,
        Rejected,
        "Violates our platform standards",
        person=Problem(
            "Zalo cho là nội dung vi phạm tiêu chuẩn nền tảng: lãnh đạo xem lại bài, hỏi Zalo trước khi đăng lại",
            "Zalo says the content violates its standards: have the story looked at and ask Zalo before posting again",
        ),
    ),
    Code(
        -320,
        NotAuthorized,
        "Your app needs to connect with a Zalo Cloud Account",
        person=Problem(
            "tính năng này cần tài khoản Zalo Cloud (ZCA): liên kết ứng dụng với ZCA",
            "this feature needs a Zalo Cloud Account (ZCA): connect the app with one",
        ),
    ),
    Code(
        -321,
        NotAuthorized,
        "Your Zalo Cloud Account is out of money",
        person=Problem(
            "tài khoản Zalo Cloud (ZCA) hết tiền: nạp thêm", "the Zalo Cloud Account (ZCA) is out of money: top it up"
        ),
    ),
)


def meaning_of(number: int | None, text: str) -> Code:
    """Return the row of a code; of two rows with one number, the one whose marker stands in `text`."""
    if number is None:
        return Code(0, OutcomeUnknown, text)
    told = text.lower()
    rows = [row for row in CODES if row.number == number and row.marker in told]
    return rows[0] if rows else Code(number, Rejected, text)


def as_error(number: int | None, text: str, *, writes: bool) -> PublishError:
    """Return the error for an answer: what a person must do comes first, Zalo's own text follows in brackets.

    An answer to a read never leaves anything unknown.
    """
    row = meaning_of(number, text)
    kind = Unavailable if row.meaning is OutcomeUnknown and not writes else row.meaning
    said = f"{row.person.vi} · {row.person.en} ({text})" if row.person else text
    return kind(said, code="" if number is None else str(number), retry_after_seconds=row.wait_seconds)
