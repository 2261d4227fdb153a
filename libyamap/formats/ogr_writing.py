"""Writing through pyogrio: columns get one type each, geometries go as WKB, longitude and latitude in WGS 84."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from libyamap.app.exporting.rows import ExportBatch, Exported
from libyamap.app.importing.rows import Cell
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.errors import WorldError
from libyamap.formats.ogr import engine
from libyamap.formats.wholeness import check_room

_LARGEST: Final = 2**63 - 1


def write_layer(
    path: Path, exported: Exported, driver: str, *, layer: str = "", only: frozenset[GeometryType] | None = None,
    kind: str = "Unknown", leave: frozenset[str] = frozenset(), in_pieces: bool = False,
) -> int:  # fmt: skip
    """Write the features (of some geometry types `only`) as one layer; gives how many."""
    types = column_types(exported)
    batches = exported.batches() if in_pieces else iter([_joined(exported)])
    written = 0
    for batch in batches:
        chosen = [
            at for at, geometry in enumerate(batch.geometries) if only is None or (geometry and geometry.type in only)
        ]
        if chosen or not written:
            _write(path, exported, batch, chosen, types, driver, layer, kind, leave, append=written > 0)
            written += len(chosen)
    if not written and in_pieces:  # a file of no features is a file all the same
        _write(path, exported, ExportBatch([], []), [], types, driver, layer, kind, leave, append=False)
    return written


def column_types(exported: Exported) -> list[type]:
    """One type a column: whole numbers, numbers, or else text."""
    types: list[type | None] = [None] * len(exported.columns)
    for batch in exported.batches():
        for at, cells in enumerate(zip(*batch.rows, strict=True)):
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


def _joined(exported: Exported) -> ExportBatch:
    rows: list[tuple[Cell, ...]] = []
    geometries: list[Geometry | None] = []
    for batch in exported.batches():
        rows += batch.rows
        geometries += batch.geometries
    return ExportBatch(rows, geometries)


def _write(
    path: Path, exported: Exported, batch: ExportBatch, chosen: list[int], types: list[type], driver: str, layer: str,
    kind: str, leave: frozenset[str], *, append: bool,
) -> None:  # fmt: skip
    import numpy as np

    pyogrio = engine()
    names, columns, masks = [], [], []
    for at, (name, sort) in enumerate(zip(exported.columns, types, strict=True)):
        if name in leave:
            continue
        cells = [batch.rows[row][at] for row in chosen]
        missing = np.array([cell is None for cell in cells], dtype=bool)
        names.append(name)
        columns.append(_column(cells, sort))
        masks.append(missing if missing.any() and sort is not str else None)
    shapes = np.empty(len(chosen), dtype=object)
    shapes[:] = [wkb_of(batch.geometries[row]) for row in chosen]
    options = {"SPATIAL_INDEX": "NO"} if driver == "FlatGeobuf" and any(shape is None for shape in shapes) else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # shortened names of shapefiles, which the guide tells of
            pyogrio.raw.write(
                str(path), shapes, columns, np.array(names, dtype=object), field_mask=masks, layer=layer or None,
                driver=driver, geometry_type=kind, crs="EPSG:4326", encoding="UTF-8", append=append,
                promote_to_multi=False, layer_options=options,
            )  # fmt: skip
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError,
            pyogrio.errors.GeometryError, pyogrio.errors.FieldError) as error:  # fmt: skip
        check_room(path.parent)
        raise WorldError(
            f"“{path.name}” could not be written ({str(error)[:160]}); make sure of room on the disk, or "
            "choose another format."
        ) from None


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
