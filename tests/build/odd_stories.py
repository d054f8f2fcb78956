"""Stories that try a page's patience: what offices really hand in, and a little worse.

`write_odd_stories` fills an `Office`; whoever looks at pages (layout, accessibility, validity, print) looks at these.
"""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from office_kit import jpeg

if TYPE_CHECKING:
    from collections.abc import Collection

    from office_kit import Office

# As many characters as a title may have, and sixty words.
LONG_TITLE = (
    "Cô Ý ở xã Ô Lu: 4 h ở bờ Ô, 5 h ở tổ 1, 6 h ở tổ 2, 7 h ở tổ 3, 8 h ở tổ 4, "
    "9 h ở xã, 1 h lo lũ, 2 h gỡ nợ, 3 h ở y xá, 4 h ở họ, 5 h về, 6 h ở xã Ô"
)
LONG_ADDRESS = "https://vanban.example.vn/" + "tra-cuu/ket-qua/" * 16 + "?so=1187&nam=2026"
ENDLESS_WORD = "Nghiêng" * 40
RIGHT_TO_LEFT = "مرحبا بالعالم (١٢٣)"

_SENTENCES = (
    "Sáu giờ sáng, chị Hạnh đã có mặt ở quầy tiếp nhận, xếp lại từng chồng hồ sơ theo màu bìa.",
    "Người đến sớm nhất hôm ấy là bà Thí, 71 tuổi, đi bộ gần bốn cây số từ xóm Cồn sang.",
    "“Tôi không biết chữ nhiều, cô ấy đọc cho tôi nghe từng dòng”, bà kể.",
    "Trong năm 2024, quầy tiếp 12.480 lượt người, không hồ sơ nào quá hẹn.",
    "Đồng nghiệp gọi đó là “nếp Hạnh”: việc hôm nay không để bàn trống đến mai.",
    "Lãnh đạo phòng đề nghị ba đơn vị khác cùng làm thử từ quý sau.",
)

EVERY_MARKUP = f"""
Đoạn mở đầu có **chữ đậm**, *chữ nghiêng*, `một đoạn mã`, và một chú thích cuối trang[^1].
Thêm một chú thích nữa[^dai].

# Đề mục cấp một trong bài

#### Đề mục nhảy ba cấp

###### Đề mục cấp sáu

1. Việc thứ nhất
    - Ý con thứ nhất
        - Ý cháu
            1. Ý chắt, có số
            2. Ý chắt nữa
    - Ý con thứ hai

        Đoạn văn nằm trong ý con.

2. Việc thứ hai

> “Ngoặc kép cong”, 'ngoặc đơn thẳng', "ngoặc kép thẳng", «ngoặc Pháp», „ngoặc Đức“, 「ngoặc Nhật」.
>
> > Lời dẫn trong lời dẫn.
> >
> > Bà Nguyễn Thị Thí, xóm Cồn

| Tháng | Hồ sơ | Đúng hẹn | Sớm hẹn | Trễ hẹn | Qua mạng | Tại nhà | Điện thoại | Góp ý | Tỷ lệ hài lòng |
| :--- | ---: | :---: | --- | --- | --- | --- | --- | --- | ---: |
| Tháng Giêng năm 2024 | 1.040 | 1.040 | 212 | 0 | 612 | 17 | 344 | 3 | 99,7 % |
| Tháng Hai năm 2024 | 980 | 979 | 180 | 1 | 590 | 21 | 301 | 5 | 99,1 % |

| A |
|---|
| Bảng một cột |

Dòng có biểu tượng: 🌾 👩🏽‍⚕️ 🇻🇳 ❤️ ✅. Tiếng Ả Rập: {RIGHT_TO_LEFT}, rồi chữ Việt viết tiếp. Tiếng Do Thái: שלום.

Địa chỉ dài: <{LONG_ADDRESS}> và [một liên kết có tên]({LONG_ADDRESS}).

Chữ không dấu cách: {ENDLESS_WORD}

`{"x" * 200}`

```
mã nguồn {"rất_dài_" * 30}
    thụt vào <b>không đậm</b>
```

---

Đoạn sau đường kẻ, có ảnh ![ảnh nhỏ trong dòng](anh.jpg) nằm giữa câu.

![](anh.jpg)

[^1]: Chú thích ngắn.
[^dai]: Chú thích dài có địa chỉ {LONG_ADDRESS} và {"nhiều chữ " * 40}.

    Đoạn thứ hai của chú thích.
"""


