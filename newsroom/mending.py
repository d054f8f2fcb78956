"""Repair in a story's file what can mean only one thing; everything else stays as its author wrote it, byte for byte.

Letters are composed (NFC), characters nobody sees are taken out, straight quotation marks around words become “…”,
several blanks between words become one. Names are never touched: not those of the front matter, and in the text not
where they stand as the front matter has them. Line ends, a byte order mark and the form of the YAML are kept.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.checks.letters import INVISIBLE
from newsroom.checks.prose import is_vietnamese, prose_lines
from newsroom.checks.punctuation import PAIR, blanks_in
from newsroom.story.front_matter import FrontMatterError, parse
from newsroom.story.legacy_encodings import may_be_old, remains

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsroom.story.front_matter import FrontMatter

# Keys whose values are names of people, bodies and their papers, wherever they stand.
_NAME_KEYS = "name subject guardian people by issuer decision credit ref signature fingerprint unit"
_NAMES = frozenset(_NAME_KEYS.split())
_AT_RISK = re.compile(f'["\u00a0]|  |{INVISIBLE.pattern}')
# A joiner between two signs makes one sign of them, as in the picture of a family.
_JOINER = "\u200d\u200c"
_MOST_ROUNDS = 4


class Mended(NamedTuple):
    """A file's text after the repair, and the codes of the findings that were repaired."""

    text: str
    codes: tuple[str, ...]


def mend(text: str, official_names: Iterable[str] = (), new_id: Callable[[], str] | None = None) -> Mended:
    """Return the text with everything repaired that is safe; a file whose front matter cannot be read stays as it is.

    `official_names` are kept beside the story's own. `new_id` is asked for an id when the story has none.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    now, codes = text.removeprefix("\ufeff"), set[str]()
    try:
        front = parse(now)
        if new_id is not None and front.data.get("id") is None:
            now = _with_id(now, front, new_id())
            codes.add("S005")
        names = frozenset(filter(_AT_RISK.search, (*official_names, *_names_in(front.data))))
        for _ in range(_MOST_ROUNDS):
            before = now
            now = _mend_once(now, names, codes)
            if now == before:
                break
        if not _same_front(front, parse(now)):
            return Mended(text, ())
    except FrontMatterError:
        return Mended(text, ())
    return Mended(mark + now, tuple(sorted(codes)))


def _mend_once(text: str, names: frozenset[str], codes: set[str]) -> str:
    text = _composed(_without_invisible(text, names, codes), codes)
    front = parse(text)
    lines = text.split("\n")
    head, body = lines[: front.body_line - 1], lines[front.body_line - 1 :]
    plain = "\n".join(line.removesuffix("\r") for line in body)
    for number, prose in prose_lines(plain):
        body[number] = _punctuated(body[number], prose, names, codes)
    return "\n".join([*head, *body])


def _composed(text: str, codes: set[str]) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    codes.add("X001")
    return unicodedata.normalize("NFC", text)


def _without_invisible(text: str, names: frozenset[str], codes: set[str]) -> str:
    if not INVISIBLE.search(text):
        return text
    front = parse(text)
    of_names = {place.line for path, place in front.positions.items() if _NAMES.intersection(map(str, path))}
    is_old = may_be_old(text)
    lines = text.split("\n")
    for index, line in enumerate(lines):
        # In the old encodings a soft hyphen is the letter ư.
        if index + 1 in of_names or not INVISIBLE.search(line) or (is_old and remains(line)):
            continue
        lines[index] = _line_without_invisible(line, _spans(line, names))
        if lines[index] != line:
            codes.add("X003")
    return "\n".join(lines)


def _line_without_invisible(line: str, kept: list[tuple[int, int]]) -> str:
    return INVISIBLE.sub(lambda found: found[0] if _stays(found, kept) else "", line)


def _stays(found: re.Match[str], kept: list[tuple[int, int]]) -> bool:
    if _covered(found.start(), found.end(), kept):
        return True
    around = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    return found[0] in _JOINER and all(one and unicodedata.category(one) in {"So", "Sk", "Mn"} for one in around)


def _punctuated(line: str, prose: str, names: frozenset[str], codes: set[str]) -> str:
    """Return a line of the text with quotation marks and blanks as they should be; `prose` is the line's words."""
    kept = _spans(line, names)
    edits: list[tuple[int, int, str]] = []
    pairs = [found for found in PAIR.finditer(prose) if not _covered(found.start(), found.end(), kept)]
    loose = sum(not _covered(found.start(), found.end(), kept) for found in re.finditer('"', prose))
    # One straight mark too many, and nobody knows which two belong together.
    if pairs and is_vietnamese(prose) and loose == 2 * len(pairs):
        codes.add("X011")
        edits += [edit for found in pairs for edit in ((found.start(), found.start() + 1, "“"),
                                                       (found.end() - 1, found.end(), "”"))]  # fmt: skip
    for start, end in blanks_in(prose):
        if line[start:end].isspace() and not _covered(start, end, kept):
            codes.add("X010")
            edits.append((start, end, " "))
    for start, end, words in sorted(edits, reverse=True):
        line = line[:start] + words + line[end:]
    return line


def _spans(line: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """Return where names stand in a line that a repair could change."""
    return [(found.start(), found.end()) for name in names for found in re.finditer(re.escape(name), line)]


def _covered(start: int, end: int, kept: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in kept)


def _names_in(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from _names_in(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from _names_in(one, key)
    elif isinstance(value, str) and key in _NAMES:
        yield value


def _with_id(text: str, front: FrontMatter, identity: str) -> str:
    """Write an id where stories have it, on the first line, or where its key stands empty."""
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    if "id" in front.spans:
        first, after, comment = front.spans["id"]
        lines[first - 1 : after - 1] = [f"id: {identity}{comment}{end}"]
    else:
        top = min((span.first for span in front.spans.values()), default=2)
        indent = lines[top - 1][: len(lines[top - 1]) - len(lines[top - 1].lstrip())]
        lines.insert(top - 1, f"{indent}id: {identity}{end}")
    return "\n".join(lines)


def _same_front(before: FrontMatter, after: FrontMatter) -> bool:
    """Tell whether the repaired front matter says the same: names to the letter, other words but for what is unseen."""
    if list(_names_in(before.data)) != list(_names_in(after.data)):
        return False
    given = {**after.data, "id": None} if before.data.get("id") is None else after.data
    old = {**before.data, "id": None} if before.data.get("id") is None else before.data
    return bool(_seen(old) == _seen(given))


def _seen(value: Any) -> Any:
    if isinstance(value, dict):
        return {_seen(key): _seen(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_seen(one) for one in value]
    return unicodedata.normalize("NFC", INVISIBLE.sub("", value)) if isinstance(value, str) else value
