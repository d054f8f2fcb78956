"""Hold a file or folder against other processes of ours, until its handle is closed or the process ends.

Windows has no such locks; there one person works in a folder at a time, and nobody is kept out.
"""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import fcntl


def wait_for(handle: int) -> None:
    """Hold what `handle` is open on, as soon as nobody else does."""
    if sys.platform != "win32":
        fcntl.flock(handle, fcntl.LOCK_EX)


def is_got(handle: int) -> bool:
    """Hold what `handle` is open on, unless somebody else does or the disk knows no locks; tell whether it is held."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True
