"""What an attacker would write into a story, text and front matter, in a real browser: nothing runs, nothing breaks."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from office_kit import Office

from newsroom.outputs.placed_text import Surroundings, place
from newsroom.outputs.story_text import clean, render
from newsroom.site_server import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

_WATCH = (
    "window.ran = []; for (const f of ['alert', 'confirm', 'prompt', 'print']) window[f] = (x) => window.ran.push(x);"
)

_SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java&#10;script:alert(1)",
    "java&Tab;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "%6Aavascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:x",
    "file:///etc/passwd",
    "feed:javascript:alert(1)",
    "//x.example/a",
    "\\\\x.example\\a",
]
_LINKS = [
    pattern.format(scheme)
    for scheme in _SCHEMES
    for pattern in (
        "[x]({})",
        "[x](<{}>)",
        "![x]({})",
        "[x][1]\n\n[1]: {}",
        "<{}>",
        '<a href="{}">x</a>',
        "<img src='{}'>",
        '[![x](anh.jpg)]({} "t")',
    )
]
_MARKUP = [
    "<script>alert(1)</script>",
    "<script src=data:,alert(1)></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0c>alert(1)</script>",
    "<script/x>alert(1)</script >",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x" onerror="alert(1)"',
    "<img src=x onerror=alert(1)//",
    "<img src=`x` onerror=alert(1)>",
    '<img alt="<" src=x onerror=alert(1)>',
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>',
    "<svg><foreignObject><iframe onload=alert(1)></foreignObject></svg>",
    '<math><a xlink:href="javascript:alert(1)">x</a></math>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title='</style><img src onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style><img src='</style><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><img title='</title><img src=x onerror=alert(1)>'>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<frameset onload=alert(1)><frame src=x></frameset>",
    "<body onload=alert(1)>",
    "<html onmouseenter=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video src=x onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<isindex action=javascript:alert(1) type=image>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=data:,*{display:none}>",
    "<base href=javascript:alert(1)//>",
    "<style>*{display:none}</style>",
    "<p style='position:fixed;inset:0;background:red'>x</p>",
    "<div class=site-head id=noi-dung>x</div>",
    "<b onmouseover=alert(1)>x</b>",
    "<p/onclick=alert(1)>x</p>",
    '<a href="x" onclick=alert(1)>x</a>',
    "<a href='#' onfocus=alert(1) autofocus tabindex=1>x</a>",
    "</article></main></body><script>alert(1)</script>",
    "</div></div></article><h1>x</h1>",
    "</p></table></ul><p>x",
    "<table><tr><td><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=1?><script>alert(1)</script>",
    "<!DOCTYPE html [<!ENTITY x '<script>alert(1)</script>'>]>&x;",
    "# x {: onclick=alert(1) }",
    "x {: style='display:none' onclick=alert(1) }",
    "[x](https://x.example){: onclick=alert(1) }",
    '![x" onerror="alert(1)](anh.jpg)',
    '![x](anh.jpg" onerror="alert(1))',
    '[x](https://x.example "t\\" onclick=\\"alert(1)")',
    "x[^<script>alert(1)</script>]\n\n[^<script>alert(1)</script>]: y",
    'x[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: <img src=x onerror=alert(1)>',
    '``` "><script>alert(1)</script>\nx\n```',
    "`<script>alert(1)</script>`<script>alert(1)</script>",
    "- <div>\n\n    <script>alert(1)</script>\n</div>",
    "> <blockquote>\n> <script>alert(1)</script>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "\x02wzxhzdk:0\x03 <script>alert(1)</script>",
    "klzzwxh:0000 <b onclick=alert(1)>",
    "<b><!--0--></b> <!--1-->",
]
VECTORS = [*_MARKUP, *_LINKS]


@pytest.fixture
def unguarded(chromium: Browser) -> Iterator[Page]:
    """Open a tab in which the pages' security policy does not count: escaping alone must hold."""
    context = chromium.new_context(bypass_csp=True, locale="vi-VN")
    context.add_init_script(_WATCH)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def on_a_page(markdown: str) -> str:
    """Return a text as it stands on its page."""
    around = Surroundings(figure=lambda *_: None, image=lambda _, alt: alt.replace("<", "&lt;"), link=lambda _: None)
    return place(clean(render(markdown)), around)


