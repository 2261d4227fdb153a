"""From a project file to columns, through one connection.

What is changed while they are made is in the journal after the revision that was the newest at the start; whoever uses
the columns takes those changes in on top of them.
"""

import sqlite3
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from libyamap.app.ports import AreaGazetteer
from libyamap.store.index.columns.arranging import Arranging
from libyamap.store.index.columns.arrays import Column, Ints
from libyamap.store.index.columns.joins import Joins
from libyamap.store.index.columns.reading import FeatureReading
from libyamap.store.index.columns.spool import Spool, whole
from libyamap.store.index.columns.texts import TextReading
from libyamap.store.index.lookup import RowLookup


class Made(NamedTuple):
    """Columns, and the small things that belong to them."""

    columns: Mapping[str, Column | Spool]
    lists: dict[str, Any]


def make_columns(
    connection: sqlite3.Connection, path: Path, room: Path, areas: AreaGazetteer, tick: Callable[[int], None]
) -> Made:
    """All columns but the texts; `tick` hears how many features have been read. `room` is that of `Spool`."""
    raw = FeatureReading(RowLookup(connection, path), connection, areas, room).read(tick)
    arranging = Arranging(raw, Joins(connection, path), areas)
    arranging.arrange()
    return Made(arranging.columns, arranging.lists)


def make_texts(
    connection: sqlite3.Connection, path: Path, room: Path, fids: list[Ints], tick: Callable[[int], None]
) -> dict[str, Spool]:
    """The columns of texts that belong to columns with these rows (`fids_of`). `room` is that of `Spool`."""
    reading = TextReading(connection, path, room)
    for done in reading.read(fids):
        tick(done)
    return reading.columns


def fids_of(made: Made) -> list[Ints]:
    """For each kind the numbers of its rows, as they were read."""
    fids = whole(made.columns["fid"])[whole(made.columns["by_fid"])]
    return [fids[start:stop] for start, stop in pairwise(made.lists["starts"])]
