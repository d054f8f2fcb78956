"""The vault: encrypted, locked, and clear about what stands against it."""

from __future__ import annotations

import multiprocessing
import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from publishers.vault import Vault, VaultError


def filled(path: Path, key: str | None = None) -> Vault:
    vault = Vault(path, key)
    with vault.locked():
        vault.write("zalo/1", {"access_token": "A-1"})
    return vault


def test_it_keeps_records_encrypted_and_private(tmp_path: Path) -> None:
    """What is written is read back by another process, is not readable in the file, and belongs to the owner only."""
    path = tmp_path / "var" / "vault"
    filled(path)
    assert Vault(path).read("zalo/1") == {"access_token": "A-1"}
    assert Vault(path).read("zalo/2") is None
    for file in (path, path.with_suffix(".key"), path.with_suffix(".lock")):
        assert b"A-1" not in file.read_bytes()
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    assert sorted(p.name for p in path.parent.iterdir()) == ["vault", "vault.key", "vault.lock"]


def test_it_keeps_the_pair_before(tmp_path: Path) -> None:
    """The previous record stays beside the new one, for whoever has to find out what happened."""
    key = Fernet.generate_key().decode()
    vault = filled(tmp_path / "vault", key)
    with vault.locked():
        vault.write("zalo/1", {"access_token": "A-2"})
    inside = Fernet(key.encode()).decrypt((tmp_path / "vault").read_bytes()).decode()
    assert "A-1" in inside
    assert "A-2" in inside


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        ("other key", "NEWSROOM_VAULT_KEY"),
        ("no key", "NEWSROOM_VAULT_KEY"),
        ("damaged", "damaged"),
        ("empty", "damaged"),
        ("key is no key", "valid key"),
        ("vault is a folder", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, harm: str, says: str) -> None:
    """Every harm is one sentence in both languages, for reading and for writing, and changes nothing on disk."""
    path = tmp_path / "vault"
    filled(path)
    key = None
    if harm == "other key":
        key = Fernet.generate_key().decode()
    elif harm == "no key":
        path.with_suffix(".key").unlink()
    elif harm == "damaged":
        path.write_bytes(path.read_bytes()[:-10])
    elif harm == "empty":
        path.write_bytes(b"")
    elif harm == "key is no key":
        key = "mật khẩu"
    else:
        path.unlink()
        path.mkdir()
    before = path.read_bytes() if path.is_file() else None
    vault = Vault(path, key)
    with pytest.raises(VaultError) as read:
        vault.read("zalo/1")
    with vault.locked(), pytest.raises(VaultError):
        vault.write("zalo/1", {"access_token": "A-2"})
    assert says in read.value.en
    assert read.value.vi
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not list(tmp_path.glob(".vault*"))


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A place where nothing can be written is known before anything is asked of the platform."""
    (tmp_path / "file").write_text("x")
    vault = Vault(tmp_path / "file" / "vault")
    with pytest.raises(VaultError, match="cannot be written"), vault.locked():
        pass
    with pytest.raises(VaultError, match="cannot be written"):
        Vault(tmp_path / "missing" / "vault").check_writable()


def test_a_wrong_key_is_known_before_a_token_is_spent(tmp_path: Path) -> None:
    """Without a usable key the check before a refresh fails, though there is no vault to open yet."""
    vault = Vault(tmp_path / "vault", "not-a-key")
    with vault.locked(), pytest.raises(VaultError, match="NEWSROOM_VAULT_KEY"):
        vault.check_writable()


def test_a_write_that_fails_leaves_the_pair_before(tmp_path: Path) -> None:
    """When the new file cannot take its place, the old pair is intact and nothing half-written lies around."""
    path = tmp_path / "vault"
    vault = filled(path)
    limit = _file_size_limit(1)
    try:
        with vault.locked(), pytest.raises(VaultError, match="cannot be written"):
            vault.write("zalo/1", {"access_token": "A-2" * 100_000})
    finally:
        _file_size_limit(limit)
    assert Vault(path).read("zalo/1") == {"access_token": "A-1"}
    assert not list(tmp_path.glob(".vault*"))


def _file_size_limit(size: int) -> int:
    """Let this process write no file larger than `size` bytes, as a full disk would; return the limit before."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    return before


def _hold(path: str, order: str, taken: multiprocessing.synchronize.Event) -> None:
    vault = Vault(Path(path))
    with vault.locked():
        taken.set()
        held = vault.read("count") or {"value": ""}
        vault.write("count", {"value": held["value"] + order})


def test_another_process_waits_for_the_lock(tmp_path: Path) -> None:
    """While one process holds the vault another one cannot change it; no change is lost."""
    path = tmp_path / "vault"
    vault = filled(path)
    context = multiprocessing.get_context("spawn")
    taken = context.Event()
    with vault.locked():
        other = context.Process(target=_hold, args=(str(path), "b", taken))
        other.start()
        assert not taken.wait(0.3)
        vault.write("count", {"value": "a"})
    other.join(20)
    assert Vault(path).read("count") == {"value": "ab"}


def test_what_another_process_wrote_is_seen_at_once(tmp_path: Path) -> None:
    """A vault that was read before shows the newer record, and what a caller does to a record stays the caller's."""
    path = tmp_path / "vault"
    ours, theirs = filled(path), Vault(path)
    for number in range(20):
        with theirs.locked():
            theirs.write("zalo/1", {"access_token": f"A-{number}", "seeds": ["x"]})
        seen = ours.read("zalo/1")
        assert seen == {"access_token": f"A-{number}", "seeds": ["x"]}
        seen["seeds"].append("y")
        assert (ours.read("zalo/1") or {})["seeds"] == ["x"]
    assert ours.previous("zalo/1") == {"access_token": "A-18", "seeds": ["x"]}


def test_every_sentence_says_what_to_do(tmp_path: Path) -> None:
    """A vault whose key is lost, a wrong key and an unwritable place each name the next step, in both languages."""
    path = tmp_path / "vault"
    filled(path)
    path.with_suffix(".key").unlink()
    said = []
    for vault in (Vault(path), Vault(path, Fernet.generate_key().decode()), Vault(path, "x")):
        with pytest.raises(VaultError) as error:
            vault.read("zalo/1")
        said.append(error.value)
    with pytest.raises(VaultError) as error:
        Vault(tmp_path / "missing" / "vault").check_writable()
    said.append(error.value)
    steps = [
        ("lấy lại", "bring back"),
        ("Đặt lại", "Set the right"),
        ("xem lại", "check"),
        ("quyền ghi", "permissions"),
    ]
    for one, (vi, en) in zip(said, steps, strict=True):
        assert vi in one.vi
        assert en in one.en
