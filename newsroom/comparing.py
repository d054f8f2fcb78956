"""Does a channel still show what is approved? Render the story anew and let the channel compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.entries import StoryChanged
from newsroom.language import Words
from newsroom.outgoing import freeze
from newsroom.plan import Change
from newsroom.plan_lines import literal
from publishers.abilities import Corrects
from publishers.contract import CannotRender

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.entries import Entries, Entry
    from newsroom.outbox.model import Brief
    from newsroom.outbox.store import Store
    from publishers.contract import Publisher


class Comparing:
    """Answers the plan's question for stories that changed after they were posted; asks no platform."""

    def __init__(self, entries: Entries, store: Store, publishers: Mapping[str, Publisher]) -> None:
        """Use publishers that can render; they need no credentials."""
        self._entries, self._store, self._publishers = entries, store, publishers

    def __call__(self, entry: Entry, channel: str, shown: Brief) -> Change:
        """Return what it takes to bring the post up to date."""
        publisher = self._publishers.get(channel)
        item = self._store.get(shown.key)
        if publisher is None or not isinstance(publisher, Corrects) or item is None:
            return Change(None)
        try:
            wanted = freeze(self._entries, entry, channel, publisher, self._entries.now)
            amended = publisher.amend(item.payload, wanted.payload)
        except (CannotRender, StoryChanged) as error:
            return Change(None, cannot_render_words(error))
        except Exception as error:  # noqa: BLE001 - a third party's bug must not hide the rest of the plan
            return Change(None, cannot_render_words(error))
        why = Words(literal(amended.why.vi), literal(amended.why.en)) if amended.why is not None else None
        return Change(amended.amendment, why)


def cannot_render_words(error: Exception) -> Words:
    """Say why a channel cannot express a story: the editor's problems, or the publisher's bug."""
    if isinstance(error, CannotRender):
        vi, en = "; ".join(p.vi for p in error.problems), "; ".join(p.en for p in error.problems)
    elif isinstance(error, StoryChanged):
        vi, en = (
            "bài vừa được sửa trong lúc chạy, lượt sau xem lại",
            "the story was edited just now; the next run looks",
        )
    else:
        vi = en = f"{type(error).__name__}: {error}"
    return Words(literal(vi), literal(en))
