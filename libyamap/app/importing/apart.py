"""Reading and mapping a large file in a process of its own, while this one writes: a second core is used.

The process reads the file again by its path. What it sends is what `Mapper` gives, batch by batch; the pipe holds it
back when writing is slower.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from libyamap.app.beside import beside, received
from libyamap.app.importing.dates import Order
from libyamap.app.importing.mapper import FeatureRows, Mapper
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.placing_names import NamedPlaces
from libyamap.app.importing.rows import Rejected, Table
from libyamap.app.importing.world import World
from libyamap.domain.points import as_points

WORTH_BYTES = 30_000_000
"""Smaller files are read before a second process has started."""
_encode = msgspec.json.Encoder().encode


class Mapped(NamedTuple):
    """A batch after its mapping; `counts` are the mapper's so far."""

    groups: list[FeatureRows]
    rejected: list[Rejected]
    done: float
    counts: Counter[str]


class Opened(Protocol):
    """What the other process needs, made anew there."""

    @property
    def world(self) -> World:
        """The map data."""
        ...

    @property
    def tables(self) -> Callable[[Path], Sequence[Table]]:
        """Opens a file."""
        ...


class Work(NamedTuple):
    """What the other process is told: how to open things, the file, which of its tables, what its columns mean.

    `places`: where rows lie that name a place without coordinates.
    """

    opener: Callable[[], Opened]
    path: Path
    table: int
    mapping: Mapping
    order: Order
    places: NamedPlaces


def mapped_here(table: Table, mapper: Mapper) -> Generator[Mapped, None, None]:
    """Read and map in this process."""
    for batch in table.batches():
        groups, rejected = mapper(batch)
        yield Mapped(groups, rejected, batch.done, mapper.counts)


def mapped_apart(work: Work) -> Generator[Mapped, None, None]:
    """Read and map in another process; its errors are raised here. Closing the iterator ends it."""
    with beside(_mapped_there, (work,), "libyamap import") as pipe:
        while (mapped := received(pipe)) is not None:
            yield mapped


def _mapped_there(work: Work) -> Iterator[Mapped]:
    opened = work.opener()
    table = opened.tables(work.path)[work.table]
    mapper = Mapper(work.mapping, table.columns, opened.world, work.order, work.places)
    return map(_packed, mapped_here(table, mapper))


def _packed(mapped: Mapped) -> Mapped:
    """With points as plain numbers and attributes as JSON, which travel faster and are kept so."""
    for rows in mapped.groups:
        fields = rows.fields
        fields["geometry"] = as_points(fields["geometry"]) or fields["geometry"]
        fields["attributes"] = [_encode(each).decode() if each else None for each in fields["attributes"]]
    return mapped
