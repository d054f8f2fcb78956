"""An office in a Git repository of its own, `newsroom cms` running beside it, and a person who fills in the form."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from office_kit import REPOSITORY, Office
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page


class GitOffice(Office):
    """An office whose stories are kept in Git, as a clone of the repository would be."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for name in ("tools", ".tools"):
            (root / name).symlink_to(REPOSITORY / name)
        (root / ".gitignore").write_text("build/\nvar/\ntools\n.tools\n", encoding="utf-8")

    def git(self, *arguments: str) -> str:
        """Run git in the office and return what it says."""
        command = ["git", "-C", str(self.root), "-c", "core.quotepath=off", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def commit(self) -> None:
        """Make the repository and commit everything."""
        self.git("init", "--quiet", "--initial-branch=main")
        for key, value in {"user.name": "Lê Thảo Nguyên", "user.email": "nguyen@example.vn"}.items():
            self.git("config", key, value)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=Bắt đầu")

    @contextmanager
    def cms(self) -> Iterator[str]:
        """Run `newsroom cms` and return the form's address."""
        ports = [f"--{name}={_free_port()}" for name in ("port", "save-port")]
        command = [str(Path(sys.executable).with_name("newsroom")), "cms", "--json", *ports]
        process = subprocess.Popen(command, cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        # A server that never starts must end the test and not hold it.
        watch = threading.Timer(40, process.kill)
        watch.start()
        try:
            said = ""
            while "}" not in said and (line := process.stdout.readline()):
                said += line
            assert "}" in said, process.communicate()[1]
            yield json.loads(said)["url"]
        finally:
            watch.cancel()
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)


class Form:
    """The form as a person meets it: boxes are found by the key they stand for, in the order of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def box(self, key: str, number: int = 0) -> Locator:
        """Return the box of a key; `number` tells those of one name apart."""
        return self.page.locator(f"[id^='{key}-field-']").nth(number)

    def write(self, number: int = 0, /, **texts: str) -> None:
        """Write into boxes."""
        for key, text in texts.items():
            self.box(key, number).fill(text)

    def choose(self, key: str, *labels: str, number: int = 0) -> None:
        """Choose from a list by typing what it is called."""
        for label in labels:
            self.box(key, number).fill(label)
            self.page.get_by_role("option", name=label).first.click()

    def add(self, entry: str) -> None:
        """Add an entry to a list by its button."""
        self.page.get_by_role("button", name=f"Thêm {entry}").click()

    def unfold(self, label: str) -> None:
        """Unfold a part of the form by its heading."""
        heading = f"//label[starts-with(normalize-space(), '{label} (')]"
        self.page.locator(f"xpath={heading}/following::button[@aria-label='Mở ra'][1]").click()

    def switch(self, key: str) -> None:
        """Turn a switch on."""
        switch = self.page.locator(f"button[role=switch][id^='{key}-field-']")
        switch.click()
        expect(switch).to_have_attribute("aria-checked", "true")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port
