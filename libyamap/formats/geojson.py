"""GeoJSON (RFC 7946) and its sequences (RFC 8142); a `crs` of the older GeoJSON (2008) is honoured."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, TextIO

import msgspec

from libyamap.app.exporting.rows import ExportBatch, Exported
from libyamap.app.exporting.turns import encoded
from libyamap.app.exporting.winding import right_handed
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import BATCH_ROWS, Batch, Cell
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.app.obstacles import obstacle
from libyamap.domain.geometry import Geometry
from libyamap.formats.headings import unique
from libyamap.formats.projections import to_wgs84
from libyamap.formats.records import Found, RecordTable
from libyamap.formats.text_file import encoding_of

SEQUENCE_SUFFIXES: Final = (".geojsonl", ".geojsons", ".geojsonseq", ".ndjson", ".jsonl")
GEOMETRIES: Final = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)
_LONGEST_RECORD: Final = 32_000_000
_SEPARATOR: Final = "\x1e"
_BLANKS: Final = "\x1e\ufeff \t\r\n"
_CHUNK: Final = 1 << 20
_ID: Final = "id"
_encode = msgspec.json.Encoder().encode


def is_geojson(document: Any) -> bool:
    """Whether a JSON document is one of GeoJSON's objects."""
    return type_of(document) in {"FeatureCollection", "Feature", *GEOMETRIES}


def type_of(thing: Any) -> str:
    """What an object says it is; empty where it is none or says nothing that is a word."""
    kind = thing.get("type") if isinstance(thing, dict) else None
    return kind if isinstance(kind, str) else ""


def table(document: dict[str, Any], file: str, *, name: str = "", notes: tuple[str, ...] = ()) -> RecordTable:
    """The features of a GeoJSON object."""
    features = document.get("features") if type_of(document) == "FeatureCollection" else [document]
    rows = [row_of(feature) for feature in features] if isinstance(features, list) else []
    return RecordTable(rows, name=name, read=reader(document.get("crs"), file), notes=notes)


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
    change = to_wgs84(name, file)

    def read(found: Any) -> Geometry | None:
        if not isinstance(found, dict):
            return geometry_of_json(found)
        return geometry_of_json({**found, "coordinates": change(found.get("coordinates"))})

    return read


class SequenceTable:
    """One feature a line, or after each record separator (RFC 8142), read piece by piece: files of any size."""

    name = ""
    mapping: Mapping | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = encoding_of(path).name
        self.notes: list[str] = []
        self._keys = tuple(dict.fromkeys(key for row in self._rows() for key in row.cells))
        self.columns = unique(self._keys)

    def batches(self) -> Iterator[Batch]:
        """The features, each batch with the columns of the whole file."""
        rows = self._rows()
        before = 0
        while some := list(islice(rows, BATCH_ROWS)):
            for batch in RecordTable(some, read=geometry_of_json, keys=self._keys).batches():
                rejected = [msgspec.structs.replace(each, row=each.row + before) for each in batch.rejected]
                yield batch._replace(numbers=[number + before for number in batch.numbers], rejected=rejected, done=0.0)
            before += len(some)

    def _rows(self) -> Iterator[Found]:
        try:
            with self._path.open("r", encoding=self._encoding, errors="replace") as file:
                for record in _records(file):
                    yield from _rows_of(record)
        except OSError as error:
            raise obstacle("read", self._path, error) from error


def _records(file: TextIO) -> Iterator[str]:
    """The texts of the features; a record between two separators may have lines of its own."""
    first = file.readline(_LONGEST_RECORD)
    if not first.startswith(_SEPARATOR):
        yield first
        while line := file.readline(_LONGEST_RECORD):
            yield line
        return
    rest = first
    while chunk := file.read(_CHUNK):
        *whole, rest = (rest + chunk).split(_SEPARATOR)
        yield from whole
        if len(rest) > _LONGEST_RECORD:  # one separator for all, or no file of records
            lines, _, rest = rest.rpartition("\n")
            yield lines or rest
            rest = rest if lines else ""
    yield from rest.split(_SEPARATOR)


def _rows_of(record: str) -> Iterator[Found]:
    """The row of a record; some write one separator for all, and then a feature a line."""
    text = record.strip(_BLANKS)
    if not text:
        return
    try:
        yield row_of(msgspec.json.decode(text))
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        lines = [line for each in text.splitlines() if (line := each.strip(_BLANKS))]
        if len(lines) > 1 and lines[1].startswith('{"'):
            for line in lines:
                yield from _rows_of(line)
        else:
            yield Found({}, None, "The line is damaged or cut short: it is not a JSON object.")


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
        columns = zip(self.columns, zip(*batch.rows, strict=True), strict=False)
        given = {name: column for name, column in columns if column.count(None) < len(column)}
        rows = (dict(zip(given, row, strict=True)) for row in zip(*given.values(), strict=True))
        if not any(None in column for column in given.values()):
            return rows
        return ({name: cell for name, cell in row.items() if cell is not None} for row in rows)


FORMAT = GeoJson()
