"""A story as it begins: its front matter with words for the editor, every value on a line of its own."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from newsroom.gate import WEBSITE
from newsroom.outputs.wording import date_text
from newsroom.story.edit import flow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.config import Config
    from newsroom.language import Words
    from newsroom.terms import TermList, Terms

# An editor's week: to write, to have it verified and approved.
_AHEAD = timedelta(days=7)
_MOST_DAYS = 60
_FIRST_POST = time(8, 0)
_BETWEEN = timedelta(minutes=30)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a story when it is begun; what is empty is left to the editor, and `check` names it."""

    title: str
    summary: str = ""
    kind: str = ""
    programme: str = ""
    subjects: tuple[Mapping[str, str], ...] = ()
    unit: str = ""
    fields: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stage: str = ""
    authors: tuple[Mapping[str, str], ...] = ()
    pictures: tuple[Mapping[str, str], ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures to lay beside the text, by their names."""
    body: str = ""
    notes: tuple[Words, ...] = ()
    """What the editor must look at, one line each; written as comments at the head."""


@dataclass(frozen=True, slots=True)
class Place:
    """The identity that a story is given."""

    id: str
    year: int
    slug: str


def one_line(text: str) -> str:
    """Return typed words as one line in NFC, without what a terminal sends along."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in composed).split())


def suggested_times(config: Config, now: datetime) -> dict[str, datetime]:
    """Return when website and channels could show a story begun now: a working day in a week, one after the other."""
    day = now.astimezone(config.zone).date() + _AHEAD
    for _ in range(_MOST_DAYS):
        if day.weekday() < _SATURDAY and day not in config.calendar.days:
            break
        day += timedelta(days=1)
    first = datetime.combine(day, _FIRST_POST, config.zone)
    channels = [name for name, channel in config.channels.items() if channel.enabled]
    return {WEBSITE: first} | {name: first + _BETWEEN * number for number, name in enumerate(channels, 1)}


def index_text(draft: Draft, place: Place, times: Mapping[str, datetime], terms: Terms, now: datetime) -> str:
    """Return the text of the story's index.md."""
    lines = [
        f"# Bài tạo ngày {date_text(now.date())} bằng newsroom. Chữ sau dấu # là lời dặn cho người viết, không đăng.",
        "# Mục để trống thì newsroom check sẽ nhắc. Xem bài sẽ đăng thế nào: newsroom preview " + place.id,
        *(f"# Cần xem lại: {one_line(note.vi)}" for note in draft.notes),
        _line("id", place.id, "mã hồ sơ: cấp một lần, không đổi"),
        _line("title", draft.title, "tiêu đề, tối đa 150 ký tự (Zalo nhận tối đa 149)"),
        _line("slug", place.slug, "đường dẫn và tên thư mục; giữ nguyên dù sau này sửa tiêu đề"),
        _line("summary", draft.summary, "sapô, tối đa 300 ký tự (Zalo nhận tối đa 299), không chép lại tiêu đề"),
        _line("kind", draft.kind, _choices(terms.kinds)),
        _line("programme", draft.programme, _meaning(terms.programmes, draft.programme)),
        *_subjects(draft.subjects),
        _line("unit", draft.unit, _meaning(terms.units, draft.unit) or "đơn vị giới thiệu, mã trong terms/units.yml"),
        _line("fields", draft.fields, _meanings(terms.fields, draft.fields)),
        _line("themes", draft.themes, _meanings(terms.themes, draft.themes)),
        *_EVIDENCE,
        _line("stage", draft.stage, _choices(terms.stages)),
        *_authors(draft.authors),
        "source: {kind: tu-viet}  # bài dẫn lại: {kind: trich-dan, name: Báo …, link: https://…, date: 2026-01-31}",
        *_pictures(draft.pictures),
        *_PAPERS,
        "status: draft  # viết xong đổi thành submitted để gửi đơn vị xác minh",
        *_times(times),
    ]
    body = draft.body.strip("\n")
    return "\n".join(["---", *lines, "---", "", *([body, ""] if body else [])])


_EVIDENCE = (
    "# criteria:  # tiêu chí đạt, mỗi tiêu chí một dòng kèm minh chứng có số liệu",
    "#   - {code: TC-03, evidence: …}",
    "# awards:  # khen thưởng đã có quyết định",
    "#   - {title: bang-khen-tinh, year: 2025, decision: 123/QĐ-UBND, date: 2025-03-01, issuer: …, status: con}",
)
_PAPERS = (
    "# consent:  # giấy đồng ý để ngoài Git, ở đây chỉ ghi số hồ sơ và phạm vi",
    "#   - {ref: DY-2026-001, subject: …, date: 2026-01-31, channels: [website, facebook, zalo], pictures: true}",
    "# verified: {unit: …, by: …, date: 2026-01-31, no_pending_case: true}  # đơn vị xác minh, không vướng mắc",
)


def _line(key: str, value: Any, comment: str) -> str:
    shown = "" if value is None or value == "" else f" {flow(value)}"
    return f"{key}:{shown}" + (f"  # {comment}" if comment else "")


def _subjects(subjects: Sequence[Mapping[str, str]]) -> list[str]:
    return [
        f"subjects:{'' if subjects else ' []'}  # mỗi nhân vật, tập thể một dòng; birth_year không bao giờ đăng",
        *(f"  - {flow(_filled(subject))}" for subject in subjects),
        *(() if subjects else ("#   - {name: …, type: ca-nhan, honorific: chị, role: …, unit: …, birth_year: 1990}",)),
    ]


def _authors(authors: Sequence[Mapping[str, str]]) -> list[str]:
    return [
        f"authors:{'' if authors else ' []'}  # người viết bài",
        *(f"  - {flow(_filled(author))}" for author in authors),
        *(() if authors else ("#   - {name: …, unit: …}",)),
    ]


def _pictures(pictures: Sequence[Mapping[str, str]]) -> list[str]:
    if not pictures:
        return [
            "# pictures:  # ảnh đầu tiên là ảnh bìa; chép tệp ảnh vào cùng thư mục với index.md",
            '#   - {file: anh-bia.jpg, alt: "Trong ảnh có gì", caption: …, credit: …, kind: hoat-dong-cong-cong}',
        ]
    return [
        "pictures:  # ảnh đầu tiên là ảnh bìa; alt: một câu nói rõ trong ảnh có gì",
        *(f"  - {flow(dict(picture))}" for picture in pictures),
    ]


def _times(times: Mapping[str, datetime]) -> list[str]:
    if not times:
        return ["# publish:  # giờ Việt Nam", "#   website: {at: 2026-01-31 08:00}"]
    return [
        "publish:  # giờ Việt Nam; bỏ dòng của kênh không đăng",
        *(f"  {channel}: {{at: {at:%Y-%m-%d %H:%M}}}" for channel, at in times.items()),
    ]


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _choices(listed: TermList) -> str:
    return " | ".join(term.code for term in listed)


def _meaning(listed: TermList, code: str) -> str:
    return listed.label(code) if code in listed else ""


def _meanings(listed: TermList, codes: Sequence[str]) -> str:
    found = ", ".join(filter(None, (_meaning(listed, code) for code in codes)))
    return found or f"mã trong terms/{listed.name}.yml, ví dụ [{next(iter(listed)).code}]"
