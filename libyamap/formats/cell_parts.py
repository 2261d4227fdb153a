"""Texts that are longer than a cell of a spreadsheet may be: written in parts, into columns of their own, and joined.

A cell of XLSX holds 32,767 signs; the outline of a larger area, and what carries a feature with many sources, are
longer. `wkt (2)` goes on where `wkt` is full.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Final

from libyamap.app.exporting.rows import Exported, flat_cells
from libyamap.app.importing.rows import Batch, Cell, Table

if TYPE_CHECKING:
    from libyamap.app.importing.mapping import Mapping

LONGEST_CELL: Final = 32_767


def parts_of_columns(exported: Exported) -> list[int]:
    """How many columns each of the flat ones needs."""
    longest = [1] * len(exported.flat_columns)
    for batch in exported.batches():
        for row in flat_cells(batch):
            for at, cell in enumerate(row):
                if isinstance(cell, str) and len(cell) > longest[at]:
                    longest[at] = len(cell)
    return [-(-length // LONGEST_CELL) for length in longest]


def heading_with_parts(columns: Sequence[str], parts: Sequence[int]) -> list[str]:
    """The names of the columns, and after them those of their further parts."""
    further = [_part(name, part) for name, number in zip(columns, parts, strict=True) for part in range(2, number + 1)]
    return [*columns, *further]


def with_parts(row: Sequence[Cell], parts: Sequence[int]) -> Iterator[Cell]:
    """A row's cells, none too long, and after them their further parts."""
    yield from (cell[:LONGEST_CELL] if isinstance(cell, str) else cell for cell in row)
    for cell, number in zip(row, parts, strict=True):
        for part in range(1, number):
            text = cell[part * LONGEST_CELL : (part + 1) * LONGEST_CELL] if isinstance(cell, str) else ""
            yield text or None


def _part(name: str, part: int) -> str:
    return f"{name} ({part})"


def whole_cells(table: Table) -> Table:
    """The table with its parted cells joined; the table itself where none goes on in another column."""
    going_on: dict[str, list[str]] = {}
    for name in table.columns:
        for part in count(2):
            if _part(name, part) not in table.columns:
                break
            going_on.setdefault(name, []).append(_part(name, part))
    full = [name for name, further in going_on.items() if _goes_on(table, name, further)]
    return _Joined(table, {name: going_on[name] for name in full}) if full else table


def _goes_on(table: Table, name: str, further: list[str]) -> bool:
    """Whether a further part stands only where the part before it is full."""
    found = False
    for batch in table.batches():
        for before, after in zip((name, *further), further, strict=False):
            for one, other in zip(batch.columns[before], batch.columns[after], strict=True):
                if other not in {None, ""}:
                    if not isinstance(one, str) or len(one) != LONGEST_CELL:
                        return False
                    found = True
    return found


class _Joined:
    """A table whose parted cells are whole again."""

    def __init__(self, table: Table, parts: dict[str, list[str]]) -> None:
        self._table, self._parts = table, parts
        self.name: str = table.name
        self.mapping: Mapping | None = table.mapping
        self.notes: Sequence[str] = table.notes
        further = {each for names in parts.values() for each in names}
        self.columns = tuple(name for name in table.columns if name not in further)

    def batches(self) -> Iterator[Batch]:
        """The rows."""
        for batch in self._table.batches():
            columns = {name: batch.columns[name] for name in self.columns}
            for name, further in self._parts.items():
                rows = zip(*(batch.columns[each] for each in (name, *further)), strict=True)
                columns[name] = [
                    "".join(map(str, filter(None, row))) if isinstance(row[0], str) else row[0] for row in rows
                ]
            yield batch._replace(columns=columns)
