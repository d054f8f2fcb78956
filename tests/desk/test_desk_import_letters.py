"""`newsroom import`: letters from before Unicode, and signs that Markdown reads otherwise, come out as seen."""

from __future__ import annotations

import html
import re
from pathlib import Path

import click
from desk_kit import Desk
from word_kit import body_of, font, paragraph, run, write_word

from newsroom.outputs.story_text import clean, render


def test_letters_from_before_unicode_are_converted_and_shown(desk: Desk, word: Path, typed) -> None:
    """Fonts tell the encoding, capitals by font too, the soft hyphen is ư; the person sees the change and decides."""
    write_word(
        word,
        paragraph(run("Céng hoµ x· héi chñ nghÜa ViÖt Nam", font(".VnTime"))),
        paragraph(run("céng hoµ", font(".VnTimeH"))),
        paragraph(
            f"<w:r><w:rPr>{font('.VnTime')}</w:rPr><w:t>­u tó, th</w:t><w:softHyphen/><w:t>ëng</w:t></w:r>",
        ),
        paragraph(run("Coä", font("VNI-Times")), run("ng hoøa", font("VNI-Times"))),
        paragraph(run("Đã là Unicode: thưởng", font(".VnTime"))),
        paragraph(run("Plain", font("Arial"))),
    )
    expected = [
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "CỘNG HOÀ",
        "ưu tú, thưởng",
        "Cộng hòa",
        "Đã là Unicode: thưởng",
        "Plain",
    ]
    assert body_of(word).strip().split("\n\n") == expected
    document = desk.json("import", str(word))
    assert {"before": "Cộng hòa", "after": "Cộng hòa"} not in document["converted"]
    assert {"before": "Coäng hoøa", "after": "Cộng hòa"} in document["converted"]
    assert len(document["converted"]) == 4
    typed("k", "c")
    assert desk.run("import", str(word)) == 0
    assert "Coäng hoøa" in desk.out
    kept = next((desk.stories / "2026").glob("nguoi-giu-lua-2/index.md")).read_text(encoding="utf-8")
    assert "Céng hoµ x· héi" in kept
    assert "chưa chuyển sang Unicode" in kept


def test_stopping_at_the_question_writes_nothing(desk: Desk, word: Path, typed) -> None:
    """Ctrl+C while looking at the converted letters, or at the last question, leaves nothing."""
    write_word(word, paragraph(run("Céng hoµ x· héi chñ nghÜa ViÖt Nam", font(".VnTime"))))
    before = desk.tree()
    for answers in ((click.Abort,), ("c", click.Abort), ("c", "k")):
        typed(*answers)
        assert desk.run("import", str(word)) == (0 if answers[-1] == "k" else 130)
        assert desk.tree() == before


def test_markdown_signs_stay_text(word: Path) -> None:
    """What would be a heading, list, quotation, element or link in Markdown stays what the unit wrote."""
    lines = [
        "# 1 là số",
        "&gt; lớn hơn",
        "1. Mở đầu",
        "a &lt;b&gt;đậm&lt;/b&gt; [x](y) `z` \\",
        "- một dòng",
        "2 * 3 &lt; 7",
    ]
    write_word(word, *(paragraph(line) for line in lines))
    shown = clean(render(body_of(word)))
    said = [html.unescape(re.sub("<[^>]+>", "", line)).strip() for line in shown.split("\n") if line.strip()]
    assert [line for line in said if line] == [
        "# 1 là số",
        "> lớn hơn",
        "1. Mở đầu",
        "a <b>đậm</b> [x](y) `z` \\",
        "- một dòng",
        "2 * 3 < 7",
    ]


def test_dashes_in_a_row_are_a_list_and_one_alone_is_speech(word: Path) -> None:
    """Hand-typed lists become lists; a line of dialogue stays one."""
    write_word(
        word,
        *(
            paragraph(line)
            for line in ("– Xong chưa chị?", "Chị cười.", "- Việc một", "- Việc hai", "Hết.", "• Một chấm")
        ),
    )
    assert body_of(word) == "– Xong chưa chị?\n\nChị cười.\n\n- Việc một\n- Việc hai\n\nHết.\n\n- Một chấm\n"
