"""The workflows' own steps, run one after the other in a clone: from a pull request to a post on the loopback wall."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from git_host import Comments, GitHubHost, bring_programs, lay_stand_ins, load, shell
from office_kit import Office

from newsroom.rehearsal import start_sandbox
from newsroom.site_server import SiteServer

_SECRETS = ("NEWSROOM_DATABASE_URL", "NEWSROOM_VAULT_KEY", "NEWSROOM_NOTIFY_URLS", "FACEBOOK_APP_SECRET")
_WHO = ("-c", "user.name=A", "-c", "user.email=a@example.vn", "-c", "commit.gpgsign=false")


@pytest.fixture
def standing_clock() -> None:
    """Let the clock run here: the steps are processes of their own."""


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """Return a clone of a small office with one story that is due on Facebook, on its branch main."""
    office = Office(tmp_path / "clone")
    due = (datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")) - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    office.write(1, publish={"website": {"at": "2025-01-01 08:00"}, "facebook": {"at": due}})
    settings = office.root / "newsroom.toml"
    window = '[channels.facebook.window]\nopens = "00:00"\ncloses = "24:00"\n'
    text = settings.read_text(encoding="utf-8").replace("[channels.zalo]", f"{window}[channels.zalo]\nenabled = false")
    settings.write_text(text, encoding="utf-8")
    bring_programs(office.root)
    git(office.root, "init", "--quiet", "--initial-branch=main")
    git(office.root, "add", "-A")
    git(office.root, *_WHO, "commit", "--quiet", "-m", "Bắt đầu")
    lay_stand_ins(tmp_path / "programs")
    (tmp_path / "storage").mkdir()
    yield office.root
    assert git(office.root, "status", "--porcelain") == ""


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def host(clone: Path, tmp_path: Path) -> GitHubHost:
    """Return a host where nothing is set yet."""
    nothing = {f"${{{{ secrets.{name} }}}}": "" for name in (*_SECRETS, "FACEBOOK_PAGE_TOKEN", "ZALO_APP_SECRET")}
    nothing |= {f"${{{{ secrets.{name} }}}}": "" for name in ("NEWSROOM_SSH_KEY",)}
    for name in ("NEWSROOM_STATE", "NEWSROOM_SITE_URL", "FACEBOOK_PAGE_ID", "FACEBOOK_APP_ID", "ZALO_APP_ID"):
        nothing[f"${{{{ vars.{name} }}}}"] = ""
    for name in ("ZALO_OA_ID", "NEWSROOM_RSYNC_TARGET", "NEWSROOM_SSH_KNOWN_HOSTS"):
        nothing[f"${{{{ vars.{name} }}}}"] = ""
    return GitHubHost(clone, tmp_path / "programs", tmp_path / "storage", nothing)


def branch_with_a_slip(clone: Path) -> Path:
    """Begin a branch that changes the story and forgets the approval; return the story."""
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(clone, "checkout", "--quiet", "-b", "sua-bai")
    story = next((clone / "stories" / "2025").glob("*/index.md"))
    story.write_text(story.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    git(clone, *_WHO, "commit", "--quiet", "-am", "Sửa bài")
    return story


def test_a_pull_request_is_looked_at_and_told_of_once(clone: Path, host: GitHubHost, tmp_path: Path) -> None:
    """Findings stand beside their lines, the preview is kept, and one comment of our own is written and updated."""
    branch_with_a_slip(clone)
    host.environment = {"GITHUB_BASE_REF": "main"}
    reviewed = host.run("review.yml", "review")
    assert reviewed.code == 1, reviewed.said
    assert "::error file=stories/2025/bai-1/index.md,line=" in reviewed.said
    assert "title=A002" in reviewed.said
    kept = tmp_path / "storage" / "xem-truoc"
    assert "GS-2025-0001" in (kept / "tom-tat.md").read_text(encoding="utf-8")
    assert "A002" in (tmp_path / "storage" / "summary.md").read_text(encoding="utf-8")
    assert any("số 1" in page.read_text(encoding="utf-8") for page in (kept / "xem-truoc").rglob("*.html"))
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 12}}), encoding="utf-8")
    with Comments() as api:
        host.environment = {
            "GITHUB_API_URL": api.url, "GITHUB_REPOSITORY": "coquan/guong", "GITHUB_EVENT_PATH": str(event),
            "GITHUB_SERVER_URL": "https://git.example.vn", "GITHUB_RUN_ID": "5",
        }  # fmt: skip
        host.values["${{ github.token }}"] = "khoa-cua-luot-chay"
        for _ in range(2):
            assert host.run("review.yml", "comment").code == 0
        summary = kept / "tom-tat.md"
        summary.write_text(summary.read_text(encoding="utf-8") + "\nĐã sửa.\n", encoding="utf-8")
        assert host.run("review.yml", "comment").code == 0
        assert [c["id"] for c in api.comments] == [1, 2]
        assert api.comments[0]["body"].endswith("của tôi"), "a person's comment was changed"
        assert "Đã sửa." in api.comments[1]["body"]
        assert "https://git.example.vn/coquan/guong/actions/runs/5" in api.comments[1]["body"]
        methods = [(method, path) for method, path, _ in api.calls if method != "GET"]
        assert methods == [
            ("POST", "/repos/coquan/guong/issues/12/comments"),
            ("PATCH", "/repos/coquan/guong/issues/comments/2"),
        ]
        assert {token for *_, token in api.calls} == {"Bearer khoa-cua-luot-chay"}


def test_a_merge_request_is_looked_at_alike(clone: Path, tmp_path: Path) -> None:
    """GitLab's lines give a Code Quality report, the same preview, and one note that is brought up to date."""
    branch_with_a_slip(clone)
    jobs = load(clone / ".gitlab-ci.yml")
    base = git(clone, "rev-parse", "origin/main").strip()
    given = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "4"}
    reviewed = shell("\n".join(jobs["review"]["script"]), clone, tmp_path / "programs", given)
    assert reviewed.returncode == 1, reviewed.stderr
    report = json.loads((clone / jobs["review"]["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert "A002" in {finding["check_name"] for finding in report}
    assert any((clone / "build" / "review" / "xem-truoc").rglob("*.html"))
    with Comments() as api:
        token = {"CI_API_V4_URL": api.url, "NEWSROOM_GITLAB_TOKEN": "khoa-gitlab", "CI_PIPELINE_URL": "https://g.vn/9"}
        for more in ("", "Đã sửa."):
            summary = clone / "build" / "review" / "tom-tat.md"
            summary.write_text(summary.read_text(encoding="utf-8") + more, encoding="utf-8")
            done = shell("\n".join(jobs["comment"]["script"]), clone, tmp_path / "programs", {**given, **token})
            assert done.returncode == 0, done.stderr
        assert [c["id"] for c in api.comments] == [1, 2]
        assert "Đã sửa." in api.comments[1]["body"]
        assert {token for *_, token in api.calls} == {"khoa-gitlab"}


def test_from_a_merge_to_the_wall_and_nothing_twice(host: GitHubHost, tmp_path: Path) -> None:
    """Built, copied to the web server, posted once; the next run sees that nothing changed and posts nothing."""
    target, state = tmp_path / "server", tmp_path / "state"
    (target / "site").mkdir(parents=True)
    (target / "site" / "cu.html").write_text("cũ", encoding="utf-8")
    sandbox = start_sandbox(tmp_path / "sandbox.db", "127.0.0.1", 0)
    try:
        with SiteServer(target / "site", "127.0.0.1", 0) as server:
            host.environment = sandbox.environment()
            for name in ("FACEBOOK_PAGE_ID", "FACEBOOK_APP_ID"):
                host.values[f"${{{{ vars.{name} }}}}"] = host.environment.pop(name, "")
            for name in ("FACEBOOK_PAGE_TOKEN", "FACEBOOK_APP_SECRET"):
                host.values[f"${{{{ secrets.{name} }}}}"] = host.environment.pop(name, "")
            host.environment = {k: v for k, v in host.environment.items() if k.endswith("_URL")}
            host.values["${{ vars.NEWSROOM_SITE_URL }}"] = server.url
            host.values["${{ vars.NEWSROOM_STATE }}"] = str(state)
            host.values["${{ vars.NEWSROOM_RSYNC_TARGET }}"] = str(target)
            for kind in ("pages", "rsync"):
                wanted = "true" if kind == "rsync" else "false"
                condition = f"vars.NEWSROOM_DEPLOY == '{kind}' && steps.build.outputs.changed == 'true'"
                host.values[f"${{{{ {condition} }}}}"] = wanted
            built = host.run("site.yml", "build")
            assert (built.code, built.outputs) == (0, {"changed": "true"}), built.said
            copied = host.run("site.yml", "deploy-rsync")
            assert copied.code == 0, copied.said
            assert (target / "site" / "2025" / "bai-1" / "index.html").exists()
            assert (target / "nginx" / "moved.map").exists()
            assert not (target / "site" / "cu.html").exists()
            for _ in range(2):
                published = host.run("site.yml", "publish")
                assert published.code == 0, published.said
            assert [post.message.count("Câu chuyện thứ 1") for post in sandbox.facebook.published()] == [1]
            assert (state / "ledger.jsonl").read_text(encoding="utf-8").count('"sent"') >= 1
            again = host.run("site.yml", "build")
            assert (again.code, again.outputs) == (0, {"changed": "false"}), again.said
    finally:
        sandbox.stop()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "sổ ghi sẽ mất"),
        ({"NEWSROOM_DATABASE_URL": "sqlite:///so.db"}, "sổ ghi sẽ mất"),
        ({"NEWSROOM_DATABASE_URL": "postgresql://db/guong", "ZALO_APP_ID": "1"}, "khóa Zalo đổi sau mỗi lần dùng"),
    ],
)
def test_nothing_is_posted_where_the_ledger_would_be_lost(
    clone: Path, tmp_path: Path, given: dict[str, str], said: str
) -> None:
    """On a machine that is thrown away, publishing is refused before anything runs, with the reason and the remedy."""
    done = shell("tools/hosting/publish.sh", clone, tmp_path / "programs", {"GITHUB_ACTIONS": "true", **given})
    assert done.returncode == 3
    assert done.stdout.startswith("::error::")
    assert said in done.stdout