def write_odd_stories(office: Office, wanted: Collection[str] = ()) -> dict[str, str]:
    """Write every odd story (or those wanted) into the office, approved and due.

    Returns what is odd → the page's address.
    """
    unlike: dict[str, dict[str, Any]] = {
        "no picture": {"picture": b""},
        "portrait picture": {"picture": jpeg("#775544", (500, 1600)), "body": "Ảnh đứng.\n\n![](anh.jpg)"},
        "panorama picture": {"picture": jpeg("#557744", (2000, 260)), "body": "Ảnh ngang.\n\n![](anh.jpg)"},
        "tiny picture": {"picture": jpeg("#445577", (24, 16)), "body": "Ảnh nhỏ.\n\n![](anh.jpg)"},
        "title of sixty words": {"title": LONG_TITLE},
        "title of one word": {"title": "Lửa", "summary": "Lửa.", "body": "Lửa."},
        "title of one endless word": {"title": ENDLESS_WORD[:149], "summary": ENDLESS_WORD},
        "title with emoji and right to left": {
            "title": f"🌾 {RIGHT_TO_LEFT} và người giữ lửa 🇻🇳",
            "body": RIGHT_TO_LEFT,
        },
        "title with markup": {
            "title": '<b>"Đậm"</b> & {{ page }} {% raw %} `mã` *sao* \\',
            "summary": "{{ x }} <i>&amp;",
        },
        "foreign names": {"subjects": _people("Žofia Łuczak-Þórsdóttir", "สมชาย ใจดี", "王小明", "Nguyễn Øyvind D’Été")},
        "many subjects": {
            "subjects": [
                *_people(*(f"Nguyễn Thị Người Thứ {n}" for n in range(1, 13))),
                {"name": "Tổ hợp tác " + "rất dài " * 14, "type": "tap-the", "role": "Chức danh " + "dài " * 30},
                {"name": "Phòng Hai", "type": "tap-the", "unit": "vp-hai"},
            ]
        },
        "thirty words": {"body": " ".join(islice(cycle(_SENTENCES[0].split()), 30))},
        "ten thousand words": {"body": _long_text(10_000)},
        "forty pictures": {"more_pictures": 40},
        "every markup": {"body": EVERY_MARKUP},
        "everything known": _EVERYTHING_KNOWN,
    }
    addresses = {}
    for number, (oddity, front) in enumerate(unlike.items(), 1):
        if wanted and oddity not in wanted:
            continue
        given = {"slug": oddity.replace(" ", "-"), **front}
        more = given.pop("more_pictures", 0)
        subjects = given.get("subjects", _people("Nguyễn Thị Hạnh"))
        given.setdefault("consent", [_consent(s["name"]) for s in subjects if s["type"] == "ca-nhan"])
        _write(office, number, more, given)
        addresses[oddity] = f"2025/{given['slug']}/"
    return addresses


def _write(office: Office, number: int, more_pictures: int, given: dict[str, Any]) -> None:
    """Write one story; every third of its further pictures is upright."""
    pictures = {
        f"anh-{n}.jpg": jpeg(f"#{(n * 5) % 256:02x}8866", (240, 320) if n % 3 == 0 else (320, 240))
        for n in range(2, more_pictures + 1)
    }
    if pictures:
        given["pictures"] = [
            {"file": "anh.jpg", "alt": "Chị Hạnh ở quầy", "caption": "Chú thích ảnh bìa.", "credit": "Minh"},
            *(
                {
                    "file": name,
                    "alt": f"Ảnh số {n}",
                    "caption": f"Chú thích ảnh {n}. " * (n % 7),
                    "credit": "Minh" * (n % 4),
                }
                for n, name in enumerate(pictures, 2)
            ),
        ]
        given["pictures"] = [{k: v for k, v in p.items() if v} for p in given["pictures"]]
        # The first half stands in the text, the rest is listed only.
        given["body"] = "\n\n".join(f"{_SENTENCES[n % 6]}\n\n![]({name})" for n, name in enumerate(list(pictures)[:19]))
    path = office.write(number, approve=False, **given)
    for name, data in pictures.items():
        (path.parent / name).write_bytes(data)
    office.approve(path)


def _people(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "type": "ca-nhan", "honorific": "chị", "unit": "vp-mot"} for name in names]


def _consent(name: str) -> dict[str, Any]:
    return {"ref": "DY-1", "subject": name, "date": "2024-12-01", "channels": ["website"], "pictures": True}


def _long_text(words: int) -> str:
    parts: list[str] = []
    count = 0
    for number in range(1, words):
        paragraph = " ".join(islice(cycle(_SENTENCES), number, number + 5))
        parts += [f"## Chặng đường thứ {number // 8}", paragraph] if number % 8 == 0 else [paragraph]
        count += len(paragraph.split())
        if count >= words:
            break
    return "\n\n".join(parts)


_EVERYTHING_KNOWN: dict[str, Any] = {
    "kind": "mo-hinh-moi",
    "fields": ["giao-duc", "chuyen-doi-so"],
    "themes": ["dam-nghi-dam-lam", "hoc-tap-lam-theo-bac"],
    "unit": "vp-hai",
    "subjects": [
        {"name": "Nguyễn Thị Hạnh", "type": "ca-nhan", "honorific": "chị", "role": "Phó Trưởng phòng", "unit": "vp-hai"}
    ],
    "criteria": [
        {"code": f"TC-0{n}", "evidence": ("Minh chứng " + "dài " * 40).strip() if n == 1 else "Có số liệu kèm theo"}
        for n in range(1, 7)
    ],
    "stage": "nhan-rong",
    "replicated_at": ["vp-mot", "vp-hai"],
    "awards": [
        {
            "title": "bang-khen-tinh",
            "year": 2024,
            "decision": "1187/QĐ-UBND",
            "date": "2024-08-14",
            "issuer": "Chủ tịch UBND tỉnh",
        },
        {"title": "giay-khen", "year": 2023, "status": "huy-bo", "decision": "2/QĐ"},
        {"title": "cstd-toan-quoc", "year": 2022, "decision": "1526/QĐ-TTg"},
    ],
    "authors": [{"name": "Trần Văn Bình", "unit": "vp-mot"}, {"name": "Lê Hoa"}, {"name": "Œuvre d’Ánh"}],
    "source": {"kind": "trich-dan", "name": "Báo Tỉnh", "link": LONG_ADDRESS, "date": "2024-11-02"},
    "corrections": [
        {"at": "2025-03-01 08:00", "note": "Sửa số liệu năm 2024. " * 12},
        {"at": "2025-04-01 08:00", "note": "Sửa tên đơn vị."},
    ],
    "pictures": [
        {
            "file": "anh.jpg",
            "alt": "Chị Hạnh ở quầy",
            "caption": "Chú thích rất dài. " * 20,
            "credit": "Nguyễn Hoàng Bảo Minh và các cộng tác viên của Cổng thông tin điện tử tỉnh",
        }
    ],
}
