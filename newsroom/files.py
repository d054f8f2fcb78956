"""Write files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from newsroom.errors import ConfigurationError
from newsroom.language import Words


def write_bytes(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Replace `path` by `data` in one step; a reader sees the old bytes or the new, never half.

    `durable` also waits until the disk has them.

    Raises:
        ConfigurationError: the disk is full, the folder may not be written to, or `path` is a folder or a device; what
            was there is intact.

    """
    try:
        if path.exists() and not path.is_file():
            # Putting a file in the place of a folder fails anyway; in the place of a device it would not.
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            # mkstemp makes private files; a web server must be able to read what is published.
            Path(name).chmod(0o644)
            Path(name).replace(path)
            if durable:
                _sync_folder(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise disk_trouble(path, error) from error


def _sync_folder(folder: Path) -> None:
    # Without it a power cut can bring the old name back, although the new bytes are on the disk.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_text(path: Path, text: str, *, durable: bool = False) -> None:
    """Replace `path` by `text` in UTF-8, in one step."""
    write_bytes(path, text.encode("utf-8"), durable=durable)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write only when the bytes differ; return whether anything was written."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    write_bytes(path, data)
    return True


def disk_trouble(path: Path, error: OSError) -> ConfigurationError:
    """Word an operating system's refusal for the operator."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ConfigurationError(_FULL, _FULL_REMEDY, path=path)
    return ConfigurationError(_REFUSED, _REFUSED_REMEDY, path=path, reason=error.strerror or error)


_FULL = Words(
    "Hết chỗ trên đĩa khi ghi {path}; tệp cũ vẫn nguyên.", "The disk is full writing {path}; the old file is intact."
)
_FULL_REMEDY = Words("Giải phóng dung lượng rồi chạy lại lệnh.", "Free some space and run the command again.")
_REFUSED = Words("Không ghi được {path}: {reason}.", "{path} cannot be written: {reason}.")
_REFUSED_REMEDY = Words(
    "Kiểm tra quyền ghi của thư mục, hoặc chọn thư mục khác.",
    "Check the folder's permissions, or choose another folder.",
)
