"""Structured data in schema.org's words, as search engines read them (JSON-LD), one script a page.

A story is an `Article`, not a `NewsArticle`: the office is no press organ under the Press Law, and what search engines
show is the same. Like everything that leaves, this is an allow-list.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newsroom.outputs.public_pictures import main_picture, share_picture
from newsroom.outputs.wording import unit_then_and_now

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from newsroom.config import Config
    from newsroom.outputs.public_pictures import PublicPicture
    from newsroom.outputs.published import PublishedStory
    from newsroom.story.model import Author, Story, Subject
    from newsroom.terms import Terms

# What could end the script element, or a line in JavaScript's eyes.
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_LANGUAGE = "vi"

_TYPE = "@type"

Step = tuple[str, str]
"""One step of a trail: its name and its address relative to the site's root."""


def as_script(*things: dict[str, Any]) -> str:
    """Write things as the text of an `application/ld+json` script that no word in them can break."""
    text = json.dumps({"@context": "https://schema.org", "@graph": list(things)}, ensure_ascii=False, sort_keys=True)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def story_data(story: PublishedStory, config: Config, terms: Terms) -> str:
    """Describe a story: the article, whom it is about, who wrote and who publishes it, and the way to it."""
    field = story.story.fields[0]
    way = [
        ("Lĩnh vực", "linh-vuc/"),
        (terms.fields.label(field), f"linh-vuc/{field}/"),
        (story.story.title, story.address),
    ]
    return as_script(_article(story, config, terms), _trail(way, config))


def list_data(name: str, description: str, way: Sequence[Step], shown: Sequence[PublishedStory], config: Config) -> str:
    """Describe a list by the stories its page shows, in their order; the last step of the way is the page itself."""
    address = config.site.url + way[-1][1]
    items = [
        {_TYPE: "ListItem", "position": position, "url": config.site.url + story.address, "name": story.story.title}
        for position, story in enumerate(shown, 1)
    ]
    page = {
        _TYPE: "CollectionPage",
        "@id": address,
        "url": address,
        "name": name,
        "description": description,
        "inLanguage": _LANGUAGE,
        "isPartOf": {"@id": _website_id(config)},
    }
    if items:
        page["mainEntity"] = {_TYPE: "ItemList", "numberOfItems": len(items), "itemListElement": items}
    return as_script(page, _trail(way, config))


