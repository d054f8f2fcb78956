"""Announcing, correcting and taking down an article, step by step, judged by what stands on the wall."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from official_account import OfficialAccount, as_sent

from publishers.abilities import Amendment
from publishers.contract import Payload, Progress, Receipt
from publishers.errors import Gone, OutcomeUnknown, PublishError, Rejected, SeveralFound
from publishers.http import Http


def test_an_article_is_created_hidden_then_shown_and_read_back(oa: OfficialAccount) -> None:
    """Every step but the last leaves nothing to see, no step writes twice, and the receipt holds the public address."""
    publisher, seen = oa.connect(), []
    delivery = oa.delivery(publisher, oa.hosted())
    for _ in range(10):
        done = publisher.publish(delivery)
        seen.append(len(oa.sandbox.zalo.shown()))
        if isinstance(done, Receipt):
            break
        assert json.loads(json.dumps(dict(done.handle))) == dict(done.handle)
        oa.clock.advance(seconds=done.wait_seconds)
        delivery = replace(delivery, handle=done.handle)
    assert isinstance(done, Receipt)
    (article,) = oa.sandbox.zalo.shown()
    assert seen == [0, 0, 0, 1]
    assert (done.remote_id, done.url) == (article.id, f"{oa.sandbox.base_url}/zalo/articles/{article.id}")
    assert done.posted_at == article.created_at
    assert done.note == ""
    assert (oa.count("article.create"), oa.count("article.update")) == (1, 1)


def test_a_slow_job_is_asked_about_ever_more_seldom(oa: OfficialAccount) -> None:
    """A job that takes minutes is asked about after 2, 4, 8, 15, 30 and then every 60 seconds, in any later run."""
    oa.sandbox.settings.change({"zalo_processing_seconds": 200})
    delivery, waits = oa.delivery(oa.connect(), oa.post()), []
    while True:
        # A publisher of its own each time: nothing but the handle is remembered between runs.
        done = oa.connect().publish(delivery)
        assert isinstance(done, Progress)
        if done.handle.get("article"):
            break
        waits.append(done.wait_seconds)
        oa.clock.advance(seconds=done.wait_seconds)
        delivery = replace(delivery, handle=done.handle)
    assert waits == [2, 4, 8, 15, 30, 60, 60, 60]
    assert oa.count("article.create") == 1


@pytest.mark.parametrize("remembers_when", [True, False], ids=["now", "a handle of version 0.1"])
def test_a_job_that_never_ends_is_given_up_after_hours(oa: OfficialAccount, remembers_when: bool) -> None:
    """After three hours of "being processed" the outcome is unknown, the list decides, and nothing was shown."""
    oa.sandbox.settings.change({"zalo_processing_seconds": -1})
    publisher = oa.connect()
    begun = publisher.publish(oa.delivery(publisher, oa.post()))
    handle = dict(begun.handle) if remembers_when else {"job": begun.handle["job"]}
    delivery = oa.delivery(publisher, oa.post(), handle=handle)
    handle = dict(publisher.publish(delivery).handle)
    oa.clock.advance(hours=2, minutes=59)
    assert isinstance(publisher.find(replace(delivery, handle=handle)), Progress)
    oa.clock.advance(minutes=2)
    with pytest.raises(OutcomeUnknown, match="given up"):
        publisher.publish(replace(delivery, handle=handle))
    assert publisher.find(replace(delivery, handle=handle)) is None
    assert oa.sandbox.zalo.articles() == []


def test_an_update_job_that_never_ends_is_asked_for_again(oa: OfficialAccount) -> None:
    """When showing an article is stuck for hours, looking finds it hidden, and going on shows it, once."""
    publisher = oa.connect()
    delivery = oa.delivery(publisher, oa.post())
    while not (delivery.handle or {}).get("article"):
        done = publisher.publish(delivery)
        oa.clock.advance(seconds=done.wait_seconds)
        delivery = replace(delivery, handle=done.handle)
    oa.sandbox.settings.change({"zalo_processing_seconds": -1})
    stuck = replace(delivery, handle=publisher.publish(delivery).handle)
    oa.sandbox.settings.change({"zalo_processing_seconds": 1})
    oa.clock.advance(hours=4)
    with pytest.raises(OutcomeUnknown):
        publisher.publish(stuck)
    found = publisher.find(stuck)
    assert isinstance(found, Progress)
    assert "job" not in found.handle
    oa.carry(publisher.publish, replace(stuck, handle=found.handle))
    assert len(oa.sandbox.zalo.shown()) == len(oa.sandbox.zalo.articles()) == 1


def test_words_that_zalo_changed_are_noted(oa: OfficialAccount) -> None:
    """A receipt says where the public article reads otherwise than what was sent."""
    publisher = oa.connect()
    delivery = oa.delivery(publisher, oa.post())
    oa.carry(publisher.publish, delivery)
    (article,) = oa.sandbox.zalo.shown()
    oa.sandbox.zalo.edit(article.id, title="Tên khác", body=article.body[:-2] + article.body[-1:])
    found = publisher.find(replace(delivery, handle={"article": article.id}))
    assert isinstance(found, Receipt)
    assert found.note == "Zalo shows other words than were sent: title, body"


def test_two_public_articles_of_one_story_need_a_person(oa: OfficialAccount) -> None:
    """When two shown articles carry the story's address, nothing is guessed."""
    publisher = oa.connect()
    for _ in range(2):
        oa.announce(publisher, oa.post())
    with pytest.raises(SeveralFound):
        oa.connect().find(oa.delivery(publisher, oa.post()))


