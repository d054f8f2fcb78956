"""Only what is approved, consented and due is anywhere in the output, and nothing private ever is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from office_kit import NOW, Office

WEBSITE_ONLY = {"website": {"at": "2025-02-01 08:00"}}


def hidden_stories(office: Office) -> dict[str, str]:
    """Write one story for each reason to stay hidden and return reason → the secret word in title, text and slug."""
    consent = {"ref": "DY-x", "subject": "Nguyễn Thị Hạnh", "date": "2024-12-01", "channels": ["facebook"]}
    cases: dict[str, dict] = {
        "draft": {"status": "draft"},
        "submitted": {"status": "submitted"},
        "verified": {"status": "verified"},
        "edited": {"status": "edited"},
        "returned": {"status": "returned", "returned": {"at": "2025-01-01 08:00", "reason": "Thiếu", "by": "An"}},
        "status withdrawn": {"status": "withdrawn"},
        "withdrawal": {"withdrawal": {"at": "2025-06-01 08:00", "reason": "Theo yêu cầu", "by": "An"}},
        "no approval": {"approve": False},
        "no website consent": {"consent": [consent | {"pictures": True}]},
        "no picture consent": {
            "consent": [consent | {"channels": ["website"]}],
            "pictures": [{"file": "anh.jpg", "alt": "Chân dung", "kind": "chan-dung"}],
        },
        "consent withdrawn": {"consent": [consent | {"channels": ["website"], "withdrawn": "2025-06-01"}]},
        "no consent": {"consent": []},
        "not wanted on the website": {"publish": {"facebook": {"at": "2025-02-01 08:00"}}},
        "with errors": {"fields": ["khong-co-linh-vuc"]},
        "unknown picture": {"body": "![x](khong-co.jpg) bimatkhong"},
    }
    secrets = {}
    for number, (reason, front) in enumerate(cases.items(), 50):
        word = f"bimat{number}"
        given = {"body": f"Chuyện {word} kể rằng.", "publish": WEBSITE_ONLY} | front
        office.write(number, title=f"Bài {word}", summary=f"Tóm tắt {word}.", slug=f"bai-{word}", **given)
        secrets[reason] = word
    late = office.write(90, title="Bài bimat90", slug="bai-bimat90", publish={"website": {"at": "2026-11-23 10:00:01"}})
    (office.stories / "2026").mkdir()
    late.parent.rename(office.stories / "2026" / "bai-bimat90")
    secrets["not due"] = "bimat90"
    void = office.write(91, title="Bài bimat91", slug="bai-bimat91", body="Chữ bimat91.")
    void.write_text(void.read_text(encoding="utf-8") + "Thêm một câu sau khi duyệt.\n", encoding="utf-8")
    secrets["approval void"] = "bimat91"
    broken = office.write(92, title="Bài bimat92", slug="bai-bimat92")
    broken.write_bytes(broken.read_bytes() + b"\xff")
    secrets["not UTF-8"] = "bimat92"
    return secrets


def everything(folder: Path) -> dict[str, str]:
    """Return every built file's name and text."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes().decode("utf-8", errors="replace")
    return found


PRIVATE = {
    "consent": [
        {
            "ref": "RIENG-HOSO",
            "subject": "Nguyễn Thị Hạnh",
            "date": "2019-03-07",
            "channels": ["website"],
            "pictures": True,
            "sensitive": ["ton-giao"],
            "guardian": "RIENG-GIAMHO",
        }
    ],
    "pictures": [
        {
            "file": "anh.jpg",
            "alt": "Chị Hạnh ở quầy",
            "kind": "chan-dung",
            "ground": "hoat-dong-cong-cong",
            "people": ["RIENG-HANGXOM"],
        }
    ],
    "verified": {"unit": "vp-hai", "by": "RIENG-XACMINH", "date": "2019-04-09", "no_pending_case": True},
    "subjects": [{"name": "Nguyễn Thị Hạnh", "type": "ca-nhan", "unit": "vp-mot", "birth_year": 1937}],
    "publish": {
        "website": {"at": "2025-02-01 08:00", "text": "RIENG-WEBSITE"},
        "facebook": {"at": "2027-02-01 08:00", "text": "RIENG-FACEBOOK", "hashtags": ["RIENGTHE"]},
    },
}


def test_only_what_may_be_shown_is_anywhere(office: Office) -> None:
    """No built file, not even in the search index or a file's name, holds a hidden story or a private key."""
    secrets = hidden_stories(office)
    office.write(1, body="Chuyện congkhai1 được đăng. Xem [bài kia](/2025/bai-bimat50/).", **PRIVATE)
    text = (office.stories / "2025" / "bai-1" / "index.md").read_text(encoding="utf-8")
    approval = text.split("approval: ")[1].split("\n")[0]
    assert "Phạm Duyệt" in approval
    unsound = {name.split("/")[-2] for name in office.workspace().unsound}
    assert "bai-1" not in unsound
    assert office.build().stories == 1
    files = everything(office.root / "build" / "site")
    assert any("congkhai1" in text for name, text in files.items() if name.startswith("tim-kiem/du-lieu/bai/"))
    taken_down = {"withdrawal", "status withdrawn", "consent withdrawn"}
    for reason, word in secrets.items():
        where = [name for name, text in files.items() if word in text or word in name]
        # What was public once keeps its address, for the notice that it was taken down.
        notices = [f"2025/bai-{word}/index.html"] if reason in taken_down else []
        assert [name for name in where if name not in notices] == [], f"{reason} in {where}"
        assert [name for name in notices if word in files[name]] == [], reason
    for word in ("RIENG", "ton-giao", "bimatkhong", "1937", "2019", "Phạm Duyệt", approval.split("sha256:")[1][16:64]):
        assert [name for name, text in files.items() if word in text and not name.startswith("assets/")] == [], word


def test_hiding_takes_everything_away(office: Office) -> None:
    """A story that was on the site and is withdrawn leaves no trace but the notice at its address."""
    office.write(1)
    office.write(2, title="Chuyện bimat2", slug="bai-bimat2", body="Lời bimat2.")
    office.build()
    assert any("bimat2" in text for text in everything(office.site).values())
    office.write(
        2,
        title="Chuyện bimat2",
        slug="bai-bimat2",
        body="Lời bimat2.",
        withdrawal={"at": "2025-06-01 08:00", "reason": "Theo yêu cầu", "by": "An"},
    )
    office.build()
    files = everything(office.site)
    assert [name for name in files if "bimat2" in name] == ["2025/bai-bimat2/index.html"]
    assert [name for name, text in files.items() if "bimat2" in text] == []


@pytest.mark.parametrize(("seconds", "shown"), [(-1, 0), (0, 1)])
def test_a_story_appears_at_its_minute(office: Office, seconds: int, shown: int) -> None:
    """One second before its time a story does not exist; at its time it does."""
    path = office.write(1, publish={"website": {"at": f"{NOW:%Y-%m-%d %H:%M}Z"}})
    (office.stories / "2026").mkdir()
    path.parent.rename(office.stories / "2026" / "bai-1")
    assert office.build(NOW + timedelta(seconds=seconds)).stories == shown
