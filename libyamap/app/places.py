"""The place search as the app needs it; `bootstrap` plugs the shipped gazetteer in."""

from collections.abc import Sequence
from typing import Protocol

from libyamap.domain.geometry import Position
from libyamap.domain.place import Found


class Places(Protocol):
    """All places of the shipped data. Safe to ask from any thread."""

    def find(self, text: str, *, near: Position | None = None, limit: int = 20) -> Sequence[Found]:
        """Places that `text` may name, best first; those nearer to `near` win among equals."""
        ...

    def nearest(self, position: Position, limit: int) -> Sequence[Found]:
        """Inhabited places around a position, nearest first."""
        ...
