"""What stands where a withdrawn story stood: a notice with the day and the reason, and nothing of the person.

The written reason (`withdrawal.reason`) is for the office's files: it may name the person or say what they did. The
notice gives one of a few fixed reasons instead (`withdrawal.public_reason`), so it cannot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsroom.freezes import Freezes
from newsroom.gate import CONSENT_OVER, WEBSITE, Reason, judge, moment_of
from newsroom.outputs.staged import Staged, page
from newsroom.outputs.wording import date_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from newsroom.outputs.published import PublishedStory
    from newsroom.story.model import Story
    from newsroom.story.public_reasons import PublicReason
    from newsroom.workspace import Workspace

TITLE = "Bài viết đã được gỡ"
_TAKEN_DOWN = CONSENT_OVER | {Reason.WITHDRAWN}
_BY_REQUEST: PublicReason = "de-nghi"
_OTHERWISE = "Theo quyết định của cơ quan phụ trách chuyên trang."
REASONS: dict[PublicReason, str] = {
    _BY_REQUEST: "Theo đề nghị của cá nhân, tập thể được nêu trong bài.",
    "sai-sot": "Nội dung có chi tiết chưa chính xác, cần xác minh lại.",
    "khong-con-phu-hop": "Thông tin trong bài không còn phù hợp.",
    "ban-quyen": "Có vướng mắc về bản quyền của bài viết hoặc hình ảnh.",
}


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A story that was public and was taken down."""

    story: Story
    addresses: tuple[str, ...]
    """Where it stood, and its old addresses, as far as no other page stands there now."""
    day: date | None
    reason: str


def withdrawn_stories(workspace: Workspace, shown: Sequence[PublishedStory]) -> list[Withdrawn]:
    """Return the stories that were public once and were withdrawn, or whose consent was.

    One that was withdrawn before its time had come never had an address, and has none now.
    """
    taken = {address for story in shown for address in (story.address, *story.file.old_addresses)}
    found: list[Withdrawn] = []
    for file in workspace.files:
        story = file.story
        if story is None or not _speaks_of_it(story):
            continue
        if workspace.verdict(file, WEBSITE).reason not in _TAKEN_DOWN or not _was_public(story, workspace):
            continue
        addresses = tuple(a for a in dict.fromkeys((file.address, *file.old_addresses)) if a not in taken)
        taken |= set(addresses)
        found.append(Withdrawn(story, addresses, _day(story, workspace), _reason(story)))
    return found


def withdrawal_notices(withdrawn: Sequence[Withdrawn]) -> Iterator[Staged]:
    """Stage a notice at every address of the withdrawn stories."""
    for one in withdrawn:
        data = {"day": date_text(one.day) if one.day else None, "reason": one.reason}
        for address in one.addresses:
            yield page(f"{address}index.md", "withdrawn.html", TITLE, f"{TITLE}.", robots="noindex", withdrawn=data)


def _speaks_of_it(story: Story) -> bool:
    """Tell cheaply whether a story can have been taken down: of thousands, hardly one has."""
    return (
        story.withdrawal is not None
        or story.status == "withdrawn"
        or any(consent.withdrawn is not None or consent.until is not None for consent in story.consent)
    )


def _was_public(story: Story, workspace: Workspace) -> bool:
    """Tell whether the website might show the story just before it was taken down."""
    if story.approval is None:
        return False
    before = [moment - timedelta(seconds=1) for moment in _ends(story, workspace.config.zone)] or [workspace.now]
    standing = story.model_copy(update={"status": "approved", "withdrawal": None})
    zone = workspace.config.zone
    return any(
        story.approval.at <= moment
        and judge(
            standing, story.approval.fingerprint, WEBSITE, moment_of(moment, zone, Freezes()), workspace.terms
        ).allowed
        for moment in before
    )


def _ends(story: Story, zone: ZoneInfo) -> list[datetime]:
    """Return the moments at which the story may have been taken down; a consent ends with the day before."""
    held = [consent for consent in story.consent if WEBSITE in consent.channels]
    days = [consent.withdrawn for consent in held if consent.withdrawn]
    days += [consent.until + timedelta(days=1) for consent in held if consent.until]
    ends = [datetime(day.year, day.month, day.day, tzinfo=zone) for day in days]
    return [*ends, *([story.withdrawal.at] if story.withdrawal else [])]


def _day(story: Story, workspace: Workspace) -> date | None:
    zone = workspace.config.zone
    if story.withdrawal is not None:
        return story.withdrawal.at.astimezone(zone).date()
    return max((end.date() for end in _ends(story, zone) if end <= workspace.now), default=None)


def _reason(story: Story) -> str:
    if story.withdrawal is None and any(consent.withdrawn for consent in story.consent):
        return REASONS[_BY_REQUEST]
    given = story.withdrawal.public_reason if story.withdrawal else None
    return REASONS[given] if given else _OTHERWISE
