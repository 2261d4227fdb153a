"""Where a row is: coordinates from one column or two in any notation, WKT, or the format's own geometry.

Nothing is placed by its name: a row with a place's name and no coordinates is kept without a place.
"""

import math
from itertools import repeat
from typing import Final, NamedTuple

from libyamap.app.importing.cells import Columns, Problems, texts
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.shapes import geometry_of_wkt
from libyamap.app.importing.world import World
from libyamap.domain.geometry import Geometry, GeometryType, area_problem, checked_geometry
from libyamap.errors import InvalidValue

_ZERO: Final = Geometry(GeometryType.POINT, (0.0, 0.0))
AREAS: Final = frozenset({GeometryType.POLYGON, GeometryType.MULTIPOLYGON})


class Placer(NamedTuple):
    """Finds the geometries of a batch's rows."""

    mapping: Mapping
    world: World
    empty: frozenset[str]

    def __call__(
        self, columns: Columns, own: list[Geometry | None] | None, count: int, problems: Problems
    ) -> list[Geometry | None]:
        """One geometry or None a row; what cannot be a place is noted in `problems`."""
        found: list[Geometry | None] = [None] * count
        if own is not None:
            found = [self._checked(geometry, at, problems) for at, geometry in enumerate(own)]
        if self.mapping.wkt:
            self._fill(found, texts(columns, self.mapping.wkt, count, self.empty), self._from_wkt, problems)
        if self.mapping.latitude and self.mapping.longitude and self.mapping.crs:
            self._from_system(found, columns, count, problems)
        elif self.mapping.latitude and self.mapping.longitude:
            self._from_pair(found, columns, count, problems)
        if self.mapping.coordinates:  # last: two columns say which of them is which
            self._fill(found, texts(columns, self.mapping.coordinates, count, self.empty), self._from_text, problems)
        return found

    def _fill(self, found: list[Geometry | None], values: list[str], read: object, problems: Problems) -> None:
        if not callable(read):
            return
        for at, value in enumerate(values):
            if value and found[at] is None:
                try:
                    found[at] = read(value)
                except InvalidValue as problem:
                    problems.setdefault(at, str(problem))

    def _from_wkt(self, text: str) -> Geometry | None:
        geometry = geometry_of_wkt(text)
        if geometry is not None:
            self._check_area(geometry)
        return geometry

    def _from_text(self, text: str) -> Geometry:
        position = self.world.read_coordinates(text)
        if position is None:
            raise InvalidValue("geometry", f"“{text[:60]}” are not coordinates in a notation that we know.")
        lon, lat = position
        return Geometry(GeometryType.POINT, (lat, lon) if self.mapping.swapped else (lon, lat))

    def _from_pair(self, found: list[Geometry | None], columns: Columns, count: int, problems: Problems) -> None:
        mapping = self.mapping
        lats = texts(columns, mapping.longitude if mapping.swapped else mapping.latitude, count, self.empty)
        lons = texts(columns, mapping.latitude if mapping.swapped else mapping.longitude, count, self.empty)
        if found.count(None) == count and (points := _plain_points(lats, lons)):  # most tables; many at once
            found[:] = points
            return
        point = GeometryType.POINT
        for at, (lat_text, lon_text) in enumerate(zip(lats, lons, strict=True)):
            if found[at] is not None or (not lat_text and not lon_text):
                continue
            try:
                lat, lon = float(lat_text), float(lon_text)
            except ValueError:
                try:
                    lon, lat = self._pair(lat_text, lon_text)
                except InvalidValue as problem:
                    problems.setdefault(at, str(problem))
                    continue
            if -90 <= lat <= 90 and -180 <= lon <= 180:
                found[at] = Geometry(point, (lon, lat))
            else:
                problems.setdefault(at, _off_the_globe(lat, lon))

    def _from_system(self, found: list[Geometry | None], columns: Columns, count: int, problems: Problems) -> None:
        """Easting and northing in the reference system that a person has named."""
        mapping = self.mapping
        names = (mapping.latitude, mapping.longitude) if mapping.swapped else (mapping.longitude, mapping.latitude)
        pairs = zip(*(texts(columns, name, count, self.empty) for name in names), strict=True)
        places: list[int] = []
        eastings: list[float] = []
        northings: list[float] = []
        for at, (easting, northing) in enumerate(pairs):
            if found[at] is not None or (not easting and not northing):
                continue
            try:
                both = _number(easting), _number(northing)
            except ValueError:
                problems.setdefault(
                    at, f"“{easting[:40]}” and “{northing[:40]}” are not an easting and northing in {mapping.crs}."
                )
                continue
            places.append(at)
            eastings.append(both[0])
            northings.append(both[1])
        try:
            positions = self.world.from_system(mapping.crs, eastings, northings)
        except InvalidValue as problem:
            problems.update({at: str(problem) for at in places if at not in problems})
            return
        for at, position, east, north in zip(places, positions, eastings, northings, strict=True):
            if position is None:
                problems.setdefault(at, f"The position {east:g}, {north:g} is beyond the reach of {mapping.crs}.")
            else:
                found[at] = Geometry(GeometryType.POINT, position)

    def _pair(self, lat_text: str, lon_text: str) -> tuple[float, float]:
        """(lon, lat) of two texts that are not plain numbers: decimal commas, degrees, minutes, letters."""
        if not lat_text or not lon_text:
            missing = "latitude" if not lat_text else "longitude"
            raise InvalidValue("geometry", f"The {missing} is missing.")
        try:
            return float(lon_text.replace(",", ".")), float(lat_text.replace(",", "."))
        except ValueError:
            pass
        position = self.world.read_coordinates(f"{lat_text}; {lon_text}")
        if position is None:
            raise InvalidValue("geometry", f"“{lat_text[:40]}” and “{lon_text[:40]}” are not a latitude and longitude.")
        return position

    def _checked(self, geometry: Geometry | None, at: int, problems: Problems) -> Geometry | None:
        if geometry is None:
            return None
        try:
            checked = checked_geometry(geometry)
            self._check_area(checked)
        except InvalidValue as problem:
            problems.setdefault(at, str(problem))
            return None
        return checked

    def _check_area(self, geometry: Geometry) -> None:
        problem = area_problem(geometry)
        if problem:
            raise InvalidValue("geometry", problem)


def _number(text: str) -> float:
    """A number with a decimal comma or point; ValueError for anything else, also for what is not finite."""
    number = float(text.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _plain_points(lat_texts: list[str], lon_texts: list[str]) -> list[Geometry]:
    """The points, if all texts are plain numbers and all points on the globe; else nothing."""
    try:
        lats, lons = list(map(float, lat_texts)), list(map(float, lon_texts))
    except ValueError:
        return []
    if not lats or math.isnan(sum(lats) + sum(lons)):  # NaN hides from min and max, not from a sum
        return []
    if min(lats) < -90 or max(lats) > 90 or min(lons) < -180 or max(lons) > 180:
        return []
    return list(map(Geometry, repeat(GeometryType.POINT), zip(lons, lats, strict=True)))


def _off_the_globe(lat: float, lon: float) -> str:
    hint = " Are latitude and longitude swapped?" if abs(lon) <= 90 and abs(lat) <= 180 else ""
    return f"The position {lat:g}, {lon:g} (latitude, longitude) is not on the globe.{hint}"


def count_at_zero(geometries: list[Geometry | None]) -> int:
    """How many are the point 0, 0, which is what a failed geocoding often leaves."""
    return geometries.count(_ZERO)
