"""Text on the walls: escaping, links, Vietnamese times and numbers, the frame of every page."""

import re
from datetime import datetime, timedelta, timezone
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from publishers.sandbox.wall_style import FRAME

VIETNAM = timezone(timedelta(hours=7))
_LINK = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'”])|(?<!\w)#(\w+)", re.UNICODE)
_ALLOWED = frozenset(["p", "br", "strong", "b", "em", "i", "u", "ul", "ol", "li", "a", "h2", "h3", "blockquote"])


def linked(text: str) -> str:
    """Escape a text; make its addresses and hashtags look like links, and keep its line breaks."""
    parts, end = [], 0
    for match in _LINK.finditer(text):
        parts.append(escape(text[end : match.start()]))
        url, tag = match[1], match[2]
        if url:
            parts.append(f'<a href="{escape(url)}" rel="noopener nofollow">{escape(url)}</a>')
        else:
            parts.append(f'<a class="tag" href="#">#{escape(tag)}</a>')
        end = match.end()
    parts.append(escape(text[end:]))
    return "".join(parts).replace("\n", "<br>")


def when(at: datetime, now: datetime) -> str:
    """Write a time as Facebook does in Vietnamese: `Vừa xong`, `5 phút`, `Hôm qua lúc 08:30`."""
    local, here = at.astimezone(VIETNAM), now.astimezone(VIETNAM)
    minutes = int((here - local).total_seconds() // 60)
    days = (here.date() - local.date()).days
    clock = local.strftime("%H:%M")
    if 0 <= minutes < 1:
        said = "Vừa xong"
    elif 0 <= minutes < 60:
        said = f"{minutes} phút"
    elif days == 0 and minutes > 0:
        said = f"{minutes // 60} giờ"
    elif days == 1:
        said = f"Hôm qua lúc {clock}"
    else:
        year = "" if local.year == here.year else f", {local.year}"
        said = f"{local.day} tháng {local.month}{year} lúc {clock}"
    return f'<time datetime="{local.isoformat()}" title="{exact(at)}">{said}</time>'


def exact(at: datetime) -> str:
    """Write a time in full, Vietnam time: `08:30 23/11/2026`."""
    return at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def number(value: int) -> str:
    """Write a number the Vietnamese way: `1.280`."""
    return f"{value:,}".replace(",", ".")


def host_of(url: str) -> str:
    """Return an address's host without `www.`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def initials(name: str) -> str:
    """Return the letters of an account's picture: those of the last two words before any bracket."""
    words = [word for word in name.partition("(")[0].split() if word[0].isalpha()]
    return "".join(word[0] for word in words[-2:]).upper() or "?"


def avatar(name: str, style: str = "") -> str:
    """Return a round picture with a name's initials."""
    kind = f"avatar {style}".strip()
    return f'<span class="{kind}" aria-hidden="true">{escape(initials(name))}</span>'


def page(title: str, style: str, body: str, wording: str) -> str:
    """Return a whole page with the ribbon that says it is a rehearsal."""
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><link rel="icon" href="data:,">'
        f"<title>{escape(title)}</title><style>{FRAME}{style}</style></head><body>"
        f'<p class="ribbon"><strong>Diễn tập</strong> – {escape(wording)}</p>{body}</body></html>'
    )


def pager(address: str, number_of_page: int, *, more: bool) -> str:
    """Return links to the newer and older pages of a list."""
    newer = f'<a href="{address}?trang={number_of_page - 1}">← Mới hơn</a>' if number_of_page > 1 else "<span></span>"
    older = f'<a href="{address}?trang={number_of_page + 1}">Cũ hơn →</a>' if more else "<span></span>"
    return f'<nav class="pager" aria-label="Trang">{newer}{older}</nav>' if number_of_page > 1 or more else ""


def safe_html(text: str) -> str:
    """Return an article's text block with a few harmless tags kept and everything else escaped."""
    if "<" not in text:
        return "".join(f"<p>{linked(part)}</p>" for part in re.split(r"\n{2,}", text.strip()) if part.strip())
    cleaner = _Cleaner()
    cleaner.feed(text)
    cleaner.close()
    return "".join(cleaner.parts) + "".join(f"</{tag}>" for tag in reversed(cleaner.open_tags))


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open_tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an allowed tag bare, a link with its http(s) address; show others as text."""
        if tag not in _ALLOWED:
            self.parts.append(escape(self.get_starttag_text() or ""))
            return
        href = dict(attrs).get("href") or ""
        kept = tag == "a" and href.startswith(("http://", "https://"))
        self.parts.append(f'<a href="{escape(href)}" rel="noopener nofollow">' if kept else f"<{tag}>")
        if tag != "br":
            self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open; an end without a beginning is shown as text."""
        if tag in self.open_tags:
            while True:
                last = self.open_tags.pop()
                self.parts.append(f"</{last}>")
                if last == tag:
                    return
        elif tag not in _ALLOWED:
            self.parts.append(escape(f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        """Keep text, escaped."""
        self.parts.append(escape(data))
