"""Write a newsroom of thousands of approved stories, the same bytes each time, to measure with.

    python tools/bench_stories.py FOLDER [--count 10000]

Every story has its own person with consent, one picture (a hard link to one file), a link to an earlier story and
about 3 kB of text. They are approved by computing each fingerprint from the values, without reading the files back.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import sys
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from newsroom.approval import fingerprint
from newsroom.story.model import Story
from newsroom.story.register import write_register

ROOT = Path(__file__).parent.parent
_FIRST = datetime(2022, 1, 5, 8, 0, tzinfo=UTC)
_STEP = timedelta(hours=3)
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Đỗ")
_MIDDLE = ("Thị", "Văn", "Đức", "Minh", "Ngọc", "Quang", "Hồng", "Thanh")
_GIVEN = ("Hạnh", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Sơn", "Tâm")
_SENTENCES = (
    "Sáng nào chị cũng đến sớm hơn giờ làm việc nửa tiếng để mở cửa và pha sẵn ấm trà cho người chờ.",
    "Anh ghi lại từng việc nhỏ trong một cuốn sổ bìa xanh, trang nào cũng có ngày tháng.",
    "Người trong thôn quen gọi nơi ấy là nhà của việc khó.",
    "Không ai giao, nhưng việc nào chậm là chị hỏi cho ra lý do.",
    "Ba năm liền, hồ sơ trễ hẹn ở bộ phận này đều bằng không.",
    "Mùa lũ, anh chèo thuyền đưa giấy tờ đến tận nhà các cụ già.",
    "Cách làm ấy nay đã có bốn xã học theo.",
    "Chị bảo, điều được nhất là bà con không còn ngại đến cơ quan.",
)


def write_newsroom(folder: Path, count: int) -> None:
    """Write settings, lists, register and `count` stories below `folder`, which must not exist."""
    stories = folder / "stories"
    shutil.copytree(ROOT / "stories" / "terms", stories / "terms")
    shutil.copyfile(ROOT / "newsroom.toml", folder / "newsroom.toml")
    shutil.copytree(ROOT / "site" / "pages", folder / "site" / "pages")
    picture = folder / "picture.jpg"
    picture.write_bytes(_picture())
    digest = hashlib.sha256(picture.read_bytes()).hexdigest()
    chance = random.Random(20261123)  # noqa: S311 - the same stories each time
    register: dict[str, str] = {}
    for number in range(count):
        front, body = _story(number, chance)
        address = f"{front['publish']['website']['at'][:4]}/{front['slug']}"
        target = stories / address
        target.mkdir(parents=True)
        (target / "index.md").write_text(_text(front, body, {"anh.jpg": digest}), encoding="utf-8")
        os.link(picture, target / "anh.jpg")
        register[front["id"]] = f"{address}/"
    write_register(stories, register)


def post_all(folder: Path) -> None:
    """Fill the ledger of such a newsroom: every story was posted on both channels, as approved."""
    from newsroom.config import read_config
    from newsroom.index import open_index
    from newsroom.outbox.database import open_database
    from newsroom.outbox.model import Item, State
    from newsroom.outbox.purposes import delivery_key
    from newsroom.outbox.rows import row_of
    from newsroom.outbox.tables import deliveries
    from publishers.contract import Payload

    config = read_config(folder / "newsroom.toml", {})
    rows = [
        row_of(
            Item(
                key=delivery_key(channel, "1", entry.story_id),
                channel=channel,
                account="1",
                story_id=entry.story_id,
                purpose="announce",
                state=State.SENT,
                fingerprint=entry.fingerprint,
                payload=Payload({"message": " ".join(_SENTENCES * 2)}),
                link=f"{config.site.url}{entry.address}",
                due_at=entry.channels[channel].at,
                since_at=entry.channels[channel].at,
                next_at=entry.channels[channel].at,
                remote_id=f"1_{entry.story_id}",
                remote_url=f"https://www.facebook.com/1_{entry.story_id}",
                sent_at=entry.channels[channel].at,
            )
        )
        | {"created_at": entry.channels[channel].at, "updated_at": entry.channels[channel].at}
        for entry in open_index(config, datetime.now(UTC)).all()
        for channel in ("facebook", "zalo")
    ]
    engine = open_database(f"sqlite:///{config.var / 'newsroom.db'}")
    with engine.begin() as connection:
        connection.execute(deliveries.insert(), rows)
    engine.dispose()


def _story(number: int, chance: random.Random) -> tuple[dict[str, Any], str]:
    name = f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}"
    at = _FIRST + number * _STEP
    social = at + timedelta(minutes=30)
    front = {
        "id": f"BM-{1000 + number // 10000:04}-{number % 10000:04}",
        "title": f"Người giữ lời hẹn số {number}",
        "slug": f"bai-{number:05}",
        "summary": f"Câu chuyện của {name} và những việc nhỏ làm mỗi ngày.",
        "kind": "nguoi-tot-viec-tot",
        "programme": "dien-hinh-2022-2025",
        "subjects": [{"name": name, "type": "ca-nhan", "honorific": "chị"}],
        "unit": "vp-ubnd",
        "fields": ["giao-duc"],
        "themes": ["hoc-tap-lam-theo-bac"],
        "stage": "tuyen-truyen",
        "authors": [{"name": "Trần Văn Bình"}],
        "source": {"kind": "tu-viet"},
        "pictures": [{"file": "anh.jpg", "alt": f"{name} ở quầy", "credit": "Minh"}],
        "consent": [
            {
                "ref": f"DY-{number}",
                "subject": name,
                "date": "2021-12-01",
                "channels": ["website", "facebook", "zalo"],
                "pictures": True,
            }
        ],
        "verified": {"unit": "Phòng Nội vụ", "by": "Lê Thị Chi", "date": "2021-12-02", "no_pending_case": True},
        "status": "approved",
        "publish": {
            "website": {"at": f"{at:%Y-%m-%d %H:%M}"},
            "facebook": {"at": f"{social:%Y-%m-%d %H:%M}"},
            "zalo": {"at": f"{social:%Y-%m-%d %H:%M}"},
        },
    }
    paragraphs = [" ".join(chance.choices(_SENTENCES, k=6)) for _ in range(5)]
    if number:
        earlier = chance.randrange(number)
        year = (_FIRST + earlier * _STEP).year
        paragraphs.append(f"Xem thêm [bài trước](/{year}/bai-{earlier:05}/).")
    return front, "\n\n".join(paragraphs) + "\n"


def _text(front: dict[str, Any], body: str, digests: dict[str, str]) -> str:
    current = fingerprint(Story.model_validate(front), body, digests)
    approval = {"by": "Phạm Duyệt", "at": "2021-12-20 08:00", "fingerprint": current}
    whole = front | {"approval": approval}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in whole.items()]
    return "\n".join(["---", *lines, "---", "", body])


def _picture() -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (640, 480), "#888866").save(out, "JPEG", quality=70)
    return out.getvalue()


def main() -> None:
    """Write the newsroom that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    given = parser.parse_args()
    if given.folder.exists():
        sys.exit(f"{given.folder} exists already")
    started = time.perf_counter()
    write_newsroom(given.folder, given.count)
    print(f"{given.count} stories in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
