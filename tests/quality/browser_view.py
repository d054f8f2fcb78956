"""One tab, and the ways in which readers change what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page

# What WCAG 1.4.12 lets a reader set without losing a word.
_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""


class View:
    """A tab on the site."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.devtools = page.context.new_cdp_session(page)

    def open(self, path: str) -> None:
        """Open a page and wait for its pictures in sight, its fonts and what its scripts add at once."""
        self.page.goto(self.address + path)
        self.page.evaluate("document.fonts.ready")

    def show(self, *, width: int, text_percent: int = 100, scheme: Literal["light", "dark"] = "light") -> None:
        """Change the window, the browser's font size and the system's colours, as the reader would."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16 * text_percent // 100}})
        self.page.emulate_media(color_scheme=scheme)

    def space_out(self) -> None:
        """Set the spacing of WCAG 1.4.12, until the next page; a constructed sheet passes any content policy."""
        self.page.evaluate(
            """css => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(css);
              document.adoptedStyleSheets = [sheet];
            }""",
            _SPACING,
        )
