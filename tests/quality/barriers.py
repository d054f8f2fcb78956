"""Barriers that axe-core finds on the open page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_AXE = Path(__file__).parents[2] / "tools" / "web" / "node_modules" / "axe-core" / "axe.min.js"

LOOKS = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""Rules whose answer changes with colours, width and letter size; the others look at the document alone."""

# Pseudo-elements of the site are lines and empty areas to press on, never a ground behind text; arrows and single
# letters are text to us. Where axe-core cannot tell what lies behind a text (something overlaps it, it is scrolled
# away, its ground fades), every colour of the nearest grounds decides; a text over a picture has none: a fault.
_CHECK = """async (looks) => {
  const { options } = axe._audit.checks["color-contrast"];
  const strict = { ...options, ignorePseudo: true, ignoreUnicode: false, ignoreLength: true };
  axe.configure({ checks: [{ id: "color-contrast", options: strict }] });
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
  const { violations, incomplete } = await axe.run(document, {
    resultTypes: ["violations", "incomplete"],
    runOnly: looks ? { type: "rule", values: looks } : { type: "tag", values: tags },
  });
  const colour = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const mix = (top, base) => top.a * top.part + (1 - top.a) * base;
  const over = ({ r, g, b, a }, base) =>
    ({ r: mix({ a, part: r }, base.r), g: mix({ a, part: g }, base.g), b: mix({ a, part: b }, base.b) });
  const grounds = (node) => {
    if (!node) return [{ r: 255, g: 255, b: 255 }];
    const { backgroundColor, backgroundImage } = getComputedStyle(node);
    if (backgroundImage.includes("url(")) return [];
    const own = colour(backgroundColor);
    const behind = own.a === 1 ? [own] : grounds(node.parentElement).map((base) => over(own, base));
    const shades = (backgroundImage.match(/rgba?\\([^)]*\\)/g) ?? []).map(colour);
    return [...behind, ...shades.flatMap((shade) => behind.map((base) => over(shade, base)))];
  };
  const isClear = (node) => {
    const style = getComputedStyle(node), points = parseFloat(style.fontSize) * 0.75;
    const enough = points >= 18 || (points >= 14 && style.fontWeight >= 700) ? 3 : 4.5;
    const ratio = (ground) => {
      const [dark, bright] = [light(colour(style.color)), light(ground)].sort((a, b) => a - b);
      return (bright + 0.05) / (dark + 0.05);
    };
    const all = grounds(node);
    return all.length > 0 && all.every((ground) => ratio(ground) >= enough);
  };
  const known = new Set(["bgGradient", "bgOverlap", "elmPartiallyObscured", "elmPartiallyObscuring"]);
  const undecided = incomplete.filter((rule) => rule.id === "color-contrast").map((rule) => ({
    ...rule,
    nodes: rule.nodes.filter((node) =>
      !(node.any.every((check) => known.has(check.data?.messageKey)) && isClear(document.querySelector(node.target)))),
  }));
  return [...violations, ...undecided].filter((rule) => rule.nodes.length).map((rule) => {
    const [{ target, any, all, none }] = rule.nodes;
    const why = [...any, ...all, ...none].map((check) => check.message).join("; ");
    const others = rule.nodes.length > 1 ? ` and ${rule.nodes.length - 1} more` : "";
    return `${rule.id}: ${target.join(" ")}${others}: ${why}`;
  });
}"""


def barriers(page: Page, rules: tuple[str, ...] | None = None) -> list[str]:
    """Return what axe-core finds on the open page: with every rule of WCAG 2.2 AA and good practice, or the named."""
    if page.evaluate("typeof axe") == "undefined":
        # Evaluated, not added as a script, which the site's content policy would rightly refuse.
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_CHECK, rules)
    return found
