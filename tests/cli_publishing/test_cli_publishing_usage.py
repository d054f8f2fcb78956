"""Commands that make no sense, and configurations that cannot work: said in both languages, with nothing changed."""

from __future__ import annotations

import io
import json
import re
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta

import pytest
from publishing_scene import Office, Scene

from newsroom.outbox.model import State

BOTH = pytest.mark.parametrize("lang", ["vi", "en"])
DELIVERY = "facebook/104000000000001/GS-2026-0001/announce"


@pytest.fixture
def posted(scene: Scene, office: Office) -> Office:
    """Return an office with one public story, whose state no wrong command may change."""
    publish(office, 1)
    return office


def publish(office: Office, number: int) -> None:
    """Write a story and let the command line post everything that is due."""
    scene = office.scene
    scene.newsroom.write(number)
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(3):
        assert office("publish")[0] == 0
        scene.clock.advance(seconds=30)
    assert (len(scene.posts("facebook")), len(scene.posts("zalo"))) == (number, number)


def unchanged(office: Office) -> Callable[[], None]:
    scene = office.scene
    before = (scene.items(), office("ledger")[1], scene.posts("facebook"), scene.posts("zalo"))

    def check() -> None:
        assert (scene.items(), office("ledger")[1], scene.posts("facebook"), scene.posts("zalo")) == before

    return check


@BOTH
@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (("pause", "--by", "A"), "--reason", "--reason"),
        (("pause", "--reason", "Quốc tang"), "--by", "--by"),
        (("pause", "--reason", " ", "--by", "A"), "không được để trống", "must not be empty"),
        (("resume", "--by", ""), "không được để trống", "must not be empty"),
        (("withdraw", "GS-2026-9999", "--reason", "x", "--by", "A"), "Không có bài nào", "There is no story"),
        (("withdraw", "GS-2026-0001", "--reason", "", "--by", "A"), "không được để trống", "must not be empty"),
        (("withdraw", "GS-2026-0001", "--by", "A"), "--reason", "--reason"),
        (("resolve", DELIVERY, "--by", "A"), "Chưa rõ quyết định", "was not said"),
        (("resolve", DELIVERY, "--send", "--by", "A"), "đã xong", "is settled"),
        (("resolve", DELIVERY, "--cancel", "--by", "A"), "đã xong", "is settled"),
        (("resolve", DELIVERY, "--sent-as", "1", "--by", "A"), "đã xong", "is settled"),
        (("resolve", DELIVERY, "--send", "--sent-as", "1", "--by", "A"), "Chưa rõ quyết định", "was not said"),
        (("resolve", "mây bay", "--send", "--by", "A"), "Không có lần đăng", "There is no delivery"),
        (("resolve", "facebook/GS-2026-9999", "--repost", "--by", "A"), "Không có lần đăng", "There is no delivery"),
        (("resolve", "facebook/GS-2026-0001/x/y/z", "--send", "--by", "A"), "Không có lần", "There is no delivery"),
        (("login", "tiktok"), "không có kênh", "has no channel"),
        (("publish", "--wait", "-1"), "--wait", "--wait"),
        (("publish", "--wait", "lâu"), "--wait", "--wait"),
        (("measure", "--days", "0"), "--days", "--days"),
        (("ledger", "import", "không/có.jsonl"), "Không có tệp", "There is no file"),
        (("đăng",), "đăng", "đăng"),
    ],
)
def test_wrong_usage_is_said_and_changes_nothing(
    posted: Office, arguments: tuple[str, ...], vi: str, en: str, lang: str
) -> None:
    """Exit code 2, a sentence in the person's language, no output beside it; ledger, outbox and walls stay."""
    check = unchanged(posted)
    code, out, err = posted(*arguments, lang=lang)
    assert (code, out) == (2, ""), err
    assert (vi if lang == "vi" else en) in err
    assert "Traceback" not in err
    check()


@BOTH
def test_an_empty_name_decides_nothing(posted: Office, lang: str) -> None:
    """A decision needs a name: the ledger must tell who it was."""
    check = unchanged(posted)
    for name in ("", "  "):
        code, _, err = posted("resolve", DELIVERY, "--withdraw", "--by", name, lang=lang)
        assert code == 2, err
    check()


@BOTH
@pytest.mark.parametrize("command", ["publish", "plan", "doctor", "check", "status", "measure", "approve"])
def test_a_publisher_that_is_not_installed_is_named(posted: Office, command: str, lang: str) -> None:
    """A channel with an unknown publisher stops what would post, with the name; looking goes on."""
    check = unchanged(posted)
    toml = posted.scene.newsroom.folder / "newsroom.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text + '\n[channels.tiktok]\npublisher = "tiktok"\nlabel = "TikTok"\n', encoding="utf-8")
    code, out, err = posted(command, *(["--all", "--by", "A"] if command == "approve" else []), lang=lang)
    said = f"{out}{err}"
    assert "Traceback" not in said
    if command in {"publish", "doctor", "measure"}:
        assert code == 3, said
        assert "tiktok" in said
    toml.write_text(text, encoding="utf-8")
    check()


