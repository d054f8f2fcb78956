"""What site/hooks/stage.py needs so that plain `mkdocs build` and `mkdocs serve` give the same site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.build.laying import lay_out
from newsroom.build.picture_files import single_files, staged_pictures
from newsroom.build.render import configure
from newsroom.build.stage import collect_docs, collect_stories
from newsroom.clock import SystemClock
from newsroom.config import read_config
from newsroom.errors import NewsroomError
from newsroom.workspace import open_workspace

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def stage_site(generator: MkDocsConfig) -> MkDocsConfig:
    """Stage what may be shown now into build/docs and point MkDocs at it."""
    from mkdocs.exceptions import ConfigurationError as MkDocsConfigurationError

    root = Path(generator.config_file_path or "mkdocs.yml").parent
    try:
        config = read_config(root / "newsroom.toml", os.environ)
        workspace = open_workspace(config, SystemClock().now())
        stories = collect_stories(workspace)
        docs = [*collect_docs(workspace, stories), *single_files(staged_pictures(stories))]
        lay_out(docs, config.build / "docs", config.build / "docs.json")
    except NewsroomError as error:
        raise MkDocsConfigurationError(f"{error.sentence('vi')} {error.advice('vi')}") from error
    configure(generator, config)
    if Path(generator.site_dir).resolve() == (config.build / "site").resolve():
        # MkDocs is about to replace the site that `newsroom build` remembers.
        (config.build / "site.json").unlink(missing_ok=True)
    return generator
