"""Which way the rings of areas run: GeoJSON wants outer ones against the clock, holes with it (RFC 7946, 3.1.6).

A project keeps rings as they were drawn. So that they come back so, an export notes which of them had to be turned.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from libyamap.domain.geometry import Geometry, GeometryType

_AREAS = frozenset({GeometryType.POLYGON, GeometryType.MULTIPOLYGON})


def turned(geometry: Geometry | None) -> tuple[int, ...]:
    """Numbers of the rings (counted through all parts) that do not run as GeoJSON wants."""
    if geometry is None or geometry.type not in _AREAS:
        return ()
    return tuple(number for number, (ring, outer) in enumerate(_rings(geometry)) if not _runs_right(ring, outer))


def right_handed(geometry: Geometry) -> Geometry:
    """The geometry with all rings as GeoJSON wants them."""
    return turn(geometry, turned(geometry)) if geometry.type in _AREAS else geometry


def as_drawn(geometry: Geometry, were_turned: tuple[int, ...]) -> Geometry:
    """The geometry with those rings turned back that were turned on the way out."""
    if not were_turned or geometry.type not in _AREAS:
        return geometry
    still = set(turned(geometry))
    return turn(geometry, tuple(number for number in were_turned if number not in still))


def turn(geometry: Geometry, numbers: tuple[int, ...]) -> Geometry:
    """The geometry with these rings the other way round."""
    if not numbers:
        return geometry
    chosen, count = set(numbers), 0
    polygons = []
    for polygon in _polygons(geometry):
        rings = []
        for ring in polygon:
            rings.append(tuple(reversed(ring)) if count in chosen else ring)
            count += 1
        polygons.append(tuple(rings))
    return Geometry(geometry.type, polygons[0] if geometry.type is GeometryType.POLYGON else tuple(polygons))


def _polygons(geometry: Geometry) -> Any:
    return (geometry.coordinates,) if geometry.type is GeometryType.POLYGON else geometry.coordinates


def _rings(geometry: Geometry) -> Iterator[tuple[Any, bool]]:
    for polygon in _polygons(geometry):
        for at, ring in enumerate(polygon):
            yield ring, at == 0


def _runs_right(ring: Any, outer: bool) -> bool:
    twice: float = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return twice >= 0 if outer else twice <= 0
