"""The one definition of a story: it validates, and it emits the JSON Schema that editors' tools use.

Keys are the ecosystem's English words; titles and descriptions are Vietnamese because editors read them.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from newsroom.story.public_reasons import PublicReason  # noqa: TC001 - pydantic needs it at run time

Status = Literal["draft", "submitted", "verified", "edited", "approved", "returned", "correction", "withdrawn"]
STATUSES: tuple[str, ...] = get_args(Status)
PUBLIC_STATUSES = frozenset({"approved", "correction"})
ID_PATTERN = r"^[A-Z]{2,4}-[0-9]{4}-[0-9]{4}$"
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ADDRESS_PATTERN = r"^/?[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*/?$"
MAX_SUMMARY = 300
MAX_TITLE = 150
MAX_QUOTE = 220
DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

# Nothing of ours happens outside; at the ends of the calendar a change of zone has no answer.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?\Z")


def _read_date(value: object) -> object:
    """Read 2026-11-23; say plainly when the form is wrong and when the day does not exist."""
    if isinstance(value, date):
        return value
    match = _DATE.match(value.strip()) if isinstance(value, str) else None
    if not match:
        raise PydanticCustomError("D002", "not a date", {"value": str(value), "example": "2026-11-23"})
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise PydanticCustomError("D001", "no such day", {"value": str(value)}) from None


def _read_moment(value: object, info: ValidationInfo) -> object:
    """Read 2026-11-23 08:00; without an offset it is in the office's zone, never UTC.

    Both site generators read a naive time as UTC (seen 2026-11), which hid a story for seven hours.
    """
    if isinstance(value, datetime):
        return value
    match = _TIME.match(value.strip()) if isinstance(value, str) else None
    if not match:
        raise PydanticCustomError("D002", "not a time", {"value": str(value), "example": "2026-11-23 08:00"})
    day, hour, minute, second, offset = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{int(hour):02}:{minute}:{second or '00'}{offset or ''}")
    except ValueError:
        raise PydanticCustomError("D001", "no such moment", {"value": str(value)}) from None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise PydanticCustomError("D001", "no such moment", {"value": str(value)})
    if moment.tzinfo is None:
        zone = (info.context or {}).get("zone", DEFAULT_ZONE)
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


Day = Annotated[date, BeforeValidator(_read_date)]
Moment = Annotated[datetime, BeforeValidator(_read_moment)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Hundredths = Annotated[int, Field(ge=0, le=100)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, defer_build=True)


class Subject(_Part):
    """A person or collective held up as an example."""

    name: Text = Field(title="Họ và tên hoặc tên tập thể")
    type: Text = Field(title="Đối tượng", description="Mã trong terms/subject-types.yml")
    honorific: Text | None = Field(None, title="Cách xưng hô", description="ông, bà, anh, chị, đồng chí …")
    role: Text | None = Field(None, title="Chức vụ")
    unit: Text | None = Field(None, title="Đơn vị", description="Mã trong terms/units.yml")
    birth_year: int | None = Field(None, ge=1880, le=2100, title="Năm sinh", description="Không đăng công khai")
    child: bool | None = Field(
        None,
        title="Trẻ em dưới 16 tuổi",
        description="true: là trẻ em; false: không phải; bỏ trống: theo năm sinh. Không đăng công khai",
    )


class Criterion(_Part):
    """A criterion the example meets, with one line of evidence."""

    code: Text = Field(title="Tiêu chí", description="Mã trong terms/criteria.yml")
    evidence: Text = Field(title="Minh chứng")


class Award(_Part):
    """A title or reward with the decision that gave it."""

    title: Text = Field(title="Danh hiệu, hình thức", description="Mã trong terms/awards.yml")
    year: int = Field(ge=1945, le=2100, title="Năm")
    decision: Text | None = Field(None, title="Số quyết định")
    date: Day | None = Field(None, title="Ngày quyết định")
    issuer: Text | None = Field(None, title="Cơ quan ban hành")
    status: Literal["con", "huy-bo"] = Field("con", title="Hiệu lực")
    subject: Text | None = Field(
        None, title="Người, tập thể được khen", description="Chỉ cần ghi khi bài có nhiều nhân vật"
    )


class Author(_Part):
    """Who wrote the story."""

    name: Text = Field(title="Tên hoặc bút danh")
    unit: Text | None = Field(None, title="Đơn vị")


class Source(_Part):
    """Where the text comes from."""

    kind: Literal["tu-viet", "trich-dan"] = Field(title="Loại nguồn")
    name: Text | None = Field(None, title="Tên nguồn")
    link: Text | None = Field(None, title="Đường dẫn")
    date: Day | None = Field(None, title="Ngày đăng gốc")


class Picture(_Part):
    """A picture beside the story; the first one is the cover."""

    file: Text = Field(title="Tệp")
    alt: str = Field("", title="Mô tả cho người không xem được ảnh")
    caption: Text | None = Field(None, title="Chú thích")
    credit: Text | None = Field(None, title="Tác giả ảnh")
    kind: Literal["chan-dung", "hoat-dong-cong-cong", "tu-lieu", "minh-hoa"] = Field("tu-lieu", title="Loại ảnh")
    ground: Literal["dong-y", "hoat-dong-cong-cong", "loi-ich-cong-cong", "khong-nhan-ra-ai"] | None = Field(
        None,
        title="Căn cứ sử dụng ảnh",
        description="dong-y: có văn bản đồng ý; hoat-dong-cong-cong: chụp tại hội nghị, lễ, cuộc thi; "
        "loi-ich-cong-cong: vì lợi ích quốc gia, công cộng; khong-nhan-ra-ai: không nhận ra người nào trong ảnh",
    )
    people: tuple[Text, ...] = Field(
        (),
        title="Người nhận ra được trong ảnh",
        description="Họ tên từng người; người không phải nhân vật của bài cũng cần văn bản đồng ý cho đăng ảnh. "
        "Không đăng công khai",
    )
    focus: tuple[Hundredths, Hundredths] | None = Field(
        None,
        title="Điểm chính của ảnh",
        description="[% từ trái, % từ trên], ví dụ [30, 40]; ảnh cắt vuông, cắt đứng và áp phích giữ điểm này",
    )


class Consent(_Part):
    """A person's written consent; the paper stays out of Git, only its reference and scope are here."""

    ref: Text = Field(title="Số hồ sơ đồng ý")
    subject: Text = Field(title="Người đồng ý")
    date: Day = Field(title="Ngày")
    channels: tuple[Text, ...] = Field(title="Các kênh được đăng")
    pictures: bool = Field(default=False, title="Đồng ý đăng hình ảnh")
    sensitive: tuple[Text, ...] = Field(
        (),
        title="Dữ liệu nhạy cảm được phép",
        description="dan-toc (dân tộc), ton-giao (tôn giáo), suc-khoe (sức khỏe, thương tật), gia-dinh (hoàn cảnh)",
    )
    guardian: Text | None = Field(
        None, title="Người giám hộ đồng ý", description="Cha, mẹ hoặc người giám hộ đã ký, khi nhân vật là trẻ em"
    )
    child_agrees: bool = Field(
        default=False, title="Trẻ em đồng ý", description="true khi trẻ từ đủ 7 tuổi cũng đã đồng ý"
    )
    until: Day | None = Field(
        None, title="Có hiệu lực đến hết ngày", description="Bỏ trống: đến khi rút lại; hết hạn thì bài được gỡ"
    )
    withdrawn: Day | None = Field(None, title="Ngày rút lại")


