"""A signed approval on its way to the wall: one comma or one signer later nothing goes out, and all say why."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from publishing_scene import Office, Scene

from newsroom.outbox.model import State
from newsroom.plan_lines import Action
from newsroom.report_lines import Outcome


@pytest.fixture
def story(scene: Scene, office: Office, tmp_path: Path) -> Path:
    """Sign a story's approval, queue its post while its page is not there yet, and show the page."""
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    folder = scene.newsroom.folder
    toml = folder / "newsroom.toml"
    toml.write_text(toml.read_text("utf-8").replace("unsigned = true", "unsigned = false"), encoding="utf-8")
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    (folder / "stories" / "allowed_signers").write_text(f"thu@tinh.example {public}", encoding="utf-8")
    scene.newsroom.reload()
    path = scene.newsroom.write(1, zalo=None, approve=False)
    who = ("--by", "Lê Thị Thu", "--email", "thu@tinh.example", "--key", str(key))
    assert office("approve", "GS-2026-0001", *who)[0] == 0
    scene.run("facebook")
    scene.newsroom.deploy(scene.clock.now())
    scene.clock.advance(minutes=20)
    assert [item.state for item in scene.items()] == [State.PENDING]
    return path


def _refused(scene: Scene, office: Office, code: str, reason: str) -> None:
    """Insist that check, plan and relay each say it, and that nothing is on the wall."""
    checked = office("check")
    assert checked[0] == 1
    assert code in checked[1]
    (planned,) = scene.plan()
    assert planned.action in {Action.BLOCKED, Action.HELD}, planned
    assert reason in planned.reason("en")
    (line,) = scene.run("facebook", wait=60)
    assert line.outcome is Outcome.HELD
    assert reason in line.reason("en")
    assert scene.posts("facebook") == []


def test_one_comma_later_nothing_goes_out(scene: Scene, office: Office, story: Path) -> None:
    """A comma added after approval and queueing: void for check, plan and relay; without it the post goes out."""
    approved = story.read_bytes()
    story.write_bytes(approved.replace("Chị Mai mở cửa sớm.".encode(), "Chị Mai, mở cửa sớm.".encode()))
    _refused(scene, office, "A002", "the content changed after it was approved")
    story.write_bytes(approved)
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 1


def test_a_signer_removed_before_the_post_holds_it(scene: Scene, office: Office, story: Path) -> None:
    """The approver's key is taken out of the list after approval and queueing: nothing goes out until it is back."""
    allowed = scene.newsroom.folder / "stories" / "allowed_signers"
    line = allowed.read_bytes()
    allowed.write_bytes(b"")
    _refused(scene, office, "A023", "not, or no longer, among the allowed signers")
    allowed.write_bytes(line)
    scene.settle("facebook")
    assert len(scene.posts("facebook")) == 1


def test_an_approval_copied_to_another_story_posts_nothing(scene: Scene, office: Office, story: Path) -> None:
    """A second story that carries the first one's signed approval is refused; the first goes out."""
    approval = next(row for row in story.read_text("utf-8").splitlines() if row.startswith("approval: "))
    second = scene.newsroom.write(2, zalo=None, approve=False)
    text = second.read_text(encoding="utf-8").replace("status: approved\n", f"status: approved\n{approval}\n")
    second.write_text(text, encoding="utf-8")
    code, said, _ = office("check")
    assert code == 1
    assert "A022" in said
    assert "2026/chi-mai-1/index.md" in said
    scene.settle("facebook")
    assert [post for post in scene.posts("facebook") if "lần thứ 2" in post] == []
    assert len(scene.posts("facebook")) == 1
