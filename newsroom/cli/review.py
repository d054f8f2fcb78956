"""newsroom review."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from newsroom.cli.session import print_json
from newsroom.language import Words

if TYPE_CHECKING:
    from datetime import date

    from newsroom.cli.session import Session
    from newsroom.story.model import Story


@click.command("review")
@click.option("--within", type=click.IntRange(0, 3650), default=30, show_default=True, metavar="NGÀY",
              help="Cả những bài đến hạn trong chừng này ngày nữa · days ahead.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Một tài liệu JSON · one JSON document.")
@click.pass_obj
def command(session: Session, *, within: int, as_json: bool) -> int:
    """Bài đã đăng đến hạn xem lại: nhân vật còn xứng đáng là gương không? Hạn ở review_on hoặc newsroom.toml.

    Published stories due for review, the most overdue first: is the person still an example?
    """
    from newsroom.reviewing import review_day
    from newsroom.story.read import read_stories
    from newsroom.terms import read_terms

    config, now = session.config(), session.clock.now()
    today = now.astimezone(config.zone).date()
    files = read_stories(config.stories_path, config.zone, shown_from=config.root)
    stories = [file.story for file in files if file.story is not None]
    days = [(review_day(story, config.review.months, now, config.zone), story) for story in stories]
    due = sorted(
        ((day, story) for day, story in days if day is not None and day <= today + timedelta(days=within)),
        key=lambda pair: (pair[0], pair[1].id),
    )
    if as_json:
        print_json({"today": today.isoformat(), "stories": [_as_json(day, story, today) for day, story in due]})
        return 0
    if not due:
        session.say(_NONE, days=within)
        return 0
    from newsroom.cli.tables import show_table

    units = read_terms(config.terms_path).units
    rows = [
        (
            story.id,
            ", ".join(subject.name for subject in story.subjects),
            units.label(story.unit),
            f"{day:%d/%m/%Y}",
            _standing(day, today).say(session.language),
            story.title,
        )
        for day, story in due
    ]
    styles = ["yellow" if day <= today else None for day, _ in due]
    show_table([heading.say(session.language) for heading in _HEADINGS], rows, styles=styles)
    session.say(_THEN)
    return 0


def _standing(day: date, today: date) -> Words:
    days = abs((day - today).days)
    if day < today:
        return Words(f"quá hạn {days} ngày", f"{days} days overdue")
    return Words(f"còn {days} ngày", f"in {days} days") if days else Words("hôm nay", "today")


def _as_json(day: date, story: Story, today: date) -> dict[str, object]:
    return {
        "id": story.id,
        "title": story.title,
        "subjects": [subject.name for subject in story.subjects],
        "unit": story.unit,
        "review_on": day.isoformat(),
        "is_due": day <= today,
    }


_HEADINGS = (
    Words("Mã bài", "Story"), Words("Nhân vật, tập thể", "Who"), Words("Đơn vị giới thiệu", "Unit"),
    Words("Hạn", "Day"), Words("Tình trạng", "Standing"), Words("Tiêu đề", "Title"),
)  # fmt: skip
_NONE = Words("Không bài nào đến hạn xem lại trong {days} ngày tới.", "No story is due for review within {days} days.")
_THEN = Words(
    "Còn xứng đáng: ghi review_on: ngày xem lại lần sau. Đang xem xét: newsroom freeze. Không còn: newsroom withdraw.",
    "Still an example: write review_on: with the next day. In doubt: newsroom freeze. No more: newsroom withdraw.",
)
