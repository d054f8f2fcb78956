"""Calls arrive: by mail and webhook on loopback, once, later when nobody answered, and without a secret anywhere."""

from __future__ import annotations

import logging
import multiprocessing
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from loopback_people import HEAD, NOON, PASSWORD, SECRET_PATH, MailServer, Webhook, channel_call, story_call

from newsroom.calling.book import FORGOTTEN_AFTER, STALE_AFTER, tell_people
from newsroom.calling.call import Call, message
from newsroom.calling.caller import AppriseCaller, CannotTell, callers
from newsroom.config import Config, read_config

REPOSITORY = Path(__file__).parents[2]


def by_mail(mail: MailServer, password: str = PASSWORD) -> AppriseCaller:
    return AppriseCaller("1-mailto", mail.address(password), HEAD)


def by_webhook(webhook: Webhook) -> AppriseCaller:
    return AppriseCaller("2-json", webhook.address(), HEAD)


def settings() -> Config:
    return read_config(REPOSITORY / "newsroom.toml", {})


def test_mail_arrives_as_it_was_written(mail: MailServer) -> None:
    """The received message decodes to exactly the subject and the plain text that were composed, in UTF-8."""
    calls = [story_call(), channel_call(code="-220")]
    assert by_mail(mail).tell(calls) == calls
    subject, text = message(calls, HEAD.site, "vi", HEAD.zone)
    [received] = mail.messages()
    [(recipients, raw)] = mail.received
    assert received["Subject"] == subject
    assert received.get_content_type() == "text/plain"
    assert received.get_content_charset() == "utf-8"
    assert received.get_content().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")
    assert recipients == ["truc@coquan.example"]
    assert mail.logins == [(b"may", PASSWORD.encode())]
    raw.decode("ascii")  # nothing on the way has to know eight bits


def test_a_webhook_gets_the_same_words(webhook: Webhook) -> None:
    """The JSON that is posted holds subject and text, at the address given."""
    calls = [story_call()]
    assert by_webhook(webhook).tell(calls) == calls
    subject, text = message(calls, HEAD.site, "vi", HEAD.zone)
    [(path, body)] = webhook.received
    assert path.rstrip("/") == f"/{SECRET_PATH}"
    assert (body["title"], body["message"].rstrip("\n")) == (subject, text.rstrip("\n"))


def test_one_trouble_is_told_once_to_each_address(mail: MailServer, webhook: Webhook, tmp_path: Path) -> None:
    """Run after run the same troubles make no second message; a new one comes alone."""
    everybody = [by_mail(mail), by_webhook(webhook)]
    book = tmp_path / "var" / "calls.json"
    for minutes in (0, 5, 600, 60 * 24 * 30):
        now = NOON + timedelta(minutes=minutes)
        assert tell_people(book, everybody, [story_call(), channel_call()], now) == []
    assert (len(mail.received), len(webhook.received)) == (1, 1)
    tell_people(book, everybody, [story_call(), channel_call(), story_call(number=2)], now)
    assert (len(mail.received), len(webhook.received)) == (2, 2)
    assert "GS-2026-0002" in webhook.received[1][1]["message"]
    assert "GS-2026-0001" not in webhook.received[1][1]["message"]


def test_what_flickers_is_one_trouble_and_what_comes_back_is_a_new_one(webhook: Webhook, tmp_path: Path) -> None:
    """Away for less than a day it is not told again; away for longer it is."""
    book, caller = tmp_path / "calls.json", [by_webhook(webhook)]
    for hours, calls, told in (
        (0, [channel_call()], 1),
        (1, [], 1),
        (2, [channel_call()], 1),
        (25, [], 1),
        (25.5, [channel_call()], 1),
        (49.6, [], 1),
        (49.7, [channel_call()], 2),
    ):
        assert tell_people(book, caller, calls, NOON + timedelta(hours=hours)) == []
        assert len(webhook.received) == told, hours
    assert timedelta(hours=24) == FORGOTTEN_AFTER


