"""SSH signatures (`ssh-keygen -Y sign`) read and verified here, so that thousands of approvals start no process.

Format: PROTOCOL.sshsig of OpenSSH; keys and signatures of RFC 4253, 5656, 8709 and PROTOCOL.u2f (read 2026-11).
The tests hold every kind of key against the real ssh-keygen. Stricter than it in one thing: a security key must have
been touched.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_MAGIC = b"SSHSIG"
_VERSION = 1
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_HASHES: dict[bytes, Callable[[bytes], bytes]] = {
    b"sha256": lambda data: hashlib.sha256(data).digest(),
    b"sha512": lambda data: hashlib.sha512(data).digest(),
}
_TOUCHED = 0x01
_LEAST_RSA_BITS = 2048


class NotASignature(Exception):
    """The text is no SSH signature, or one of a kind that is not known."""


class Signature(NamedTuple):
    """A signature taken apart; nothing of it is believed yet."""

    key: bytes
    namespace: str
    hash_name: bytes
    blob: bytes


def one_line(armored: str) -> str:
    """Return the signature that `ssh-keygen -Y sign` printed as one line for a story's front matter."""
    return "".join(line.strip() for line in armored.splitlines() if not line.startswith("-----"))


def armored(line: str) -> str:
    """Return a signature as `ssh-keygen -Y verify` reads it."""
    return "\n".join([_BEGIN, *(line[at : at + 70] for at in range(0, len(line), 70)), _END, ""])


def read_signature(text: str) -> Signature:
    """Take a signature apart, with or without its armour.

    Raises:
        NotASignature: it is none.

    """
    try:
        data = base64.b64decode(one_line(text), validate=True)
    except (binascii.Error, ValueError):
        raise NotASignature from None
    if not data.startswith(_MAGIC):
        raise NotASignature
    reader = _Reader(data[len(_MAGIC) :])
    version, key, namespace = reader.number(), reader.text(), reader.text()
    reader.text()  # reserved
    hash_name, blob = reader.text(), reader.text()
    if version != _VERSION or hash_name not in _HASHES or not reader.is_empty:
        raise NotASignature
    return Signature(key, namespace.decode("utf-8", "replace"), hash_name, blob)


def is_good(signature: Signature, message: bytes) -> bool:
    """Tell whether the signature's own key signed `message` for the signature's namespace."""
    from cryptography.exceptions import InvalidSignature

    digest = _HASHES[signature.hash_name](message)
    parts = (signature.namespace.encode(), b"", signature.hash_name, digest)
    signed = _MAGIC + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    try:
        _verify(signature.key, signature.blob, signed)
    except (InvalidSignature, NotASignature, ValueError):
        return False
    return True


def _verify(key: bytes, blob: bytes, signed: bytes) -> None:
    reader, signature = _Reader(key), _Reader(blob)
    kind, algorithm, value = reader.text(), signature.text(), signature.text()
    if kind == b"ssh-rsa":
        _verify_rsa(reader, algorithm, value, signed)
    elif kind != algorithm:
        raise NotASignature
    elif kind == b"ssh-ed25519":
        _verify_ed25519(reader.text(), value, signed)
    elif kind.startswith(b"ecdsa-sha2-"):
        _verify_ecdsa(reader, value, signed)
    elif kind in {b"sk-ssh-ed25519@openssh.com", b"sk-ecdsa-sha2-nistp256@openssh.com"}:
        if kind.startswith(b"sk-ecdsa"):
            curve, point = reader.text(), reader.text()
        else:
            curve, point = b"", reader.text()
        flags, counter = signature.take(1), signature.take(4)
        if not flags[0] & _TOUCHED:
            raise NotASignature
        application = hashlib.sha256(reader.text()).digest()
        wrapped = application + flags + counter + hashlib.sha256(signed).digest()
        if curve:
            _verify_point(curve, point, value, wrapped)
        else:
            _verify_ed25519(point, value, wrapped)
    else:
        raise NotASignature
    if not (reader.is_empty and signature.is_empty):
        raise NotASignature


def _verify_ed25519(point: bytes, value: bytes, signed: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    Ed25519PublicKey.from_public_bytes(point).verify(value, signed)


def _verify_ecdsa(reader: _Reader, value: bytes, signed: bytes) -> None:
    curve = reader.text()
    _verify_point(curve, reader.text(), value, signed)


def _verify_point(curve: bytes, point: bytes, value: bytes, signed: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    curves: dict[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
        b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
        b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
        b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
    }
    if curve not in curves:
        raise NotASignature
    form, digest = curves[curve]
    numbers = _Reader(value)
    r, s = numbers.integer(), numbers.integer()
    if not numbers.is_empty:
        raise NotASignature
    public = ec.EllipticCurvePublicKey.from_encoded_point(form, point)
    public.verify(encode_dss_signature(r, s), signed, ec.ECDSA(digest))


def _verify_rsa(reader: _Reader, algorithm: bytes, value: bytes, signed: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    digests: dict[bytes, hashes.HashAlgorithm] = {b"rsa-sha2-256": hashes.SHA256(), b"rsa-sha2-512": hashes.SHA512()}
    exponent, modulus = reader.integer(), reader.integer()
    if algorithm not in digests or modulus.bit_length() < _LEAST_RSA_BITS:  # `ssh-rsa` would be SHA-1
        raise NotASignature
    # Leading zero bytes are left out by some that sign.
    whole = value.rjust((modulus.bit_length() + 7) // 8, b"\0")
    RSAPublicNumbers(exponent, modulus).public_key().verify(whole, signed, padding.PKCS1v15(), digests[algorithm])


class _Reader:
    """Reads SSH's wire format; what ends too early is no signature."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def is_empty(self) -> bool:
        return self._at == len(self._data)

    def take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) != count:
            raise NotASignature
        self._at += count
        return found

    def number(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def text(self) -> bytes:
        return self.take(self.number())

    def integer(self) -> int:
        """Read an mpint; ours are never negative."""
        data = self.text()
        if data and data[0] & 0x80:
            raise NotASignature
        return int.from_bytes(data, "big")
