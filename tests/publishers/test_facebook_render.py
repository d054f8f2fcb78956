"""What leaves for the Page: kinds of posts, the link's place, visit counting, limits; and what an amendment takes."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from facebook_scene import UTM, Scene, fb, loopback, web

from publishers.abilities import Amendment
from publishers.contract import CannotRender, Payload
from publishers.errors import NotConfigured
from publishers.facebook_page import channel
from publishers.facebook_page.compose import MOST_CHARACTERS, MOST_PHOTO_BYTES

__all__ = ["fb", "loopback", "web"]


def rendered(fb: Scene, options: dict[str, Any] | None = None, **changes: Any) -> Payload:
    return channel.offline(options or {}).render(fb.post(**changes))


def refused(fb: Scene, options: dict[str, Any] | None = None, **changes: Any) -> list[str]:
    with pytest.raises(CannotRender) as raised:
        rendered(fb, options, **changes)
    problems = raised.value.problems
    assert all(problem.vi and problem.en and problem.vi != problem.en for problem in problems)
    return [problem.en for problem in problems]


@pytest.mark.parametrize(
    ("kind", "photos", "has_link"), [("photos", 2, False), ("photo", 1, False), ("link", 0, True), ("text", 0, False)]
)
def test_each_kind_carries_what_it_is_made_of(fb: Scene, kind: str, photos: int, has_link: bool) -> None:
    """A story's kind decides over photos and link parameter, whatever the office's default is."""
    payload = rendered(fb, {"kind": "text" if kind == "photo" else "photo"}, kind=kind)
    assert payload.data["kind"] == kind
    assert len(payload.photos) == photos
    assert ("link" in payload.data) is has_link
    assert payload.data.get("link", "").endswith(UTM) is has_link


def test_the_office_chooses_the_kind_when_the_story_does_not(fb: Scene) -> None:
    """Without a wish of the story the option counts, and without an option it is photos."""
    assert rendered(fb).data["kind"] == "photos"
    assert rendered(fb, {"kind": "link"}).data["kind"] == "link"


def test_a_story_without_pictures_shows_its_share_card(fb: Scene) -> None:
    """The cover stands in when there is no photo."""
    assert rendered(fb, photos=()).photos == (fb.post().cover,)


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_photos_than_the_office_wants(fb: Scene, most: int) -> None:
    """The first photos are taken, in their order."""
    assert rendered(fb, {"most_photos": most}).photos == fb.post().photos[:most]


def test_words_link_and_tags_stand_below_each_other(fb: Scene) -> None:
    """The text is title and summary, or the editor's own words; then the counted link; then all hashtags once."""
    post = fb.post()
    way = f"Đọc bài: {post.link}{UTM}"
    assert rendered(fb, {"hashtags": ["QuangTri", "GuongDienHinh"]}).data["message"] == (
        f"{post.title}\n\n{post.summary}\n\n{way}\n\n#GuongDienHinh #QuangTri"
    )
    assert rendered(fb, text="Lời của biên tập viên").data["message"].startswith(f"Lời của biên tập viên\n\n{way}")


@pytest.mark.parametrize(
    ("utm", "query"),
    [
        ({}, ""),
        ({"source": "fb"}, "?utm_source=fb"),
        ({"campaign": "tết 2027", "source": "fb"}, "?utm_source=fb&utm_campaign=t%E1%BA%BFt+2027"),
    ],
)
def test_visits_are_counted_as_the_office_wants(fb: Scene, utm: dict[str, str], query: str) -> None:
    """The option replaces the default table; an empty one leaves links alone."""
    assert f"Đọc bài: {fb.post().link}{query}\n" in rendered(fb, {"utm": utm}).data["message"]


def test_an_address_keeps_its_own_query(fb: Scene) -> None:
    """Counting is added to what stands there, and never twice."""
    link = fb.post().link + "?b=1&utm_source=own"
    assert f"{link}&utm_medium=social&utm_campaign=guong-dien-hinh\n" in rendered(fb, link=link).data["message"]


@pytest.mark.parametrize("kind", ["photos", "photo", "link", "text"])
def test_a_link_in_the_comment_leaves_the_storys_number_in_the_text(fb: Scene, kind: str) -> None:
    """The text holds no address but the line by which the post is found, and the comment follows as a delivery."""
    payload = rendered(fb, {"link_in": "comment"}, kind=kind)
    assert "http" not in payload.data["message"]
    assert "\nMã bài: GS-2026-0001\n" in payload.data["message"]
    assert payload.data["comment"] == f"Đọc bài: {fb.post().link}{UTM}"
    assert payload.then == ("comment",)


def test_the_storys_wish_for_its_link_wins(fb: Scene) -> None:
    """`link_in` of the story decides over the office's."""
    assert rendered(fb, {"link_in": "comment"}, link_in="text").then == ()
    assert rendered(fb, link_in="comment").then == ("comment",)


def test_an_address_in_the_editors_words_is_not_repeated(fb: Scene) -> None:
    """When the text holds the story's address already, no second line says it."""
    text = f"Đọc ở đây: {fb.post().link}, rất hay."
    assert rendered(fb, text=text).data["message"] == f"{text}\n\n#GuongDienHinh"


def test_everything_is_composed_and_stable(fb: Scene) -> None:
    """Decomposed Vietnamese comes out composed, and the same story gives the same bytes."""
    apart = unicodedata.normalize("NFD", "Chị Mộng mở cửa sớm")
    post = fb.post()
    photo = replace(post.photos[0], alt=apart)
    made = [rendered(fb, text=apart, photos=(photo,), link_in="comment") for _ in range(2)]
    texts = [json.dumps(payload.data, ensure_ascii=False) for payload in made]
    assert texts[0] == texts[1]
    assert unicodedata.is_normalized("NFC", texts[0])
    assert unicodedata.is_normalized("NFC", made[0].photos[0].alt)


