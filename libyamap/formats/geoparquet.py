"""GeoParquet 1.0 and 1.1: WKB in a Parquet column, described under the key `geo`.

Needs pyarrow, which is large and so an extra: `pip install libyamap[parquet]`.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from libyamap.app.exporting.rows import Exported
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import BATCH_ROWS, Batch, Table
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.domain.geometry import Geometry
from libyamap.errors import InvalidValue, WorldError
from libyamap.formats.geojson import reader_in
from libyamap.formats.headings import unique
from libyamap.formats.ogr_writing import column_types, wkb_of
from libyamap.formats.projections import is_wgs84, says_its_own
from libyamap.formats.records import Found, RecordTable, cell_of
from libyamap.formats.shapes_of_wkb import wkb_reader

_MAGIC: Final = b"PAR1"
_NATIVE: Final = {
    "point": "Point", "linestring": "LineString", "polygon": "Polygon", "multipoint": "MultiPoint",
    "multilinestring": "MultiLineString", "multipolygon": "MultiPolygon",
}  # fmt: skip
"""Encodings of version 1.1 beside WKB, which are GeoArrow's."""


def _arrow() -> Any:
    try:
        import_module("pyarrow.parquet")
    except ImportError:
        raise WorldError("GeoParquet needs pyarrow; install it with “pip install libyamap[parquet]”.") from None
    return import_module("pyarrow")


class GeoParquet:
    """Reader and writer of GeoParquet."""

    name = "GeoParquet"
    suffixes = (".parquet", ".geoparquet")
    passes = 2

    def knows(self, _path: Path, head: bytes) -> bool:
        """Whether it begins with Parquet's mark."""
        return head.startswith(_MAGIC)

    def tables(self, path: Path) -> Sequence[Table]:
        """The one table of the file."""
        return (ParquetTable(path),)

    def write(self, path: Path, exported: Exported) -> None:
        """WKB in WGS 84, one row group a batch."""
        arrow = _arrow()
        kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
        types = column_types(exported)
        geo = {
            "version": "1.1.0",
            "primary_column": "geometry",
            "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
        }
        fields = [arrow.field(name, kinds[kind]) for name, kind in zip(exported.columns, types, strict=True)]
        schema = arrow.schema(
            [*fields, arrow.field("geometry", arrow.binary())], metadata={b"geo": msgspec.json.encode(geo)}
        )
        with arrow.parquet.ParquetWriter(str(path), schema, compression="zstd") as writer:
            for batch in exported.batches():
                columns = [
                    [None if cell is None else kind(cell) for cell in cells]
                    for cells, kind in zip(zip(*batch.rows, strict=True), types, strict=True)
                ] or [[] for _ in types]
                shapes = [wkb_of(geometry) for geometry in batch.geometries]
                arrays = [
                    arrow.array(column, type=field.type)
                    for column, field in zip([*columns, shapes], schema, strict=True)
                ]
                writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


class ParquetTable:
    """A Parquet file, read a batch at a time."""

    name = ""
    mapping: Mapping | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._arrow = _arrow()
        self.notes: list[str] = []
        try:
            with self._arrow.parquet.ParquetFile(str(path)) as file:
                names = list(file.schema_arrow.names)
                geo = (file.schema_arrow.metadata or {}).get(b"geo")
                self._count = file.metadata.num_rows
        except (self._arrow.ArrowException, OSError, ValueError) as error:
            raise self._broken(error) from None
        self._column = _geometry_column(geo, names)
        self._geometry = self._column.name
        self._put_in(self._column.crs)
        self._names = [name for name in names if name != self._geometry]
        self.columns = unique(self._names)

    @property
    def lacks_system(self) -> bool:
        """Whether the file does not say the reference system of its geometries."""
        return not self._column.told

    def in_system(self, crs: str) -> None:
        """Read the geometries in this reference system, unless the file says one."""
        if self._column.told:
            self.notes.append(says_its_own(self._path.name))
        else:
            self._put_in(crs or None)

    def _put_in(self, crs: str | None) -> None:
        self._read = wkb_reader(crs, self._path.name)
        self._read_json = reader_in(crs, self._path.name) if crs and not is_wgs84(crs) else geometry_of_json

    def batches(self) -> Iterator[Batch]:
        """The rows."""
        before = 0
        try:
            with self._arrow.parquet.ParquetFile(str(self._path)) as file:
                for part in file.iter_batches(batch_size=BATCH_ROWS):
                    yield self._batch(part, before)
                    before += part.num_rows
        except (self._arrow.ArrowException, OSError, ValueError, MemoryError, OverflowError) as error:
            raise self._broken(error) from None

    def _batch(self, part: Any, before: int) -> Batch:
        columns = {name: column.to_pylist() for name, column in zip(part.schema.names, part.columns, strict=True)}
        shapes = columns.get(self._geometry, [None] * part.num_rows)
        rows = [
            Found(
                {new: _plain(columns[name][at]) for new, name in zip(self.columns, self._names, strict=True)},
                shapes[at],
            )
            for at in range(part.num_rows)
        ]
        table = RecordTable(rows, read=self._shape if self._geometry else None)
        (batch,) = table.batches() if rows else (Batch((), {}),)
        rejected = [msgspec.structs.replace(each, row=each.row + before) for each in batch.rejected]
        return batch._replace(
            numbers=[number + before for number in batch.numbers],
            rejected=rejected,
            done=min(1.0, (before + part.num_rows) / max(1, self._count)),
        )

    def _shape(self, value: Any) -> Geometry | None:
        native = _NATIVE.get(self._column.encoding)
        if native and value is not None:
            return self._read_json({"type": native, "coordinates": _nested(value)})
        if value is not None and not isinstance(value, bytes):
            raise InvalidValue("geometry", "The geometry is not in well-known binary.")
        return self._read(value)

    def _broken(self, error: Exception) -> WorldError:
        reason = str(error).split("\n")[0][:160]
        return WorldError(f"“{self._path.name}” is damaged or cut short ({reason}); get the file anew.")


def _plain(value: Any) -> Any:
    return cell_of(value) if not hasattr(value, "isoformat") else value.isoformat()


class _Column(NamedTuple):
    """The geometry column: its name (empty without one), reference system and encoding; `told`: the system is known."""

    name: str = ""
    crs: str | None = None
    encoding: str = "WKB"
    told: bool = True


def _geometry_column(geo: bytes | None, names: list[str]) -> _Column:
    """The geometry column by the file's own description; without a `crs` it is in WGS 84, with null nobody knows."""
    try:
        said = msgspec.json.decode(geo) if geo else {}
        name = said.get("primary_column", "") if isinstance(said, dict) else ""
        column = said.get("columns", {}).get(name, {}) if name else {}
    except (msgspec.DecodeError, UnicodeError, AttributeError, TypeError):
        return _Column()
    if name not in names or not isinstance(column, dict):
        return _Column()
    crs = column.get("crs")
    told = crs is not None or "crs" not in column
    encoding = str(column.get("encoding") or "WKB")
    identity = crs.get("id") if isinstance(crs, dict) else None
    if isinstance(identity, dict):
        return _Column(name, f"{identity.get('authority')}:{identity.get('code')}", encoding, told)
    return _Column(name, msgspec.json.encode(crs).decode() if crs else None, encoding, told)


def _nested(value: Any) -> Any:
    """Positions of GeoArrow's layouts, lists of objects with x and y, as GeoJSON has them."""
    if isinstance(value, list):
        return [_nested(part) for part in value]
    return (value["x"], value["y"]) if isinstance(value, dict) and {"x", "y"} <= set(value) else value


FORMAT = GeoParquet()
