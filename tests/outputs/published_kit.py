"""Published stories in memory, for tests of what pages are planned: nothing is drawn, rendered or on disk."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from office_kit import REPOSITORY

from newsroom.config import Config, read_config
from newsroom.outputs.all_lists import all_lists
from newsroom.outputs.people import Directory
from newsroom.outputs.published import PublishedStory
from newsroom.story.front_matter import FrontMatter
from newsroom.story.model import Story
from newsroom.story.read import StoryFile
from newsroom.terms import Terms, read_terms

TODAY = date(2026, 11, 23)
FIRST = datetime(2023, 1, 5, 1, 0, tzinfo=UTC)


def settings(**site: Any) -> Config:
    """Return the repository's own settings, with other values in [site]."""
    config = read_config(REPOSITORY / "newsroom.toml", {})
    return config.model_copy(update={"site": config.site.model_copy(update=site)})


@cache
def office_terms() -> Terms:
    """Return the repository's own lists."""
    return read_terms(REPOSITORY / "stories" / "terms")


def published(number: int, at: datetime | None = None, **front: Any) -> PublishedStory:
    """Return story `number`, published `number` hours after the first unless said otherwise."""
    at = at or FIRST + timedelta(hours=number)
    story = Story.model_validate(
        {
            "id": f"GS-{at.year}-{number % 10000:04d}",
            "title": f"Bài số {number}",
            "slug": f"bai-{number}",
            "summary": "Tóm tắt.",
            "kind": "nguoi-tot-viec-tot",
            "programme": "dien-hinh-2022-2025",
            "subjects": [person(f"Nguyễn Văn Số {number}")],
            "unit": "vp-hctc",
            "fields": ["giao-duc"],
            "themes": ["dam-nghi-dam-lam"],
            "stage": "tuyen-truyen",
            "authors": [{"name": "Lê An"}],
            "source": {"kind": "tu-viet"},
            "status": "approved",
            "publish": {"website": {"at": at}},
        }
        | front
    )
    path = Path(f"stories/{at.year}/{story.slug}/index.md")
    matter = FrontMatter({}, {}, {}, "Lời.", 1)
    file = StoryFile(path, str(path), str(at.year), story.slug, "", matter, story)
    image = {"src": f"{at.year}/{story.slug}/anh.jpg", "alt": "Ảnh", "width": 480, "height": 320}
    pictures: Any = SimpleNamespace(thumbnail_for_card=lambda _address: image)
    return PublishedStory(file, story, f"sha256:{number:064x}", at, pictures)


def person(name: str, unit: str | None = "vp-hctc", **more: Any) -> dict[str, Any]:
    """Return a subject who is a person."""
    return {"name": name, "type": "ca-nhan", "unit": unit, **more}


def staged_lists(
    stories: list[PublishedStory], config: Config | None = None, today: date = TODAY, withdrawn: tuple[Story, ...] = ()
) -> dict[str, bytes]:
    """Return every list page by its address."""
    config = config or settings()
    stories = sorted(stories, key=lambda story: (story.published_at, story.story.id))
    pages = all_lists(stories, Directory(stories, withdrawn), config, office_terms(), today)
    found = {page.address or "": page.content() for page in pages}
    assert all(address for address in found)
    return found


def data_of(pages: dict[str, bytes], address: str, key: str) -> Any:
    """Return what a staged page hands to its template."""
    for line in pages[address].decode().splitlines():
        if line.startswith(f"{key}: "):
            return json.loads(line.removeprefix(f"{key}: "))
    raise KeyError(key)
