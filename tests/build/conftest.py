"""A small newsroom for each test."""

from pathlib import Path

import pytest
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
