"""What the operator must hear: one sentence, the remedy, and an exit code.

    NewsroomError
    ├── UsageError          2  the command was asked for something impossible
    ├── ConfigurationError  3  newsroom.toml, environment, credentials, disk, database
    ├── FindingsError       1  stories have errors; nothing was written
    └── NeedsPerson         4  only a person can settle this

Content problems are findings (`newsroom.checks`), never exceptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from newsroom.language import Language, Words


class NewsroomError(Exception):
    """An expected failure, worded for the person who will read it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: Words, remedy: Words, **values: object) -> None:
        """Keep both sentences and the `values` that belong into them."""
        super().__init__(what.say("en", **values))
        self.what = what
        self.remedy = remedy
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel whole from a worker process to the one that words the error."""
        return _rebuild, (type(self), self.what, self.remedy, self.values)

    def sentence(self, language: Language) -> str:
        """Say what happened."""
        return self.what.say(language, **self.values)

    def advice(self, language: Language) -> str:
        """Say what to do next."""
        return self.remedy.say(language, **self.values)


def _rebuild(kind: type[NewsroomError], what: Words, remedy: Words, values: dict[str, object]) -> NewsroomError:
    return kind(what, remedy, **values)


class UsageError(NewsroomError):
    """The command cannot do what it was asked."""

    exit_code: ClassVar[int] = 2


class ConfigurationError(NewsroomError):
    """The newsroom's settings, credentials or place on disk are not usable."""

    exit_code: ClassVar[int] = 3


class FindingsError(NewsroomError):
    """Stories have errors; the step that needed sound stories did not start."""

    exit_code: ClassVar[int] = 1


class NeedsPerson(NewsroomError):
    """A machine must not decide this."""

    exit_code: ClassVar[int] = 4
