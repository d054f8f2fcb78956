"""Zalo's rotating tokens: renewed in time, by one process, on disk before use, and clear when the chain is broken."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from hand_made import START, Killed, KillingHttp
from publishing_scene import Scene

from publishers.errors import NotAuthorized, Unavailable
from publishers.http import Answer, Http
from publishers.vault import Vault, VaultError
from publishers.zalo_oa.token_endpoint import Refused, TokenEndpoint, seconds
from publishers.zalo_oa.tokens import Tokens


def tokens(scene: Scene, *, seed: str | None = "", http: Http | None = None, vault: Vault | None = None) -> Tokens:
    environment = scene.sandbox.environment()
    endpoint = TokenEndpoint(
        http=http or Http(),
        base=environment["NEWSROOM_ZALO_OAUTH_URL"],
        app_id=environment["ZALO_APP_ID"],
        secret=environment["ZALO_APP_SECRET"],
        now=scene.clock.now,
    )
    return Tokens(
        endpoint=endpoint,
        vault=vault or Vault(scene.folder / "vault"),
        account=environment["ZALO_OA_ID"],
        seed=environment["ZALO_REFRESH_TOKEN"] if seed == "" else seed,
        now=scene.clock.now,
    )


def refreshes(scene: Scene) -> int:
    return len(scene.sandbox.zalo.calls("token"))


def works(scene: Scene, token: str) -> bool:
    url = f"{scene.sandbox.environment()['NEWSROOM_ZALO_API_URL']}/v2.0/oa/getoa"
    body = Http().ask("GET", url, writes=False, headers={"access_token": token}).body
    return body is not None and body["error"] == 0


@pytest.mark.parametrize(("hours", "expected"), [(0, 1), (22.9, 1), (23.1, 2), (30, 2)])
def test_it_is_renewed_two_hours_before_its_end(scene: Scene, hours: float, expected: int) -> None:
    """A token of 25 hours is used for 23 and then renewed, before it is refused."""
    first = tokens(scene).current()
    scene.clock.advance(hours=hours)
    again = tokens(scene).current()
    assert refreshes(scene) == expected
    assert (again == first) is (expected == 1)
    assert works(scene, again)


def test_it_is_renewed_once_a_week_at_least(scene: Scene) -> None:
    """Even a token that would live for months is renewed weekly, so that the chain of refresh tokens never breaks."""
    token = tokens(scene)
    token.current()
    vault = Vault(scene.folder / "vault")
    name = f"zalo/{scene.sandbox.environment()['ZALO_OA_ID']}"
    with vault.locked():
        vault.write(name, {**(vault.read(name) or {}), "expires_at": "2030-01-01T00:00:00+00:00"})
    scene.clock.advance(days=6, hours=23)
    token.current()
    assert refreshes(scene) == 1
    scene.clock.advance(hours=2)
    token.current()
    assert refreshes(scene) == 2


@pytest.mark.parametrize("spent", ["-14014", "empty"])
def test_a_spent_refresh_token_is_final_with_advice(scene: Scene, spent: str) -> None:
    """Both ways Zalo refuses a spent token end in "consent again", and nothing is stored."""
    scene.sandbox.settings.change({"zalo_spent_refresh_answer": spent})
    tokens(scene, vault=Vault(scene.folder / "another")).current()
    with pytest.raises(NotAuthorized, match="ZALO_REFRESH_TOKEN"):
        tokens(scene).current()
    assert not tokens(scene).known()


def test_an_answer_without_a_refresh_token_is_refused(scene: Scene) -> None:
    """Half a pair is never stored over a whole one."""
    tokens(scene).current()
    before = Vault(scene.folder / "vault").read(f"zalo/{scene.sandbox.environment()['ZALO_OA_ID']}")
    scene.sandbox.settings.change({"zalo_omit_refresh_token": True})
    scene.clock.advance(hours=24)
    with pytest.raises(NotAuthorized):
        tokens(scene).current()
    assert Vault(scene.folder / "vault").read(f"zalo/{scene.sandbox.environment()['ZALO_OA_ID']}") == before


def test_two_at_once_refresh_once(scene: Scene) -> None:
    """Two workers whose token is due at the same moment spend one refresh token, and both get the new pair."""
    tokens(scene).current()
    scene.clock.advance(hours=24)
    start, found, errors = threading.Barrier(2), [], []

    def work() -> None:
        try:
            start.wait()
            found.append(tokens(scene).current())
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert found[0] == found[1]
    assert refreshes(scene) == 2


def test_the_pair_is_on_disk_before_it_is_used(scene: Scene) -> None:
    """A process that dies at its first call with the new token leaves a vault from which the next one goes on."""
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    with pytest.raises(Killed):
        scene.run("zalo", http=KillingHttp(f"{scene.sandbox.base_url}/zalo-api", 1, after=False))
    assert refreshes(scene) == 1
    scene.settle("zalo")
    assert refreshes(scene) == 1
    assert len(scene.posts("zalo")) == 1


def test_dying_between_answer_and_write_is_said_clearly_and_mended_by_a_new_seed(scene: Scene) -> None:
    """The one moment that loses a pair ends in "consent again"; a pasted new seed mends it."""
    with pytest.raises(Killed):
        tokens(scene, http=KillingHttp(scene.sandbox.base_url, 1, after=True)).current()
    with pytest.raises(NotAuthorized, match="consent again"):
        tokens(scene).current()
    seed = scene.sandbox.zalo.consent_again()
    assert works(scene, tokens(scene, seed=seed).current())


def test_another_workers_refresh_is_picked_up(scene: Scene) -> None:
    """A token killed by another worker's refresh is replaced by that worker's, without a refresh of our own."""
    ours = tokens(scene)
    refused = ours.current()
    newer = tokens(scene).after_refusal(refused)
    assert ours.after_refusal(refused) == newer
    assert refreshes(scene) == 2


@pytest.mark.parametrize("superseded", [-216, -220])
def test_a_refused_call_is_made_again_with_the_newer_token(scene: Scene, superseded: int) -> None:
    """A delivery whose token died in between is carried on, with either of Zalo's codes, and posts once."""
    scene.sandbox.settings.change({"zalo_superseded_code": superseded, "zalo_string_error_codes": True})
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy()
    scene.run("zalo")
    used = tokens(scene, vault=Vault(scene.folder / "var" / "vault"))
    used.after_refusal(used.current())
    scene.settle("zalo")
    assert len(scene.posts("zalo")) == 1
    assert refreshes(scene) == 2


