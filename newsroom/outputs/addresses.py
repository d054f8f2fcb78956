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


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("linh-vuc", "Lĩnh vực", "fields", "Các gương điển hình theo từng lĩnh vực công tác."),
    Dimension("chu-de", "Chủ đề", "themes", "Các gương điển hình theo chủ đề tuyên truyền."),
    Dimension("don-vi", "Đơn vị", "units", "Các gương điển hình theo đơn vị giới thiệu."),
    Dimension("chuong-trinh", "Chương trình", "programmes", "Các chương trình, đề án và văn bản căn cứ."),
    Dimension("nam", "Năm", None, "Các gương điển hình theo năm đăng."),
)

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


def fixed_addresses(config: Config, terms: Terms) -> frozenset[str]:
    """Return every address that exists whatever stories there are: home, lists of terms, fixed pages."""
    addresses = {"", "tim-kiem/", *(f"{dimension.folder}/" for dimension in DIMENSIONS)}
    for dimension in DIMENSIONS:
        listed = terms_of(dimension, terms)
        addresses |= {f"{dimension.folder}/{term.code}/" for term in listed or ()}
    pages = config.root / "site" / "pages"
    if pages.is_dir():
        for page in pages.rglob("*.md"):
            inside = page.relative_to(pages).with_suffix("").as_posix()
            addresses.add(f"{inside.removesuffix('index')}".rstrip("/") + "/" if inside != "index" else "")
    return frozenset(addresses)
