"""A site of odd stories, built once for all workers, and a browser that looks at it as readers with other needs do."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_view import View
from every_kind import write_every_kind
from office_kit import Office
from page_choice import chosen_pages
from playwright.sync_api import Browser

from newsroom.site_server import SiteServer


@pytest.fixture(scope="session")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of odd stories; the workers of one run share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root, whole = shared / "odd-office", shared / "odd-office.whole"
    with (shared / "odd-office.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            office = Office(root)
            write_every_kind(office)
            office.build()
            whole.touch()
    return root / "build" / "site"


@pytest.fixture(scope="session")
def served(odd_site: Path) -> Iterator[str]:
    """Serve the site of odd stories and return its address."""
    with SiteServer(odd_site, "127.0.0.1", 0) as server:
        yield server.url


@pytest.fixture(scope="session")
def looks(odd_site: Path) -> list[str]:
    """Return the addresses of the pages that stand for all."""
    return chosen_pages(odd_site)


@pytest.fixture
def view(chromium: Browser, served: str) -> Iterator[View]:
    """Open a tab on the served site."""
    context = chromium.new_context(locale="vi-VN", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield View(context.new_page(), served)
    context.close()
