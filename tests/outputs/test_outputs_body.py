"""A story's text on its page: text, pictures and links, never code of its own."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_kit import Office

from newsroom.build.site import build_site
from newsroom.checks.finding import Level
from newsroom.outputs.picture_cache import Kept
from newsroom.outputs.pictures import PictureSet
from newsroom.outputs.published import published_stories
from newsroom.outputs.story_page import _body
from newsroom.outputs.story_text import KnownTexts
from newsroom.workspace import Workspace

ALLOWED = {
    *(
        "b",
        "i",
        "u",
        "s",
        "small",
        "sub",
        "mark",
        "del",
        "ins",
        "q",
        "cite",
        "kbd",
        "abbr",
        "dl",
        "dt",
        "dd",
        "caption",
    ),
    *("h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "hr", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "a", "img", "figure", "figcaption", "span", "div", "sup"),
}
ALLOWED |= {"bdi", "picture", "source"}
ATTRIBUTES = {"id", "class", "href", "title", "src", "alt", "width", "height", "loading", "start", "lang"}
ATTRIBUTES |= {"role", "aria-label", "tabindex", "srcset", "sizes", "type", "decoding", "data-tint"}
SCHEMES = ("http://", "https://", "mailto:", "tel:", "#", "../../", "anh-")


class Article(HTMLParser):
    """Collects a text's tags, links and words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def links(self) -> dict[str, str | None]:
        return {(given.get("href") or ""): given.get("title") for tag, given in self.tags if tag == "a"}


def article(office: Office, workspace: Workspace | None = None) -> Article:
    """Build the newsroom and return story 1's text."""
    build_site(workspace or office.workspace())
    text = office.page("2025/bai-1/index.html")
    text = text.split('<div class="prose story__body">')[1]
    return Article(text.split('<div class="story__end"')[0])


def assert_harmless(text: Article) -> None:
    for tag, given_attributes in text.tags:
        assert tag in ALLOWED, tag
        assert given_attributes.keys() <= ATTRIBUTES, given_attributes
        for key in ("href", "src"):
            if key in given_attributes:
                assert (given_attributes[key] or "").lower().startswith(SCHEMES), given_attributes


