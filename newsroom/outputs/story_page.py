"""A story's page: its data for the template, and its text with pictures and links made ready for the site."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from newsroom.checks.links import internal_address
from newsroom.outputs.addresses import month_address
from newsroom.outputs.awards import award_data, needs_notice, shown_awards
from newsroom.outputs.picture_html import picture_html
from newsroom.outputs.picture_sizes import CARD_HEIGHT, CARD_WIDTH
from newsroom.outputs.placed_text import Surroundings, place
from newsroom.outputs.sharing import QR_NAME, report_query, share_links
from newsroom.outputs.staged import Staged, page
from newsroom.outputs.structured_data import story_data
from newsroom.outputs.wording import date_text, moment, programme, unit_then_and_now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from newsroom.config import Config
    from newsroom.outputs.people import Addresses
    from newsroom.outputs.pictures import PictureSet
    from newsroom.outputs.published import PublishedStory
    from newsroom.outputs.story_text import KnownTexts
    from newsroom.story.model import Picture, Story, Subject
    from newsroom.terms import Terms

# How wide the style sheet shows a picture in the text.
_SIZES = "(min-width: 76em) 49rem, (min-width: 60em) calc(100vw - 27rem), 92vw"
# A picture without a description still gives its link a name.
_LARGER = '<span class="unseen"> Xem ảnh lớn</span>'


def story_page(
    story: PublishedStory,
    *,
    texts: KnownTexts,
    config: Config,
    terms: Terms,
    directory: Addresses,
    shown: frozenset[str],
    beside: tuple[PublishedStory | None, PublishedStory | None],
    related: Sequence[PublishedStory],
) -> Staged:
    """Stage one story, with the stories before and after it beside.

    `shown` are the addresses that exist on the site; links elsewhere lose their link.
    Only what is named here leaves: consent, verification, approval and birth years never do.
    """
    text = story.story
    address = story.address
    body = _body(story, texts, shown)
    data = {
        **_identity(story, config),
        **_classification(text, story.day(config.zone), terms, directory),
        "published": moment(story.published_at, config.zone),
        "updated": moment(story.updated_at, config.zone) if story.updated_at else None,
        "cover": _cover(story),
        "more_pictures": _more_pictures(story, body),
        "awards": [award_data(award, terms) for award in shown_awards(text, config)],
        "award_notice": needs_notice(text, config),
        "source": _source(text, config),
        "corrections": [
            {"date": moment(correction.at, config.zone), "text": correction.note} for correction in text.corrections
        ],
        "previous": _neighbour(beside[0]),
        "next": _neighbour(beside[1]),
        "related": [other.card(terms, config.zone) for other in related],
        "reading_minutes": story.reading_minutes(),
        "text": body,
    }
    described = story_data(story, config, terms)
    return page(
        f"{address}index.md",
        "story.html",
        text.title,
        text.summary,
        modified_at=story.changed_at,
        story=data,
        structured_data=described,
    )


def _identity(story: PublishedStory, config: Config) -> dict[str, Any]:
    text, address = story.story, story.address
    canonical = config.site.url + address
    return {
        "id": text.id,
        "revision": story.revision,
        "fictional": text.fictional,
        "url": address,
        "canonical": canonical,
        "share": share_links(canonical),
        "qr": address + QR_NAME,
        "report": report_query(text, canonical),
        "card_image": {
            "url": config.site.url + address + story.pictures.card.name,
            "width": CARD_WIDTH,
            "height": CARD_HEIGHT,
            "alt": text.title,
        },
    }


def _classification(text: Story, day: date, terms: Terms, directory: Addresses) -> dict[str, Any]:
    return {
        "kind": terms.kinds.label(text.kind),
        "kind_url": f"loai-guong/{text.kind}/",
        "subjects": [
            {**_subject(subject, day, terms), "url": directory.address(text, index)}
            for index, subject in enumerate(text.subjects)
        ],
        "unit": _unit(text.unit, day, terms),
        "fields": [{"label": terms.fields.label(code), "url": f"linh-vuc/{code}/"} for code in text.fields],
        "themes": [{"label": terms.themes.label(code), "url": f"chu-de/{code}/"} for code in text.themes],
        "programme": programme(text, terms),
        "year": {"label": str(day.year), "url": f"nam/{day.year}/"},
        "month": {"label": f"Tháng {day.month}/{day.year}", "url": month_address(day.year, day.month)},
        "criteria": [
            {"code": c.code, "label": terms.criteria.label(c.code, day), "evidence": c.evidence} for c in text.criteria
        ],
        "replicated_at": [_unit(code, day, terms) for code in text.replicated_at],
        "authors": [
            {"name": author.name, "unit": terms.units.label(author.unit, day) if author.unit else None}
            for author in text.authors
        ],
    }


def _subject(subject: Subject, day: date, terms: Terms) -> dict[str, Any]:
    return {
        "name": subject.name,
        # Not Jinja's `capitalize`, which would make "PGS.TS." "Pgs.ts.".
        "honorific": subject.honorific[:1].upper() + subject.honorific[1:] if subject.honorific else None,
        "role": subject.role,
        "unit": _unit(subject.unit, day, terms) if subject.unit else None,
    }


def _unit(code: str, day: date, terms: Terms) -> dict[str, str | None]:
    """Name a unit as on `day`, with its present name when that is another."""
    then, now = unit_then_and_now(terms.units[code], day)
    return {"label": then, "now": now, "url": f"don-vi/{code}/"}


def _cover(story: PublishedStory) -> dict[str, Any] | None:
    return _picture(story, story.story.pictures[0]) if story.story.pictures else None


def _more_pictures(story: PublishedStory, body: str) -> list[dict[str, Any]]:
    """Return the pictures that are neither the cover nor shown in the text: a listed picture is never lost."""
    made = story.pictures.sets
    return [_picture(story, picture) for picture in story.story.pictures[1:] if made[picture.file].name not in body]


def _picture(story: PublishedStory, picture: Picture) -> dict[str, Any]:
    made = story.pictures.sets[picture.file]
    return {
        **made.image(story.address, picture.alt),
        "large": story.address + made.large.name,
        "caption": picture.caption,
        "credit": picture.credit,
    }


def _source(text: Story, config: Config) -> dict[str, str | None]:
    source = text.source
    if source.kind == "tu-viet":
        return {"text": config.office.name, "link": None}
    words = source.name or "nguồn trích dẫn"
    return {"text": f"{words}, {date_text(source.date)}" if source.date else words, "link": source.link}


def _neighbour(other: PublishedStory | None) -> dict[str, str] | None:
    return {"title": other.story.title, "url": other.address} if other else None


def _body(story: PublishedStory, texts: KnownTexts, shown: frozenset[str]) -> str:
    listed = {picture.file: picture for picture in story.story.pictures}

    def figure(file: str, alt: str) -> str | None:
        return _figure(story, listed[file], alt) if file in listed else None

    def image(file: str, alt: str) -> str:
        made = story.pictures.sets.get(file)
        return _in_text(made, alt) if made else html.escape(alt)

    def link(address: str) -> str | None:
        return _followed(address, shown)

    return place(texts.html(story.file.body), Surroundings(figure, image, link, texts.taken))


def _figure(story: PublishedStory, picture: Picture, alt: str) -> str:
    caption = html.escape(picture.caption or "")
    credit = f'<span class="credit">Ảnh: <bdi>{html.escape(picture.credit)}</bdi></span>' if picture.credit else ""
    below = f"<figcaption>{caption} {credit}</figcaption>" if caption or credit else ""
    made = story.pictures.sets[picture.file]
    link = f'<a class="zoom" href="{made.large.name}">{_in_text(made, alt or picture.alt)}{_LARGER}</a>'
    form = " is-tall" if made.large.height > made.large.width else ""
    return f'<figure class="story-picture{form}">{link}{below}</figure>'


def _in_text(made: PictureSet, alt: str) -> str:
    # The pictures lie beside the page.
    return picture_html(made.image("", alt), _SIZES)


def _followed(target: str, shown: frozenset[str]) -> str | None:
    """Make a root-relative address relative to the story's page, two folders deep; None where nothing is shown."""
    address = internal_address(target)
    if address is None or address not in shown:
        return None
    rest = target.lstrip("/")[len(address.rstrip("/")) :].lstrip("/")
    return f"../../{address}{rest}"
