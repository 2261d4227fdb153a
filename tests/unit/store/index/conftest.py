"""A large project."""

from pathlib import Path

import pytest

from libyamap.domain.geometry import point
from libyamap.store.project import GeoPackageStore
from tests.unit.store.index.large_projects import COUNT
from tests.unit.store.samples import event, fill


@pytest.fixture
def large(path: Path) -> Path:
    """A project of forty events."""
    store = GeoPackageStore.create(path)
    fill(store, *(event(f"Clash {number}", point(number / 4, 30)) for number in range(COUNT)))
    store.close()
    return path
