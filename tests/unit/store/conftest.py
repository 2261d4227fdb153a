"""A project file for each test that asks for one."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from libyamap.store import connection as connections
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import fill


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the project lies; a folder of its own shows what is left beside it."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder / "libya.gpkg"


@pytest.fixture
def store(path: Path) -> Iterator[GeoPackageStore]:
    """An open project with a layer, two actors and a source."""
    opened = GeoPackageStore.create(path)
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """The connections that the store opens from here on, the newest last."""
    found: list[sqlite3.Connection] = []
    original = connections.set_up

    def remember(connection: sqlite3.Connection) -> None:
        original(connection)
        found.append(connection)

    monkeypatch.setattr(connections, "set_up", remember)
    return found
