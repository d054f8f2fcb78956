"""Consent records that will not do: about to end, of unknown scope, for another name, or the paper itself in Git."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from newsroom.checks.finding import Finding, in_field
from newsroom.checks.schema import did_you_mean
from newsroom.language import Words
from newsroom.papers import papers_of
from newsroom.story.fold import fold, name_key
from newsroom.story.model import PUBLIC_STATUSES
from newsroom.story.read import printable
from newsroom.story.sensitive import SENSITIVE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from newsroom.checks.run import CheckInput
    from newsroom.story.model import Story
    from newsroom.story.read import StoryFile

_WARNED_AHEAD_DAYS = 30
_CLOSE_NAMES = 0.85
_A_FILE = re.compile(
    r"(?i)\.(?:pdf|jpe?g|png|heic|heif|webp|tiff?|docx?|odt|zip|rar)\b|https?://|^[A-Z]:[\\/]|^\.{0,2}/"
)
_BETWEEN_WORDS = re.compile(r"[-_.]+")
# What people name the scans that they lay beside a story; "đông y" alone is traditional medicine.
_PAPERS = re.compile(
    r"\b(?:(?:giay|phieu|don|van ban|xac nhan) dong y|dong y (?:cong khai|dang|su dung)|cccd|cmnd|can cuoc"
    r"|chung minh (?:thu|nhan)|ho khau|khai sinh|uy quyen|ho chieu|ban cam ket|consent)\b"
)


def check(file: StoryFile, _given: CheckInput) -> Iterator[Finding]:
    """Look at what each record says, whatever the day."""
    story = file.story or file.readable
    if story is None:
        return
    for index, consent in enumerate(story.consent):
        for number, code in enumerate(consent.sensitive):
            if code not in SENSITIVE:
                near = difflib.get_close_matches(fold(code).replace(" ", "-"), SENSITIVE, n=1)
                known = Words(*(", ".join(f"{name} ({words.say(tongue)})" for name, words in SENSITIVE.items())
                                for tongue in ("vi", "en")))  # fmt: skip
                where = ("consent", index, "sensitive", number)
                yield in_field(file, "A007", where, code=code, known=known, **did_you_mean(near))
        for key in ("ref", "guardian"):
            value = getattr(consent, key)
            if value and _A_FILE.search(value):
                yield in_field(file, "A008", ("consent", index, key), shown=value)
        for key in ("until", "withdrawn"):
            end: date | None = getattr(consent, key)
            if end is not None and end < consent.date:
                values = {"ref": consent.ref, "end": f"{end:%d/%m/%Y}", "date": f"{consent.date:%d/%m/%Y}"}
                yield in_field(file, "A011", ("consent", index, key), **values)
    if file.story is not None:
        yield from _misnamed(file, story)


def check_today(file: StoryFile, given: CheckInput) -> Iterator[Finding]:
    """Warn of consents that are about to end, and of papers that lie in the story's folder now."""
    story = file.story
    if story is None:
        return
    yield from _scans(file)
    if story.status in PUBLIC_STATUSES and story.withdrawal is None and any(one.until for one in story.consent):
        yield from _ending(file, story, given)


def _misnamed(file: StoryFile, story: Story) -> Iterator[Finding]:
    people = [subject.name for subject in story.subjects]
    people += [name for picture in story.pictures for name in picture.people]
    named = {name_key(name) for name in people}
    agreed = {name_key(consent.subject) for consent in story.consent}
    without = [name for name in people if name_key(name) not in agreed]
    for index, consent in enumerate(story.consent if without else ()):
        if name_key(consent.subject) in named:
            continue
        near = max(without, key=lambda name: _likeness(name, consent.subject))
        if _likeness(near, consent.subject) >= _CLOSE_NAMES:
            values = {"ref": consent.ref, "subject": consent.subject, "near": near}
            yield in_field(file, "A010", ("consent", index, "subject"), **values)


def _likeness(name: str, other: str) -> float:
    return difflib.SequenceMatcher(None, fold(name), fold(other)).ratio()


def _scans(file: StoryFile) -> Iterator[Finding]:
    try:
        names = sorted(printable(path.name) for path in file.folder.iterdir())
    except OSError:
        return
    for name in names:
        if _PAPERS.search(fold(_BETWEEN_WORDS.sub(" ", name))):
            yield in_field(file, "A009", ("consent",), file=name)


def _ending(file: StoryFile, story: Story, given: CheckInput) -> Iterator[Finding]:
    today = given.now.astimezone(given.config.zone).date()
    papers = {name_key(paper.subject): paper for paper in papers_of(story, given.terms)}
    for index, consent in enumerate(story.consent):
        paper = papers.get(name_key(consent.subject))
        if paper is None or consent.until is None:
            continue
        days = (consent.until - today).days
        if not 0 <= days <= _WARNED_AHEAD_DAYS:
            continue
        longer = [one for one in paper.records if one.until is None or one.until > consent.until]
        channels = [
            name for name in story.publish
            if name in consent.channels and not any(name in one.channels and not one.is_over(today) for one in longer)
        ]  # fmt: skip
        if channels:
            yield in_field(file, "A006", ("consent", index, "until"), ref=consent.ref, subject=consent.subject,
                           until=f"{consent.until:%d/%m/%Y}", days=days, channels=", ".join(channels))  # fmt: skip
