"""Tables for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, styles: Sequence[str | None] = ()) -> None:
    """Print rows under headings, as wide as the terminal (or a file) allows; nothing is cut."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=160)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, heading in enumerate(headings):
        last = index == len(headings) - 1
        table.add_column(heading, overflow="fold", no_wrap=False, ratio=1 if last else None)
    for number, row in enumerate(rows):
        table.add_row(*(_plain(cell) for cell in row), style=styles[number] if number < len(styles) else None)
    console.print(table)


def _plain(cell: str) -> str:
    """Keep square brackets of a story's title from being read as colours."""
    return cell.replace("[", "\\[")
