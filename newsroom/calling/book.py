"""What was told to whom, so that one trouble is told once, and what could not be told is told later.

The book is a small file, `var/calls.json`. Losing it means that people hear of present troubles once more.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsroom.calling.call import from_document, to_document
from newsroom.calling.caller import CannotTell
from newsroom.errors import NewsroomError
from newsroom.file_lock import is_got
from newsroom.files import disk_trouble, write_text
from newsroom.language import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from newsroom.calling.call import Call
    from newsroom.calling.caller import Caller

FORGOTTEN_AFTER = timedelta(hours=24)
"""A trouble that stayed away for so long is a new one when it comes back; a shorter while is the same one flickering:
a channel is asked only every quarter of an hour after it refused."""
STALE_AFTER = timedelta(days=7)
"""What could not be told for so long, and is no trouble any more, is dropped."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one address was told, and what it still has to hear."""

    told: Mapping[str, datetime] = field(default_factory=dict)
    """Key of a call → when its trouble was last there."""
    waiting: tuple[Call, ...] = ()


def look_up(page: Page, calls: Sequence[Call], now: datetime) -> Page:
    """Bring a page up to date with the troubles of this run; `waiting` is what to tell now, oldest first. Pure."""
    present = {call.key: call for call in calls}
    told = {
        key: now if key in present else seen
        for key, seen in page.told.items()
        if key in present or now - seen < FORGOTTEN_AFTER
    }
    waiting = {
        call.key: call for call in page.waiting if call.key in present or now - call.at < STALE_AFTER
    }  # as it was seen first
    for key, call in present.items():
        if key not in told:
            waiting.setdefault(key, call)
    return Page(told, tuple(sorted(waiting.values(), key=lambda call: call.at)))


def cross_out(page: Page, delivered: Sequence[Call], now: datetime) -> Page:
    """Move what was delivered from `waiting` to `told`. Pure."""
    keys = {call.key for call in delivered}
    return replace(
        page,
        told={**page.told, **dict.fromkeys(keys, now)},
        waiting=tuple(call for call in page.waiting if call.key not in keys),
    )


def tell_people(path: Path, callers: Sequence[Caller], calls: Sequence[Call], now: datetime) -> list[Words]:
    """Tell every caller what it has not heard yet, and return what to print when that did not work.

    `calls` are all troubles of this moment. `path` is the book. One message for each caller. Nothing is raised: a
    trouble with telling must not become one of publishing. What is not delivered stays in the book for the next run.
    While another process is telling, nothing is done here. Should a process die between telling and writing it down,
    people hear the same twice.
    """
    if not callers:
        return []
    troubles: list[Words] = []
    try:
        with _alone(path) as alone:
            if not alone:
                return []
            pages = {name: page for name, page in _read(path).items() if name in {caller.name for caller in callers}}
            for caller in callers:
                pages[caller.name] = look_up(pages.get(caller.name, Page()), calls, now)
            _write(path, pages)  # before telling: what is seen only once is not lost with this process
            for caller in callers:
                page = pages[caller.name]
                if page.waiting:
                    try:
                        pages[caller.name] = cross_out(page, caller.tell(page.waiting), now)
                    except CannotTell as error:
                        troubles.append(error.words)
            _write(path, pages)
    except NewsroomError as error:
        troubles.append(Words(*(_finished(f"{error.sentence(lang)} {error.advice(lang)}") for lang in ("vi", "en"))))
    return troubles


def _finished(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Hold the book against other processes; False when one has it already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise disk_trouble(path, error) from error
    try:
        yield is_got(handle)
    finally:
        os.close(handle)


def _read(path: Path) -> dict[str, Page]:
    """Read the book; a missing or damaged one is empty, which tells present troubles again."""
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(name): Page(
                {str(key): datetime.fromisoformat(seen) for key, seen in page["told"].items()},
                tuple(from_document(call) for call in page["waiting"]),
            )
            for name, page in whole.items()
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _write(path: Path, pages: Mapping[str, Page]) -> None:
    whole = {
        name: {
            "told": {key: seen.isoformat() for key, seen in sorted(page.told.items())},
            "waiting": [to_document(call) for call in page.waiting],
        }
        for name, page in pages.items()
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    try:
        if path.read_text(encoding="utf-8") == text:
            return
    except (OSError, ValueError):
        pass
    write_text(path, text, durable=True)