class Verified(_Part):
    """The managing unit's word that the facts are right and nothing stands against the person."""

    unit: Text = Field(title="Đơn vị xác minh")
    by: Text = Field(title="Người xác minh")
    date: Day = Field(title="Ngày")
    no_pending_case: bool = Field(title="Không vướng mắc")


class Approval(_Part):
    """Who approved exactly this content, and when. Written by `newsroom approve`, never by hand."""

    by: Text = Field(title="Người duyệt")
    email: Text | None = Field(None, title="Thư điện tử của người duyệt", description="Như trong danh sách khóa ký")
    at: Moment = Field(title="Lúc")
    fingerprint: Text = Field(title="Dấu vân tay nội dung")
    signature: Text | None = Field(None, title="Chữ ký")


class Announcement(_Part):
    """When one channel may show the story, and in which words."""

    at: Moment = Field(title="Thời điểm đăng", description="Giờ Việt Nam nếu không ghi múi giờ")
    text: Text | None = Field(None, title="Lời dẫn riêng cho kênh")
    hashtags: tuple[Annotated[str, StringConstraints(pattern=r"^\w+$")], ...] = Field((), title="Thẻ")
    kind: Literal["link", "photo", "photos", "text"] | None = Field(
        None, title="Dạng bài đăng", description="link, photo, photos hoặc text; bỏ trống thì theo newsroom.toml"
    )
    link_in: Literal["text", "comment"] | None = Field(
        None, title="Chỗ đặt liên kết", description="text: trong bài; comment: ở bình luận đầu tiên"
    )
    crop: Literal["whole", "1:1", "4:5"] | None = Field(
        None,
        title="Cắt ảnh của bài đăng",
        description="whole: để nguyên; 1:1: vuông; 4:5: đứng; bỏ trống thì theo newsroom.toml",
    )
    broadcast: bool = Field(default=False, title="Gửi broadcast Zalo")


class Correction(_Part):
    """A public note of what was corrected."""

    at: Moment = Field(title="Lúc")
    note: Text = Field(title="Nội dung đính chính")
    by: Text | None = Field(None, title="Người đính chính", description="Không đăng công khai")


