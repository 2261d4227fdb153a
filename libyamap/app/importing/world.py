"""What an import asks of the shipped map data; `bootstrap` plugs the gazetteer in. Positions are EPSG:4326."""

from collections.abc import Sequence
from typing import Protocol

from libyamap.domain.geometry import Position


class World(Protocol):
    """Coordinates in any notation, and which country and province a name or position belongs to."""

    def read_coordinates(self, text: str) -> Position | None:
        """(lon, lat) of a text in whichever notation; None if it is none, InvalidValue if it is off the globe."""
        ...

    def square_radius_m(self, text: str) -> float | None:
        """Half the diagonal, in metres, of the square that coordinates name; None where they name a point."""
        ...

    def from_system(self, crs: str, eastings: Sequence[float], northings: Sequence[float]) -> list[Position | None]:
        """(lon, lat) of positions in a reference system (“EPSG:32633”); None for one that is not in its reach.

        InvalidValue for a system that is not known.
        """
        ...

    def country_code(self, name: str) -> str:
        """ISO 3166-1 alpha-3 of a country's name or code in either script; empty if it is not known."""
        ...

    def country_at(self, position: Position) -> str:
        """The code of the country at a position; empty at sea."""
        ...

    def province_at(self, position: Position) -> str:
        """The code of the province at a position; empty where there is none."""
        ...
