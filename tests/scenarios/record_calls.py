"""Write down what every act does when nothing fails: `PYTHONPATH=. python tests/scenarios/record_calls.py`.

The fault table, the killed processes and the lost ledgers are made from what stands in `calls.json`.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import publishing_scene
from act_stage import ACTS, Recorded, calls_of, play, prepare, write_down
from hand_made import Website

from newsroom.outbox.store import Store
from publishers.sandbox import Sandbox


def record() -> dict[str, Recorded]:
    """Play every act once, on platforms of their own."""
    found: dict[str, Recorded] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Sandbox(folder / "sandbox.db", now=publishing_scene._time_of_this_test) as sandbox:
            for act in ACTS.values():
                website = Website()
                scene = prepare(act, sandbox, website, folder / act.name).set_up()
                before = len(calls_of(scene, act))
                with counted_commits() as commits:
                    play(scene, act)
                found[act.name] = Recorded(calls_of(scene, act, before), len(commits))
                website.close()
    return found


@contextlib.contextmanager
def counted_commits() -> Iterator[list[None]]:
    """Count the commits of every outbox of this process; the list grows by one at each."""
    writing = Store.writing
    commits: list[None] = []

    @contextlib.contextmanager
    def counted(store: Store, **how: Any) -> Iterator[Any]:
        with writing(store, **how) as connection:
            yield connection
        commits.append(None)

    Store.writing = counted  # type: ignore[method-assign]
    try:
        yield commits
    finally:
        Store.writing = writing  # type: ignore[method-assign]


if __name__ == "__main__":
    write_down(record())
