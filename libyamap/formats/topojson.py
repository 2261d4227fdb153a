"""TopoJSON (specification 1.0): objects that share their borders as arcs; each object is a table."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from libyamap.app.importing.rows import Table
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.domain.geometry import Geometry
from libyamap.errors import InvalidValue, WorldError
from libyamap.formats.geojson import type_of
from libyamap.formats.records import Found, RecordTable

_DEPTH: Final = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}
_DEEPEST: Final = 20


def tables(document: dict[str, Any]) -> Sequence[Table]:
    """A table for each object of the topology."""
    arcs, objects = document.get("arcs"), document.get("objects")
    if not isinstance(objects, dict) or not isinstance(arcs, list):
        raise WorldError("The TopoJSON has no objects or no arcs; get the file anew.")
    topology = _Topology(arcs, document.get("transform"))
    found = []
    for name, thing in objects.items():
        rows = list(_rows(thing))
        found.append(RecordTable(rows, name=str(name) if len(objects) > 1 else "", read=topology.geometry))
    return found


def _rows(thing: Any, depth: int = 0) -> list[Found]:
    if not isinstance(thing, dict):
        return [Found({}, None, "This is not an object of a topology.")]
    inside = thing.get("geometries")
    if type_of(thing) == "GeometryCollection" and isinstance(inside, list) and depth < _DEEPEST:
        return [row for each in inside for row in _rows(each, depth + 1)]
    properties = thing.get("properties")
    cells = dict(properties) if isinstance(properties, dict) else {}
    number = thing.get("id")
    if isinstance(number, str | int):
        cells = {"id": number, **cells}
    return [Found(cells, thing)]


class _Topology:
    """Arcs as lines of positions."""

    def __init__(self, arcs: list[Any], transform: Any) -> None:
        self._scale, self._shift = (1.0, 1.0), (0.0, 0.0)
        self._steps = isinstance(transform, dict)
        if isinstance(transform, dict):
            self._scale, self._shift = _pair(transform.get("scale")), _pair(transform.get("translate"))
        self._arcs = arcs

    def geometry(self, thing: dict[str, Any]) -> Geometry | None:
        """The geometry of an object; None where it is null."""
        kind = type_of(thing)
        if thing.get("type") is None:
            return None
        if kind in {"Point", "MultiPoint"}:
            points = thing.get("coordinates")
            if not isinstance(points, list):
                raise InvalidValue("geometry", "The point has no coordinates.")
            return geometry_of_json(
                {"type": kind, "coordinates": self._put(points) if kind == "Point" else [self._put(p) for p in points]}
            )
        if kind not in _DEPTH:
            raise InvalidValue("geometry", f"A geometry of the type “{kind[:40]}” cannot be shown.")
        return geometry_of_json({"type": kind, "coordinates": self._lines(thing.get("arcs"), _DEPTH[kind])})

    def _lines(self, arcs: Any, depth: int) -> Any:
        if not isinstance(arcs, list):
            raise InvalidValue("geometry", "The arcs of the geometry are missing.")
        if depth:
            return [self._lines(part, depth - 1) for part in arcs]
        line: list[tuple[float, float]] = []
        for number in arcs:
            piece = self._arc(number)
            line += piece[1:] if line else piece
        return line

    def _arc(self, number: Any) -> list[tuple[float, float]]:
        if not isinstance(number, int) or not -len(self._arcs) <= number < len(self._arcs):
            raise InvalidValue("geometry", "The geometry names an arc that is not there.")
        arc = self._arcs[~number if number < 0 else number]
        if not isinstance(arc, list):
            raise InvalidValue("geometry", "An arc is not a list of positions.")
        pairs = [_pair(position) for position in arc]
        if self._steps:
            pairs = list(accumulate(pairs, lambda a, b: (a[0] + b[0], a[1] + b[1])))
        placed = [self._put(pair) for pair in pairs]
        return placed[::-1] if number < 0 else placed

    def _put(self, position: Any) -> tuple[float, float]:
        x, y = _pair(position)
        return x * self._scale[0] + self._shift[0], y * self._scale[1] + self._shift[1]


def _pair(value: Any) -> tuple[float, float]:
    if isinstance(value, list | tuple) and len(value) >= 2 and all(isinstance(part, int | float) for part in value[:2]):
        try:
            return float(value[0]), float(value[1])
        except OverflowError:
            pass
    raise InvalidValue("geometry", "A position needs two numbers.")
