"""What must hold of every workflow for Git hosts: sound, twice the same, with least rights and no secret loose."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from git_host import PROGRAMS, REPOSITORY, load

GITHUB = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
COPIES = {
    **{path: REPOSITORY / "docs" / "deploy" / "github" / path.name for path in GITHUB},
    REPOSITORY / ".gitlab-ci.yml": REPOSITORY / "docs" / "deploy" / "gitlab-ci.yml",
    REPOSITORY / ".pre-commit-config.yaml": REPOSITORY / "docs" / "deploy" / "pre-commit-config.yaml",
}
# Only the host's own actions, each at the commit that was looked at.
ACTION = re.compile(
    r"uses: actions/(checkout|(up|down)load-artifact|upload-pages-artifact|deploy-pages)@[0-9a-f]{40} # v\d"
)


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load(path)["jobs"]
    return found


def test_the_workflows_are_sound_yaml_of_the_hosts_form() -> None:
    """No finding of yamllint, and every file fits the host's schema, with a time limit on every job."""
    every = [*COPIES, *COPIES.values()]
    schema = [str(PROGRAMS / "check-jsonschema"), "--builtin-schema"]
    for command in (
        [sys.executable, "-m", "yamllint", "--strict", "-c", str(REPOSITORY / ".yamllint"), *map(str, every)],
        [*schema, "vendor.github-workflows", *map(str, GITHUB)],
        [*schema, "custom.github-workflows-require-timeout", *map(str, GITHUB)],
        [*schema, "vendor.gitlab-ci", str(REPOSITORY / ".gitlab-ci.yml")],
    ):  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("copy", COPIES, ids=lambda path: path.name)
def test_the_working_copy_is_what_is_documented(copy: Path) -> None:
    """What this repository runs is byte for byte what an office is given, and nothing is given that is not run."""
    assert copy.read_bytes() == COPIES[copy].read_bytes()
    assert sorted(p.name for p in (REPOSITORY / "docs" / "deploy" / "github").glob("*.yml")) == [p.name for p in GITHUB]


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_github_workflows_have_least_rights(path: Path) -> None:
    """No right by default; pinned first-party actions; nothing of a stranger's is put into a script; no kept token."""
    text, whole = path.read_text(encoding="utf-8"), load(path)
    assert whole["permissions"] == {}
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    assert [line for line in text.splitlines() if "uses:" in line and not ACTION.search(line)] == []
    for name, job in jobs(path).items():
        assert "permissions" in job, name
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), name
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_secrets_are_only_where_they_are_needed() -> None:
    """Secrets stand in single steps of jobs that are bound to an environment; a pull request's workflow has none."""
    assert "secrets." not in (REPOSITORY / ".github" / "workflows" / "review.yml").read_text(encoding="utf-8")
    for path in GITHUB:
        whole = load(path)
        assert "secrets." not in str({key: value for key, value in whole.items() if key != "jobs"})
        for job in jobs(path).values():
            steps = [step for step in job["steps"] if "secrets." in str(step)]
            assert "secrets." not in str({key: value for key, value in job.items() if key != "steps"})
            assert len(steps) <= 1
            assert not steps or job["environment"] in {"publishing", "website"}
            assert all("secrets." not in str(step.get("run", "")) for step in steps)
    # Code of a pull request never runs on the office's own machine.
    assert {job["runs-on"] for job in jobs(REPOSITORY / ".github" / "workflows" / "review.yml").values()} == {
        "ubuntu-24.04"
    }
    gitlab = load(REPOSITORY / ".gitlab-ci.yml")
    for name in ("publish", "health", "site", "rsync", "pages"):
        assert all(
            "merge_request_event" not in r["if"].replace('!= "merge_request_event"', "") for r in gitlab[name]["rules"]
        )


def test_publishing_is_one_at_a_time_and_never_broken_off() -> None:
    """Runs that publish wait for each other, on both hosts; the database file of a runner is never cached."""
    site = load(REPOSITORY / ".github" / "workflows" / "site.yml")
    assert site["concurrency"] == {"group": "newsroom-live", "cancel-in-progress": False}
    assert {"cron": "*/10 * * * *"} in site["on"]["schedule"]
    gitlab = load(REPOSITORY / ".gitlab-ci.yml")
    assert gitlab["default"]["interruptible"] is False
    assert gitlab["publish"]["resource_group"] == "newsroom-live"
    assert gitlab["publish"].get("interruptible", False) is False
    for path in COPIES:
        assert not re.search(r"actions/cache|^\s*cache:", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_step_calls_a_script_of_the_repository() -> None:
    """What a host runs is one call of a script that is kept, run by tests, and free of the host's own language."""
    steps = [step["run"] for path in GITHUB for job in jobs(path).values() for step in job["steps"] if "run" in step]
    gitlab = load(REPOSITORY / ".gitlab-ci.yml")
    steps += [
        line for name in ("review", "comment", "site", "rsync", "publish", "health") for line in gitlab[name]["script"]
    ]
    assert len(steps) > 10
    for step in steps:
        script = step.removeprefix("python3 ").split()[0]
        assert re.fullmatch(r"tools/(setup|hosting)/\w+\.(sh|py)", script), step
        assert (REPOSITORY / script).stat().st_mode & 0o111, script


def test_the_second_scanner_knows_fingerprints_from_secrets(tmp_path: Path) -> None:
    """The hook of detect-secrets stops another service's key, and lets fingerprints and a whole story pass."""
    key = tmp_path / "khoa.txt"
    key.write_text('aws = "AKIA' + "Q3EGRIJNOLPAKB7X" + '"\n', encoding="utf-8")
    stories = (REPOSITORY / "stories").glob("2026/*/index.md")
    story = next(path for path in stories if "sha256:" in path.read_text(encoding="utf-8"))
    baseline = tmp_path / "baseline"
    baseline.write_bytes((REPOSITORY / ".secrets.baseline").read_bytes())
    hook = [str(PROGRAMS / "detect-secrets-hook"), "--baseline", str(baseline)]
    for files, code in (([story, REPOSITORY / "stories" / "register.tsv"], 0), ([key], 1)):
        done = subprocess.run([*hook, *map(str, files)], capture_output=True, text=True, check=False, cwd=REPOSITORY)
        assert done.returncode == code, done.stdout + done.stderr
