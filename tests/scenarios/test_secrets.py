"""No secret is printed, logged, shown in a traceback or written into a file, whatever platforms answer."""

from __future__ import annotations

import io
import logging
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mirror as mirrors
import pytest
import time_machine
from hand_made import Website
from mirror import ALL, FORMS, PASTED, Mirror
from publishing_scene import CHANNELS, Scene

from newsroom.cli.main import run
from publishers.facebook_page.codes import BY_CODE, BY_SUBCODE
from publishers.zalo_oa.codes import CODES

COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check",),
    "plan": ("plan", "--all"),
    "plan json": ("plan", "--json"),
    "look": ("plan", "--refresh"),
    "look json": ("plan", "--refresh", "--json"),
    "publish": ("publish",),
    "publish json": ("publish", "--json"),
    "measure": ("measure",),
    "measure json": ("measure", "--json"),
    "doctor": ("doctor",),
    "doctor json": ("doctor", "--json"),
    "login facebook": ("login", "facebook", "--no-browser"),
    "login zalo": ("login", "zalo", "--no-browser"),
    "send": ("resolve", "facebook/GS-2026-0002", "--send", "--by", "Chị Lan"),
    "withdraw": ("withdraw", "GS-2026-0001", "--reason", "Sai", "--by", "Chị Lan", "--wait", "0", "--no-build"),
    "pause": ("pause", "--reason", "Quốc tang", "--by", "Chị Lan"),
    "status": ("status", "--all"),
    "ledger": ("ledger",),
    "approve": ("approve", "--all", "--by", "Chánh Văn phòng"),
}
PASTES = {"login facebook": f"{PASTED[0]}\n", "login zalo": f"dan\n{PASTED[1]}\n{PASTED[2]}\n"}


class _Ears(logging.Handler):
    """Hears everything that any library logs; with its traceback, as a log file would hold it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass
class Watched:
    """The command line of an office whose platform repeats what it hears."""

    scene: Scene
    platform: Mirror
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    ears: _Ears = field(default_factory=_Ears)

    def __call__(self, name: str) -> None:
        """Run a command plainly and with tracebacks; nothing it leaves behind may hold a secret."""
        for flags in ((), ("--debug",)):
            self.monkeypatch.setattr(sys, "stdin", io.StringIO(PASTES.get(name, "")))
            found = self._run(*flags, *COMMANDS[name])
            self.clean(found, f"{name} {flags}")

    def _run(self, *arguments: str) -> str:
        config = ["--config", str(self.scene.newsroom.folder / "newsroom.toml")]
        trace = ""
        # Waits between tries are days here, so that every run asks again.
        self.scene.clock.advance(hours=2)
        with time_machine.travel(self.scene.clock.now()):
            try:
                run([*config, *arguments])
            except Exception as error:  # noqa: BLE001 - with --debug every error comes out as it is
                trace = "".join(traceback.format_exception(error))
        shown = self.capsys.readouterr()
        return shown.out + shown.err + trace

    def clean(self, text: str, where: str) -> None:
        heard = "\n".join(self.ears.lines)
        self.ears.lines.clear()
        for secret in ALL:
            assert secret not in text, f"{where}: {secret} was printed: {_near(text, secret)}"
            assert secret not in heard, f"{where}: {secret} was logged: {_near(heard, secret)}"
        for path in [p for p in self.scene.folder.rglob("*") if p.is_file()]:
            raw = path.read_bytes()
            for secret in ALL:
                assert secret.encode() not in raw, f"{where}: {secret} lies in {path.name}"


def _near(text: str, secret: str) -> str:
    at = text.index(secret)
    return text[max(at - 150, 0) : at + 60]


@pytest.fixture
def thief() -> Iterator[Website]:
    """Return a host that must never hear anything."""
    website = Website()
    yield website
    website.close()


@pytest.fixture
def watched(
    scene: Scene, thief: Website, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watched]:
    """Return an office with one public story and one that waits, on a platform that repeats everything."""
    scene.newsroom.write(1)
    scene.newsroom.deploy(scene.clock.now())
    scene.settle(*CHANNELS)
    scene.newsroom.write(2)
    scene.newsroom.deploy(scene.clock.now())
    for path in (scene.folder / "var").glob("*"):
        path.unlink()
    platform = Mirror(thief.url)
    notify = f"json://nguoi:{PASTED[3]}@127.0.0.1:9/"
    given = {**platform.environment(), "NEWSROOM_DATABASE_URL": scene.url, "NEWSROOM_NOTIFY_URLS": notify}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    found = Watched(scene, platform, capsys, monkeypatch)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(found.ears)
    root.setLevel(logging.DEBUG)
    yield found
    root.setLevel(level)
    root.removeHandler(found.ears)
    platform.close()


@pytest.mark.parametrize("deep", [False, True], ids=["at once", "after the account was told"])
@pytest.mark.parametrize("form", FORMS)
def test_no_command_tells_what_a_platform_repeats(watched: Watched, form: str, deep: bool) -> None:
    """Every command, with and without --debug, against a platform that answers with the secrets it was told."""
    watched.platform.answer, watched.platform.deep = FORMS[form], deep
    for name in COMMANDS:
        watched(name)
    assert watched.platform.calls > 0


@pytest.mark.parametrize("deep", [False, True], ids=["at once", "after the account was told"])
def test_no_refusal_of_either_table_tells_a_secret(watched: Watched, deep: bool) -> None:
    """Every code of both tables, with a text that holds the secrets: nothing is printed, logged or stored."""
    watched.platform.deep = deep
    codes: list[tuple[int, int | None]] = [(code, None) for code in BY_CODE]
    codes += [*BY_SUBCODE, *((c.number, None) for c in CODES), (12345, None), (0, None)]
    for code, subcode in codes:
        watched.platform.answer = mirrors.refusal(code, subcode)
        for path in watched.scene.folder.glob("newsroom.db*"):
            path.unlink()
        watched.scene.store().close()  # an empty one, without running the migrations each time
        watched.clean(watched._run("publish"), f"publish {code}/{subcode}")


@pytest.mark.parametrize("form", ["redirect", "pages elsewhere"])
def test_no_other_host_is_ever_asked(watched: Watched, thief: Website, form: str) -> None:
    """Neither a redirect nor the address of a next page is followed: it could carry the token to anybody."""
    asked: list[str] = []
    thief.pages = _Noting(asked)  # type: ignore[assignment]
    watched.platform.answer, watched.platform.deep = FORMS[form], True
    for name in COMMANDS:
        watched(name)
    assert asked == []


class _Noting(dict[str, Any]):
    def __init__(self, asked: list[str]) -> None:
        super().__init__()
        self._asked = asked

    def get(self, key: str, default: Any = None) -> Any:
        self._asked.append(key)
        return default


def test_the_log_of_a_login_that_works_holds_no_secret(
    scene: Scene, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A successful `login facebook` and `doctor`, with every library's log switched on: addresses show no secret."""
    environment = scene.sandbox.environment()
    user = scene.sandbox.facebook.user_token_again()
    for name, value in {**environment, "NEWSROOM_DATABASE_URL": scene.url}.items():
        monkeypatch.setenv(name, value)
    ears, root, level = _Ears(), logging.getLogger(), logging.getLogger().level
    root.addHandler(ears)
    root.setLevel(logging.DEBUG)
    try:
        for command in (("login", "facebook", "--no-browser"), ("doctor",)):
            monkeypatch.setattr(sys, "stdin", io.StringIO(f"{user}\n"))
            with time_machine.travel(scene.clock.now()):
                assert run(["--config", str(scene.newsroom.folder / "newsroom.toml"), *command]) == 0
    finally:
        root.setLevel(level)
        root.removeHandler(ears)
    said = capsys.readouterr()
    heard = "\n".join(ears.lines) + said.out + said.err
    for secret in (user, *(environment[n] for n in environment if n.endswith(("_TOKEN", "_SECRET")))):
        assert secret not in heard, _near(heard, secret)


