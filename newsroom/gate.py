"""May this story appear on this channel at this moment? One pure answer, with the reason.

The website, the plan and the relay all ask here; the generator's own draft rules are never relied on
(an explicit `draft: false` beats a future date in both generators, seen 2026-11).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.language import Words
from newsroom.story.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from newsroom.story.model import Story, Subject
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
    CONSENT_ENDED = "consent-ended"
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
    Reason.CONSENT_ENDED: Words("{subject} đã rút lại sự đồng ý", "{subject} has withdrawn the consent"),
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


class Agreed(NamedTuple):
    """One consent record: its scope, without whose it is."""

    since: date
    withdrawn: date | None
    channels: tuple[str, ...]
    pictures: bool

    def covers(self, channel: str, today: date) -> bool:
        """Tell whether the record holds for `channel` on `today`."""
        return self.since <= today and (self.withdrawn is None or today < self.withdrawn) and channel in self.channels


_ALLOWED = Verdict()


class Papers(NamedTuple):
    """A subject and the consent records that name it."""

    subject: str
    needed: bool
    """Persons and households need a record of their own; a collective is only held to those that name it."""
    records: tuple[Agreed, ...]


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
    shows_portrait: bool
    papers: tuple[Papers, ...]
    times: Mapping[str, datetime]
    """When each channel may show the story."""


def standing_of(story: Story, current_fingerprint: str, terms: Terms) -> Standing:
    """Take from a story, whose content now has `current_fingerprint`, what the gate looks at."""
    # The model is heavy to import, and an index of stories judges without it.
    from newsroom.story.model import PUBLIC_STATUSES

    return Standing(
        status=story.status,
        is_public=story.status in PUBLIC_STATUSES,
        is_withdrawn=story.withdrawal is not None or story.status == "withdrawn",
        approved=story.approval.fingerprint if story.approval is not None else None,
        current=current_fingerprint,
        shows_portrait=_shows_portrait(story),
        papers=_papers(story, terms),
        times={channel: announcement.at for channel, announcement in story.publish.items()},
    )


def judge(story: Story, current_fingerprint: str, channel: str, now: datetime, terms: Terms, zone: ZoneInfo) -> Verdict:
    """Decide whether `story`, whose content now has `current_fingerprint`, may be on `channel` at `now`."""
    return judge_standing(standing_of(story, current_fingerprint, terms), channel, moment_of(now, zone))


class Moment(NamedTuple):
    """A moment, and the day that it is in the office's zone."""

    now: datetime
    today: date
    zone: ZoneInfo


def moment_of(now: datetime, zone: ZoneInfo) -> Moment:
    """Return `now` with its day in `zone`; worked out once for thousands of stories."""
    return Moment(now, now.astimezone(zone).date(), zone)


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
    lacking = _lacking(standing.papers, channel, moment.today, shows_portrait=standing.shows_portrait)
    if lacking is not None:
        return lacking
    if moment.now < at:
        return Verdict(Reason.NOT_DUE, {"at": f"{at.astimezone(moment.zone):%d/%m/%Y %H:%M}"})
    return _ALLOWED


_WHATEVER_ELSE = frozenset(
    {Reason.WITHDRAWN, Reason.CONSENT_ENDED, Reason.NOT_APPROVED, Reason.NO_APPROVAL, Reason.APPROVAL_VOID}
)


def weigh(found: Verdict, cannot: dict[str, Any] | None, *, has_errors: bool) -> Verdict:
    """Join the gate's word with what the checks found: errors, and why the channel cannot express the story."""
    if found.reason in _WHATEVER_ELSE:
        return found
    if has_errors:
        return Verdict(Reason.HAS_ERRORS)
    return Verdict(Reason.CANNOT_SAY, cannot) if cannot and found.reason in {None, Reason.NOT_DUE} else found


def consent_lacking(story: Story, channel: str, today: date, terms: Terms) -> Verdict | None:
    """Return what the consent records do not cover for `channel`, or None when they cover all."""
    return _lacking(_papers(story, terms), channel, today, shows_portrait=_shows_portrait(story))


def _not_approved(standing: Standing) -> Verdict | None:
    if not standing.is_public:
        return Verdict(Reason.NOT_APPROVED, {"status": STATUSES[standing.status]})
    if standing.approved is None:
        return Verdict(Reason.NO_APPROVAL, {"status": STATUSES[standing.status]})
    return Verdict(Reason.APPROVAL_VOID) if standing.approved != standing.current else None


def _ended(papers: tuple[Papers, ...], channel: str, today: date) -> Verdict | None:
    """Return whose consent for `channel` was withdrawn in words, with no other record in force."""
    for paper in papers:
        withdrawn = [r for r in paper.records if r.withdrawn is not None and r.withdrawn <= today]
        is_ended = any(channel in record.channels for record in withdrawn)
        if is_ended and not any(record.covers(channel, today) for record in paper.records):
            return Verdict(Reason.CONSENT_ENDED, {"subject": paper.subject})
    return None


def _lacking(papers: tuple[Papers, ...], channel: str, today: date, *, shows_portrait: bool) -> Verdict | None:
    for paper in papers:
        if not paper.records and not paper.needed:
            continue
        valid = [record for record in paper.records if record.covers(channel, today)]
        if not valid:
            return Verdict(Reason.NO_CONSENT, {"subject": paper.subject})
        if shows_portrait and not any(record.pictures for record in valid):
            return Verdict(Reason.NO_PICTURE_CONSENT, {"subject": paper.subject})
    return None


def _shows_portrait(story: Story) -> bool:
    return any(picture.kind == "chan-dung" for picture in story.pictures)


def _papers(story: Story, terms: Terms) -> tuple[Papers, ...]:
    named: dict[str, list[Agreed]] = {}
    for consent in story.consent:
        agreed = Agreed(consent.date, consent.withdrawn, consent.channels, consent.pictures)
        named.setdefault(fold(consent.subject), []).append(agreed)
    return tuple(
        Papers(subject.name, _needs_consent(subject, terms), tuple(named.get(fold(subject.name), ())))
        for subject in story.subjects
    )


def _needs_consent(subject: Subject, terms: Terms) -> bool:
    if subject.type not in terms.subject_types:
        return True
    return bool(terms.subject_types[subject.type].extra.get("needs_consent"))
