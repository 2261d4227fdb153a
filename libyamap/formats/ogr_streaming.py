"""Writing formats that GDAL writes in one go, in room that does not grow with the features.

They are put into a GeoPackage beside the file, a batch at a time, from which GDAL streams them into it by the Arrow C
stream interface, without a word of Python between and without pyarrow.
"""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from libyamap.app.exporting.rows import ExportBatch, Exported
from libyamap.formats.ogr import engine
from libyamap.formats.ogr_writing import Pieces, column_types, told

if TYPE_CHECKING:
    from libyamap.app.importing.rows import Cell
    from libyamap.domain.geometry import Geometry

_AT_ONCE: Final = 2_000
_MOST_COLUMNS: Final = 1_900
"""SQLite answers with 2,000 at most."""


def write_streamed(path: Path, exported: Exported, driver: str) -> int:
    """Write the features as one layer; gives how many."""
    part, types = path.with_name(f"{path.name}.part.gpkg"), column_types(exported)
    said = {name.casefold() for name in exported.columns}
    if len(said) < len(types) or len(types) > _MOST_COLUMNS:
        return write_at_once(path, exported, driver)  # SQL knows no such columns
    # GDAL takes a column of the answer for the one of the table that has its name.
    ours = next(begin for begin in (f"our{at}_" for at in count()) if not any(name.startswith(begin) for name in said))
    names = [f"{ours}{at}" for at in range(len(types))]
    options = {"GEOMETRY_NAME": f"{ours}shape", "FID": f"{ours}fid", "SPATIAL_INDEX": "NO"}
    pieces = Pieces(part, "GPKG", "part", names, types, options=options)
    try:
        for batch in exported.batches():
            pieces.add(batch)
        pieces.finish()
        columns = [f"{name} AS {_quoted(title)}" for name, title in zip(names, exported.columns, strict=True)]
        sql = f"SELECT {', '.join((f'{ours}shape', *columns))} FROM part ORDER BY {ours}fid"
        with told(path), engine().open_arrow(str(part), sql=sql, batch_size=_AT_ONCE) as (_, stream):
            engine().write_arrow(
                stream, str(path), driver=driver, geometry_name=f"{ours}shape", geometry_type="Unknown",
                crs="EPSG:4326", encoding="UTF-8", layer_options=_index_of(driver, has_gaps=pieces.has_gaps),
            )  # fmt: skip
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)
    return pieces.count


def write_at_once(path: Path, exported: Exported, driver: str) -> int:
    """The same with all features in memory."""
    rows: list[tuple[Cell, ...]] = []
    geometries: list[Geometry | None] = []
    for batch in exported.batches():
        rows += batch.rows
        geometries += batch.geometries
    options = _index_of(driver, has_gaps=None in geometries)
    pieces = Pieces(path, driver, "", exported.columns, column_types(exported), options=options)
    pieces.add(ExportBatch(rows, geometries))
    pieces.finish()
    return pieces.count


def _index_of(driver: str, *, has_gaps: bool) -> dict[str, str]:
    """The option for a spatial index, which FlatGeobuf cannot have where a feature is nowhere."""
    return {"SPATIAL_INDEX": "NO"} if driver == "FlatGeobuf" and has_gaps else {}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
