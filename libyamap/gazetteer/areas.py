"""Countries, provinces and the names on the ground, from the map data that is shipped (assets/geo/areas.sqlite).

Implements the port `app.ports.AreaGazetteer`. Coordinates are WGS 84 lon/lat (EPSG:4326); provinces are Natural
Earth's, named as GeoNames and ISO 3166-2 name them; see assets/geo/SOURCES.md for what was changed.
"""

import sqlite3
import threading
from pathlib import Path
from typing import Any

import msgspec

from libyamap.domain.areas import Country, PlaceName, Province
from libyamap.domain.geometry import Bounds, Geometry, Position
from libyamap.domain.inside import is_inside
from libyamap.errors import WorldError
from libyamap.gazetteer.wkb import multipolygon

VERSION = 1
MOST_NAMES = 400
"""Names given for one frame; far more than find room on a large screen."""

_COUNTRY = "SELECT iso3, name, name_ar, label_lon, label_lat, west, south, east, north FROM countries"
_PROVINCE = (
    "SELECT code, country, name, name_ar, label_lon, label_lat, west, south, east, north, geometry FROM provinces"
)
_NAMES = """
SELECT text_en, text_ar, kind, rank, lon, lat FROM labels WHERE id IN (
    SELECT id FROM labels_where
    WHERE from_zoom <= :zoom AND to_zoom >= :zoom
      AND east >= :west AND west <= :east AND north >= :south AND south <= :north
    ORDER BY id LIMIT :limit)
ORDER BY id
"""  # ids count in order of importance


class Capital(msgspec.Struct, frozen=True, kw_only=True):
    """The seat of a country's government."""

    name: str
    at: Position


class Crossing(msgspec.Struct, frozen=True, kw_only=True):
    """A border crossing, placed by hand to about 2 km; `countries` are the ISO 3166-1 alpha-3 codes of its sides."""

    name: str
    name_ar: str
    at: Position
    countries: tuple[str, str]


class Areas:
    """The open map data, never written to. Safe to ask from any thread until it is closed."""

    def __init__(self, path: Path) -> None:
        """Open the file; WorldError if it is missing, damaged or of another version than this program's."""
        self._path = path
        self._lock = threading.Lock()
        self._provinces: dict[str, Province] = {}
        self._boxes: list[tuple[float, float, float, float, str]] = []  # west, east, south, north, code
        try:
            uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._broken(error) from None
        try:
            ((version,),) = self._rows("PRAGMA user_version")
            if version != VERSION:
                raise self._broken(f"its version is {version}, not {VERSION}")
        except WorldError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file; harmless when called twice."""
        with self._lock:
            self._connection.close()

    def country(self, iso3: str) -> Country | None:
        """The country, or None for an unknown code."""
        rows = self._rows(f"{_COUNTRY} WHERE iso3 = ?", (iso3,))
        return _country(rows[0]) if rows else None

    def countries(self) -> list[Country]:
        """All countries and territories, by English name."""
        return [_country(row) for row in self._rows(f"{_COUNTRY} ORDER BY name, iso3")]

    def country_shape(self, iso3: str) -> Geometry | None:
        """The country as a MultiPolygon whose borders are its provinces' and its neighbours'; None if unknown."""
        rows = self._rows("SELECT geometry FROM countries WHERE iso3 = ?", (iso3,))
        return self._shape(rows[0][0]) if rows else None

    def capital(self, iso3: str) -> Capital | None:
        """The capital, or None where there is none or the code is unknown."""
        rows = self._rows(
            "SELECT capital, capital_lon, capital_lat FROM countries WHERE iso3 = ? AND capital IS NOT NULL", (iso3,)
        )
        return Capital(name=rows[0][0], at=(rows[0][1], rows[0][2])) if rows else None

    def province(self, code: str) -> Province | None:
        """The province by its ISO 3166-2 code (or the map data's own where ISO has none), or None."""
        known = self._provinces.get(code)
        if known is not None:
            return known
        rows = self._rows(f"{_PROVINCE} WHERE code = ?", (code,))
        return self._province(rows[0]) if rows else None

    def provinces_of(self, iso3: str) -> list[Province]:
        """Its provinces, by name."""
        return [
            self._province(row) for row in self._rows(f"{_PROVINCE} WHERE country = ? ORDER BY name, code", (iso3,))
        ]

    def provinces_in(self, bounds: Bounds, limit: int) -> list[Province]:
        """Provinces whose bounds meet these (west > east: across the antimeridian), at most `limit`, by code."""
        west, south, east, north = bounds
        across = "(east >= ? OR west <= ?)" if west > east else "east >= ? AND west <= ?"
        query = f"{_PROVINCE} WHERE {across} AND north >= ? AND south <= ? ORDER BY code LIMIT ?"
        return [self._province(row) for row in self._rows(query, (west, east, south, north, limit))]

    def province_at(self, lon: float, lat: float) -> Province | None:
        """The province that a position lies in; None at sea."""
        if not self._boxes:  # once: rows hold shapes too, and looking through them all takes longer than an edit
            self._boxes = self._rows("SELECT west, east, south, north, code FROM provinces")
        for west, east, south, north, code in self._boxes:
            if west <= lon <= east and south <= lat <= north:
                province = self.province(code)
                if province is not None and is_inside(province.geometry, lon, lat):
                    return province
        return None

    def country_at(self, lon: float, lat: float) -> Country | None:
        """The country that a position lies in; None at sea."""
        province = self.province_at(lon, lat)
        return self.country(province.country) if province else None

    def place_names_in(self, bounds: Bounds, zoom: float, limit: int = MOST_NAMES) -> list[PlaceName]:
        """Names to write on the ground of this frame at this zoom (Leaflet's), most important first."""
        west, south, east, north = bounds
        spans = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        found: list[PlaceName] = []
        for left, right in spans:
            values = {"west": left, "south": south, "east": right, "north": north, "zoom": zoom, "limit": limit}
            found += [_name(row) for row in self._rows(_NAMES, values)]
        return found if len(spans) == 1 else sorted(found, key=lambda name: name.rank)[:limit]

    def crossings(self) -> list[Crossing]:
        """The border crossings that were placed by hand."""
        rows = self._rows("SELECT name, name_ar, lon, lat, country_a, country_b FROM crossings ORDER BY name")
        return [Crossing(name=row[0], name_ar=row[1], at=(row[2], row[3]), countries=(row[4], row[5])) for row in rows]

    def _province(self, row: tuple[Any, ...]) -> Province:
        code = row[0]
        if code not in self._provinces:
            self._provinces[code] = Province(
                code=code,
                country=row[1],
                name=row[2],
                name_ar=row[3],
                label=(row[4], row[5]),
                bounds=(row[6], row[7], row[8], row[9]),
                geometry=self._shape(row[10]),
            )
        return self._provinces[code]

    def _shape(self, data: bytes) -> Geometry:
        try:
            return multipolygon(data)
        except ValueError as error:
            raise self._broken(error) from None

    def _rows(self, query: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> list[Any]:
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise self._broken(error) from None

    def _broken(self, reason: object) -> WorldError:
        return WorldError(f"The map data {self._path} cannot be read ({reason}); install libyamap again.")


def _country(row: tuple[Any, ...]) -> Country:
    return Country(
        iso3=row[0], name=row[1], name_ar=row[2], label=(row[3], row[4]), bounds=(row[5], row[6], row[7], row[8])
    )


def _name(row: tuple[Any, ...]) -> PlaceName:
    return PlaceName(name=row[0], name_ar=row[1], kind=row[2], rank=row[3], at=(row[4], row[5]))
