"""Signatures: our reading of them and the real ssh-keygen's agree on every kind of key, and on every damage."""

from __future__ import annotations

import base64
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.signatures import NotASignature, armored, is_good, one_line, read_signature
from newsroom.signers import NAMESPACE, read_signers

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MESSAGE = "newsroom approval 1\nstory: GS-2026-0001\napprover: Lê Thị Thu\n".encode()
KINDS = {
    "ed25519": (),
    "ecdsa": ("-b", "256"),
    "ecdsa384": ("-b", "384"),
    "ecdsa521": ("-b", "521"),
    "rsa": ("-b", "2048"),
}


def _keygen(*words: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *map(str, words)], input=given, capture_output=True, check=False)


@pytest.fixture(scope="module", params=KINDS)
def key(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "key"
    kind = request.param.rstrip("0123456789") if request.param != "ed25519" else request.param
    made = _keygen("-q", "-t", kind, *KINDS[request.param], "-N", "", "-C", "thu@guong.example", "-f", path)
    assert made.returncode == 0, made.stderr
    return path


def _sign(key: Path, message: bytes = MESSAGE, namespace: str = NAMESPACE, *more: str) -> str:
    done = _keygen("-q", "-Y", "sign", "-n", namespace, *more, "-f", key, given=message)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def _public(key: Path) -> str:
    return " ".join(key.with_suffix(".pub").read_text(encoding="utf-8").split()[:2])


def _openssh_says(
    folder: Path, signers: str, signature: str, *, at: str = "", email: str = "thu@guong.example"
) -> bool:
    (folder / "signers").write_text(signers, encoding="utf-8")
    (folder / "sig").write_text(armored(one_line(signature)), encoding="utf-8")
    when = (f"-Overify-time={at}",) if at else ()
    command = ("-Y", "verify", "-n", NAMESPACE, "-I", email, "-f", folder / "signers", "-s", folder / "sig", *when)
    return _keygen(*command, given=MESSAGE).returncode == 0


def test_every_kind_of_key_is_understood_as_ssh_keygen_does(key: Path, tmp_path: Path):
    """A signature holds for exactly its message; kept on one line, ssh-keygen still reads it."""
    for more in ((), ("-Ohashalg=sha256",)):
        signature = _sign(key, MESSAGE, NAMESPACE, *more)
        found = read_signature(one_line(signature))
        assert "\n" not in one_line(signature)
        assert is_good(found, MESSAGE)
        assert not is_good(found, MESSAGE + b"\n")
        assert not is_good(found._replace(namespace="git"), MESSAGE)
        assert base64.b64encode(found.key).decode() == _public(key).split()[1]
        assert _openssh_says(tmp_path, f"thu@guong.example {_public(key)}\n", signature)


def test_no_flipped_bit_is_taken_by_us_and_not_by_ssh_keygen(key: Path, tmp_path: Path):
    """Whatever byte of a signature is changed, what we take for good ssh-keygen takes too; hardly any is."""
    raw = base64.b64decode(one_line(_sign(key)))
    taken = []
    for at in range(len(raw)):
        text = base64.b64encode(raw[:at] + bytes([raw[at] ^ 0x10]) + raw[at + 1 :]).decode()
        try:
            good = is_good(read_signature(text), MESSAGE)
        except NotASignature:
            continue
        if good:
            taken.append(text)
    signers = f"thu@guong.example {_public(key)}\n"
    assert all(_openssh_says(tmp_path, signers, text) for text in taken)
    assert len(taken) <= 1


@given(st.binary(max_size=200))
def test_nonsense_is_no_signature_and_no_crash(data: bytes):
    """Any bytes in place of a signature are refused."""
    for raw in (data, b"SSHSIG" + data, b"SSHSIG\0\0\0\1" + data):
        with pytest.raises(NotASignature):
            read_signature(base64.b64encode(raw).decode())


@given(st.text(max_size=60))
def test_any_text_in_place_of_a_signature_is_refused(text: str):
    """What somebody types there is refused too."""
    with pytest.raises(NotASignature):
        read_signature(text)


@pytest.fixture(scope="module")
def plain_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plain") / "key"
    _keygen("-q", "-t", "ed25519", "-N", "", "-f", path)
    return path


@pytest.mark.parametrize(
    "line",
    [
        "thu@guong.example {key}",
        "*@guong.example {key}",
        "khac@guong.example,thu@guong.example {key} máy của Thu",
        "!thu@guong.example,*@guong.example {key}",
        "t?u@guong.example {key}",
        '"thu@guong.example" {key}',
        'thu@guong.example namespaces="newsroom" {key}',
        'thu@guong.example namespaces="git,newsroom" {key}',
        'thu@guong.example namespaces="git" {key}',
        'thu@guong.example namespaces="news*" {key}',
        'thu@guong.example namespaces="newsroom",valid-before="20261119Z" {key}',
        'thu@guong.example valid-after="20261119Z",valid-before="20261120Z" {key}',
        'thu@guong.example valid-after="202611190200Z" {key}',
        'thu@guong.example valid-after="20261119020001Z" {key}',
        'thu@guong.example valid-before="20261119020000Z" {key}',
        "thu@guong.example cert-authority {key}",
        "khac@guong.example {key}",
        "# thu@guong.example {key}",
        "thu@guong.example",
        "thu@guong.example ssh-ed25519 AAAA",
        'thu@guong.example valid-after="mai" {key}',
        'thu@guong.example unknown="1" {key}',
        'thu@guong.example namespaces="newsroom {key}',
        "",
    ],
)
def test_a_line_of_the_allowed_signers_allows_what_it_allows_ssh_keygen(plain_key: Path, tmp_path: Path, line: str):
    """Patterns, options and dates of a line mean to us what they mean to ssh-keygen."""
    moment = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
    text = line.replace("{key}", _public(plain_key)) + "\n"
    signature = _sign(plain_key)
    found = read_signers(text, "", HANOI).of_key(read_signature(signature).key)
    ours = any(one.stands_for("thu@guong.example") and one.is_valid_at(moment) for one in found)
    assert ours == _openssh_says(tmp_path, text, signature, at="20261119020000Z"), text


def test_a_time_without_a_zone_is_the_offices():
    """`valid-before` without Z means midnight in Vietnam, whatever zone the machine is in."""
    key = base64.b64encode(b"\0\0\0\x0bssh-ed25519" + b"\0\0\0\x20" + b"k" * 32).decode()
    signer = read_signers(f'a@b.c valid-before="20261119" ssh-ed25519 {key}', "", HANOI).allowed[0]
    assert signer.valid_before == datetime(2026, 11, 18, 17, 0, tzinfo=UTC)


def test_a_revoked_key_is_known_with_and_without_a_name_before_it():
    """Lines of the revoked keys may be those of a .pub file or of the allowed signers."""
    key = b"\0\0\0\x0bssh-ed25519" + b"\0\0\0\x20" + b"k" * 32
    line = f"ssh-ed25519 {base64.b64encode(key).decode()}"
    for text in (line, f"thu@guong.example {line} cũ", f"# {line}\n\n{line}"):
        assert read_signers("", text, HANOI).revoked == {key}
    assert not read_signers("", f"# {line}", HANOI).revoked


@pytest.mark.parametrize("cut", [1, 4, 16, 40])
def test_a_key_that_was_cut_off_is_no_key(cut: int, plain_key: Path):
    """A key with its end missing allows nobody, and as a revoked one it is told, for it would take back no key."""
    line = " ".join(_public(plain_key).split()[:2])[:-cut]
    found = read_signers(f"thu@guong.example {line}", f"# cũ\n{line}", HANOI)
    assert (found.allowed, len(found.bad_lines), found.revoked, found.bad_revoked) == ((), 1, frozenset(), (2,))


def _text(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


@pytest.mark.parametrize("kind", ["sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"])
def test_a_security_key_counts_when_it_was_touched(kind: str, tmp_path: Path):
    """What a FIDO key signs holds for us as for ssh-keygen; without a touch we refuse it."""
    import hashlib

    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    def mpint(number: int) -> bytes:
        return number.to_bytes(number.bit_length() // 8 + 1, "big")

    signed = b"SSHSIG" + _text(NAMESPACE.encode(), b"", b"sha512", hashlib.sha512(MESSAGE).digest())

    def signature(flags: bytes) -> str:
        wrapped = hashlib.sha256(b"ssh:").digest() + flags + b"\0\0\0\7" + hashlib.sha256(signed).digest()
        if kind.startswith("sk-ssh"):
            private = ed25519.Ed25519PrivateKey.from_private_bytes(b"k" * 32)
            public = _text(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
            value = private.sign(wrapped)
        else:
            curve = ec.derive_private_key(7**50, ec.SECP256R1())
            point = curve.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
            public = _text(b"nistp256", point)
            value = _text(*map(mpint, decode_dss_signature(curve.sign(wrapped, ec.ECDSA(hashes.SHA256())))))
        key = _text(kind.encode()) + public + _text(b"ssh:")
        blob = _text(kind.encode(), value) + flags + b"\0\0\0\7"
        whole = b"SSHSIG\0\0\0\1" + _text(key, NAMESPACE.encode(), b"", b"sha512", blob)
        return base64.b64encode(whole).decode()

    touched = signature(b"\1")
    found = read_signature(touched)
    assert is_good(found, MESSAGE)
    assert not is_good(found, MESSAGE + b"x")
    assert not is_good(read_signature(signature(b"\0")), MESSAGE)
    assert _openssh_says(tmp_path, f"thu@guong.example {kind} {base64.b64encode(found.key).decode()}\n", touched)
