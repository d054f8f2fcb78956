"""The list that lobby screens look at every minute."""

from __future__ import annotations

import json

from office_kit import Office

# What a screen may know of a story.
KEYS = {
    "id", "revision", "url", "title", "kicker", "name", "role", "text",
    "fields", "unit", "qr", "address", "picture", "note",
}  # fmt: skip


def test_the_newest_come_first_and_only_public_words_leave(published: Office) -> None:
    """The list holds every story the site shows, newest first, with an allow-list of keys and files that are there."""
    document = json.loads(published.page("trinh-chieu/slides.json"))
    slides = document["slides"]
    assert [slide["id"] for slide in slides] == [f"GS-2025-{number:04d}" for number in range(7, 0, -1)]
    for slide in slides:
        assert set(slide) == KEYS
        assert slide["name"] == "Chị Nguyễn Thị Hạnh"
        assert (published.site / slide["qr"]).is_file()
        assert (published.site / slide["picture"]["src"]).is_file()
    assert "DY-" not in json.dumps(document)


def test_an_edit_of_the_machinery_is_told_to_running_screens(office: Office) -> None:
    """A changed script gives the list another machine name, so that running screens load themselves anew."""
    office.write(1)
    office.build()
    before = json.loads(office.page("trinh-chieu/slides.json"))
    script = office.root / "site" / "assets" / "slideshow.js"
    script.write_text(script.read_text(encoding="utf-8") + "// 2\n", encoding="utf-8")
    office.build()
    after = json.loads(office.page("trinh-chieu/slides.json"))
    assert after["machine"] != before["machine"]
    assert after["slides"] == before["slides"]
    assert f'data-machine="{after["machine"]}"' in office.page("trinh-chieu/index.html")


def test_without_stories_there_is_a_page_that_says_so(office: Office) -> None:
    """An empty newsroom has the page and an empty list."""
    office.build()
    assert json.loads(office.page("trinh-chieu/slides.json"))["slides"] == []
    assert "Chưa có bài nào được đăng" in office.page("trinh-chieu/index.html")
