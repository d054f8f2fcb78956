"""Looking whether a delivery's purpose is fulfilled already; reads only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from publishers.contract import Delivery, Progress, Receipt
from publishers.errors import Gone, OutcomeUnknown, Rejected, SeveralFound
from publishers.zalo_oa.articles import Articles
from publishers.zalo_oa.jobs import outcome
from publishers.zalo_oa.memory import Memory
from publishers.zalo_oa.words import addresses, differences, has_our_form, moment, same_pictures


class Finder:
    """Looks at one account's articles."""

    def __init__(self, articles: Articles, memory: Memory, now: Callable[[], datetime], *, hides: bool) -> None:
        """With `hides`, taking down means hiding."""
        self._articles = articles
        self._memory = memory
        self._now = now
        self._hides = hides

    def find(self, delivery: Delivery) -> Receipt | Progress | None:
        """Look for what the delivery would do; the purpose's first word decides what to look for."""
        match delivery.purpose.partition("-")[0]:
            case "announce":
                return self._announced(delivery)
            case "correct":
                return self._corrected(delivery)
            case "withdraw":
                return self._withdrawn(delivery)
            case "broadcast":
                # Zalo lists no broadcasts: nothing can be seen, whether it was sent or not.
                return None
        raise Rejected(f"Zalo OA knows no purpose {delivery.purpose!r}")

    def look_at(self, article: str, wanted: Mapping[str, Any]) -> Receipt | Progress | None:
        """Read one article: public, hidden, or not there; the receipt notes where its words differ from `wanted`."""
        detail = self._articles.detail(article)
        if detail is None:
            self._memory.forget(article)
            return None
        self._memory.note(article, detail)
        if detail.get("status") != "show":
            return Progress({"article": article}, done="hidden article found")
        return _receipt(article, detail, wanted)

    def search(self, delivery: Delivery) -> Receipt | Progress | None:
        """Look for articles that carry the story's address, or one it had before.

        Not by title, which may have been corrected since.
        """
        known = {delivery.link, *delivery.payload.known_as}
        shown: list[Receipt] = []
        hidden: list[Progress] = []
        for article in self._memory.carrying(delivery.link, delivery.since, delivery.payload.known_as):
            detail = self._articles.detail(article)
            if detail is None:
                self._memory.forget(article)
                continue
            self._memory.note(article, detail)
            if known.isdisjoint(addresses(detail)):
                continue
            if detail.get("status") == "show":
                shown.append(_receipt(article, detail, delivery.payload.data))
            else:
                hidden.append(Progress({"article": article}, done="hidden article found"))
        if len(shown) > 1:
            raise SeveralFound(f"{len(shown)} articles carry {delivery.link}: {', '.join(r.remote_id for r in shown)}")
        # Several hidden ones are leftovers nobody sees; going on with the newest is safe.
        return (shown or hidden or [None])[0]

    def _announced(self, delivery: Delivery) -> Receipt | Progress | None:
        handle = dict(delivery.handle or {})
        if handle.get("article"):
            found = self.look_at(str(handle["article"]), delivery.payload.data)
            if not isinstance(found, Progress) or not handle.get("job"):
                return found
            # Still hidden: the job that shows it may be running.
            return self._running(handle) or found
        if handle.get("job"):
            try:
                made = outcome(self._articles, handle, self._now())
            except OutcomeUnknown:
                return self.search(delivery)  # what the job made, if anything, is in the list
            return made if isinstance(made, Progress) else Progress({"article": made}, done="hidden article is ready")
        return self.search(delivery)

    def _running(self, handle: Mapping[str, Any]) -> Progress | None:
        """Return the progress of a job that still runs, None when it is over, however it ended."""
        try:
            found = outcome(self._articles, handle, self._now())
        except OutcomeUnknown:
            return None
        return found if isinstance(found, Progress) else None

    def _corrected(self, delivery: Delivery) -> Receipt | Progress | None:
        target = str(delivery.target)
        detail = self._articles.detail(target)
        if detail is None:
            raise Gone(f"article {target} is no longer there")
        self._memory.note(target, detail)
        handle = delivery.handle or {}
        running = self._running(handle) if handle.get("job") else None
        if running is not None:
            return running
        if detail.get("status") != "show":
            # Correcting would bring back what a person has hidden.
            raise Gone(f"article {target} was hidden by hand")
        wanted = delivery.payload.data
        if differences(wanted, detail):
            return None
        # The words are those wanted, but Zalo hosts pictures at its own addresses, so a new picture cannot be seen.
        # Only a change since this correction was ordered proves that it was made; correcting twice does no harm.
        updated = moment(detail.get("update_date"))
        if same_pictures(wanted, detail) or (updated is not None and updated >= delivery.since):
            return _receipt(target, detail, wanted)
        return None

    def _withdrawn(self, delivery: Delivery) -> Receipt | Progress | None:
        handle = delivery.handle or {}
        target = delivery.target or handle.get("article")
        if not target:
            return None
        detail = self._articles.detail(str(target))
        if detail is None:
            self._memory.forget(str(target))
            return Receipt(str(target), "", note="no longer there")
        running = self._running(handle) if handle.get("job") else None
        if running is not None:
            return running
        if self._hides and detail.get("status") != "show":
            return Receipt(str(target), "", note="hidden")
        return None


def _receipt(article: str, detail: Mapping[str, Any], wanted: Mapping[str, Any]) -> Receipt:
    other = differences(wanted, detail) if wanted.get("title") else []
    note = f"Zalo shows other words than were sent: {', '.join(other)}" if other else ""
    url, made_at = str(detail.get("link_view") or ""), moment(detail.get("create_date"))
    # A colleague's own article is left as it is: a correction would replace all of it.
    return Receipt(article, url, made_at, note, differs=bool(other) and has_our_form(detail))
