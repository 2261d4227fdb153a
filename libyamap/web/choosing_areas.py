"""What the page asks for while areas of the project's own sets are chosen: those in the frame, to be clicked."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from libyamap.app.named_areas import NamedArea, NamedAreas
from libyamap.domain.geometry import Bounds, Geometry, GeometryType
from libyamap.web.query import frame, number
from libyamap.web.response import Response, json_response

MOST_GIVEN: Final = 600
"""More than this in one frame are only clutter; smaller ones wait until one zooms in."""
SMALLEST_PX: Final = 8.0
STEP_PX: Final = 0.5
"""Corners that are nearer to each other on screen than this are one: outlines of offices are finer than a screen."""
DEEPEST_ZOOM: Final = 24
Ring = list[tuple[float, float]]


def areas_answer(named: Callable[[], NamedAreas]) -> Callable[[Mapping[str, str]], Response]:
    """`areas?w&s&e&n&z`: `{"areas": [{code, name, geometry}], "too_many": bool}`, the largest first.

    Sets may lie upon each other, so that the smallest of those at a spot is the one that is clicked. `code` is the
    zone's id. Outlines are thinned for the zoom. Safe to ask from any thread.
    """

    def answer(query: Mapping[str, str]) -> Response:
        per_degree = 256 * 2 ** number(query, "z", 0, DEEPEST_ZOOM) / 360
        found = _in_frame(frame(query), named())
        if len(found) > MOST_GIVEN:
            found = [area for area in found if _longer_side(area) * per_degree >= SMALLEST_PX]
        if len(found) > MOST_GIVEN:
            return json_response({"areas": [], "too_many": True})
        ordered = sorted(found, key=_longer_side, reverse=True)
        step = STEP_PX / per_degree
        rows = [{"code": each.id, "name": each.name, "geometry": thinned(each.geometry, step)} for each in ordered]
        return json_response({"areas": rows, "too_many": False})

    return answer


def thinned(shape: Geometry, step: float) -> Geometry:
    """An area with corners at least a step (degrees) apart; parts that are smaller than that go, but never all."""
    polygons = [shape.coordinates] if shape.type is GeometryType.POLYGON else shape.coordinates
    kept = [rings for rings in (_thin_rings(polygon, step) for polygon in polygons) if rings]
    return Geometry(GeometryType.MULTIPOLYGON, tuple(kept)) if kept else shape


def _thin_rings(polygon: Any, step: float) -> tuple[Ring, ...]:
    """The outer ring and the holes that are left; nothing where the outer one goes."""
    outer, *holes = (_thin_ring(ring, step) for ring in polygon)
    return (outer, *(hole for hole in holes if hole)) if outer else ()


def _thin_ring(ring: Any, step: float) -> Ring:
    corners = list(_apart(ring, step))
    return [*corners, corners[0]] if len(corners) > 2 else []


def _apart(ring: Any, step: float) -> Iterator[tuple[float, float]]:
    lon, lat = ring[0][0], ring[0][1]
    yield lon, lat
    for position in ring[1:-1]:
        if abs(position[0] - lon) + abs(position[1] - lat) >= step:
            lon, lat = position[0], position[1]
            yield lon, lat


def _in_frame(bounds: Bounds, named: NamedAreas) -> list[NamedArea]:
    west, south, east, north = bounds
    if west > east:  # across the antimeridian
        sides = ((west, south, 180.0, north), (-180.0, south, east, north))
        return list({area.id: area for side in sides for area in _in_frame(side, named)}.values())
    return [
        area
        for area in named.all
        if area.bounds[0] <= east and west <= area.bounds[2] and area.bounds[1] <= north and south <= area.bounds[3]
    ]


def _longer_side(area: NamedArea) -> float:
    west, south, east, north = area.bounds
    return max(east - west, north - south)
