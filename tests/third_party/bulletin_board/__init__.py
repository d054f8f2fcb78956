"""The office's bulletin board: a channel that knows nothing of the newsroom but the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publishers.contract import (
    CannotRender,
    Channel,
    Delivery,
    Payload,
    Post,
    Problem,
    Publisher,
    Receipt,
    Setting,
    Surroundings,
)
from publishers.errors import NotConfigured, OutcomeUnknown, Rejected, SeveralFound, Unavailable
from publishers.http import Answer, Http

_MOST_CHARACTERS = 500
_SETTINGS = (
    Setting("BOARD_URL", Problem("địa chỉ bảng tin", "the board's address"), is_account=True),
    Setting("BOARD_KEY", Problem("khóa của bảng tin", "the board's key"), secret=True),
)


class BulletinBoard:
    """One notice a story; the board has no drafts, so posting is its only step."""

    def __init__(self, account: str, http: Http | None, key: str) -> None:
        """Bind to a board; without `http` only `render` works."""
        self.account = account
        self._http = http
        self._key = key

    def render(self, post: Post) -> Payload:
        """Compose the notice."""
        text = f"{post.title}\n{post.text or post.summary}\n{post.link}"
        if len(text) > _MOST_CHARACTERS:
            raise CannotRender(Problem(f"tin dài {len(text)} ký tự", f"the notice has {len(text)} characters"))
        return Payload({"text": text})

    def find(self, delivery: Delivery) -> Receipt | None:
        """Look for a notice with the story's address, or for what is left of one that is to be taken down."""
        found = [n for n in self._ask("GET", "/notices", writes=False).body["notices"] if delivery.link in n["text"]]
        if delivery.purpose.startswith("withdraw"):
            return None if found else Receipt(delivery.target or "", "")
        if len(found) > 1:
            raise SeveralFound(f"{len(found)} notices carry {delivery.link}")
        return Receipt(found[0]["id"], f"{self.account}/{found[0]['id']}") if found else None

    def publish(self, delivery: Delivery) -> Receipt:
        """Put the notice up."""
        identity = self._ask("POST", "/notices", writes=True, json=dict(delivery.payload.data)).body["id"]
        return Receipt(identity, f"{self.account}/{identity}")

    def withdraw(self, delivery: Delivery) -> Receipt:
        """Take the notice down."""
        self._ask("DELETE", f"/notices/{delivery.target}", writes=True)
        return Receipt(delivery.target or "", "")

    def _ask(self, method: str, path: str, *, writes: bool, **request: Any) -> Answer:
        if self._http is None:
            raise Unavailable("this publisher was made for rendering only")
        headers = {"X-Board-Key": self._key}
        answer = self._http.ask(method, self.account + path, writes=writes, headers=headers, **request)
        if answer.body is None or answer.status >= 500:
            raise (OutcomeUnknown if writes else Unavailable)(f"HTTP {answer.status}")
        if answer.status >= 400:
            raise Rejected(str(answer.body.get("error")), code=str(answer.status))
        return answer


def _offline(options: Mapping[str, Any]) -> Publisher:
    del options
    return BulletinBoard("", None, "")


def _connect(options: Mapping[str, Any], surroundings: Surroundings) -> Publisher:
    del options
    for setting in _SETTINGS:
        if not surroundings.environment.get(setting.name):
            raise NotConfigured(setting.name, setting.purpose.vi, setting.purpose.en)
    environment = surroundings.environment
    return BulletinBoard(environment["BOARD_URL"], surroundings.http, environment["BOARD_KEY"])


channel = Channel("bulletin-board", "Bảng tin", _SETTINGS, offline=_offline, connect=_connect)
