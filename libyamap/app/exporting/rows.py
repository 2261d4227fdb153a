"""What every writer gets: features in batches as columns that people read, and one that carries the rest exactly."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, overload

from libyamap.app.importing.rows import Cell
from libyamap.domain.geometry import Geometry, GeometryType
from libyamap.domain.points import Points

LATITUDE, LONGITUDE, WKT = "latitude", "longitude", "wkt"
CARRIER = "libyamap"
"""The column that carries a feature exactly, for coming back; the others are for reading and editing."""


class ByColumns(Sequence[tuple[Cell, ...]]):
    """Rows whose cells were made a column at a time: put together when somebody asks for them as rows."""

    def __init__(self, columns: Sequence[Sequence[Cell]]) -> None:
        """There is a column at least."""
        self.columns = columns

    @cached_property
    def _rows(self) -> list[tuple[Cell, ...]]:
        return list(zip(*self.columns, strict=True))

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self._rows)

    @overload
    def __getitem__(self, at: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[Cell, ...]]: ...

    def __getitem__(self, at: int | slice) -> tuple[Cell, ...] | Sequence[tuple[Cell, ...]]:
        return self._rows[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._rows == list(other)

    def __hash__(self) -> int:
        raise TypeError("rows are no key, as a list is none")


class ExportBatch(NamedTuple):
    """Some features: rows of cells in the order of the columns, with their geometries (EPSG:4326).

    `Points` where each of them has one.
    """

    rows: Sequence[tuple[Cell, ...]]
    geometries: Sequence[Geometry | None] | Points


def _nothing() -> Generator[ExportBatch, None, None]:
    yield from ()


def _none() -> "Exported | None":
    return None


class Exported(NamedTuple):
    """An export: `columns` name the cells; `batches` gives them from the beginning each time. `title` names it.

    `districts` are the named areas that are no features of it but stand for the districts of some, if there are any:
    for a format that has room for a table of their own. `is_empty`: it is known that there are no features.
    Where another process makes the batches of every second piece (by `again`, of which it can be told), `mine` gives
    one for each of the others.
    """

    title: str
    columns: tuple[str, ...]
    batches: Callable[[], Iterator[ExportBatch]]
    again: Callable[[], Iterator[ExportBatch]] | None = None
    mine: Callable[[], Generator[ExportBatch, None, None]] = _nothing
    districts: "Callable[[], Exported | None]" = _none
    is_empty: bool = False

    @property
    def flat_columns(self) -> tuple[str, ...]:
        """The columns for formats without geometry: latitude and longitude for points, WKT for the rest."""
        return (*self.columns, LATITUDE, LONGITUDE, WKT)


def columns_of(rows: Sequence[tuple[Cell, ...]]) -> Iterable[Sequence[Cell]]:
    """The cells of rows, column by column."""
    return rows.columns if isinstance(rows, ByColumns) else zip(*rows, strict=True)


def flat_columns_of(batch: ExportBatch) -> list[Sequence[Cell]]:
    """What `flat_cells` gives, column by column."""
    if not isinstance(batch.geometries, Points):
        return list(zip(*flat_cells(batch), strict=True))
    lons, lats = batch.geometries.numbers[::2], batch.geometries.numbers[1::2]
    return [*columns_of(batch.rows), lats.tolist(), lons.tolist(), [None] * len(lons)]


def flat_cells(batch: ExportBatch) -> Iterator[tuple[Cell, ...]]:
    """The rows with their place in `flat_columns`."""
    for row, geometry in zip(batch.rows, batch.geometries, strict=True):
        if geometry is None:
            yield (*row, None, None, None)
        elif geometry.type is GeometryType.POINT:
            lon, lat = geometry.coordinates
            yield (*row, lat, lon, None)
        else:
            yield (*row, None, None, wkt_of(geometry))


def wkt_of(geometry: Geometry) -> str:
    """Well-known text (OGC 06-103r4)."""
    return f"{geometry.type.value.upper()} {_nested(geometry.coordinates)}"


def _nested(value: object) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], float | int):
        return f"{value[0]!r} {value[1]!r}"
    if isinstance(value, tuple):
        return f"({', '.join(map(_nested, value))})"
    raise TypeError(value)
