"""The ledger as JSON Lines: append-only, fit for Git, and enough to rebuild an empty database.

One line an event, numbered from 1. A file that is exported again only gets the lines it lacks. Rebuilding reads what
was queued and what became of it; what was under way is looked up on the platform before anything is written.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING

from newsroom.errors import ConfigurationError, UsageError
from newsroom.files import disk_trouble
from newsroom.language import Words
from newsroom.ledger_rebuild import Damaged, fill
from newsroom.outbox.model import Event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsroom.outbox.store import Store


def line_of(event: Event) -> str:
    """Write an event as one line of JSON."""
    document = {
        "number": event.number,
        "at": event.at.isoformat(),
        "event": event.event,
        "key": event.key,
        "story": event.story_id,
        "channel": event.channel,
        "account": event.account,
        "data": dict(event.data),
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def event_of(line: str, name: str, number: int) -> Event:
    """Read a line.

    Raises:
        ConfigurationError: it is not a line of a ledger, or one is missing before it.

    """
    try:
        document = json.loads(line)
        event = Event(
            datetime.fromisoformat(document["at"]),
            document["event"],
            document["key"],
            document["story"],
            document["channel"],
            document["account"],
            document["data"],
            document["number"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(_BROKEN, _BROKEN_REMEDY, file=name, line=number) from error
    texts = (event.event, event.key, event.story_id, event.channel, event.account)
    is_whole = isinstance(event.data, dict) and all(isinstance(text, str) for text in texts)
    if event.number != number or event.at.tzinfo is None or not is_whole:
        raise ConfigurationError(_BROKEN, _BROKEN_REMEDY, file=name, line=number)
    return event


def export(store: Store, path: Path) -> int:
    """Append to a file the lines it lacks, and return how many.

    Raises:
        ConfigurationError: the file holds another ledger, is damaged, or cannot be written.

    """
    known = 0
    if path.exists():
        ours = store.events()
        for event in _read(path):
            mine = next(ours, None)
            if mine is None or line_of(mine) != line_of(event):
                raise ConfigurationError(_OTHER, _OTHER_REMEDY, file=path, line=event.number)
            known = event.number
    count = 0
    try:
        with path.open("a", encoding="utf-8") as file:
            if known and not _ends_its_last_line(path):
                file.write("\n")
            for event in store.events(after=known):
                file.write(line_of(event) + "\n")
                count += 1
    except OSError as error:
        raise disk_trouble(path, error) from error
    return count


def _ends_its_last_line(path: Path) -> bool:
    """Tell whether the file's last line has its end; an editor, or a copy that stopped, may have taken it away."""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def rebuild(store: Store, path: Path) -> int:
    """Fill an empty database from a file, all of it or nothing, and return how many deliveries it has now.

    Raises:
        UsageError: the database is not empty.
        ConfigurationError: the file is damaged or cannot be read.

    """
    events = list(_read(path))
    try:
        return fill(store, events)
    except Damaged as error:
        raise ConfigurationError(_BROKEN, _BROKEN_REMEDY, file=path.name, line=error.number) from error


def _read(path: Path) -> Iterator[Event]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                yield event_of(line, path.name, number)
    except FileNotFoundError:
        raise UsageError(_NO_FILE, _NO_FILE_REMEDY, file=path) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(_UNREADABLE, _NO_FILE_REMEDY, file=path, reason=error) from error


_BROKEN = Words("{file}, dòng {line} không phải dòng của sổ ghi.", "{file}, line {line} is not a line of a ledger.")
_BROKEN_REMEDY = Words(
    "Lấy lại tệp từ Git hoặc bản sao lưu; chưa có gì bị thay đổi.",
    "Take the file from Git or a backup; nothing was changed.",
)
_OTHER = Words(
    "{file} là sổ ghi khác: dòng {line} không giống cơ sở dữ liệu.",
    "{file} is another ledger: its line {line} is not the database's.",
)
_OTHER_REMEDY = Words("Xuất ra tệp khác.", "Export to another file.")
_NO_FILE = Words("Không có tệp {file}.", "There is no file {file}.")
_NO_FILE_REMEDY = Words("Kiểm tra đường dẫn.", "Check the path.")
_UNREADABLE = Words("Không đọc được {file}: {reason}.", "{file} cannot be read: {reason}.")
