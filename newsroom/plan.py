"""The plan: desired state (Git) against the ledger, per story and channel, with the reason for everything that waits.

Pure: it reads the workspace and the outbox it is given, asks no platform and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsroom.gate import SENTENCES, WEBSITE, Reason
from newsroom.language import Words
from newsroom.outbox.model import Item, State
from newsroom.windows import TOO_LATE, is_too_late, lateness, slot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from newsroom.config import Channel
    from newsroom.language import Language
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace


class Action(StrEnum):
    """What `publish` would do with a story on a channel now."""

    POST = "post"
    CONTINUE = "continue"
    WAIT = "wait"
    BLOCKED = "blocked"
    HELD = "held"
    DONE = "done"
    CHANGED = "changed"
    WITHDRAW = "withdraw"
    FAILED = "failed"


ACTIONS: dict[Action, Words] = {
    Action.POST: Words("đăng", "post"),
    Action.CONTINUE: Words("làm tiếp", "continue"),
    Action.WAIT: Words("chờ", "wait"),
    Action.BLOCKED: Words("không đăng", "blocked"),
    Action.HELD: Words("cần người quyết", "needs a person"),
    Action.DONE: Words("đã đăng", "posted"),
    Action.CHANGED: Words("đã đăng, bài đổi", "posted, story changed"),
    Action.WITHDRAW: Words("cần gỡ", "to be taken down"),
    Action.FAILED: Words("không đăng được", "failed"),
}

NOTHING_CHANGED = Words("không có gì thay đổi", "nothing changed")
DUE = Words("đến giờ, sẽ đăng", "due, would be posted")
CHANGED = Words(
    "bài đã đổi sau khi đăng; bản trên kênh vẫn là bản cũ, cần sửa trên kênh",
    "the story changed after it was posted; the channel still shows the old text and has to be edited there",
)
MUST_GO = Words(
    "bài không còn được phép đăng ({reason}) nhưng vẫn còn trên kênh: {url}",
    "the story may no longer be shown ({reason}) but is still on the channel: {url}",
)
NOT_YET_AGAIN = Words(
    "bài đã sửa nhưng chưa được duyệt lại; trên kênh vẫn là bản đã duyệt trước đó",
    "the story was changed and is not approved again; the channel shows what was approved before",
)
STORY_GONE = Words(
    "bài không còn trong kho, hoặc không đọc được", "the story is no longer in the repository, or cannot be read"
)
HALF_WAY = Words("đang làm dở, làm tiếp lúc {at}", "half-way, goes on at {at}")
RETRY = Words("{error}; thử lại lúc {at}", "{error}; tries again at {at}")
OUTCOME_UNKNOWN = Words(
    "chưa rõ kết quả lần trước, sẽ xem lại trên kênh", "the last outcome is unknown, will look on the channel"
)
ASK_PERSON = Words("{error}", "{error}")
WEBSITE_NOT_YET = Words("trang web chưa có bài: {reason}", "the website does not have the story: {reason}")
CHANNEL_OFF = Words("kênh đang tắt trong newsroom.toml", "the channel is switched off in newsroom.toml")
CANCELLED = Words("người phụ trách đã hủy lần đăng này", "a person cancelled this post")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One story on one channel: what would happen, and why."""

    file: StoryFile | None
    """None when the story is no longer in the repository, or cannot be read."""
    channel: str
    action: Action
    words: Words
    values: Mapping[str, Any] = field(default_factory=dict)
    item: Item | None = None

    @property
    def story_id(self) -> str:
        """The story's id, also when the story itself is gone."""
        if self.file is not None and self.file.story is not None:
            return self.file.story.id
        return self.item.story_id if self.item else ""

    def reason(self, language: Language) -> str:
        """Say why."""
        return self.words.say(language, **self.values)


def make_plan(workspace: Workspace, items: Sequence[Item], sent: Mapping[str, Sequence[datetime]]) -> list[PlanLine]:
    """Compare every story with the outbox, for each channel; newest story last.

    `sent` has each channel's latest post times, oldest first. Stories that neither want a channel nor were ever
    posted there get no line for it.
    """
    by_story = {(item.channel, item.story_id): item for item in items}
    wanted = [
        (file, name, by_story.get((name, file.story.id)))
        for file in workspace.files
        if file.story is not None
        for name in workspace.config.channels
        if name in file.story.publish or (name, file.story.id) in by_story
    ]
    # What goes out first takes its slot: the next post on the channel has to keep its distance from it.
    taken = {name: list(sent.get(name, ())) for name in workspace.config.channels}
    lines: list[PlanLine] = []
    for file, name, item in sorted(wanted, key=lambda w: (_due(*w), w[0].name, w[1])):
        line = _line(workspace, file, name, workspace.config.channels[name], item, taken[name])
        if line.action is Action.POST or _is_begun(item):
            taken[name].append(workspace.now)
        lines.append(line)
    known = {file.story.id for file in workspace.files if file.story is not None}
    return [*lines, *(_gone(item) for item in items if item.story_id not in known and item.state not in _OVER)]


