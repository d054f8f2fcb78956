"""Zensical renders the same staged pages to the same site, so that the end of Material is no emergency."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from office_kit import REPOSITORY, Office, tree

if TYPE_CHECKING:
    from pathlib import Path

# MkDocs copies the theme's own files; our templates load none of them.
_THEME = re.compile(r"assets/(javascripts|stylesheets|images)/")


def _plainly(value: str) -> str:
    """Write relative addresses in their shortest form: one generator begins them with `./`."""
    words = [posixpath.normpath(word) if "/" in word or word == "." else word for word in value.split()]
    return " ".join(words)


class _Content(HTMLParser):
    """A page as a reader's browser has it: elements, attributes and words, however they were written down."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        # Each brings the icons of its own day.
        self._is_icon = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_icon:
            return
        self._is_icon = tag == "svg"
        given = " ".join(f'{name}="{_plainly(value or "")}"' for name, value in sorted(attrs))
        self.parts.append(f"<{tag} {given}>")

    def handle_endtag(self, tag: str) -> None:
        self._is_icon = self._is_icon and tag != "svg"
        if not self._is_icon:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not self._is_icon:
            self.parts.append(words)


@pytest.mark.slow
def test_zensical_gives_the_same_site(tmp_path: Path) -> None:
    """Every address, every file and every page's content is the same as with MkDocs, fixed pages and 404 included."""
    office = Office(tmp_path / "office")
    office.write(1, title="Chuyện “một cửa” & <người>", body="## Điển hình\n\n- a\n- b[^1]\n\n![](anh.jpg)\n\n[^1]: c")
    office.write(2, redirects=["2024/ten-cu"])
    office.build()
    command = [sys.executable, str(REPOSITORY / "tools" / "zensical_build.py")]
    command += ["--config", str(office.root / "newsroom.toml")]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    ours = {name: data for name, data in office.tree().items() if not _THEME.match(name)}
    theirs = {n: data for n, data in tree(office.root / "build" / "zensical-site").items() if not _THEME.match(n)}
    assert theirs.keys() == ours.keys()
    for name, data in ours.items():
        if name.endswith(".html"):
            assert _Content(theirs[name].decode()).parts == _Content(data.decode()).parts, name
        else:
            assert theirs[name] == data, name
