"""Looking for our articles: the list is read once, then only what is new; nothing remembered is believed alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hand_made import START
from official_account import OfficialAccount, paragraphs

from publishers.contract import Progress, Receipt
from publishers.errors import Unavailable
from publishers.zalo_oa.articles import Articles, Entry, ends_before, in_order
from publishers.zalo_oa.memory import Memory


def story(oa: OfficialAccount, number: int, **changes: Any) -> Any:
    link = f"https://newsroom.example/2026/bai-{number}/"
    return oa.post(1, story_id=f"GS-2026-{number:04}", title=f"Bài số {number}", link=link, **changes)


def fill(oa: OfficialAccount, publisher: Any, count: int) -> None:
    for number in range(count):
        oa.announce(publisher, story(oa, number, body=()))


def test_a_run_of_many_deliveries_reads_the_list_once(oa: OfficialAccount) -> None:
    """With 60 articles on the wall, 40 further deliveries cost a page or two each, and each article is read once."""
    fill(oa, oa.connect(), 60)
    publisher, since = oa.connect(), START - timedelta(days=1)
    lists, details = oa.count("article.getslice"), oa.count("article.getdetail")
    for number in range(60, 100):
        delivery = oa.delivery(publisher, story(oa, number, body=()), since=since)
        assert publisher.find(delivery) is None
        oa.carry(publisher.publish, delivery)
        oa.clock.at = START + timedelta(minutes=10)  # within the two minutes that the list is trusted for
    assert oa.count("article.getslice") - lists <= 7 + 40 * 2
    # 60 to know the wall, one for each article to read it back; none is read twice.
    assert oa.count("article.getdetail") - details == 60 + 40
    assert len(oa.sandbox.zalo.shown()) == 100


def test_what_others_made_meanwhile_is_found(oa: OfficialAccount) -> None:
    """An article that another process made between two looks is found by the second look, without a full listing."""
    fill(oa, oa.connect(), 25)
    publisher = oa.connect()
    delivery = oa.delivery(publisher, story(oa, 99))
    assert publisher.find(delivery) is None
    receipt = oa.announce(oa.connect(), story(oa, 99))
    oa.clock.at -= timedelta(seconds=1)
    lists = oa.count("article.getslice")
    found = publisher.find(delivery)
    assert isinstance(found, Receipt)
    assert found.remote_id == receipt.remote_id
    assert oa.count("article.getslice") - lists <= 2


def test_the_memory_is_renewed_after_two_minutes_and_after_a_step_back_of_the_clock(oa: OfficialAccount) -> None:
    """Every two minutes the whole list is read again; so it is when the clock was set back."""
    fill(oa, oa.connect(), 25)
    publisher = oa.connect()
    delivery = oa.delivery(publisher, story(oa, 99))
    reads = []
    for seconds in (0, 119, 1, -600):
        oa.clock.advance(seconds=seconds)
        before = oa.count("article.getslice")
        assert publisher.find(delivery) is None
        reads.append(oa.count("article.getslice") - before)
    assert reads == [3, 1, 3, 3]


def test_a_delivery_that_reaches_further_back_is_served(oa: OfficialAccount) -> None:
    """An article from before what was read is found when a delivery may be as old as that."""
    receipt = oa.announce(oa.connect(), story(oa, 1))
    oa.clock.advance(days=60)
    publisher = oa.connect()
    young = oa.delivery(publisher, story(oa, 1))
    assert publisher.find(young) is None
    found = publisher.find(replace(young, since=START - timedelta(days=1)))
    assert isinstance(found, Receipt)
    assert found.remote_id == receipt.remote_id


@pytest.mark.parametrize("change", ["removed", "hidden", "other words"])
def test_what_is_remembered_is_looked_at_before_it_is_believed(oa: OfficialAccount, change: str) -> None:
    """An article that was ours a moment ago is read again before it counts."""
    publisher = oa.connect()
    delivery = oa.delivery(publisher, story(oa, 1))
    receipt = oa.announce(publisher, story(oa, 1))
    assert isinstance(publisher.find(delivery), Receipt)
    if change == "removed":
        oa.sandbox.zalo.delete(receipt.remote_id)
    elif change == "hidden":
        oa.sandbox.zalo.hide(receipt.remote_id)
    else:
        oa.sandbox.zalo.edit(receipt.remote_id, body=[{"type": "text", "content": "<p>Không còn địa chỉ</p>"}])
    found = publisher.find(delivery)
    assert isinstance(found, Progress) if change == "hidden" else found is None


def test_a_story_is_found_by_its_address_only_as_a_whole(oa: OfficialAccount) -> None:
    """An address that begins like another story's is not that story's."""
    publisher = oa.connect()
    oa.announce(publisher, story(oa, 10))
    assert oa.connect().find(oa.delivery(publisher, story(oa, 1))) is None


def test_the_address_is_found_in_any_html(oa: OfficialAccount) -> None:
    """However Zalo writes the paragraphs down again, the words and the address in them are recognised."""
    publisher = oa.connect(rich_text=True)
    delivery = oa.delivery(publisher, story(oa, 1, body=paragraphs("Một & hai", "Ba")))
    receipt = oa.announce(publisher, story(oa, 1, body=paragraphs("Một & hai", "Ba")))
    (article,) = oa.sandbox.zalo.shown()
    together = "<div>Một &#38; hai</div>\n<div>Ba</div><div>Đọc bài và xem ảnh&nbsp;trên trang: "
    content = f'{together}<a target="_blank" href="{delivery.link}">{delivery.link}</a></div>'
    oa.sandbox.zalo.edit(article.id, body=[{"type": "text", "content": content}])
    found = oa.connect().find(delivery)
    assert isinstance(found, Receipt)
    assert (found.remote_id, found.note) == (receipt.remote_id, "")


def entries(*days: int | None) -> list[Entry]:
    return [Entry(str(n), "", True, "", d and START - timedelta(days=d), "1") for n, d in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "ordered", "ends"),
    [((1, 2, 3), True, True), ((1, 1, 1), True, False), ((3, 2, 1), False, False), ((3, None, 4), False, False)],
)
def test_the_lists_order_is_not_relied_on(days: Any, ordered: bool, ends: bool) -> None:
    """Reading stops at old articles only where the page runs from new to old; the documents do not promise it."""
    page = entries(*days)
    assert in_order(page) is ordered
    assert ends_before(page, START - timedelta(days=2)) is ends


class ShufflingArticles(Articles):
    """An account whose list runs from old to new, or loses an article while it is read."""

    def __init__(self, pages: list[list[dict[str, Any]]], totals: list[int]) -> None:
        super().__init__(api=self)  # type: ignore[arg-type]
        self._pages, self._totals, self.asked = pages, totals, 0

    def get(self, path: str, **parameters: str) -> dict[str, Any]:
        if path.endswith("getdetail"):
            return {"data": {"id": parameters["id"], "body": [{"type": "text", "content": parameters["id"]}]}}
        page = int(parameters["offset"]) // 10
        total = self._totals[min(self.asked, len(self._totals) - 1)]
        self.asked += 1
        return {"data": {"total": total, "medias": self._pages[page]}}


def medias(*ids: str, day: int) -> list[dict[str, Any]]:
    made = int((START - timedelta(days=day)).timestamp() * 1000)
    return [{"id": i, "create_date": made + n, "update_date": 1} for n, i in enumerate(ids)]


@pytest.fixture
def clock_of_memory() -> Any:
    return lambda: datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_a_list_from_old_to_new_hides_nothing(clock_of_memory: Any) -> None:
    """If Zalo listed the oldest first, a new article at the end would be found all the same."""
    old = medias(*(f"https://old.example/{n}" for n in range(10)), day=90)
    articles = ShufflingArticles([old, medias("https://new.example/1", day=0)], [11])
    memory = Memory(articles, clock_of_memory)
    for _ in range(2):
        assert memory.carrying("https://new.example/1", START - timedelta(days=1)) == ["https://new.example/1"]


def test_a_list_that_moves_while_it_is_read_is_read_again(clock_of_memory: Any) -> None:
    """When an article disappears between two pages, one may have slipped past; the list is read anew, not trusted."""
    first = medias(*(f"https://a.example/{n}" for n in range(10)), day=0)
    articles = ShufflingArticles([first, medias("https://b.example/1", day=0)], [12, 11, 11, 11])
    memory = Memory(articles, clock_of_memory)
    assert memory.carrying("https://b.example/1", START - timedelta(days=1)) == ["https://b.example/1"]
    assert articles.asked == 4
    restless = ShufflingArticles([first, first], [total for _ in range(5) for total in (12, 11)])
    with pytest.raises(Unavailable, match="removed while"):
        Memory(restless, clock_of_memory).carrying("x", START - timedelta(days=1))