def test_no_known_attack_runs_or_breaks_the_page(unguarded: Page) -> None:
    """Two hundred known attacks, each on a page without any policy: none runs, even when everything is pressed."""
    assert len(VECTORS) > 200
    # A page of its own address, so that relative addresses are resolved as on the site.
    unguarded.route("https://x.test/**", lambda route: route.fulfill(body="<!doctype html><title>x</title>"))
    unguarded.goto("https://x.test/")
    broken: list[str] = []
    for vector in VECTORS:
        result: dict[str, Any] = unguarded.evaluate(
            """async (text) => {
              document.open();
              document.write('<main><article>' + text + '</article><p id=end></p></main>');
              document.close();
              const article = document.querySelector('article');
              for (const element of article.querySelectorAll('*')) {
                for (const kind of ['click', 'mouseover', 'focus', 'error', 'load', 'toggle']) {
                  element.addEventListener(kind, (event) => event.preventDefault());
                  element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
                }
              }
              await new Promise((done) => setTimeout(done));
              const attributes = [...article.querySelectorAll('*')].flatMap((e) => [...e.attributes]);
              return {
                ran: window.ran,
                whole: document.querySelector('main > #end') !== null && document.body.children.length === 1,
                bad: attributes.filter((a) => /^on|^style$|^srcdoc$/.test(a.name)).length,
                schemes: [...article.querySelectorAll('a')].map((a) => a.protocol),
              };
            }""",
            on_a_page(vector),
        )
        schemes = set(result["schemes"]) - {"http:", "https:", "mailto:", "tel:"}
        if result["ran"] or not result["whole"] or result["bad"] or schemes:
            broken.append(f"{vector!r}: {result}")
    assert broken == []


HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return a built newsroom whose one story has an attack in every public value."""
    office = Office(tmp_path_factory.mktemp("hostile") / "office")
    person = {
        "name": f"Lê {HOSTILE}",
        "type": "ca-nhan",
        "honorific": f"chị {HOSTILE}",
        "role": HOSTILE,
        "unit": "vp-mot",
    }
    office.write(
        1,
        title=f"Bài {HOSTILE}",
        summary=f"Tóm tắt {HOSTILE}",
        body="Chị nói.\n\n![](anh.jpg)",
        subjects=[person],
        authors=[{"name": f"Trần {HOSTILE}"}],
        criteria=[{"code": "TC-01", "evidence": HOSTILE}],
        pictures=[{"file": "anh.jpg", "alt": HOSTILE, "caption": HOSTILE, "credit": HOSTILE}],
        awards=[
            {"title": "bang-khen-tinh", "year": 2025, "decision": HOSTILE, "issuer": HOSTILE, "date": "2025-03-01"}
        ],
        source={"kind": "trich-dan", "name": HOSTILE, "link": "https://x.example/?a=\"'><b>", "date": "2025-01-01"},
        corrections=[{"at": "2025-03-01 08:00", "note": HOSTILE}],
        consent=[
            {
                "ref": "DY-1",
                "subject": f"Lê {HOSTILE}",
                "date": "2024-12-01",
                "channels": ["website", "facebook", "zalo"],
                "pictures": True,
            }
        ],
    )
    assert office.build().stories == 1
    return office


def test_no_value_of_a_story_becomes_markup(unguarded: Page, hostile: Office) -> None:
    """On every page of the site an attack in title, name, caption or any other value is shown as its characters."""
    with SiteServer(hostile.site, "127.0.0.1", 0, lambda _: {}) as server:
        pages = sorted(p.relative_to(hostile.site).as_posix() for p in hostile.site.rglob("*.html"))
        for name in [*pages, "tim-kiem/index.html?q=lê"]:
            unguarded.goto(server.url + name)
            assert unguarded.evaluate("window.ran") == [], name
            assert unguarded.locator("img[src=x]").count() == 0, name
        unguarded.goto(f"{server.url}tim-kiem/")
        unguarded.locator("input[name=q]").first.fill("bai alert")
        unguarded.locator(".card__title a").first.wait_for()
        assert unguarded.evaluate("window.ran") == []
        unguarded.goto(f"{server.url}2025/bai-1/")
        assert "{{7*7}}" in unguarded.locator("h1").inner_text()
        assert HOSTILE in unguarded.locator("main").inner_text()


class _Data(HTMLParser):
    """Collects a page's JSON-LD."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)
        self._inside = False


def test_what_machines_read_stays_whole(hostile: Office) -> None:
    """With an attack in every value JSON, JSON-LD and XML parse, and say what the story says."""
    for path in [p for p in hostile.site.rglob("*.json") if "static" not in p.parts]:
        json.loads(path.read_text("utf-8"))
    assert HOSTILE in json.loads(hostile.page("feed.json"))["items"][0]["title"]
    described = _Data(hostile.page("2025/bai-1/index.html")).found
    assert described
    assert any(HOSTILE in json.dumps(json.loads(one), ensure_ascii=False).replace('\\"', '"') for one in described)
    from xml.etree import ElementTree as ET

    for path in hostile.site.rglob("*.xml"):
        ET.fromstring(path.read_text("utf-8"))
    assert re.search(r"<title>.*&lt;script", hostile.page("feed.xml"))
