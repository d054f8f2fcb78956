"""One small newsroom with one approved story, the one that tests/invalid keeps as a folder."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from hypothesis import settings

# Machines are shared: no property has a deadline of its own.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
# The small newsrooms and the hand that lays them out are shared; nothing else of that folder is.
sys.path.insert(0, str(Path(__file__).parents[1] / "invalid"))


@pytest.fixture(autouse=True)
def _standing_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from invalid_cases import NOW

    for name in ("NEWSROOM_SITE_URL", "LANG", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Return the folder of the newsroom; its story is stories/2026/giu-loi-hen/index.md."""
    from invalid_cases import HERE, lay_out

    lay_out(HERE / "valid" / "an-approved-story", tmp_path)
    return tmp_path


@pytest.fixture
def story_file(newsroom: Path) -> Path:
    return newsroom / "stories" / "2026" / "giu-loi-hen" / "index.md"