def test_nothing_is_lost_while_the_mail_server_is_down(mail: MailServer, webhook: Webhook, tmp_path: Path) -> None:
    """One address down: the other hears once, and the first hears everything later, also what is over by then."""
    everybody, book = [by_mail(mail), by_webhook(webhook)], tmp_path / "calls.json"
    mail.refuse = True
    problems = tell_people(book, everybody, [story_call()], NOON)
    assert ["1-mailto" in problem.say("vi") for problem in problems] == [True]
    problems = tell_people(book, everybody, [channel_call()], NOON + timedelta(minutes=5))
    assert len(problems) == 1
    assert (len(mail.received), len(webhook.received)) == (0, 2)
    mail.refuse = False
    assert tell_people(book, everybody, [], NOON + timedelta(minutes=10)) == []
    [received] = mail.messages()
    assert "2 việc" in received["Subject"]
    assert "GS-2026-0001" in received.get_content()
    assert "Zalo OA" in received.get_content()
    assert len(webhook.received) == 2
    assert tell_people(book, everybody, [], NOON + timedelta(minutes=15)) == []
    assert len(mail.received) == 1


def test_what_is_long_over_is_told_to_nobody(mail: MailServer, tmp_path: Path) -> None:
    """After a week without a mail server only what is still a trouble is told."""
    book, caller = tmp_path / "calls.json", [by_mail(mail)]
    mail.refuse = True
    tell_people(book, caller, [story_call(), story_call(number=2)], NOON)
    mail.refuse = False
    assert tell_people(book, caller, [story_call(number=2)], NOON + STALE_AFTER + timedelta(minutes=1)) == []
    [received] = mail.messages()
    assert "GS-2026-0002" in received.get_content()
    assert "GS-2026-0001" not in received.get_content()


class Killed(BaseException):
    """Stands for a process that is killed while it tells."""


class Dying:
    name = "1-mailto"

    def tell(self, calls: Sequence[Call]) -> list[Call]:
        raise Killed


def test_a_process_killed_while_telling_loses_no_call(mail: MailServer, tmp_path: Path) -> None:
    """What was seen in one run only is in the book before anybody is told, and the next run tells it."""
    book = tmp_path / "calls.json"
    with pytest.raises(Killed):
        tell_people(book, [Dying()], [story_call()], NOON)
    assert tell_people(book, [by_mail(mail)], [], NOON + timedelta(minutes=5)) == []
    assert len(mail.received) == 1


def test_a_damaged_book_means_hearing_it_again(mail: MailServer, tmp_path: Path) -> None:
    """Half a book, or another program's file, neither stops a run nor silences a trouble."""
    book = tmp_path / "calls.json"
    for damage in ('{"1-mailto": {"told": {"x": 5}', "[]", '{"1-mailto": {"waiting": [{}], "told": {}}}', "\udcff"):
        book.write_bytes(damage.encode("utf-8", "surrogateescape"))
        assert tell_people(book, [by_mail(mail)], [story_call()], NOON) == []
    assert len(mail.received) == 4


def test_a_book_that_cannot_be_written_is_a_sentence(mail: MailServer, tmp_path: Path) -> None:
    """Without a place for the book nobody is told again and again; the reason is said and nothing is raised."""
    (tmp_path / "var").write_text("a file where the folder should be", encoding="utf-8")
    [problem] = tell_people(tmp_path / "var" / "calls.json", [by_mail(mail)], [story_call()], NOON)
    assert "calls.json" in problem.say("vi")
    assert mail.received == []


def hold(book: Path, ready: object, done: object) -> None:
    """Tell as another process that takes its time."""

    class Slow:
        name = "1-mailto"

        def tell(self, calls: Sequence[Call]) -> list[Call]:
            ready.set()  # type: ignore[attr-defined]
            done.wait(20)  # type: ignore[attr-defined]
            return list(calls)

    tell_people(book, [Slow()], [story_call()], NOON)


def test_two_processes_do_not_tell_the_same(mail: MailServer, tmp_path: Path) -> None:
    """While one process tells, the other leaves it alone; afterwards it knows what was told."""
    book, context = tmp_path / "calls.json", multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=hold, args=(book, ready, done))
    other.start()
    assert ready.wait(30)
    assert tell_people(book, [by_mail(mail)], [story_call()], NOON) == []
    done.set()
    other.join(30)
    assert tell_people(book, [by_mail(mail)], [story_call()], NOON) == []
    assert mail.received == []