def test_everything_of_an_article_can_be_edited() -> None:
    """Any difference is an edit, none is none; Zalo never needs a new post."""
    from publishers.zalo_oa.options import Options
    from publishers.zalo_oa.publisher import ZaloOA

    publisher = ZaloOA(account="", options=Options())
    shown = Payload({"title": "a", "cover": {"photo_url": "x"}})
    assert publisher.amend(shown, as_sent(shown)).amendment is Amendment.SAME
    assert publisher.amend(shown, as_sent(shown, cover={"photo_url": "y"})).amendment is Amendment.EDIT
    assert publisher.amend(shown, as_sent(shown, title="b")).amendment is Amendment.EDIT


def correction(oa: OfficialAccount, publisher: Any, target: str, **changes: Any) -> Any:
    return oa.delivery(publisher, oa.hosted(**changes), "correct-1", target=target, since=oa.clock.now())


def test_a_correction_replaces_the_whole_article_and_keeps_its_id(oa: OfficialAccount) -> None:
    """After correcting, the same article shows the new words in public, and looking says it is done."""
    publisher = oa.connect()
    before = oa.announce(publisher, oa.hosted())
    oa.clock.advance(hours=1)
    delivery = correction(oa, publisher, before.remote_id, title="Chị Mai mở cửa rất sớm", summary="Đã đính chính.")
    assert publisher.find(delivery) is None
    receipt, handle = oa.carry(publisher.correct, delivery)
    (article,) = oa.sandbox.zalo.shown()
    assert (article.id, article.title, article.description) == (
        before.remote_id,
        "Chị Mai mở cửa rất sớm",
        "Đã đính chính.",
    )
    assert receipt.remote_id == before.remote_id
    assert oa.count("article.update") == 2
    for known in (handle, None):
        found = oa.connect().find(replace(delivery, handle=known))
        assert isinstance(found, Receipt)
        assert found.remote_id == before.remote_id


def test_a_corrected_picture_alone_is_not_taken_as_done_before_it_was_sent(oa: OfficialAccount) -> None:
    """Pictures are re-hosted: equal words do not prove that a new one is there, only a change since then does."""
    publisher = oa.connect()
    before = oa.announce(publisher, oa.hosted())
    oa.clock.advance(hours=1)
    post = oa.hosted()
    delivery = correction(oa, publisher, before.remote_id, photos=post.photos[1:], cover=post.photos[1])
    assert publisher.find(delivery) is None
    oa.carry(publisher.correct, delivery)
    (article,) = oa.sandbox.zalo.shown()
    assert article.cover["photo_url"] == post.photos[1].url
    assert isinstance(publisher.find(delivery), Receipt)
    # Where getdetail tells no time of change, the correction is simply made again, to the same effect.
    oa.sandbox.settings.change({"zalo_detail_update_date": False})
    assert publisher.find(delivery) is None


