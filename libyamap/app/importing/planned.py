"""What a table is taken for: the mapping that is chosen, known, remembered or guessed for it, and where from."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from libyamap.app.importing.guess import guess
from libyamap.app.importing.mapping import DateOrder, Mapping, fitted, in_system, without_places
from libyamap.app.importing.placing_names import NamedPlaces
from libyamap.app.importing.presets import Preset, preset_for
from libyamap.app.importing.remembered import Remembered
from libyamap.app.importing.rows import Cell, Table, Unplaced
from libyamap.app.importing.world import World
from libyamap.errors import WorldError

_SAMPLE_ROWS = 200
_MUST_HAVE = ("latitude", "longitude", "coordinates", "wkt", "place", "country")


class TableChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What a person has decided of one table of a file; `preset`: where the mapping comes from, unless it was changed.

    `layer` is the title of the layer that it goes to; empty: as the table is called.
    """

    mapping: Mapping
    preset: Preset | None = None
    layer: str = ""


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What a person has decided of an import; what is left open is found out from the file.

    `tables`: the tables that are taken, by their place in the file; None takes all. `places`: where rows lie that name
    a place without coordinates (`placing_names`). `crs`: the reference system of two columns of coordinates, or
    of geometries whose file does not say it.
    """

    preset: Preset | None = None
    mapping: Mapping | None = None
    tables: dict[int, TableChoice] | None = None
    layer: str = ""
    dataset: str = ""
    swapped: bool | None = None
    dates: DateOrder = ""
    places: NamedPlaces = {}
    crs: str = ""


class Planned(msgspec.Struct, frozen=True):
    """The mapping that a table gets, and where it comes from."""

    mapping: Mapping
    preset: Preset | None
    how: Literal["chosen", "preset", "format", "remembered", "guess"]


def planned_for(
    table: Table, choices: Choices, presets: Sequence[Preset], remembered: Remembered, world: World, number: int = 0
) -> Planned:
    """The mapping of a table, `number` counting from 0 in its file: chosen, known, remembered or guessed."""
    columns = table.columns
    preset = choices.preset or (None if choices.mapping else preset_for(columns, presets))
    if choices.tables is not None:
        chosen = choices.tables[number]
        planned = Planned(fitted(chosen.mapping, columns), chosen.preset, "chosen")
    elif choices.mapping is not None:
        planned = Planned(fitted(choices.mapping, columns), None, "chosen")
    elif preset is not None:
        planned = Planned(fitted(preset.mapping, columns), preset, "chosen" if choices.preset else "preset")
    elif (kept := remembered.find(columns)) is not None:
        planned = Planned(kept, None, "remembered")
    elif table.mapping is not None:
        planned = Planned(fitted(table.mapping, columns), None, "format")
    else:
        planned = Planned(_guessed(table, world), None, "guess")
    changed: dict[str, object] = {"date_order": choices.dates} if choices.dates else {}
    if choices.swapped is not None:
        changed = {**changed, "swapped": choices.swapped}
    mapping = msgspec.structs.replace(planned.mapping, **changed)
    if choices.crs and choices.tables is None and table.mapping is None:
        mapping = in_system(mapping, choices.crs, columns)
    return msgspec.structs.replace(planned, mapping=mapping)


def put_in_system(table: Table, mapping: Mapping) -> None:
    """Read shapes whose file does not say their reference system in the one of the mapping."""
    if mapping.crs and isinstance(table, Unplaced) and table.lacks_system:
        table.in_system(mapping.crs)


def check_enough(file: str, table: Table, mapping: Mapping) -> None:
    """WorldError where the mapping leaves rows without a place and without a title."""
    if table.mapping is not None or mapping.title or any(getattr(mapping, name) for name in _MUST_HAVE):
        return
    first = next(iter(table.batches()), None)
    if first is not None and any(first.geometries or ()):
        return
    if first is not None and first.rejected and not len(first.numbers):
        raise WorldError(f"“{file}” cannot be imported: {first.rejected[0].reason}")
    if first is None and not table.columns:
        raise WorldError(f"“{file}” holds no rows, so there is nothing to import.")
    raise WorldError(
        f"“{file}” has no column for a place or a title that we know (it has "
        f"{', '.join(table.columns[:8]) or 'none'}); say what its columns mean with --preset."
    )


def _guessed(table: Table, world: World) -> Mapping:
    first = next(table.batches(), None)
    sample = {name: column[:_SAMPLE_ROWS] for name, column in first.columns.items()} if first else {}
    guessed = guess(table.columns, sample, world)
    return without_places(guessed) if first and any(first.geometries or ()) else guessed


def keep_ids_apart(tables: Sequence[Table], planned: dict[int, Planned]) -> list[str]:
    """Do without guessed ids where several tables number their rows alike, as sheets and layers do; says so in notes.

    `planned`, by the table's place in the file, is changed.
    """
    guessed = {number: each for number, each in planned.items() if each.how == "guess" and each.mapping.id}
    known: set[Cell] = set()
    notes = []
    for number, each in guessed.items() if len(guessed) > 1 else ():
        name = each.mapping.id
        first = next(tables[number].batches(), None)
        ids = set(first.columns[name]) - {None, ""} if first else set()
        if known & ids and 2 * len(known & ids) >= min(len(known), len(ids)):  # a few alike are slips, told row by row
            planned[number] = msgspec.structs.replace(each, mapping=msgspec.structs.replace(each.mapping, id=""))
            notes.append(
                f"“{name}” in “{tables[number].name}” counts as another table does, so its rows are known by what "
                "stands in them."
            )
        known |= ids
    return notes
