"""By what our posts are recognised, and what is not mistaken for it."""

from __future__ import annotations

import unicodedata
from typing import Any
from urllib.parse import quote

import pytest

from publishers.facebook_page.marks import attached_photos, marks_in, marks_of, page_of, time_of, wanted_marks

LINK = "https://guong.example/2026/chi-mai/"
WANTED = wanted_marks("GS-2026-0142", LINK, "Mời đọc")


@pytest.mark.parametrize(
    "text",
    [
        f"Đọc bài: {LINK}",
        f"Đọc bài: {LINK}?utm_source=facebook&utm_medium=social",
        f"({LINK}).",
        f"“{LINK}”",
        f"{LINK}#anh",
        f"{LINK}?fbclid=abc",
        "HTTPS://GUONG.example/2026/chi-mai/",
        "Mã bài: GS-2026-0142",
        "mã bài:GS-2026-0142.",
        unicodedata.normalize("NFD", "Mã bài: GS-2026-0142"),
        "Mời\nđọc",
    ],
)
def test_these_are_ours(text: str) -> None:
    """The address with any visit counting and punctuation, the story's number, or exactly our words."""
    assert marks_in(text) & WANTED


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{LINK}2/",
        f"{LINK}?trang=2",
        "https://guong.example/2026/chi-mai-1/",
        "https://other.example/2026/chi-mai/",
        "Mã bài: GS-2026-01420",
        "GS-2026-0142",
        "Mời đọc nhé",
        "https://[broken/ http://",
    ],
)
def test_these_are_not(text: str) -> None:
    """Neighbouring addresses, other queries, a number out of its line and similar words are somebody else's."""
    assert not marks_in(text) & WANTED


@pytest.mark.parametrize(
    "attachment",
    [
        {"unshimmed_url": f"{LINK}?utm_source=x"},
        {"url": LINK},
        {"url": f"https://l.facebook.com/l.php?u={quote(LINK + '?utm_source=x', safe='')}&h=AT0"},
        {"target": {"url": LINK}},
        {"subattachments": {"data": [{"url": LINK}]}},
    ],
)
def test_a_preview_is_recognised_however_it_is_described(attachment: dict[str, Any]) -> None:
    """The link of a preview counts in every field, also behind Facebook's redirect."""
    assert marks_of({"attachments": {"data": [attachment]}}) & WANTED


@pytest.mark.parametrize("attachments", [None, [], {}, {"data": None}, {"data": ["x"]}, {"data": [{"target": "x"}]}])
def test_odd_attachments_are_no_error(attachments: Any) -> None:
    """An answer in another shape carries no marks."""
    assert not marks_of({"message": None, "attachments": attachments}) & WANTED
    assert attached_photos({"attachments": attachments}) == []


def test_photos_keep_their_order() -> None:
    """An album's own target is no photo; its parts are, in order."""
    parts = [{"media_type": "photo", "target": {"id": number}} for number in ("7", "3")]
    album = {"media_type": "album", "target": {"id": "1_2"}, "subattachments": {"data": parts}}
    assert attached_photos({"attachments": {"data": [album]}}) == ["7", "3"]
    assert attached_photos({"attachments": {"data": parts[:1]}}) == ["7"]


def test_addresses_and_times_survive_what_cannot_be_read() -> None:
    """What is no address stays as it is, and what is no time is None."""
    assert page_of("http://[bad") == "http://[bad"
    assert time_of("soon") is None
    assert time_of("2026-09-05T14:33:01+0000") is not None
