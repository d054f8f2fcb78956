"""What a reader would see is broken: text that is cut off, runs out of the window, or lies over other text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# A summary shortened to some lines and a crumb that ends in "…" are meant to; their whole text stands elsewhere.
# A table, code or nav that scrolls by itself may be wider than the window.
_LOOK = """() => {
  const faults = new Set(), root = document.documentElement;
  // The slideshow's buttons come over it when a mouse moves, and fade.
  const OUT_OF_PLACE = "script, style, noscript, option, svg, .unseen, .skip, .show__controls";
  const name = (node) => node.tagName.toLowerCase() + [...node.classList].map((c) => "." + c).join("");
  const styles = new Map();
  const style = (node) => styles.get(node) ?? (styles.set(node, getComputedStyle(node)), styles.get(node));
  const isMeant = (node) => style(node).webkitLineClamp !== "none" || style(node).textOverflow === "ellipsis";
  const up = function* (node) { for (; node && node !== root; node = node.parentElement) yield node; };
  const width = root.clientWidth;
  if (root.scrollWidth > width) faults.add(`page is ${root.scrollWidth} wide`);
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || parent.closest(OUT_OF_PLACE)) continue;
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    let scrolls = false, hidden = false, meant = false;
    for (const node of up(parent)) {
      const { overflowX, overflowY, clipPath, position } = style(node);
      if (clipPath !== "none") { hidden = true; break; }
      meant ||= isMeant(node);
      scrolls ||= overflowX === "auto" || overflowX === "scroll";
      if (!meant && [overflowX, overflowY].includes("hidden") &&
          (node.scrollHeight > node.clientHeight + 2 || node.scrollWidth > node.clientWidth + 2))
        faults.add(`cut: ${name(node)}`);
      if (position === "fixed") break;
    }
    if (hidden || meant || scrolls) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width < 2) continue;
      if (box.right > width + 1 || box.left < -1) faults.add(`out of the window: ${name(parent)}`);
      // A line's box is higher than its letters.
      const air = Math.max(0, (box.height - parseFloat(style(parent).fontSize)) / 2);
      lines.push({ parent, left: box.left, right: box.right, top: box.top + air, bottom: box.bottom - air });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((one, index) => {
    for (let next = index + 1; next < lines.length && lines[next].top < one.bottom - 3; next++) {
      const other = lines[next];
      if (other.parent !== one.parent && Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3)
        faults.add(`over each other: ${name(one.parent)} and ${name(other.parent)}`);
    }
  });
  return [...faults];
}"""


def layout_faults(page: Page) -> list[str]:
    """Name what is wrong with the open page's layout as it stands."""
    found: list[str] = page.evaluate(_LOOK)
    return found
