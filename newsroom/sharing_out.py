"""Share work out among processes: one a processor, forked, so that they have all that is loaded and read."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from multiprocessing.connection import Connection

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def shared_out(
    work: Callable[[_Item], _Result], items: Sequence[_Item], *, worth: int, processors: int | None = None
) -> Generator[_Result, None, None]:
    """Yield `work(item)` for each item, in order; with `worth` items and more, worked out by several processes.

    What `work` changes besides its result is lost when another process did it. What a process could not do, or had
    no time to do before it was killed, is done here, so that its error is raised here too.
    """
    count = min(processors or os.cpu_count() or 1, len(items))
    if len(items) < max(worth, 2) or count < 2 or not _can_fork():
        yield from map(work, items)
        return
    context = get_context("fork")
    readers: list[Connection] = []
    processes = []
    try:
        for n in range(count):
            reader, writer = context.Pipe(duplex=False)
            readers.append(reader)
            share = (work, items[n::count], writer, tuple(readers))
            processes.append(context.Process(target=_do, args=share, daemon=True))
            processes[-1].start()
            writer.close()
        for position, item in enumerate(items):
            try:
                yield readers[position % count].recv()
            except (EOFError, OSError):
                yield work(item)
    finally:
        for process in processes:
            process.terminate()
            process.join()
        for reader in readers:
            reader.close()


def _can_fork() -> bool:
    """Tell whether a copy of this process can work: a lock that another thread holds would stay locked in it."""
    return "fork" in get_all_start_methods() and threading.active_count() == 1


def _do(
    work: Callable[[Any], object], items: Sequence[Any], writer: Connection, inherited: Sequence[Connection]
) -> None:
    """Work in the forked process; it ends with its last item, its first error, or with who reads its results."""
    # Ctrl+C goes to all processes; the first one tells the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # With a reading end of its own, it would not notice that nobody reads any more.
    for reader in inherited:
        reader.close()
    with suppress(Exception):  # whatever it is, who waits for the result meets it again
        for item in items:
            writer.send(work(item))
