"""Map data for tests that need none."""

from collections.abc import Sequence

from libyamap.domain.geometry import Position
from libyamap.gazetteer import coordinates


class Nowhere:
    """Map data without a map: only notations of points are read."""

    def read_coordinates(self, text: str) -> Position | None:
        """As the gazetteer does."""
        return coordinates.read(text)

    def country_code(self, name: str) -> str:
        """None is known."""
        return ""

    def square_radius_m(self, text: str) -> float | None:
        """Points only."""
        return None

    def from_system(self, crs: str, eastings: Sequence[float], northings: Sequence[float]) -> list[Position | None]:
        """Beyond the reach of all."""
        return [None for _ in eastings]

    def country_at(self, position: Position) -> str:
        """The sea."""
        return ""

    def province_at(self, position: Position) -> str:
        """The sea."""
        return ""
