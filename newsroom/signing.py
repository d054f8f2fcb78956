"""Sign an approval with the approver's SSH key, by the person's own ssh-keygen: the key never comes near us."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.signatures import one_line
from newsroom.signers import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_VARIABLE = "NEWSROOM_SIGNING_KEY"


def signing_key(given: str | None, environment: Mapping[str, str], root: Path) -> str | None:
    """Return the file of the key to sign with: as given, from the environment, or the one Git signs with."""
    key = given or environment.get(KEY_VARIABLE) or _git(root, "user.signingkey")
    return str(Path(key).expanduser()) if key and not key.startswith(("key::", "ssh-")) else None


def git_address(root: Path) -> str | None:
    """Return the address by which Git knows whoever sits here."""
    return _git(root, "user.email")


def sign(statement: bytes, key: str) -> str:
    """Return the signature over a statement, on one line.

    A key with a passphrase asks for it at the terminal; a public key's file is enough when an agent holds the key.

    Raises:
        ConfigurationError: there is no ssh-keygen, or it cannot sign with this key.

    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the key is one word behind -f
            ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", key],  # noqa: S607 - the person's own
            input=statement,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise ConfigurationError(_NO_PROGRAM, _NO_PROGRAM_REMEDY) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().replace("\r", "") or done.returncode
        raise ConfigurationError(_NOT_SIGNED, _NOT_SIGNED_REMEDY, key=key, reason=reason)
    return one_line(done.stdout.decode("ascii", "replace"))


def _git(root: Path, name: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the names are ours
            ["git", "-C", str(root), "config", "--get", name],  # noqa: S607 - the person's own
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace").strip() or None if done.returncode == 0 else None


_NO_PROGRAM = Words("Máy này không có ssh-keygen nên không ký được.", "There is no ssh-keygen here to sign with.")
_NO_PROGRAM_REMEDY = Words(
    "Cài OpenSSH (Debian, Ubuntu: sudo apt install openssh-client; Windows: có sẵn trong Git for Windows).",
    "Install OpenSSH (Debian, Ubuntu: sudo apt install openssh-client; Windows: it comes with Git for Windows).",
)
_NOT_SIGNED = Words("Không ký được bằng khóa {key}: {reason}.", "The key {key} cannot sign: {reason}.")
_NOT_SIGNED_REMEDY = Words(
    "Kiểm tra đường dẫn và mật khẩu của khóa; chưa có thì tạo: ssh-keygen -t ed25519.",
    "Check the key's path and passphrase; to make one: ssh-keygen -t ed25519.",
)
