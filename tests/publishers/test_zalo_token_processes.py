"""Zalo's tokens under several processes, and under one that is killed: never refreshed twice, never lost silently."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from official_account import OfficialAccount

from publishers.errors import NotAuthorized, PublishError
from publishers.http import Http
from publishers.vault import Vault
from publishers.zalo_oa.token_endpoint import TokenEndpoint
from publishers.zalo_oa.tokens import Tokens

CONTEXT = multiprocessing.get_context("forkserver")


class DyingHttp(Http):
    """Kills its own process as soon as an answer is here, or before a request leaves."""

    def __init__(self, *, after: bool) -> None:
        super().__init__()
        self._after = after

    def ask(self, *given: Any, **request: Any) -> Any:
        if self._after:
            super().ask(*given, **request)
        os.kill(os.getpid(), signal.SIGKILL)


def tokens(
    environment: dict[str, str], folder: Path, now: Callable[[], datetime], http: Http | None = None, seed: str = ""
) -> Tokens:
    endpoint = TokenEndpoint(
        http=http or Http(),
        base=environment["NEWSROOM_ZALO_OAUTH_URL"],
        app_id=environment["ZALO_APP_ID"],
        secret=environment["ZALO_APP_SECRET"],
        now=now,
    )
    given = seed or environment["ZALO_REFRESH_TOKEN"]
    return Tokens(
        endpoint=endpoint, vault=Vault(folder / "vault"), account=environment["ZALO_OA_ID"], seed=given, now=now
    )


def here(oa: OfficialAccount, seed: str = "") -> Tokens:
    return tokens(oa.sandbox.environment(), oa.folder, oa.clock.now, seed=seed)


def refresh(environment: dict[str, str], folder: Path, at: str, start: Any, found: Any, refused: str | None) -> None:
    """Do what another process does: wait for the others, then ask for a token."""
    held = tokens(environment, folder, lambda: datetime.fromisoformat(at))
    start.wait(20)
    found.put(held.after_refusal(refused) if refused else held.current())


def die(environment: dict[str, str], folder: Path, at: str, after: bool) -> None:
    tokens(environment, folder, lambda: datetime.fromisoformat(at), DyingHttp(after=after)).current()


@pytest.mark.parametrize("why", ["due", "refused"])
def test_processes_that_refresh_at_once_spend_one_token(oa: OfficialAccount, why: str) -> None:
    """Four processes whose token is due, or was refused, at the same moment get the same new pair from one refresh."""
    refused = here(oa).current()
    if why == "due":
        oa.clock.advance(hours=24)
    # A slow platform: the others must wait for the lock longer than the answer takes.
    oa.sandbox.faults.add("zalo", "token", kind="slow", seconds=0.6)
    start, found = CONTEXT.Barrier(4), CONTEXT.Queue()
    given = (oa.sandbox.environment(), oa.folder, oa.clock.now().isoformat(), start, found)
    workers = [CONTEXT.Process(target=refresh, args=(*given, refused if why == "refused" else None)) for _ in range(4)]
    for worker in workers:
        worker.start()
    answers = {found.get(timeout=30) for _ in workers}
    for worker in workers:
        worker.join(30)
        assert worker.exitcode == 0
    assert len(answers) == 1
    assert answers != {refused}
    assert oa.count("token") == 2
    assert here(oa).current() in answers


def kill(oa: OfficialAccount, *, after: bool) -> None:
    at = oa.clock.now().isoformat()
    worker = CONTEXT.Process(target=die, args=(oa.sandbox.environment(), oa.folder, at, after))
    worker.start()
    worker.join(30)
    assert worker.exitcode == -signal.SIGKILL


@pytest.mark.parametrize("spent", ["-14014", "empty"])
def test_killed_between_answer_and_save_is_said_with_its_time(oa: OfficialAccount, spent: str) -> None:
    """The pair is lost for good, and the next run knows why: when the refresh began, and that a consent is needed."""
    oa.sandbox.settings.change({"zalo_spent_refresh_answer": spent})
    held = here(oa).current()
    oa.clock.advance(hours=24)
    kill(oa, after=True)
    oa.clock.advance(hours=3)
    for _ in range(2):
        with pytest.raises(NotAuthorized) as final:
            here(oa).current()
        assert "2026-11-24 02:00 UTC" in final.value.message
        assert "newsroom login zalo" in final.value.message
        assert "đã mất hoặc thiếu câu trả lời" in final.value.message
        assert held not in final.value.message
    ages = here(oa).ages()
    assert ages is not None
    assert ages.interrupted_at is not None
    # The stored pair is untouched, and a new consent mends everything.
    assert (Vault(oa.folder / "vault").read(f"zalo/{oa.id}") or {})["access_token"] == held
    assert here(oa, seed=oa.sandbox.zalo.consent_again()).current() != held
    mended = here(oa).ages()
    assert mended is not None
    assert mended.interrupted_at is None


def test_killed_before_the_request_left_costs_nothing(oa: OfficialAccount) -> None:
    """A refresh that was begun but never sent is simply made by the next run, and the lock is free again."""
    kill(oa, after=False)
    assert oa.count("token") == 0
    assert here(oa).current()
    ages = here(oa).ages()
    assert ages is not None
    assert ages.interrupted_at is None


@pytest.mark.parametrize("spent", ["-14014", "empty"])
def test_a_token_spent_elsewhere_is_final_and_blames_no_lost_answer(oa: OfficialAccount, spent: str) -> None:
    """When nothing of ours was interrupted, the refusal says that the token is spent, and how to consent again."""
    oa.sandbox.settings.change({"zalo_spent_refresh_answer": spent})
    here(oa).current()
    oa.clock.advance(hours=24)
    other = oa.folder / "another-office"
    other.mkdir()
    stolen = (Vault(oa.folder / "vault").read(f"zalo/{oa.id}") or {})["refresh_token"]
    tokens(oa.sandbox.environment(), other, oa.clock.now, seed=stolen).current()
    with pytest.raises(NotAuthorized) as final:
        here(oa).current()
    assert "newsroom login zalo" in final.value.message
    assert "begun" not in final.value.message
    assert stolen not in final.value.message


def test_a_worker_with_a_superseded_token_recovers(oa: OfficialAccount) -> None:
    """A publisher whose token another one's refresh killed goes on with the newer pair, without a refresh itself."""
    first = oa.connect()
    first.check_account()
    pinned = here(oa)
    oa.clock.advance(hours=24)
    oa.connect().check_account()
    assert oa.count("token") == 2
    oa.clock.advance(hours=-2)  # this worker's clock is behind: to it the old token is good still
    assert first.check_account().id == oa.id
    assert pinned.current() == here(oa).current()
    assert oa.count("token") == 2


