"""`newsroom import`: what a reader of the finished Word file sees becomes a draft; the rest is told, not slipped in."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from desk_kit import Desk
from growth import growth, is_in_proportion
from PIL import Image
from word_kit import body_of, jpeg, notes_of, paragraph, part, picture, run, write_word

from newsroom.story.read import read_story


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
    assert body_of(word).startswith("Chị nhận bằng khen năm 2025.")
    for gone in ("hối lộ", "GIẤU", "DỜI ĐI", "ĐOẠN XÓA", "HÀNG XÓA", "Bỏ đoạn này"):
        assert gone not in body_of(word)
    notes = notes_of(word)
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
    assert body_of(word) == "Thấy.\n\nlộ ra\n"
    assert "3 đoạn chữ ẩn" in notes_of(word)


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
    assert body_of(word).strip().split("\n\n") == [
        "Đoạn có khung",
        "Trong khung",
        "Có chú[^1].",
        "[Báo tỉnh](https://bao.example/a%20%28b%29) xấu kết quả",
        "[^1]: Theo báo cáo.",
    ]
    assert "1 khung chữ" in notes_of(word)


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


def test_three_hundred_pages_are_read_in_proportion(desk: Desk, word: Path) -> None:
    """A book of 150,000 words takes about as long a page as a booklet; that it is too long for a story is a finding."""
    sentence = "Chị Hạnh ghi từng việc vào sổ và nhắc mọi người đúng giờ. " * 5
    documents = []

    def read(paragraphs: str) -> None:
        write_word(word, *(paragraph(sentence) for _ in paragraphs))
        documents.append(desk.json("import", str(word)))

    seconds = growth(read, "¶", 2300)
    assert is_in_proportion(seconds), seconds
    assert "S013" in {finding["code"] for finding in documents[-1]["findings"]}