def test_the_exact_limit_passes_and_one_more_does_not(fb: Scene) -> None:
    """The length counts UTF-16 units of the whole message: an emoji is two."""
    rest = len(rendered(fb, text="x").data["message"]) - 1
    assert rendered(fb, text="x" * (MOST_CHARACTERS - rest))
    assert "characters" in refused(fb, text="x" * (MOST_CHARACTERS - rest + 1))[0]
    assert "characters" in refused(fb, text="😀" + "x" * (MOST_CHARACTERS - rest - 1))[0]


def test_a_picture_that_is_too_large_is_told_before_approval(fb: Scene, tmp_path: Any) -> None:
    """A picture of exactly the limit passes; one byte more is named."""
    photo = replace(fb.post().photos[0], path=str(tmp_path / "lớn.jpg"))
    (tmp_path / "lớn.jpg").write_bytes(b"x" * MOST_PHOTO_BYTES)
    assert rendered(fb, photos=(photo,)).photos
    (tmp_path / "lớn.jpg").write_bytes(b"x" * (MOST_PHOTO_BYTES + 1))
    assert "lớn.jpg" in refused(fb, photos=(photo,))[0]


def test_all_problems_are_told_at_once(fb: Scene) -> None:
    """An empty text, an unknown kind and an unknown place are three sentences."""
    found = refused(fb, kind="reel", link_in="bio", title=" ", summary=" ")
    assert len(found) == 3
    assert refused(fb, link="gs/1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "reel"),
        ("hashtags", "một"),
        ("hashtags", [1]),
        ("most_photos", 0),
        ("most_photos", 11),
        ("most_photos", True),
        ("link_in", "bio"),
        ("utm", {"sauce": "x"}),
        ("utm", {"source": ""}),
        ("utm", "facebook"),
        ("refresh_preview", "yes"),
        ("schedule", "meta"),
        ("account_name", 7),
        ("pause_after_block_hours", 0),
        ("pause_after_block_hours", "long"),
        ("hashtag", ["x"]),
    ],
)
def test_an_option_that_means_nothing_is_named(fb: Scene, name: str, value: Any) -> None:
    """Editors hear of it from every post, and nobody can connect; what is allowed is said."""
    assert any(name in sentence for sentence in refused(fb, {name: value}))
    with pytest.raises(NotConfigured, match=name):
        channel.connect({name: value}, fb.surroundings())


@pytest.mark.parametrize(
    ("shown", "wanted", "amendment"),
    [
        ({}, {}, Amendment.SAME),
        ({}, {"text": "Lời mới"}, Amendment.EDIT),
        ({"kind": "link"}, {"kind": "link", "text": "Lời mới"}, Amendment.EDIT),
        ({"kind": "text"}, {"kind": "text", "text": "Lời mới"}, Amendment.EDIT),
        ({}, {"link_in": "comment"}, Amendment.EDIT),
        ({"kind": "photos"}, {"kind": "photo"}, Amendment.REPOST),
        ({"kind": "photos"}, {"kind": "text"}, Amendment.REPOST),
        ({"kind": "photos"}, {"kind": "link"}, Amendment.REPOST),
        ({"kind": "link"}, {"kind": "link", "link": "https://elsewhere.example/"}, Amendment.REPOST),
        ({"kind": "link"}, {"kind": "text"}, Amendment.REPOST),
    ],
    ids=str,
)
def test_what_an_amendment_takes(fb: Scene, shown: Any, wanted: Any, amendment: Amendment) -> None:
    """Words can be edited; photos and link cannot, and a repost says why."""
    publisher = channel.offline({})
    found = publisher.amend(publisher.render(fb.post(**shown)), publisher.render(fb.post(**wanted)))
    assert found.amendment is amendment
    assert (found.why is not None) is (amendment is Amendment.REPOST)


def test_what_nobody_sees_is_no_amendment(fb: Scene) -> None:
    """Other visit counting, another description of a photo, other white space: the post stays as it is."""
    publisher, post = channel.offline({}), fb.post(text="Một  hai\nba")
    described = replace(post, photos=tuple(replace(photo, alt="khác") for photo in post.photos), text="Một hai ba")
    for options in ({}, {"utm": {}}, {"utm": {"source": "x"}}):
        for kind in ("photos", "link"):
            before = publisher.render(replace(post, kind=kind))
            after = channel.offline(options).render(replace(described, kind=kind))
            assert publisher.amend(before, after).amendment is Amendment.SAME


def test_another_picture_or_another_order_is_a_repost(fb: Scene) -> None:
    """Pictures are compared by their bytes, in order."""
    publisher, post = channel.offline({}), fb.post()
    shown = publisher.render(post)
    other = replace(post.photos[0], digest="0" * 64)
    for photos in ((other, post.photos[1]), post.photos[::-1], post.photos[:1]):
        wanted = publisher.render(replace(post, photos=photos))
        assert publisher.amend(shown, wanted).amendment is Amendment.REPOST


def test_a_payload_of_the_first_version_is_understood(fb: Scene) -> None:
    """What version 0.1 froze (message and alt, no kind) is posted, and compares as photos."""
    post = fb.post()
    old = Payload({"message": f"Lời\n\nĐọc bài: {post.link}", "alt": ["a", "b"]}, post.photos)
    now = channel.offline({}).render(replace(post, text="Lời", hashtags=()))
    assert channel.offline({}).amend(old, now).amendment is Amendment.SAME
