"""GPX 1.0 and 1.1: waypoints, routes and tracks; written as waypoints and tracks."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from libyamap.app.exporting.rows import Exported
from libyamap.app.importing.mapping import Mapping, SourceColumns
from libyamap.app.importing.rows import Cell, Table
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.app.obstacles import obstacle
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue, WorldError
from libyamap.formats.records import Found, RecordTable
from libyamap.formats.xml_tree import LARGEST, children, local, parse, text, text_of

_MAPPING: Final = Mapping(
    title="name", description="desc", type="type", date="time", end="until", sources=(SourceColumns(url="link"),)
)  # fmt: skip
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_POINTS: Final = ("rtept", "trkpt")
_KINDS: Final = {"wpt": "Waypoints", "rte": "Routes", "trk": "Tracks"}


class Gpx:
    """Reader and writer of GPX."""

    name = "GPX"
    suffixes = (".gpx",)
    only_places = True
    passes = 2

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether it is XML of GPX."""
        return b"<gpx" in head.replace(b"\x00", b"") or (path.suffix.lower() == ".gpx" and b"<" in head)

    def tables(self, path: Path) -> Sequence[Table]:
        """A table each for waypoints, routes and tracks that are there."""
        try:
            data = path.read_bytes() if path.stat().st_size <= LARGEST else b" " * (LARGEST + 1)
        except OSError as error:
            raise obstacle("read", path, error) from error
        root = parse(data, path.name)
        if local(root) != "gpx":
            raise WorldError(f"“{path.name}” is no GPX: it begins with “{local(root)[:40]}”; get the file anew.")
        rows: dict[str, list[Found]] = {kind: [] for kind in _KINDS}
        for element in children(root, *_KINDS):
            rows[local(element)].append(_row(element))
        used = [kind for kind in _KINDS if rows[kind]] or ["wpt"]
        several = len(used) > 1
        return [
            RecordTable(rows[kind], name=_KINDS[kind] if several else "", mapping=_MAPPING, read=_geometry)
            for kind in used
        ]

    def write(self, path: Path, exported: Exported) -> None:
        """Points as waypoints, lines and outlines as tracks; what has no place is left out, as GPX needs one."""
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="libyamap" ')
            file.write('xmlns="http://www.topografix.com/GPX/1/1">\n')
            tracks: list[str] = []  # the schema wants all waypoints first
            for batch in exported.batches():
                for row, geometry in zip(batch.rows, batch.geometries, strict=True):
                    if geometry is not None:
                        (file.write if geometry.type is GeometryType.POINT else tracks.append)(
                            _written(exported.columns, row, geometry)
                        )
            file.writelines(tracks)
            file.write("</gpx>\n")


def _row(element: Element) -> Found:
    names = ("name", "desc", "cmt", "type", "time", "sym", "src", "ele")
    cells: dict[str, Any] = {name: text_of(element, name) or None for name in names}
    links = [found for link in children(element, "link") if (found := link.get("href"))] or [text_of(element, "url")]
    cells["link"], cells["until"] = links[0] or None, cells["time"]
    cells |= {f"link {number}": link for number, link in enumerate(links[1:], 2)}
    if local(element) != "wpt" and not cells["time"]:
        times = [found for point in element.iter() if local(point) in _POINTS and (found := text_of(point, "time"))]
        cells["time"], cells["until"] = (min(times), max(times)) if times else (None, None)
    points = [found for point in children(element, "rtept") if (found := text_of(point, "name"))]
    return Found(cells | _more(element, cells) | ({"points": "; ".join(points)} if points else {}), element)


def _more(element: Element, cells: dict[str, Any]) -> dict[str, str]:
    """What else is said of it, extensions of other programs included, by the names of their elements."""
    found: dict[str, str] = {}
    stack = [each for each in reversed(element) if local(each) not in {"trkseg", "rtept", "link", "url", *cells}]
    while stack:
        each = stack.pop()
        if len(each):
            stack.extend(reversed(each))
        elif said := text(each):
            name = f"{local(each)} (2)" if local(each) in cells else local(each)
            found[name] = f"{found[name]}; {said}" if name in found else said
    return found


def _geometry(element: Element) -> Geometry | None:
    kind = local(element)
    if kind == "wpt":
        return geometry_of_json({"type": "Point", "coordinates": _position(element)})
    if kind == "rte":
        lines = [[_position(point) for point in children(element, "rtept")]]
    else:
        lines = [[_position(point) for point in children(part, "trkpt")] for part in children(element, "trkseg")]
    lines = [line for line in lines if line]
    if not lines:
        return None
    lines = [line * 2 if len(line) == 1 else line for line in lines]
    if len(lines) == 1:
        return geometry_of_json({"type": "LineString", "coordinates": lines[0]})
    return geometry_of_json({"type": "MultiLineString", "coordinates": lines})


def _position(element: Element) -> tuple[float, float]:
    try:
        return float(element.get("lon", "")), float(element.get("lat", ""))
    except ValueError:
        raise InvalidValue("geometry", "A point has no latitude and longitude.") from None


def _written(columns: tuple[str, ...], row: tuple[Cell, ...], geometry: Geometry) -> str:
    cells = dict(zip(columns, row, strict=True))
    words = "".join(
        f"<{tag}>{escape(str(cells[name]))}</{tag}>"
        for tag, name in (("name", "title"), ("desc", "description"), ("type", "type"))
        if cells.get(name)
    )
    if geometry.type is GeometryType.POINT:
        lon, lat = geometry.coordinates
        return f"<wpt lat={_quoted(lat)} lon={_quoted(lon)}>{_moment(str(cells.get('time') or ''))}{words}</wpt>\n"
    segments = "".join(
        f"<trkseg>{''.join(f'<trkpt lat={_quoted(lat)} lon={_quoted(lon)}/>' for lon, lat in line)}</trkseg>"
        for line in _lines(geometry)
    )
    return f"<trk>{words}{segments}</trk>\n"


def _moment(edtf: str) -> str:
    """The time of a waypoint, of which the schema knows but one moment; nothing where we know less."""
    try:
        first, last = span_of(edtf)
    except InvalidValue:
        return ""
    if first is None or first != last:
        return ""
    moment = edtf if _MOMENT.fullmatch(edtf) else f"{first.isoformat()}T00:00:00Z"
    return f"<time>{moment}</time>"


def _quoted(degrees: float) -> str:
    return quoteattr(repr(degrees))


def _lines(geometry: Geometry) -> Iterator[Any]:
    kind, coordinates = geometry.type, geometry.coordinates
    if kind is GeometryType.LINESTRING or kind is GeometryType.MULTIPOINT:
        yield coordinates
    elif kind in {GeometryType.MULTILINESTRING, GeometryType.POLYGON}:
        yield from coordinates
    else:
        for polygon in coordinates:
            yield from polygon


FORMAT = Gpx()
