"""What every format gives and every import says: rows in batches, and what became of each of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import msgspec

from libyamap.domain.geometry import Geometry

if TYPE_CHECKING:
    from libyamap.app.importing.mapping import Mapping

Cell = str | int | float | bool | None
BATCH_ROWS = 10_000


class TextColumn(list[Cell]):
    """A column that is all text, as those of delimited files are, so that nobody need look at each cell."""


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not taken, and why: a sentence. Rows are counted from 1; a heading is not a row."""

    row: int
    reason: str


class Batch(NamedTuple):
    """Some rows, column by column: `columns` and `geometries` (if the format has any) are as long as `numbers`.

    `rejected` are rows that the format itself could not read; they are in no column. `done` is the fraction of the
    file that has been read, 0 to 1.
    """

    numbers: Sequence[int]
    columns: dict[str, list[Cell]]
    geometries: list[Geometry | None] | None = None
    rejected: Sequence[Rejected] = ()
    done: float = 0.0

    def some(self, places: Sequence[int]) -> "Batch":
        """The rows at these places, in that order; those that could not be read are left out."""
        return Batch(
            [self.numbers[at] for at in places],
            {name: [cells[at] for at in places] for name, cells in self.columns.items()},
            [self.geometries[at] for at in places] if self.geometries is not None else None,
            (),
            self.done,
        )


class Table(Protocol):
    """Rows of one shape in a file: its only table, a sheet, a layer."""

    @property
    def name(self) -> str:
        """The sheet's or layer's name; empty where a file has but one table."""
        ...

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        ...

    @property
    def mapping(self) -> "Mapping | None":
        """What the columns mean, where the format itself says it."""
        ...

    @property
    def notes(self) -> Sequence[str]:
        """What a reader should know of how the file was understood, a sentence each."""
        ...

    def batches(self) -> Iterator[Batch]:
        """The rows; each call begins anew."""
        ...


@runtime_checkable
class Unplaced(Protocol):
    """A table with geometries whose file may not say in which reference system they are."""

    @property
    def lacks_system(self) -> bool:
        """Whether the file does not say it."""
        ...

    def in_system(self, crs: str) -> None:
        """Take them to be in this system (empty: in degrees of WGS 84), or note that the file says another.

        WorldError for a system that is not known.
        """
        ...


class Outcome(msgspec.Struct, kw_only=True):
    """What became of a file: accepted + updated + rejected = rows. `unchanged` counts those accepted before, as is.

    `without_place` counts those accepted that have neither a position nor the name of a place or country; `layers` are
    the titles of those that new rows came into.
    """

    file: str
    preset: str = ""
    dataset: str = ""
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    updated: int = 0
    unchanged: int = 0
    without_place: int = 0
    reasons: list[Rejected] = []
    notes: list[str] = []
    layers: list[str] = []
    revision: int | None = None
    error: str = ""

    @property
    def said_without_place(self) -> str:
        """The sentence on those without a place; empty where there are none."""
        count = self.without_place
        if not count:
            return ""
        rows = "row is" if count == 1 else "rows are"
        they = "it is" if count == 1 else "they are"
        return f"{count:,} {rows} without a place, neither coordinates nor a name: {they} listed and not drawn."

    def reject(self, rejected: Sequence[Rejected]) -> None:
        """Count rows that were not taken."""
        self.rejected += len(rejected)
        self.rows += len(rejected)
        self.reasons += rejected


class Cancelled(Exception):
    """Raised by whoever is told of the progress, to end the work; the project stays as it was."""


class Progress(Protocol):
    """Is told how far an import or export is; may raise Cancelled."""

    def __call__(self, rows: int, done: float) -> None:
        """`rows` so far; `done` as a fraction of the file, 0 where it cannot be known."""
        ...


def silent(rows: int, done: float) -> None:
    """The progress of work that nobody watches."""
