"""The stories' schema in a real YAML language server: completion, errors and explanations in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import LanguageServer
from office_kit import REPOSITORY

STORIES = REPOSITORY / "stories"


@pytest.fixture(scope="module")
def server(node: str, node_modules: Path) -> Iterator[LanguageServer]:
    """Start the server that VS Code's YAML extension, Neovim, Helix and Zed use."""
    program = node_modules / "yaml-language-server" / "bin" / "yaml-language-server"
    with LanguageServer(node, program, STORIES / ".vscode" / "story.schema.json") as started:
        yield started


def test_a_sound_story_has_no_error(server: LanguageServer) -> None:
    """The front matter of a sample story is accepted as it is."""
    text = (STORIES / "2026/nguoi-giu-lua-mot-cua/index.md").read_text("utf-8").split("---\n")[1]
    assert server.open("good.yml", text) == []


def test_what_is_wrong_is_marked_on_its_line(server: LanguageServer) -> None:
    """A state that does not exist, a day in another form and an unknown key are marked exactly where they stand."""
    text = "status: duyet\npublish:\n  website: {at: 23/11/2026}\ntieu_de: A\n"
    found = {
        (one["range"]["start"]["line"], one["range"]["start"]["character"]): one for one in server.open("bad.yml", text)
    }
    assert '"draft" | "submitted"' in found[0, 8]["message"]
    assert "năm-tháng-ngày giờ:phút" in found[2, 16]["message"]
    assert "tieu_de" in found[3, 0]["message"]


def test_values_and_keys_are_offered_by_their_vietnamese_names(server: LanguageServer) -> None:
    """After `status:` come the states, after `unit:` the office's units, in a person's entry the keys not yet there."""
    server.open("open.yml", "status: \nunit: \nsubjects:\n  - name: A\n    \n")
    states = server.complete("open.yml", 0, 8)
    assert states["draft"] == "Bản nháp"
    assert len(states) == 8
    assert server.complete("open.yml", 1, 6)["vp-hctc"] == "Phòng Hành chính - Tổ chức"
    keys = server.complete("open.yml", 4, 4)
    assert {"type", "honorific", "role", "unit", "birth_year"} <= keys.keys()
    assert "name" not in keys
    assert "Không đăng công khai" in keys["birth_year"]


def test_the_mouse_gets_an_explanation_and_an_example(server: LanguageServer) -> None:
    """Resting on a key shows its Vietnamese title, what it is for, and how it is written."""
    server.open("hover.yml", "title: A\nawards:\n  - decision: 1/QĐ\n")
    assert "Số và ký hiệu của quyết định" in server.hover("hover.yml", 2, 6)
    assert "123/QĐ-UBND" in server.hover("hover.yml", 2, 6)
    assert "#### Tiêu đề" in server.hover("hover.yml", 0, 2)
