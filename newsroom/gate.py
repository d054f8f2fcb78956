"""May this story appear on this channel at this moment? One pure answer, with the reason.

The website, the plan and the relay all ask here; the generator's own draft rules are never relied on
(an explicit `draft: false` beats a future date in both generators, seen 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.freezes import Freezes, Named, named_in
from newsroom.language import Words
from newsroom.papers import papers_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from newsroom.approval import Fault
    from newsroom.papers import Papers
    from newsroom.story.model import Story
    from newsroom.terms import Terms

WEBSITE = "website"


class Reason(StrEnum):
    """Why a story does not exist for a channel."""

    HAS_ERRORS = "has-errors"
    WITHDRAWN = "withdrawn"
    NOT_APPROVED = "not-approved"
    NO_APPROVAL = "no-approval"
    APPROVAL_VOID = "approval-void"
    NOT_SIGNED = "not-signed"
    BAD_SIGNATURE = "bad-signature"
    SIGNER_REVOKED = "signer-revoked"
    SIGNER_UNKNOWN = "signer-unknown"
    SIGNED_BY_ANOTHER = "signed-by-another"
    SIGNER_EXPIRED = "signer-expired"
    NOT_AN_APPROVER = "not-an-approver"
    NOT_WANTED = "not-wanted"
    NO_CONSENT = "no-consent"
    CONSENT_ENDED = "consent-ended"
    CONSENT_EXPIRED = "consent-expired"
    NO_GUARDIAN_CONSENT = "no-guardian-consent"
    NO_CHILD_CONSENT = "no-child-consent"
    NO_PICTURE_CONSENT = "no-picture-consent"
    FROZEN = "frozen"
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
    Reason.NOT_SIGNED: Words("phê duyệt chưa có chữ ký số", "the approval is not signed"),
    Reason.BAD_SIGNATURE: Words(
        "chữ ký số của phê duyệt không đúng với bài này", "the approval's signature is not one for this story"
    ),
    Reason.SIGNER_REVOKED: Words("khóa ký phê duyệt đã bị thu hồi", "the key that signed the approval is revoked"),
    Reason.SIGNER_UNKNOWN: Words(
        "khóa ký phê duyệt không có, hoặc không còn, trong danh sách người được ký",
        "the key that signed the approval is not, or no longer, among the allowed signers",
    ),
    Reason.SIGNED_BY_ANOTHER: Words(
        "chữ ký là của người khác, không phải người duyệt ghi trong bài",
        "somebody else signed than the approver that the story names",
    ),
    Reason.SIGNER_EXPIRED: Words(
        "khóa ký phê duyệt không có hiệu lực vào lúc duyệt", "the key was not valid at the time of the approval"
    ),
    Reason.NOT_AN_APPROVER: Words(
        "người duyệt không có quyền duyệt vào ngày đó", "the approver had no right to approve on that day"
    ),
    Reason.NOT_WANTED: Words("không có lịch đăng trên kênh này", "no time is set for this channel"),
    Reason.CONSENT_ENDED: Words("{subject} đã rút lại sự đồng ý", "{subject} has withdrawn the consent"),
    Reason.CONSENT_EXPIRED: Words(
        "văn bản đồng ý của {subject} đã hết hạn ngày {until}", "the consent of {subject} ended on {until}"
    ),
    Reason.NO_GUARDIAN_CONSENT: Words(
        "{subject} chưa đủ 16 tuổi: cha, mẹ hoặc người giám hộ chưa đồng ý cho kênh này",
        "{subject} is under 16: no parent or guardian has consented for this channel",
    ),
    Reason.NO_CHILD_CONSENT: Words(
        "{subject} từ đủ 7 tuổi: chính trẻ chưa đồng ý cho kênh này",
        "{subject} is seven or older: the child itself has not consented for this channel",
    ),
    Reason.NO_CONSENT: Words(
        "chưa có văn bản đồng ý của {subject} cho kênh này", "no consent of {subject} covers this channel"
    ),
    Reason.NO_PICTURE_CONSENT: Words("{subject} chưa đồng ý đăng hình ảnh", "{subject} has not consented to pictures"),
    Reason.FROZEN: Words("đang tạm dừng từ {at}: {whom}", "frozen since {at}: {whom}"),
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


_ALLOWED = Verdict()


def frozen(named: Named, freezes: Freezes, zone: ZoneInfo, page: Standing | None = None) -> Verdict | None:
    """Return which freeze keeps a story from going out.

    A `page` that was public when the freeze began stays, unless the freeze says otherwise: nothing has been decided
    yet, and taking it down would be read as a verdict on the person.
    """
    for act in freezes.on(named):
        if page is None or act.hides_page or not _was_public(page, act.at):
            return Verdict(Reason.FROZEN, {"at": f"{act.at.astimezone(zone):%d/%m/%Y %H:%M}", "whom": act.whom})
    return None


def _was_public(page: Standing, at: datetime) -> bool:
    wanted, approved = page.times.get(WEBSITE), page.approved_at
    if wanted is None or approved is None or wanted > at:
        return False
    return approved <= at or page.is_corrected


class Standing(NamedTuple):
    """All that the gate looks at: what a story's front matter says of it, and nothing of its text."""

    status: str
    is_public: bool
    """The status is one that may be shown."""
    is_withdrawn: bool
    approved: str | None
    """The fingerprint that was approved."""
    current: str
    """The fingerprint of what lies on disk."""
    fault: str | None
    """Why the approval counts for nothing, whatever its content: a `Fault`'s value."""
    papers: tuple[Papers, ...]
    times: Mapping[str, datetime]
    """When each channel may show the story."""
    named: Named
    approved_at: datetime | None
    is_corrected: bool
    """It was public before its present approval."""


