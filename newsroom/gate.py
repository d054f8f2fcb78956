"""May this story appear on this channel at this moment? One pure answer, with the reason.

The website, the plan and the relay all ask here; the generator's own draft rules are never relied on
(an explicit `draft: false` beats a future date in both generators, seen 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsroom.approval import is_approved
from newsroom.language import Words
from newsroom.story.fold import fold
from newsroom.story.model import PUBLIC_STATUSES

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from newsroom.story.model import Consent, Story, Subject
    from newsroom.terms import Terms

WEBSITE = "website"


class Reason(StrEnum):
    """Why a story does not exist for a channel."""

    HAS_ERRORS = "has-errors"
    WITHDRAWN = "withdrawn"
    NOT_APPROVED = "not-approved"
    NO_APPROVAL = "no-approval"
    APPROVAL_VOID = "approval-void"
    NOT_WANTED = "not-wanted"
    NO_CONSENT = "no-consent"
    NO_PICTURE_CONSENT = "no-picture-consent"
    NOT_DUE = "not-due"
    CANNOT_SAY = "cannot-say"


STATUSES: dict[str, Words] = {
    "draft": Words("bản nháp", "draft"),
    "submitted": Words("chờ xác minh", "submitted"),
    "verified": Words("chờ biên tập", "verified"),
    "edited": Words("chờ duyệt", "edited"),
    "approved": Words("đã duyệt", "approved"),
    "returned": Words("bị trả lại", "returned"),
    "correction": Words("đính chính", "correction"),
    "withdrawn": Words("đã gỡ", "withdrawn"),
}

SENTENCES: dict[Reason, Words] = {
    Reason.HAS_ERRORS: Words("bài còn lỗi, xem newsroom check", "the story has errors, see newsroom check"),
    Reason.WITHDRAWN: Words("bài đã gỡ", "the story is withdrawn"),
    Reason.NOT_APPROVED: Words("chưa được duyệt (trạng thái: {status})", "not approved (status: {status})"),
    Reason.NO_APPROVAL: Words(
        "trạng thái ghi “{status}” nhưng chưa có phê duyệt", 'the status says "{status}" but there is no approval'
    ),
    Reason.APPROVAL_VOID: Words(
        "nội dung đã đổi sau khi duyệt, phê duyệt không còn hiệu lực",
        "the content changed after it was approved; the approval is void",
    ),
    Reason.NOT_WANTED: Words("không có lịch đăng trên kênh này", "no time is set for this channel"),
    Reason.NO_CONSENT: Words(
        "chưa có văn bản đồng ý của {subject} cho kênh này", "no consent of {subject} covers this channel"
    ),
    Reason.NO_PICTURE_CONSENT: Words("{subject} chưa đồng ý đăng hình ảnh", "{subject} has not consented to pictures"),
    Reason.CANNOT_SAY: Words("{reason_vi}", "{reason_en}"),
    Reason.NOT_DUE: Words("chưa đến giờ đăng ({at})", "not due yet ({at})"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Allowed when `reason` is None; `values` belong into the reason's sentence."""

    reason: Reason | None = None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def allowed(self) -> bool:
        """Tell whether the story exists for the channel now."""
        return self.reason is None


def judge(story: Story, current_fingerprint: str, channel: str, now: datetime, terms: Terms, zone: ZoneInfo) -> Verdict:
    """Decide whether `story`, whose content now has `current_fingerprint`, may be on `channel` at `now`."""
    if story.withdrawal is not None or story.status == "withdrawn":
        return Verdict(Reason.WITHDRAWN)
    if story.status not in PUBLIC_STATUSES:
        return Verdict(Reason.NOT_APPROVED, {"status": STATUSES[story.status]})
    if story.approval is None:
        return Verdict(Reason.NO_APPROVAL, {"status": STATUSES[story.status]})
    if not is_approved(story, current_fingerprint):
        return Verdict(Reason.APPROVAL_VOID)
    announcement = story.publish.get(channel)
    if announcement is None:
        return Verdict(Reason.NOT_WANTED)
    lacking = consent_lacking(story, channel, now.astimezone(zone).date(), terms)
    if lacking is not None:
        return lacking
    if now < announcement.at:
        return Verdict(Reason.NOT_DUE, {"at": f"{announcement.at.astimezone(zone):%d/%m/%Y %H:%M}"})
    return Verdict()


def consent_lacking(story: Story, channel: str, today: date, terms: Terms) -> Verdict | None:
    """Return what the consent records do not cover for `channel`, or None when they cover all.

    Persons and households need a record of their own; a collective is only held to the records that name it.
    """
    shows_portrait = any(picture.kind == "chan-dung" for picture in story.pictures)
    for subject in story.subjects:
        records = [c for c in story.consent if fold(c.subject) == fold(subject.name)]
        if not records and not _needs_consent(subject, terms):
            continue
        valid = [c for c in records if _covers(c, channel, today)]
        if not valid:
            return Verdict(Reason.NO_CONSENT, {"subject": subject.name})
        if shows_portrait and not any(c.pictures for c in valid):
            return Verdict(Reason.NO_PICTURE_CONSENT, {"subject": subject.name})
    return None


def _needs_consent(subject: Subject, terms: Terms) -> bool:
    if subject.type not in terms.subject_types:
        return True
    return bool(terms.subject_types[subject.type].extra.get("needs_consent"))


def _covers(consent: Consent, channel: str, today: date) -> bool:
    in_force = consent.date <= today and (consent.withdrawn is None or today < consent.withdrawn)
    return in_force and channel in consent.channels
