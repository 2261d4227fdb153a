"""KML 2.2 and KMZ (OGC 12-007r2): placemarks with their folders, times, styles and extended data.

Network links are not followed, overlays are not features, and HTML in descriptions becomes text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from xml.etree.ElementTree import Element

from libyamap.app.exporting.rows import Exported
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import Table
from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError
from libyamap.formats import archive, kml_writing
from libyamap.formats.kml_shapes import Shape, geometry_of, sorts_of
from libyamap.formats.kml_times import time_of, time_of_track
from libyamap.formats.plain_text import plain_text
from libyamap.formats.records import Found, RecordTable
from libyamap.formats.xml_tree import LARGEST, child, children, local, parse, text, text_of

_CONTAINERS: Final = ("Document", "Folder")
_ROOTS: Final = ("kml", *_CONTAINERS, "Placemark", "NetworkLink", "NetworkLinkControl")
_SHALLOW: Final = 2  # a document and one folder in it
_LEFT_OUT: Final = {
    "NetworkLink": ("network link", "not followed"),
    "GroundOverlay": ("ground overlay", "left out, as a picture is no feature"),
    "ScreenOverlay": ("screen overlay", "left out, as a picture is no feature"),
    "PhotoOverlay": ("photo overlay", "left out, as a picture is no feature"),
}
_MORE: Final = ("phoneNumber", "Snippet", "snippet", "author", "link")
_MAPPING: Final = Mapping(
    id="kml id", title="name", description="description", date="begin", end="end", layer="folder", place="address"
)


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
        rows: list[Found] = []
        left_out, parted = Counter[str](), 0
        for number, root in enumerate([parse(data, path.name) for data in _documents(path)], 1):
            if local(root) not in _ROOTS:
                raise WorldError(f"“{path.name}” is no KML: it begins with “{local(root)[:40]}”; get the file anew.")
            styles = _styles(root)
            for element, within in _walk(root):
                if local(element) == "Placemark":
                    parts = _rows(element, within, styles, number)
                    rows += parts
                    parted += len(parts) > 1
                else:
                    left_out[local(element)] += 1
        notes = _notes(left_out, path.name)
        if parted:
            placemarks = "1 placemark holds" if parted == 1 else f"{parted:,} placemarks hold"
            notes.append(f"{placemarks} points, lines or areas together; each sort became a row of its own.")
        return (RecordTable(rows, mapping=_MAPPING, read=geometry_of, notes=notes),)

    def write(self, path: Path, exported: Exported) -> None:
        """A document with a folder a layer, styled, with time; zipped for KMZ."""
        kml_writing.write(path, exported)


def _documents(path: Path) -> list[bytes]:
    """The KML of a file; of a KMZ all that are in it, the one that programs open first."""
    if path.suffix.lower() == ".kmz":
        with archive.opened(path) as kmz:
            names = [name for name in kmz.names if name.lower().endswith(".kml")]
            if not names:
                raise WorldError(f"“{path.name}” holds no KML; get the file anew.")
            found, left = [], LARGEST
            for name in sorted(names, key=lambda name: name != "doc.kml"):
                found.append(kmz.read(name, left))
                left -= len(found[-1])
            return found
    try:
        return [path.read_bytes() if path.stat().st_size <= LARGEST else b" " * (LARGEST + 1)]
    except OSError as error:
        raise obstacle("read", path, error) from error


class _Within(NamedTuple):
    """The folders that a placemark lies in, and the time that the nearest of them gives."""

    folders: tuple[str, ...] = ()
    time: tuple[str, str] | None = None


def _walk(root: Element) -> Iterator[tuple[Element, _Within]]:
    """Placemarks, network links and overlays with what they lie in, in the order of the file."""
    stack: list[tuple[Element, _Within]] = [(root, _Within())]
    while stack:
        element, within = stack.pop()
        name = local(element)
        if name == "Placemark" or name in _LEFT_OUT:
            yield element, within
            continue
        if name in _CONTAINERS:
            title = text_of(element, "name")
            within = _Within((*within.folders, title) if title else within.folders, time_of(element) or within.time)
        stack.extend((each, within) for each in reversed(element))


def _notes(left_out: Counter[str], file: str) -> list[str]:
    """What of the file is no feature, in words."""
    return [
        f"{count:,} {one if count == 1 else f'{one}s'} in “{file}” {'was' if count == 1 else 'were'} {what}."
        for name, (one, what) in _LEFT_OUT.items()
        if (count := left_out[name])
    ]


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
                own = child(pair, "Style")
                if text_of(pair, "key") == "normal" and own is not None:
                    found[f"#{key}"] = own
                elif text_of(pair, "key") == "normal":
                    maps[f"#{key}"] = text_of(pair, "styleUrl")
    return found | {key: found[target] for key, target in maps.items() if target in found}


def _rows(placemark: Element, within: _Within, styles: dict[str, Element], document: int) -> list[Found]:
    """The row of a placemark; one for each sort of geometry where it holds several, which no feature does."""
    row = _row(placemark, within, styles, document)
    sorts = sorts_of(placemark)
    if not sorts:
        return [row]
    key = row.cells["kml id"]
    rows = [row._replace(geometry=Shape(placemark, sort)) for sort in sorts]
    return [
        rows[0],
        *(each._replace(cells={**row.cells, "kml id": key and f"{key} ({each.geometry.sort})"}) for each in rows[1:]),
    ]


def _row(placemark: Element, within: _Within, styles: dict[str, Element], document: int) -> Found:
    style_url = text_of(placemark, "styleUrl")
    key = placemark.get("id")
    begin, end = time_of(placemark) or time_of_track(placemark) or within.time or (None, None)
    cells: dict[str, Any] = {
        "kml id": key if document == 1 or not key else f"{document}: {key}",  # unique in its document alone
        "name": plain_text(text_of(placemark, "name")),
        "description": plain_text(text_of(placemark, "description")),
        "address": text_of(placemark, "address"),
        "folder": within.folders[-1] if within.folders else "",
        "begin": begin,
        "end": end,
    }
    if len(within.folders) > _SHALLOW:
        cells["folders"] = " / ".join(within.folders[1:])
    cells |= {name: found for name in _MORE if (found := plain_text(text_of(placemark, name)))}
    style = child(placemark, "Style")
    cells |= _style_cells(styles.get(style_url) if style is None else style, style_url)
    for name, value in _extended(placemark):
        cells[f"{name} (2)" if name in cells else name] = value
    return Found(cells, Shape(placemark))


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


FORMAT = Kml()
