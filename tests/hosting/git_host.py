"""A Git host as far as a job sees one: it runs the very steps of a workflow in a clone, with the variables it gives."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import yaml

REPOSITORY = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent

# The one program that would go to the internet, and one that not every machine has.
_STAND_INS = {
    "uv": f"""
        #!/bin/sh
        [ "$1 $2" = "sync --locked" ] || exit 9
        mkdir -p .venv/bin
        for name in newsroom python; do
            printf '#!/bin/sh\\nexec {PROGRAMS}/%s "$@"\\n' "$name" >.venv/bin/$name
            chmod +x .venv/bin/$name
        done
    """,
    "rsync": f"""
        #!{sys.executable}
        import os, pathlib, shutil, sys
        flags = [word for word in sys.argv[1:] if word.startswith("--")]
        source, target = [word for word in sys.argv[1:] if not word.startswith("--")]
        if ":" in target:
            print(os.environ["RSYNC_RSH"], target, pathlib.Path(os.environ["RSYNC_RSH"].split()[2]).read_text())
            sys.exit(12)
        excluded = [flag.removeprefix("--exclude=/") for flag in flags if flag.startswith("--exclude=/")]
        if not source.endswith("/"):
            shutil.copy2(source, target)
            sys.exit()
        assert "--recursive" in flags
        source, target = pathlib.Path(source), pathlib.Path(target)
        wanted = {{p.relative_to(source) for p in source.rglob("*") if p.is_file()}}
        wanted -= {{pathlib.Path(name) for name in excluded}}
        for path in sorted(target.rglob("*")) if "--delete-after" in flags and target.exists() else ():
            if path.is_file() and path.relative_to(target) not in wanted | {{pathlib.Path(n) for n in excluded}}:
                path.unlink()
        for name in wanted:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, target / name)
    """,
}


def lay_stand_ins(folder: Path) -> None:
    """Write the stand-ins into a folder that comes first in PATH."""
    folder.mkdir()
    for name, text in _STAND_INS.items():
        (folder / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
        (folder / name).chmod(0o755)


def bring_programs(root: Path) -> None:
    """Bring what the steps call into a clone that has stories and settings."""
    for name in ("tools/hosting", "tools/setup", ".github"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("newsroom", "publishers"):  # compiled by environment.sh; the installed ones are run
        (root / name).mkdir()
    shutil.copyfile(REPOSITORY / ".gitlab-ci.yml", root / ".gitlab-ci.yml")
    (root / ".gitignore").write_text("/build/\n/var/\n/.venv/\n__pycache__/\n", encoding="utf-8")


@dataclass
class Ran:
    """What became of a job."""

    code: int
    said: str
    outputs: dict[str, str] = field(default_factory=dict)


@dataclass
class GitHubHost:
    """Runs jobs of .github/workflows. What it was not told of (an expression, an action) fails the test."""

    root: Path
    stand_ins: Path
    storage: Path
    """Where artifacts lie."""
    values: dict[str, str]
    """`${{ … }}` → what it is at this moment."""
    environment: dict[str, str] = field(default_factory=dict)
    """What GitHub gives every step."""

    def run(self, workflow: str, job: str) -> Ran:
        """Run the steps of one job one after the other, as GitHub does."""
        found = load(self.root / ".github" / "workflows" / workflow)["jobs"][job]
        given = self._filled(found.get("env", {}))
        whole, code, outputs = "", 0, {}
        for step in found["steps"]:
            if code and "!cancelled()" not in step.get("if", ""):
                continue
            if "if" in step and "!cancelled()" not in step["if"] and self.values[step["if"]] != "true":
                continue
            if "uses" in step:
                self._use(step)
                continue
            output, summary = self.storage / "output", self.storage / "summary.md"
            output.write_text("", encoding="utf-8")
            variables = {**given, **self._filled(step.get("env", {})), "GITHUB_OUTPUT": str(output)}
            done = self._shell(step["run"], {**variables, "GITHUB_STEP_SUMMARY": str(summary)})
            whole, code = whole + done.stdout + done.stderr, code or done.returncode
            outputs |= dict(re.findall(r"^(\w+)=(.*)$", output.read_text(encoding="utf-8"), re.MULTILINE))
        return Ran(code, whole, outputs)

    def _filled(self, variables: dict[str, str]) -> dict[str, str]:
        return {name: self.values[value] for name, value in variables.items()}

    def _use(self, step: dict[str, Any]) -> None:
        action, given = step["uses"].split("@")[0], step.get("with", {})
        if action == "actions/checkout":
            assert given["persist-credentials"] is False
        elif action in {"actions/upload-artifact", "actions/upload-pages-artifact"}:
            kept = self.storage / given.get("name", "pages")
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(self.root / given["path"], kept)
        elif action == "actions/download-artifact":
            shutil.rmtree(self.root / given["path"], ignore_errors=True)
            shutil.copytree(self.storage / given["name"], self.root / given["path"])
        else:
            raise AssertionError(action)

    def _shell(self, script: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return shell(script, self.root, self.stand_ins, {"GITHUB_ACTIONS": "true", **self.environment, **variables})


def shell(script: str, root: Path, stand_ins: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a step's text as a runner does: a new bash that stops at the first failure, and nothing of this process."""
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "LANG") if name in os.environ}
    environment = {**kept, "PATH": f"{stand_ins}{os.pathsep}{os.environ['PATH']}", **variables}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
        cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


def load(path: Path) -> Any:
    """Read a workflow; YAML 1.1 takes the key `on` for a truth value."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    if True in found:
        found["on"] = found.pop(True)
    return found


class Comments:
    """The host's API for comments, on loopback: one list, as GitHub and GitLab both keep it."""

    def __init__(self) -> None:
        """Begin with what people wrote: one of them copied our first line."""
        forged = {"id": 1, "body": "<!-- newsroom-review -->\ncủa tôi", "user": {"login": "ai-do"}, "author": {"id": 1}}
        self.comments: list[dict[str, Any]] = [forged]
        self.calls: list[tuple[str, str, str]] = []
        """Method, path, and the token that came with it."""
        host = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                token = self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or ""
                path = self.path.partition("?")[0]
                host.calls.append((self.command, path, token))
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = host.answer(self.command, path, json.loads(body).get("body", "") if body else "")
                data = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PATCH = do_PUT = _answer  # noqa: N815 - the standard library's names

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, method: str, path: str, text: str) -> Any:
        """Keep the list."""
        if path.endswith("/user"):
            return {"id": 7}
        if method == "GET":
            return self.comments
        if method == "POST":
            made = {"id": len(self.comments) + 1, "body": text, "user": {"login": "github-actions[bot]"}}
            self.comments.append({**made, "author": {"id": 7}})
        else:
            self.comments[int(path.rsplit("/", 1)[1]) - 1]["body"] = text
        return {}