def test_a_correction_under_way_is_waited_for(oa: OfficialAccount) -> None:
    """Looking while the job runs says so and writes nothing; a lost handle is found out by the words."""
    publisher = oa.connect()
    before = oa.announce(publisher, oa.hosted())
    oa.sandbox.settings.change({"zalo_processing_seconds": 60})
    delivery = correction(oa, publisher, before.remote_id, title="Tên mới")
    begun = publisher.correct(delivery)
    found = publisher.find(replace(delivery, handle=begun.handle))
    assert isinstance(found, Progress)
    assert found.handle["job"] == begun.handle["job"]
    assert publisher.find(delivery) is None
    oa.clock.advance(seconds=61)
    assert isinstance(publisher.find(delivery), Receipt)
    assert oa.count("article.update") == 2


@pytest.mark.parametrize("step", ["find", "correct"])
def test_correcting_what_is_gone_says_gone(oa: OfficialAccount, step: str) -> None:
    """An article that somebody removed is not made anew by a correction."""
    publisher = oa.connect()
    before = oa.announce(publisher, oa.hosted())
    oa.sandbox.zalo.delete(before.remote_id)
    with pytest.raises(Gone):
        getattr(publisher, step)(correction(oa, publisher, before.remote_id, title="Tên mới"))
    assert oa.sandbox.zalo.articles() == []


def test_an_article_hidden_by_hand_is_not_brought_back_by_a_correction(oa: OfficialAccount) -> None:
    """What a person hid stays hidden."""
    publisher = oa.connect()
    before = oa.announce(publisher, oa.hosted())
    oa.sandbox.zalo.hide(before.remote_id)
    with pytest.raises(Gone, match="by hand"):
        publisher.find(correction(oa, publisher, before.remote_id, title="Tên mới"))


def test_a_refused_correction_leaves_the_article_as_it_is(oa: OfficialAccount) -> None:
    """A correction that Zalo refuses is a refusal, not "gone", and the public article is untouched."""
    publisher = oa.connect()
    before = oa.announce(publisher, oa.hosted())
    delivery = correction(oa, publisher, before.remote_id)
    with pytest.raises(Rejected):
        publisher.correct(replace(delivery, payload=as_sent(delivery.payload, title="a" * 150)))
    assert [a.title for a in oa.sandbox.zalo.shown()] == ["Chị Mai mở cửa sớm"]


def withdrawal(oa: OfficialAccount, publisher: Any, target: str | None, **changes: Any) -> Any:
    delivery = oa.delivery(publisher, oa.hosted(), "withdraw", target=target)
    return replace(replace(delivery, payload=as_sent(delivery.payload, reason="theo yêu cầu")), **changes)


@pytest.mark.parametrize("lag", [0, 20])
def test_withdrawing_removes_the_article_and_reads_back(oa: OfficialAccount, lag: int) -> None:
    """The article is gone from the wall, one removal was asked for, and success is told when it cannot be read."""
    publisher = oa.connect()
    before = oa.announce(publisher, oa.hosted())
    oa.sandbox.settings.change({"zalo_delete_lag_seconds": lag})
    delivery = withdrawal(oa, publisher, before.remote_id)
    assert publisher.find(delivery) is None
    receipt, _ = oa.carry(publisher.withdraw, delivery)
    assert receipt.remote_id == before.remote_id
    assert oa.sandbox.zalo.articles() == []
    assert oa.count("article.remove") == 1
    assert isinstance(publisher.find(delivery), Receipt)


def test_withdrawing_by_hiding_keeps_the_article(oa: OfficialAccount) -> None:
    """With `withdraw = "hide"` nobody sees the article and its editors still have every word of it."""
    publisher = oa.connect(withdraw="hide")
    before = oa.announce(publisher, oa.hosted())
    (shown,) = oa.sandbox.zalo.shown()
    delivery = withdrawal(oa, publisher, before.remote_id)
    assert publisher.find(delivery) is None
    receipt, _ = oa.carry(publisher.withdraw, delivery)
    assert receipt == Receipt(before.remote_id, "", note="hidden")
    assert oa.sandbox.zalo.shown() == []
    (article,) = oa.sandbox.zalo.articles()
    assert (article.id, article.title, article.body) == (shown.id, shown.title, shown.body)
    assert isinstance(publisher.find(delivery), Receipt)
    assert oa.count("article.remove") == 0


@pytest.mark.parametrize("hides", ["remove", "hide"])
def test_already_gone_is_success(oa: OfficialAccount, hides: str) -> None:
    """Taking down what somebody removed before is done, whether it is looked for or tried."""
    publisher = oa.connect(withdraw=hides)
    before = oa.announce(publisher, oa.hosted())
    oa.sandbox.zalo.delete(before.remote_id)
    delivery = withdrawal(oa, publisher, before.remote_id)
    assert isinstance(publisher.find(delivery), Receipt)
    assert publisher.withdraw(delivery).remote_id == before.remote_id


