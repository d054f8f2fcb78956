"""What an article looks like before it is sent: every limit, every block, every option."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publishers.contract import CannotRender, Paragraph, Payload, Photo, Post
from publishers.registry import load_channel
from publishers.testing import sample_posts
from publishers.zalo_oa.options import Options, read_options

YOUTUBE = "https://www.youtube.com/watch?v=abcDEF12_-3"


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return sample_posts(tmp_path)[0]


def render(post: Post, **options: Any) -> Payload:
    channel = load_channel("zalo")
    assert channel is not None
    return channel.offline(options).render(post)


def refused(post: Post, **options: Any) -> list[str]:
    """Return every reason in both languages; each must be said in both."""
    with pytest.raises(CannotRender) as error:
        render(post, **options)
    assert all(problem.vi and problem.en for problem in error.value.problems)
    return [f"{problem.vi} / {problem.en}" for problem in error.value.problems]


def content(payload: Payload) -> list[str]:
    return [block["content"] for block in payload.data["body"] if block["type"] == "text"]


@pytest.mark.parametrize(
    ("field", "limit"),
    [("title", 150), ("summary", 300)],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_exact_limit_is_refused_and_one_less_is_not(post: Post, field: str, limit: int, form: Any) -> None:
    """A title of 150 and a lead of 300 letters are refused by us, 149 and 299 pass, counted after NFC."""
    fits = unicodedata.normalize(form, "ệ" * (limit - 1))
    payload = render(replace(post, **{field: fits}))
    assert payload.data["title" if field == "title" else "description"] == "ệ" * (limit - 1)
    (reason,) = refused(replace(post, **{field: unicodedata.normalize(form, "ệ" * limit)}))
    assert f"{limit} ký tự" in reason
    assert f"{limit} characters" in reason


def test_all_that_is_wrong_is_said_at_once(post: Post) -> None:
    """An editor hears every problem in one go."""
    reasons = refused(replace(post, title="a" * 200, text="b" * 400, author=""), author="")
    assert len(reasons) == 3


def test_empty_fields_are_refused(post: Post) -> None:
    """Zalo demands a title and a lead; an empty one is said before it is sent."""
    assert len(refused(replace(post, title=" ", summary=" "))) == 2


@pytest.mark.parametrize(
    ("name", "options", "shown"),
    [
        ("Lê Thị Ngọc Trâm", {}, "Lê Thị Ngọc Trâm"),
        ("", {}, "Ban Biên tập"),
        ("ệ" * 49, {}, "ệ" * 49),
        ("ệ" * 50, {}, "Ban Biên tập"),
        ("ệ" * 50, {"author": "Văn phòng UBND"}, "Văn phòng UBND"),
    ],
)
def test_a_long_authors_name_never_holds_a_story_back(post: Post, name: str, options: Any, shown: str) -> None:
    """A missing name, or one of 50 letters and more, is replaced by the option `author`, and by nothing else."""
    assert render(replace(post, author=name), **options).data["author"] == shown


def test_an_empty_author_option_makes_a_long_name_a_problem(post: Post) -> None:
    """An office that wants no stand-in hears of a name that is too long instead."""
    (reason,) = refused(replace(post, author="a" * 50), author="")
    assert "tên tác giả dài 50 ký tự" in reason


def test_text_is_paragraphs_and_line_breaks_and_nothing_else(post: Post) -> None:
    """Markup in a story's words is shown as it stands; only `<p>` and `<br>` are tags; the link closes the article."""
    body = (
        Paragraph("heading", "Ấm <b>trà</b>"),
        Paragraph("paragraph", 'A & "B"\nC <script>alert(1)</script>'),
        Paragraph("item", "một"),
        Paragraph("quote", "Bà con ngồi đã."),
        Paragraph("table", "a, b"),
        Paragraph("paragraph", "  "),
        Paragraph("image", "không có ảnh"),
    )
    assert content(render(replace(post, body=body))) == [
        "<p>Ấm &lt;b&gt;trà&lt;/b&gt;</p>",
        "<p>A &amp; &quot;B&quot;<br>C &lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<p>• một</p>",
        "<p>“Bà con ngồi đã.”</p>",
        "<p>a, b</p>",
        "<p>không có ảnh</p>",
        f"<p>Đọc bài và xem ảnh trên trang: {post.link}</p>",
    ]


