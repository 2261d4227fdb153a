"""Tables of formats that are read whole: rows as they were found, with geometries still to be read, one error a row."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import BATCH_ROWS, Batch, Cell, Rejected
from libyamap.domain.geometry import Geometry
from libyamap.errors import InvalidValue
from libyamap.formats.headings import unique

_LONGEST_NESTED = 30_000


class Found(NamedTuple):
    """A row: its cells by column, and whatever its geometry was found as; `problem` is why it cannot be taken."""

    cells: dict[str, Any]
    geometry: Any = None
    problem: str = ""


class RecordTable:
    """Rows kept in memory. `read` makes a geometry of what was found, or raises InvalidValue; None: none have any."""

    def __init__(
        self,
        rows: Sequence[Found],
        *,
        name: str = "",
        mapping: Mapping | None = None,
        read: Callable[[Any], Geometry | None] | None = None,
        notes: Sequence[str] = (),
        keys: Sequence[str] | None = None,
    ) -> None:
        """`keys`: the columns of a whole file of which these are some rows; those of the rows unless given."""
        self.name = name
        self.mapping = mapping
        self.notes = list(notes)
        self._rows = rows
        self._read = read
        self._keys = tuple(dict.fromkeys(key for row in rows for key in row.cells) if keys is None else keys)
        self.columns = unique(self._keys)

    def read_by(self, read: Callable[[Any], Geometry | None]) -> None:
        """Make geometries in this way from now on."""
        self._read = read

    def batches(self) -> Iterator[Batch]:
        """The rows, in their order."""
        for start in range(0, len(self._rows), BATCH_ROWS):
            yield self._batch(start, self._rows[start : start + BATCH_ROWS])

    def _batch(self, start: int, rows: Sequence[Found]) -> Batch:
        numbers: list[int] = []
        geometries: list[Geometry | None] = []
        rejected: list[Rejected] = []
        kept: list[Found] = []
        for number, row in enumerate(rows, start + 1):
            try:
                if row.problem:
                    raise InvalidValue("", row.problem)
                geometry = self._read(row.geometry) if self._read else None
            except InvalidValue as problem:
                rejected.append(Rejected(number, str(problem)))
                continue
            numbers.append(number)
            geometries.append(geometry)
            kept.append(row)
        columns = {
            name: [cell_of(row.cells.get(key)) for row in kept]
            for name, key in zip(self.columns, self._keys, strict=True)
        }
        done = min(1.0, (start + len(rows)) / max(1, len(self._rows)))
        return Batch(numbers, columns, geometries if self._read else None, rejected, done)


def cell_of(value: Any) -> Cell:
    """A value as one cell; lists and objects as JSON, so that nothing of them is lost."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        return "; ".join(map(str, value))
    try:
        return msgspec.json.encode(value).decode()[:_LONGEST_NESTED]
    except (TypeError, ValueError, RecursionError, msgspec.MsgspecError):
        return str(value)[:_LONGEST_NESTED]
