"""The whole job on loopback: check, build, serve, plan and publish, with nothing real touched.

A rehearsal has its own database, vault and platforms, and posts whatever is due whatever the hour: opening hours,
gaps, daily caps and lateness are lifted, so that a newcomer sees every approved story on the walls.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from datetime import time
from typing import TYPE_CHECKING

from newsroom.config import Config, Window
from newsroom.errors import ConfigurationError, UsageError
from newsroom.file_lock import is_got
from newsroom.files import disk_trouble
from newsroom.language import Words
from publishers.sandbox import Sandbox, SandboxUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ALWAYS = Window(
    opens=time(0, 0), closes=time(23, 59, 59, 999_999), gap_minutes=0, daily_cap=1_000_000, late_limit_hours=24 * 36500
)


_IN_SANDBOX = frozenset({"facebook", "zalo"})


@contextlib.contextmanager
def alone(state: Path) -> Iterator[None]:
    """Keep a second rehearsal from building the site anew under the first one.

    Raises:
        ConfigurationError: another rehearsal with the same state is running.

    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = (state / "rehearsal.lock").open("w")
    except OSError as error:
        raise disk_trouble(state, error) from error
    with lock:
        if not is_got(lock.fileno()):
            raise ConfigurationError(_BUSY, _BUSY_REMEDY, state=state)
        yield


def rehearsal_config(config: Config, state: Path, site_url: str) -> Config:
    """Return the same newsroom with its own state, loopback addresses, and channels open around the clock."""
    # Any other publisher would speak to a real platform with real credentials.
    served = {name: channel for name, channel in config.channels.items() if channel.publisher in _IN_SANDBOX}
    channels = {name: channel.model_copy(update={"window": _ALWAYS}) for name, channel in served.items()}
    site = config.site.model_copy(update={"url": site_url})
    return config.model_copy(update={"state": state.resolve(), "channels": channels, "site": site})


def start_sandbox(database: Path, host: str, port: int) -> Sandbox:
    """Start the loopback platforms; whoever asked stops them.

    Raises:
        ConfigurationError: the port is in use, or the database cannot be opened.

    """
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        sandbox = Sandbox(database, host=host, port=port)
        sandbox.start()
    except SandboxUnavailable as error:
        raise ConfigurationError(_SANDBOX, _SANDBOX_REMEDY, reason=error) from error
    except (OSError, sqlite3.Error) as error:
        raise ConfigurationError(_SANDBOX, _SANDBOX_REMEDY, reason=error) from error
    return sandbox


def rehearsal_environment(environment: Mapping[str, str], sandbox: Sandbox) -> dict[str, str]:
    """Return the environment with every real credential and address replaced by the sandbox's."""
    kept = {k: v for k, v in environment.items() if not k.startswith(("NEWSROOM_", "FACEBOOK_", "ZALO_"))}
    return {**kept, **sandbox.environment()}


def copy_stories(source: Path, target: Path, terms: Path) -> None:
    """Bring a scratch copy of a stories' folder up to date without losing its approvals.

    A story whose source changed is copied anew; one that was approved in the copy and is unchanged stays.
    """
    if not source.is_dir():
        raise UsageError(_NO_SOURCE, _NO_SOURCE_REMEDY, source=source)
    if target.resolve().is_relative_to(source.resolve()):
        raise UsageError(_INSIDE, _INSIDE_REMEDY, source=source, target=target)
    stamp = target / ".source"
    was = stamp.read_text(encoding="utf-8").splitlines() if stamp.is_file() else []
    now = sorted(
        f"{p.relative_to(source)}|{p.stat().st_size}|{p.stat().st_mtime_ns}" for p in source.rglob("*") if p.is_file()
    )
    if was == now:
        return
    shutil.rmtree(target, ignore_errors=True)
    # Not copytree's default: a read-only source must not make a read-only copy.
    shutil.copytree(source, target, copy_function=shutil.copyfile)
    if not (target / "terms").is_dir():
        shutil.copytree(terms, target / "terms", copy_function=shutil.copyfile)
    stamp.write_text("\n".join(now), encoding="utf-8")


_BUSY = Words("Một buổi diễn tập khác đang chạy trong {state}.", "Another rehearsal is running in {state}.")
_BUSY_REMEDY = Words(
    "Dừng nó (Ctrl+C), hoặc thêm --state THƯ_MỤC_KHÁC trước chữ rehearse.",
    "Stop it (Ctrl+C), or put --state OTHER_FOLDER before the word rehearse.",
)
_SANDBOX = Words("Không chạy được nền tảng giả lập: {reason}", "The loopback platforms cannot run: {reason}")
_SANDBOX_REMEDY = Words(
    "Dừng chương trình đang dùng cổng đó, hoặc chọn cổng khác (--sandbox-port; với make: SANDBOX_PORT=…).",
    "Stop the program that uses the port, or choose another (--sandbox-port; with make: SANDBOX_PORT=…).",
)
_NO_SOURCE = Words("Không có thư mục bài viết {source}.", "There is no folder of stories {source}.")
_NO_SOURCE_REMEDY = Words("Kiểm tra đường dẫn.", "Check the path.")
_INSIDE = Words("Bản nháp {target} nằm trong {source}.", "The scratch copy {target} lies inside {source}.")
_INSIDE_REMEDY = Words("Chọn thư mục khác cho --scratch.", "Choose another folder for --scratch.")
