"""Questions at the terminal, one line each; Ctrl+C at any of them ends the command with nothing done."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import click

from newsroom.errors import UsageError
from newsroom.language import Words
from newsroom.story.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.language import Language

_MOST_SHOWN = 20


def read_line(prompt: str) -> str:
    """Read one line from the person. Raises click.Abort when there are no more."""
    with contextlib.suppress(ImportError):  # Windows has its own line editing
        import readline  # noqa: F401 - for its effect: arrow keys work in what `input` reads
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        raise click.Abort from None
    except UnicodeDecodeError:
        return ""


def is_person() -> bool:
    """Tell whether somebody can answer."""
    return sys.stdin.isatty()


class Asker:
    """Asks in the person's language."""

    def __init__(self, language: Language) -> None:
        """Ask in `language`."""
        self._language = language

    def text(self, question: Words, default: str = "") -> str:
        """Ask for one line; an empty answer is the default."""
        shown = f" [{default}]" if default else ""
        return read_line(f"{self._say(question)}{shown}: ").strip() or default

    def required(self, question: Words) -> str:
        """Ask until something is said."""
        while True:
            answer = self.text(question)
            if answer:
                return answer
            click.echo(self._say(_NEEDED))

    def yes(self, question: Words) -> bool:
        """Ask for yes or no; an empty answer is yes."""
        answer = fold(read_line(f"{self._say(question)} [{self._say(_YES_NO)}]: "))
        return answer in {"", "c", "co", "y", "yes"}

    def one(self, question: Words, choices: Sequence[tuple[str, str]], default: str = "") -> str:
        """Ask for one of `choices` (code, label), by number, code or any words of the label."""
        found = self.several(question, choices, (default,) if default else (), most=1)
        return found[0] if found else ""

    def several(
        self, question: Words, choices: Sequence[tuple[str, str]], default: Sequence[str] = (), most: int = 99
    ) -> list[str]:
        """Ask for some of `choices`: numbers with commas; words narrow the list down. An empty answer is `default`."""
        shown = list(choices)
        labels = dict(choices)
        self._list(question, shown)
        hint = (_SOME if most > 1 else _ONE)[self._language == "en"]
        said_default = f" [{', '.join(labels.get(code, code) for code in default)}]" if default else ""
        while True:
            answer = read_line(f"  {hint}{said_default}: ").strip()
            if not answer:
                return list(default)
            chosen = _chosen(answer, shown, most)
            if chosen is not None:
                click.echo("  → " + ", ".join(labels[code] for code in chosen))
                return chosen
            narrowed = [one for one in choices if all(word in fold(" ".join(one)) for word in fold(answer).split())]
            if len(narrowed) == 1:
                click.echo(f"  → {narrowed[0][1]}")
                return [narrowed[0][0]]
            if narrowed and not answer.replace(",", "").replace(" ", "").isdigit():
                shown = narrowed
                self._list(question, shown)
            else:
                click.echo("  " + _NOT_THERE.say(self._language, answer=answer))

    def _list(self, question: Words, shown: Sequence[tuple[str, str]]) -> None:
        click.echo(self._say(question) + ":")
        for number, (_, label) in enumerate(shown[:_MOST_SHOWN], 1):
            click.echo(f"  {number:>2}  {label}")
        if len(shown) > _MOST_SHOWN:
            click.echo("      " + _MORE.say(self._language, count=len(shown) - _MOST_SHOWN))

    def _say(self, words: Words) -> str:
        return words.say(self._language)


def _chosen(answer: str, shown: Sequence[tuple[str, str]], most: int) -> list[str] | None:
    """Read numbers and codes; None when anything else was said."""
    found: list[str] = []
    codes = [code for code, _ in shown]
    for part in answer.replace(";", ",").split(","):
        word = part.strip()
        if word.isdecimal() and 1 <= int(word) <= min(len(shown), 10**6):
            found.append(codes[int(word) - 1])
        elif word in codes:
            found.append(word)
        else:
            return None
    distinct = list(dict.fromkeys(found))
    return distinct if distinct and len(distinct) <= most else None


def refuse_without_person() -> None:
    """Refuse to ask where nobody can answer.

    Raises:
        UsageError: the input is no terminal.

    """
    if not is_person():
        raise UsageError(_NOBODY, _NOBODY_REMEDY)


_ONE = ("số thứ tự, hoặc gõ vài chữ để lọc", "a number, or some words to narrow down")
_SOME = ("các số thứ tự cách nhau bằng dấu phẩy, hoặc gõ vài chữ để lọc", "numbers with commas, or some words")
_YES_NO = Words("C/k", "Y/n")
_NEEDED = Words("Mục này cần có.", "This is needed.")
_NOT_THERE = Words("Không có “{answer}” trong danh sách.", 'There is no "{answer}" in the list.')
_MORE = Words("… và {count} mục nữa, gõ vài chữ để lọc", "… and {count} more; type some words")
_NOBODY = Words("Không có ai ở bàn phím để trả lời câu hỏi.", "There is nobody to answer questions.")
_NOBODY_REMEDY = Words(
    "Thêm --yes và ghi các mục bằng tùy chọn (xem --help).", "Add --yes and give the values as options (see --help)."
)
