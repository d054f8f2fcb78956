"""Consent: which records name a person, what they cover, and since when one no longer does.

A picture needs the leave of whoever can be recognised in it, except where it was used for the public good or taken at
public activities (Civil Code 91/2015/QH13, article 32): subjects of the story or not.

A child is a person under 16 at publication (Law on Children 2016, article 1). Publishing what is private of a child
takes the child's own word from the age of seven and a guardian's (the same law, article 21; Law 91/2025/QH15, article
24). Of a birth year alone nobody knows the day, so the stricter reading counts on both ages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsroom.story.fold import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from newsroom.story.model import Consent, Picture, Story, Subject
    from newsroom.terms import Terms

ADULT_AT = 16
OWN_WORD_FROM = 7
PUBLIC_GROUNDS = frozenset({"hoat-dong-cong-cong", "loi-ich-cong-cong", "khong-nhan-ra-ai"})
"""Grounds of a picture that nobody in it has to agree to."""


class Agreed(NamedTuple):
    """One consent record: its scope, without whose it is."""

    since: date
    withdrawn: date | None
    channels: tuple[str, ...]
    pictures: bool
    until: date | None = None
    """The last day on which it holds."""
    has_guardian: bool = False
    child_agrees: bool = False

    def covers(self, channel: str, today: date) -> bool:
        """Tell whether the record holds for `channel` on `today`."""
        return channel in self.channels and self.since <= today and not self.is_over(today)

    def is_over(self, today: date) -> bool:
        """Tell whether the record was withdrawn, or its time has passed."""
        return self.is_withdrawn(today) or (self.until is not None and self.until < today)

    def is_withdrawn(self, today: date) -> bool:
        """Tell whether the person took the consent back."""
        return self.withdrawn is not None and self.withdrawn <= today


class Papers(NamedTuple):
    """Somebody in a story, and the consent records that name them."""

    subject: str
    needed: bool
    """Persons, households and whoever is pictured need a record; others are only held to those that name them."""
    records: tuple[Agreed, ...]
    pictured: bool = False
    """Their records must allow pictures."""
    is_child: bool = False
    from_seven: bool = False
    """A child old enough to have a say of its own."""

    def valid(self, channel: str, today: date) -> list[Agreed]:
        """Return the records that hold for `channel` on `today`."""
        return [record for record in self.records if record.covers(channel, today)]

    def over(self, channel: str, today: date) -> list[Agreed]:
        """Return the records that held for `channel` and are over, when no other one has come in their place."""
        over = [record for record in self.records if channel in record.channels and record.is_over(today)]
        return over if over and not self.valid(channel, today) else []


def papers_of(story: Story, terms: Terms) -> tuple[Papers, ...]:
    """Return the consent records of all whom a story holds up or pictures, or who agreed to being named in it.

    The subjects come first, in their order. A portrait is taken to show every one of them.
    """
    named: dict[str, list[Agreed]] = {}
    for consent in story.consent:
        named.setdefault(name_key(consent.subject), []).append(_agreed(consent))
    pictured = {name_key(name) for name in pictured_people(story)}
    has_portrait = any(picture.kind == "chan-dung" for picture in story.pictures)
    year, papers = publication_year(story), []
    for subject in story.subjects:
        key = name_key(subject.name)
        is_pictured = has_portrait or key in pictured
        records, needed = named.get(key, ()), needs_consent(subject, terms)
        papers.append(_papers(subject, records, year, needed=needed, pictured=is_pictured))
    for name in other_people(story):
        key = name_key(name)
        papers.append(Papers(name, key in pictured, tuple(named.get(key, ())), pictured=key in pictured))
    return tuple(papers)


def other_people(story: Story) -> tuple[str, ...]:
    """Return the names of those who are no subject, and agreed to something or must agree to a picture."""
    names = {name_key(consent.subject): consent.subject for consent in story.consent}
    names |= {name_key(name): name for name in pictured_people(story)}
    subjects = {name_key(subject.name) for subject in story.subjects}
    return tuple(name for key, name in names.items() if key not in subjects)


def pictured_people(story: Story) -> tuple[str, ...]:
    """Return the names of those who must agree to a picture, in the order of the pictures."""
    return tuple(name for picture in story.pictures if needs_leave(picture) for name in picture.people)


def needs_leave(picture: Picture) -> bool:
    """Tell whether whoever can be recognised in a picture must have agreed to its being used."""
    return picture.ground not in PUBLIC_GROUNDS


def needs_consent(subject: Subject, terms: Terms) -> bool:
    """Tell whether a subject must have agreed; one of a type that no list knows must."""
    if subject.type not in terms.subject_types:
        return True
    return bool(terms.subject_types[subject.type].extra.get("needs_consent"))


def publication_year(story: Story) -> int | None:
    """Return the year in which the story is first shown anywhere."""
    first = min((announcement.at for announcement in story.publish.values()), default=None)
    return first.year if first is not None else None


def is_child(subject: Subject, year: int | None) -> bool:
    """Tell whether a subject counts as a child when published in `year`; what the story says of it comes first."""
    if subject.child is not None:
        return subject.child
    return subject.birth_year is not None and year is not None and year - subject.birth_year <= ADULT_AT


def _papers(subject: Subject, records: Iterable[Agreed], year: int | None, *, needed: bool, pictured: bool) -> Papers:
    if not is_child(subject, year):
        return Papers(subject.name, needed, tuple(records), pictured)
    age = None if subject.birth_year is None or year is None else year - subject.birth_year
    return Papers(subject.name, needed=True, records=tuple(records), pictured=pictured, is_child=True,
                  from_seven=age is None or age >= OWN_WORD_FROM)  # fmt: skip


def _agreed(consent: Consent) -> Agreed:
    return Agreed(
        consent.date,
        consent.withdrawn,
        consent.channels,
        consent.pictures,
        consent.until,
        has_guardian=consent.guardian is not None,
        child_agrees=consent.child_agrees,
    )