def test_a_token_refused_even_after_the_refresh_stops_the_channel(oa: OfficialAccount) -> None:
    """Refused, refreshed once, tried once more, refused again: then it ends with the way to a new consent."""
    publisher = oa.connect()
    publisher.check_account()
    oa.sandbox.faults.add("zalo", "getoa", kind="code:-216", times=2)
    with pytest.raises(NotAuthorized, match="newsroom login zalo"):
        publisher.check_account()
    assert (oa.count("getoa"), oa.count("token")) == (3, 2)


@pytest.mark.parametrize("fault", ["reset_after", "empty_body_after", "html_502_after", "cut_body_after"])
def test_an_answer_that_gets_lost_on_the_way_is_remembered(oa: OfficialAccount, fault: str) -> None:
    """When Zalo rotated and its answer never came, the next refusal names the lost answer and not a mystery."""
    here(oa).current()
    oa.clock.advance(hours=24)
    oa.sandbox.faults.add("zalo", "token", kind=fault)
    with pytest.raises(PublishError):
        here(oa).current()
    with pytest.raises(NotAuthorized, match="begun at 2026-11-24 02:00 UTC"):
        here(oa).current()


def test_a_refused_seed_does_not_stop_a_chain_that_works(oa: OfficialAccount) -> None:
    """A spent ZALO_REFRESH_TOKEN in the environment is passed over, with a warning, while the stored pair serves."""
    first = oa.connect().check_account(thorough=True)
    assert first.warnings == ()
    oa.environment["ZALO_REFRESH_TOKEN"] = "spent-long-ago"
    publisher = oa.connect()
    account = publisher.check_account(thorough=True)
    assert account.problems == ()
    assert "ZALO_REFRESH_TOKEN" in account.warnings[0].vi
    oa.clock.advance(hours=24)
    assert publisher.check_account().problems == ()
    oa.sandbox.zalo.consent_again()
    oa.clock.advance(hours=24)
    with pytest.raises(NotAuthorized, match="ZALO_REFRESH_TOKEN: "):
        publisher.check_account()


def test_the_pair_before_is_kept_with_its_times(oa: OfficialAccount) -> None:
    """After a refresh the vault still holds the pair before, with when it was got and when it would have ended."""
    old = here(oa).current()
    oa.clock.advance(hours=24)
    new = here(oa).current()
    vault = Vault(oa.folder / "vault")
    now, before = vault.read(f"zalo/{oa.id}") or {}, vault.previous(f"zalo/{oa.id}") or {}
    assert (now["access_token"], before["access_token"]) == (new, old)
    assert before["renewed_at"] == "2026-11-23T02:00:00+00:00"
    assert now["renewed_at"] == "2026-11-24T02:00:00+00:00"
    assert vault.previous("zalo/unknown") is None
