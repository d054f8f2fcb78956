"""Times are the office's, days are real, and odd values are refused in words."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel, ValidationError

from newsroom.story.model import Day, Moment

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class _Model(BaseModel):
    at: Moment | None = None
    on: Day | None = None


def _at(text: object, zone: str | None = "Asia/Ho_Chi_Minh") -> datetime | None:
    return _Model.model_validate({"at": text}, context={"zone": ZoneInfo(zone)} if zone else None).at


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-23 08:00", datetime(2026, 11, 23, 1, tzinfo=UTC)),
        ("2026-11-23T08:00:30", datetime(2026, 11, 23, 1, 0, 30, tzinfo=UTC)),
        ("2026-11-23 8:00", datetime(2026, 11, 23, 1, tzinfo=UTC)),
        ("2026-11-23 08:00+07:00", datetime(2026, 11, 23, 1, tzinfo=UTC)),
        ("2026-11-23 08:00 +0700", datetime(2026, 11, 23, 1, tzinfo=UTC)),
        ("2026-11-23T01:00Z", datetime(2026, 11, 23, 1, tzinfo=UTC)),
        ("2026-01-01 00:00", datetime(2025, 12, 31, 17, tzinfo=UTC)),
    ],
)
def test_a_time_without_offset_is_vietnams(written: str, moment: datetime):
    """Without an offset a time is in the office's zone, with one it is that moment; never is it read as UTC."""
    assert _at(written) == moment
    assert _at(written, None) == moment


def test_another_offices_zone_is_used():
    """The zone of newsroom.toml decides."""
    assert _at("2026-11-23 08:00", "Asia/Tokyo") == datetime(2026, 11, 22, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-11-31 08:00", "D001"), ("2026-02-29 08:00", "D001"), ("2026-11-23 24:00", "D001"),
        ("2026-11-23 08:60", "D001"), ("2026-11-23 08:00+99:00", "D001"), ("0001-01-01 00:00", "D001"),
        ("9999-12-31 23:59-07:00", "D001"), ("0000-01-01 00:00", "D001"), ("٢٠٢٦-١١-٢٣ ٠٨:٠٠", "D001"),
        ("2026-11-23", "D002"), ("23/11/2026 08:00", "D002"), ("08:00", "D002"), ("", "D002"), (8, "D002"),
        (None, "D002"), (["x"], "D002"), ("2026-11-23 08:00 sáng", "D002"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused_by_its_reason(written: object, code: str):
    """A moment that does not exist is told apart from one that is written wrongly; nothing else is raised."""

    class Only(BaseModel):
        at: Moment

    with pytest.raises(ValidationError) as caught:
        Only.model_validate({"at": written})
    assert [error["type"] for error in caught.value.errors()] == [code]


@pytest.mark.parametrize(
    ("written", "code"),
    [("2026-02-30", "D001"), ("2026-13-01", "D001"), ("30/02/2026", "D002"), ("2026-2-3", "D002"), (2026, "D002")],
)
def test_what_is_no_day_is_refused_by_its_reason(written: object, code: str):
    """Days too."""

    class Only(BaseModel):
        on: Day

    with pytest.raises(ValidationError) as caught:
        Only.model_validate({"on": written})
    assert [error["type"] for error in caught.value.errors()] == [code]


def test_leap_days_exist():
    """29 February of a leap year is a day."""
    assert str(_Model.model_validate({"on": "2024-02-29"}).on) == "2024-02-29"
