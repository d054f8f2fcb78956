"""A running sandbox with its clients, each test with its own file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from publishers.sandbox import Sandbox

from .clients import Graph, Zalo


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "sandbox.db"


@pytest.fixture
def sandbox(database: Path) -> Iterator[Sandbox]:
    with Sandbox(database) as running:
        yield running


@pytest.fixture
def graph(sandbox: Sandbox) -> Iterator[Graph]:
    client = Graph(sandbox)
    yield client
    client.session.close()


@pytest.fixture
def zalo(sandbox: Sandbox) -> Iterator[Zalo]:
    client = Zalo(sandbox)
    client.refresh()
    yield client
    client.session.close()