TRICKS = {
    "script": "<script>alert(1)</script>",
    "handler": '<img src=x onerror="alert(1)">',
    "block": '<div markdown="1">\n<script>alert(1)</script>\n</div>',
    "comment and others": "<!-- a --><?php ?><!DOCTYPE x><![CDATA[x]]>",
    "svg": "<svg/onload=alert(1)>",
    "indented fence": "   ```\n<script>alert(1)</script>\n   ```",
    "open fence": "```\n<script>alert(1)</script>",
    "mixed fences": "~~~\n```\n<script>alert(1)</script>\n~~~",
    "fence with words": "``` a b c\n<script>alert(1)</script>\n```",
    "in a list": "- một\n\n    <script>alert(1)</script>",
    "in a table": "| a |\n|---|\n| <script>alert(1)</script> |",
    "in a footnote": "a[^1]\n\n[^1]: <script>alert(1)</script>",
    "in an alt": '![x" onload="alert(1)](anh.jpg)',
    "in an alt in a line": 'a ![x" onload="alert(1) `b](anh.jpg) c`',
    "in a title": '[a](https://x.example/ "><script>alert(1)</script>")',
    "angled target": "[a](<img src=x onerror=alert(1)>)",
    "link": "[a](javascript:alert(1))",
    "link with entity": "[a](java&#115;cript:alert(1))",
    "link with tab": "[a](java\tscript:alert(1))",
    "nested brackets": "[a[b]](javascript:alert(1))",
    "around a picture": "[![a](anh.jpg)](javascript:alert(1))",
    "over two lines": "[a\nb](javascript:alert(1))",
    "target on the next line": "[a](\njavascript:alert(1))",
    "definition": "[a][1]\n\n[1]: javascript:alert(1)",
    "definition on the next line": "[a][1]\n\n[1]:\n  javascript:alert(1)",
    "quoted definition": "[a][1]\n\n> [1]: javascript:alert(1)",
    "data": "[a](data:text/html,<script>alert(1)</script>)",
    "capitals": "[a](JaVaScRiPt:alert(1))",
    "autolink": "<javascript:alert(1)>",
    "remote picture": "![a](https://x.example/a.png)",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return one newsroom for all tests here; each writes story 1 anew."""
    office = Office(tmp_path_factory.mktemp("body") / "office")
    office.write(2)
    office.write(3, status="draft")
    return office


def test_no_trick_gets_through(office: Office) -> None:
    """Raw HTML is shown as text and no link runs code, even where the checks overlook it, in every way of writing."""
    for name, trick in TRICKS.items():
        office.write(10 + list(TRICKS).index(name), body=f"Trước.\n\n{trick}\n\nSau.")
    office.write(1)
    build_site(replace(office.workspace(), unsound=frozenset()))
    for name in TRICKS:
        page = office.page(f"2025/bai-{10 + list(TRICKS).index(name)}/index.html")
        text = Article(page.split('<div class="prose story__body">')[1].split('<div class="story__end"')[0])
        assert_harmless(text)
        assert "Trước." in text.words, name
    for path in (office.stories / "2025").glob("bai-[1-9][0-9]"):
        path.rename(office.stories / path.name)


MARKS = ["\n", "\n\n", "```", "~~~", "> ", "- ", "`", "*", "[", "]", "(", "<", "\\"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*TRICKS.values(), *MARKS])))
def test_no_mixture_gets_through(published: Office, parts: list[str]) -> None:
    """Tricks and marks in any order and nesting give only harmless elements and addresses."""
    workspace = published.workspace()
    story = published_stories(workspace, _Anything())[0]
    front = replace(story.file.front, body="".join(parts))
    dirty = replace(story, file=replace(story.file, front=front), pictures=_Pictures())
    assert_harmless(Article(_body(dirty, KnownTexts(Path("nowhere"), frozenset()), frozenset())))


class _Pictures:
    def __init__(self) -> None:
        self.sets = {"anh.jpg": PictureSet("anh-1", Kept("key", Path(), 10, 10, "777222222"))}


class _Anything(dict):
    def __missing__(self, key: str) -> None:
        return None


def test_markup_in_words_is_shown_as_written(office: Office) -> None:
    """A reader sees the angle brackets an author typed as words or code; those that shape text shape it."""
    office.write(1, body="Gõ <b>đậm</b> và 3 < 4 & 5 <3 <tên cơ quan> `<u>x</u>`.\n\n```\n<i>mã</i> & # dòng\n```\n")
    text = article(office)
    assert "Gõ đậm và 3 < 4 & 5 <3 <tên cơ quan> <u>x</u>." in text.words
    assert "<i>mã</i> & # dòng" in text.words
    assert [tag for tag, _ in text.tags] == ["p", "b", "code", "pre", "code"]


def test_links_to_hidden_stories_lose_their_link(office: Office) -> None:
    """A link to a story that is not shown becomes plain words; links to shown pages lead there, anchors kept."""
    office.write(
        1,
        body=(
            "[đã đăng](/2025/bai-2/) [góc](</2025/bai-2/>) [neo](/2025/bai-2/#phan) [nháp](/2025/bai-3/)"
            " [lĩnh vực](/linh-vuc/giao-duc/) [nhà](/) [ngoài](https://x.example/a)"
        ),
    )
    text = article(office)
    assert set(text.links()) == {
        "../../2025/bai-2/",
        "../../2025/bai-2/#phan",
        "../../linh-vuc/giao-duc/",
        "../../",
        "https://x.example/a",
    }
    assert "nháp" in text.words


def test_headings_have_ascii_anchors(office: Office) -> None:
    """`## Điển hình` has the anchor dien-hinh, and a top heading does not compete with the title."""
    office.write(1, body="# Điển hình\n\n## Đồng Hới hòa bình\n\n## Đồng Hới hòa bình\n")
    headings = [(tag, given_attributes.get("id")) for tag, given_attributes in article(office).tags if tag[0] == "h"]
    assert headings == [("h2", "dien-hinh"), ("h2", "dong-hoi-hoa-binh"), ("h2", "dong-hoi-hoa-binh_1")]


def test_pictures_alone_and_in_a_line(office: Office) -> None:
    """A picture on its own line is a figure with its credit; one inside a sentence stays in the sentence."""
    office.write(1, body='Ở quầy ![chị "Hạnh" <một> cửa](anh.jpg) mỗi sáng.\n\n![](anh.jpg)\n')
    text = article(office)
    images = [given_attributes for tag, given_attributes in text.tags if tag == "img"]
    assert [image["alt"] for image in images] == ['chị "Hạnh" <một> cửa', "Chị Hạnh ở quầy"]
    assert [tag for tag, _ in text.tags].count("figure") == 1
    assert "Ảnh: Minh" in text.words
    for image in images:
        assert (office.site / "2025" / "bai-1" / (image["src"] or "")).is_file()
        assert (image["width"], image["height"], image["loading"]) == ("784", "523", "lazy")


@pytest.mark.parametrize("trick", ["link", "link with entity", "capitals", "data", "link with tab"])
def test_checks_refuse_links_that_run_code(office: Office, trick: str) -> None:
    """`javascript:` and its disguises are errors, so that such a story is not shown at all."""
    path = office.write(1, body=TRICKS[trick])
    workspace = office.workspace()
    name = str(path.relative_to(office.root))
    assert {f.code for f in workspace.findings if f.path == name and f.level is Level.ERROR} & {"L001", "L003"}
    assert name in workspace.unsound
