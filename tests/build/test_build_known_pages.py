"""Stories' pages that need not be composed again, and what could make one stale."""

from __future__ import annotations

import inspect
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from newsroom.build import known_pages
from newsroom.outputs.pictures import StoryPictures
from newsroom.outputs.published import PublishedStory
from newsroom.outputs.story_page import story_page

if TYPE_CHECKING:
    from office_kit import Office


def test_all_that_a_page_can_see_is_in_its_key() -> None:
    """Whoever gives a page something new to depend on must put it into the key in known_pages.py, and then here."""
    assert {field.name for field in fields(PublishedStory)} == {
        "file",
        "story",
        "fingerprint",
        "published_at",
        "pictures",
        "_card",
    }
    assert {field.name for field in fields(StoryPictures)} == {"sets", "crops", "card", "cover", "cover_alt"}
    given = set(inspect.signature(story_page).parameters)
    assert given == {"story", "texts", "config", "terms", "directory", "shown", "beside", "related"}


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with the slug of each page that is composed."""
    slugs: list[str] = []

    def counting(story: PublishedStory, **given: Any) -> Any:
        slugs.append(story.story.slug)
        return story_page(story, **given)

    monkeypatch.setattr(known_pages, "story_page", counting)
    return slugs


def test_only_pages_that_show_the_edited_story_are_composed(office: Office, composed: list[str]) -> None:
    """After an edit the story, its neighbours and the pages that offer it are composed, and no other one."""
    for number in range(1, 8):
        fields_of = ["giao-duc"] if number < 3 else ["chuyen-doi-so"]
        themes = ["dam-nghi-dam-lam"] if number < 3 else ["hoc-tap-lam-theo-bac"]
        unit = "vp-mot" if number < 3 else "vp-hai"
        office.write(number, fields=fields_of, themes=themes, unit=unit, body="Xem [bài bảy](/2025/bai-7/).")
    office.build()
    assert len(composed) == 7
    composed.clear()
    office.build()
    assert composed == []
    office.write(1, fields=["giao-duc"], title="Tiêu đề khác")
    office.build()
    assert composed == ["bai-1", "bai-2"]
    composed.clear()
    office.write(7, status="draft", unit="vp-hai")  # the others lose their link to it; the edited one has none
    office.build()
    assert sorted(composed) == [f"bai-{number}" for number in range(2, 7)]


def test_a_staged_page_that_was_lost_is_composed_again(office: Office, composed: list[str]) -> None:
    """A page missing from the staging folder comes back as it was, although it is known."""
    office.write(1)
    office.build()
    staged = office.root / "build" / "docs" / "2025" / "bai-1" / "index.md"
    before = staged.read_bytes()
    staged.unlink()
    composed.clear()
    office.build()
    assert staged.read_bytes() == before
    assert composed == ["bai-1"]
