"""newsroom resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.comparing import cannot_render_words
from newsroom.connections import connect, database_url
from newsroom.deciding import Decider
from newsroom.errors import ConfigurationError, UsageError
from newsroom.gate import WEBSITE
from newsroom.language import Words
from newsroom.plan import first_of_each
from publishers.contract import CannotRender

if TYPE_CHECKING:
    from newsroom.cli.session import Session
    from newsroom.outbox.model import Item
    from newsroom.outbox.store import Store


@click.command("resolve")
@click.argument("key", metavar="KÊNH/…/MÃ BÀI/…")
@click.option("--send", "decision", flag_value="send", help="Cho đăng, dù quá hạn hoặc đã hỏng · let it go out.")
@click.option("--cancel", "decision", flag_value="cancel", help="Không đăng nữa · do not post.")
@click.option("--withdraw", "decision", flag_value="withdraw", help="Gỡ bài trên kênh này · take the post down.")
@click.option("--repost", "decision", flag_value="repost", help="Gỡ rồi đăng lại · take it down and post it anew.")
@click.option("--sent-as", metavar="MÃ", help="Bài đã có trên kênh với mã này · it is on the channel under this id.")
@click.option("--url", default="", metavar="ĐỊA CHỈ", help="Địa chỉ của bài đó · its address.")
@click.option("--by", required=True, metavar="HỌ TÊN", help="Người quyết định · who decides.")
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(
    session: Session, *, key: str, decision: str | None, sent_as: str | None, url: str, by: str, as_json: bool
) -> int:
    """Quyết định thay máy về một lần đăng bị giữ lại hoặc chưa rõ kết quả; lượt đăng sau thực hiện.

    Settle a delivery that is held or of unknown outcome; the next run carries it out. The key is the one
    `newsroom status` shows; for a story that was never queued give channel/story id.
    """
    from newsroom.outbox.store import Store

    if bool(decision) == bool(sent_as):
        raise UsageError(_CHOOSE, _CHOOSE_REMEDY)
    if not by.strip():
        raise UsageError(_NOBODY, _NOBODY_REMEDY)
    store = Store(database_url(session.config(), session.environment))
    try:
        item = store.get(key)
        queued = item is None and decision == "send"
        if queued:
            item = _queue(session, store, key)
        if item is None:
            raise UsageError(_NO_DELIVERY, _NO_DELIVERY_REMEDY, key=key)
        _decide(Decider(store, by.strip(), session.clock.now()), item, decision, sent_as, url)
    finally:
        store.close()
    if as_json:
        print_json({"key": item.key, "decision": "sent-as" if sent_as else decision, "by": by})
    else:
        session.say(_DONE, key=item.key)
    return 0


def _decide(decider: Decider, item: Item, decision: str | None, sent_as: str | None, url: str) -> None:
    if sent_as:
        decider.sent_as(item, sent_as, url)
    elif decision == "cancel":
        decider.cancel(item)
    elif decision == "withdraw":
        decider.take_down(item)
    elif decision == "repost":
        decider.repost(item)
    else:
        decider.send(item)


def _queue(session: Session, store: Store, key: str) -> Item | None:
    """Put a story that was not queued by itself (too late, before the start date) into the outbox."""
    from newsroom.index import open_index
    from newsroom.outgoing import followers, freeze
    from publishers.http import Http

    channel, _, story_id = key.partition("/")
    config, now = session.config(), session.clock.now()
    entries = open_index(config, now)
    entry = first_of_each(entries).get(story_id)
    if entry is None or not all(entries.verdict(entry, name).allowed for name in (WEBSITE, channel)):
        return None
    publishers, missing = connect(config, session.environment, Http(), session.clock.now)
    for absent in missing:
        if absent.channel == channel:
            raise ConfigurationError(_NOT_READY, _NOT_READY_REMEDY, channel=channel, reason=absent.words)
    if channel not in publishers:
        return None
    try:
        item = freeze(entries, entry, channel, publishers[channel], now, due_at=now)
    except CannotRender as error:
        reason = cannot_render_words(error).say(session.language)
        raise UsageError(_CANNOT_RENDER, _CANNOT_RENDER_REMEDY, key=key, reason=reason) from error
    store.enqueue(now, item, *followers(item))
    return store.get(item.key)


_NOT_READY = Words("Kênh {channel} chưa dùng được: {reason}.", "The channel {channel} cannot be used: {reason}.")
_NOT_READY_REMEDY = Words(
    "Đặt biến môi trường này rồi chạy lại (docs/configuration.md).",
    "Set this environment variable and run again (docs/configuration.md).",
)
_CHOOSE = Words("Chưa rõ quyết định gì.", "What to decide was not said.")
_CHOOSE_REMEDY = Words(
    "Chọn đúng một: --send, --cancel, --withdraw, --repost hoặc --sent-as MÃ.",
    "Choose exactly one: --send, --cancel, --withdraw, --repost or --sent-as ID.",
)
_NOBODY = Words("Họ tên người quyết định không được để trống.", "The name of who decides must not be empty.")
_NOBODY_REMEDY = Words("Ghi --by HỌ_TÊN rồi chạy lại.", "Say --by NAME and run again.")
_NO_DELIVERY = Words("Không có lần đăng “{key}”.", 'There is no delivery "{key}".')
_NO_DELIVERY_REMEDY = Words(
    "Xem newsroom status; với bài chưa từng xếp hàng, ghi kênh/mã bài, ví dụ facebook/GS-2026-0001.",
    "See newsroom status; for a story never queued give channel/story id, like facebook/GS-2026-0001.",
)
_CANNOT_RENDER = Words("Kênh không nhận được bài {key}: {reason}.", "The channel cannot express {key}: {reason}.")
_CANNOT_RENDER_REMEDY = Words("Sửa bài, duyệt lại rồi chạy lại.", "Mend the story, approve it and run again.")
_DONE = Words(
    "Đã ghi quyết định cho {key}; lượt đăng sau thực hiện.",
    "The decision for {key} is recorded; the next run carries it out.",
)