def test_hiding_needs_the_words_that_were_sent(oa: OfficialAccount) -> None:
    """A withdrawal without the article's content is not turned into an empty article; it says what to do by hand."""
    publisher = oa.connect(withdraw="hide")
    before = oa.announce(publisher, oa.hosted())
    with pytest.raises(Rejected, match="ẩn bằng tay"):
        publisher.withdraw(withdrawal(oa, publisher, before.remote_id, payload=Payload({"reason": "x"})))
    assert len(oa.sandbox.zalo.shown()) == 1


@pytest.mark.parametrize("hides", ["remove", "hide"])
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_half_made_article_is_taken_down_whatever_it_was_waiting_for(
    oa: OfficialAccount, steps: int, hides: str
) -> None:
    """Withdrawn after any step, also while a job is about to show it, the story is not public and stays so."""
    publisher = oa.connect(withdraw=hides)
    delivery = oa.delivery(publisher, oa.hosted())
    for number in range(steps):
        done = publisher.publish(delivery)
        delivery = replace(delivery, handle=done.handle)
        if number < steps - 1:
            oa.clock.advance(seconds=done.wait_seconds)
    oa.carry(publisher.withdraw, withdrawal(oa, publisher, None, handle=delivery.handle))
    oa.clock.advance(hours=1)
    assert oa.sandbox.zalo.shown() == []
    assert len(oa.sandbox.zalo.articles()) == (0 if hides == "remove" else 1)


def test_a_create_that_failed_leaves_nothing_to_take_down(oa: OfficialAccount) -> None:
    """When the job made nothing, withdrawing is done at once; when its article is in the list, that one goes."""
    publisher = oa.connect()
    nothing = withdrawal(oa, publisher, None, handle={"job": "unknown"})
    receipt, _ = oa.carry(publisher.withdraw, nothing)
    assert receipt.note == "nothing had been made"
    oa.announce(publisher, oa.hosted())
    oa.carry(publisher.withdraw, nothing)
    assert oa.sandbox.zalo.articles() == []


CALLS = {
    "correct": ["article.update", "article.verify", "article.getdetail"],
    "withdraw": ["article.remove", "article.getdetail"],
    "hide": ["article.update", "article.verify", "article.getdetail"],
}
FAULTS = [
    "reset_before",
    "reset_after",
    "timeout_after",
    "server_error_before",
    "server_error_after",
    "html_502",
    "empty_body_after",
    "cut_body_after",
    "bad_token",
    "rate_limited",
]


@pytest.mark.parametrize(
    ("act", "call", "fault"), [(act, call, fault) for act, calls in CALLS.items() for call in calls for fault in FAULTS]
)
def test_correcting_and_taking_down_survive_every_fault(oa: OfficialAccount, act: str, call: str, fault: str) -> None:
    """Whatever call meets whatever fault, looking and going on ends with the wall as it should be."""
    before = oa.announce(oa.connect(), oa.hosted())
    # Impatient only where it has to be: on a busy machine every call may take a while.
    http = Http(read_seconds=0.5) if fault == "timeout_after" else None
    publisher = oa.connect(http, withdraw="hide" if act == "hide" else "remove")
    oa.clock.advance(minutes=5)
    if act == "correct":
        delivery, step = correction(oa, publisher, before.remote_id, title="Tên mới"), publisher.correct
    else:
        delivery, step = withdrawal(oa, publisher, before.remote_id), publisher.withdraw
    oa.sandbox.faults.add("zalo", call, kind=fault, seconds=0.8)
    for _ in range(12):
        try:
            found = publisher.find(delivery)
            done = found if found is not None else step(delivery)
        except PublishError:
            oa.clock.advance(seconds=130)
            continue
        if isinstance(done, Receipt):
            break
        oa.clock.advance(seconds=done.wait_seconds)
        delivery = replace(delivery, handle=done.handle)
    assert isinstance(done, Receipt)
    oa.clock.advance(seconds=10)
    shown = [article.title for article in oa.sandbox.zalo.shown()]
    assert shown == (["Tên mới"] if act == "correct" else [])
    assert len(oa.sandbox.zalo.articles()) == (0 if act == "withdraw" else 1)
    assert oa.sandbox.faults.waiting() == []
