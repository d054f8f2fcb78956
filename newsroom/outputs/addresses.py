"""The site's addresses: what lies where, and under which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.config import Config
    from newsroom.terms import TermList, Terms


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to list stories: its folder, its name, and the list of terms behind it (None for years)."""

    folder: str
    label: str
    terms: str | None
    intro: str
    ended: str = "Áp dụng đến ngày {day}."
    """How a term is spoken of whose last day has passed."""


FIELDS = Dimension("linh-vuc", "Lĩnh vực", "fields", "Các gương điển hình theo từng lĩnh vực công tác.")
THEMES = Dimension("chu-de", "Chủ đề", "themes", "Các gương điển hình theo chủ đề tuyên truyền.")
KINDS = Dimension(
    "loai-guong", "Loại gương", "kinds", "Điển hình tiên tiến, người tốt việc tốt, nhân tố mới, mô hình mới."
)
UNITS = Dimension(
    "don-vi", "Đơn vị", "units", "Các gương điển hình theo đơn vị giới thiệu.", "Hoạt động đến ngày {day}."
)
PROGRAMMES = Dimension(
    "chuong-trinh",
    "Chương trình",
    "programmes",
    "Các chương trình, đề án và văn bản căn cứ.",
    "Đã kết thúc ngày {day}. Các bài đã đăng và đường dẫn được giữ nguyên.",
)
YEARS = Dimension("nam", "Năm", None, "Các gương điển hình theo năm và tháng đăng.")

DIMENSIONS: tuple[Dimension, ...] = (FIELDS, THEMES, KINDS, UNITS, PROGRAMMES, YEARS)

# Lists that can be narrowed by another one; the narrower list stands below the first of the two.
PAIRS: tuple[tuple[Dimension, Dimension], ...] = (
    (FIELDS, YEARS),
    (FIELDS, KINDS),
    (FIELDS, UNITS),
    (THEMES, YEARS),
    (KINDS, YEARS),
    (UNITS, YEARS),
    (PROGRAMMES, YEARS),
)


@dataclass(frozen=True, slots=True)
class Roll:
    """A list of those whom stories are about."""

    folder: str
    label: str
    intro: str
    counted: str
    """What one of them is, for counts: `12 người`."""


PEOPLE = Roll("nhan-vat", "Nhân vật", "Những người được giới thiệu, xếp theo tên.", "người")
COLLECTIVES = Roll(
    "tap-the",
    "Tập thể, hộ gia đình, mô hình",
    "Các tập thể, hộ gia đình, mô hình được giới thiệu.",
    "tập thể, hộ, mô hình",
)
ROLLS: tuple[Roll, ...] = (PEOPLE, COLLECTIVES)

AWARDS_FOLDER = "khen-thuong"
GUIDE_OF_FINDINGS = "huong-dan/ma-loi/"
"""Where every finding is explained, each at the anchor of its code in small letters."""

# The lists that can be followed and embedded one by one.
FOLLOWED = ("linh-vuc", "chu-de", "don-vi")


def feed_addresses(list_address: str) -> dict[str, str]:
    """Return the addresses of a list's feeds; "" is the list of all stories."""
    return {
        "atom": f"{list_address}feed.xml",
        "rss": f"{list_address}rss.xml",
        "json": f"{list_address}feed.json",
    }


def terms_of(dimension: Dimension, terms: Terms) -> TermList | None:
    """Return the list of terms a dimension is divided by."""
    found: TermList | None = getattr(terms, dimension.terms) if dimension.terms else None
    return found


def help_url(site: str, code: str) -> str:
    """Return where the editors' guide on the website explains a finding."""
    return f"{site}{GUIDE_OF_FINDINGS}#{code.lower()}"


def month_address(year: int, month: int) -> str:
    """Return the address of a month's stories."""
    return f"{YEARS.folder}/{year}/thang-{month:02}/"


def fixed_addresses(config: Config, terms: Terms) -> frozenset[str]:
    """Return every address that exists whatever stories there are: home, lists of terms, fixed pages."""
    folders = (*(d.folder for d in DIMENSIONS), *(roll.folder for roll in ROLLS), AWARDS_FOLDER)
    once = {"", "tim-kiem/", "trinh-chieu/", "gioi-thieu-guong/", GUIDE_OF_FINDINGS}
    addresses = once | {f"{folder}/" for folder in folders}
    for dimension in DIMENSIONS:
        listed = terms_of(dimension, terms)
        addresses |= {f"{dimension.folder}/{term.code}/" for term in listed or ()}
    addresses |= {f"{AWARDS_FOLDER}/{term.code}/" for term in terms.awards}
    pages = config.root / "site" / "pages"
    if pages.is_dir():
        for page in pages.rglob("*.md"):
            inside = page.relative_to(pages).with_suffix("").as_posix()
            addresses.add(f"{inside.removesuffix('index')}".rstrip("/") + "/" if inside != "index" else "")
    return frozenset(addresses)