@BOTH
@pytest.mark.parametrize("line", ["publish = {mây: {at: 2026-11-23 08:30}}", "kênh lạ"])
def test_a_story_for_an_unknown_channel_is_a_finding(posted: Office, line: str, lang: str) -> None:
    """A story that names a channel newsroom.toml does not have is an error with its place, and is not posted."""
    scene = posted.scene
    story = scene.newsroom.write(2)
    channel = "may" if "publish" in line else "kênh lạ"
    story.write_text(story.read_text(encoding="utf-8").replace("  facebook: {", f"  {channel}: {{"), encoding="utf-8")
    scene.newsroom.approve(story) if channel == "may" else None
    code, out, err = posted("check", lang=lang)
    assert code == 1
    assert channel in out + err
    posted("publish")
    assert (len(scene.posts("facebook")), len(scene.posts("zalo"))) == (1, 1)


@BOTH
def test_publish_beside_another_publish(posted: Office, lang: str) -> None:
    """What another process holds is left alone: nothing is posted twice, nobody is told of an error."""
    scene = posted.scene
    scene.newsroom.write(2)
    scene.newsroom.deploy(scene.clock.now())
    scene.sandbox.faults.add("facebook", "photos.create", kind="rate_limited")
    posted("publish")  # queues both, and leaves them half-way
    scene.clock.advance(hours=2)
    store = scene.store()
    for item in store.items(State.PENDING):
        assert store.claim(item.key, "another", scene.clock.now(), scene.clock.now() + timedelta(hours=1)) is not None
    code, out, err = posted("publish", lang=lang)
    assert (code, err) == (0, ""), out
    assert (len(scene.posts("facebook")), len(scene.posts("zalo"))) == (1, 1)
    assert {i.lease_owner for i in store.items(State.SENDING)} == {"another"}
    store.close()


@BOTH
@pytest.mark.parametrize(
    ("channel", "typed"),
    [
        ("facebook", ""),
        ("facebook", "không phải mã\n"),
        ("facebook", "EAAkhongdung\n"),
        ("zalo", "dan\nx\n"),
        ("zalo", "dan\nx\ny\n"),
    ],
)
def test_a_login_that_is_refused(
    posted: Office, monkeypatch: pytest.MonkeyPatch, channel: str, typed: str, lang: str
) -> None:
    """Nothing pasted, nonsense, or a token that the platform refuses: exit code 3, and the stored one still posts."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    code, out, err = posted("login", channel, "--no-browser", lang=lang)
    assert (code, out) == (3, ""), err
    assert ("Chưa đăng nhập được" if lang == "vi" else "failed") in err
    assert ("vẫn còn nguyên" if lang == "vi" else "untouched") in err
    assert "EAAkhongdung" not in err
    publish(posted, 2)


def test_a_token_from_a_pipe_logs_in(posted: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that is piped in is not asked for at a terminal, and is not shown."""
    token = posted.scene.sandbox.facebook.user_token_again()
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{token}\n"))
    code, out, err = posted("login", "facebook", "--no-browser", "--json")
    assert code == 0, err
    assert json.loads(out)["id"] == "104000000000001"
    assert token not in out + err


@BOTH
def test_the_callbacks_port_is_taken(posted: Office, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    """Another program listens there: exit code 3, with the port and what to do."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, out, err = posted("login", "zalo", "--no-browser", "--port", str(port), lang=lang)
    assert (code, out) == (3, ""), err
    assert str(port) in err
    assert "--port" in err


@BOTH
def test_nobody_comes_to_the_consent_page(posted: Office, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    """After the time is up the command ends with exit code 3, and the stored tokens still post."""
    from newsroom import login_desk

    ticks = iter(range(0, 10_000, 400))
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    with monkeypatch.context() as patch:
        patch.setattr(login_desk.time, "monotonic", lambda: float(next(ticks)))
        code, out, err = posted("login", "zalo", "--no-browser", "--port", "0", "--timeout", "1", lang=lang)
    assert (code, out) == (3, ""), err
    assert ("chưa có ai đồng ý" if lang == "vi" else "nobody consented") in err
    publish(posted, 2)


@pytest.mark.parametrize(
    "path", ["/callback?code=x&oa_id=1&state=falsch", "/callback?error=access_denied", "/robots.txt"]
)
def test_a_stranger_at_the_callback(posted: Office, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Whatever calls the callback without our consent ends in a refusal or is not heard; the stored tokens stay."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def call() -> None:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=1).read()
            except OSError as error:
                if re.search("404", str(error)):
                    return
                time.sleep(0.02)
            else:
                return

    stranger = threading.Thread(target=call)
    stranger.start()
    timeout = "0" if path == "/robots.txt" else "1"
    code, out, err = posted("login", "zalo", "--no-browser", "--port", str(port), "--timeout", timeout)
    stranger.join()
    assert (code, out) == (3, ""), err
    publish(posted, 2)
