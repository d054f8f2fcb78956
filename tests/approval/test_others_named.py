"""Whom a story names besides its own people, as an approver is told."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

from growth import growth, is_in_proportion

from newsroom.others_named import others_named
from newsroom.story.read import story_of

TEXT = """---
id: GS-2026-0001
title: Tổ một cửa và bà Hồ Thị Nhung
slug: to-mot-cua
summary: Chị Trần Thị Mai giữ lời hẹn.
kind: dien-hinh-tien-tien
programme: dien-hinh-thuong-xuyen
subjects: [{name: Trần Thị Mai, type: ca-nhan}, {name: Gia đình anh Mai Xuân Trường, type: ho-gia-dinh}]
unit: vp-hcc
fields: [y-te]
themes: [dam-nghi-dam-lam]
stage: tuyen-truyen
authors: [{name: Lê Thảo Nguyên}]
source: {kind: tu-viet}
pictures:
  - {file: a.png, alt: Quầy, caption: Ông Phan Văn Lợi nhận hồ sơ.}
consent: [{ref: DY-2, subject: Lê Văn Hoà, date: 2026-10-01, channels: [website], pictures: true}]
status: edited
publish: {website: {at: 2026-11-20 08:00}, facebook: {at: 2026-11-20 09:00, text: Phó Giám đốc Đỗ Quốc Tiệp mời đọc.}}
---

Anh Mai Xuân Trường, anh Lê Văn Hòa và em Lê Thảo Nguyên đến sớm. Ông Lợi cười, bà Nhung ngồi cạnh chị Thị Mai.

![Ông Phan Văn Lợi](a.png)

Chị Ngô Thị Kiều Oanh kể. Chị Kiều Oanh nói thêm; chị Oanh cũng tên như chị Hồ Thị Oanh. `ông Trần Văn Mã`
"""


def _told(text: str) -> list[str]:
    file = story_of(Path("/n/2026/x/index.md"), text.encode(), ZoneInfo("Asia/Ho_Chi_Minh"), shown_from=Path("/n"))
    assert file.story is not None, file.invalid
    return [one.told.vi for one in others_named(file.story, file.body)]


def test_others_are_listed_with_how_often() -> None:
    """Whoever is no subject, author or consenting person is listed; given names count where they can be one's only."""
    assert _told(TEXT) == [
        "bà Hồ Thị Nhung (2 lần)",
        "ông Phan Văn Lợi (2 lần)",
        "phó giám đốc Đỗ Quốc Tiệp (1 lần)",
        "chị Ngô Thị Kiều Oanh (2 lần)",
        "chị Hồ Thị Oanh (1 lần)",
    ]


def test_a_story_of_its_own_people_only_has_no_others() -> None:
    """A name in full, in part or in another tone style is the subject's own."""
    own = TEXT[: TEXT.index("Anh Mai")].replace("bà Hồ Thị Nhung", "chị Mai").replace("Ông Phan Văn Lợi", "Chị Mai")
    own = own.replace("Phó Giám đốc Đỗ Quốc Tiệp", "Chị Thị Mai")
    assert _told(f"{own}Trần Thị Mai và anh Lê Văn Hoà đến sớm.\n") == []


def test_a_book_full_of_people_is_read_in_proportion() -> None:
    """Four thousand different people in one text, as in a commune's history, do not hang an approval."""
    words = [
        "An",
        "Bình",
        "Châu",
        "Dung",
        "Giang",
        "Hà",
        "Khánh",
        "Lan",
        "Mai",
        "Nam",
        "Oanh",
        "Phúc",
        "Quân",
        "Sơn",
        "Tâm",
        "Uyên",
    ]
    people = [f"Kể đến ông Nguyễn {' '.join(name)}." for name in product(words, repeat=3)][:4000]
    seconds = growth(lambda text: _told(f"{TEXT}\n{' '.join(people[: len(text)])}\n"), "x", len(people))
    assert is_in_proportion(seconds), seconds
