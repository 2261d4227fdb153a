"""Cursor-on-Target: single events, and packages (ZIP with MANIFEST/manifest.xml) as TAK programs exchange them."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import Table
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.app.obstacles import obstacle
from libyamap.domain.geometry import Geometry
from libyamap.domain.vocabulary import Kind
from libyamap.errors import InvalidValue, WorldError
from libyamap.formats import archive
from libyamap.formats.plain_text import plain_text
from libyamap.formats.records import Found, RecordTable
from libyamap.formats.xml_tree import child, children, local, parse, text_of

_UNKNOWN_METRES: Final = 9_999_999.0
_EXACT_METRES: Final = 500.0
_DRAWINGS: Final = ("u-d-f", "u-d-r", "u-d-p", "b-m-r")
_AREAS: Final = ("u-d-r",)  # a rectangle gives its four corners
_TRIANGLE: Final = 3
_LARGEST_EVENT: Final = 5_000_000
_FIELDS: Final[dict[str, Any]] = {
    "id": "uid", "title": "callsign", "description": "remarks", "type": "type", "date": "start", "radius": "radius m",
    "precision": "precision",
}  # fmt: skip


class CursorOnTarget:
    """Reader of CoT events and packages."""

    name = "Cursor-on-Target"
    suffixes = (".cot", ".xml", ".dpk", ".zip")

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether it is an event, or a ZIP with a manifest of events."""
        if head.startswith(b"PK"):
            return path.suffix.lower() in {".zip", ".dpk"} and _has_manifest(path)
        bare = head.replace(b"\x00", b"")
        return b"<event" in bare and b"uid=" in bare and b"<kml" not in bare

    def tables(self, path: Path) -> Sequence[Table]:
        """Units (types of atoms, `a-`) as presences, everything else as events."""
        found = [_row(event) for event in _events(path)]
        units = [row for row in found if str(row.cells["type"]).startswith("a-")]
        others = [row for row in found if not str(row.cells["type"]).startswith("a-")]
        several = bool(units and others)
        notes = _attachments(path)
        tables = []
        for rows, kind, name in ((units, Kind.PRESENCE, "Units"), (others, Kind.EVENT, "Events")):
            if rows or (not found and kind is Kind.EVENT):
                mapping = Mapping(kind=kind, **_FIELDS)
                tables.append(
                    RecordTable(rows, name=name if several else "", mapping=mapping, read=_geometry, notes=notes)
                )
                notes = []
        return tables


def _has_manifest(path: Path) -> bool:
    try:
        with archive.opened(path) as package:
            return any(name.lower().endswith(("manifest.xml", ".cot")) for name in package.names)
    except WorldError:
        return path.suffix.lower() == ".dpk"


def _attachments(path: Path) -> list[str]:
    """What lies in a package beside its events, in words."""
    if not zipfile.is_zipfile(path):
        return []
    with archive.opened(path) as package:
        count = sum(not name.lower().endswith((".cot", ".xml")) for name in package.names)
    if not count:
        return []
    return [f"{count:,} {'attachment' if count == 1 else 'attachments'} of “{path.name}” did not come along."]


def _events(path: Path) -> Iterator[Element]:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"PK"
        if not packed:
            yield from _events_in(path.read_bytes(), path.name)
            return
    except OSError as error:
        raise obstacle("read", path, error) from error
    with archive.opened(path) as package:
        for name in package.names:
            if name.lower().endswith((".cot", ".xml")) and not name.lower().endswith("manifest.xml"):
                yield from _events_in(package.read(name, _LARGEST_EVENT), name)


def _events_in(data: bytes, name: str) -> Iterator[Element]:
    return (element for element in parse(data, name).iter() if local(element) == "event")


def _row(event: Element) -> Found:
    detail = child(event, "detail")
    contact = child(detail, "contact") if detail is not None else None
    callsign = contact.get("callsign") if contact is not None else None
    point = child(event, "point")
    error = _metres(point.get("ce") if point is not None else None)
    cells: dict[str, Any] = {
        "uid": event.get("uid"),
        "type": event.get("type") or "",
        "callsign": callsign or event.get("uid") or "Event",
        "start": event.get("start") or event.get("time"),
        "stale": event.get("stale"),
        "how": event.get("how"),
        "remarks": plain_text(text_of(detail, "remarks")) if detail is not None else None,
        "radius m": error if error and error > _EXACT_METRES else None,
        "precision": "2" if error and error > _EXACT_METRES else "1",
        "hae": point.get("hae") if point is not None else None,
    }
    cells |= {name: value for name in ("time", "access", "qos", "opex") if (value := event.get(name))}
    vertical = _metres(point.get("le") if point is not None else None)
    cells |= {"le": vertical} if vertical else {}
    return Found(_details(detail) | cells, event)


def _details(detail: Element | None) -> dict[str, str]:
    """What programs add of their own, as `track course`: elements and attributes by their names, texts by the element.

    Several of one name are joined; what the fields take already is left out.
    """
    found: dict[str, list[str]] = {}
    stack = list(reversed(detail)) if detail is not None else []
    while stack:
        element = stack.pop()
        name = local(element)
        stack.extend(reversed(element))
        own = (element.text or "").strip()
        said = {f"{name} {key.rpartition('}')[2]}": value for key, value in element.items()}
        for key, value in {**said, name: own}.items():
            if value and key not in {"contact callsign", "remarks"}:
                found.setdefault(key, []).append(value)
    return {key: "; ".join(values) for key, values in found.items()}


def _metres(value: str | None) -> float | None:
    """The circular error; None where it is not known (9999999)."""
    try:
        metres = float(value or "")
    except ValueError:
        return None
    return metres if 0 < metres < _UNKNOWN_METRES else None


def _geometry(event: Element) -> Geometry | None:
    """What was drawn, else where the event was."""
    corners = _drawn(event)
    if len(corners) > 1:
        is_area = str(event.get("type")).startswith(_AREAS) or (len(corners) > _TRIANGLE and corners[0] == corners[-1])
        if is_area and len(corners) >= _TRIANGLE:
            ring = corners if corners[0] == corners[-1] else [*corners, corners[0]]
            return geometry_of_json({"type": "Polygon", "coordinates": [ring]})
        return geometry_of_json({"type": "LineString", "coordinates": corners})
    point = child(event, "point")
    if point is None:
        return None
    try:
        lon, lat = float(point.get("lon", "")), float(point.get("lat", ""))
    except ValueError:
        raise InvalidValue("geometry", "The event's point has no latitude and longitude.") from None
    if lon == lat == 0 and _metres(point.get("ce")) is None:
        return None  # how TAK writes that the place is not known
    return geometry_of_json({"type": "Point", "coordinates": (lon, lat)})


def _drawn(event: Element) -> list[tuple[float, float]]:
    """The corners of a drawing or a route: links with `latitude,longitude[,height]`."""
    detail = child(event, "detail")
    if detail is None or not str(event.get("type")).startswith(_DRAWINGS):
        return []
    corners = []
    for link in children(detail, "link"):
        if link.get("point"):
            parts = str(link.get("point")).split(",")
            try:
                corners.append((float(parts[1]), float(parts[0])))
            except (IndexError, ValueError):
                raise InvalidValue("geometry", "A corner of the drawing has no latitude and longitude.") from None
    return corners


FORMAT = CursorOnTarget()
