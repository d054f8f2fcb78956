"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from newsroom.errors import ConfigurationError
from newsroom.files import write_bytes, write_if_changed, write_text


def test_new_bytes_replace_old_ones_and_others_may_read(tmp_path: Path):
    """After writing, the file has the new bytes, is readable by a web server, and nothing lies beside it."""
    path = tmp_path / "deep" / "x"
    for data in (b"old", b"new" * 100_000, b""):
        write_bytes(path, data, durable=True)
        assert path.read_bytes() == data
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fdopen", "write", "fsync", "replace"])
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()], ids=["full", "interrupted"])
def test_a_failure_at_any_step_leaves_the_old_file(tmp_path: Path, monkeypatch, step: str, failure: BaseException):
    """A full disk or an interruption while writing leaves the old bytes and no half file."""
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise failure

    real = os.fdopen
    if step == "write":

        def opened(handle: int, *mode: str):
            file = real(handle, *mode)
            os.close(os.dup(file.fileno()))
            return _Full(file, failure)

        monkeypatch.setattr(os, "fdopen", opened)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, step, fail)
    with pytest.raises(ConfigurationError if isinstance(failure, OSError) else KeyboardInterrupt) as caught:
        write_text(path, "new", durable=True)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    if isinstance(failure, OSError):
        assert "full" in caught.value.sentence("en")
        assert "Hết chỗ" in caught.value.sentence("vi")


class _Full:
    def __init__(self, file, failure: BaseException) -> None:
        self.file, self.failure = file, failure

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        self.file.write(data[:1])
        raise self.failure


def test_a_really_full_disk(tmp_path: Path):
    """On a file system of 64 kB the old file survives a write of a megabyte."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], check=False, capture_output=True
    )
    if mounted.returncode:
        # Without the right to mount, the steps above stand in for the disk.
        small = Path("/dev/full")
        with pytest.raises(OSError, match="space"), small.open("wb", buffering=0) as device:
            device.write(b"x")
        return
    try:
        write_bytes(small / "x", b"old")
        with pytest.raises(ConfigurationError) as caught:
            write_bytes(small / "x", b"n" * 1_000_000)
        assert "full" in caught.value.sentence("en")
        assert (small / "x").read_bytes() == b"old"
        assert [p.name for p in small.iterdir()] == ["x"]
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_folder_that_is_a_file_is_said_in_words(tmp_path: Path):
    """What the system refuses names the path and the reason."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(ConfigurationError) as caught:
        write_bytes(tmp_path / "a" / "b", b"")
    assert str(tmp_path / "a" / "b") in caught.value.sentence("vi")


def test_the_same_bytes_are_not_written_again(tmp_path: Path):
    """An unchanged file keeps its time, so that only what changed is rendered."""
    path = tmp_path / "x"
    assert write_if_changed(path, b"a")
    os.utime(path, ns=(1, 1))
    assert not write_if_changed(path, b"a")
    assert path.stat().st_mtime_ns == 1
    assert write_if_changed(path, b"b")
