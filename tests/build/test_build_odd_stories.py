"""Odd stories become pages, whole: nothing of them disappears on the way to the reader."""

from __future__ import annotations

import html
import re

from odd_stories import ENDLESS_WORD, LONG_ADDRESS, LONG_TITLE, RIGHT_TO_LEFT
from office_kit import Office

from newsroom.checks.finding import Level


def words(page: str) -> str:
    """Return what a browser without style sheets would show."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_every_odd_story_is_sound_and_has_a_page(odd: tuple[Office, dict[str, str]]) -> None:
    """Odd is not wrong: no check refuses one of these stories, and each has its page."""
    office, addresses = odd
    assert [f for f in office.workspace().findings if f.level is Level.ERROR] == []
    for oddity, address in addresses.items():
        assert (office.site / address / "index.html").is_file(), oddity


def test_titles_and_names_are_shown_as_written(odd: tuple[Office, dict[str, str]]) -> None:
    """Sixty words, markup, template signs, emoji, Arabic, Thai and Chinese reach the page letter for letter."""
    office, addresses = odd
    assert len(LONG_TITLE.split()) >= 60
    assert f"{LONG_TITLE}</h1>" in office.page(f"{addresses['title of sixty words']}index.html")
    shown = words(office.page(f"{addresses['title with markup']}index.html"))
    assert '<b>"Đậm"</b> & {{ page }} {% raw %} `mã` *sao* \\' in shown
    assert "{{ x }} <i>&amp;" in shown
    shown = words(office.page(f"{addresses['foreign names']}index.html"))
    for name in ("Žofia Łuczak-Þórsdóttir", "สมชาย ใจดี", "王小明", "Nguyễn Øyvind D’Été"):
        assert name in shown


def test_no_word_of_the_text_is_lost(odd: tuple[Office, dict[str, str]]) -> None:
    """Every markup's words, the endless word, the long address and ten thousand words are all on their pages."""
    office, addresses = odd
    page = office.page(f"{addresses['every markup']}index.html")
    shown = words(page)
    for part in (
        *("Đề mục nhảy ba cấp", "Ý chắt, có số", "Đoạn văn nằm trong ý con.", "„ngoặc Đức“", "Lời dẫn trong lời dẫn."),
        *(
            "99,7 %",
            "Bảng một cột",
            "👩🏽‍⚕️",
            "שלום",
            RIGHT_TO_LEFT,
            ENDLESS_WORD,
            "<b>không đậm</b>",
            "Đoạn thứ hai của chú",
        ),
    ):
        assert part in shown, part
    assert page.count(f'href="{html.escape(LONG_ADDRESS)}"') == 2
    assert len(words(office.page(f"{addresses['ten thousand words']}index.html")).split()) > 10_000
