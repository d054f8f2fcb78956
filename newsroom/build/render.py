"""Render staged pages with MkDocs: all of them, or only those named."""

from __future__ import annotations

import logging
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from newsroom.errors import ConfigurationError
from newsroom.language import Words
from newsroom.outputs.anchors import anchor, ids_in_templates
from newsroom.outputs.content_security import PAGE_POLICY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from newsroom.config import Config

# Below this, one process is done before a second one has started.
_WORTH_WORKERS = 60
# What an expression in a template can raise besides Jinja's own errors.
_TEMPLATE_FAULTS = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)


def configure(generator: MkDocsConfig, config: Config) -> None:
    """Give MkDocs what newsroom.toml decides: where pages are staged, the address, the office, ASCII anchors."""
    taken = ids_in_templates(config.root / "site" / "overrides")
    generator.docs_dir = str(config.build / "docs")
    generator.site_url = config.site.url
    generator.site_name = config.site.title
    generator.site_description = config.site.description
    generator.extra["office"] = config.office.model_dump()
    generator.extra["page_policy"] = PAGE_POLICY
    # The sitemap is staged by us; a partial render must not write one of its own.
    generator.theme.static_templates.discard("sitemap.xml")
    generator.mdx_configs.setdefault("footnotes", {})["BACKLINK_TITLE"] = "Trở lại chỗ có chú thích {}"
    # A wrong #anchor is a slip in one story and must not stop the build of all others.
    generator.validation.links.anchors = logging.INFO
    generator.mdx_configs.setdefault("toc", {})["slugify"] = partial(anchor, taken=taken)


def render(config: Config, target: Path, pages: Sequence[str] | None, workers: int) -> list[Path]:
    """Render the named staged pages, or with None everything, theme files included.

    Returns the folders below `target` that together hold what was rendered.

    Raises:
        ConfigurationError: MkDocs refused the configuration, a template or a page.

    """
    docs = config.build / "docs"
    wanted = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md")) if pages is None else pages
    count = workers if len(wanted) >= _WORTH_WORKERS else 1
    # Fixed pages may link to each other, which only a generator that sees them all can follow.
    fixed = _fixed_files(config)
    made = [page for page in wanted if page not in fixed]
    parts = [tuple(made[n::count]) for n in range(count)]
    if not fixed.isdisjoint(wanted):
        parts[0] += tuple(sorted(fixed))
    folders = [target / str(n) for n in range(count)]
    if count == 1:
        _render_part(config, folders[0], parts[0], with_theme=pages is None)
        return folders
    # Loaded once here, so that forked workers share it.
    import mkdocs.commands.build  # noqa: F401 - for its effect on the workers

    # fork: the workers inherit the loaded generator; starting afresh costs each of them most of a second.
    with ProcessPoolExecutor(count, mp_context=get_context("fork")) as pool:
        jobs = [
            pool.submit(_attempt_part, config, folder, part, with_theme=pages is None and n == 0)
            for n, (folder, part) in enumerate(zip(folders, parts, strict=True))
        ]
        for job in jobs:
            _refuse(job.result())
    return folders


def _render_part(config: Config, target: Path, pages: tuple[str, ...], *, with_theme: bool) -> None:
    _refuse(_attempt_part(config, target, pages, with_theme=with_theme))


def _refuse(reason: str | None) -> None:
    if reason is not None:
        raise ConfigurationError(_REFUSED, _REFUSED_REMEDY, reason=reason)


def _attempt_part(config: Config, target: Path, pages: tuple[str, ...], *, with_theme: bool) -> str | None:
    """Render and return why it failed, if it did: a reason passes from a worker process, our exceptions do not."""
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    complaints = _Complaints()
    logging.getLogger("mkdocs").addHandler(complaints)
    try:
        generator = load_config(str(config.root / "mkdocs.yml"), hooks=[], strict=False, site_dir=str(target))
        configure(generator, config)
        generator.docs_dir = str(_gather(config.build / "docs", pages, target.with_name(f"{target.name}.pages")))
        generator.plugins["newsroom-part"] = _part(config.build / "cache" / "templates", with_theme=with_theme)
        if not with_theme:
            _forget_theme_files(generator)
        build(generator)
    except (MkDocsException, Abort, SystemExit, TemplateError, *_TEMPLATE_FAULTS) as error:
        return complaints.text() or str(error) or type(error).__name__
    finally:
        logging.getLogger("mkdocs").removeHandler(complaints)
    return complaints.text() or None


def _gather(docs: Path, pages: Sequence[str], folder: Path) -> Path:
    """Return a folder with nothing but the named pages: MkDocs looks at every file beside those that it renders."""
    folder.mkdir()
    for page in pages:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(docs / page, folder / page)
        except OSError:  # a disk without links
            shutil.copyfile(docs / page, folder / page)
    return folder


def _fixed_files(config: Config) -> frozenset[str]:
    """Return the staged paths of the fixed pages and what lies beside them."""
    folder = config.root / "site" / "pages"
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _forget_theme_files(generator: MkDocsConfig) -> None:
    """Hack: keep MkDocs from matching Material's 14,000 icons against its patterns when no theme file is wanted.

    There is no event before that listing (MkDocs 1.6.1), and it takes as long as everything else together.
    """
    make = generator.theme.get_env

    def without_listing() -> Any:
        environment = make()
        environment.list_templates = lambda *_, **__: []  # type: ignore[method-assign]  # the hack itself
        return environment

    generator.theme.get_env = without_listing  # type: ignore[method-assign]  # as above


def _part(templates: Path, *, with_theme: bool) -> Any:
    """Make a plugin that hides the theme's files when they are not wanted."""
    from jinja2 import FileSystemBytecodeCache
    from mkdocs.plugins import BasePlugin
    from mkdocs.structure.files import Files as FileList

    templates.mkdir(parents=True, exist_ok=True)

    class Part(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
        def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
            if with_theme:
                return files
            config.theme.static_templates.clear()
            return FileList([file for file in files if str(file.abs_src_path or "").startswith(config.docs_dir)])

        def on_env(self, env: Any, **_given: Any) -> Any:
            # Compiling Material's templates takes a third of a small build.
            env.bytecode_cache = FileSystemBytecodeCache(str(templates))
            return env

    return Part()


class _Complaints(logging.Handler):
    """Collects MkDocs' warnings; each is a fault of ours or of a template, and stops the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def text(self) -> str:
        return "; ".join(self.lines)


_REFUSED = Words("Không dựng được trang web: {reason}.", "The website could not be rendered: {reason}.")
_REFUSED_REMEDY = Words(
    "Sửa mkdocs.yml hoặc tệp trong site/ được nêu; trang web đang có vẫn nguyên.",
    "Mend mkdocs.yml or the file in site/ it names; the site as it was is untouched.",
)
