#!/usr/bin/env python3
"""Keep one comment on a pull or merge request up to date: comment.py SUMMARY.md. Only Python's own library is needed.

On GitHub: GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_EVENT_PATH. On GitLab: NEWSROOM_GITLAB_TOKEN (a
project access token with scope api and role Reporter), CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID. The comment
is found again by its first line and by who wrote it, so that nobody else's comment is ever changed.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

_MOST_PAGES = 30
_TIMEOUT_SECONDS = 30


class GitHub:
    """The comments of a pull request (docs.github.com, REST, issue comments; seen 2026-11)."""

    update_method = "PATCH"

    def __init__(self, environment: dict[str, str]) -> None:
        """Take the addresses and the token from what a job is given."""
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        self._api = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}/issues"
        self.comments = f"{self._api}/{int(event['pull_request']['number'])}/comments"
        self.headers = {
            "Authorization": f"Bearer {environment['GITHUB_TOKEN']}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        server, repository = environment.get("GITHUB_SERVER_URL", ""), environment["GITHUB_REPOSITORY"]
        self.run = f"{server}/{repository}/actions/runs/{environment.get('GITHUB_RUN_ID', '')}"

    def is_own(self, comment: dict[str, Any]) -> bool:
        """Tell whether the workflow's own account wrote it."""
        return bool(comment["user"]["login"] == "github-actions[bot]")

    def address(self, comment: dict[str, Any]) -> str:
        """Return where a comment is changed."""
        return f"{self._api}/comments/{int(comment['id'])}"


class GitLab:
    """The notes of a merge request (docs.gitlab.com, API, notes; seen 2026-11)."""

    update_method = "PUT"

    def __init__(self, environment: dict[str, str]) -> None:
        """Take the addresses and the token from what a job is given."""
        project, number = int(environment["CI_PROJECT_ID"]), int(environment["CI_MERGE_REQUEST_IID"])
        self._api = environment["CI_API_V4_URL"]
        self.comments = f"{self._api}/projects/{project}/merge_requests/{number}/notes"
        self.headers = {"PRIVATE-TOKEN": environment["NEWSROOM_GITLAB_TOKEN"]}
        self.run = environment.get("CI_PIPELINE_URL", "")
        self._me: int | None = None

    def is_own(self, comment: dict[str, Any]) -> bool:
        """Tell whether the token's own account wrote it."""
        if self._me is None:
            self._me = int(ask("GET", f"{self._api}/user", self.headers)["id"])
        return bool(comment["author"]["id"] == self._me)

    def address(self, comment: dict[str, Any]) -> str:
        """Return where a note is changed."""
        return f"{self.comments}/{int(comment['id'])}"


def ask(method: str, url: str, headers: dict[str, str], content: dict[str, str] | None = None) -> Any:
    """Call the host once and return its JSON."""
    body = json.dumps(content).encode() if content is not None else None
    given = {**headers, "Content-Type": "application/json", "User-Agent": "newsroom"}
    request = urllib.request.Request(url, data=body, headers=given, method=method)  # noqa: S310 - the host's own address
    with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310 - as above
        return json.load(answer)


def find(host: GitHub | GitLab, marker: str) -> dict[str, Any] | None:
    """Return our comment, when there is one."""
    for page in range(1, _MOST_PAGES + 1):
        comments = ask("GET", f"{host.comments}?per_page=100&page={page}", host.headers)
        for comment in comments:
            if str(comment["body"]).startswith(marker) and host.is_own(comment):
                found: dict[str, Any] = comment
                return found
        if len(comments) < 100:
            break
    return None


def main() -> None:
    """Write the summary, and where the preview is, into the one comment."""
    environment = dict(os.environ)
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    host: GitHub | GitLab = GitLab(environment) if "CI_PROJECT_ID" in environment else GitHub(environment)
    text += f"\n[Bản xem trước của các bài (mục Artifacts)]({host.run})\n"
    try:
        comment = find(host, text.split("\n", 1)[0])
        if comment is None:
            ask("POST", host.comments, host.headers, {"body": text})
        elif str(comment["body"]).strip() != text.strip():
            ask(host.update_method, host.address(comment), host.headers, {"body": text})
    except urllib.error.HTTPError as error:
        sys.exit(f"Không ghi được nhận xét: {error.code} {error.reason} ({error.url.partition('?')[0]}).")
    except urllib.error.URLError as error:
        sys.exit(f"Không kết nối được máy chủ Git: {error.reason}.")


if __name__ == "__main__":
    main()
