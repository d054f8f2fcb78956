"""Lists of stories by field, theme, unit, programme and year.

Archive pages are numbered from the oldest story and full for ever; the newest stories stand on the list's own
address. So a new story changes one page of each list that shows it, not all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsroom.outputs.addresses import DIMENSIONS, FOLLOWED, Dimension, feed_addresses, terms_of
from newsroom.outputs.staged import Staged, page
from newsroom.outputs.structured_data import list_data
from newsroom.outputs.wording import date_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import Term, Terms


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list: number from 1 (oldest), or None for the newest page; newest story first."""

    number: int | None
    stories: list[PublishedStory]


def paginate(stories: Sequence[PublishedStory], size: int) -> list[Slice]:
    """Cut a list, oldest first, into full archive pages and the newest page.

    The newest page holds between half a page and one and a half, so that it is never nearly empty.
    """
    full = max(0, (len(stories) - size // 2) // size)
    archive = [Slice(n + 1, list(reversed(stories[n * size : (n + 1) * size]))) for n in range(full)]
    return [*archive, Slice(None, list(reversed(stories[full * size :])))]


def story_terms(dimension: Dimension, story: PublishedStory, zone: ZoneInfo) -> tuple[str, ...]:
    """Return the codes under which a story stands in a dimension."""
    text = story.story
    codes: dict[str, tuple[str, ...]] = {
        "linh-vuc": text.fields,
        "chu-de": text.themes,
        "don-vi": (text.unit,),
        "chuong-trinh": (text.programme,),
        "nam": (str(story.day(zone).year),),
    }
    return codes[dimension.folder]


def grouped(dimension: Dimension, stories: Sequence[PublishedStory], zone: ZoneInfo) -> dict[str, list[PublishedStory]]:
    """Return code → its stories, oldest first."""
    groups: dict[str, list[PublishedStory]] = {}
    for story in stories:
        for code in story_terms(dimension, story, zone):
            groups.setdefault(code, []).append(story)
    return groups


def list_pages(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> Iterator[Staged]:
    """Stage every list and every index of lists; a term without stories has a page too, saying so."""
    for dimension in DIMENSIONS:
        groups = grouped(dimension, stories, config.zone)
        listed = terms_of(dimension, terms)
        entries: list[tuple[str, str, Term | None]]
        if listed is None:
            entries = [(code, code, None) for code in sorted(groups, reverse=True)]
        else:
            entries = [(term.code, term.label, term) for term in listed]
        yield _index(dimension, entries, groups, config)
        for code, label, term in entries:
            yield from _list(dimension, code, label, term, groups.get(code, []), config, terms)


def _index(
    dimension: Dimension,
    entries: Sequence[tuple[str, str, Term | None]],
    groups: dict[str, list[PublishedStory]],
    config: Config,
) -> Staged:
    items = [
        {
            "label": label,
            "url": f"{dimension.folder}/{code}/",
            "count": len(groups.get(code, ())),
            "note": "; ".join(_dated_names(term)) if term else "",
        }
        for code, label, term in entries
    ]
    data = {"label": dimension.label, "intro": dimension.intro, "terms": items}
    described = list_data(dimension.label, dimension.intro, [(dimension.label, f"{dimension.folder}/")], [], config)
    return page(
        f"{dimension.folder}/index.md",
        "terms.html",
        dimension.label,
        dimension.intro,
        terms=data,
        structured_data=described,
    )


def _list(
    dimension: Dimension,
    code: str,
    label: str,
    term: Term | None,
    stories: Sequence[PublishedStory],
    config: Config,
    terms: Terms,
) -> Iterator[Staged]:
    home = f"{dimension.folder}/{code}/"
    slices = paginate(stories, config.site.page_size)
    last = len(slices) - 1
    for index, part in enumerate(slices):
        older = f"{home}trang/{slices[index - 1].number}/" if index > 0 else None
        newer = None if index == last else _address(home, slices[index + 1])
        data: dict[str, Any] = {
            "label": label,
            "dimension": dimension.label,
            "dimension_url": f"{dimension.folder}/",
            "intro": _intro(dimension, code, terms),
            "dated_names": _dated_names(term) if term else [],
            # The count would change every archive page with each new story.
            "count": len(stories) if index == last else None,
            "cards": [story.card(terms, config.zone) for story in part.stories],
            "page": part.number,
            "newer": newer,
            "older": older,
            "newest": home if index != last else None,
            "feeds": feed_addresses(home) if dimension.folder in FOLLOWED else None,
        }
        address = _address(home, part)
        title = label if part.number is None else f"{label} - trang {part.number}"
        description = f"{dimension.label}: {label}. {config.site.title}, {config.office.name}."
        changed_at = max((story.changed_at for story in part.stories), default=None)
        way = [(dimension.label, f"{dimension.folder}/"), (label, home)]
        if part.number is not None:
            way.append((f"Trang {part.number}", address))
        yield page(
            f"{address}index.md",
            "list.html",
            title,
            description,
            modified_at=changed_at,
            list=data,
            structured_data=list_data(title, description, way, part.stories, config),
        )


def _address(home: str, part: Slice) -> str:
    return home if part.number is None else f"{home}trang/{part.number}/"


def _intro(dimension: Dimension, code: str, terms: Terms) -> str | None:
    if dimension.terms != "programmes" or code not in terms.programmes:
        return None
    bases = [terms.legal.label(document) for document in terms.programmes[code].extra.get("legal", ())]
    return "Căn cứ: " + "; ".join(bases) + "." if bases else None


def _dated_names(term: Term) -> list[str]:
    """Tell earlier names of a term with their last day; empty when it never changed."""
    return [f"{name.label} (đến {date_text(name.until)})" for name in term.names[:-1] if name.until is not None]
