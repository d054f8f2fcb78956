"""Taking an article down, by removing or by hiding it; each step writes at most once, and all may be repeated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from publishers.contract import Delivery, Progress, Receipt
from publishers.errors import OutcomeUnknown, Rejected
from publishers.zalo_oa.articles import Articles
from publishers.zalo_oa.finding import Finder
from publishers.zalo_oa.jobs import WAITS, outcome, started

ARTICLE_FIELDS = (
    "type",
    "title",
    "author",
    "cover",
    "description",
    "body",
    "comment",
    "tracking_link",
)
"""What an update may hold of ours; a withdrawal's payload holds more, for the record."""


class TakingDown:
    """Withdraws articles of one account."""

    def __init__(self, articles: Articles, finder: Finder, now: Callable[[], datetime], *, hides: bool) -> None:
        """With `hides`, the article stays in the account, for its editors only."""
        self._articles = articles
        self._finder = finder
        self._now = now
        self._hides = hides

    def step(self, delivery: Delivery) -> Receipt | Progress:
        """Take the next step of taking down the target, or the half-made article the handle names."""
        handle = dict(delivery.handle or {})
        if handle.get("removed"):
            return self._after_removal(handle)
        if handle.get("hiding"):
            return self._after_hiding(handle)
        article = str(delivery.target or handle.get("article") or "")
        if handle.get("job"):
            return self._after_their_job(delivery, handle, article)
        if not article:
            raise Rejected(f"nothing of {delivery.story_id} is known that could be taken down")
        try:
            return self._hide(delivery, article) if self._hides else self._remove(article)
        except Rejected:
            if self._articles.detail(article) is None:
                return Receipt(article, "", note="was no longer there")
            raise

    def _after_their_job(self, delivery: Delivery, handle: dict[str, Any], article: str) -> Receipt | Progress:
        """Let the job finish that makes or shows the article: it could bring back what is taken down before."""
        try:
            made = outcome(self._articles, handle, self._now())
        except OutcomeUnknown:
            if article:
                return Progress({"article": article}, done="the earlier job is over")
            found = self._finder.search(delivery)
            if found is None:
                return Receipt("", "", note="nothing had been made")
            return Progress({"article": _id_of(found)}, done="the article was found in the list")
        return made if isinstance(made, Progress) else Progress({"article": made}, done="the earlier job is over")

    def _remove(self, article: str) -> Progress:
        self._articles.remove(article)
        return Progress({"article": article, "removed": 1}, done="removal asked for")

    def _after_removal(self, handle: dict[str, Any]) -> Receipt | Progress:
        article, looks = str(handle["article"]), int(handle["removed"])
        if self._finder.look_at(article, {}) is None:
            return Receipt(article, "", note="removed")
        if looks > len(WAITS):
            raise OutcomeUnknown(f"article {article} was removed but can still be read")
        return Progress({**handle, "removed": looks + 1}, wait_seconds=WAITS[looks - 1], done="still to be read")

    def _hide(self, delivery: Delivery, article: str) -> Progress:
        given = delivery.payload.data
        whole = {name: given[name] for name in ARTICLE_FIELDS if name in given}
        if not whole.get("title") or not whole.get("body"):
            raise Rejected(
                "không biết nội dung đã đăng nên không ẩn được: ẩn bằng tay ở oa.zalo.me, hoặc đặt withdraw ="
                ' "remove" · the content as posted is not known, so it cannot be hidden: hide it by hand at oa.zalo.me,'
                ' or set withdraw = "remove"'
            )
        job = self._articles.update(article, whole, "hide")
        return started({"article": article, "hiding": True}, job, self._now(), "asked to hide the article")

    def _after_hiding(self, handle: Mapping[str, Any]) -> Receipt | Progress:
        found = outcome(self._articles, handle, self._now())
        if isinstance(found, Progress):
            return found
        if isinstance(self._finder.look_at(found, {}), Receipt):
            raise OutcomeUnknown(f"article {found} was hidden but reads back as shown")
        return Receipt(found, "", note="hidden")


def _id_of(found: Receipt | Progress) -> str:
    return found.remote_id if isinstance(found, Receipt) else str(found.handle["article"])
