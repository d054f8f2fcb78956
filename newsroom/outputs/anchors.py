"""Anchors of headings: plain ASCII words, and never an id that the page around the text has already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

_ID = re.compile(r'(?<![\w-])id="([a-z][a-z0-9-]*)"')


def anchor(words: str, separator: str = "-", taken: Container[str] = ()) -> str:
    """Return the anchor of a heading: `dien-hinh` for `Điển hình`, `muc-noi-dung` where `noi-dung` is taken.

    Python-Markdown's own would drop every letter without an ASCII decomposition: `ien-hinh`.
    """
    from slugify import slugify

    # Named, because looking for another transliteration first costs a failing import for every heading.
    made = slugify(words, separator=separator, backend="text-unidecode")
    return f"muc-{made}" if made in taken else made


def ids_in_templates(folder: Path) -> frozenset[str]:
    """Return every id that a template below `folder` writes; a heading with such an anchor would make it twice."""
    templates = sorted(folder.rglob("*.html"))
    return frozenset(found for path in templates for found in _ID.findall(path.read_text(encoding="utf-8")))