def test_another_machine_is_entered_only_with_its_known_key(clone: Path, tmp_path: Path) -> None:
    """Copying to a server asks for the key and for the server's own, keeps the key private, and leaves none behind."""
    (clone / "build" / "deploy" / "site").mkdir(parents=True)
    (clone / "build" / "deploy" / "site" / "ban-dung.txt").write_text("x\n", encoding="utf-8")
    folder = tmp_path / "temporary"
    folder.mkdir()
    given = {"NEWSROOM_RSYNC_TARGET": "may@guong.example:/srv/guong", "TMPDIR": str(folder)}
    for missing, more in (("NEWSROOM_SSH_KEY", {}), ("NEWSROOM_SSH_KNOWN_HOSTS", {"NEWSROOM_SSH_KEY": "k"})):
        done = shell("tools/hosting/deploy.sh", clone, tmp_path / "programs", {**given, **more})
        assert done.returncode == 3
        assert missing in done.stderr
    keys = {"NEWSROOM_SSH_KEY": "khoa-rieng", "NEWSROOM_SSH_KNOWN_HOSTS": "guong.example ssh-ed25519 AAAA"}
    done = shell("tools/hosting/deploy.sh", clone, tmp_path / "programs", {**given, **keys})
    assert done.returncode == 12  # the stand-in reaches no server
    assert "StrictHostKeyChecking=yes" in done.stdout
    assert "khoa-rieng" in done.stdout
    assert list(folder.iterdir()) == []


def test_at_night_people_are_called(clone: Path, host: GitHubHost, tmp_path: Path) -> None:
    """A channel without credentials is found at night and told to the people of NEWSROOM_NOTIFY_URLS."""
    with Comments() as people:
        host.values["${{ vars.NEWSROOM_STATE }}"] = str(tmp_path / "state")
        address = people.url.replace("http://", "json://")
        host.values["${{ secrets.NEWSROOM_NOTIFY_URLS }}"] = f"{address}/nguoi-truc"
        for _ in range(2):
            looked = host.run("nightly.yml", "health")
            assert looked.code == 3, looked.said
        assert [(method, path) for method, path, _ in people.calls] == [("POST", "/nguoi-truc")]
