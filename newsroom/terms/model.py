"""A term is a code with a label that was valid from one day until another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Name:
    """One label of a term and the days on which it was in use; `until` is the last day."""

    label: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the label was in use on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a list. `names` is in order of time and never empty."""

    code: str
    names: tuple[Name, ...]
    extra: dict[str, Any] = field(default_factory=dict)
    """Further keys of the entry: `legal`, `short`, `parent`, `level`, `for`, `yearly`, `needs_consent`."""

    def name_on(self, day: date) -> str | None:
        """Return the label in use on `day`, or None when the term was not valid then."""
        return next((name.label for name in self.names if name.covers(day)), None)

    @property
    def label(self) -> str:
        """The newest label."""
        return self.names[-1].label

    @property
    def since(self) -> date:
        """The first day of validity."""
        return self.names[0].since

    @property
    def until(self) -> date | None:
        """The last day of validity, or None."""
        return self.names[-1].until


@dataclass(frozen=True, slots=True)
class TermList:
    """One file of terms, in the file's order."""

    name: str
    terms: dict[str, Term]

    def __contains__(self, code: object) -> bool:
        """Tell whether the code is known."""
        return code in self.terms

    def __getitem__(self, code: str) -> Term:
        """Return the term of a code."""
        return self.terms[code]

    def __iter__(self) -> Iterator[Term]:
        """Go through the terms in the file's order."""
        return iter(self.terms.values())

    def label(self, code: str, day: date | None = None) -> str:
        """Return the label on `day` (or the newest); an unknown code is its own label."""
        term = self.terms.get(code)
        if term is None:
            return code
        return (term.name_on(day) if day else None) or term.label


@dataclass(frozen=True, slots=True)
class Terms:
    """All lists of one office."""

    units: TermList
    fields: TermList
    themes: TermList
    kinds: TermList
    subject_types: TermList
    stages: TermList
    criteria: TermList
    awards: TermList
    programmes: TermList
    legal: TermList
    places: TermList
    """Provinces and districts, with the day on which a name ended. An office may do without."""
    abbreviations: TermList
    """What readers know without being told. An office may do without."""