def test_rich_text_is_a_switch(post: Post) -> None:
    """With `rich_text` headings, quotes and the link are marked up, still escaped; without it they are not."""
    body = (Paragraph("heading", "A & B"), Paragraph("quote", "C"), Paragraph("paragraph", "D"))
    assert content(render(replace(post, body=body), rich_text=True)) == [
        "<p><strong>A &amp; B</strong></p>",
        "<p><em>“C”</em></p>",
        "<p>D</p>",
        f'<p>Đọc bài và xem ảnh trên trang: <a href="{post.link}">{post.link}</a></p>',
    ]


@pytest.mark.parametrize(
    "address",
    [
        YOUTUBE,
        "https://youtu.be/abcDEF12_-3?t=5",
        "https://m.youtube.com/watch?list=x&v=abcDEF12_-3",
        "https://www.youtube.com/shorts/abcDEF12_-3",
        "https://youtube.com/embed/abcDEF12_-3",
    ],
)
def test_a_youtube_film_is_a_video_block(post: Post, address: str) -> None:
    """Every spelling of a film's address becomes the one of Zalo's sample, with the story's still or YouTube's."""
    blocks = render(replace(post, body=(Paragraph("video", "Lời", url=address),))).data["body"]
    thumb = "https://i.ytimg.com/vi/abcDEF12_-3/hqdefault.jpg"
    assert blocks[0] == {"type": "video", "url": YOUTUBE, "thumb": thumb}
    assert blocks[1] == {"type": "text", "content": "<p>Lời</p>"}
    own = render(replace(post, body=(Paragraph("video", "", post.cover, address),))).data["body"]
    assert own[0]["thumb"] == post.cover.url
    assert len(own) == 2


@pytest.mark.parametrize(
    "address", ["https://video.example/a.mp4", "https://youtu.be/short", "https://evil.example/?v=x"]
)
def test_a_film_elsewhere_stays_an_address(post: Post, address: str) -> None:
    """A film that is not on YouTube is named with its address, not lost and not sent as a block of unknown fate."""
    payload = render(replace(post, body=(Paragraph("video", "Phim", url=address),)))
    assert content(payload)[0] == f"<p>Phim: {address}</p>"
    assert [block["type"] for block in payload.data["body"]] == ["text", "text"]


def test_what_zalo_fetches_is_named_cover_first(post: Post) -> None:
    """The payload names the cover, then the body's pictures, each once; an image without words has no caption."""
    body = (Paragraph("image", "", post.photos[1]), Paragraph("image", "Chú thích", post.photos[0]))
    payload = render(replace(post, body=body))
    assert payload.fetched == (post.cover.url, post.photos[1].url)
    assert payload.data["body"][:2] == [
        {"type": "image", "url": post.photos[1].url},
        {"type": "image", "url": post.photos[0].url, "caption": "Chú thích"},
    ]
    assert payload.data["cover"] == {"cover_type": "photo", "photo_url": post.cover.url, "status": "show"}


def picture(folder: Path, kind: str, size: int = 0) -> Photo:
    path = folder / f"anh.{kind.lower()}"
    Image.new("RGB", (64, 48)).save(path, kind)
    data = path.read_bytes()
    path.write_bytes(data + b"\0" * max(0, size - len(data)))
    return Photo(str(path), f"https://newsroom.example/{path.name}", "", "")


