"""Vietnamese in the site's own letters: all 146 of them, in every weight and style that the site serves."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from browser_view import View

pytestmark = pytest.mark.browser

FAMILY = "Be Vietnam Pro"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
# Twelve vowels in six tones, and đ; in both cases.
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
LETTERS = SMALL + [letter.upper() for letter in SMALL]

_FACES = """() => [...new Set([...document.fonts].filter((face) => face.family.includes("Be Vietnam Pro"))
  .filter((face) => face.family.replaceAll('"', "") === "Be Vietnam Pro")
  .map((face) => `${face.style} ${face.weight}`))].sort()"""
# One element for each face, with nothing in it but the letters.
_WRITE = """async ([faces, letters, family]) => {
  for (const [index, face] of faces.entries()) {
    const [style, weight] = face.split(" ");
    const line = document.body.appendChild(document.createElement("p"));
    line.id = `letters-${index}`;
    Object.assign(line.style, { fontStyle: style, fontWeight: weight });
    line.textContent = letters;
    await document.fonts.load(`${face} 40px "${family}"`, letters);
  }
}"""
_DRAW = """([face, letters, family]) => letters.map((letter) => {
  const canvas = new OffscreenCanvas(80, 100), pen = canvas.getContext("2d");
  pen.font = `${face} 48px "${family}"`;
  pen.fillText(letter, 12, 72);
  return pen.getImageData(0, 0, 80, 100).data.filter((_, index) => index % 4 === 3).join();
})"""


def fonts_used(view: View, selector: str) -> Counter[tuple[str, bool]]:
    """Return the fonts that really drew an element's own text: (family, served by the site) → number of letters."""
    root = view.devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = view.devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = view.devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return Counter({(font["familyName"], font["isCustomFont"]): font["glyphCount"] for font in fonts})


def test_every_vietnamese_letter_is_drawn_in_the_site_s_font(view: View) -> None:
    """Every one of the 146 letters is drawn by Be Vietnam Pro from the site, in each face, and no two look alike."""
    assert len(set(LETTERS)) == 146
    view.show(width=1280)
    view.open("")
    view.devtools.send("DOM.enable")
    view.devtools.send("CSS.enable")
    faces = view.page.evaluate(_FACES)
    assert {"normal 400", "normal 700"} <= set(faces)
    view.page.evaluate(_WRITE, [faces, "".join(LETTERS), FAMILY])
    for index, face in enumerate(faces):
        used = fonts_used(view, f"#letters-{index}")
        assert used.total() == len(LETTERS), face
        assert {served for _, served in used} == {True}, (face, used)
        assert all(name.startswith(FAMILY) for name, _ in used), (face, used)
        drawn = view.page.evaluate(_DRAW, [face, LETTERS, FAMILY])
        blank = [letter for letter, drawing in zip(LETTERS, drawn, strict=True) if set(drawing) <= {"0", ","}]
        assert blank == [], face
        # A letter without a shape of its own is drawn as the same empty box.
        assert len(set(drawn)) == len(LETTERS), face


_OWN_TEXT = r"""() => [...document.querySelectorAll("body *")]
  .filter((node) => node.checkVisibility() && node.tagName !== "CODE" && [...node.childNodes]
    .some((child) => child.nodeType === Node.TEXT_NODE && /\p{L}/u.test(child.data)))
  .filter((node) => /^[\p{Script=Latin}\p{M}\p{N}\p{P}\s]*$/u.test(node.textContent))
  .map((node, index) => (node.dataset.looked = index, index)).length"""


def test_a_page_uses_no_other_font(view: View) -> None:
    """On a story's page every visible Latin word is drawn by the site's font, on buttons and in fields too."""
    view.show(width=1280)
    view.open("2025/everything-known/")
    view.devtools.send("DOM.enable")
    view.devtools.send("CSS.enable")
    count = view.page.evaluate(_OWN_TEXT)
    assert count > 40
    foreign = {}
    for index in range(count):
        used = fonts_used(view, f"[data-looked='{index}']")
        if any(not name.startswith(FAMILY) for name, _ in used):
            foreign[view.page.locator(f"[data-looked='{index}']").inner_text()] = used
    assert foreign == {}


_FETCHED = """() => performance.getEntriesByType("resource").map((entry) => entry.name.split("/").pop())
  .filter((name) => name.endsWith(".woff2"))"""
# Weight and style of every text that a reader sees before scrolling.
_IN_VIEW = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faces = new Set();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const { top, width } = range.getBoundingClientRect();
    const { fontWeight, fontStyle } = getComputedStyle(text.parentElement);
    if (text.data.trim() && width > 1 && top < innerHeight) faces.add(`-${fontWeight}-${fontStyle}.woff2`);
  }
  return [...faces];
}"""
_PRELOAD = re.compile(r'<link rel="preload" as="font"[^>]*/([^/">]+)">')


@pytest.mark.parametrize("path", ["", "2025/everything-known/", "linh-vuc/", "tim-kiem/"])
def test_only_fonts_of_the_first_view_are_preloaded(view: View, odd_site: Path, path: str) -> None:
    """Each preloaded font is one that the page asks for, and no text of the first view asks for another."""
    document = (odd_site / path / "index.html").read_text(encoding="utf-8")
    preloaded = set(_PRELOAD.findall(document))
    assert preloaded
    assert len(preloaded) == document.count('as="font"')
    # Without preloading, the browser fetches what the text itself asks for.
    view.page.route(
        view.address + path, lambda route: route.fulfill(body=_PRELOAD.sub("", document), content_type="text/html")
    )
    view.page.set_viewport_size({"width": 390, "height": 844})
    view.open(path)
    asked = set(view.page.evaluate(_FETCHED))
    in_view = tuple(view.page.evaluate(_IN_VIEW))
    # Letters of other languages, as in a foreign name, may come later.
    first_view = {name for name in asked if name.endswith(in_view) and "latin-ext" not in name}
    assert first_view <= preloaded <= asked


def test_text_never_waits_for_a_font(view: View) -> None:
    """Every face lets the browser show its own letters until the site's have come."""
    view.open("")
    assert set(view.page.evaluate("[...document.fonts].map((face) => face.display)")) <= {"swap", "auto"}
    assert "swap" in view.page.evaluate("[...document.fonts].map((face) => face.display)")
