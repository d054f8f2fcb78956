"""How dates, people and units are written on pages and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from newsroom.config import Config
    from newsroom.story.model import Story, Subject
    from newsroom.terms import Term, Terms


def date_text(day: date) -> str:
    """Write a day as official Vietnamese texts do: 09/02/2026, a leading zero below ten."""
    return f"{day:%d/%m/%Y}"


def number_text(number: int) -> str:
    """Write a number as Vietnamese texts do: 12.345."""
    return f"{number:,}".replace(",", ".")


def moment(at: datetime, zone: ZoneInfo) -> dict[str, str]:
    """Return a moment for a `<time>` element: ISO 8601 with offset, and the day in words."""
    local = at.astimezone(zone)
    return {"iso": local.isoformat(timespec="seconds"), "text": date_text(local.date())}


def unit_then_and_now(unit: Term, day: date) -> tuple[str, str | None]:
    """Return a unit's name on `day`, and its present name when that is another."""
    then = unit.name_on(day) or unit.label
    return then, (unit.label if unit.label != then else None)


def named(subject: Subject) -> str:
    """Name a person with the honorific, if there is one: Chị Nguyễn Thị Hạnh."""
    name = subject.name
    # "Gia đình ông Lê Văn Hoành" has its honorific already.
    if subject.honorific and f" {subject.honorific.lower()} " not in f" {name.lower()} ":
        name = f"{subject.honorific} {name}"
    return name[:1].upper() + name[1:]


def who(subject: Subject) -> str:
    """Name a person as the office does: honorific, name, role."""
    return f"{named(subject)}, {subject.role}" if subject.role else named(subject)


def who_line(story: Story) -> str:
    """Name the story's subjects in one line; more than two are counted."""
    first = who(story.subjects[0])
    others = len(story.subjects) - 1
    if others == 0:
        return first
    if others == 1:
        return f"{story.subjects[0].name} và {story.subjects[1].name}"
    return f"{first} và {others} tập thể, cá nhân khác"


def programme(story: Story, terms: Terms) -> dict[str, Any]:
    """Return a programme's label, address and legal bases."""
    code = story.programme
    legal = terms.programmes[code].extra.get("legal", ()) if code in terms.programmes else ()
    return {
        "label": terms.programmes.label(code),
        "url": f"chuong-trinh/{code}/",
        "legal": [terms.legal.label(document) for document in legal],
    }


def card_words(story: Story, config: Config, terms: Terms) -> dict[str, str]:
    """Return the words of a story's share card (`CardText`'s fields)."""
    return {
        "title": story.title,
        "kicker": terms.fields.label(story.fields[0]),
        "who": who_line(story),
        "office": config.office.name,
        "column": config.site.title,
    }
