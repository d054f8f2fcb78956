"""One article of a Zalo Official Account: created hidden, verified by polling, then shown.

Creating twice makes two articles, and there is no idempotency key. An article is created hidden, so a step whose
answer is lost leaves at most a hidden leftover; only the update to `show` is public, and it names the article's id.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from publishers.contract import CannotRender, Delivery, Paragraph, Payload, Post, Problem, Progress, Receipt
from publishers.errors import OutcomeUnknown, Rejected, SeveralFound, Unavailable
from publishers.zalo_oa.openapi import OpenApi, is_processing

# Zalo's stated limits are 150, 300 and 50, but a title of exactly 150 and a description of exactly 300 were
# refused in production (2026-07), so the last character is not used.
MOST_TITLE, MOST_DESCRIPTION, MOST_AUTHOR = 149, 299, 49
_PAGE_SIZE = 10  # getslice refuses or cuts larger pages
_MOST_PAGES = 500
_WAITS = (2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
_DEFAULT_AUTHOR = "Ban Biên tập"


class ZaloOA:
    """Publishes to one Official Account."""

    def __init__(self, *, account: str, api: OpenApi | None, options: Mapping[str, Any]) -> None:
        """Bind to an account; without `api` only `render` works."""
        self.account = account
        self._api_or_none = api
        self._comment = str(options.get("comment", "show"))
        self._addresses: dict[tuple[str, str], frozenset[str]] = {}

    def render(self, post: Post) -> Payload:
        """Compose the article; a field that is too long is the editor's to shorten, never cut silently."""
        description = unicodedata.normalize("NFC", post.text or post.summary)
        title = unicodedata.normalize("NFC", post.title)
        author = unicodedata.normalize("NFC", post.author or _DEFAULT_AUTHOR)
        if len(author) > MOST_AUTHOR:
            author = _DEFAULT_AUTHOR
        problems = [
            *_too_long("tiêu đề", "the title", title, MOST_TITLE),
            *_too_long("lời dẫn", "the description", description, MOST_DESCRIPTION),
        ]
        if problems:
            raise CannotRender(*problems)
        closing = {"type": "text", "content": f"<p>Đọc bài và xem ảnh trên trang: {html.escape(post.link)}</p>"}
        article = {
            "type": "normal",
            "title": title,
            "author": author,
            "cover": {"cover_type": "photo", "photo_url": post.cover.url, "status": "show"},
            "description": description,
            "body": [*(_block(paragraph) for paragraph in post.body), closing],
            "comment": self._comment,
        }
        return Payload(article, fetched=(post.cover.url,))

    def publish(self, delivery: Delivery) -> Receipt | Progress:
        """Create the hidden article, or ask whether it is ready, or show it."""
        handle = dict(delivery.handle or {})
        article, job = handle.get("article"), handle.get("job")
        if job:
            return self._verify(delivery, handle)
        if article:
            body = {**delivery.payload.data, "id": article, "status": "show"}
            job = _job(self._api.post("/v2.0/article/update", body))
            return Progress({"article": article, "job": job}, wait_seconds=_WAITS[0], done="asked to show the article")
        job = _job(self._api.post("/v2.0/article/create", {**delivery.payload.data, "status": "hide"}))
        return Progress({"job": job}, wait_seconds=_WAITS[0], done="hidden article asked for")

    def find(self, delivery: Delivery) -> Receipt | Progress | None:
        """Look up the known article, or search the articles since the approval for the story's address."""
        handle = dict(delivery.handle or {})
        if handle.get("article"):
            found = self._look_at(str(handle["article"]))
            if not isinstance(found, Progress) or not handle.get("job"):
                return found
            # Still hidden: the job that shows it may be running.
            try:
                return self._verify(delivery, handle)
            except OutcomeUnknown:
                return found
        if handle.get("job"):
            try:
                return self._verify(delivery, handle)
            except OutcomeUnknown:
                pass  # the job failed or is forgotten: what it made, if anything, is in the list
        return self._search(delivery)

    def _search(self, delivery: Delivery) -> Receipt | Progress | None:
        shown: list[Receipt] = []
        hidden: list[Progress] = []
        for entry in self._listed(delivery.since):
            # Not by title: it may have been corrected since the article was made.
            if not self._carries(entry, delivery.link):
                continue
            detail = self._detail(str(entry["id"]))
            if detail is None:
                continue
            if detail.get("status") == "show":
                shown.append(_receipt(str(entry["id"]), detail))
            else:
                hidden.append(Progress({"article": str(entry["id"])}, done="hidden article found"))
        if len(shown) > 1:
            raise SeveralFound(f"{len(shown)} articles carry {delivery.link}: {', '.join(r.remote_id for r in shown)}")
        # Several hidden ones are leftovers nobody sees; going on with the newest is safe.
        return (shown or hidden or [None])[0]

    @property
    def _api(self) -> OpenApi:
        if self._api_or_none is None:
            raise Unavailable("this publisher was made for rendering only")
        return self._api_or_none

    def _verify(self, delivery: Delivery, handle: dict[str, Any]) -> Receipt | Progress:
        """Ask for the job's result; reading, so it may be repeated for as long as it takes."""
        try:
            answer = self._api.post("/v2.0/article/verify", {"token": handle["job"]}, writes=False)
        except Rejected as error:
            # A job that failed for good (a cover Zalo could not fetch) and a forgotten one look alike, and
            # nothing of it is public; so a look at the list decides, and making it anew is safe.
            raise OutcomeUnknown(f"the job gave no article: {error.message}", code=error.code) from error
        if is_processing(answer):
            asked = int(handle.get("asked", 0))
            wait = _WAITS[min(asked + 1, len(_WAITS) - 1)]
            return Progress({**handle, "asked": asked + 1}, wait_seconds=wait, done="still being processed")
        data = answer.get("data") or {}
        article = str(data.get("id") or data.get("article_id") or "")
        if not article:
            raise Unavailable("verify named no article")
        if not handle.get("article"):
            return Progress({"article": article}, done=f"hidden article {article} is ready")
        found = self._look_at(article)
        if isinstance(found, Receipt):
            return found
        raise OutcomeUnknown(f"article {article} was shown but reads back as hidden for {delivery.story_id}")

    def _look_at(self, article: str) -> Receipt | Progress | None:
        detail = self._detail(article)
        if detail is None:
            return None
        return _receipt(article, detail) if detail.get("status") == "show" else Progress({"article": article})

    def _carries(self, entry: Mapping[str, Any], link: str) -> bool:
        """Tell whether a listed article holds the address; each state of an article is read only once."""
        state = (str(entry["id"]), str(entry.get("update_date")))
        if state not in self._addresses:
            detail = self._detail(state[0]) or {}
            addresses = frozenset(word for word in _words(detail) if word.startswith(("https://", "http://")))
            if entry.get("update_date") is None:
                return link in addresses
            self._addresses[state] = addresses
        return link in self._addresses[state]

    def _detail(self, article: str) -> dict[str, Any] | None:
        try:
            data = self._api.get("/v2.0/article/getdetail", id=article).get("data")
        except Rejected:
            return None
        return data if isinstance(data, dict) else None

    def _listed(self, since: datetime) -> Iterator[dict[str, Any]]:
        """Go through the account's articles, newest first, until they are older than `since`."""
        for page in range(_MOST_PAGES):
            answer = self._api.get(
                "/v2.0/article/getslice", offset=str(page * _PAGE_SIZE), limit=str(_PAGE_SIZE), type="normal"
            )
            data = answer.get("data") or {}
            medias = data.get("medias") or ()
            for entry in medias:
                if not isinstance(entry, dict) or not entry.get("id"):
                    continue
                made = _time(entry.get("create_date"))
                if made is not None and made < since:
                    return
                yield entry
            if len(medias) < _PAGE_SIZE:
                return
        raise Unavailable(f"more than {_MOST_PAGES * _PAGE_SIZE} articles; cannot look further")


