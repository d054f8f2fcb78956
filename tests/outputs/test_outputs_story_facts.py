"""What a story's page tells beside the text: who, criteria, awards, units then and now, source, corrections."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from odd_stories import LONG_ADDRESS, write_odd_stories
from office_kit import Office

from newsroom.outputs.placed_text import Surroundings, place
from newsroom.outputs.story_text import clean, render

GOLDEN = Path(__file__).parent / "golden" / "every-markup.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of a story of which everything is known."""
    office = Office(tmp_path_factory.mktemp("facts") / "office")
    write_odd_stories(office, ("everything known",))
    office.build()
    return office.page("2025/everything-known/index.html")


def part(page: str, start: str, end: str) -> str:
    """Return the words between two pieces of markup, one space between any two."""
    inside = page.split(start, 1)[1].split(end, 1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inside)).split())


def test_people_are_named_with_role_and_unit_then_and_now(page: str) -> None:
    """A subject stands with honorific, name, role and the unit's name of that day, its present name beside it."""
    assert part(page, '<ul class="people"', "</ul>").endswith(
        "Chị Nguyễn Thị Hạnh , Phó Trưởng phòng, Phòng Hai cũ (nay là Phòng Hai mới)"
    )


def test_the_byline_names_all_authors_and_both_days(page: str) -> None:
    """All authors, the day of publication and the day of the last correction are told."""
    byline = part(page, '<p class="byline__text">', "</p>")
    for words in ("Trần Văn Bình , Phòng Một cửa", "Lê Hoa", "Œuvre d’Ánh", "Đăng 01/01/2025", "Cập nhật 01/04/2025"):
        assert words in byline


def test_facts_are_complete(page: str) -> None:
    """Awards come with decision, day and issuer, an annulled one is marked, and units of the model have both names."""
    facts = part(page, '<aside class="facts"', "</aside>")
    for words in (
        "Đơn vị giới thiệu Phòng Hai cũ (nay là Phòng Hai mới)",
        "Bằng khen của Chủ tịch UBND tỉnh (2024)",
        "Quyết định số 1187/QĐ-UBND ngày 14/08/2024 của Chủ tịch UBND tỉnh",
        "Giấy khen (2023) Đã hủy bỏ",
        "Chiến sĩ thi đua toàn quốc (2022)",
        "Đã nhân rộng tại Phòng Một cửa Phòng Hai cũ (nay là Phòng Hai mới)",
        "Lĩnh vực Giáo dục Chuyển đổi số",
        "Chủ đề Dám nghĩ, dám làm Học tập và làm theo Bác",
        "Mã bài GS-2025-0016",
    ):
        assert words in facts, words


def test_reasons_corrections_and_source_stand_below_the_text(page: str) -> None:
    """Each criterion has its evidence, each correction its day, and a quoted source its name, day and link."""
    end = part(page, '<div class="story__end"', '<aside class="facts"')
    assert "Có sáng kiến, cách làm mới đem lại hiệu quả đo được Có số liệu kèm theo" in end
    assert "Đính chính 01/03/2025 : Sửa số liệu năm 2024." in end
    assert "01/04/2025 : Sửa tên đơn vị." in end
    assert "Nguồn: Báo Tỉnh, 02/11/2024" in end
    assert f'href="{html.escape(LONG_ADDRESS)}"' in page


def test_pictures_of_the_list_that_the_text_leaves_out_are_shown_below_it(office: Office) -> None:
    """Cover, pictures in the text and the rest are together all pictures, each once, with their captions."""
    write_odd_stories(office, ("forty pictures",))
    office.build()
    page = office.page("2025/forty-pictures/index.html")
    large = re.findall(r'<a class="zoom" href="([^"]+)"', page)
    assert len(large) == len({address.rsplit("/", 2)[-2] for address in large}) == 40
    assert "Chú thích ảnh 40." in part(page, 'id="anh-khac"', "</section>")
    assert "Chú thích ảnh 2." not in part(page, 'id="anh-khac"', "</section>")


def test_every_markup_is_rendered_as_it_was_when_last_looked_at() -> None:
    """Headings, lists, quotes, tables, footnotes, code and long words give the HTML that was judged by eye."""
    from odd_stories import EVERY_MARKUP

    around = Surroundings(
        figure=lambda file, alt: f"<figure>{file} {alt}</figure>",
        image=lambda file, _: f"[{file}]",
        link=lambda _: None,
    )
    assert place(clean(render(EVERY_MARKUP)), around) + "\n" == GOLDEN.read_text(encoding="utf-8")