class Exempted(_Part):
    """Personal data that is published on purpose; shown to whoever approves the story."""

    code: Annotated[str, StringConstraints(pattern=r"^R0(0[1-9]|1[026])$")] = Field(
        title="Mã phát hiện", description="Ví dụ R002: số điện thoại"
    )
    reason: Annotated[Text, StringConstraints(min_length=10)] = Field(
        title="Căn cứ", description="Vì sao được đăng, ai đồng ý; người duyệt sẽ đọc"
    )


class Withdrawal(_Part):
    """Why and by whom the story was taken down everywhere."""

    at: Moment = Field(title="Lúc")
    reason: Text = Field(title="Lý do", description="Lưu nội bộ, không hiện ra ngoài")
    public_reason: PublicReason | None = Field(
        None,
        title="Lý do ghi tại địa chỉ cũ",
        description="de-nghi, sai-sot, khong-con-phu-hop hoặc ban-quyen; bỏ trống: theo quyết định của cơ quan",
    )
    by: Text = Field(title="Người quyết định")


class Returned(_Part):
    """Why the story was sent back."""

    at: Moment = Field(title="Lúc")
    reason: Text = Field(title="Lý do")
    by: Text = Field(title="Người trả lại")


class Story(_Part):
    """An exemplar story's front matter."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="Bài gương điển hình")

    id: Annotated[str, StringConstraints(pattern=ID_PATTERN)] = Field(
        title="Mã hồ sơ", description="Cấp một lần, không đổi và không dùng lại; ví dụ GS-2026-0142"
    )
    title: Annotated[Text, StringConstraints(max_length=MAX_TITLE)] = Field(title="Tiêu đề")
    slug: Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=100)] = Field(
        title="Đường dẫn", description="Không dấu, chữ thường, nối bằng dấu gạch; không đổi sau khi đăng"
    )
    summary: Annotated[Text, StringConstraints(max_length=MAX_SUMMARY)] = Field(title="Tóm tắt (sapô)")
    quote: Annotated[Text, StringConstraints(max_length=MAX_QUOTE)] | None = Field(
        None,
        title="Câu trích cho tờ áp phích",
        description="Lời của nhân vật; lời người khác thì ghi tên ở cuối, sau dấu gạch: “…” – Bà Lê Thị Hoa",
    )
    kind: Text = Field(title="Loại gương", description="Mã trong terms/kinds.yml")
    programme: Text = Field(title="Chương trình", description="Mã trong terms/programmes.yml")
    subjects: Annotated[tuple[Subject, ...], Field(min_length=1)] = Field(title="Nhân vật, tập thể")
    unit: Text = Field(title="Đơn vị giới thiệu", description="Mã trong terms/units.yml")
    fields: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(title="Lĩnh vực")
    themes: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(title="Chủ đề")
    criteria: tuple[Criterion, ...] = Field((), title="Tiêu chí đạt")
    stage: Text = Field(title="Giai đoạn của điển hình", description="Mã trong terms/stages.yml")
    replicated_at: tuple[Text, ...] = Field((), title="Nơi đã nhân rộng")
    awards: tuple[Award, ...] = Field((), title="Khen thưởng")
    authors: Annotated[tuple[Author, ...], Field(min_length=1)] = Field(title="Tác giả bài")
    source: Source = Field(title="Nguồn")
    fictional: bool = Field(default=False, title="Bài minh họa, nhân vật hư cấu")
    pictures: tuple[Picture, ...] = Field((), title="Ảnh", description="Ảnh đầu tiên là ảnh bìa")
    consent: tuple[Consent, ...] = Field((), title="Đồng ý công khai")
    verified: Verified | None = Field(None, title="Xác minh")
    status: Status = Field(title="Trạng thái")
    approval: Approval | None = Field(None, title="Phê duyệt")
    publish: dict[str, Announcement] = Field({}, title="Lịch đăng theo kênh")
    redirects: tuple[Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN)], ...] = Field(
        (), title="Đường dẫn cũ", description="Ví dụ 2026/ten-cu/; trang cũ dẫn sang trang này"
    )
    corrections: tuple[Correction, ...] = Field((), title="Đính chính")
    exceptions: tuple[Exempted, ...] = Field(
        (), title="Ngoại lệ dữ liệu cá nhân", description="Dữ liệu cá nhân được đăng có căn cứ"
    )
    withdrawal: Withdrawal | None = Field(None, title="Gỡ bài")
    review_on: Day | None = Field(
        None, title="Ngày xem lại", description="Ngày xem lại nhân vật còn xứng là gương không; không đăng công khai"
    )
    returned: Returned | None = Field(None, title="Trả lại")

    @property
    def published_at(self) -> datetime | None:
        """When the website may first show the story."""
        website = self.publish.get("website")
        return website.at if website else None
