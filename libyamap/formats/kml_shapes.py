"""The geometry of a placemark of KML: points, lines, outlines, tracks, and several of one sort."""

from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element

from libyamap.app.importing.shapes import geometry_of_json
from libyamap.domain.geometry import Geometry
from libyamap.errors import InvalidValue
from libyamap.formats.xml_tree import children, local, text, text_of

_MULTI: Final = {"Point": "MultiPoint", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}


class Shape(NamedTuple):
    """A placemark, and the sort of geometry that is meant where it holds several; empty: all of them."""

    placemark: Element
    sort: str = ""


def sorts_of(placemark: Element) -> tuple[str, ...]:
    """The sorts of geometry that a placemark holds, if there are several: an outline with the point of its label."""
    try:
        sorts = tuple(dict.fromkeys(part["type"] for part in map(_part, placemark.iter()) if part))
    except InvalidValue:
        return ()  # reading it says what is wrong
    return sorts if len(sorts) > 1 else ()


def geometry_of(shape: Shape) -> Geometry | None:
    """The geometry of a placemark; parts of one sort become its multiple."""
    elements = list(shape.placemark.iter())
    parts = [part for part in map(_part, elements) if part and shape.sort in {"", part["type"]}]
    if not parts:
        return None
    several = not shape.sort and any(local(element) in {"MultiGeometry", "MultiTrack"} for element in elements)
    if len(parts) == 1 and not several:
        return geometry_of_json(parts[0])
    return geometry_of_json({"type": _MULTI[parts[0]["type"]], "coordinates": [part["coordinates"] for part in parts]})


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
