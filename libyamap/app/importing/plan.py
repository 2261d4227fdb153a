"""From a file's tables to a command: which preset or mapping fits, what the dates and axes say, where the rows go."""

from collections.abc import Callable, Generator, Sequence
from functools import partial

from libyamap.app.importing.apart import Mapped, Opened, Work, mapped_apart, mapped_here
from libyamap.app.importing.command import ImportMany, Source
from libyamap.app.importing.dates import Order
from libyamap.app.importing.evidence import AxesAsked, check_axes, order_in
from libyamap.app.importing.mapper import Mapper
from libyamap.app.importing.mapping import Mapping, columns_used
from libyamap.app.importing.own import ImportOwn, is_own
from libyamap.app.importing.planned import (
    Choices,
    Planned,
    check_enough,
    keep_ids_apart,
    planned_for,
    put_in_system,
)
from libyamap.app.importing.presets import Preset
from libyamap.app.importing.remembered import Remembered
from libyamap.app.importing.rows import Outcome, Progress, Table, Unplaced, silent
from libyamap.app.importing.world import World
from libyamap.errors import WorldError

OWN = "libyamap"


class Plan:
    """What will be done with one file."""

    def __init__(
        self,
        file: str,
        tables: Sequence[Table],
        presets: Sequence[Preset],
        world: World,
        choices: Choices,
        apart: Callable[[], Opened] | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        """`apart` says how another process comes by the map data, if the file is large enough for one."""
        self._apart = apart
        self._remembered = remembered or Remembered()
        self.file = file
        self.tables = tables
        self._world = world
        self._choices = choices
        undecided = choices.preset is None and choices.mapping is None and choices.tables is None
        self.is_own = bool(tables) and all(map(is_own, tables)) and undecided
        chosen = range(len(tables)) if choices.tables is None else sorted(choices.tables)
        self.planned: dict[int, Planned] = {}
        self._notes: list[str] = []
        empty: WorldError | None = None
        for number in () if self.is_own else chosen:
            table = tables[number]
            if choices.crs and isinstance(table, Unplaced):
                table.in_system(choices.crs)
            planned = planned_for(table, choices, presets, self._remembered, world, number)
            put_in_system(table, planned.mapping)
            try:
                check_enough(file, table, planned.mapping)
            except WorldError as problem:
                if choices.tables is not None or len(tables) == 1:
                    raise
                empty = problem
                self._notes.append(
                    f"“{table.name}” was left out: it has no column for a place or a title that we know."
                )
                continue
            self.planned[number] = planned
        if empty is not None and not self.planned:
            raise empty
        self._notes += keep_ids_apart(tables, self.planned)

    def command(self, progress: Progress = silent) -> ImportMany | ImportOwn:
        """The command that imports the file; WorldError where something has to be decided first."""
        choices = self._choices
        if self.is_own:
            outcome = Outcome(file=self.file, preset=OWN)
            return ImportOwn(tuple(self.tables), self._world, outcome, progress=progress)
        preset = next((each.preset for each in self.planned.values() if each.preset), None)
        outcome = Outcome(file=self.file, preset=preset.name if preset else "", notes=self._notes[:])
        stem = self.file.rsplit(".", 1)[0] or self.file
        dataset = outcome.dataset = choices.dataset or (preset.dataset if preset else stem)
        sources = []
        for number, planned in self.planned.items():
            table, mapping = self.tables[number], planned.mapping
            if choices.swapped is None and choices.tables is None:
                _check_remembered(planned, self.file)
                check_axes(table, mapping, self._world, self.file)
            order = order_in(table, mapping)
            outcome.notes += [*table.notes, *([order.note] if order.note else [])]
            if planned.how == "guess":
                of = f" for “{table.name}”" if table.name and len(self.planned) > 1 else ""
                outcome.notes.append(f"Guessed{of}: {_said(mapping, table)}")
            own = choices.tables[number].layer if choices.tables else ""
            title = own or choices.layer or table.name or (preset.title if preset else stem)
            sources.append(Source(self._mapped(table, mapping, order), title))
        return ImportMany(tuple(sources), dataset, outcome, progress)

    def _mapped(self, table: Table, mapping: Mapping, order: Order) -> Callable[[], Generator[Mapped, None, None]]:
        """How the table comes: a large one that is read piece by piece, from a process of its own."""
        if self._apart is not None and getattr(table, "in_pieces", False):
            return partial(mapped_apart, Work(self._apart, table, mapping, order, self._choices.places))
        return partial(mapped_here, table, Mapper(mapping, table.columns, self._world, order, self._choices.places))


def _check_remembered(planned: Planned, file: str) -> None:
    """AxesAsked where the axes of another file of these columns were exchanged: this one may have them right."""
    if planned.how == "remembered" and planned.mapping.swapped:
        raise AxesAsked(
            f"In a file with the columns of “{file}” latitude and longitude were exchanged before, so nothing was "
            "imported; say --swapped yes to exchange them in this one too, or --swapped no to take them as they are."
        )


def _said(mapping: Mapping, table: Table) -> str:
    """Which columns were taken for what, for the person to check."""
    both = " and ".join(filter(None, (mapping.latitude, mapping.longitude)))
    fields = {
        "title": mapping.title,
        "date": mapping.date,
        "place": mapping.coordinates or mapping.wkt or both,
        "place name": mapping.place,
        "type": mapping.type,
        "actors": " and ".join(each.column for each in mapping.actors),
        "source": mapping.sources[0].url or mapping.sources[0].title if mapping.sources else "",
    }
    found = [f"{field} from “{column}”" for field, column in fields.items() if column]
    rest = len(table.columns) - len(columns_used(mapping, table.columns))
    kept = f"; {rest} other {'column' if rest == 1 else 'columns'} kept as attributes" if rest > 0 else ""
    return f"{', '.join(found) or 'nothing but the place'}{kept}."
