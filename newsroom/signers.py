"""Who may sign approvals: the file of allowed signers that OpenSSH reads, and the keys that were taken back.

Format: ssh-keygen(1), section ALLOWED SIGNERS (OpenSSH 9.2, read 2026-11): `principals [options] keytype key`, the
principals a list of patterns, the options `namespaces=`, `valid-after=` and `valid-before=`. Lines for certificate
authorities sign nothing here: an office keeps keys, not an authority.
"""

from __future__ import annotations

import base64
import binascii
import re
import shlex
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

NAMESPACE = "newsroom"
"""What an approval's signature is made for; one made for anything else (Git's own are for `git`) is none of ours."""

_KEY_TYPES = ("ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-sha2-")
_TIME = re.compile(r"(\d{8})(\d{4})?(\d{2})?(Z)?\Z")


@dataclass(frozen=True, slots=True)
class Signer:
    """One line: a key and whom it stands for."""

    principals: tuple[str, ...]
    """Patterns of e-mail addresses, folded to lower case; `!` before one takes it out again."""
    key: bytes
    """The public key as SSH writes it."""
    namespaces: tuple[str, ...] = ()
    valid_after: datetime | None = None
    valid_before: datetime | None = None

    def stands_for(self, email: str) -> bool:
        """Tell whether the key may sign as `email`."""
        return _matches(self.principals, email.lower())

    def is_for_approvals(self) -> bool:
        """Tell whether the key may sign approvals at all."""
        return not self.namespaces or _matches(self.namespaces, NAMESPACE)

    def is_valid_at(self, moment: datetime) -> bool:
        """Tell whether the key held at a moment; the last one counts, as it does for ssh-keygen."""
        return (self.valid_after is None or moment >= self.valid_after) and (
            self.valid_before is None or moment <= self.valid_before
        )


class BadLine(NamedTuple):
    """A line that says nothing; the key in it, if any, signs nothing."""

    line: int
    reason_vi: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Signers:
    """All keys of an office, those taken back among them."""

    allowed: tuple[Signer, ...] = ()
    revoked: frozenset[bytes] = frozenset()
    bad_lines: tuple[BadLine, ...] = ()
    """Of the allowed signers."""
    bad_revoked: tuple[int, ...] = ()
    """Lines of the revoked keys that name no key: which one was meant nobody knows."""

    def of_key(self, key: bytes) -> list[Signer]:
        """Return the lines that a key stands on, for approvals."""
        return [signer for signer in self.allowed if signer.key == key and signer.is_for_approvals()]


def read_signers(allowed: str, revoked: str, zone: ZoneInfo) -> Signers:
    """Read both files' text; what cannot be read is kept as a bad line and allows nothing."""
    found: list[Signer] = []
    bad: list[BadLine] = []
    for number, line in _lines(allowed):
        signer = _signer(line, zone)
        if isinstance(signer, Signer):
            found.append(signer)
        elif signer is not None:
            bad.append(BadLine(number, *signer))
    taken_back = [(number, _key_of(line)) for number, line in _lines(revoked)]
    return Signers(
        tuple(found),
        frozenset(key for _, key in taken_back if key is not None),
        tuple(bad),
        tuple(number for number, key in taken_back if key is None),
    )


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _signer(line: str, zone: ZoneInfo) -> Signer | tuple[str, str] | None:
    """Read a line; None: a certificate authority. Otherwise why it says nothing, in both languages."""
    try:
        words = shlex.split(line, comments=False)
    except ValueError:
        return "dấu nháy chưa đóng", "a quotation mark is not closed"
    at = next((i for i, word in enumerate(words) if i and word.startswith(_KEY_TYPES)), None)
    if at is None or at + 1 == len(words):
        return "không có khóa công khai", "there is no public key"
    key = _decoded(words[at], words[at + 1])
    if key is None:
        return "khóa công khai bị hỏng", "the public key is damaged"
    options = [option for word in words[1:at] for option in _split(word)]
    if any(option.lower() == "cert-authority" for option in options):
        return None
    values: dict[str, str] = {}
    for option in options:
        name, _, value = option.partition("=")
        values[name.lower()] = value
    unknown = values.keys() - {"namespaces", "valid-after", "valid-before"}
    if unknown:
        return f"không hiểu tùy chọn {min(unknown)}", f"the option {min(unknown)} is not known"
    try:
        after, before = (_moment(values.get(name), zone) for name in ("valid-after", "valid-before"))
    except ValueError:
        return "ngày của valid-after hoặc valid-before sai", "the date of valid-after or valid-before is wrong"
    principals = tuple(part.strip().lower() for part in words[0].split(",") if part.strip())
    return Signer(principals, key, tuple(filter(None, values.get("namespaces", "").split(","))), after, before)


def _split(options: str) -> list[str]:
    """Split options at commas; those inside quotation marks were joined by `shlex`, so a list is put together again."""
    found: list[str] = []
    for part in options.split(","):
        if found and "=" not in part and part.lower() != "cert-authority" and found[-1].startswith("namespaces="):
            found[-1] += f",{part}"
        elif part:
            found.append(part)
    return found


def _moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    """Read YYYYMMDD[HHMM[SS]][Z]; without the Z it is in the office's zone, whatever this machine's is."""
    if text is None:
        return None
    match = _TIME.match(text)
    if match is None:
        raise ValueError(text)
    day, minute, second, utc = match.groups()
    moment = datetime.strptime(f"{day}{minute or '0000'}{second or '00'}", "%Y%m%d%H%M%S")  # noqa: DTZ007 - set below
    return moment.replace(tzinfo=UTC if utc else zone)


def _key_of(line: str) -> bytes | None:
    """Return the key of a line of revoked keys, with or without principals before it."""
    words = line.split()
    pairs = ((word, words[index + 1]) for index, word in enumerate(words[:-1]) if word.startswith(_KEY_TYPES))
    return next((key for kind, text in pairs if (key := _decoded(kind, text)) is not None), None)


def _decoded(kind: str, text: str) -> bytes | None:
    """Return a key as SSH writes it, parts with their lengths, the kind first; None when it is damaged or cut off."""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    at = 0
    while at < len(key):
        at += 4 + int.from_bytes(key[at : at + 4], "big")
    return key if at == len(key) and key.startswith(len(kind).to_bytes(4, "big") + kind.encode()) else None


def _matches(patterns: tuple[str, ...], name: str) -> bool:
    """Match as ssh_config(5) PATTERNS does: one `!pattern` that fits wins over all others."""
    if any(pattern.startswith("!") and _fits(pattern[1:], name) for pattern in patterns):
        return False
    return any(not pattern.startswith("!") and _fits(pattern, name) for pattern in patterns)


def _fits(pattern: str, name: str) -> bool:
    # Brackets mean themselves there.
    return fnmatchcase(name, pattern.replace("[", "[[]"))
