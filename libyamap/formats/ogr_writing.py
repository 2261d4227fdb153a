"""Writing through pyogrio: columns get one type each, geometries go as WKB, longitude and latitude in WGS 84."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from libyamap.app.exporting.rows import ExportBatch, Exported, columns_of
from libyamap.app.importing.rows import Cell
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.errors import WorldError
from libyamap.formats.ogr import engine
from libyamap.formats.wholeness import check_room

_LARGEST: Final = 2**63 - 1


def write_layer(
    path: Path, exported: Exported, driver: str, *, layer: str = "", only: frozenset[GeometryType] | None = None,
    kind: str = "Unknown", leave: frozenset[str] = frozenset(),
) -> int:  # fmt: skip
    """Write the features (of some geometry types `only`) as one layer, a batch at a time; gives how many."""
    names = [None if name in leave else name for name in exported.columns]
    pieces = Pieces(path, driver, layer, names, column_types(exported), kind=kind)
    for batch in exported.batches():
        pieces.add(batch, only)
    pieces.finish()
    return pieces.count


class Pieces:
    """A layer that grows by batches. `names` are those of the columns; one without is left out."""

    def __init__(
        self, path: Path, driver: str, layer: str, names: Sequence[str | None], types: Sequence[type], *,
        kind: str = "Unknown", options: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self._path, self._driver, self._layer, self._kind = path, driver, layer, kind
        self._names, self._types = names, types
        self._options = dict(options or {})
        self.count = 0
        self.has_gaps = False
        """Whether a feature is nowhere."""

    def add(self, batch: ExportBatch, only: frozenset[GeometryType] | None = None) -> None:
        """Write the features of a batch, or those of some geometry types."""
        chosen = [
            at for at, geometry in enumerate(batch.geometries) if only is None or (geometry and geometry.type in only)
        ]
        if chosen:
            self._write(batch, chosen)
            self.count += len(chosen)

    def finish(self) -> None:
        """A file of no features is a file all the same."""
        if not self.count:
            self._write(ExportBatch([], []), [])

    def _write(self, batch: ExportBatch, chosen: list[int]) -> None:
        import numpy as np

        pyogrio = engine()
        names, columns, masks = [], [], []
        for at, (name, sort) in enumerate(zip(self._names, self._types, strict=True)):
            if name is None:
                continue
            cells = [batch.rows[row][at] for row in chosen]
            missing = np.array([cell is None for cell in cells], dtype=bool)
            names.append(name)
            columns.append(_column(cells, sort))
            masks.append(missing if missing.any() and sort is not str else None)
        shapes = np.empty(len(chosen), dtype=object)
        shapes[:] = [wkb_of(batch.geometries[row]) for row in chosen]
        self.has_gaps |= any(shape is None for shape in shapes)
        with told(self._path), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # shortened names of shapefiles, which the guide tells of
            pyogrio.raw.write(
                str(self._path), shapes, columns, np.array(names, dtype=object), field_mask=masks,
                layer=self._layer or None, driver=self._driver, geometry_type=self._kind, crs="EPSG:4326",
                encoding="UTF-8", append=self.count > 0, promote_to_multi=False, layer_options=self._options,
            )  # fmt: skip


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What GDAL refuses to write, as a sentence."""
    errors = engine().errors
    try:
        yield
    except (errors.DataSourceError, errors.DataLayerError, errors.FeatureError, errors.GeometryError,
            errors.FieldError) as error:  # fmt: skip
        check_room(path.parent)
        raise WorldError(
            f"“{path.name}” could not be written ({str(error)[:160]}); make sure of room on the disk, or "
            "choose another format."
        ) from None


def column_types(exported: Exported) -> list[type]:
    """One type a column: whole numbers, numbers, or else text."""
    types: list[type | None] = [None] * len(exported.columns)
    for batch in exported.batches():
        for at, cells in enumerate(columns_of(batch.rows)):
            for cell in set(map(type, cells)):
                types[at] = _wider(types[at], cell)
            if types[at] is int and any(isinstance(cell, int) and abs(cell) > _LARGEST for cell in cells):
                types[at] = str
    return [each or str for each in types]


def _wider(known: type | None, new: type) -> type | None:
    if new is type(None):
        return known
    if new is bool:
        new = str
    if known is None or known is new:
        return new
    return float if {known, new} == {int, float} else str


def _column(cells: list[Cell], sort: type) -> Any:
    import numpy as np

    if sort is int:
        return np.array([0 if cell is None else cell for cell in cells], dtype=np.int64)
    if sort is float:
        return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
    texts = np.empty(len(cells), dtype=object)
    texts[:] = [cell if cell is None or isinstance(cell, str) else str(cell) for cell in cells]
    return texts


def wkb_of(geometry: Geometry | None) -> bytes | None:
    """Well-known binary."""
    if geometry is None:
        return None
    import shapely

    shape = shapely.geometry.shape({"type": geometry.type.value, "coordinates": geometry.coordinates})
    data: bytes = shapely.to_wkb(shape)
    return data


def families(exported: Exported) -> Iterator[tuple[str, str, frozenset[GeometryType]]]:
    """Points, lines and areas that are there: a word for each, GDAL's type, and ours; for one-type formats."""
    there = {geometry.type for batch in exported.batches() for geometry in batch.geometries if geometry}
    for word, single, multi in (
        ("points", GeometryType.POINT, GeometryType.MULTIPOINT),
        ("lines", GeometryType.LINESTRING, GeometryType.MULTILINESTRING),
        ("areas", GeometryType.POLYGON, GeometryType.MULTIPOLYGON),
    ):
        if single in there and word != "points":
            yield word, multi.value if multi in there else single.value, frozenset({single, multi})
        elif multi in there and word != "points":
            yield word, multi.value, frozenset({single, multi})
        elif word == "points":
            for kind in (single, multi):
                if kind in there:
                    yield word if kind is single else "multipoints", kind.value, frozenset({kind})
