"""`newsroom import`: what a reader of the finished Word file sees becomes a draft; the rest is told, not slipped in."""

from __future__ import annotations

import contextlib
import html
import io
import os
import random
import re
import time
import zipfile
from pathlib import Path

import click
import docx
import pytest
from desk_kit import Desk
from PIL import Image
from word_kit import MACROS, font, jpeg, paragraph, part, picture, run, write_word

from newsroom.desk.imported import read_word
from newsroom.desk.word_names import as_title, caption_and_credit, named
from newsroom.errors import UsageError
from newsroom.outputs.story_text import clean, render
from newsroom.story.read import read_story

NAME = "NGƯỜI GIỮ LỬA - NGUYỄN VĂN AN.docx"


def _body(path: Path) -> str:
    return read_word(path).draft.body


def _notes(path: Path) -> str:
    return "\n".join(note.vi for note in read_word(path).draft.notes)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return tmp_path / NAME


def test_a_units_file_becomes_a_draft(desk: Desk, word: Path) -> None:
    """Headings, formatting, lists, tables, pictures, captions and credits of a file that Word's library wrote."""
    made = docx.Document()
    made.add_heading("Người giữ lửa", 0)
    line = made.add_paragraph()
    line.add_run("Chị ").bold = True
    line.add_run("Hạnh").bold = True
    line.add_run(" giữ quầy, nhớ *từng* người.")
    made.add_picture(io.BytesIO(jpeg()))
    made.add_paragraph("Chị Hạnh bên quầy. Ảnh: Trần Minh")
    made.add_heading("Những ngày đầu", 1)
    for style in ("List Bullet", "List Number"):
        made.add_paragraph("Việc một", style=style)
        made.add_paragraph("Việc hai", style=style)
    table = made.add_table(2, 2)
    for place, text in enumerate(("Năm", "Hồ sơ", "2025", "1|284")):
        table.cell(place // 2, place % 2).text = text
    made.add_picture(io.BytesIO(jpeg("blue")))
    made.add_paragraph("Nguyễn Văn An")
    made.save(word)
    document = desk.json("import", str(word))
    assert desk.code == 0, desk.err
    assert document["pictures"] == ["anh-2.jpg", "anh-bia.jpg"]
    path = desk.office.root / document["path"]
    file = read_story(path, desk.office.config().zone, shown_from=desk.office.root)
    front = file.front.data
    assert (front["title"], front["authors"]) == ("Người giữ lửa", [{"name": "Nguyễn Văn An"}])
    assert front["pictures"][0] == {
        "file": "anh-bia.jpg",
        "alt": "",
        "caption": "Chị Hạnh bên quầy.",
        "credit": "Trần Minh",
    }
    assert file.body.split("\n") == [
        "**Chị Hạnh** giữ quầy, nhớ \\*từng\\* người.",
        "",
        "## Những ngày đầu",
        "",
        "- Việc một",
        "- Việc hai",
        "",
        "1. Việc một",
        "1. Việc hai",
        "",
        "| Năm | Hồ sơ |",
        "| --- | --- |",
        "| 2025 | 1\\|284 |",
        "",
        "![](anh-2.jpg)",
        "",
    ]
    named_by_check = {finding["code"] for finding in document["findings"]}
    assert {"S006", "P005"} <= named_by_check


def test_tracked_changes_never_slip_in(word: Path) -> None:
    """Deleted and moved-away text stays out, inserted text comes in, and the editor is told of both and of comments."""
    write_word(
        word,
        paragraph(
            "Chị nhận ",
            f'<w:del w:id="1">{run("hối lộ").replace("w:t ", "w:delText ").replace("/w:t>", "/w:delText>")}</w:del>',
            f'<w:ins w:id="2">{run("bằng khen")}<w:del w:id="3">{run("GIẤU")}</w:del></w:ins>',
            f'<w:moveFrom w:id="4">{run("DỜI ĐI")}</w:moveFrom>',
            " năm 2025.",
        ),
        f"<w:del>{paragraph('ĐOẠN XÓA')}</w:del>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:trPr><w:del w:id='5'/></w:trPr>"
        f"<w:tc>{paragraph('HÀNG XÓA')}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        parts={"word/comments.xml": part("comments", f'<w:comment w:id="0">{paragraph("Bỏ đoạn này")}</w:comment>')},
        relations={"rId9": ("comments", "comments.xml")},
    )
    assert _body(word).startswith("Chị nhận bằng khen năm 2025.")
    for gone in ("hối lộ", "GIẤU", "DỜI ĐI", "ĐOẠN XÓA", "HÀNG XÓA", "Bỏ đoạn này"):
        assert gone not in _body(word)
    notes = _notes(word)
    assert "chỗ xóa đang theo dõi" in notes
    assert "chỗ thêm đang theo dõi" in notes
    assert "1 nhận xét" in notes


def test_hidden_text_stays_hidden(word: Path) -> None:
    """Text hidden by itself or by its style stays out; a run that switches hiding off again is seen."""
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="An"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Con"><w:basedOn w:val="An"/></w:style>',
    )
    write_word(
        word,
        paragraph("Thấy. ", run("MẬT", "<w:vanish/>"), run("MẬT HAI", '<w:rStyle w:val="Con"/>')),
        paragraph("MẬT BA ", run("lộ ra", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="An"/>'),
        parts={"word/styles.xml": styles},
        relations={"rId9": ("styles", "styles.xml")},
    )
    assert _body(word) == "Thấy.\n\nlộ ra\n"
    assert "3 đoạn chữ ẩn" in _notes(word)


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
    assert _body(word).strip().split("\n\n") == expected
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


def test_boxes_notes_links_and_fields_are_read_once(word: Path) -> None:
    """A text box is not taken twice, footnotes stand at the end, links keep only web addresses, fields their result."""
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>INCLUDETEXT mat.txt</w:instrText></w:r>"
    write_word(
        word,
        paragraph(
            "Đoạn có khung",
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>{box}</wps:wsp></w:drawing>"
            f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
        ),
        paragraph("Có chú", '<w:r><w:footnoteReference w:id="2"/></w:r>', "."),
        paragraph(
            f'<w:hyperlink r:id="rId5">{run("Báo tỉnh")}</w:hyperlink>',
            f'<w:hyperlink r:id="rId6">{run(" xấu")}</w:hyperlink>',
            field,
            run(" kết quả"),
        ),
        parts={
            "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{paragraph("Theo báo cáo.")}</w:footnote>')
        },
        relations={
            "rId4": ("footnotes", "footnotes.xml"),
            "rId5": ("hyperlink", "https://bao.example/a (b)"),
            "rId6": ("hyperlink", "file:///c:/mat"),
        },
    )
    assert _body(word).strip().split("\n\n") == [
        "Đoạn có khung",
        "Trong khung",
        "Có chú[^1].",
        "[Báo tỉnh](https://bao.example/a%20%28b%29) xấu kết quả",
        "[^1]: Theo báo cáo.",
    ]
    assert "1 khung chữ" in _notes(word)


def test_pictures_lose_their_place_and_what_cannot_be_taken_is_told(desk: Desk, word: Path) -> None:
    """GPS goes, dots stay; drawings, tiny, broken, embedded, linked ones are named; one shown twice is one file."""
    names = {"a": "media/a.jpeg", "b": "media/b.emf", "c": "media/c.jpeg", "d": "media/d.jpeg", "e": "media/e.jpeg"}
    relations = {name: ("image", target) for name, target in names.items()}
    write_word(
        word,
        paragraph(picture("a", "Chị Hạnh bên quầy")),
        paragraph(picture("b"), picture("c"), picture("d")),
        paragraph(picture("e", "C:\\Users\\x\\IMG_1.jpg")),
        paragraph(picture("e", "Một người, mô tả được tạo tự động")),
        paragraph("<w:r><w:object><v:shape><v:imagedata r:id='b'/></v:shape></w:object></w:r>"),
        paragraph('<w:r><w:drawing><a:blip r:link="z"/></w:drawing></w:r>'),
        paragraph("Chữ."),
        parts={
            "word/media/a.jpeg": jpeg(place=True),
            "word/media/b.emf": b"\x01\x00\x00\x00" + bytes(90),
            "word/media/c.jpeg": jpeg(size=(20, 20)),
            "word/media/d.jpeg": jpeg()[:300],
            "word/media/e.jpeg": jpeg("blue"),
        },
        relations=relations | {"z": ("image", "http://example.vn/ngoai.jpg")},
    )
    document = desk.json("import", str(word))
    folder = (desk.office.root / document["path"]).parent
    assert sorted(p.name for p in folder.iterdir()) == ["anh-2.jpg", "anh-bia.jpg", "index.md"]
    with Image.open(folder / "anh-bia.jpg") as cover:
        assert not cover.getexif().get_ifd(0x8825)
        assert cover.size == (320, 200)
        assert cover.getpixel((5, 5))[0] > 240
    # A picture that tells nothing is not drawn anew.
    assert (folder / "anh-2.jpg").read_bytes() == jpeg("blue")
    notes = "\n".join(document["notes"])
    for told in ("tọa độ nơi chụp khỏi 1 ảnh", "EMF", "quá nhỏ", "bị hỏng", "đối tượng nhúng", "chỉ được liên kết"):
        assert told in notes, told
    text = (folder / "index.md").read_text(encoding="utf-8")
    assert "alt: Chị Hạnh bên quầy" in text
    assert "IMG_1" not in text
    assert "tự động" not in text
    assert text.count("](anh-2.jpg)") == 2


def test_macros_are_left_behind(desk: Desk, tmp_path: Path) -> None:
    """A .docm, and a .docx that hides a program, give their text; the program goes nowhere and is told."""
    for name, kind in (("BÀI - AN.docm", MACROS), ("BÀI - AN.docx", None)):
        path = tmp_path / name
        options = {"content_type": kind} if kind else {}
        write_word(path, paragraph("Chữ."), parts={"word/vbaProject.bin": b"Sub AutoOpen()"}, **options)
        document = desk.json("import", str(path))
        assert "macro" in document["notes"][0]
        folder = (desk.office.root / document["path"]).parent
        assert [p.name for p in folder.iterdir()] == ["index.md"]
        assert b"AutoOpen" not in (folder / "index.md").read_bytes()


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(write_word(path, paragraph("x")), "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/lon.xml", b"<a>" + b" " * 90_000_000 + b"</a>")


def _billion_laughs(path: Path) -> None:
    entities = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    write_word(path, document=f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><x>&b;</x>')


def _external(path: Path) -> None:
    write_word(path, document='<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')


def _utf16_trap(path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    write_word(path, paragraph("x"), parts={"word/styles.xml": text.encode("utf-16")})


def _cut_short(path: Path) -> None:
    path.write_bytes(write_word(path, paragraph("x")).read_bytes()[:-200])


def _half_a_part(path: Path) -> None:
    write_word(path, document='<?xml version="1.0"?><w:document')


def _flipped(path: Path) -> None:
    data = bytearray(write_word(path, paragraph("x" * 4000)).read_bytes())
    place = data.index(b"word/document.xml") + 40
    data[place : place + 20] = bytes(20)
    path.write_bytes(data)


def _without_a_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("la.txt", "x")


def _excel(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", "<x/>")


def _deep(path: Path) -> None:
    write_word(path, "<w:sdt><w:sdtContent>" * 3000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 3000)


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BAD = {
    "not a ZIP": (lambda path: path.write_bytes(b"xin chao" * 99), "hỏng"),
    "empty": (lambda path: path.write_bytes(b""), "hỏng"),
    "cut short": (_cut_short, "hỏng"),
    "half a part": (_half_a_part, "hỏng"),
    "bytes flipped": (_flipped, "hỏng"),
    "no document": (_without_a_document, "hỏng"),
    "too deep": (_deep, "hỏng"),
    "a ZIP bomb": (_bomb, "phá hoại"),
    "an XML bomb": (_billion_laughs, "phá hoại"),
    "external entities": (_external, "phá hoại"),
    "entities in UTF-16": (_utf16_trap, "phá hoại"),
    "old Word": (lambda path: path.write_bytes(_OLE + bytes(600) + "WordDocument".encode("utf-16-le")), ".doc"),
    "locked": (lambda path: path.write_bytes(_OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "mật khẩu"),
    "RTF": (lambda path: path.write_bytes(b"{\\rtf1 x}"), "RTF"),
    "PDF": (lambda path: path.write_bytes(b"%PDF-1.7"), "PDF"),
    "Excel": (_excel, "Excel"),
    "not there": (lambda _path: None, "Không đọc được"),
    "a folder": (lambda path: path.mkdir(), "Không đọc được"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_are_one_sentence(desk: Desk, word: Path, kind: str) -> None:
    """Whatever is handed in, there is one clear sentence with what to do, code 2, and nothing written."""
    make, said = BAD[kind]
    make(word)
    before = desk.tree()
    assert desk.run("import", str(word), "--yes") == 2
    assert said in desk.err
    assert "Cách xử lý" in desk.err
    assert "Traceback" not in desk.err + desk.out
    assert desk.tree() == before


def test_damaged_xml_never_raises_anything_else(tmp_path: Path, word: Path) -> None:
    """A file with attributes, elements and bytes changed at random is read or refused, and nothing else happens."""
    whole = write_word(
        word,
        paragraph(picture("a", "x"), run("Chữ", font(".VnTime")), properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>",
        paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>', properties='<w:pStyle w:val="A"/>'),
        parts={
            "word/media/a.jpeg": jpeg(),
            "word/styles.xml": part(
                "styles", '<w:style w:styleId="A"><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>'
            ),
            "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{paragraph("x")}</w:footnote>'),
            "word/numbering.xml": part("numbering", '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'),
        },
        relations={
            "a": ("image", "media/a.jpeg"),
            "b": ("styles", "styles.xml"),
            "c": ("footnotes", "footnotes.xml"),
            "d": ("numbering", "numbering.xml"),
        },
    )
    with zipfile.ZipFile(whole) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    chance = random.Random(26)
    read = 0
    for _ in range(80):
        changed = dict(parts)
        name = chance.choice([one for one in parts if one.endswith((".xml", ".rels"))])
        pieces = re.split(rb'(<[^>]*>|="[^"]*")', changed[name])
        place = chance.randrange(len(pieces))
        pieces[place] = chance.choice([b"", b'="-1"', b'=""', b"<w:p/>", b"</w:p>", b"\x00", pieces[place] * 2])
        changed[name] = b"".join(pieces)
        with zipfile.ZipFile(tmp_path / "B - A.docx", "w") as packed:
            for one, data in changed.items():
                packed.writestr(one, data)
        with contextlib.suppress(UsageError):
            read += bool(read_word(tmp_path / "B - A.docx").draft.title)
    assert 10 < read < 80


def test_three_hundred_pages_work_in_bounded_time(desk: Desk, word: Path) -> None:
    """A book of 150,000 words is read within seconds; that it is too long for a story is a finding."""
    sentence = "Chị Hạnh ghi từng việc vào sổ và nhắc mọi người đúng giờ. " * 5
    write_word(word, *(paragraph(sentence) for _ in range(2300)))
    before = time.process_time()
    document = desk.json("import", str(word))
    assert time.process_time() - before < 15
    assert "S013" in {finding["code"] for finding in document["findings"]}


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
    shown = clean(render(_body(word)))
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
    assert _body(word) == "– Xong chưa chị?\n\nChị cười.\n\n- Việc một\n- Việc hai\n\nHết.\n\n- Một chấm\n"


@pytest.mark.parametrize(
    ("stem", "title", "author"),
    [
        ("NGƯỜI GIỮ LỬA - NGUYỄN VĂN AN", "NGƯỜI GIỮ LỬA", "Nguyễn Văn An"),
        ("Người giữ lửa – Nguyễn Văn An (2)", "Người giữ lửa", "Nguyễn Văn An"),
        ("72 GIỜ - TRỤ SỞ TỰ CHỦ - LÊ NA", "72 GIỜ - TRỤ SỞ TỰ CHỦ", "Lê Na"),
        ("NGƯỜI_GIỮ_LỬA_-_LÊ_THỊ_NA", "NGƯỜI GIỮ LỬA", "Lê Thị Na"),
        ("bai gui 2026", None, None),
        ("Bài - tháng 11 2026", None, None),
        ("Covid-19 ở xã", None, None),
    ],
)
def test_the_rule_for_file_names(stem: str, title: str | None, author: str | None) -> None:
    """TÊN TÁC PHẨM - TÊN TÁC GIẢ, and nothing is guessed of other names."""
    found = named(stem)
    assert (found and found.title, found and found.author) == (title, author)


def test_a_title_takes_its_capitals_from_the_text() -> None:
    """The file name's capitals tell nothing; the heading's do, and without one the editor is asked to look."""
    assert as_title("NGƯỜI Ở ĐỒNG HỚI", ["Người ở Đồng Hới"]) == ("Người ở Đồng Hới", True)
    assert as_title("NGƯỜI Ở ĐỒNG HỚI", ["NGƯỜI Ở ĐỒNG HỚI"]) == ("Người ở đồng hới", False)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Chị Hạnh bên quầy. Ảnh: Trần Minh", "Chị Hạnh bên quầy.", "Trần Minh"),
        ("Chị Hạnh bên quầy (Ảnh: Trần Minh).", "Chị Hạnh bên quầy", "Trần Minh"),
        ("Ảnh: TTXVN", "", "TTXVN"),
        ("Sân trụ sở – ẢNH : Internet", "Sân trụ sở", ""),
        ("Chị giữ bức ảnh của mẹ", "Chị giữ bức ảnh của mẹ", ""),
    ],
)
def test_credits_at_the_end_of_captions(line: str, caption: str, credit: str) -> None:
    """What follows "Ảnh:" is the credit; "Internet" names nobody."""
    assert caption_and_credit(line) == (caption, credit)


def test_a_file_without_a_title_is_refused_with_the_way_out(desk: Desk, tmp_path: Path) -> None:
    """Symbols as a name and no heading: --title is asked for, and works."""
    path = write_word(tmp_path / "!!!.docx", paragraph("Chữ thường."))
    assert desk.run("import", str(path), "--yes") == 2
    assert "--title" in desk.err
    assert desk.run("import", str(path), "--yes", "--title", "Có tên", "--unit", "Phòng Một cửa") == 0
    assert "unit: vp-mot" in (desk.stories / "2026" / "co-ten" / "index.md").read_text(encoding="utf-8")


def test_a_file_nobody_may_read_is_told(desk: Desk, word: Path) -> None:
    """A pipe or device is no file; nothing waits for it."""
    os.mkfifo(word)
    assert desk.run("import", str(word), "--yes") == 2
