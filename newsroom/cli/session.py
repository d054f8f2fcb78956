"""What one run of the command line was given; everything heavy is opened when first asked for."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from newsroom.clock import SystemClock

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom.clock import Clock
    from newsroom.config import Config
    from newsroom.language import Language, Words
    from newsroom.workspace import Workspace


@dataclass(slots=True)
class Session:
    """Options, environment and clock of one run."""

    config_path: Path
    stories: Path | None
    state: Path | None
    language: Language
    environment: dict[str, str]
    debug: bool = False
    clock: Clock = field(default_factory=SystemClock)
    _config: Config | None = None

    def config(self) -> Config:
        """Read newsroom.toml once."""
        from newsroom.config import read_config

        if self._config is None:
            self._config = read_config(self.config_path, self.environment, stories=self.stories, state=self.state)
        return self._config

    def workspace(self) -> Workspace:
        """Read and check all stories."""
        from newsroom.workspace import open_workspace

        return open_workspace(self.config(), self.clock.now())

    def known_workspace(self) -> Workspace:
        """Return the same, reading only stories that have changed since the last time."""
        from newsroom.index.whole import open_known_workspace

        return open_known_workspace(self.config(), self.clock.now())

    def wait_for_interrupt(self) -> None:
        """Return when the person presses Ctrl+C: that is how these commands end, not how they fail."""
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                self.clock.sleep(3600)

    def say(self, words: Words, **values: object) -> None:
        """Print one sentence in the person's language."""
        click.echo(words.say(self.language, **values))

    def complain(self, words: Words, **values: object) -> None:
        """Print one sentence beside the result, where it does not mix with it."""
        click.echo(words.say(self.language, **values), err=True)


def print_json(document: Any) -> None:
    """Print the one JSON document of a command run with `--json`."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
