"""Which unit lies below which, as `parent:` in terms/units.yml says. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.terms import TermList


def parents_of(units: TermList) -> dict[str, str]:
    """Return by each unit's code the unit that it lies below."""
    return {unit.code: str(unit.extra["parent"]) for unit in units if unit.extra.get("parent")}


def lineage(unit: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return a unit and every unit that it lies below, from below upwards; units in a ring are named once."""
    found: list[str] = []
    while unit and unit not in found:
        found.append(unit)
        unit = parents.get(unit, "")
    return tuple(found)
