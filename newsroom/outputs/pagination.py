"""Cut a list into pages whose addresses and contents stay.

Archive pages are numbered from the oldest entry and full for ever; the newest entries stand on the list's own
address. So a new entry changes one page of each list that shows it, not all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list: number from 1 (oldest), or None for the newest page; newest entry first."""

    number: int | None
    entries: list[T]


def paginate(entries: Sequence[T], size: int) -> list[Slice[T]]:
    """Cut a list, oldest first, into full archive pages and the newest page.

    The newest page holds between half a page and one and a half, so that it is never nearly empty.
    """
    full = archive_pages(len(entries), size)
    archive = [Slice(n + 1, list(reversed(entries[n * size : (n + 1) * size]))) for n in range(full)]
    return [*archive, Slice(None, list(reversed(entries[full * size :])))]


def archive_pages(count: int, size: int) -> int:
    """Return how many full archive pages a list of `count` entries has beside its newest page."""
    return max(0, (count - size // 2) // size)


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """A page of a list with its address and the ways to the other pages."""

    address: str
    part: Slice[T]
    ways: dict[str, Any]
    """What the template's pager shows: `page`, `older`, `newer`, `newest`, `oldest`."""

    @property
    def is_newest(self) -> bool:
        """Tell whether it stands on the list's own address."""
        return self.part.number is None


def leaves(home: str, entries: Sequence[T], size: int) -> Iterator[Leaf[T]]:
    """Return every page of the list at `home`; entries come oldest first."""
    parts = paginate(entries, size)
    addresses = [home if part.number is None else f"{home}trang/{part.number}/" for part in parts]
    last = len(parts) - 1
    for index, part in enumerate(parts):
        ways = {
            "page": part.number,
            "older": addresses[index - 1] if index > 0 else None,
            # One step from an end it would say the same as the way beside it.
            "oldest": addresses[0] if index > 1 else None,
            "newer": addresses[index + 1] if index < last else None,
            "newest": home if index < last - 1 else None,
        }
        yield Leaf(addresses[index], part, ways)
