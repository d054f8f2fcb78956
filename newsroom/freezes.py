"""Freezes: persons and units whose stories go nowhere new until somebody lifts it.

`stories/freezes.yml` is the history: one act a line, written by `newsroom freeze` and `newsroom thaw`, only ever added
to. What is in force is what was frozen and not thawed since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.story.fold import fold, name_key
from newsroom.units import lineage, parents_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from newsroom.story.model import Story
    from newsroom.terms import TermList

FREEZE, THAW = "freeze", "thaw"
_KEYS = {"act", "person", "unit", "at", "by", "reason", "hide_page"}


class Named(NamedTuple):
    """Whom a story is about: the proposing unit, and every subject with its own unit."""

    unit: str
    subjects: tuple[tuple[str, str | None], ...]


def named_in(story: Story) -> Named:
    """Return whom a story is about."""
    return Named(story.unit, tuple((subject.name, subject.unit) for subject in story.subjects))


@dataclass(frozen=True)
class Act:
    """One line of the history."""

    act: str
    person: str | None
    unit: str | None
    at: datetime
    by: str
    reason: str
    hides_page: bool = False
    """Pages that were public before are hidden as well."""
    line: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What a thaw must name to lift this; Hoa and Hòa are two people."""
        return (self._spelling, self.unit or "")

    @property
    def whom(self) -> Words:
        """Say who is frozen."""
        if self.person and self.unit:
            return Words(f"{self.person}, đơn vị {self.unit}", f"{self.person} of {self.unit}")
        return Words(self.person, self.person) if self.person else Words(f"đơn vị {self.unit}", f"unit {self.unit}")

    def said_again(self, before: Act) -> Act:
        """Return this freeze on top of one that is in force: what that one stopped stays stopped."""
        return replace(self, at=min(before.at, self.at), hides_page=before.hides_page or self.hides_page)

    @cached_property
    def _spelling(self) -> str:
        return name_key(self.person or "")

    @cached_property
    def _is_plain(self) -> bool:
        return (self.person or "").isascii()

    def means(self, name: str) -> bool:
        """Tell whether this freezes a person or household of that name.

        Typed without accents it means every spelling; a name of several words is also found within a longer one
        ("Gia đình ông Lê Văn Hoành, bà Nguyễn Thị Mai").
        """
        if not self.person:
            return False
        found, wanted = _spellings(name), _spellings(self.person)
        if self._is_plain or name.isascii():
            return _holds(found.folded, wanted.folded)
        return _holds(found.accented, wanted.accented)


class _Spellings(NamedTuple):
    """A name's words, without accents and with them."""

    folded: str
    accented: str


# Accents that stand for themselves belong to their letter.
_BETWEEN_WORDS = re.compile(r"[^\w\u0300-\u036f]+")


@lru_cache(maxsize=65_536)
def _spellings(name: str) -> _Spellings:
    """Return a name's words: a comma or a quotation mark after one must not hide it. Asked for every freeze anew."""
    words = _BETWEEN_WORDS.sub(" ", name)
    return _Spellings(fold(words), name_key(words))


def _holds(name: str, wanted: str) -> bool:
    return name == wanted or (" " in wanted and f" {wanted} " in f" {name} ")


@dataclass(frozen=True)
class Freezes:
    """The whole history, and how the office's units lie below each other."""

    acts: tuple[Act, ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def active(self) -> tuple[Act, ...]:
        """What is frozen now, the oldest first; said again, it has held since the first time."""
        found: dict[tuple[str, str], Act] = {}
        for act in self.acts:
            before = found.pop(act.key, None)
            if act.act == FREEZE:
                found[act.key] = act if before is None else act.said_again(before)
        return tuple(found.values())

    def on(self, named: Named) -> Iterator[Act]:
        """Go through the freezes that a story falls under."""
        for act in self.active:
            if any(True for _ in self.frozen(act, named)):
                yield act

    def frozen(self, act: Act, named: Named) -> Iterator[int | None]:
        """Go through what of a story `act` is about: a subject's place in the list, or None for its own unit."""
        if not act.person and self._covers(act, named.unit):
            yield None
        for index, (name, unit) in enumerate(named.subjects):
            if act.person and not act.means(name):
                continue
            if act.unit is None or self._covers(act, unit or named.unit):
                yield index

    def _covers(self, act: Act, unit: str) -> bool:
        return act.unit in lineage(unit, self.parents)


def freezes_path(stories: Path) -> Path:
    """Return where the freezes of a stories' folder lie."""
    return stories / "freezes.yml"


def read_freezes(stories: Path, units: Callable[[], TermList]) -> Freezes:
    """Read the history; `units` is asked which units lie below which, when one is frozen.

    Raises:
        ConfigurationError: a line cannot be understood. Nothing may go out on a guess of who is frozen.

    """
    path = freezes_path(stories)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Freezes()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(_BROKEN, _REMEDY, path=path, line=1, reason=error) from error
    found = Freezes(tuple(_act(path, line, entry) for line, entry in _entries(path, text)))
    if not any(act.unit for act in found.active):
        return found
    return Freezes(found.acts, parents_of(units()))


def _entries(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    import yaml

    from newsroom.safe_yaml import compose, load

    try:
        node, values = compose(text), load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ConfigurationError(_BROKEN, _REMEDY, path=path, line=line, reason=" ".join(str(error).split())) from error
    if node is None:
        return
    if not isinstance(values, list):
        raise ConfigurationError(_BROKEN, _REMEDY, path=path, line=1, reason="expected a list")
    for item, value in zip(node.value, values, strict=True):
        yield item.start_mark.line + 1, value


def _act(path: Path, line: int, entry: Any) -> Act:
    def refuse(reason: str) -> ConfigurationError:
        return ConfigurationError(_BROKEN, _REMEDY, path=path, line=line, reason=reason)

    if not isinstance(entry, dict) or entry.get("act") not in (FREEZE, THAW):
        raise refuse(f"act: must be {FREEZE} or {THAW}")
    if unknown := [str(key) for key in entry if key not in _KEYS]:
        raise refuse(f"unknown key {unknown[0]}:")
    for key in ("person", "unit", "by", "reason", "at"):
        if not isinstance(entry.get(key, ""), str):
            raise refuse(f"{key}: must be text in quotes")
    said = {key: " ".join(entry.get(key, "").split()) for key in ("person", "unit", "by", "reason")}
    if not (said["person"] or said["unit"]):
        raise refuse("person: or unit: is missing")
    if not (said["by"] and said["reason"]):
        raise refuse("by: and reason: must say something")
    if not isinstance(hides_page := entry.get("hide_page", False), bool):
        raise refuse("hide_page: must be true or false")
    at = _moment(entry.get("at", ""))
    if at is None:
        raise refuse("at: must be a moment with its offset, like 2026-11-23T08:00:00+07:00")
    return Act(
        entry["act"], said["person"] or None, said["unit"] or None, at, said["by"], said["reason"], hides_page, line
    )


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


_BROKEN = Words(
    "Sổ tạm dừng {path} hỏng ở dòng {line}: {reason}.", "The freezes {path} are broken at line {line}: {reason}."
)
_REMEDY = Words(
    "Khôi phục tệp từ Git (git checkout -- stories/freezes.yml); chưa đọc được thì không đăng gì.",
    "Restore the file from Git (git checkout -- stories/freezes.yml); nothing is posted while it cannot be read.",
)
