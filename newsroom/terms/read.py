"""Read terms/*.yml, refusing anything that is not a well-formed list."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from newsroom import safe_yaml
from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.terms.model import Name, Term, TermList, Terms

if TYPE_CHECKING:
    from pathlib import Path

_OWN = {"code", "label", "from", "until", "names"}
# Further keys and what may stand behind them: an office that wrote needs_consent: "no" would get the opposite.
_EXTRA: dict[str, tuple[type, ...]] = {
    "for": (list,),
    "legal": (str, list),
    "level": (str,),
    "needs_consent": (bool,),
    "parent": (str,),
    "short": (str,),
    "yearly": (bool,),
}
_SAID: dict[type, str] = {str: "text", list: "a list of codes", bool: "true or false"}
# Lists that came later, and only help the checks: an office that has none of them still reads its stories.
_OPTIONAL = {"places", "abbreviations"}


def read_terms(folder: Path) -> Terms:
    """Read every list of the office.

    Raises:
        ConfigurationError: a list is missing or one of its entries cannot be understood.

    """
    lists = {f.name: _read_list(folder / f"{f.name.replace('_', '-')}.yml", f.name) for f in fields(Terms)}
    return Terms(**lists)


class _Flaw(Exception):
    """What is wrong with a list, or with the entry of that number."""

    def __init__(self, reason: object, number: int | None = None) -> None:
        super().__init__(reason)
        self.reason = " ".join(str(reason).split())
        self.number = number


def _read_list(path: Path, name: str) -> TermList:
    if name in _OPTIONAL and not path.exists():
        return TermList(name, {})
    try:
        return _list_of(path.read_text(encoding="utf-8"), name)
    except OSError as error:
        raise ConfigurationError(_MISSING, _MISSING_REMEDY, path=path, reason=error.strerror) from error
    except ValueError as error:  # not UTF-8
        raise ConfigurationError(_BROKEN, _BROKEN_REMEDY, path=path, reason=" ".join(str(error).split())) from error
    except _Flaw as flaw:
        if flaw.number is None:
            raise ConfigurationError(_BROKEN, _BROKEN_REMEDY, path=path, reason=flaw.reason) from flaw
        values = {"path": path, "number": flaw.number, "reason": flaw.reason}
        raise ConfigurationError(_ENTRY, _ENTRY_REMEDY, **values) from flaw


@lru_cache(maxsize=64)
def _list_of(text: str, name: str) -> TermList:
    """Understand a list. Lists are read at every run of a relay and every deed of the form, and hardly ever change."""
    try:
        entries = safe_yaml.load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a day that does not exist
        raise _Flaw(error) from error
    if not isinstance(entries, list):
        raise _Flaw("expected a list of terms")
    terms: dict[str, Term] = {}
    for number, entry in enumerate(entries, 1):
        term = _term(number, entry)
        if term.code in terms:
            raise _Flaw(f"{term.code} twice", number)
        terms[term.code] = term
    return TermList(name, terms)


def _term(number: int, entry: Any) -> Term:
    if not isinstance(entry, dict) or not isinstance(entry.get("code"), str):
        raise _Flaw("code: is missing", number)
    if wrong := _wrong_key(entry):
        raise _Flaw(f"{entry['code']}: {wrong}", number)
    named = entry.get("names") or [entry]
    if not isinstance(named, list) or not all(isinstance(item, dict) for item in named):
        raise _Flaw(f"{entry['code']}: names: must be a list of dated names", number)
    names: list[Name] = []
    for item in named:
        label, since, until = item.get("label"), item.get("from"), item.get("until")
        if not isinstance(label, str) or not label.strip():
            raise _Flaw(f"{entry['code']}: label: is missing", number)
        # A time of day makes a `datetime`, which is a `date` to Python but cannot be compared with one.
        if type(since) is not date or type(until) not in {date, type(None)}:
            raise _Flaw(f"{entry['code']}: from: and until: must be dates like 2025-07-01", number)
        if (until and until < since) or (names and (names[-1].until is None or since <= names[-1].until)):
            raise _Flaw(f"{entry['code']}: its dates overlap or run backwards", number)
        names.append(Name(label, since, until))
    return Term(entry["code"], tuple(names), {k: v for k, v in entry.items() if k in _EXTRA})


def _wrong_key(entry: dict[Any, Any]) -> str | None:
    """Return what is wrong with the entry's keys, or None; what stands behind its own is looked at with its dates."""
    for key, value in entry.items():
        # A misspelt `needs_consent` would let a person's story out without consent, so no key is passed over.
        if key not in _OWN | _EXTRA.keys():
            return f"unknown key {key}:"
        kinds = _EXTRA.get(key)
        if kinds is None:
            continue
        if type(value) not in kinds or (isinstance(value, list) and not all(isinstance(one, str) for one in value)):
            return f"{key}: must be {' or '.join(_SAID[kind] for kind in kinds)}"
    return None


_MISSING = Words("Không đọc được danh mục {path}: {reason}.", "The list {path} cannot be read: {reason}.")
_MISSING_REMEDY = Words(
    "Chép thư mục stories/terms từ kho mẫu, hoặc sửa [stories] terms trong newsroom.toml.",
    "Copy stories/terms from the sample newsroom, or mend [stories] terms in newsroom.toml.",
)
_BROKEN = Words("Danh mục {path} bị hỏng: {reason}.", "The list {path} is broken: {reason}.")
_BROKEN_REMEDY = Words("Sửa dòng được nêu.", "Mend the line it names.")
_ENTRY = Words("{path}, mục thứ {number}: {reason}.", "{path}, entry {number}: {reason}.")
_ENTRY_REMEDY = Words(
    "Mỗi mục cần code, label và from (hoặc names gồm nhiều tên có ngày).",
    "Each entry needs code, label and from (or names: several dated names).",
)
