"""Who carries calls to people: Apprise, to e-mail, webhooks and whatever else it knows, one address at a time.

The addresses stand in the environment variable NEWSROOM_NOTIFY_URLS. They hold passwords, so no message, log or file of
ours ever shows one: an address is named by its place in the list and its kind, `1-mailtos`.
"""

from __future__ import annotations

import contextlib
import logging
import re
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from newsroom.calling.call import message
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from newsroom.calling.call import Call
    from newsroom.config import Config
    from newsroom.language import Language

VARIABLE = "NEWSROOM_NOTIFY_URLS"
_SECONDS = 30.0


class CannotTell(Exception):
    """Nobody was reached at an address; its words say which one, and never what it holds."""

    def __init__(self, words: Words) -> None:
        """Keep the sentence in both languages, finished."""
        super().__init__(words.en)
        self.words = words


class Caller(Protocol):
    """Reaches people at one address."""

    @property
    def name(self) -> str:
        """Tells addresses apart; shown to people and written down, so never a secret."""

    def tell(self, calls: Sequence[Call]) -> list[Call]:
        """Tell all calls in one message and return those that were delivered. Raises CannotTell."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What every message has in common."""

    site: str
    """The website's title."""
    language: Language
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class AppriseCaller:
    """One address of Apprise's form, `mailtos://user:password@smtp.example?to=…` or `jsons://host/path`."""

    name: str
    address: str = field(repr=False)
    letterhead: Letterhead
    seconds: float = _SECONDS
    """How long one message may take."""

    def tell(self, calls: Sequence[Call]) -> list[Call]:
        """Send one plain message and return `calls`.

        Raises:
            CannotTell: the address is not of Apprise's form, or whoever serves it did not take the message.

        """
        if not calls:
            return []
        subject, text = message(calls, self.letterhead.site, self.letterhead.language, self.letterhead.zone)
        try:
            with _quiet():
                taken = self._send(subject, text)
        except CannotTell:
            raise
        except Exception:  # noqa: BLE001 - its text may hold the address, and a run must not fail for a message
            taken = False
        if not taken:
            raise CannotTell(_named(_NOT_TAKEN, self.name))
        return list(calls)

    def _send(self, subject: str, text: str) -> bool:
        # Half a second of loading, only when there is something to tell.
        from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType

        asset = AppriseAsset(
            app_id="newsroom",
            app_desc="newsroom",
            app_url="",
            http_redirects=False,  # what is told, and a webhook's secret path, stay with the host that was named
            pgp_autogen=False,
            pem_autogen=False,
            allow_templates=False,
            timezone=self.letterhead.zone.key,
        )
        service: Any = Apprise.instantiate(self.address, asset=asset, suppress_exceptions=True)
        if service is None:
            raise CannotTell(_named(_NO_ADDRESS, self.name))
        post = Apprise(asset=asset)
        post.add(service)
        return bool(
            post.notify(
                body=text,
                title=subject,
                notify_type=NotifyType.WARNING,
                body_format=NotifyFormat.TEXT,
                timeout=self.seconds,
            )
        )


def callers(config: Config, environment: Mapping[str, str]) -> list[AppriseCaller]:
    """Return a caller for each address in NEWSROOM_NOTIFY_URLS, separated by spaces or lines; none when it is unset."""
    letterhead = Letterhead(config.site.title, config.notify.language, config.zone)
    addresses = environment.get(VARIABLE, "").split()
    return [
        AppriseCaller(f"{number}-{_kind(address)}", address, letterhead) for number, address in enumerate(addresses, 1)
    ]


def _kind(address: str) -> str:
    """Return `mailtos` of `mailtos://…`; what is no address may be a password that was split off, and is not shown."""
    found = re.match(r"([a-z][a-z0-9]{1,19})://", address, re.IGNORECASE)
    return found[1].lower() if found else "?"


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Apprise and what it asks from logging: at finer levels their lines hold hosts, secret paths and answers.

    Its deprecation warnings are its authors' business (2.2.0 imports `imghdr` below Python 3.13).
    """
    logs = [logging.getLogger(name) for name in ("apprise", "urllib3.connectionpool")]
    before = [log.disabled for log in logs]
    try:
        for log in logs:
            log.disabled = True
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        for log, disabled in zip(logs, before, strict=True):
            log.disabled = disabled


def _named(words: Words, name: str) -> Words:
    return Words(*(text.format(name=name, variable=VARIABLE) for text in words))


_NO_ADDRESS = Words(
    "Không báo được cho người phụ trách: địa chỉ thứ {name} trong {variable} không đúng dạng. "
    "Sửa theo docs/configuration.md (ký tự đặc biệt trong mật khẩu phải mã hóa, ví dụ @ thành %40).",
    "Nobody was told: address {name} in {variable} is not of a known form. "
    "Mend it after docs/configuration.md (special characters in a password are encoded, @ as %40).",
)
_NOT_TAKEN = Words(
    "Chưa báo được cho người phụ trách qua địa chỉ thứ {name} trong {variable}: không kết nối được, hoặc bị từ chối. "
    "Lượt chạy sau sẽ báo lại; newsroom status cũng cho thấy những việc này. "
    "Kiểm tra mạng, máy chủ, tên và mật khẩu trong địa chỉ đó.",
    "Nobody was told by address {name} in {variable}: no connection, or it was refused. "
    "The next run tells it again; newsroom status shows the same. Check network, server, name and password there.",
)
