"""A project as a file to import: its features as an export would write them, so that they come back whole."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from libyamap.app.exporting.export import Export
from libyamap.app.exporting.rows import flat_cells
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import Batch, Cell


class ProjectTable:
    """All features of another project; `opened` gives an export of it, and closes it afterwards."""

    name = ""
    mapping: Mapping | None = None
    notes: Sequence[str] = ()

    def __init__(self, opened: Callable[[], AbstractContextManager[Export]]) -> None:
        self._opened = opened
        with opened() as export:
            self.columns = export.exported().flat_columns

    def batches(self) -> Iterator[Batch]:
        """The rows, in pieces."""
        number = 0
        with self._opened() as export:
            exported = export.exported()
            for batch in exported.batches():
                rows = list(flat_cells(batch))
                columns: dict[str, list[Cell]] = {
                    name: list(cells)
                    for name, cells in zip(exported.flat_columns, zip(*rows, strict=True), strict=True)
                }
                yield Batch(range(number + 1, number + 1 + len(rows)), columns)
                number += len(rows)
