"""What a measured line or area says: lengths, bearing, area, and which zones it crosses for how many kilometres."""

from collections.abc import Iterable
from typing import NamedTuple

from libyamap.domain.geodesy import area_m2, circle, compass_point, course, length_m
from libyamap.domain.geometry import Geometry, GeometryType, Position
from libyamap.domain.ids import new_id
from libyamap.domain.model import Zone
from libyamap.domain.vocabulary import Status

RANGE_RING = "range ring"
"""Type of the zones that are only measured, held by nobody."""


class Crossing(NamedTuple):
    """A zone and how much of the line (metres) or of the area (square metres) lies in it."""

    zone: Zone
    amount: float


def distance_words(metres: float) -> str:
    """Such as “850 m”, “12.4 km”, “1,234 km”."""
    if metres < 1000:
        return f"{metres:.0f} m"
    km = metres / 1000
    return f"{km:.1f} km" if km < 100 else f"{km:,.0f} km"


def radius_words(metres: float) -> str:
    """A radius as it was asked for: “10 km”, “1.5 km”, “850 m”."""
    return f"{metres:,.6g} m" if metres < 1000 else f"{metres / 1000:,.6g} km"


def area_words(square_metres: float) -> str:
    """Such as “0.52 km²”, “1,760 km²”."""
    km2 = square_metres / 1e6
    return f"{km2:.2f} km²" if km2 < 10 else f"{km2:,.0f} km²"


def course_words(start: Position, end: Position) -> str:
    """Such as “186 km, 104° (ESE)”."""
    way = course(start, end)
    return f"{distance_words(way.metres)}, {way.bearing:.0f}° ({compass_point(way.bearing)})"


def line_words(path: tuple[Position, ...]) -> str:
    """Length of a path, with the bearing where it is one leg."""
    return course_words(*path) if len(path) == 2 else distance_words(length_m(path))


def zones_along(path: tuple[Position, ...], zones: Iterable[Zone]) -> list[Crossing]:
    """Zones that a line crosses with the metres inside each, longest first. Imports shapely."""
    return _crossings(Geometry(GeometryType.LINESTRING, path), zones)


def zones_within(area: Geometry, zones: Iterable[Zone]) -> list[Crossing]:
    """Zones that an area overlaps with the square metres shared, largest first. Imports shapely."""
    return _crossings(area, zones)


def range_rings(middle: Position, radii_m: Iterable[float], layer: str, place: str) -> list[Zone]:
    """Zones that keep rings around a place: one for each radius, smallest first, marked as our own assessment."""
    return [
        Zone(
            id=new_id(),
            layer=layer,
            title=f"{radius_words(radius)} around {place}",
            type=RANGE_RING,
            status=Status.ASSESSED,
            where_prec=5,
            geometry=circle(middle, radius),
            place=place,
            place_note=f"A circle of {radius_words(radius)} (geodesic) around {place}, drawn here.",
        )
        for radius in sorted(radii_m)
    ]


def _crossings(measured: Geometry, zones: Iterable[Zone]) -> list[Crossing]:
    import shapely
    from shapely.geometry import mapping, shape

    subject = shape({"type": measured.type.value, "coordinates": measured.coordinates})
    found = []
    for zone in zones:
        if zone.geometry is None:
            continue
        area = shapely.make_valid(shape({"type": zone.geometry.type.value, "coordinates": zone.geometry.coordinates}))
        amount = sum(_amount(mapping(part)) for part in shapely.get_parts(subject.intersection(area)).tolist())
        if amount > 0:
            found.append(Crossing(zone, amount))
    return sorted(found, key=lambda crossing: -crossing.amount)


def _amount(part: dict[str, object]) -> float:
    if part["type"] not in {"LineString", "Polygon"}:
        return 0.0
    geometry = Geometry(GeometryType(str(part["type"])), part["coordinates"])
    return length_m(list(geometry.positions())) if geometry.type is GeometryType.LINESTRING else area_m2(geometry)
