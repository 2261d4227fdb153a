"""What a page that edits says, and what the window tells it."""

from typing import Any

from PySide6.QtCore import SignalInstance

from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.web.protocol import (
    UseEditor,
)
from tests.qt.conftest import FakeWindow

SQUARE = ((10.0, 30.0), (12.0, 30.0), (12.0, 32.0), (10.0, 32.0), (10.0, 30.0))


def area(*ring: tuple[float, float]) -> Geometry:
    """What the page sends for an area."""
    return Geometry(GeometryType.POLYGON, [[list(position) for position in ring]])


def words_shown(fake: FakeWindow) -> str:
    """What the bar above the map says."""
    tool = fake.host.last(UseEditor)
    assert isinstance(tool, UseEditor)
    return tool.words


def heard(signal: SignalInstance) -> list[tuple[Any, ...]]:
    """All that a signal says from now on."""
    found: list[tuple[Any, ...]] = []
    signal.connect(lambda *said: found.append(said))
    return found