def standing_of(story: Story, current_fingerprint: str, terms: Terms, fault: Fault | None = None) -> Standing:
    """Take from a story, whose content now has `current_fingerprint`, what the gate looks at.

    `fault` is what the office's rules for approvals say of the story's (`approval.fault_of`).
    """
    # The model is heavy to import, and an index of stories judges without it.
    from newsroom.story.model import PUBLIC_STATUSES

    return Standing(
        status=story.status,
        is_public=story.status in PUBLIC_STATUSES,
        is_withdrawn=story.withdrawal is not None or story.status == "withdrawn",
        approved=story.approval.fingerprint if story.approval is not None else None,
        current=current_fingerprint,
        fault=str(fault) if fault is not None else None,
        papers=papers_of(story, terms),
        times={channel: announcement.at for channel, announcement in story.publish.items()},
        named=named_in(story),
        approved_at=story.approval.at if story.approval is not None else None,
        is_corrected=story.status == "correction" or bool(story.corrections),
    )


def judge(
    story: Story, current_fingerprint: str, channel: str, moment: Moment, terms: Terms, fault: Fault | None = None
) -> Verdict:
    """Decide whether `story`, whose content now has `current_fingerprint`, may be on `channel` at `moment`."""
    return judge_standing(standing_of(story, current_fingerprint, terms, fault), channel, moment)


class Moment(NamedTuple):
    """A moment, the day that it is in the office's zone, and who is frozen then."""

    now: datetime
    today: date
    zone: ZoneInfo
    freezes: Freezes


def moment_of(now: datetime, zone: ZoneInfo, freezes: Freezes) -> Moment:
    """Return `now` with its day in `zone`; worked out once for thousands of stories."""
    return Moment(now, now.astimezone(zone).date(), zone, freezes)


def judge_standing(standing: Standing, channel: str, moment: Moment) -> Verdict:
    """Decide whether a story that stands like this may be on `channel` at `moment`."""
    if standing.is_withdrawn:
        return Verdict(Reason.WITHDRAWN)
    # Before everything that an editor may still be at: a person's word must not wait for an approval.
    told = _ended(standing.papers, channel, moment.today) or _not_approved(standing)
    if told is not None:
        return told
    at = standing.times.get(channel)
    if at is None:
        return Verdict(Reason.NOT_WANTED)
    lacking = _lacking(standing.papers, channel, moment.today)
    if lacking is None:
        lacking = frozen(standing.named, moment.freezes, moment.zone, standing if channel == WEBSITE else None)
    if lacking is not None:
        return lacking
    if moment.now < at:
        return Verdict(Reason.NOT_DUE, {"at": f"{at.astimezone(moment.zone):%d/%m/%Y %H:%M}"})
    return _ALLOWED


