"""`newsroom withdraw` at the desk: it takes a story down as it was read, and nobody's words with it."""

from __future__ import annotations

import pytest
from desk_kit import Desk

import newsroom.cli.withdraw

NAMED = ("withdraw", "GS-2025-0001", "--reason", "Thu hồi khen thưởng", "--by", "Lê Thị Chi", "--no-build")


def test_what_somebody_wrote_meanwhile_is_not_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story that was changed since it was read is refused, and stays as the other left it."""
    path = desk.office.write(1, picture=b"")
    theirs = path.read_bytes() + "\nMột câu của người khác.\n".encode()
    find = newsroom.cli.withdraw._find

    def find_and_be_late(*given):
        found = find(*given)
        path.write_bytes(theirs)
        return found

    monkeypatch.setattr(newsroom.cli.withdraw, "_find", find_and_be_late)
    assert desk.run(*NAMED) == 1
    assert "vừa được người khác sửa" in desk.err
    assert path.read_bytes() == theirs
