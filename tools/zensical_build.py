"""Build the website with Zensical from the pages that are staged for MkDocs: docs/decisions/0020, docs/runbook.md.

  .venv/bin/python tools/zensical_build.py            writes build/zensical-site
  .venv/bin/python tools/zensical_build.py --config path/to/newsroom.toml

No rule of ours lives in a generator, so this only stages, translates mkdocs.yml, and lets Zensical render.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from newsroom.build.laying import lay_out
from newsroom.build.picture_files import single_files, staged_pictures
from newsroom.build.stage import collect_docs, collect_stories
from newsroom.clock import SystemClock
from newsroom.config import Config, read_config
from newsroom.outputs.anchors import ids_in_templates
from newsroom.outputs.content_security import PAGE_POLICY
from newsroom.outputs.staged import Staged
from newsroom.workspace import open_workspace

SETTINGS, RESULT = "zensical.yml", "zensical-site"
GUIDE = "huong-dan/"
# What Zensical adds for its own theme: our templates load none of it.
_ITS_OWN = ("assets/javascripts", "assets/stylesheets", "search.json")


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml; what its tags stand for is decided by newsroom.toml anyway."""


_Settings.add_multi_constructor("!", lambda *_: None)


def build(config: Config, now: datetime) -> Path:
    """Stage what may be shown at `now`, render it with Zensical, and return the folder of the site.

    Raises:
        RuntimeError: Zensical failed; what it said is the message.

    """
    workspace = open_workspace(config, now)
    stories = collect_stories(workspace)
    docs = [*map(_linked, collect_docs(workspace, stories)), *single_files(staged_pictures(stories))]
    lay_out(docs, config.build / "docs", config.build / "docs.json")
    settings, site = config.build / SETTINGS, config.build / RESULT
    settings.write_text(yaml.dump(translated(config), allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.rmtree(site, ignore_errors=True)
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", str(settings)]
    done = subprocess.run(command, cwd=config.build, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (site / "index.html").is_file():
        raise RuntimeError(done.stdout + done.stderr)
    for name in _ITS_OWN:
        if (site / name).is_dir():
            shutil.rmtree(site / name)
        else:
            (site / name).unlink(missing_ok=True)
    # It writes a sitemap of its own over the staged one.
    for file in docs:
        if not file.path.endswith(".md") and "/" not in file.path:
            (site / file.path).write_bytes(file.content())
    return site


def _linked(file: Staged) -> Staged:
    """Return a fixed page with links by file, as Zensical follows them; MkDocs leaves addresses alone."""
    data = file.data
    if not file.path.endswith(".md"):
        return file
    if file.path.startswith(GUIDE):
        if not file.path.endswith("/index.md"):
            # The page's address is a folder deeper than its file.
            data = data.replace(b'src="../', b'src="').replace(b"](../", b"](")
        data = re.sub(rb"\]\(([a-z-]+)/(#[a-z0-9]+)?\)", rb"](\1/index.md\2)", data)
    elif "/" not in file.path:
        data = re.sub(rb"\]\(\.\./([a-z0-9/-]+)/\)", rb"](\1/index.md)", data)
    return dataclasses.replace(file, data=data) if data != file.data else file


def translated(config: Config) -> dict[str, Any]:
    """Return Zensical's settings: mkdocs.yml, with what `newsroom.build.render.configure` tells MkDocs."""
    given = yaml.load((config.root / "mkdocs.yml").read_text(encoding="utf-8"), _Settings)  # noqa: S506 - a SafeLoader
    taken = sorted(ids_in_templates(config.root / "site" / "overrides"))
    kept = {key: given[key] for key in ("use_directory_urls", "nav", "plugins", "extra_css", "extra_javascript")}
    return {
        **kept,
        "site_name": config.site.title,
        "site_url": config.site.url,
        "site_description": config.site.description,
        # Zensical wants its pages below the folder of its settings.
        "docs_dir": "docs",
        "site_dir": RESULT,
        "theme": {**given["theme"], "custom_dir": str(config.root / "site" / "overrides")},
        "extra": {**given["extra"], "office": config.office.model_dump(), "page_policy": PAGE_POLICY},
        "markdown_extensions": {
            "tables": {},
            "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ có chú thích {}"},
            "fenced_code": {},
            # Zensical colours code unless it is told not to; our pages show commands, and have no style for it.
            "pymdownx.highlight": {"use_pygments": False, "css_class": ""},
            "sane_lists": {},
            "toc": {"permalink": False, "slugify": _Slugify(taken)},
        },
    }


class _Slugify:
    """The function that makes anchors, as YAML that Zensical reads."""

    def __init__(self, taken: list[str]) -> None:
        self.taken = taken


def _as_yaml(dumper: yaml.Dumper, slugify: _Slugify) -> yaml.Node:
    function = yaml.ScalarNode("tag:yaml.org,2002:python/name:newsroom.outputs.anchors.anchor", "")
    parts = dumper.represent_dict({"kwds": {"taken": slugify.taken}})
    parts.value.append((dumper.represent_str("args"), yaml.SequenceNode("tag:yaml.org,2002:seq", [function])))
    return yaml.MappingNode("tag:yaml.org,2002:python/object/apply:functools.partial", parts.value)


yaml.add_representer(_Slugify, _as_yaml)


def main() -> None:
    """Build once and print where the site is."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--config", type=Path, default=Path("newsroom.toml"))
    config = read_config(options.parse_args().config.resolve(), os.environ)
    sys.stdout.write(f"{build(config, SystemClock().now())}\n")


if __name__ == "__main__":
    main()
