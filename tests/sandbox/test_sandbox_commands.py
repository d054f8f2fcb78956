"""`newsroom sandbox …`: steering platforms that run elsewhere, from the command line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsroom.cli.main import run
from publishers.sandbox import Sandbox

from .clients import Graph, Zalo

CONFIG = Path(__file__).parents[2] / "newsroom.toml"
NOBODY = "http://127.0.0.1:9"


class Terminal:
    """A person at the command line."""

    def __init__(self, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
        self.url = sandbox.base_url
        self.capsys = capsys

    def type(self, *words: str, language: str = "vi") -> tuple[int, str]:
        """Run one command and return its exit code and everything it said."""
        code = run(["--config", str(CONFIG), "--lang", language, "sandbox", *words, "--url", self.url])
        said = self.capsys.readouterr()
        return code, said.out + said.err

    def ask(self, *words: str) -> Any:
        code, said = self.type(*words, "--json")
        assert code == 0
        return json.loads(said)


@pytest.fixture
def terminal(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(sandbox, capsys)


def test_a_fault_is_set_listed_and_cleared(sandbox: Sandbox, graph: Graph, terminal: Terminal) -> None:
    """`fault` makes the named call fail, `faults` lists what waits, `--clear` forgets it."""
    code, said = terminal.type("fault", "facebook", "feed.create", "code:368/1390008", "--nth", "2", "--times", "3")
    assert code == 0
    assert "feed.create" in said
    assert "id" in graph.feed(message="một")
    assert graph.error(graph.feed(message="hai")) == (368, 1390008)
    [waiting] = terminal.ask("faults")
    assert (waiting["call"], waiting["times"] - waiting["fired"]) == ("feed.create", 2)
    assert "feed.create" in terminal.type("faults")[1]
    assert terminal.type("faults", "--clear") == (0, "Không có sự cố nào đang chờ.\n")
    assert "id" in graph.feed(message="ba")
    kinds = terminal.type("faults", "--kinds", language="en")[1]
    assert "an empty 200, yet it was written" in kinds
    assert "article.remove" in kinds


def test_settings_are_changed_in_words(sandbox: Sandbox, zalo: Zalo, terminal: Terminal) -> None:
    """Yes and no in either language, numbers, lists and texts are taken as the setting's type; all or none."""
    code, said = terminal.type("set", "zalo_verified=không", "zalo_article_quota=3")
    assert code == 0
    assert "zalo_verified = không" in said
    assert zalo.post("article/create", zalo.article())["error"] == -221
    lost = terminal.ask("set", "facebook_revoked_permissions=read_insights, pages_manage_posts", "zalo_verified=yes")
    assert lost["facebook_revoked_permissions"] == ["read_insights", "pages_manage_posts"]
    assert lost["zalo_verified"] is True
    changed = terminal.type("settings", "--changed", language="en")[1]
    assert "articles a month" in changed
    assert "zalo_verified" not in changed
    assert terminal.type("set", "zalo_app_active=no", "zalo_article_quota=many")[0] == 2
    assert sandbox.settings["zalo_app_active"] is True
    assert terminal.type("settings", "--defaults", "--changed") == (0, "Mọi thiết lập như ban đầu.\n")
    assert sandbox.settings["zalo_article_quota"] == 10_000


def test_the_clock_is_moved(sandbox: Sandbox, terminal: Terminal) -> None:
    """`clock` shows, advances, sets (in the office's zone) and resets the platforms' time."""
    terminal.type("clock", "--advance", "1d2h30m")
    assert sandbox.clock.offset_seconds == 95_400
    assert "1d2h30m" in terminal.type("clock")[1]
    terminal.type("clock", "--at", "2027-02-03T08:00")
    assert sandbox.clock.now().isoformat().startswith("2027-02-03T01:00")
    assert "08:00" in terminal.type("clock")[1]
    terminal.type("clock", "--advance", "-2h")
    assert sandbox.clock.now().isoformat().startswith("2027-02-02T23:00")
    assert terminal.ask("clock", "--reset")["offset_seconds"] == 0


