"""What the plan says about one story on one channel: an action, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.entries import Entry
    from newsroom.language import Language
    from newsroom.outbox.model import Brief, Cause


class Action(StrEnum):
    """What `publish` would do with a story on a channel now."""

    WITHDRAW = "withdraw"
    CORRECT = "correct"
    POST = "post"
    BROADCAST = "broadcast"
    CONTINUE = "continue"
    CALL_OFF = "call-off"
    WAIT = "wait"
    BLOCKED = "blocked"
    HELD = "held"
    CHANGED = "changed"
    FAILED = "failed"
    DONE = "done"


ACTIONS: dict[Action, Words] = {
    Action.WITHDRAW: Words("gỡ", "take down"),
    Action.CORRECT: Words("sửa", "correct"),
    Action.POST: Words("đăng", "post"),
    Action.BROADCAST: Words("gửi broadcast", "broadcast"),
    Action.CONTINUE: Words("làm tiếp", "continue"),
    Action.CALL_OFF: Words("thôi gỡ", "call off"),
    Action.WAIT: Words("chờ", "wait"),
    Action.BLOCKED: Words("không đăng", "blocked"),
    Action.HELD: Words("cần người quyết", "needs a person"),
    Action.CHANGED: Words("đã đăng, bài đổi", "posted, story changed"),
    Action.FAILED: Words("không làm được", "failed"),
    Action.DONE: Words("xong", "done"),
}

WORKS = frozenset({Action.WITHDRAW, Action.CORRECT, Action.POST, Action.BROADCAST, Action.CONTINUE, Action.CALL_OFF})
"""Actions that a run carries out by itself."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One story on one channel: what would happen, and why."""

    entry: Entry | None
    """None when the story is no longer in the repository or cannot be read, and for a broadcast."""
    channel: str
    action: Action
    words: Words
    values: Mapping[str, Any] = field(default_factory=dict)
    record: Brief | None = None
    """The delivery this is about, when there is one."""
    purpose: str = ""
    """What has to be queued, for an action that needs a new delivery."""
    cause: Cause | None = None
    """Why it is taken down."""
    members: tuple[str, ...] = ()
    """A broadcast's stories."""

    @property
    def story_id(self) -> str:
        """The story's id, also when the story itself is gone."""
        if self.entry is not None:
            return self.entry.story_id
        return self.record.story_id if self.record else ", ".join(self.members)

    def reason(self, language: Language) -> str:
        """Say why."""
        return self.words.say(language, **self.values)


def literal(text: str) -> str:
    """Keep braces of a finished sentence from being taken as places for values."""
    return text.replace("{", "{{").replace("}", "}}")


def finished(words: Words, values: Mapping[str, Any]) -> Words:
    """Return a sentence with its values filled in, to stand inside another."""
    return Words(literal(words.say("vi", **values)), literal(words.say("en", **values)))


