"""The search page: its form, with the filters that have stories behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.outputs.staged import Staged, page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.config import Config
    from newsroom.outputs.published import PublishedStory
    from newsroom.terms import TermList, Terms

_DESCRIPTION = (
    "Tìm gương điển hình tiên tiến theo tên người, đơn vị, địa phương hoặc việc làm, gõ có dấu hay không dấu."
)


def search_page(stories: Sequence[PublishedStory], config: Config, terms: Terms) -> Staged:
    """Stage the search page. It changes only when a field, a year, a kind or a unit gets its first story."""
    years = sorted({story.day(config.zone).year for story in stories}, reverse=True)
    filters = [
        _filter(
            "linh-vuc",
            "Lĩnh vực",
            "lĩnh vực",
            "Mọi lĩnh vực",
            terms.fields,
            {f for s in stories for f in s.story.fields},
        ),
        {
            "name": "nam",
            "label": "Năm đăng",
            "said": "năm",
            "all": "Mọi năm",
            "choices": [{"code": str(year), "label": str(year)} for year in years],
        },
        _filter("loai", "Loại gương", "loại", "Mọi loại", terms.kinds, {story.story.kind for story in stories}),
        _filter(
            "don-vi", "Đơn vị giới thiệu", "đơn vị", "Mọi đơn vị", terms.units, {story.story.unit for story in stories}
        ),
    ]
    data = {"filters": filters}
    # Pages of results are nothing for a search engine to find.
    robots = "noindex, follow"
    return page("tim-kiem/index.md", "search.html", "Tìm kiếm", _DESCRIPTION, robots=robots, search=data)


def _filter(name: str, label: str, said: str, everything: str, listed: TermList, used: set[str]) -> dict[str, Any]:
    choices = [{"code": term.code, "label": term.label} for term in listed if term.code in used]
    return {"name": name, "label": label, "said": said, "all": everything, "choices": choices}