# A consent that held and is over, by a person's word or by its own date.
CONSENT_OVER = frozenset({Reason.CONSENT_ENDED, Reason.CONSENT_EXPIRED})
# A consent that is not there, or does not reach that far.
CONSENT_MISSING = frozenset(
    {Reason.NO_CONSENT, Reason.NO_PICTURE_CONSENT, Reason.NO_GUARDIAN_CONSENT, Reason.NO_CHILD_CONSENT}
)
_FAULTY = frozenset(
    {
        Reason.NOT_SIGNED,
        Reason.BAD_SIGNATURE,
        Reason.SIGNER_REVOKED,
        Reason.SIGNER_UNKNOWN,
        Reason.SIGNED_BY_ANOTHER,
        Reason.SIGNER_EXPIRED,
        Reason.NOT_AN_APPROVER,
    }
)
_WHATEVER_ELSE = (
    CONSENT_OVER | _FAULTY | {Reason.WITHDRAWN, Reason.NOT_APPROVED, Reason.NO_APPROVAL, Reason.APPROVAL_VOID}
)


def weigh(found: Verdict, cannot: dict[str, Any] | None, *, has_errors: bool) -> Verdict:
    """Join the gate's word with what the checks found: errors, and why the channel cannot express the story."""
    if found.reason in _WHATEVER_ELSE:
        return found
    if has_errors:
        return Verdict(Reason.HAS_ERRORS)
    return Verdict(Reason.CANNOT_SAY, cannot) if cannot and found.reason in {None, Reason.NOT_DUE} else found


def consent_lacking(story: Story, channel: str, today: date, terms: Terms) -> Verdict | None:
    """Return what the consent records do not cover for `channel`, or no longer; None when they cover all."""
    papers = papers_of(story, terms)
    return _ended(papers, channel, today) or _lacking(papers, channel, today)


def _not_approved(standing: Standing) -> Verdict | None:
    if not standing.is_public:
        return Verdict(Reason.NOT_APPROVED, {"status": STATUSES[standing.status]})
    if standing.approved is None:
        return Verdict(Reason.NO_APPROVAL, {"status": STATUSES[standing.status]})
    if standing.approved != standing.current:
        return Verdict(Reason.APPROVAL_VOID)
    return Verdict(Reason(standing.fault)) if standing.fault is not None else None


def _ended(papers: tuple[Papers, ...], channel: str, today: date) -> Verdict | None:
    """Return whose consent for `channel` was withdrawn in words or has expired, with no other record in force."""
    for paper in papers:
        over = paper.over(channel, today)
        if any(record.is_withdrawn(today) for record in over):
            return Verdict(Reason.CONSENT_ENDED, {"subject": paper.subject})
        if over:
            until = max(record.until for record in over if record.until is not None)
            return Verdict(Reason.CONSENT_EXPIRED, {"subject": paper.subject, "until": f"{until:%d/%m/%Y}"})
    return None


def _lacking(papers: tuple[Papers, ...], channel: str, today: date) -> Verdict | None:
    for paper in papers:
        if not paper.records and not paper.needed:
            continue
        valid = paper.valid(channel, today)
        if not valid:
            return Verdict(Reason.NO_CONSENT, {"subject": paper.subject})
        if paper.is_child and not any(record.has_guardian for record in valid):
            return Verdict(Reason.NO_GUARDIAN_CONSENT, {"subject": paper.subject})
        if paper.from_seven and not any(record.child_agrees for record in valid):
            return Verdict(Reason.NO_CHILD_CONSENT, {"subject": paper.subject})
        if paper.pictured and not any(record.pictures for record in valid):
            return Verdict(Reason.NO_PICTURE_CONSENT, {"subject": paper.subject})
    return None
