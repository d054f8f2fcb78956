"""The home page: a lead story, the newest ones, entrances by field and theme, and the programme's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.outputs.addresses import COLLECTIVES, PEOPLE
from newsroom.outputs.staged import Staged, page
from newsroom.outputs.structured_data import home_data
from newsroom.outputs.wording import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from newsroom.config import Config
    from newsroom.outputs.people import Directory
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import TermList, Terms

# Beside the lead, and below it in rows of three.
_BESIDE, _NEWEST = 4, 6


def home_page(
    stories: Sequence[PublishedStory], directory: Directory, config: Config, terms: Terms, today: date
) -> Staged:
    """Stage the home page from all published stories, oldest first, and everybody they are about."""
    cards = [story.card(terms, config.zone) for story in reversed(stories[-(1 + _BESIDE + _NEWEST) :])]
    data: dict[str, Any] = {
        "lead": cards[0] if cards else None,
        "beside": cards[1 : 1 + _BESIDE],
        "newest": cards[1 + _BESIDE :],
        "fields": _entrances(terms.fields, [s.story.fields for s in stories], "linh-vuc"),
        "themes": _entrances(terms.themes, [s.story.themes for s in stories], "chu-de"),
        "programme": _programme(terms, today),
        "numbers": _numbers(stories, directory),
    }
    changed_at = max((story.changed_at for story in stories), default=None)
    return page(
        "index.md",
        "home.html",
        config.site.title,
        config.site.description,
        modified_at=changed_at,
        home=data,
        structured_data=home_data(config),
    )


def _entrances(terms: TermList, used: Sequence[tuple[str, ...]], folder: str) -> list[dict[str, Any]]:
    return [
        {"label": term.label, "url": f"{folder}/{term.code}/", "count": sum(term.code in codes for codes in used)}
        for term in terms
    ]


def _programme(terms: Terms, today: date) -> dict[str, Any] | None:
    """Describe the newest programme in force, else the newest one."""
    newest_first = sorted(terms.programmes, key=lambda term: term.since, reverse=True)
    current = next((term for term in newest_first if term.name_on(today)), next(iter(newest_first), None))
    if current is None:
        return None
    return {
        "label": current.label,
        "url": f"chuong-trinh/{current.code}/",
        "legal": [terms.legal.label(document) for document in current.extra.get("legal", ())],
    }


def _numbers(stories: Sequence[PublishedStory], directory: Directory) -> list[dict[str, str]]:
    """Count what the lists behind the numbers show: whoever is in several stories is one."""
    people, collectives = (sum(1 for _ in directory.everybody(roll)) for roll in (PEOPLE, COLLECTIVES))
    # Who proposed a story takes part, and so does the unit of everybody in it.
    units = {story.story.unit for story in stories} | {
        subject.unit for story in stories for subject in story.story.subjects if subject.unit
    }
    return [
        {"value": number_text(len(stories)), "label": "bài đã đăng", "url": "nam/"},
        {"value": number_text(people), "label": "cá nhân", "url": f"{PEOPLE.folder}/"},
        {"value": number_text(collectives), "label": "tập thể, hộ gia đình, mô hình", "url": f"{COLLECTIVES.folder}/"},
        {"value": number_text(len(units)), "label": "đơn vị tham gia", "url": "don-vi/"},
    ]
