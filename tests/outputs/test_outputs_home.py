"""The home page's numbers, stories and entrances."""

from __future__ import annotations

import json
from typing import Any

from office_kit import Office

from newsroom.build.stage import collect_stories
from newsroom.outputs.home_page import home_page
from newsroom.outputs.people import Directory


def home(office: Office) -> dict[str, Any]:
    """Return the data that the home page's template is given."""
    workspace = office.workspace()
    stories = collect_stories(workspace)
    directory = Directory(stories)
    staged = home_page(stories, directory, workspace.config, workspace.terms, workspace.now.date())
    line = next(line for line in staged.content().decode().split("\n") if line.startswith("home: "))
    data: dict[str, Any] = json.loads(line.removeprefix("home: "))
    return data


def numbers(office: Office) -> dict[str, str]:
    return {number["label"]: number["value"] for number in home(office)["numbers"]}


def subject(name: str, kind: str = "ca-nhan", **more: str) -> dict[str, str]:
    return {"name": name, "type": kind, **more}


def consents(*names: str) -> list[dict[str, Any]]:
    given = {"ref": "DY-1", "date": "2024-12-01", "channels": ["website"], "pictures": True}
    return [{"subject": name, **given} for name in names]


def test_people_collectives_and_units_are_counted_once(office: Office) -> None:
    """One person in two stories and two spellings counts once; Hoa and Hòa are two; units of people count too."""
    office.write(1, subjects=[subject("Trần Thị Hòa", unit="vp-hai")], consent=consents("Trần Thị Hòa"))
    office.write(2, subjects=[subject("Trần Thị Hoà", unit="vp-hai")], consent=consents("Trần Thị Hoà"))
    office.write(3, subjects=[subject("Trần Thị Hoa"), subject("Tổ  Một", "tap-the")], consent=consents("Trần Thị Hoa"))
    office.write(4, subjects=[subject("TỔ MỘT", "tap-the"), subject("Mô hình Một", "mo-hinh")], consent=[])
    assert numbers(office) == {
        "bài đã đăng": "4",
        "cá nhân": "2",
        "tập thể, hộ gia đình, mô hình": "2",
        "đơn vị tham gia": "2",
    }


def test_what_is_not_shown_is_not_counted(office: Office) -> None:
    """A draft and a story not due yet add nothing to any number or entrance."""
    office.write(1)
    office.write(2, status="draft", subjects=[subject("Lê Thị Ẩn", unit="vp-hai")])
    office.write(3, publish={"website": {"at": "2027-01-01 08:00"}}, fields=["chuyen-doi-so"])
    assert list(numbers(office).values()) == ["1", "1", "0", "1"]
    assert [term["count"] for term in home(office)["fields"]] == [1, 0]
