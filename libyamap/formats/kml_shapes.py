"""The geometry of a placemark of KML: points, lines, outlines, tracks, and several of one sort."""

from typing import Any, Final
from xml.etree.ElementTree import Element

from libyamap.app.importing.shapes import geometry_of_json
from libyamap.domain.geometry import Geometry
from libyamap.errors import InvalidValue
from libyamap.formats.xml_tree import children, local, text, text_of

_MULTI: Final = {"Point": "MultiPoint", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}


def geometry_of(placemark: Element) -> Geometry | None:
    """The geometry of a placemark; parts of one sort become its multiple."""
    parts = [part for part in (_part(element) for element in placemark.iter()) if part]
    if not parts:
        return None
    several = any(local(element) in {"MultiGeometry", "MultiTrack"} for element in placemark.iter())
    if len(parts) == 1 and not several:
        return geometry_of_json(parts[0])
    kinds = {part["type"] for part in parts}
    if len(kinds) > 1:
        raise InvalidValue("geometry", "Points, lines and areas in one placemark cannot be shown as one feature.")
    return geometry_of_json({"type": _MULTI[kinds.pop()], "coordinates": [part["coordinates"] for part in parts]})


def _part(element: Element) -> dict[str, Any] | None:
    name = local(element)
    if name == "Point":
        positions = _positions(text_of(element, "coordinates"))
        return {"type": name, "coordinates": positions[0]} if positions else None
    if name == "LineString":
        positions = _positions(text_of(element, "coordinates"))
        return {"type": name, "coordinates": positions} if positions else None
    if name == "Track":
        positions = [position for each in children(element, "coord") for position in _positions(text(each), " ")]
        if len(positions) == 1:
            return {"type": "Point", "coordinates": positions[0]}
        return {"type": "LineString", "coordinates": positions} if positions else None
    if name == "Polygon":
        rings = [
            _positions(text_of(ring, "coordinates"))
            for side in children(element, "outerBoundaryIs", "innerBoundaryIs")
            for ring in children(side, "LinearRing")
        ]
        return {"type": name, "coordinates": [_closed(ring) for ring in rings if ring]} if any(rings) else None
    return None


def _closed(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _positions(coordinates: str, separator: str = ",") -> list[tuple[float, float]]:
    """`lon,lat[,altitude]` groups; blanks after the commas, which many write, are forgiven."""
    found = []
    joined = ",".join(part.strip() for part in coordinates.split(",")) if separator == "," else coordinates
    for group in joined.split() if separator == "," else [coordinates]:
        numbers = group.strip(",").split(separator)
        try:
            found.append((float(numbers[0]), float(numbers[1])))
        except (IndexError, ValueError):
            raise InvalidValue("geometry", f"“{group[:40]}” is not a longitude and a latitude.") from None
    return found
