"""One HTTP request at a time, with the one distinction that matters: did the request go out?"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError

from publishers.errors import OutcomeUnknown, Unavailable

# Connect quickly or not at all; platforms fetch pictures while we wait for the answer to a write.
_CONNECT_SECONDS, _READ_SECONDS = 10.0, 60.0
_MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer, read completely. `body` is the JSON object, or None when there is none."""

    status: int
    headers: Mapping[str, str]
    body: dict[str, Any] | None
    text: str
    """The first characters of the body, for messages."""
    raw: bytes = b""

    @property
    def whole(self) -> str:
        """The whole body as text."""
        return self.raw.decode("utf-8", "replace")


class _NoQueries(logging.Filter):
    """Cuts the query off every address that urllib3 logs: Meta takes some secrets only there."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, shortened."""
        if isinstance(record.args, tuple):
            record.args = tuple(arg.partition("?")[0] if isinstance(arg, str) else arg for arg in record.args)
        return True


_NO_QUERIES = _NoQueries()


class Http:
    """A session that never retries and never follows a redirect with a token in hand."""

    def __init__(self, session: requests.Session | None = None, read_seconds: float = _READ_SECONDS) -> None:
        """Use `session`, or open one."""
        for name in ("urllib3.connectionpool", "urllib3.util.retry"):
            logging.getLogger(name).addFilter(_NO_QUERIES)  # the same filter again does nothing
        self._session = session or requests.Session()
        # A proxy or .netrc of the machine must not see or change what carries a token.
        self._session.trust_env = False
        self._timeout = (_CONNECT_SECONDS, read_seconds)

    def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Answer:
        """Send one request and read its answer.

        Raises:
            Unavailable: nobody was reached, so nothing was written; or a read got no answer.
            OutcomeUnknown: a request that writes went out, and no whole answer came back.

        """
        lost = OutcomeUnknown if writes else Unavailable
        try:
            response = self._session.request(
                method, url, timeout=self._timeout, allow_redirects=False, stream=True, **request
            )
            raw = _read(response)
        except requests.exceptions.ConnectTimeout as error:
            raise Unavailable(f"no connection to {_host(url)}: timed out") from error
        except requests.exceptions.ConnectionError as error:
            if _never_connected(error):
                raise Unavailable(f"no connection to {_host(url)}") from error
            raise lost(f"the connection to {_host(url)} broke before an answer") from error
        except (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema) as error:
            raise Unavailable(f"not an address: {_host(url)}") from error
        except (requests.exceptions.RequestException, HTTPError, OSError) as error:
            raise lost(f"no whole answer from {_host(url)}: {type(error).__name__}") from error
        return Answer(response.status_code, response.headers, _object(raw), _show(raw), raw)


def _read(response: requests.Response) -> bytes:
    """Read to the end, so that the connection can serve again; an endless body counts as no answer."""
    parts: list[bytes] = []
    size = 0
    for part in response.iter_content(65536):
        parts.append(part)
        size += len(part)
        if size > _MOST_BYTES:
            response.close()
            raise requests.exceptions.ContentDecodingError
    return b"".join(parts)


def _never_connected(error: requests.exceptions.ConnectionError) -> bool:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, (NewConnectionError, NameResolutionError))


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        parsed = json.loads(raw)
    except (ValueError, UnicodeDecodeError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _show(raw: bytes) -> str:
    return " ".join(raw[:200].decode("utf-8", "replace").split())


def _host(url: str) -> str:
    """Name only the host: addresses can carry tokens."""
    return url.split("//", 1)[-1].split("/", 1)[0].split("?", 1)[0]
