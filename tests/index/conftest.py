"""A small newsroom for each test."""

from pathlib import Path

import pytest
from index_kit import SOCIAL
from office_kit import Office

from newsroom.index import signs


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a newsroom of three stories."""
    office = Office(tmp_path / "office")
    for number in range(3):
        office.write(number, publish=SOCIAL)
    return office


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust signs at once, as far as the disk's clock allows: what was written here a moment ago is not racy."""
    monkeypatch.setattr(signs, "_RACY", 0)
