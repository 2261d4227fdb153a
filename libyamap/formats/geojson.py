"""GeoJSON (RFC 7946); a `crs` of the older GeoJSON (2008) is honoured."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from libyamap.app.exporting.rows import ExportBatch, Exported, columns_of
from libyamap.app.exporting.turns import encoded
from libyamap.app.exporting.winding import right_handed
from libyamap.app.importing.rows import Cell
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.domain.geometry import Geometry
from libyamap.formats.projections import says_its_own, to_wgs84
from libyamap.formats.records import Found, RecordTable

GEOMETRIES: Final = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)
_ID: Final = "id"
_encode = msgspec.json.Encoder().encode


def is_geojson(document: Any) -> bool:
    """Whether a JSON document is one of GeoJSON's objects."""
    return type_of(document) in {"FeatureCollection", "Feature", *GEOMETRIES}


def type_of(thing: Any) -> str:
    """What an object says it is; empty where it is none or says nothing that is a word."""
    kind = thing.get("type") if isinstance(thing, dict) else None
    return kind if isinstance(kind, str) else ""


class GeoJsonTable(RecordTable):
    """The features of a GeoJSON object, in the system that the file names, or in one that it has forgotten to name."""

    def __init__(self, rows: Sequence[Found], crs: Any, file: str, name: str = "") -> None:
        super().__init__(rows, name=name, read=reader(crs, file))
        self._file = file
        self._told = crs is not None

    @property
    def lacks_system(self) -> bool:
        """Whether the file does not say the reference system of its geometries."""
        return not self._told

    def in_system(self, crs: str) -> None:
        """Read the geometries in this reference system, unless the file says one."""
        if self._told:
            self.notes.append(says_its_own(self._file))
        else:
            self.read_by(reader_in(crs, self._file) if crs else geometry_of_json)


def table(document: dict[str, Any], file: str) -> GeoJsonTable:
    """The features of a GeoJSON object."""
    features = document.get("features") if type_of(document) == "FeatureCollection" else [document]
    rows = [row_of(feature) for feature in features] if isinstance(features, list) else []
    return GeoJsonTable(rows, document.get("crs"), file)


def row_of(feature: Any) -> Found:
    """A feature as a row; what is none says so."""
    if type_of(feature) in GEOMETRIES:
        return Found({}, feature)
    if type_of(feature) != "Feature":
        return Found({}, None, "This is not a GeoJSON feature.")
    properties = feature.get("properties")
    cells = dict(properties) if isinstance(properties, dict) else {}
    number = feature.get("id")
    if isinstance(number, str | int) and _ID not in cells:
        cells = {_ID: number, **cells}
    return Found(cells, feature.get("geometry"))


def reader(crs: Any, file: str) -> Callable[[Any], Geometry | None]:
    """What reads geometries in the reference system that the file names."""
    name = (
        crs.get("properties", {}).get("name")
        if isinstance(crs, dict) and isinstance(crs.get("properties"), dict)
        else None
    )
    if not isinstance(name, str) or name.endswith(("CRS84", ":4326", "::4326")):
        return geometry_of_json
    return reader_in(name, file)


def reader_in(name: str, file: str) -> Callable[[Any], Geometry | None]:
    """What reads geometries in this reference system; WorldError for one that is not known."""
    change = to_wgs84(name, file)

    def read(found: Any) -> Geometry | None:
        if not isinstance(found, dict):
            return geometry_of_json(found)
        return geometry_of_json({**found, "coordinates": change(found.get("coordinates"))})

    return read


class GeoJson:
    """Writer of GeoJSON: longitude first, WGS 84, outer rings against the clock."""

    name = "GeoJSON"
    suffixes = (".geojson", ".geojsonl", ".json")

    def write(self, path: Path, exported: Exported) -> None:
        """One FeatureCollection, written piece by piece; a sequence where the name ends with .geojsonl."""
        sequence = path.suffix.lower() == ".geojsonl"
        glue = b"\n" if sequence else b",\n"
        with path.open("wb") as file, closing(encoded(exported, _Lines(exported.columns, glue))) as pieces:
            if not sequence:
                head = _encode({"name": exported.title})[1:-1]
                file.write(b'{"type":"FeatureCollection",' + head + b',"features":[\n')
            for number, piece in enumerate(filter(None, pieces)):
                file.write(glue if number else b"")
                file.write(piece)
            file.write(b"\n" if sequence else b"\n]}\n")


@dataclass(frozen=True)
class _Lines:
    """Makes the features of a batch, one a line."""

    columns: tuple[str, ...]
    glue: bytes

    def __call__(self, batch: ExportBatch) -> bytes:
        lines = []
        for cells, geometry in zip(self._cells(batch), batch.geometries, strict=True):
            feature: dict[str, object] = {
                "type": "Feature",
                "properties": cells,
                "geometry": right_handed(geometry) if geometry else None,
            }
            if _ID in cells:
                feature["id"] = cells[_ID]
            lines.append(_encode(feature))
        return self.glue.join(lines)

    def _cells(self, batch: ExportBatch) -> Iterator[dict[str, Cell]]:
        """The cells of each row that are given, by name. Most columns are given in all rows or in none."""
        columns = zip(self.columns, columns_of(batch.rows), strict=False)
        given = {name: column for name, column in columns if column.count(None) < len(column)}
        rows = (dict(zip(given, row, strict=True)) for row in zip(*given.values(), strict=True))
        if not any(None in column for column in given.values()):
            return rows
        return ({name: cell for name, cell in row.items() if cell is not None} for row in rows)


FORMAT = GeoJson()