def _gone(item: Item) -> PlanLine:
    """Say what a story that was deleted, or can no longer be read, left behind."""
    if item.state is State.SENT:
        values = {"reason": STORY_GONE, "url": item.remote_url}
        return PlanLine(None, item.channel, Action.WITHDRAW, MUST_GO, values, item)
    return PlanLine(None, item.channel, Action.HELD, STORY_GONE, {}, item)


def _is_begun(item: Item | None) -> bool:
    """Tell whether a post may become public any moment."""
    if item is None or item.needs_person:
        return False
    return item.state in {State.SENDING, State.UNKNOWN} or (item.state is State.PENDING and item.handle is not None)


def _due(file: StoryFile, channel: str, item: Item | None) -> datetime:
    return item.due_at if item is not None else _announced(file, channel)


def _line(
    workspace: Workspace,
    file: StoryFile,
    name: str,
    channel: Channel,
    item: Item | None,
    sent: Sequence[datetime],
) -> PlanLine:
    verdict = workspace.verdict(file, name)
    if item is not None and item.state in _SETTLED:
        return _settled(workspace, file, name, item)
    if item is not None and item.state in {State.SENDING, State.UNKNOWN}:
        if item.needs_person:
            return PlanLine(file, name, Action.HELD, ASK_PERSON, {"error": item.error}, item)
        return PlanLine(file, name, Action.CONTINUE, OUTCOME_UNKNOWN, {}, item)
    if verdict.reason is not None:
        action = Action.WAIT if verdict.reason is Reason.NOT_DUE else Action.BLOCKED
        return PlanLine(file, name, action, SENTENCES[verdict.reason], verdict.values, item)
    if not channel.enabled:
        return PlanLine(file, name, Action.BLOCKED, CHANNEL_OFF, {}, item)
    website = workspace.verdict(file, WEBSITE)
    if website.reason is not None:
        reason = (
            SENTENCES[website.reason].say("vi", **website.values),
            SENTENCES[website.reason].say("en", **website.values),
        )
        return PlanLine(file, name, Action.WAIT, WEBSITE_NOT_YET, {"reason": Words(*map(literal, reason))}, item)
    return _due_line(workspace, file, name, channel, item, sent)


_OVER = frozenset({State.FAILED, State.CANCELLED})
_SETTLED = _OVER | {State.SENT}


_MUST_NOT_STAY = frozenset(
    {
        Reason.WITHDRAWN,
        Reason.NOT_APPROVED,
        Reason.NO_APPROVAL,
        Reason.NO_CONSENT,
        Reason.NO_PICTURE_CONSENT,
        Reason.NOT_WANTED,
    }
)


def literal(text: str) -> str:
    """Keep braces of a finished sentence from being taken as places for values."""
    return text.replace("{", "{{").replace("}", "}}")


def _settled(workspace: Workspace, file: StoryFile, name: str, item: Item) -> PlanLine:
    if item.state is State.FAILED:
        return PlanLine(file, name, Action.FAILED, ASK_PERSON, {"error": item.error}, item)
    if item.state is State.CANCELLED:
        return PlanLine(file, name, Action.DONE, CANCELLED, {}, item)
    verdict = workspace.verdict(file, name)
    if verdict.reason in {Reason.APPROVAL_VOID, Reason.HAS_ERRORS}:
        return PlanLine(file, name, Action.CHANGED, NOT_YET_AGAIN, {}, item)
    if verdict.reason in _MUST_NOT_STAY:
        words = SENTENCES[verdict.reason]
        reason = Words(literal(words.say("vi", **verdict.values)), literal(words.say("en", **verdict.values)))
        return PlanLine(file, name, Action.WITHDRAW, MUST_GO, {"reason": reason, "url": item.remote_url}, item)
    if verdict.allowed and workspace.fingerprint(file) != item.fingerprint:
        return PlanLine(file, name, Action.CHANGED, CHANGED, {}, item)
    return PlanLine(file, name, Action.DONE, NOTHING_CHANGED, {}, item)


def _due_line(
    workspace: Workspace,
    file: StoryFile,
    name: str,
    channel: Channel,
    item: Item | None,
    sent: Sequence[datetime],
) -> PlanLine:
    zone, now = workspace.config.zone, workspace.now
    due_at = item.due_at if item else _announced(file, name)
    if is_too_late(channel.window, due_at, now):
        return PlanLine(file, name, Action.HELD, TOO_LATE, {"late": lateness(due_at, now)}, item)
    if item is not None and item.next_at > now:
        at = f"{item.next_at.astimezone(zone):%d/%m %H:%M:%S}"
        words = RETRY if item.error else HALF_WAY
        return PlanLine(file, name, Action.CONTINUE, words, {"at": at, "error": item.error}, item)
    open_now = slot(channel.window, now, zone, sent)
    if open_now.reason is not None and open_now.opens_at is not None:
        at = f"{open_now.opens_at.astimezone(zone):%d/%m %H:%M}"
        return PlanLine(file, name, Action.WAIT, open_now.reason, {"at": at}, item)
    return PlanLine(file, name, Action.POST if item is None else Action.CONTINUE, DUE, {}, item)


def _announced(file: StoryFile, name: str) -> datetime:
    if file.story is None:
        msg = "only sound stories are planned"
        raise ValueError(msg)
    return file.story.publish[name].at