@pytest.mark.parametrize(
    ("kind", "size", "as_cover", "in_body"),
    [
        ("JPEG", 1_000_000, "", ""),
        ("JPEG", 1_000_001, "1,01 MB", "1,01 MB"),
        ("JPEG", 2_345_678, "2,35 MB", "2,35 MB"),
        ("PNG", 0, "không phải JPEG", ""),
        ("PNG", 1_500_000, "1,50 MB", "1,50 MB"),
        ("WEBP", 0, "không phải JPEG", "không phải JPEG hoặc PNG"),
    ],
)
def test_pictures_are_weighed_before_approval(
    post: Post, tmp_path: Path, kind: str, size: int, as_cover: str, in_body: str
) -> None:
    """A cover must be a JPEG of at most 1 MB, a picture in the body a JPEG or PNG of at most 1 MB."""
    photo = picture(tmp_path, kind, size)
    for changed, says in (
        (replace(post, cover=photo), as_cover),
        (replace(post, body=(Paragraph("image", "x", photo),)), in_body),
    ):
        if says:
            assert says in refused(changed)[0]
        else:
            assert render(changed).fetched


def test_a_picture_needs_a_public_address_and_one_not_drawn_yet_is_not_looked_at(post: Post) -> None:
    """A file path for an address is refused; the checks' stand-in without path and address is not."""
    (reason,) = refused(replace(post, cover=replace(post.cover, url="/var/anh.jpg")))
    assert "không có địa chỉ công khai" in reason
    assert render(replace(post, cover=Photo("", "", "", ""), body=())).fetched == ("",)
    assert render(replace(post, cover=replace(post.cover, path="/nowhere/anh.jpg"))).fetched


def test_options_reach_the_article(post: Post) -> None:
    """`comment` and `tracking_link` are sent as set; by default comments show and no tracking link is sent."""
    assert render(post).data["comment"] == "show"
    assert "tracking_link" not in render(post).data
    changed = render(post, comment="hide", tracking_link=True).data
    assert (changed["comment"], changed["tracking_link"]) == ("hide", post.link)


def test_wishes_an_article_cannot_fulfil_are_not_ignored(post: Post) -> None:
    """A post kind or a link in the first comment is refused for Zalo instead of silently left out."""
    assert len(refused(replace(post, kind="photo", link_in="comment"))) == 2
    assert render(replace(post, link_in="text")) == render(post)


WRONG = [
    ("author", "a" * 50),
    ("author", 5),
    ("comment", "maybe"),
    ("rich_text", "yes"),
    ("tracking_link", 1),
    ("withdraw", "delete"),
    ("account_name", 1),
    ("appsecret_proof", "true"),
    ("login_verifier", "random"),
    ("broadcast_at", "06:29"),
    ("broadcast_at", "22:00"),
    ("broadcast_at", "7:30"),
    ("broadcast_at", time(19, 30)),
    ("broadcast_per_day", -1),
    ("broadcast_per_month", True),
    ("broadcast_target", {}),
    ("broadcast_target", {"age": "1"}),
    ("broadcast_target", {"gender": "all"}),
    ("broadcast_target", {"gender": True}),
    ("broadcast_target", "everyone"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_option_is_named_before_anything_is_posted(post: Post, name: str, value: Any) -> None:
    """An option of the wrong kind is a problem of every post, in both languages; the rest of the command works."""
    (reason,) = refused(post, **{name: value})
    assert name in reason.split(" / ")[0]
    assert name in reason.split(" / ")[1]


def test_options_are_read_as_written() -> None:
    """Values are kept, targets become texts, unknown names are left alone, and no options means the defaults."""
    read, wrong = read_options(
        {
            "broadcast_at": "06:30",
            "broadcast_target": {"ages": [2, 3], "gender": 0, "cities": "4, 9"},
            "withdraw": "hide",
            "unknown": 1,
        }
    )
    assert wrong == ()
    assert read == Options(
        broadcast_at=time(6, 30),
        broadcast_target={"ages": "2,3", "cities": "4,9", "gender": "0"},
        withdraw="hide",
    )
    assert read_options({}) == (Options(), ())
    assert Options().broadcast_target == {"gender": "0"}
