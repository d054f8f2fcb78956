"""Let plain `mkdocs build` and `mkdocs serve` work: stage the pages first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.build.plain import stage_site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stage what may be shown now and point MkDocs at it."""
    return stage_site(config)