def _too_long(vi: str, en: str, text: str, limit: int) -> list[Problem]:
    if len(text) <= limit:
        return []
    return [
        Problem(
            f"{vi} dài {len(text)} ký tự, Zalo nhận tối đa {limit}",
            f"{en} has {len(text)} characters, Zalo takes at most {limit}",
        )
    ]


def _block(paragraph: Paragraph) -> dict[str, str]:
    if paragraph.photo is not None:
        return {"type": "image", "url": paragraph.photo.url, "caption": paragraph.text}
    marks = {"item": "• ", "quote": "“", "heading": ""}
    text = html.escape(marks.get(paragraph.kind, "") + paragraph.text + ("”" if paragraph.kind == "quote" else ""))
    return {"type": "text", "content": f"<p>{text}</p>"}


def _job(answer: Mapping[str, Any]) -> str:
    token = (answer.get("data") or {}).get("token")
    if not token:
        raise OutcomeUnknown("the answer names no job token")
    return str(token)


def _words(detail: Mapping[str, Any]) -> list[str]:
    body = detail.get("body") or []
    contents = [str(block.get("content") or "") for block in body if isinstance(block, dict)]
    return html.unescape(" ".join(contents)).replace("<", " <").split()


def _receipt(article: str, detail: Mapping[str, Any]) -> Receipt:
    return Receipt(article, str(detail.get("link_view") or ""), _time(detail.get("create_date")))


def _time(value: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(value) / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
