"""Errors of publishing, named for what must happen next.

    PublishError
    ├── Rejected        this payload will never be taken: a person must change it
    ├── NotAuthorized   credentials or permissions: the channel stops until a person mends them
    ├── RateLimited     wait `retry_after_seconds`; nothing was written
    ├── Unavailable     try later; certainly nothing was written
    ├── OutcomeUnknown  the write may have happened: only `find` may settle it
    ├── SeveralFound    more than one post looks like ours: only a person may settle it
    └── Gone            the post this is about is no longer there: somebody took it down

    NotConfigured       a setting is missing; raised before anything is asked of the platform

`str(error)` never holds a secret.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class PublishError(Exception):
    """A platform's answer that is not success."""

    message: str
    code: str = ""
    """The platform's code, `190/463` or `-216`."""
    trace: str = ""
    """The platform's request id, for its support."""
    retry_after_seconds: float | None = None

    def __str__(self) -> str:
        """Show the code, the sentence and the request id."""
        head = f"[{self.code}] " if self.code else ""
        return f"{head}{self.message}" + (f" (trace {self.trace})" if self.trace else "")


class Rejected(PublishError):
    """The platform refuses this payload; sending it again unchanged is pointless."""


class NotAuthorized(PublishError):
    """Token, permission, account or package: every delivery on this channel would fail alike."""


class RateLimited(PublishError):
    """Too many calls; nothing was written."""


class Unavailable(PublishError):
    """The platform cannot be reached or is down, and certainly wrote nothing."""


class OutcomeUnknown(PublishError):
    """The request went out and no reliable answer came back."""


class SeveralFound(PublishError):
    """Several posts carry this story's address."""


class Gone(PublishError):
    """The post that was to be corrected, commented or measured is no longer on the platform."""


class NotConfigured(Exception):
    """A setting that the channel needs is missing or wrong."""

    def __init__(self, name: str, vi: str, en: str) -> None:
        """Name the setting and say what it is for, in both languages."""
        super().__init__(en)
        self.name = name
        self.vi = vi
        self.en = en
