"""A small newsroom for each test."""

from pathlib import Path

import pytest
from odd_stories import write_odd_stories
from office_kit import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an empty newsroom."""
    return Office(tmp_path / "office")


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build cache with compiled templates, which costs each cold build most of its time."""
    office = Office(tmp_path_factory.mktemp("warm") / "office")
    office.write(1)
    office.build()
    return office.root / "build" / "cache"


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, dict[str, str]]:
    """Return a built newsroom of odd stories and what is odd → its page's address; to be read only."""
    office = Office(tmp_path_factory.mktemp("odd") / "office")
    addresses = write_odd_stories(office)
    office.build()
    return office, addresses
