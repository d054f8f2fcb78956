"""A story as if it were approved and due: what an editor looks at long before it may be shown.

Nothing made here is ever laid into `build/docs` or handed to the outbox.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from newsroom.approval import fingerprint_of
from newsroom.build.drawn_story import published
from newsroom.gate import WEBSITE
from newsroom.outputs.picture_file import probe
from newsroom.outputs.published import PublishedStory
from newsroom.story.model import Announcement, Story
from newsroom.terms import Term, TermList, Terms
from newsroom.terms.model import Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.config import Config
    from newsroom.story.read import StoryFile
    from newsroom.workspace import Workspace

NOT_CHOSEN = "chua-chon"
_NOT_CHOSEN_LABEL = "(chưa chọn)"
# What stands in the page for what the editor has not written yet.
_STAND_INS: dict[str, Any] = {
    "id": "GS-0000-0000",
    "title": "(Chưa có tiêu đề)",
    "slug": "chua-dat-ten",
    "summary": "(Chưa có tóm tắt)",
    "kind": NOT_CHOSEN,
    "programme": NOT_CHOSEN,
    "subjects": [{"name": "(Chưa ghi tên nhân vật)", "type": NOT_CHOSEN}],
    "unit": NOT_CHOSEN,
    "fields": [NOT_CHOSEN],
    "themes": [NOT_CHOSEN],
    "stage": NOT_CHOSEN,
    "authors": [{"name": "(Chưa ghi tác giả)"}],
    "source": {"kind": "tu-viet"},
    "status": "draft",
}
_LONGEST = {"title": 150, "summary": 300}
_EVER = date(1900, 1, 1)
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Imagined:
    """A story made presentable, with the lists that its codes need."""

    story: PublishedStory
    terms: Terms
    is_whole: bool
    """Nothing had to be stood in for: this is exactly what would be published."""
    has_website_time: bool
    """The story says itself when the website shows it."""


def imagine(workspace: Workspace, file: StoryFile) -> Imagined | None:
    """Return the story as if it were approved and due, its pictures drawn; None when nothing of it can be read.

    Raises:
        ConfigurationError: the picture cache cannot be written.

    """
    story = file.story or _mended(file, workspace.config)
    if story is None:
        return None
    usable = tuple(p for p in story.pictures if _is_usable(file, p.file, workspace))
    at = story.published_at or max((wanted.at for wanted in story.publish.values()), default=workspace.now)
    shown = story.model_copy(update={"pictures": usable, "publish": {WEBSITE: Announcement(at=at)} | story.publish})
    terms = _with_codes(workspace.terms, story)
    presentable = replace(file, story=shown, known_digests=None)
    # A sound story's own fingerprint, so that the page says which revision it is.
    current = workspace.fingerprint(file) if file.story is not None else fingerprint_of(presentable)
    return Imagined(
        published(workspace.config, terms, presentable, current),
        terms,
        is_whole=file.story is not None and usable == story.pictures,
        has_website_time=story.published_at is not None,
    )


def neighbour(workspace: Workspace, file: StoryFile, *, with_cover: bool) -> PublishedStory | None:
    """Return another story that stands on the site now, with nothing drawn but its cover, if that is wanted."""
    story = file.story
    if story is None or story.published_at is None:
        return None
    current = workspace.fingerprint(file)
    if not with_cover:
        return PublishedStory(file, story, current, story.published_at, _NOTHING_DRAWN)
    first = story.model_copy(update={"pictures": story.pictures[:1]})
    return published(workspace.config, workspace.terms, replace(file, story=first), current)


# Never asked for a file: only what a story says of itself is looked at.
_NOTHING_DRAWN: Any = None


def _is_usable(file: StoryFile, name: str, workspace: Workspace) -> bool:
    path = file.picture_path(name)
    return path is not None and probe(file.folder / name, workspace.given.known_pictures).problem is None


def _mended(file: StoryFile, config: Config) -> Story | None:
    """Read front matter that is not sound yet: what is missing or wrong is stood in for, or left out."""
    if file.front is None:
        return None
    data = {key: value for key, value in file.front.data.items() if key in Story.model_fields}
    for key, longest in _LONGEST.items():
        if isinstance(data.get(key), str):
            data[key] = data[key][:longest]
    data = {**{k: v for k, v in _STAND_INS.items() if k not in data}, **data}
    for _ in range(_ROUNDS):
        try:
            return Story.model_validate(data, context={"zone": config.zone})
        except ValidationError as error:
            for key in {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}:
                _stand_in(data, key)
    return None


def _stand_in(data: dict[str, Any], key: str) -> None:
    if key in _STAND_INS:
        data[key] = _STAND_INS[key]
    else:
        data.pop(key, None)


def _with_codes(terms: Terms, story: Story) -> Terms:
    """Return the lists with every code that the story names: one that is in no list stands for itself."""
    named = _codes(story)
    lists = {f.name: _with(getattr(terms, f.name), named.get(f.name, set())) for f in fields(Terms)}
    return Terms(**lists)


def _codes(story: Story) -> Mapping[str, set[str]]:
    units = {story.unit, *story.replicated_at}
    units |= {subject.unit for subject in story.subjects if subject.unit}
    units |= {author.unit for author in story.authors if author.unit}
    return {
        "units": units,
        "fields": set(story.fields),
        "themes": set(story.themes),
        "kinds": {story.kind},
        "subject_types": {subject.type for subject in story.subjects},
        "stages": {story.stage},
        "criteria": {criterion.code for criterion in story.criteria},
        "awards": {award.title for award in story.awards},
        "programmes": {story.programme},
    }


def _with(listed: TermList, codes: set[str]) -> TermList:
    missing = {code: _unknown(code) for code in sorted(codes) if code not in listed}
    return replace(listed, terms={**listed.terms, **missing}) if missing else listed


def _unknown(code: str) -> Term:
    return Term(code, (Name(_NOT_CHOSEN_LABEL if code == NOT_CHOSEN else code, _EVER),))
