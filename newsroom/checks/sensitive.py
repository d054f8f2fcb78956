"""A story tells what is sensitive of its people only where their consent names it, channel by channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.checks.channels import NO_LEAVE
from newsroom.checks.finding import Finding, in_field
from newsroom.checks.privacy import masked
from newsroom.checks.public_words import public_words
from newsroom.checks.sensitive_words import SOMEBODY, People
from newsroom.gate import WEBSITE
from newsroom.papers import needs_consent, other_people
from newsroom.story.fold import name_key
from newsroom.story.sensitive import SENSITIVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.checks.public_words import Words
    from newsroom.checks.run import CheckInput
    from newsroom.checks.sensitive_words import Told
    from newsroom.story.model import Consent, Story, Subject
    from newsroom.story.read import StoryFile

_CODE = "R012"


def check(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Compare what the public words tell with what each consent allows."""
    story = file.story
    if story is None:
        return
    people = [(index, one) for index, one in enumerate(story.subjects) if needs_consent(one, given.terms)]
    names = [*(subject.name for subject in story.subjects), *other_people(story)]
    told = _told(file, story, people, list(enumerate(names))[len(story.subjects) :])
    excepted = next((number for number, one in enumerate(story.exceptions) if one.code == _CODE), None)
    if excepted is not None:
        if not told:
            yield in_field(file, "R011", ("exceptions", excepted), code=_CODE)
        return
    for one, words in told.values():
        named = [names[one.subject]] if one.subject != SOMEBODY else [subject.name for _, subject in people]
        yield from _without_leave(file, story, one, words, named)


def _told(
    file: StoryFile, story: Story, people: Sequence[tuple[int, Subject]], others: Sequence[tuple[int, str]]
) -> dict[tuple[str, int], tuple[Told, Words]]:
    """Return the first place at which each kind is told of each person."""
    found: dict[tuple[str, int], tuple[Told, Words]] = {}
    if people or others:
        spoken = list(public_words(file, story))
        reader = People(people, "\n".join(words.text for words in spoken), others)
        for words in spoken:
            for one in reader.tells(words.text):
                found.setdefault((one.kind, one.subject), (one, words))
    return found


def _without_leave(file: StoryFile, story: Story, one: Told, words: Words, named: Sequence[str]) -> Iterator[Finding]:
    lacking = [name for name in story.publish or (WEBSITE,) if not _may_tell(one.kind, story.consent, named, name)]
    kind = SENSITIVE[one.kind]
    values = {
        "subject": ", ".join(named),
        "code": one.kind,
        "shown": masked(words.text[one.start : one.end]),
    }
    if WEBSITE in lacking:
        yield words.finding(file, _CODE, one.start, kind=kind, **values)
        return
    for channel in lacking:
        yield words.finding(
            file,
            NO_LEAVE,
            one.start,
            channel=channel,
            reason_vi=f"{values['subject']} chưa cho phép nêu {kind.vi} trên kênh này",
            reason_en=f"{values['subject']} has not agreed to {kind.en} being told there",
            **values,
        )


def _may_tell(kind: str, consents: Sequence[Consent], named: Sequence[str], channel: str) -> bool:
    """Tell whether anybody of `named` agreed; of several papers for a channel the newest counts."""
    for key in map(name_key, named):
        held = [
            consent
            for consent in consents
            if channel in consent.channels and consent.withdrawn is None and name_key(consent.subject) == key
        ]
        if held and kind in max(held, key=lambda consent: consent.date).sensitive:
            return True
    return False
