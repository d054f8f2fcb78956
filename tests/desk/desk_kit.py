"""A small newsroom at a standing hour, and the command line in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import time_machine
from office_kit import NOW, Office

from newsroom.cli.main import run


@dataclass
class Desk:
    """The newsroom, and what its commands say."""

    office: Office
    capsys: pytest.CaptureFixture[str]
    code: int = 0
    out: str = ""
    err: str = ""

    def run(self, *arguments: str) -> int:
        self.capsys.readouterr()
        self.code = run(["--config", str(self.office.root / "newsroom.toml"), *arguments])
        self.out, self.err = self.capsys.readouterr()
        return self.code

    def json(self, *arguments: str) -> Any:
        self.run(*arguments, "--json")
        return json.loads(self.out)

    @property
    def stories(self) -> Path:
        return self.office.stories

    def tree(self) -> dict[str, bytes]:
        """Return every file of the stories' folder, hidden ones too."""
        return {str(p.relative_to(self.stories)): p.read_bytes() for p in self.stories.rglob("*") if p.is_file()}


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop the clock, and forget this machine's language and addresses."""
    for name in ("NEWSROOM_SITE_URL", "LANG", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(Office(tmp_path / "office"), capsys)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Type these lines into the terminal, one at each question; a line that is an exception is raised instead."""

    def type_lines(*lines: str | type[BaseException]) -> None:
        waiting = iter(lines)

        def answer(_question: str = "") -> str:
            line = next(waiting)
            if isinstance(line, str):
                return line
            raise line

        monkeypatch.setattr("newsroom.cli.asking.read_line", answer)
        monkeypatch.setattr("newsroom.cli.asking.is_person", lambda: True)

    return type_lines
