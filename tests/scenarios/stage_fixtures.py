"""Fixtures that prepare each act once and hand it out again and again."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import pytest
from act_stage import ACTS, Stage, prepare
from hand_made import Website

import publishers.registry
from publishers.sandbox import Sandbox

StageOf = Callable[[str], Stage]


@pytest.fixture(scope="session")
def stage_of(running_sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StageOf]:
    """Return a function that gives an act's stage, preparing it when it is asked for the first time."""
    folder = tmp_path_factory.mktemp("acts")
    websites: list[Website] = []

    @functools.cache
    def stage(name: str) -> Stage:
        websites.append(Website())
        return prepare(ACTS[name], running_sandbox, websites[-1], folder / name)

    yield stage
    for website in websites:
        website.close()


@pytest.fixture
def entry_points_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the installed packages' entry points once, as a process does: it takes longer than a whole case."""
    monkeypatch.setattr(publishers.registry, "entry_points", _entry_points)


_entry_points = functools.cache(publishers.registry.entry_points)
