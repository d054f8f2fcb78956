"""Small newsrooms whose website is looked at."""

from pathlib import Path

import pytest
from office_kit import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an empty newsroom."""
    return Office(tmp_path / "office")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return a built newsroom of six stories; to be read only."""
    office = Office(tmp_path_factory.mktemp("published") / "office")
    for number in range(1, 7):
        office.write(number, fields=["giao-duc"] if number % 2 else ["chuyen-doi-so", "giao-duc"])
    office.write(
        7,
        title="Chuyện “một cửa” & <người> giữ lửa",
        corrections=[{"at": "2025-03-01 08:00", "note": "Sửa số liệu."}],
        authors=[{"name": "Trần Văn Bình"}, {"name": "Lê Hoa"}],
    )
    office.build()
    return office
