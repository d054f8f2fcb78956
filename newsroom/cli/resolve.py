"""newsroom resolve."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.errors import ConfigurationError, UsageError
from newsroom.gate import WEBSITE
from newsroom.language import Words
from newsroom.outbox.model import FINAL, Item, State, freed
from newsroom.publishing import cannot_render_words, connect, database_url
from publishers.contract import CannotRender

if TYPE_CHECKING:
    from newsroom.cli.session import Session
    from newsroom.outbox.store import Store


@click.command("resolve")
@click.argument("key", metavar="KÊNH/…/MÃ BÀI/…")
@click.option("--send", "decision", flag_value="send", help="Cho đăng dù đã quá hạn · post although late.")
@click.option("--cancel", "decision", flag_value="cancel", help="Không đăng nữa · do not post.")
@click.option("--sent-as", metavar="MÃ", help="Bài đã có trên kênh với mã này · it is on the channel under this id.")
@click.option("--url", default="", metavar="ĐỊA CHỈ", help="Địa chỉ của bài đó · its address.")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người quyết định · who decides.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(
    session: Session, *, key: str, decision: str | None, sent_as: str | None, url: str, by: str, as_json: bool
) -> int:
    """Quyết định thay máy về một lần đăng bị giữ lại hoặc chưa rõ kết quả.

    Settle a delivery that is held or of unknown outcome. The key is the one `newsroom status` shows; for a story that
    was never queued because it is too late, give channel/story id.
    """
    from newsroom.outbox.store import Store

    if bool(decision) == bool(sent_as):
        raise UsageError(_CHOOSE, _CHOOSE_REMEDY)
    store = Store(database_url(session.config(), session.environment))
    try:
        item = store.get(key) or _queue_late(session, store, key)
        if item is None:
            raise UsageError(_NO_DELIVERY, _NO_DELIVERY_REMEDY, key=key)
        if item.state in FINAL and item.state is not State.FAILED:
            raise UsageError(_SETTLED, _SETTLED_REMEDY, key=key, state=item.state.value)
        _decide(session, store, item, decision, sent_as, url, by)
    finally:
        store.close()
    if as_json:
        print_json({"key": item.key, "decision": "sent-as" if sent_as else decision, "by": by})
    else:
        session.say(_DONE, key=item.key)
    return 0


def _decide(
    session: Session, store: Store, item: Item, decision: str | None, sent_as: str | None, url: str, by: str
) -> None:
    from newsroom.outbox.store import LeaseLost

    now = session.clock.now()
    # Whoever holds it may be writing at this moment.
    if item.lease_until is not None and item.lease_until > now:
        raise UsageError(
            _HELD, _HELD_REMEDY, key=item.key, at=f"{item.lease_until.astimezone(session.config().zone):%H:%M}"
        )
    free = freed(item, needs_person=False, unknown_since=None, tries=0, error_code=None)
    try:
        if sent_as:
            sent = replace(free, state=State.SENT, remote_id=sent_as, remote_url=url, sent_at=now, error=None)
            store.change(item, sent, now, "resolved-sent", by=by, remote_id=sent_as, url=url)
        elif decision == "cancel":
            store.change(item, replace(free, state=State.CANCELLED), now, "resolved-cancelled", by=by)
        else:
            # `find` runs before the first write, so a post that is there after all is adopted, not doubled.
            again = replace(free, state=State.PENDING, handle=None, due_at=now, next_at=now, error=None)
            store.change(item, again, now, "resolved-send", by=by)
            # What was lost before a person decided counts no more.
            store.end_attempt(store.begin_attempt(item.key, "resolve", now), now, "send", by)
    except LeaseLost:
        raise UsageError(_MOVED, _MOVED_REMEDY, key=item.key) from None


def _queue_late(session: Session, store: Store, key: str) -> Item | None:
    """Put a story that was too late to be queued by itself into the outbox."""
    from newsroom.outgoing import freeze
    from publishers.http import Http

    channel, _, story_id = key.partition("/")
    workspace = session.workspace()
    file = next((f for f in workspace.files if f.story and f.story.id == story_id), None)
    if file is None or not all(workspace.verdict(file, name).allowed for name in (WEBSITE, channel)):
        return None
    publishers, missing = connect(workspace.config, session.environment, Http(), session.clock.now)
    for absent in missing:
        if absent.channel == channel:
            raise ConfigurationError(_NOT_READY, _NOT_READY_REMEDY, channel=channel, reason=absent.words)
    if channel not in publishers:
        return None
    now = session.clock.now()
    try:
        item = freeze(workspace, file, channel, publishers[channel], now, now)
    except CannotRender as error:
        reason = cannot_render_words(error).say(session.language)
        raise UsageError(_CANNOT_RENDER, _CANNOT_RENDER_REMEDY, key=key, reason=reason) from error
    store.enqueue(item, now)
    return store.get(item.key)


_NOT_READY = Words("Kênh {channel} chưa dùng được: {reason}.", "The channel {channel} cannot be used: {reason}.")
_NOT_READY_REMEDY = Words(
    "Đặt biến môi trường này rồi chạy lại (docs/configuration.md).",
    "Set this environment variable and run again (docs/configuration.md).",
)
_CHOOSE = Words("Chưa rõ quyết định gì.", "What to decide was not said.")
_CHOOSE_REMEDY = Words(
    "Chọn đúng một: --send, --cancel hoặc --sent-as MÃ.", "Choose exactly one: --send, --cancel or --sent-as ID."
)
_NO_DELIVERY = Words("Không có lần đăng “{key}”.", 'There is no delivery "{key}".')
_NO_DELIVERY_REMEDY = Words(
    "Xem newsroom status; với bài chưa từng xếp hàng, ghi kênh/mã bài, ví dụ facebook/GS-2026-0001.",
    "See newsroom status; for a story never queued give channel/story id, like facebook/GS-2026-0001.",
)
_SETTLED = Words("Lần đăng {key} đã xong ({state}).", "The delivery {key} is settled ({state}).")
_SETTLED_REMEDY = Words("Không cần quyết định gì.", "There is nothing to decide.")
_HELD = Words("Một tiến trình đang làm việc với {key}.", "A process is working on {key}.")
_HELD_REMEDY = Words("Chờ đến {at} rồi chạy lại.", "Wait until {at} and run again.")
_MOVED = Words("{key} vừa được một tiến trình khác xử lý.", "Another process has just worked on {key}.")
_MOVED_REMEDY = Words("Xem newsroom status rồi quyết định lại.", "Look at newsroom status and decide again.")
_CANNOT_RENDER = Words("Kênh không nhận được bài {key}: {reason}.", "The channel cannot express {key}: {reason}.")
_CANNOT_RENDER_REMEDY = Words("Sửa bài, duyệt lại rồi chạy lại.", "Mend the story, approve it and run again.")
_DONE = Words("Đã ghi quyết định cho {key}.", "The decision for {key} is recorded.")