def test_a_pasted_new_seed_is_used_once(scene: Scene) -> None:
    """After a new consent the seed from the environment replaces the stored chain, once."""
    tokens(scene).current()
    seed = scene.sandbox.zalo.consent_again()
    assert works(scene, tokens(scene, seed=seed).current())
    tokens(scene, seed=seed).current()
    assert refreshes(scene) == 2


@pytest.mark.parametrize("between", ["without a seed", "with a newer seed"])
def test_a_seed_that_was_used_is_never_tried_again(scene: Scene, between: str) -> None:
    """An old seed that comes back into the environment does not replace a chain that works."""
    tokens(scene).current()
    scene.clock.advance(hours=24)
    if between == "without a seed":
        tokens(scene, seed=None).current()
    else:
        tokens(scene, seed=scene.sandbox.zalo.consent_again()).current()
    assert works(scene, tokens(scene).current())
    assert refreshes(scene) == 2


def test_a_record_of_an_earlier_version_is_understood(scene: Scene) -> None:
    """A vault that remembers only its latest seed, as the first version wrote it, does not spend that seed again."""
    tokens(scene).current()
    vault = Vault(scene.folder / "vault")
    name = f"zalo/{scene.sandbox.environment()['ZALO_OA_ID']}"
    record = vault.read(name) or {}
    (seed,) = record.pop("seeds")
    with vault.locked():
        vault.write(name, {**record, "seed": seed})
    tokens(scene).current()
    assert refreshes(scene) == 1


@pytest.mark.parametrize("broken", ["key", "place"])
def test_nothing_is_spent_when_the_pair_could_not_be_kept(scene: Scene, broken: str) -> None:
    """With an unusable key or place the refresh token is not sent at all."""
    (scene.folder / "file").write_text("x")
    vault = Vault(scene.folder / "vault", "no-key") if broken == "key" else Vault(scene.folder / "file" / "vault")
    with pytest.raises(VaultError):
        tokens(scene, vault=vault).current()
    assert refreshes(scene) == 0


@pytest.mark.parametrize("fault", ["reset_before", "html_502", "server_error_before"])
def test_a_gateways_error_is_not_final(scene: Scene, fault: str) -> None:
    """What is not Zalo's own answer is tried again with the same token."""
    scene.sandbox.faults.add("zalo", "token", kind=fault)
    with pytest.raises(Unavailable):
        tokens(scene).current()
    assert works(scene, tokens(scene).current())


@pytest.mark.parametrize(("value", "hours"), [("90000", 25), (90000, 25), (None, 1), ("soon", 1)])
def test_the_lifetime_is_read_in_every_spelling(scene: Scene, value: Any, hours: int) -> None:
    """Seconds as text or number; anything else counts as an hour."""
    assert seconds(value) == hours * 3600


def test_a_refusal_that_repeats_the_token_does_not_spread_it() -> None:
    """What Zalo's answer says about a refresh token is told without the token, the code or the app's secret."""
    raw = b'{"error": "-14014", "error_name": "Invalid refresh token RT-SECRET-1 of APP-SECRET-2"}'

    class Echo(Http):
        def ask(self, method: str, url: str, *, writes: bool, **request: Any) -> Answer:
            return Answer(200, {}, json.loads(raw), raw.decode(), raw)

    endpoint = TokenEndpoint(http=Echo(), base="x", app_id="1", secret="APP-SECRET-2", now=lambda: START)
    with pytest.raises(Refused) as refused:
        endpoint.refresh("RT-SECRET-1")
    assert refused.value.code == "-14014"
    assert "SECRET" not in f"{refused.value.reason}{refused.value}"
