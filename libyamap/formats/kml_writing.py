"""Writing KML: a folder a layer, a style a kind and status, times as TimeStamp or TimeSpan, all columns as data."""

import datetime as dt
import html
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO, Any, Final
from xml.sax.saxutils import escape, quoteattr

from libyamap.app.exporting.rows import Exported
from libyamap.app.importing.rows import Cell
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.time import span_of
from libyamap.errors import InvalidValue

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
# aabbggrr, as KML has it; one colour a kind.
_COLOURS: Final = {
    "event": "ff0055d5", "presence": "ffb27200", "site": "ff739e00", "zone": "ffa779cc", "link": "ff777777",
}  # fmt: skip
# Without it, programs show all data in a table, as HTML.
_BALLOON: Final = "<BalloonStyle><text>&lt;b&gt;$[name]&lt;/b&gt;&lt;br/&gt;$[description]</text></BalloonStyle>"
_COULD_BE_HTML: Final = re.compile(r"<[a-zA-Z!/?]|&[a-zA-Z#]|\$\[")
_NOT_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")
_IN_MEMORY: Final = 1 << 20
_AT_ONCE: Final = 1 << 16
_EARLIEST: Final = dt.date(1, 1, 1)


def write(path: Path, exported: Exported) -> None:
    """Write the export as KML, or as KMZ where the name says so."""
    if path.suffix.lower() == ".kmz":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kmz, kmz.open("doc.kml", "w") as file:
            for piece in _pieces(exported, path.parent):
                file.write(piece.encode())
        return
    with path.open("w", encoding="utf-8", newline="\n") as text:
        text.writelines(_pieces(exported, path.parent))


def _pieces(exported: Exported, folder: Path) -> Iterator[str]:
    yield f"{_HEAD}<name>{_xml(_as_html(exported.title))}</name>\n"
    for kind, colour in _COLOURS.items():
        yield (
            f'<Style id="{kind}"><IconStyle><color>{colour}</color></IconStyle><LineStyle><color>{colour}</color>'
            f"<width>2</width></LineStyle><PolyStyle><color>66{colour[2:]}</color></PolyStyle>{_BALLOON}</Style>\n"
        )
    at = {name: number for number, name in enumerate(exported.columns)}
    with ExitStack() as stack:
        folders: dict[str, IO[str]] = {}  # a feature is looked at once, however many layers there are
        for batch in exported.batches():
            for row, geometry in zip(batch.rows, batch.geometries, strict=True):
                layer = str(row[at["layer"]] or "") if "layer" in at else exported.title
                if layer not in folders:
                    folders[layer] = stack.enter_context(_aside(folder))
                folders[layer].write(_placemark(exported.columns, at, row, geometry))
        for layer, written in folders.items():
            yield f"<Folder><name>{_xml(_as_html(layer))}</name>\n"
            written.seek(0)
            yield from iter(partial(written.read, _AT_ONCE), "")
            yield "</Folder>\n"
    yield "</Document></kml>\n"


def _aside(folder: Path) -> IO[str]:
    """A file of a moment, in memory while it is small."""
    return tempfile.SpooledTemporaryFile(_IN_MEMORY, mode="w+", encoding="utf-8", newline="\n", dir=str(folder))


def _placemark(columns: tuple[str, ...], at: dict[str, int], row: tuple[Cell, ...], geometry: Geometry | None) -> str:
    def shown(name: str) -> str:
        return _xml(_as_html(str(row[at[name]]))) if name in at and row[at[name]] is not None else ""

    def cell(name: str) -> str:
        return _xml(row[at[name]]) if name in at and row[at[name]] is not None else ""

    data = "".join(
        f"<Data name={quoteattr(name)}><value>{_xml(value)}</value></Data>"
        for name, value in zip(columns, row, strict=True)
        if value is not None
    )
    return (
        f"<Placemark><name>{shown('title')}</name><description>{shown('description')}</description>"
        f"{_time(str(row[at['time']] or '') if 'time' in at else '')}<styleUrl>#{cell('kind')}</styleUrl>"
        f"<ExtendedData>{data}</ExtendedData>{_shape(geometry) if geometry else ''}</Placemark>\n"
    )


def _xml(value: object) -> str:
    """A value as text of an XML document; signs that no XML may hold are replaced."""
    return escape(str(value).translate(_NOT_XML))


def _as_html(text: str) -> str:
    """A text for where programs read HTML, or fill in other data (`$[...]`): shown as it is, and never interpreted."""
    if not _COULD_BE_HTML.search(text):
        return text
    return html.escape(text, quote=False).replace("$[", "&#36;[")


def _time(edtf: str) -> str:
    try:
        first, last = span_of(edtf)
    except InvalidValue:
        return ""
    if first and first == last:
        return f"<TimeStamp><when>{first.isoformat()}</when></TimeStamp>"
    if not first and not last:
        return ""
    begin = f"<begin>{first.isoformat()}</begin>" if first and first > _EARLIEST else ""
    end = f"<end>{last.isoformat()}</end>" if last else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>"


def _shape(geometry: Geometry) -> str:
    kind, coordinates = geometry.type, geometry.coordinates
    if kind is GeometryType.POINT:
        return f"<Point><coordinates>{_line([coordinates])}</coordinates></Point>"
    if kind is GeometryType.LINESTRING:
        return f"<LineString><coordinates>{_line(coordinates)}</coordinates></LineString>"
    if kind is GeometryType.POLYGON:
        rings = [f"<LinearRing><coordinates>{_line(ring)}</coordinates></LinearRing>" for ring in coordinates]
        outer = f"<outerBoundaryIs>{rings[0]}</outerBoundaryIs>"
        return f"<Polygon>{outer}{''.join(f'<innerBoundaryIs>{r}</innerBoundaryIs>' for r in rings[1:])}</Polygon>"
    single = GeometryType(kind.value.removeprefix("Multi"))
    return f"<MultiGeometry>{''.join(_shape(Geometry(single, part)) for part in coordinates)}</MultiGeometry>"


def _line(positions: Any) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in positions)
