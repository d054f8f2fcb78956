"""Ways in which a call to a platform breaks off on our side."""

from __future__ import annotations

import time
from typing import Any

from publishers.http import Answer, Http
from publishers.sandbox import Sandbox

_BRIEF_SECONDS = 0.05
_PATIENCE_SECONDS = 30.0


def platform_prefix(sandbox: Sandbox, channel: str) -> str:
    """Return how every address of a platform begins."""
    return f"{sandbox.base_url}/{'graph' if channel == 'facebook' else 'zalo-'}"


class HangingUp(Http):
    """Hangs up on the n-th call of a platform, whose answer is held back, once the platform is done with it."""

    def __init__(self, sandbox: Sandbox, channel: str, nth: int) -> None:
        super().__init__()
        self._prefix = platform_prefix(sandbox, channel)
        self._wall: Any = getattr(sandbox, channel)
        self._left = nth

    def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Answer:
        self._left -= url.startswith(self._prefix)
        if self._left != 0 or not url.startswith(self._prefix):
            return super().ask(method, url, writes=writes, **request)
        patient, self._timeout = self._timeout, (self._timeout[0], _BRIEF_SECONDS)
        try:
            return super().ask(method, url, writes=writes, **request)
        finally:
            self._timeout = patient
            self._wait_until_it_is_done()

    def _wait_until_it_is_done(self) -> None:
        """On a busy machine the platform may take longer than we wait; what comes next must find it done."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not any(call.fault.startswith("timeout_") for call in self._wall.calls()):
            assert time.monotonic() < until, "the platform never got the call"
            time.sleep(0.005)