def test_a_person_acts_and_consents(sandbox: Sandbox, graph: Graph, zalo: Zalo, terminal: Terminal) -> None:
    """Deeds by hand reach the wall, and the consent's tokens are printed for pasting."""
    post = graph.feed(message="Như đã duyệt")["id"]
    assert terminal.ask("person", "edit", "facebook", "--text", "Sửa tay")["id"] == post
    terminal.type("person", "like", post, "--count", "12")
    [seen] = sandbox.facebook.published()
    assert (seen.message, seen.likes) == ("Sửa tay", 12)
    assert "Đã xóa bằng tay" in terminal.type("person", "delete", post)[1]
    assert sandbox.facebook.published() == []
    code, said = terminal.type("person", "delete", "zalo")
    assert (code, "chưa có bài nào" in said) == (2, True)
    given = terminal.ask("consent")
    assert "access_token" in zalo.refresh(given["refresh_token"]).json()
    assert given["facebook_user_token"] != terminal.ask("consent")["facebook_user_token"]
    assert terminal.type("consent")[1].count("DIEN-TAP") == 3
    graph.feed(message="x")
    assert terminal.type("reset")[0] == 0
    assert sandbox.facebook.posts() == []


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("fault", "facebook", "feed.crate", "refused"), "feed.create"),
        (("fault", "facebook", "feed.create", "reset_aftr"), "reset_after"),
        (("fault", "zalo", "token", "photo_lost"), "token_killed"),
        (("fault", "zalo", "token", "code:x"), "code:"),
        (("set", "zalo_verifid=no"), "zalo_verified"),
        (("set", "zalo_verified"), "zalo_verified"),
        (("set", "zalo_verified=maybe"), "có hoặc không"),
        (("set", "zalo_superseded_code=-1"), "zalo_superseded_code"),
        (("clock", "--advance", "2 hours"), "2h"),
        (("clock", "--at", "tomorrow"), "2026-11-23T08:00"),
        (("clock", "--advance", "1h", "--reset"), "--advance"),
        (("person", "edit", "facebook"), "--text"),
        (("person", "hide", "104000000000001_9"), "104000000000001_9"),
    ],
)
def test_mistakes_are_worded_with_exit_code_2(terminal: Terminal, words: tuple[str, ...], hint: str) -> None:
    """An unknown name or an impossible value is one sentence that names what exists, and nothing changes."""
    code, said = terminal.type(*words)
    assert code == 2
    assert hint in said
    assert "lỗi:" in said
    assert terminal.ask("faults") == []
    assert terminal.ask("settings", "--changed") == []


@pytest.mark.parametrize(
    "words",
    [
        ("fault", "facebook", "*", "refused"),
        ("faults",),
        ("set", "zalo_verified=no"),
        ("settings",),
        ("clock",),
        ("consent",),
        ("reset",),
        ("person", "delete", "facebook"),
    ],
)
def test_nobody_there_is_exit_code_3(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    """Without platforms at the address every command says so, and how to start them."""
    assert run(["--config", str(CONFIG), "--lang", "vi", "sandbox", *words, "--url", NOBODY]) == 3
    said = capsys.readouterr().err
    assert "Không có nền tảng giả lập nào trả lời ở http://127.0.0.1:9" in said
    assert "newsroom sandbox" in said


def test_something_else_at_the_address_is_exit_code_3(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    """A web server that is no sandbox counts as nobody."""
    address = f"{sandbox.base_url}/facebook"
    assert run(["--config", str(CONFIG), "sandbox", "faults", "--url", address]) == 3
    assert capsys.readouterr().out == ""


def test_steering_does_not_load_the_platforms() -> None:
    """The commands that speak to a running sandbox do not import it: they answer at once."""
    program = (
        "import sys; from newsroom.cli.main import run; "
        f"run(['--config', {str(CONFIG)!r}, 'sandbox', 'faults', '--url', {NOBODY!r}]); "
        "sys.exit(any(name.startswith('publishers.sandbox') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=30)
    assert done.returncode == 0