def test_no_secret_in_any_output(
    mail: MailServer,
    webhook: Webhook,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With a wrong password, a refusing webhook and a broken address, no stream, log, error, repr or file shows one."""
    caplog.set_level(logging.CRITICAL, logger="mail.log")  # the mail server of this test, not the newsroom
    caplog.set_level(logging.DEBUG, logger="apprise")
    caplog.set_level(logging.DEBUG)
    webhook.status = 500
    addresses = f"{mail.address('sai-' + PASSWORD)}\n{webhook.address()}  khongco://{PASSWORD} {PASSWORD}"
    everybody = callers(settings(), {"NEWSROOM_NOTIFY_URLS": addresses})
    assert [caller.name for caller in everybody] == ["1-mailto", "2-json", "3-khongco", "4-?"]
    book = tmp_path / "calls.json"
    problems = tell_people(book, everybody, [story_call()], NOON)
    assert len(problems) == 4
    assert len(webhook.received) == 1
    assert mail.received == []
    assert mail.logins != []
    captured = capfd.readouterr()
    said = [
        captured.out,
        captured.err,
        caplog.text,
        repr(everybody),
        book.read_text(encoding="utf-8"),
        *(text for problem in problems for text in problem),
    ]
    for secret in (PASSWORD, SECRET_PATH):
        assert [text for text in said if secret in text] == []
    assert captured.err == ""


def test_nobody_else_is_contacted(mail: MailServer, webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telling opens connections to the addresses given and to nothing else."""
    contacted: list[object] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: tuple[str, int]) -> None:
        contacted.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    for caller in (by_mail(mail), by_webhook(webhook)):
        caller.tell([story_call()])
    assert contacted == [("127.0.0.1", mail.port), ("127.0.0.1", webhook.port)]


def test_a_webhook_that_sends_us_elsewhere_is_not_followed(webhook: Webhook) -> None:
    """A redirect counts as not delivered, and what it names is not asked."""
    webhook.status, webhook.location = 302, f"http://127.0.0.1:{webhook.port}/elsewhere"
    with pytest.raises(CannotTell):
        by_webhook(webhook).tell([story_call()])
    assert ["elsewhere" in path for path, _ in webhook.received] == [False]


def test_a_server_that_never_answers_does_not_hold_the_run() -> None:
    """After the seconds given, telling is given up."""
    with closing(socket.socket()) as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        address = f"json://127.0.0.1:{deaf.getsockname()[1]}/{SECRET_PATH}"
        begun = time.monotonic()
        with pytest.raises(CannotTell):
            AppriseCaller("1-json", address, HEAD, seconds=0.2).tell([story_call()])
        assert time.monotonic() - begun < 5


def test_without_addresses_nothing_happens(tmp_path: Path) -> None:
    """No variable, no callers, no book, no problem; and an empty list of calls sends nothing."""
    assert callers(settings(), {}) == []
    assert tell_people(tmp_path / "calls.json", [], [story_call()], NOON) == []
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_was_taken_out_is_forgotten(mail: MailServer, webhook: Webhook, tmp_path: Path) -> None:
    """Who is no longer in the list leaves no page in the book; put in again later, they hear what is still wrong."""
    book = tmp_path / "calls.json"
    tell_people(book, [by_mail(mail), by_webhook(webhook)], [story_call()], NOON)
    tell_people(book, [by_mail(mail)], [story_call()], NOON)
    assert "2-json" not in book.read_text(encoding="utf-8")
    tell_people(book, [by_mail(mail), by_webhook(webhook)], [story_call()], NOON)
    assert (len(mail.received), len(webhook.received)) == (1, 2)


def test_the_language_is_the_offices(mail: MailServer, tmp_path: Path) -> None:
    """`[notify] language` and the website's title from newsroom.toml shape what is sent."""
    text = (REPOSITORY / "newsroom.toml").read_text(encoding="utf-8")
    path = tmp_path / "newsroom.toml"
    path.write_text(text.replace('language = "vi"', 'language = "en"', 1), encoding="utf-8")
    [caller] = callers(read_config(path, {}), {"NEWSROOM_NOTIFY_URLS": mail.address()})
    caller.tell([story_call()])
    assert mail.messages()[0]["Subject"] == "[Gương điển hình tiên tiến] Facebook GS-2026-0001: too late, held back"


def test_apprise_is_loaded_only_when_there_is_something_to_tell(tmp_path: Path) -> None:
    """Importing everything about calling, and telling nothing, does not load Apprise, which takes half a second."""
    code = (
        "import sys, pathlib, datetime\n"
        "from newsroom.calling.book import tell_people\n"
        "from newsroom.calling.caller import AppriseCaller\n"
        "from newsroom.calling import call, wording\n"
        "now = datetime.datetime.now(datetime.UTC)\n"
        "caller = AppriseCaller('1-json', 'json://x', None)\n"
        f"tell_people(pathlib.Path({str(tmp_path / 'calls.json')!r}), [caller], [], now)\n"
        "print('LOADED', [name for name in ('apprise', 'requests', 'smtplib') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30, cwd=REPOSITORY
    )
    assert "LOADED []" in done.stdout
