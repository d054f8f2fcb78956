"""Merge the web subsets of Be Vietnam Pro into one TrueType file per weight, for Pillow.

Pillow draws with one file and has no fallback between subsets. The programs that fit letters to a coarse screen are
left out: at the sizes we draw nobody sees them work, and running them took more than half of a line's time. Needs
`uv sync --group fonts` and the unpacked npm package @fontsource/be-vietnam-pro:

    npm pack @fontsource/be-vietnam-pro@5.3.0 && tar xzf fontsource-be-vietnam-pro-5.3.0.tgz
    uv run --group fonts python tools/fonts/merge.py package/files newsroom/outputs/fonts
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
SUBSETS = ("latin", "latin-ext", "vietnamese")


def merge(source: Path, target: Path) -> None:
    """Write BeVietnamPro-<Weight>.ttf for each weight into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for weight, name in WEIGHTS.items():
        with tempfile.TemporaryDirectory() as folder:
            parts = []
            for subset in SUBSETS:
                font = TTFont(source / f"be-vietnam-pro-{subset}-{weight}-normal.woff2")
                font.flavor = None
                part = Path(folder) / f"{subset}.ttf"
                font.save(part)
                parts.append(str(part))
            merged = Merger().merge(parts)
            without_hints(merged)
            # Without this the file would change with every run.
            merged.recalcTimestamp = False
            merged["head"].modified = merged["head"].created
            merged.save(target / f"BeVietnamPro-{name}.ttf")


def without_hints(font: TTFont) -> None:
    """Take every hinting program out of `font`."""
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if hasattr(glyph, "program"):
            glyph.program = _program(b"")
    for table in ("prep", "cvt "):
        del font[table]
    # Not quite none: a font without any program FreeType would fit to the screen by its own lights.
    push_a_number_and_drop_it = b"\xb0\x00\x21"
    font["fpgm"] = newTable("fpgm")
    font["fpgm"].program = _program(push_a_number_and_drop_it)


def _program(code: bytes) -> Program:
    program = Program()
    program.fromBytecode(code)
    return program


if __name__ == "__main__":
    merge(Path(sys.argv[1]), Path(sys.argv[2]))
