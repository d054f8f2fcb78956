"""Work that is shared out among processes comes to what one process makes of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from index_kit import answers
from office_kit import NOW, Office
from test_index_whole import said

from newsroom.index import learning, open_index, whole
from newsroom.index.whole import open_known_workspace
from newsroom.sharing_out import shared_out
from newsroom.story.read import read_story
from newsroom.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def apart(check: Callable[..., None], *given: object) -> None:
    """Run `check` in a process without other threads, as commands are; the one that runs the tests may have some."""
    process = multiprocessing.get_context("spawn").Process(target=_strictly, args=(check, *given))
    process.start()
    process.join(120)
    assert process.exitcode == 0, "see what the process wrote"


def _strictly(check: Callable[..., None], *given: object) -> None:
    warnings.simplefilter("error")
    check(*given)


def _where(item: int) -> tuple[int, int]:
    return item, os.getpid()


def test_results_come_in_the_order_of_the_items_from_several_processes() -> None:
    """Every item is worked on once, by as many processes as there are processors, none of them this one."""
    apart(_check_order)


def _check_order() -> None:
    found = list(shared_out(_where, range(25), worth=2, processors=3))
    assert [item for item, _ in found] == list(range(25))
    assert len({process for _, process in found} - {os.getpid()}) == 3
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("items", "processors"), [(5, 3), (25, 1), (0, 3)])
def test_what_is_not_worth_it_is_done_here(items: int, processors: int) -> None:
    """Few items, or one processor, start no process."""
    apart(_check_done_here, items, processors)


def _check_done_here(items: int, processors: int) -> None:
    found = shared_out(_where, range(items), worth=6, processors=processors)
    assert list(found) == [(item, os.getpid()) for item in range(items)]


def test_beside_another_thread_nothing_is_forked() -> None:
    """A lock that the other thread holds would never be opened in the copy."""
    apart(_check_beside_a_thread)


def _check_beside_a_thread() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert {process for _, process in shared_out(_where, range(9), worth=2, processors=3)} == {os.getpid()}
    finally:
        over.set()
        other.join()


def test_what_a_killed_process_owes_is_done_here() -> None:
    """A process that the system kills, for want of memory or by hand, costs time and no result."""
    apart(_check_killed)


def _check_killed() -> None:
    here = os.getpid()

    def work(item: int) -> tuple[int, bool]:
        if item == 7 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return item, os.getpid() == here

    found = list(shared_out(work, range(20), worth=2, processors=2))
    assert [item for item, _ in found] == list(range(20))
    assert [item for item, is_here in found if is_here] == list(range(7, 20, 2))


def test_an_error_is_raised_here() -> None:
    """What goes wrong in another process is met with its own type and words."""
    apart(_check_error)


def _check_error() -> None:
    begun: list[int] = []

    def work(item: int) -> int:
        begun.append(item)
        return 10 // (item - 5)

    with pytest.raises(ZeroDivisionError):
        list(shared_out(work, range(20), worth=2, processors=2))
    assert begun == [5]
    assert multiprocessing.active_children() == []


def test_who_stops_listening_leaves_no_process_behind() -> None:
    """Given up half-way, as by Ctrl+C, the other processes end too."""
    apart(_check_given_up)


def _check_given_up() -> None:
    results = shared_out(_where, range(10_000), worth=2, processors=2)
    next(results)
    assert len(multiprocessing.active_children()) == 2
    results.close()
    assert multiprocessing.active_children() == []


def test_stories_learnt_by_several_processes_are_the_stories_on_the_disk(tmp_path: Path) -> None:
    """Sound, wrong and unreadable stories and their pictures: index and whole stories say what one process says."""
    apart(_check_stories, tmp_path)


def _check_stories(folder: Path) -> None:
    office = Office(folder / "office")
    for number in range(16):
        path = office.write(number, **({"fields": ["khong-co"]} if number == 3 else {}))
        if number == 5:
            path.write_bytes(b"\xff")
        if number == 6:
            path.write_text("---\ntitle: [\n---\nChữ.\n", encoding="utf-8")
        if number == 7:
            path.unlink()
    here, read_here = os.getpid(), []

    def noting(path: Path, *given: Any, **options: Any) -> Any:
        if os.getpid() == here:
            read_here.append(path)
        return read_story(path, *given, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 3)
        patch.setattr(learning, "_WORTH_PROCESSES", 2)
        for module in (whole, learning):
            patch.setattr(module, "read_story", noting)
        config = office.config()
        for _ in range(2):
            known, fresh = open_known_workspace(config, NOW), open_workspace(config, NOW)
            assert said(known) == said(fresh)
            assert answers(lambda: open_index(config, NOW)) == answers(fresh.entries)
    assert read_here == []
