"""A look at a file before it is imported: its tables, their first rows, and what each column is taken for."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from libyamap.app.importing.cells import templated, text_of, texts
from libyamap.app.importing.dates import Order
from libyamap.app.importing.evidence import AxesAsked, check_axes, order_in
from libyamap.app.importing.guess import why_guessed
from libyamap.app.importing.importer import Importer
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.own import is_own
from libyamap.app.importing.placing import Placer
from libyamap.app.importing.placing_names import PlaceName
from libyamap.app.importing.planned import Choices, Planned, keep_ids_apart, planned_for, put_in_system
from libyamap.app.importing.rows import Batch, Cell, Progress, Rejected, Table, Unplaced, silent
from libyamap.app.importing.world import World

FIRST_ROWS = 200
MOST_NAMES = 2_000
_SAMPLES = 4


class TableLook(msgspec.Struct):
    """A table as a person sees it before the import. `layer`, `dataset`: what it would go to.

    `axes_asked`: the sentence that asks whether latitude and longitude are exchanged, where they look so.
    """

    number: int
    table: Table
    batch: Batch
    planned: Planned
    order: Order
    axes_asked: str
    layer: str
    dataset: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return self.table.columns

    @property
    def has_geometry(self) -> bool:
        """Whether the format itself says where rows are."""
        return self.batch.geometries is not None

    @property
    def needs_system(self) -> bool:
        """Whether rows of it cannot be placed, and its file does not say the reference system of their shapes."""
        asks = self.has_geometry and isinstance(self.table, Unplaced) and self.table.lacks_system
        return asks and bool(self.batch.rejected or self.planned.mapping.crs)

    def samples(self, column: str) -> list[str]:
        """A few different values of a column."""
        found = dict.fromkeys(text for cell in self.batch.columns.get(column, ()) if (text := text_of(cell)))
        return [text if len(text) <= 40 else f"{text[:39]}…" for text in list(found)[:_SAMPLES]]

    def codes(self, column: str) -> list[str]:
        """All values of a column among the first rows, those of most rows first."""
        return [text for text, _ in Counter(map(text_of, self.batch.columns.get(column, ()))).most_common() if text]

    def why(self, field: str, column: str) -> str:
        """Why this column was taken for the field."""
        planned = self.planned
        if planned.how == "guess":
            return f"guessed {why_guessed(field, column)}"
        said = {
            "preset": f"as {planned.preset.title} has it" if planned.preset else "",
            "format": "as the format says",
            "remembered": "as you chose for such a file before",
            "chosen": "as chosen",
        }
        return said.get(planned.how, "")


class FileLook(msgspec.Struct):
    """A file before it is imported; `own`: libyamap has exported it, so that nothing is left to choose."""

    path: Path
    tables: list[TableLook]
    own: bool = False
    notes: list[str] = []


class FirstRows:
    """The first rows of a table, as a table."""

    def __init__(self, look: TableLook) -> None:
        self.name, self.columns, self.mapping = look.table.name, look.table.columns, look.table.mapping
        self.notes: Sequence[str] = ()
        self._batch = look.batch

    def batches(self) -> Iterator[Batch]:
        """One batch."""
        yield self._batch


def look_at(path: Path, imports: Importer) -> FileLook:
    """Look at a file. WorldError where it cannot be read; what is left to decide is in the answer."""
    tables = imports.tables(path)
    if tables and all(map(is_own, tables)):
        return FileLook(path, [], own=True)
    notes = list(dict.fromkeys(note for table in tables for note in table.notes))
    looks = [_look(number, table, path, imports) for number, table in enumerate(tables)]
    planned = {look.number: look.planned for look in looks}
    notes += keep_ids_apart(tables, planned)
    for look in looks:
        look.planned = planned[look.number]
    return FileLook(path, looks, notes=notes)


def look_again(look: TableLook, mapping: Mapping, world: World, file: str) -> Callable[[], Order]:
    """Find out how the axes look with another mapping of the table.

    The answer is the rest of the work, which has to read all of the table where its dates can be read in two ways: the
    order of day and month. Safe in a worker thread; WorldError where the file cannot be read.
    """
    if isinstance(look.table, Unplaced) and look.has_geometry and look.table.lacks_system:
        look.table.in_system(mapping.crs)
        look.batch = _first(look.table)
    look.axes_asked = _axes(look.table, mapping, world, file)
    return partial(order_in, look.table, mapping)


def names_without_place(
    look: TableLook, mapping: Mapping, world: World, progress: Progress = silent
) -> Counter[PlaceName]:
    """The names of places in rows that give no coordinates, with how many rows name each; of very many some."""
    counted: Counter[PlaceName] = Counter()
    if not mapping.place:
        return counted
    empty = frozenset(mapping.empty)
    place = Placer(mapping, world, empty)
    rows = 0
    for batch in look.table.batches():
        count = len(batch.numbers)
        problems: dict[int, str] = {}
        geometries = place(batch.columns, batch.geometries, count, problems)
        names = templated(mapping.place, batch.columns, count, empty)
        countries = texts(batch.columns, mapping.country, count, empty)
        for at in range(count):
            if geometries[at] is None and at not in problems and names[at]:
                key = PlaceName(names[at], countries[at])
                if key in counted or len(counted) < MOST_NAMES:
                    counted[key] += 1
        rows += count
        progress(rows, batch.done)
    return counted


def _look(number: int, table: Table, path: Path, imports: Importer) -> TableLook:
    planned = planned_for(table, Choices(), imports.presets, imports.remembered, imports.world)
    put_in_system(table, planned.mapping)
    batch = _first(table)
    stem = path.name.rsplit(".", 1)[0] or path.name
    preset = planned.preset
    return TableLook(
        number,
        table,
        batch,
        planned,
        order_in(table, planned.mapping),
        _exchanged_before(planned) or _axes(table, planned.mapping, imports.world, path.name),
        table.name or (preset.title if preset else stem),
        preset.dataset if preset else stem,
    )


def _first(table: Table) -> Batch:
    for batch in table.batches():
        some = slice(0, FIRST_ROWS)
        columns: dict[str, list[Cell]] = {name: cells[some] for name, cells in batch.columns.items()}
        geometries = batch.geometries[some] if batch.geometries is not None else None
        numbers = batch.numbers[some]
        last = numbers[-1] if numbers else FIRST_ROWS
        rejected: list[Rejected] = [each for each in batch.rejected if each.row <= max(last, FIRST_ROWS)]
        return Batch(numbers, columns, geometries, rejected, 1.0)
    return Batch((), {name: [] for name in table.columns}, None, (), 1.0)


def _exchanged_before(planned: Planned) -> str:
    """What one file of these columns had wrong, the next may have right: nobody's answer is taken for another file."""
    mapping = planned.mapping
    if planned.how != "remembered" or not mapping.swapped:
        return ""
    return (
        f"In a file with these columns latitude (“{mapping.latitude}”) and longitude (“{mapping.longitude}”) were "
        "exchanged before. Are they in this one too?"
    )


def _axes(table: Table, mapping: Mapping, world: World, file: str) -> str:
    if mapping.swapped:
        return ""
    try:
        check_axes(table, mapping, world, file)
    except AxesAsked:
        return (
            f"Latitude (“{mapping.latitude}”) and longitude (“{mapping.longitude}”) look exchanged: most of the first "
            "positions only make sense the other way round."
        )
    return ""
