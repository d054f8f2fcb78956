"""One small newsroom with one approved story, the one that tests/invalid keeps as a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from invalid_cases import HERE, NOW, lay_out


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop the clock, and forget this machine's language and addresses."""
    for name in ("NEWSROOM_SITE_URL", "LANG", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Return the folder of the newsroom; its story is stories/2026/giu-loi-hen/index.md."""
    lay_out(HERE / "valid" / "an-approved-story", tmp_path)
    return tmp_path


@pytest.fixture
def story_file(newsroom: Path) -> Path:
    return newsroom / "stories" / "2026" / "giu-loi-hen" / "index.md"
