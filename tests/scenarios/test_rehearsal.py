"""The whole job on loopback, through the command a newcomer runs."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from office_kit import Office

from newsroom.cli.main import run
from newsroom.config import read_config
from newsroom.rehearsal import alone, rehearsal_config


@pytest.fixture
def ports() -> tuple[str, str]:
    """Return two ports that nobody uses."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1]), str(other.getsockname()[1])


class Rehearsal:
    """Runs `newsroom rehearse` on an office and reads its one JSON document."""

    def __init__(self, office: Office, ports: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
        self.office, self._ports, self._capsys = office, ports, capsys

    def __call__(self, *options: str, before: tuple[str, ...] = ()) -> tuple[int, dict[str, Any]]:
        config = str(self.office.root / "newsroom.toml")
        ports = ["--port", self._ports[0], "--sandbox-port", self._ports[1]]
        code = run(["--config", config, *before, "rehearse", *ports, "--wait", "30", "--json", *options])
        shown = self._capsys.readouterr().out
        return code, json.loads(shown) if shown else {}


@pytest.fixture
def rehearse(tmp_path: Path, ports: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> Rehearsal:
    """Return the command on a newsroom of two approved stories, one without Facebook, and a draft."""
    office = Office(tmp_path / "office")
    both = {name: {"at": "2025-01-06 09:00"} for name in ("website", "facebook", "zalo")}
    office.write(1, publish=both)
    office.write(2, publish={"website": both["website"], "zalo": both["zalo"]})
    office.write(3, publish=both, approve=False)
    return Rehearsal(office, ports, capsys)


@pytest.mark.slow
def test_a_rehearsal_posts_every_approved_story_once_and_never_again(rehearse: Rehearsal) -> None:
    """The first run fills both walls with what is approved, the second posts nothing, both end well."""
    first_code, first = rehearse()
    second_code, second = rehearse()

    assert (first_code, second_code) == (0, 0)
    assert (first["published"], first["facebook_wall"], first["zalo_wall"], first["posted_now"]) == (2, 1, 2, 3)
    assert (second["facebook_wall"], second["zalo_wall"], second["posted_now"]) == (1, 2, 0)


@pytest.mark.slow
def test_a_scratch_copy_is_approved_in_bulk_and_the_stories_stay_as_they_are(
    rehearse: Rehearsal, tmp_path: Path
) -> None:
    """Another folder of stories is rehearsed on a copy, on every channel, and not one of its bytes changes."""
    stories = rehearse.office.stories
    before = {path: path.read_bytes() for path in stories.rglob("*") if path.is_file()}

    code, done = rehearse(
        "--scratch", str(tmp_path / "copy"), "--approve-all", "Người Duyệt", before=("--stories", str(stories))
    )

    assert code == 0
    # The one that waited is approved in the copy; the others were and stay as they are.
    assert (done["stories"], done["published"]) == (3, 3)
    assert (done["facebook_wall"], done["zalo_wall"]) == (2, 3)
    assert {path: path.read_bytes() for path in stories.rglob("*") if path.is_file()} == before


def test_a_rehearsal_says_which_port_is_taken(
    rehearse: Rehearsal, ports: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A port in use is one sentence with the remedy and exit code 3, and nothing is posted."""
    with socket.create_server(("127.0.0.1", int(ports[1]))):
        config = str(rehearse.office.root / "newsroom.toml")
        code = run(["--config", config, "--lang", "en", "rehearse", "--port", ports[0], "--sandbox-port", ports[1]])

    shown = capsys.readouterr().err
    assert code == 3
    assert ports[1] in shown
    assert "choose another" in shown
    assert not (rehearse.office.root / "var" / "rehearsal" / "var" / "newsroom.db").exists()


def test_a_channel_without_a_loopback_platform_is_left_out(rehearse: Rehearsal) -> None:
    """A publisher that would speak to a real platform is not even loaded in a rehearsal."""
    settings = rehearse.office.root / "newsroom.toml"
    channel = '\n[channels.telegram]\npublisher = "not-installed"\nlabel = "Telegram"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + channel, encoding="utf-8")

    config = rehearsal_config(read_config(settings, {}), rehearse.office.root / "state", "http://127.0.0.1:1/")

    assert set(config.channels) == {"facebook", "zalo"}


def test_two_rehearsals_do_not_share_one_site(rehearse: Rehearsal, capsys: pytest.CaptureFixture[str]) -> None:
    """While one rehearsal runs, a second one with the same state is told so and changes nothing."""
    with alone(rehearse.office.root / "var" / "rehearsal"):
        code, _ = rehearse()

    assert code == 3
    assert not (rehearse.office.root / "var" / "rehearsal" / "build").exists()


@pytest.mark.slow
def test_no_real_credential_or_address_reaches_a_rehearsal(
    rehearse: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the environment holds for real accounts, a rehearsal speaks to its own platforms only."""
    monkeypatch.setenv("NEWSROOM_FACEBOOK_GRAPH_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("FACEBOOK_PAGE_TOKEN", "real-token")
    monkeypatch.setenv("NEWSROOM_DATABASE_URL", "sqlite:////nowhere/at/all.db")

    code, done = rehearse()

    assert code == 0
    assert done["facebook_wall"] == 1
