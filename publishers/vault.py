"""Where credentials that rotate are kept: encrypted, locked, and on disk before they are used.

A Zalo refresh token works once. Losing the answer of a refresh, or using an old pair, ends in a new consent by an
administrator; so every change happens under a lock that other processes honour, is written durably first, and
keeps the previous value beside the new one for forensics.
"""

from __future__ import annotations

import contextlib
import copy
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no fcntl; the relay runs on Linux
    fcntl = None  # type: ignore[assignment]

_State = tuple[int, int, int, int]

# Longer than a login's two requests may take (140 s): who waits gives up, and never refreshes beside a slow one.
_LOCK_SECONDS = 180.0


class VaultError(Exception):
    """The vault cannot be opened, in words for the operator of either language."""

    def __init__(self, vi: str, en: str) -> None:
        """Keep both sentences."""
        super().__init__(en)
        self.vi = vi
        self.en = en


class Vault:
    """A small encrypted file of named records.

    `key` is a Fernet key (32 bytes, URL-safe base64). Without one, a key is made beside the vault on first use,
    readable by the owner only: enough against a copied database or a stray backup of the vault alone.
    """

    def __init__(self, path: Path, key: str | None = None) -> None:
        """Bind the vault to its file; nothing is opened yet."""
        self._path = path
        self._key = key
        self._seen: tuple[_State, dict[str, Any]] | None = None

    def read(self, name: str) -> dict[str, Any] | None:
        """Return the record called `name`, or None.

        Raises:
            VaultError: the file is damaged or the key is another one.

        """
        record = self._load().get(name)
        return copy.deepcopy(record["now"]) if record else None

    def previous(self, name: str) -> dict[str, Any] | None:
        """Return the record that `name` held before the present one; it carries its own times. For forensics only.

        Raises:
            VaultError: the file is damaged or the key is another one.

        """
        record = self._load().get(name) or {}
        return copy.deepcopy(record["previous"]) if record.get("previous") else None

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the vault against other processes; read again inside, another may have been quicker.

        Raises:
            VaultError: another process held it for three minutes, or the folder cannot be written.

        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise _unwritable(self._path, error) from error
        try:
            _wait_for(handle)
            # What is decided under the lock is decided on the file itself, never on what was seen before.
            self._seen = None
            yield
        finally:
            os.close(handle)

    def write(self, name: str, record: Mapping[str, Any]) -> None:
        """Store a record durably, keeping the previous one; call it inside `locked`.

        Raises:
            VaultError: the file is damaged, the key is another one, or the disk refuses.

        """
        known = self._load()
        previous = known.get(name, {}).get("now")
        records = {**known, name: {"now": dict(record), "previous": previous}}
        sealed = self._cipher().encrypt(json.dumps(records).encode())
        try:
            _replace(self._path, sealed)
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def check_writable(self) -> None:
        """Prove that a record could be stored now; call it before asking for what must not be lost.

        Raises:
            VaultError: the key is no key, the folder is read-only or the disk is full.

        """
        self._cipher()
        try:
            with tempfile.NamedTemporaryFile(dir=self._path.parent, prefix=f".{self._path.name}.") as probe:
                probe.write(b"\0" * 65536)
                probe.flush()
                os.fsync(probe.fileno())
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def _load(self) -> dict[str, Any]:
        """Open the file, unless it is the very one that was opened last: every call to a platform asks for a token.

        What is returned is remembered, so that nobody may change it.
        """
        try:
            state = _state(self._path)
            if self._seen is not None and self._seen[0] == state:
                return self._seen[1]
            sealed = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            reason = error.strerror or error
            raise VaultError(
                f"Không đọc được kho khóa {self._path} ({reason}): xem lại quyền của tệp.",
                f"The vault {self._path} cannot be read ({reason}): check the file's permissions.",
            ) from error
        try:
            loaded: dict[str, Any] = json.loads(self._cipher().decrypt(sealed))
        except (InvalidToken, ValueError) as error:
            raise VaultError(
                f"Kho khóa {self._path} không mở được: NEWSROOM_VAULT_KEY khác với khóa đã dùng, hoặc tệp bị hỏng."
                " Đặt lại đúng khóa; nếu đã mất, đổi tên tệp này rồi đăng nhập lại (`newsroom login`).",
                f"The vault {self._path} does not open: NEWSROOM_VAULT_KEY is not the key it was made with, or the "
                "file is damaged. Set the right key; if it is lost, rename the file and log in again "
                "(`newsroom login`).",
            ) from error
        # The state from before reading: a file replaced in between has another one, and is read again.
        self._seen = (state, loaded)
        return loaded

    def _cipher(self) -> Fernet:
        key = self._key or self._own_key()
        try:
            return Fernet(key.encode())
        except (ValueError, TypeError) as error:
            raise VaultError(
                "Khóa của kho không hợp lệ (cần 32 byte dạng base64): xem lại NEWSROOM_VAULT_KEY hoặc tệp .key.",
                "The vault's key is not a valid key (32 bytes in URL-safe base64): check NEWSROOM_VAULT_KEY, or the "
                ".key file beside the vault.",
            ) from error

    def _own_key(self) -> str:
        path = self._path.with_suffix(".key")
        try:
            return path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            pass
        except (OSError, UnicodeDecodeError) as error:
            raise VaultError(
                f"Không đọc được khóa {path}: xem lại quyền của tệp, hoặc đặt NEWSROOM_VAULT_KEY.",
                f"The key {path} cannot be read: check the file's permissions, or set NEWSROOM_VAULT_KEY.",
            ) from error
        if self._path.exists():
            raise VaultError(
                f"Thiếu khóa của kho {self._path}: đặt NEWSROOM_VAULT_KEY, hoặc lấy lại {path.name} từ bản sao lưu.",
                f"The key of the vault {self._path} is missing: set NEWSROOM_VAULT_KEY, or bring back {path.name} from "
                "a backup.",
            )
        key = Fernet.generate_key()
        try:
            # Whole or not at all: half a key would lock the office out. `locked` keeps others from making one too.
            _replace(path, key)
        except OSError as error:
            raise _unwritable(path, error) from error
        return key.decode()


def _state(path: Path) -> _State:
    """Return what changes whenever the file is replaced or written."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _replace(path: Path, data: bytes) -> None:
    """Put `data` on the disk under `path`: all of it or, when that fails, nothing."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _wait_for(handle: int) -> None:
    if fcntl is None:  # pragma: no cover
        return
    deadline = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise VaultError(
                    "Một tiến trình khác giữ kho khóa quá ba phút: xem có lệnh newsroom nào đang treo không, rồi chạy"
                    " lại.",
                    "Another process has held the vault for more than three minutes: look for a newsroom command that "
                    "hangs, then run this again.",
                ) from None
            time.sleep(0.05)
        else:
            return


def _unwritable(path: Path, error: OSError) -> VaultError:
    reason = error.strerror or error
    return VaultError(
        f"Không ghi được kho khóa {path} ({reason}): xem lại quyền ghi thư mục và chỗ trống trên đĩa.",
        f"The vault {path} cannot be written ({reason}): check the folder's permissions and the space on the disk.",
    )