def test_the_vault_file_holds_no_secret_in_clear(scene: Scene) -> None:
    """After both channels posted, the vault's bytes hold neither the tokens nor the key beside it."""
    scene.newsroom.write(1)
    scene.newsroom.deploy()
    scene.settle(*CHANNELS)
    vault = scene.folder / "var" / "vault"
    raw, key = vault.read_bytes(), vault.with_suffix(".key").read_bytes().strip()
    db = scene.sandbox._store.connection()
    tokens = [row[0] for row in db.execute("SELECT token FROM zalo_tokens")]
    assert len(tokens) > 1
    assert not [secret for secret in tokens if secret.encode() in raw]
    assert key not in raw
    assert vault.with_suffix(".key").stat().st_mode & 0o077 == 0
    assert Path(vault).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("call", ["token.exchange", "accounts.list", "debug_token"])
@pytest.mark.parametrize("kind", ["cut_body_after", "text_body_after", "html_502_after", "reset_after", "refused"])
def test_a_spoilt_answer_to_a_login_tells_no_token(
    scene: Scene,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    kind: str,
) -> None:
    """The answer that holds the new token arrives in pieces: the login fails in words that do not quote it."""
    environment = scene.sandbox.environment()
    scene.sandbox.faults.add("facebook", call, kind=kind)
    for name, value in {**environment, "NEWSROOM_DATABASE_URL": scene.url}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{scene.sandbox.facebook.user_token_again()}\n"))
    with time_machine.travel(scene.clock.now()):
        assert run(["--config", str(scene.newsroom.folder / "newsroom.toml"), "login", "facebook", "--no-browser"]) == 3
    said = capsys.readouterr()
    db = scene.sandbox._store.connection()
    for secret in [row[0] for row in db.execute("SELECT token FROM fb_tokens")]:
        assert secret not in said.out + said.err, _near(said.out + said.err, secret)