def home_data(config: Config) -> str:
    """Describe the website, its search and the office behind it."""
    office, site = config.office, config.site
    website = {
        _TYPE: "WebSite",
        "@id": _website_id(config),
        "url": site.url,
        "name": site.title,
        "description": site.description,
        "inLanguage": _LANGUAGE,
        "publisher": {"@id": _office_id(config)},
        "potentialAction": {
            _TYPE: "SearchAction",
            "target": {_TYPE: "EntryPoint", "urlTemplate": f"{site.url}tim-kiem/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    publisher = _publisher(config) | {
        "address": office.address,
        "parentOrganization": {_TYPE: "GovernmentOrganization", "name": office.governing_body},
    }
    # Until the office has filled them in, these hold a note in brackets.
    if "@" in office.email:
        publisher["email"] = office.email
    if office.phone[:1] in set("+0123456789"):
        publisher["telephone"] = office.phone
    return as_script(website, publisher)


def dataset_data(name: str, description: str, address: str, file: str, config: Config) -> str:
    """Describe the open data: what they are, whose, and where the file with all of them lies."""
    dataset = {
        _TYPE: "Dataset",
        "@id": config.site.url + address,
        "url": config.site.url + address,
        "name": f"{name} – {config.site.title}",
        "description": f"{description} {config.site.description}",
        "inLanguage": _LANGUAGE,
        "isAccessibleForFree": True,
        "creator": _publisher(config),
        "usageInfo": config.site.url + address,
        "distribution": {
            _TYPE: "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": config.site.url + file,
        },
    }
    return as_script(dataset, _trail([(name, address)], config))


def _article(story: PublishedStory, config: Config, terms: Terms) -> dict[str, Any]:
    text, zone = story.story, config.zone
    day = story.day(zone)
    address = config.site.url + story.address
    article: dict[str, Any] = {
        _TYPE: "Article",
        "@id": f"{address}#bai-viet",
        "url": address,
        "mainEntityOfPage": address,
        "identifier": text.id,
        "headline": text.title,
        "description": text.summary,
        "inLanguage": _LANGUAGE,
        "isAccessibleForFree": True,
        "datePublished": story.published_at.astimezone(zone).isoformat(timespec="seconds"),
        "dateModified": story.changed_at.astimezone(zone).isoformat(timespec="seconds"),
        "image": [
            _image(picture) for picture in dict.fromkeys((main_picture(story, config), share_picture(story, config)))
        ],
        "author": [_author(author, day, config, terms) for author in text.authors],
        "publisher": _publisher(config),
        "copyrightHolder": {"@id": _office_id(config)},
        "usageInfo": f"{config.site.url}du-lieu/",
        "isPartOf": {"@id": _website_id(config)},
        "about": [_subject(subject, day, text, terms) for subject in text.subjects],
        "articleSection": terms.fields.label(text.fields[0]),
        "keywords": [
            *(terms.fields.label(code) for code in text.fields),
            *(terms.themes.label(code) for code in text.themes),
        ],
    }
    if text.corrections:
        article["correction"] = [
            {
                _TYPE: "CorrectionComment",
                "text": correction.note,
                "datePublished": correction.at.astimezone(zone).isoformat(timespec="seconds"),
            }
            for correction in text.corrections
        ]
    if text.source.kind != "tu-viet":
        article["isBasedOn"] = _present(
            {_TYPE: "CreativeWork", "name": text.source.name, "url": text.source.link}
            | ({"datePublished": text.source.date.isoformat()} if text.source.date else {})
        )
    if text.fictional:
        article["genre"] = "Bài minh họa, nhân vật hư cấu"
    return article


def _image(picture: PublicPicture) -> dict[str, Any]:
    return _present(
        {
            _TYPE: "ImageObject",
            "url": picture.url,
            "width": picture.width,
            "height": picture.height,
            "caption": picture.caption or picture.alt or None,
            "creditText": picture.credit,
        }
    )


def _author(author: Author, day: date, config: Config, terms: Terms) -> dict[str, Any]:
    bodies = {config.office.name, config.office.short_name, *(term.label for term in terms.units)}
    unit = terms.units.label(author.unit, day) if author.unit else None
    if author.name in bodies:
        return {_TYPE: "Organization", "name": author.name}
    return _present({_TYPE: "Person", "name": author.name, "affiliation": _organization(unit)})


def _subject(subject: Subject, day: date, text: Story, terms: Terms) -> dict[str, Any]:
    unit = unit_then_and_now(terms.units[subject.unit], day)[0] if subject.unit else None
    awards = [
        f"{terms.awards.label(award.title, award.date)} ({award.year})"
        for award in text.awards
        if award.status != "huy-bo"
    ]
    described: dict[str, Any]
    if subject.type == "ca-nhan":
        described = {
            _TYPE: "Person",
            "name": subject.name,
            "honorificPrefix": subject.honorific,
            "jobTitle": subject.role,
            "affiliation": _organization(unit),
        }
    elif subject.type == "mo-hinh":
        # A way of working is nobody.
        described = {_TYPE: "Thing", "name": subject.name, "description": subject.role}
    else:
        described = {
            _TYPE: "Organization",
            "name": subject.name,
            "description": subject.role,
            "parentOrganization": _organization(unit) if unit != subject.name else None,
        }
    # Of several subjects, the front matter does not say whose an award is.
    if awards and len(text.subjects) == 1 and subject.type != "mo-hinh":
        described["award"] = awards
    if text.fictional:
        described["disambiguatingDescription"] = "Nhân vật hư cấu"
    return _present(described)


def _organization(name: str | None) -> dict[str, str] | None:
    return {_TYPE: "Organization", "name": name} if name else None


def _publisher(config: Config) -> dict[str, Any]:
    logo = {_TYPE: "ImageObject", "url": f"{config.site.url}static/mark-180.png", "width": 180, "height": 180}
    return {
        _TYPE: "GovernmentOrganization",
        "@id": _office_id(config),
        "name": config.office.name,
        "url": config.site.url,
        "logo": logo,
    }


def _trail(way: Sequence[Step], config: Config) -> dict[str, Any]:
    steps = [("Trang chủ", ""), *way]
    items = [
        {_TYPE: "ListItem", "position": position, "name": name, "item": config.site.url + address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {_TYPE: "BreadcrumbList", "itemListElement": items}


def _website_id(config: Config) -> str:
    return f"{config.site.url}#trang"


def _office_id(config: Config) -> str:
    return f"{config.site.url}#co-quan"


def _present(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value is not None}
