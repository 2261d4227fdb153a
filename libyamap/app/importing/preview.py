"""The first rows of a table, imported for show into a project that is thrown away: by the same command, so the same.

A row that is refused is looked at once more without one field after the other, to say which cells are at fault.
"""

from collections.abc import Generator
from typing import NamedTuple

import msgspec

from libyamap.app.importing.apart import Mapped, mapped_here
from libyamap.app.importing.command import ImportMany, Source
from libyamap.app.importing.looking import FirstRows, TableLook
from libyamap.app.importing.mapper import Mapper
from libyamap.app.importing.mapping import Mapping, columns_in
from libyamap.app.importing.placing_names import NamedPlaces
from libyamap.app.importing.rows import Batch, Outcome
from libyamap.app.importing.world import World
from libyamap.app.session import Session

_MAY_FAIL = (
    ("date", "end"), ("latitude", "longitude"), ("coordinates",), ("wkt",), ("precision",), ("radius",),
    ("description",), ("place",), ("type",),
)  # fmt: skip
MOST_FAULTS = 50


class Fault(NamedTuple):
    """Why a row is refused, and in which columns the reason stands; none where it is the row as a whole."""

    reason: str
    columns: frozenset[str]


class Previewed(NamedTuple):
    """What became of the first rows; `faults` and `titles` by the number of the row."""

    outcome: Outcome
    faults: dict[int, Fault]
    titles: dict[int, str]


class Preview:
    """Shows one mapping after the other in a project of its own."""

    def __init__(self, session: Session, world: World) -> None:
        """`session` is that of the project that is thrown away."""
        self._session = session
        self._world = world
        self._shown = False

    def show(self, look: TableLook, mapping: Mapping, places: NamedPlaces | None = None) -> Previewed:
        """Take the first rows in, in place of what was there before."""
        self.clear()
        outcome = Outcome(file=look.layer)
        mapper = Mapper(mapping, look.columns, self._world, look.order, places)
        titles: dict[int, str] = {}

        def mapped() -> Generator[Mapped, None, None]:
            for each in mapped_here(FirstRows(look), mapper):
                for rows in each.groups:
                    titles.update(zip(rows.numbers, rows.fields["title"], strict=True))
                yield each

        source = Source(mapped, look.layer or "Preview")
        before = self._session.store.revision()
        self._session.run(ImportMany((source,), "preview", outcome), "preview")
        self._shown = self._session.store.revision() > before
        at = {number: place for place, number in enumerate(look.batch.numbers)}
        faults: dict[int, Fault] = {}
        for rejected in outcome.reasons:
            place = at.get(rejected.row)
            columns = frozenset[str]()
            if place is not None and len(faults) < MOST_FAULTS:
                columns = self._columns_at_fault(look, mapping, place)
            faults[rejected.row] = Fault(rejected.reason, columns)
        return Previewed(outcome, faults, titles)

    def clear(self) -> None:
        """Take out what is shown."""
        if self._shown:
            self._session.undo("preview")
            self._shown = False

    def _columns_at_fault(self, look: TableLook, mapping: Mapping, place: int) -> frozenset[str]:
        some = slice(place, place + 1)
        batch = look.batch
        row = Batch(
            batch.numbers[some],
            {name: cells[some] for name, cells in batch.columns.items()},
            batch.geometries[some] if batch.geometries is not None else None,
        )
        for fields in _MAY_FAIL:
            named = {name for field in fields for name in columns_in(getattr(mapping, field), look.columns)}
            without = msgspec.structs.replace(mapping, **dict.fromkeys(fields, ""))
            if named and not Mapper(without, look.columns, self._world, look.order)(row)[1]:
                return frozenset(named)
        return frozenset()
