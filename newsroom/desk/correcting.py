"""Put a public correction note into a story, and say what it will do to what is public already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsroom.approval import is_approved
from newsroom.errors import FindingsError, UsageError
from newsroom.gate import STATUSES
from newsroom.history import History
from newsroom.language import Words
from newsroom.outbox.model import State
from newsroom.story.edit import bytes_as_read, set_keys_in_bytes
from newsroom.story.front_matter import FrontMatterError
from newsroom.story.model import PUBLIC_STATUSES
from newsroom.story.read import story_of
from publishers.abilities import Amendment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.comparing import Comparing
    from newsroom.entries import Entries, Entry
    from newsroom.outbox.store import Store
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace
    from publishers.contract import Publisher


@dataclass(frozen=True, slots=True)
class Next:
    """What becomes of one channel's post once the correction is approved."""

    channel: str
    action: str
    """post, keep, edit, repost, none."""
    words: Words


def corrected(workspace: Workspace, file: StoryFile, note: str, by: str, *, is_note_only: bool) -> bytes:
    """Return the story's bytes with one more correction, every other byte as it was; nothing is written.

    Raises:
        UsageError: the story is not public, was withdrawn, or nothing of it changed since it was approved.
        FindingsError: its front matter is not sound, the file was changed since it was read, or the note cannot be
            put in.

    """
    story = file.story
    if story is None:
        raise FindingsError(_UNSOUND, _UNSOUND_REMEDY, path=file.name)
    if story.withdrawal is not None or story.status == "withdrawn":
        raise UsageError(_WITHDRAWN, _WITHDRAWN_REMEDY, path=file.name)
    if story.status not in PUBLIC_STATUSES:
        raise UsageError(_NOT_PUBLIC, _NOT_PUBLIC_REMEDY, path=file.name, status=STATUSES[story.status])
    if story.published_at is None or workspace.now < story.published_at:
        raise UsageError(_NOT_YET, _NOT_PUBLIC_REMEDY, path=file.name)
    if is_approved(story, workspace.fingerprint(file)) and not is_note_only:
        raise UsageError(_NOTHING_CHANGED, _NOTHING_CHANGED_REMEDY, path=file.name)
    at = f"{workspace.now.astimezone(workspace.config.zone):%Y-%m-%d %H:%M}"
    written = file.front.data.get("corrections") if file.front else None
    corrections: list[Any] = [*(written if isinstance(written, list) else []), {"at": at, "note": note, "by": by}]
    raw = bytes_as_read(file)
    try:
        made = set_keys_in_bytes(raw, {"status": "correction", "corrections": corrections})
    except FrontMatterError as error:
        raise FindingsError(_NOT_BY_LINES, _UNSOUND_REMEDY, path=file.name) from error
    anew = story_of(file.path, made, workspace.config.zone, shown_from=workspace.config.root)
    if anew.story is None:
        raise FindingsError(_NOT_BY_LINES, _UNSOUND_REMEDY, path=file.name)
    return made


def next_posts(
    entries: Entries,
    entry: Entry,
    store: Store | None,
    accounts: Mapping[str, str],
    renderers: Mapping[str, Publisher],
) -> list[Next]:
    """Say for each channel what approving the story as it is now will do; asks no platform."""
    comparing: Comparing | None = None
    if store is not None:
        from newsroom.comparing import Comparing

        comparing = Comparing(entries, store, renderers)
    found = []
    for name in entries.config.channels:
        briefs = [
            brief
            for brief in (store.briefs() if store is not None else ())
            if (brief.channel, brief.story_id) == (name, entry.story_id)
            and brief.account == accounts.get(name, brief.account)
        ]
        history = History(briefs)
        if history.shown is None or comparing is None:
            if name in entry.channels and (history.post is None or history.post.state is not State.SENT):
                found.append(Next(name, "post", _WILL_POST))
            continue
        if history.takedown is not None:
            found.append(Next(name, "none", _TAKEN_DOWN))
            continue
        change = comparing(entry, name, history.shown)
        if change.amendment is None:
            found.append(Next(name, "none", change.why or _CANNOT))
        elif change.amendment is Amendment.REPOST:
            found.append(Next(name, "repost", _repost(change.why, history.shown.key)))
        else:
            is_same = change.amendment is Amendment.SAME
            found.append(Next(name, "keep" if is_same else "edit", _KEEP if is_same else _EDIT))
    return found


def _repost(why: Words | None, key: str) -> Words:
    vi, en = (why.say("vi"), why.say("en")) if why is not None else ("", "")
    return Words(
        f"{_braces(vi)}; giữ bài cũ, trừ khi có người quyết định: newsroom resolve {_braces(key)} --repost --by …",
        f"{_braces(en)}; the old post stays unless a person decides: newsroom resolve {_braces(key)} --repost --by …",
    )


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


_WILL_POST = Words("chưa đăng; sẽ đăng bản đã sửa", "not posted yet; the corrected text will be posted")
_KEEP = Words("bài đang có không thay đổi gì", "the public post does not change")
_EDIT = Words("bài đang có được sửa tại chỗ", "the public post is edited in place")
_TAKEN_DOWN = Words("bài đã gỡ khỏi kênh này", "the post was taken down from this channel")
_CANNOT = Words("kênh không sửa được bài đã đăng; bài cũ giữ nguyên", "the channel edits no posts; it stays as it is")
_UNSOUND = Words("{path}: phần khai báo còn lỗi, chưa ghi đính chính.", "{path}: the front matter has errors.")
_UNSOUND_REMEDY = Words(
    "Chạy newsroom check, sửa hết lỗi rồi làm lại; tệp chưa bị thay đổi.",
    "Run newsroom check, mend the errors, and try again; the file is as it was.",
)
_NOT_BY_LINES = Words(
    "{path}: phần khai báo không viết mỗi trường một dòng, không ghi đính chính vào được.",
    "{path}: the front matter is not written one key under another, so no correction can be put in.",
)
_WITHDRAWN = Words("{path} đã gỡ; không đính chính bài đã gỡ.", "{path} is withdrawn; there is nothing to correct.")
_WITHDRAWN_REMEDY = Words(
    "Muốn đăng lại thì lập bài mới, có mã hồ sơ mới.", "To publish it again, begin a new story with a new id."
)
_NOT_PUBLIC = Words(
    "{path} chưa đăng (trạng thái: {status}), chưa có gì để đính chính.",
    "{path} is not public (status: {status}); there is nothing to correct.",
)
_NOT_YET = Words("{path} chưa đến giờ đăng, chưa ai đọc bản cũ.", "{path} is not due yet; nobody has read it.")
_NOT_PUBLIC_REMEDY = Words(
    "Cứ sửa thẳng trong bài; bài đã duyệt thì duyệt lại sau khi sửa.",
    "Just edit the story; if it was approved, approve it again.",
)
_NOTHING_CHANGED = Words(
    "{path} chưa có gì khác với bản đã duyệt.", "Nothing of {path} differs from what was approved."
)
_NOTHING_CHANGED_REMEDY = Words(
    "Sửa chỗ sai trong bài trước, rồi chạy lại lệnh này; chỉ muốn thêm lời ghi chú thì thêm --note-only.",
    "Mend the mistake in the text first, then run this again; for a note alone, add --note-only.",
)
