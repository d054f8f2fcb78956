"""Wrong account, wrong token, wrong clock, no network, no vault: a sentence, the exit code, nothing lost or posted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from cryptography.fernet import Fernet
from publishing_scene import CHANNELS, Office, Scene

from publishers.sandbox.seed import FACEBOOK_USER_TOKEN

Act = Callable[[Scene, pytest.MonkeyPatch], None]


def settings(**values: object) -> Act:
    return lambda scene, patch: scene.sandbox.settings.change(values)


def variable(name: str, value: str) -> Act:
    return lambda scene, patch: patch.setenv(name, value)


def option(channel: str, line: str) -> Act:
    def act(scene: Scene, patch: pytest.MonkeyPatch) -> None:
        toml = scene.newsroom.folder / "newsroom.toml"
        text = toml.read_text(encoding="utf-8")
        toml.write_text(f"{text}\n[channels.{channel}.options]\n{line}\n", encoding="utf-8")

    return act


def unvaulted(scene: Scene, patch: pytest.MonkeyPatch) -> None:
    """Lose the key that the vault was made with."""
    (scene.newsroom.folder / "var" / "vault.key").rename(scene.folder / "vault.key")


@dataclass(frozen=True)
class Case:
    """What is wrong, on which channels, and what people hear."""

    channels: tuple[str, ...]
    wrong: Act
    says: dict[str, tuple[str, ...]]
    code: int = 3
    knows_posts: bool = True
    """The ledger holds posts of the configured account, so that there is something to look at."""


CASES = {
    "the token is another Page's": Case(
        ("facebook",),
        settings(facebook_token_page_id="104000000000999"),
        {"vi": ("104000000000999", "FACEBOOK_PAGE_ID"), "en": ("104000000000999", "belongs to the Page")},
    ),
    "another Page's id is configured": Case(
        ("facebook",),
        variable("FACEBOOK_PAGE_ID", "104000000000123"),
        {"vi": ("104000000000123",), "en": ("104000000000123", "belongs to the Page")},
        knows_posts=False,
    ),
    "the token is a person's": Case(
        ("facebook",),
        variable("FACEBOOK_PAGE_TOKEN", FACEBOOK_USER_TOKEN),
        {"vi": ("mã của một người", "newsroom login facebook"), "en": ("a person's token", "newsroom login facebook")},
    ),
    "the token has become a person's": Case(
        ("facebook",),
        settings(facebook_user_token=True),
        {"vi": ("người", "newsroom login facebook"), "en": ("person", "newsroom login facebook")},
    ),
    "the Page was renamed": Case(
        ("facebook",),
        option("facebook", 'account_name = "Trang khác"'),
        {"vi": ("Trang khác", "account_name"), "en": ("Trang khác", "account_name")},
    ),
    "the tokens are another OA's": Case(
        ("zalo",),
        settings(zalo_oa_id="2000000000000000999"),
        {"vi": ("2000000000000000999",), "en": ("2000000000000000999",)},
    ),
    "another OA's id is configured": Case(
        ("zalo",),
        variable("ZALO_OA_ID", "2000000000000000123"),
        {"vi": ("newsroom login zalo",), "en": ("newsroom login zalo",)},
        knows_posts=False,
    ),
    "the OA is not verified": Case(("zalo",), settings(zalo_verified=False), {"vi": ("xác thực",), "en": ("verif",)}),
    "the OA was renamed": Case(
        ("zalo",),
        option("zalo", 'account_name = "OA khác"'),
        {"vi": ("OA khác", "account_name"), "en": ("OA khác", "account_name")},
    ),
    "the clock is hours off": Case(
        CHANNELS,
        settings(clock_skew_seconds=3 * 3600),
        {"vi": ("180 phút", "giờ"), "en": ("180 minutes", "clock")},
    ),
    "Facebook is not there": Case(
        ("facebook",),
        variable("NEWSROOM_FACEBOOK_GRAPH_URL", "http://127.0.0.1:1/graph"),
        {"vi": ("không trả lời", "127.0.0.1:1"), "en": ("does not answer", "127.0.0.1:1")},
        code=1,
    ),
    "Zalo is not there": Case(
        ("zalo",),
        variable("NEWSROOM_ZALO_API_URL", "http://127.0.0.1:1/zalo-api"),
        {"vi": ("không trả lời", "127.0.0.1:1"), "en": ("does not answer", "127.0.0.1:1")},
        code=1,
    ),
    "no Page token": Case(
        ("facebook",),
        lambda scene, patch: patch.delenv("FACEBOOK_PAGE_TOKEN"),
        {"vi": ("FACEBOOK_PAGE_TOKEN", "newsroom login facebook"), "en": ("FACEBOOK_PAGE_TOKEN is missing",)},
    ),
    "the vault's key is another one": Case(
        ("facebook", "zalo"),
        variable("NEWSROOM_VAULT_KEY", Fernet.generate_key().decode()),
        {"vi": ("NEWSROOM_VAULT_KEY", "Kho khóa"), "en": ("NEWSROOM_VAULT_KEY", "does not open")},
    ),
    "the vault's key is no key": Case(
        ("facebook", "zalo"),
        variable("NEWSROOM_VAULT_KEY", "abc"),
        {"vi": ("NEWSROOM_VAULT_KEY", "không hợp lệ"), "en": ("NEWSROOM_VAULT_KEY", "not a valid key")},
    ),
    "the vault's key is gone": Case(
        ("facebook", "zalo"),
        unvaulted,
        {"vi": ("NEWSROOM_VAULT_KEY", "Thiếu khóa"), "en": ("NEWSROOM_VAULT_KEY", "missing")},
    ),
}
EVERY_CASE = pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])


def posted_first(office: Office) -> None:
    """Post one story on both channels, and write another one."""
    scene = office.scene
    scene.newsroom.write(1)
    scene.newsroom.deploy(scene.clock.now())
    for _ in range(3):
        assert office("publish")[0] == 0
        scene.clock.advance(seconds=30)
    assert (len(scene.posts("facebook")), len(scene.posts("zalo"))) == (1, 1)
    scene.newsroom.write(2)
    scene.newsroom.deploy(scene.clock.now())


@EVERY_CASE
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_publish_says_it_posts_nothing_and_loses_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, case: Case, lang: str
) -> None:
    """The channel is named with reason and remedy, the other one posts; once it is mended the story goes out once."""
    scene = office.scene
    posted_first(office)
    toml = scene.newsroom.folder / "newsroom.toml"
    before = toml.read_text(encoding="utf-8")
    with monkeypatch.context() as patch:
        case.wrong(scene, patch)
        for _ in range(3):
            code, out, err = office("publish", lang=lang)
            said = err.replace("\n", " ")
            assert code == case.code, (code, out, err)
            for name in case.channels:
                assert name in said
            for words in case.says[lang]:
                assert words in said, said
            assert "Traceback" not in err
            scene.clock.advance(seconds=30)
        document = json.loads(office("publish", "--json", lang=lang)[1])
        assert {t["channel"] for t in [*document["troubles"], *document["not_configured"]]} == set(case.channels)
        for name in CHANNELS:
            assert len(scene.posts(name)) == (1 if name in case.channels else 2)
    toml.write_text(before, encoding="utf-8")
    if (scene.folder / "vault.key").exists():
        (scene.folder / "vault.key").rename(scene.newsroom.folder / "var" / "vault.key")
    scene.sandbox.settings.change(
        {
            "facebook_token_page_id": "",
            "facebook_user_token": False,
            "zalo_oa_id": "",
            "zalo_verified": True,
            "clock_skew_seconds": 0,
        }
    )
    for _ in range(4):
        scene.clock.advance(minutes=20)
        office("publish", "--wait", "0")
    assert (len(scene.posts("facebook")), len(scene.posts("zalo"))) == (2, 2)


@EVERY_CASE
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_doctor_and_looking_say_it(office: Office, monkeypatch: pytest.MonkeyPatch, case: Case, lang: str) -> None:
    """`doctor`, `plan --refresh` and `measure` name the trouble with an exit code, and still do the rest."""
    scene = office.scene
    posted_first(office)
    case.wrong(scene, monkeypatch)
    calls = len(scene.sandbox.facebook.calls()) + len(scene.sandbox.zalo.calls())
    code, out, err = office("doctor", lang=lang)
    assert (code, err) == (3, "")
    for words in case.says[lang]:
        # In `doctor` the channel's name is the heading; that it does not answer is its problem.
        assert words in out or words in {"does not answer", "không trả lời"}, out
    for name in CHANNELS:
        assert any(line.startswith(("✗", "!", "✓")) and name in line for line in out.splitlines())
    for command in (("plan", "--refresh"), ("measure",)):
        code, out, err = office(*command, lang=lang)
        assert code != 0 or not case.knows_posts, (command, code, out, err)
        assert code in {0, 1, 3}
        assert "Traceback" not in err
    assert len(scene.sandbox.facebook.calls()) + len(scene.sandbox.zalo.calls()) >= calls
    assert all(len(scene.posts(name)) == 1 for name in CHANNELS)


def test_the_network_goes_in_the_middle(office: Office) -> None:
    """Every platform stops answering half-way through a post: it ends as unclear, and later as one post."""
    scene = office.scene
    scene.newsroom.write(1)
    scene.newsroom.deploy(scene.clock.now())
    scene.sandbox.faults.add("facebook", "*", 5, "reset_after", times=40)
    scene.sandbox.faults.add("zalo", "*", 4, "reset_after", times=40)
    for _ in range(3):
        code, _, err = office("publish")
        assert code in {0, 1}
        assert "Traceback" not in err
        scene.clock.advance(minutes=5)
    scene.sandbox.faults.clear()
    for _ in range(6):
        office("publish")
        scene.clock.advance(minutes=20)
    assert (len(scene.posts("facebook")), len(scene.posts("zalo"))) == (1, 1)
    assert office("status")[0] == 0


def test_a_wrong_oa_id_costs_no_consent(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refresh token works once: tried with a wrong ZALO_OA_ID it is said whose it is, and serves the right id."""
    scene = office.scene
    scene.newsroom.write(1, facebook=None)
    scene.newsroom.deploy(scene.clock.now())
    with monkeypatch.context() as patch:
        patch.setenv("ZALO_OA_ID", "2000000000000000123")
        code, _, err = office("publish")
        assert (code, "2000000000000000001" in err) == (3, True)
    for _ in range(3):
        code, _, err = office("publish")
        assert code == 0, err
        scene.clock.advance(seconds=30)
    assert len(scene.posts("zalo")) == 1
