"""The sections of newsroom.toml that say when channels are posted to: posting hours, quiet hours, holidays."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from newsroom.hours import Hours, is_within, read_hours

SECTION = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)
"""What holds for every section of newsroom.toml: an unknown key is an error, and nothing changes it later."""


class _Section(BaseModel):
    model_config = SECTION


def _clock_time(value: object) -> object:
    # People write the end of the day so; a window that closes at midnight is one that closes at 00:00.
    if value == "24:00":
        return time(0)
    return time.fromisoformat(value) if isinstance(value, str) else value


def _hours(value: object) -> object:
    return read_hours(value) if isinstance(value, str) else value


_Hours = Annotated[Hours, BeforeValidator(_hours)]


class Weekdays(_Section):
    """Posting hours of single days of the week, in place of `opens` and `closes`; an empty list closes the day."""

    mon: tuple[_Hours, ...] | None = None
    tue: tuple[_Hours, ...] | None = None
    wed: tuple[_Hours, ...] | None = None
    thu: tuple[_Hours, ...] | None = None
    fri: tuple[_Hours, ...] | None = None
    sat: tuple[_Hours, ...] | None = None
    sun: tuple[_Hours, ...] | None = None


class Window(_Section):
    """When a channel may be posted to, in the office's zone."""

    opens: Annotated[time, BeforeValidator(_clock_time)] = time(6, 30)
    closes: Annotated[time, BeforeValidator(_clock_time)] = time(21, 30)
    weekdays: Weekdays = Weekdays()
    quiet: tuple[_Hours, ...] = ()
    """Hours of every day in which nothing goes out, `"11:30-13:30"`."""
    gap_minutes: Annotated[int, Field(ge=0)] = 20
    daily_cap: Annotated[int, Field(ge=1)] = 6
    late_limit_hours: Annotated[float, Field(gt=0)] = 24
    holidays: tuple[date, ...] = ()
    """Days on which nothing goes out: the channel's own, and those of `[calendar]` once newsroom.toml was read."""
    on_holidays: Literal["closed", "open"] = "closed"
    """open: the holidays of `[calendar]` do not close this channel; its own `holidays` still do."""

    @model_validator(mode="after")
    def _opens_some_time(self) -> Window:
        for weekday in range(7):
            today, yesterday = self.hours_on(weekday), self.hours_on(weekday - 1)
            moments = {hours.start for hours in today} | {quiet.end for quiet in self.quiet}
            if any(is_within(today, yesterday, self.quiet, at) for at in moments):
                return self
        msg = "the window never opens (to stop the channel, set enabled = false)"
        raise ValueError(msg)

    def hours_on(self, weekday: int) -> tuple[Hours, ...]:
        """Return the posting hours that begin on a weekday, 0 for Monday; -1 is the Sunday before."""
        own: tuple[Hours, ...] | None = getattr(self.weekdays, _WEEKDAYS[weekday])
        return (Hours(self.opens, self.closes),) if own is None else own

    @property
    def gap(self) -> timedelta:
        """The shortest time between two posts on one channel."""
        return timedelta(minutes=self.gap_minutes)

    @property
    def late_limit(self) -> timedelta:
        """How late a post may still go out without a person's word."""
        return timedelta(hours=self.late_limit_hours)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST_HOLIDAY = timedelta(days=31)


class Holiday(_Section):
    """One holiday: a `date`, or `from` and `to`, both of them days off."""

    name: Annotated[str, Field(min_length=1)]
    day: date | None = Field(None, alias="date")
    begins: date | None = Field(None, alias="from")
    ends: date | None = Field(None, alias="to")
    lunar: bool = False
    """It follows the lunar calendar, so that every year's dates are looked up anew."""
    decided: bool = True
    """False: the Government had not decided this year's days off when the dates were written down."""

    @model_validator(mode="after")
    def _either_a_day_or_a_span(self) -> Holiday:
        if (self.day is None) == (self.begins is None) or (self.begins is None) != (self.ends is None):
            msg = 'give either "date", or "from" and "to"'
            raise ValueError(msg)
        if self.last < self.first:
            msg = '"to" is before "from"'
            raise ValueError(msg)
        if self.last - self.first > _LONGEST_HOLIDAY:
            msg = "is longer than a month"
            raise ValueError(msg)
        return self

    @property
    def first(self) -> date:
        """The first day off."""
        return self.day or self.begins or date.max

    @property
    def last(self) -> date:
        """The last day off."""
        return self.day or self.ends or date.min

    @property
    def days(self) -> tuple[date, ...]:
        """Every day off, in order."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


class Calendar(_Section):
    """The holidays that all channels share, as dates: lunar ones move, and the Government decides each year."""

    holidays: tuple[Holiday, ...] = ()

    @property
    def days(self) -> frozenset[date]:
        """Every day off."""
        return frozenset(day for holiday in self.holidays for day in holiday.days)
