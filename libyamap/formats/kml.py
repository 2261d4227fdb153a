"""KML 2.2 and KMZ (OGC 12-007r2): placemarks with their folders, times, styles and extended data.

Network links are not followed, overlays are not features, and HTML in descriptions becomes text.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

from libyamap.app.exporting.rows import Exported
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import Table
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.app.obstacles import obstacle
from libyamap.domain.geometry import Geometry
from libyamap.errors import InvalidValue, WorldError
from libyamap.formats import archive, kml_writing
from libyamap.formats.plain_text import plain_text
from libyamap.formats.records import Found, RecordTable
from libyamap.formats.xml_tree import LARGEST, child, children, local, parse, text, text_of

_CONTAINERS: Final = ("Document", "Folder")
_MAPPING: Final = Mapping(
    id="kml id", title="name", description="description", date="begin", end="end", layer="folder", place="address"
)
_MULTI: Final = {"Point": "MultiPoint", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}


class Kml:
    """Reader and writer of KML and KMZ."""

    name = "KML"
    suffixes = (".kml", ".kmz")

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether it is XML of KML, or a KMZ by its name."""
        if head.startswith(b"PK"):
            return path.suffix.lower() == ".kmz"
        return b"<kml" in head.replace(b"\x00", b"") or (path.suffix.lower() == ".kml" and b"<" in head)

    def tables(self, path: Path) -> Sequence[Table]:
        """All placemarks as one table; the folder is a column, which names the layer."""
        root = parse(_data(path), path.name)
        rows: list[Found] = []
        styles = _styles(root)
        links = 0
        for element, folder in _walk(root):
            if local(element) == "NetworkLink":
                links += 1
            else:
                rows.append(_row(element, folder, styles))
        followed = "network link in “{}” was" if links == 1 else "network links in “{}” were"
        notes = [f"{links:,} {followed.format(path.name)} not followed."] if links else []
        return (RecordTable(rows, mapping=_MAPPING, read=_geometry, notes=notes),)

    def write(self, path: Path, exported: Exported) -> None:
        """A document with a folder a layer, styled, with time; zipped for KMZ."""
        kml_writing.write(path, exported)


def _data(path: Path) -> bytes:
    if path.suffix.lower() == ".kmz":
        with archive.opened(path) as kmz:
            names = [name for name in kmz.names if name.lower().endswith(".kml")]
            if not names:
                raise WorldError(f"“{path.name}” holds no KML; get the file anew.")
            return kmz.read("doc.kml" if "doc.kml" in names else names[0], LARGEST)
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else b" " * (LARGEST + 1)
    except OSError as error:
        raise obstacle("read", path, error) from error


def _walk(root: Element) -> Iterator[tuple[Element, str]]:
    """Placemarks and network links with the name of the folder they lie in, in the order of the file."""
    stack: list[tuple[Element, str]] = [(root, "")]
    while stack:
        element, folder = stack.pop()
        name = local(element)
        if name in {"Placemark", "NetworkLink"}:
            yield element, folder
            continue
        if name in _CONTAINERS:
            folder = text_of(element, "name") or folder
        stack.extend((each, folder) for each in reversed(element))


def _styles(root: Element) -> dict[str, Element]:
    """Shared styles by their id; a style map stands for its normal style."""
    found: dict[str, Element] = {}
    maps: dict[str, str] = {}
    for element in root.iter():
        key = element.get("id")
        if key and local(element) == "Style":
            found[f"#{key}"] = element
        elif key and local(element) == "StyleMap":
            for pair in children(element, "Pair"):
                if text_of(pair, "key") == "normal":
                    maps[f"#{key}"] = text_of(pair, "styleUrl")
    return found | {key: found[target] for key, target in maps.items() if target in found}


def _row(placemark: Element, folder: str, styles: dict[str, Element]) -> Found:
    style_url = text_of(placemark, "styleUrl")
    cells: dict[str, Any] = {
        "kml id": placemark.get("id"),
        "name": plain_text(text_of(placemark, "name")),
        "description": plain_text(text_of(placemark, "description")),
        "address": text_of(placemark, "address"),
        "folder": folder,
        "begin": None,
        "end": None,
    }
    for element in placemark.iter():
        if local(element) == "TimeSpan":
            cells["begin"], cells["end"] = text_of(element, "begin"), text_of(element, "end")
        elif local(element) == "TimeStamp":
            cells["begin"] = cells["end"] = text_of(element, "when")
    style = child(placemark, "Style")
    cells |= _style_cells(styles.get(style_url) if style is None else style, style_url)
    for name, value in _extended(placemark):
        cells[f"{name} (2)" if name in cells else name] = value
    return Found(cells, placemark)


def _style_cells(style: Element | None, style_url: str) -> dict[str, str]:
    cells = {"style": style_url} if style_url else {}
    if style is not None:
        icon = next((text_of(each, "href") for each in style.iter() if local(each) == "Icon"), "")
        colour = next((text(each) for each in style.iter() if local(each) == "color"), "")
        cells |= {name: value for name, value in (("icon", icon), ("kml colour", colour)) if value}
    return cells


def _extended(placemark: Element) -> Iterator[tuple[str, str]]:
    for data in placemark.iter():
        if local(data) == "Data" and data.get("name"):
            yield str(data.get("name")), text_of(data, "value")
        elif local(data) == "SimpleData" and data.get("name"):
            yield str(data.get("name")), text(data)


def _geometry(placemark: Element) -> Geometry | None:
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


FORMAT = Kml()
