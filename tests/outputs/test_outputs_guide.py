"""The editors' guide: every finding is explained where its link leads, and every command in it exists."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from click import Context
from office_kit import Office

from newsroom.checks.catalogue import CATALOGUE
from newsroom.checks.groups import GROUPS
from newsroom.cli.main import _COMMANDS, cli
from newsroom.outputs.addresses import help_url

PAGES = Path(__file__).parents[2] / "site" / "pages" / "huong-dan"


def test_every_finding_is_explained_at_its_anchor(published: Office) -> None:
    """Each code has one heading with its anchor, level, sentence and remedy, under a group that says why."""
    page = published.page("huong-dan/ma-loi/index.html")
    headings = re.findall(r'<h3 id="([a-z]\d{3})">([A-Z]\d{3})</h3>\s*<p><strong>(Lỗi|Cảnh báo)\.</strong>', page)
    assert Counter(code for _, code, _ in headings) == Counter(CATALOGUE.keys())
    assert all(anchor == code.lower() for anchor, code, _ in headings)
    assert {code: level for _, code, level in headings} == {
        code: "Lỗi" if entry.level == "error" else "Cảnh báo" for code, entry in CATALOGUE.items()
    }
    assert page.count("<strong>Cách sửa.</strong>") == len(CATALOGUE)
    assert {code[0] for code in CATALOGUE} == set(GROUPS)
    article = page.partition("<article")[2].partition("</article>")[0]
    assert not re.search(r"\{\w+\}|\{\{", article), "a place for a value was left open"
    assert help_url("https://guong.example.vn/", "R002").endswith("huong-dan/ma-loi/#r002")


def test_every_command_of_the_guide_exists() -> None:
    """The guide names no command that the program does not have, and no option either."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.md")))
    named = re.findall(r"newsroom ([a-z]+)([^`\n]*)", text)
    assert {name for name, _ in named} - _COMMANDS.keys() == set()
    assert len({name for name, _ in named}) > 10
    for name, rest in named:
        command = cli.get_command(Context(cli), name)
        assert command is not None
        known = {word for parameter in command.params for word in parameter.opts} | {"--help"}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, (name, rest)


def test_pictures_of_the_guide_are_there_and_small() -> None:
    """Every picture that a page shows is there with the size it says, none is left over, and all are light."""
    from PIL import Image

    shown = {}
    for path in PAGES.glob("*.md"):
        for name, width, height in re.findall(
            r'src="(?:\.\./)?anh/([\w-]+\.webp)" width="(\d+)" height="(\d+)"', path.read_text(encoding="utf-8")
        ):
            shown[name] = (int(width), int(height))
    for path in (PAGES / "anh").glob("*"):
        with Image.open(path) as picture:
            assert shown.pop(path.name, None) == picture.size, path.name
    assert shown == {}
    assert sum(path.stat().st_size for path in (PAGES / "anh").glob("*")) < 1_500_000