SHOWN_AS_APPROVED = Words("trên kênh đúng bản đã duyệt", "the channel shows what is approved")
DUE = Words("đến giờ, sẽ đăng", "due, would be posted")
HAND_OVER = Words("sẽ giao cho nền tảng hẹn giờ {at}", "would be handed over to the platform, to become public {at}")
DUE_AGAIN = Words("đã gỡ bản cũ, sẽ đăng lại", "the old post is gone, would be posted anew")
DUE_CHANGED = Words(
    "bản trước bị từ chối, bản mới đã duyệt, sẽ đăng", "the earlier text was refused, the newly approved one is due"
)
BEFORE_START = Words(
    "giờ đăng {at} trước ngày bắt đầu {start} trong newsroom.toml; vẫn muốn đăng: "
    "newsroom resolve {channel}/{story} --send",
    "its time {at} lies before the start date {start} of newsroom.toml; to post it all the same: "
    "newsroom resolve {channel}/{story} --send",
)
PAUSED = Words("mọi kênh đang tạm dừng: {reason} ({by})", "every channel is paused: {reason} ({by})")
WILL_CORRECT = Words("bản mới đã duyệt, sẽ sửa bài trên kênh", "newly approved, the post would be corrected")
SAME_THERE = Words(
    "bài đổi nhưng phần hiện trên kênh vẫn thế", "the story changed, but not what the channel shows of it"
)
NEEDS_REPOST = Words(
    "{why}; chỉ đăng lại mới đổi được: newsroom resolve {key} --repost (mất lượt thích và bình luận của bài cũ)",
    "{why}; only a new post can show it: newsroom resolve {key} --repost (likes and comments of the old one are lost)",
)
CANNOT_CORRECT = Words(
    "bài đã đổi sau khi đăng; kênh này không sửa bằng máy được, hãy sửa trên kênh: {url}",
    "the story changed after it was posted; this channel cannot be corrected by machine, edit it there: {url}",
)
CANNOT_SAY_NOW = Words(
    "bài đã đổi sau khi đăng, nhưng kênh không nhận được bản mới: {reason}",
    "the story changed after it was posted, but the channel cannot express it: {reason}",
)
NOT_YET_AGAIN = Words(
    "bài đã sửa nhưng chưa được duyệt lại; trên kênh vẫn là bản đã duyệt trước đó",
    "the story was changed and is not approved again; the channel shows what was approved before",
)
WILL_WITHDRAW = Words("sẽ gỡ ({reason}): {url}", "would be taken down ({reason}): {url}")
TAKING_DOWN = Words("đang gỡ: {url}", "is being taken down: {url}")
TAKEN_DOWN = Words("đã gỡ lúc {at}", "taken down {at}")
TAKEN_DOWN_YET_ALLOWED = Words(
    "đã gỡ lúc {at} nhưng bài lại được phép đăng; máy không tự đăng lại: newsroom resolve {key} --repost",
    "taken down {at}, but the story is approved again; nothing is posted anew by itself: "
    "newsroom resolve {key} --repost",
)
TAKEDOWN_OVER = Words("bài lại được phép đăng, thôi không gỡ nữa", "the story is allowed again, it stays")
MUST_A_PERSON_WITHDRAW = Words(
    "bài không còn được phép đăng ({reason}) nhưng vẫn còn trên kênh: {url}; "
    "gỡ: newsroom resolve {key} --withdraw; giữ: duyệt lại bài",
    "the story may no longer be shown ({reason}) but is still on the channel: {url}; "
    "take it down: newsroom resolve {key} --withdraw; keep it: approve the story again",
)
TOO_MANY = Words(
    "{count} bài cùng phải gỡ một lúc ({reason}); nhiều hơn {most} thì cần người xác nhận: "
    "newsroom resolve {key} --withdraw",
    "{count} posts would be taken down at once ({reason}); more than {most} needs a person's word: "
    "newsroom resolve {key} --withdraw",
)
STORY_GONE = Words(
    "bài không còn trong kho, hoặc không đọc được", "the story is no longer in the repository, or cannot be read"
)
REMOVED_THERE = Words(
    "đã bị gỡ bằng tay trên kênh; máy không tự đăng lại. Đăng lại: newsroom resolve {key} --repost",
    "was taken down on the channel by hand; nothing is posted anew by itself. "
    "To post it: newsroom resolve {key} --repost",
)
HIDDEN_THERE = Words(
    "đã bị ẩn bằng tay trên kênh; máy không tự hiện lại: {url}",
    "was hidden on the channel by hand; it is not shown again by itself: {url}",
)
EDITED_THERE = Words("đã bị sửa bằng tay trên kênh: {url}", "was edited on the channel by hand: {url}")
FROZEN_THERE = Words(
    "đang tạm dừng từ {at} ({whom}); bài đã đăng giữ nguyên, không sửa: {url}",
    "frozen since {at} ({whom}); what is public stays as it is: {url}",
)
HALF_WAY = Words("đang làm dở, làm tiếp lúc {at}", "half-way, goes on at {at}")
HANDED_OVER = Words("đã hẹn giờ trên nền tảng, tự hiện lúc {at}", "scheduled on the platform, becomes public {at}")
RETRY = Words("{error}; thử lại lúc {at}", "{error}; tries again at {at}")
OUTCOME_UNKNOWN = Words(
    "chưa rõ kết quả lần trước, sẽ xem lại trên kênh", "the last outcome is unknown, will look on the channel"
)
ASK_PERSON = Words("{error}", "{error}")
WEBSITE_NOT_YET = Words("trang web chưa có bài: {reason}", "the website does not have the story: {reason}")
CHANNEL_OFF = Words("kênh đang tắt trong newsroom.toml", "the channel is switched off in newsroom.toml")
CANCELLED = Words("người phụ trách đã hủy lần đăng này", "a person cancelled this post")
BROADCAST_DUE = Words("gửi {count} bài cho người quan tâm", "{count} posts to all followers")
BROADCAST_AT = Words("{count} bài, gửi lúc {at}", "{count} posts, sent at {at}")
BROADCAST_SPENT = Words(
    "{count} bài chờ; đã hết {most} lượt broadcast của tháng",
    "{count} posts wait; the month's {most} broadcasts are used",
)
