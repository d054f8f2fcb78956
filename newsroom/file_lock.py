"""Hold a file or folder against other processes of ours, until its handle is closed or the process ends."""

from __future__ import annotations

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no fcntl; there one person works in a folder at a time
    fcntl = None  # type: ignore[assignment]  # without it nobody is kept out


def wait_for(handle: int) -> None:
    """Hold what `handle` is open on, as soon as nobody else does."""
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX)


def is_got(handle: int) -> bool:
    """Hold what `handle` is open on, unless somebody else does or the disk knows no locks; tell whether it is held."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
