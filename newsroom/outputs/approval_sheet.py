"""The approval sheet (phiếu trình duyệt) as a Word file, for offices where approval is a signature on paper.

Laid out as Decree 30/2020/NĐ-CP, annex I, asks of administrative documents: A4, Times New Roman, the margins, national
title and motto, page numbers from the second page. The same story gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsroom.approval import revision
from newsroom.gate import STATUSES
from newsroom.others_named import others_named
from newsroom.outputs.sheet_writing import Sheet
from newsroom.outputs.wording import date_text, who
from newsroom.story.body import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.checks.finding import Finding
    from newsroom.config import Config
    from newsroom.outputs.going_out import ChannelPost, GoingOut
    from newsroom.outputs.published import PublishedStory
    from newsroom.story.model import Consent, Picture, Story
    from newsroom.terms import Terms

_KINDS = {
    "chan-dung": "ảnh chân dung",
    "hoat-dong-cong-cong": "ảnh hoạt động công cộng",
    "tu-lieu": "ảnh tư liệu",
    "minh-hoa": "ảnh minh họa",
}
_GROUNDS = {
    "dong-y": "có văn bản đồng ý",
    "hoat-dong-cong-cong": "chụp tại hoạt động công cộng",
    "loi-ich-cong-cong": "vì lợi ích quốc gia, công cộng",
    "khong-nhan-ra-ai": "không nhận ra người nào trong ảnh",
}
_SIGNERS = ("NGƯỜI TRÌNH", "THỦ TRƯỞNG ĐƠN VỊ", "BIÊN TẬP VIÊN", "NGƯỜI DUYỆT")
_NEVER = datetime(2020, 1, 15, tzinfo=UTC)
"""Stands in the file where Word keeps when it was made; the sheet itself is dated by hand."""


@dataclass(frozen=True, slots=True)
class SheetOf:
    """Everything that a sheet tells of a story."""

    story: PublishedStory
    going: GoingOut
    findings: Sequence[Finding]
    config: Config
    terms: Terms


def approval_sheet(told: SheetOf) -> bytes:
    """Return the sheet as a .docx file."""
    sheet = Sheet()
    office = told.config.office
    sheet.letterhead(office.governing_body, office.name)
    sheet.title("PHIẾU TRÌNH DUYỆT", "Về việc duyệt đăng bài gương điển hình tiên tiến")
    story = told.story.story
    sheet.heading("1. Thông tin về bài")
    sheet.facts(_facts(told, story))
    sheet.heading("2. Nội dung sẽ đăng")
    _site(sheet, told)
    for number, post in enumerate(told.going.posts, 2):
        sheet.subheading(f"2.{number}. {post.label}")
        _post(sheet, post, told)
    sheet.heading("3. Ảnh")
    _pictures(sheet, told.story)
    sheet.heading("4. Văn bản đồng ý")
    head = ("Số hồ sơ", "Người đồng ý", "Ngày", "Phạm vi")
    rows = [[c.ref, c.subject, date_text(c.date), _scope(c, told.config)] for c in story.consent]
    sheet.table(head, rows, (30, 40, 25, 70), none="Không có (bài về tập thể).")
    others = "; ".join(other.told.vi for other in others_named(story, told.story.file.body))
    sheet.labelled("Người khác được nêu tên trong bài", others or "không có")
    sheet.heading("5. Ngoại lệ về dữ liệu cá nhân")
    sheet.table(("Mã", "Căn cứ"), [[e.code, e.reason] for e in story.exceptions], (20, 145), none="Không có.")
    sheet.heading("6. Kết quả kiểm tra tự động")
    found = [[f.code, f"Dòng {f.line}: {f.sentence('vi')}"] for f in told.findings]
    sheet.table(("Mã", "Nội dung"), found, (20, 145), none="Không có lỗi, không có cảnh báo.")
    sheet.heading("7. Dấu vân tay của nội dung")
    _fingerprint(sheet, told)
    sheet.heading("8. Ý kiến của người duyệt")
    for line in ("☐ Đồng ý đăng đúng như trên.", "☐ Trả lại để sửa. Lý do:" + "." * 98, "." * 132):
        sheet.text(line, align="LEFT")
    sheet.signatures(_SIGNERS)
    return _same_bytes(sheet.document)


def _facts(told: SheetOf, story: Story) -> list[tuple[str, str]]:
    terms, config = told.terms, told.config
    day = told.story.day(config.zone)
    unit = terms.units[story.unit].name_on(day) if story.unit in terms.units else None
    verified = story.verified
    facts = [
        ("Mã bài", f"{story.id} (trạng thái: {STATUSES[story.status].vi})"),
        ("Tiêu đề", story.title),
        ("Nhân vật, tập thể", "; ".join(who(subject) for subject in story.subjects)),
        ("Đơn vị giới thiệu", unit or terms.units.label(story.unit)),
        ("Tác giả", ", ".join(author.name for author in story.authors)),
        ("Loại gương", terms.kinds.label(story.kind)),
        ("Chương trình", terms.programmes.label(story.programme)),
        ("Lĩnh vực", ", ".join(terms.fields.label(code) for code in story.fields)),
        ("Độ dài", f"{len(told.story.file.body.split())} chữ"),
    ]
    awards = [
        ", ".join(
            filter(None, (f"{terms.awards.label(a.title)} ({a.year})", a.decision and f"Quyết định {a.decision}"))
        )
        for a in story.awards
    ]
    if awards:
        facts.append(("Khen thưởng", "; ".join(awards)))
    if verified is not None:
        case = "không vướng mắc" if verified.no_pending_case else "CHƯA xác nhận “không vướng mắc”"
        facts.append(
            ("Xác minh", f"{terms.units.label(verified.unit)}, {verified.by}, {date_text(verified.date)}: {case}")
        )
    else:
        facts.append(("Xác minh", "CHƯA có"))
    facts.append(("Lịch đăng", "; ".join(_times(told))))
    return facts


def _times(told: SheetOf) -> list[str]:
    times = [("Trang web", told.going.page.at), *((post.label, post.at) for post in told.going.posts)]
    zone = told.config.zone
    return [f"{label}: {at.astimezone(zone):%H:%M ngày %d/%m/%Y}" if at else f"{label}: chưa có" for label, at in times]


def _site(sheet: Sheet, told: SheetOf) -> None:
    page = told.going.page
    sheet.subheading("2.1. Trang web")
    sheet.labelled("Địa chỉ", page.url)
    sheet.labelled("Tiêu đề", page.title)
    sheet.labelled("Tóm tắt", page.summary)
    sheet.labelled("Toàn văn", "")
    for block in blocks(told.story.file.body):
        if block.kind == "image":
            sheet.text(f"[Ảnh: {block.text or block.target}]", italic=True)
        elif block.text.strip():
            sheet.text(f"– {block.text}" if block.kind == "item" else block.text, bold=block.kind == "heading")


def _plain(text: str) -> str:
    """Return a paragraph without the marks that a channel puts around it."""
    return text.strip("•“” \n")


def _post(sheet: Sheet, post: ChannelPost, told: SheetOf) -> None:
    for reason in (*(problem.vi for problem in post.problems), *_lacking(post, told)):
        sheet.labelled("KHÔNG ĐĂNG", reason)
    if post.face is None:
        return
    for text in post.face.texts:
        limit = f"/{text.limit}" if text.limit else ""
        sheet.labelled(f"{text.label.vi[:1].upper()}{text.label.vi[1:]} ({text.length}{limit} ký tự)", text.text)
    if post.face.body:
        known = {_plain(block.text) for block in blocks(told.story.file.body)}
        own = [part for part in post.face.body if part.text.strip() and _plain(part.text) not in known]
        sheet.labelled("Nội dung", "như toàn văn trên trang web" + (", và thêm:" if own else "."))
        for part in own:
            sheet.text(f"[Chú thích ảnh: {part.text}]" if part.kind == "image" else part.text)
    pictures = [post.picture(url) for url in post.face.pictures]
    described = [(one.alt or "(không có mô tả)").rstrip(".") for one in pictures if one is not None]
    sheet.labelled("Ảnh", "; ".join(described) or "không có")
    if post.face.link:
        sheet.labelled("Liên kết", post.face.link)
    if post.broadcast:
        sheet.labelled("Broadcast", "gửi đến mọi người quan tâm")


def _lacking(post: ChannelPost, told: SheetOf) -> list[str]:
    """Return what the checks say that keeps the story off a channel: a consent that does not reach so far."""
    return [
        str(f.values["reason_vi"]) for f in told.findings if f.code == "A004" and f.values["channel"] == post.channel
    ]


def _pictures(sheet: Sheet, story: PublishedStory) -> None:
    rows: list[list[Any]] = [
        [story.pictures.small[picture.file].path.read_bytes(), _described(picture)] for picture in story.story.pictures
    ]
    sheet.table(("Ảnh", "Mô tả, chú thích, tác giả, căn cứ"), rows, (50, 115), none="Bài không có ảnh.")


def _described(picture: Picture) -> str:
    ground = _GROUNDS[picture.ground] if picture.ground else "chưa ghi"
    lines = (
        f"Tệp: {picture.file} ({_KINDS[picture.kind]})",
        f"Mô tả: {picture.alt or 'chưa có'}",
        f"Chú thích: {picture.caption or 'không có'}",
        f"Tác giả ảnh: {picture.credit or 'chưa ghi'}",
        f"Căn cứ sử dụng: {ground}",
        *([f"Người nhận ra được: {', '.join(picture.people)}"] if picture.people else []),
    )
    return "\n".join(lines)


def _scope(consent: Consent, config: Config) -> str:
    labels = config.channel_labels
    parts = [
        ", ".join(labels.get(channel, channel) for channel in consent.channels),
        "có hình ảnh" if consent.pictures else "không có hình ảnh",
        *(f"dữ liệu nhạy cảm: {code}" for code in consent.sensitive),
        *([f"người giám hộ: {consent.guardian}"] if consent.guardian else []),
        *([f"đến hết {date_text(consent.until)}"] if consent.until else []),
        *([f"ĐÃ RÚT LẠI ngày {date_text(consent.withdrawn)}"] if consent.withdrawn else []),
    ]
    return "; ".join(parts)


def _fingerprint(sheet: Sheet, told: SheetOf) -> None:
    fingerprint, story_id = told.story.fingerprint, told.story.story.id
    sheet.beside_code(
        f"{story_id} {fingerprint}",
        revision(fingerprint),
        fingerprint,
        "Chữ ký dưới đây chỉ có giá trị với đúng nội dung mang dấu vân tay này: sửa một dấu phẩy, đổi một ảnh hay một "
        f"giờ đăng thì phải trình lại. Đối chiếu bằng lệnh: newsroom approve --waiting (bài {story_id}).",
    )


def _same_bytes(document: Any) -> bytes:
    """Save without anything that depends on when and where: times in the archive, and who made the file."""
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.comments = "newsroom", "newsroom", ""
    properties.created = properties.modified = _NEVER
    properties.title, properties.language = "Phiếu trình duyệt", "vi-VN"
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (2020, 1, 15, 0, 0, 0))
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            target.writestr(info, source.read(name))
    return out.getvalue()
