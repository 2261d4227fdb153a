"""Reading and mapping a large file in processes of their own, while this one writes: a second core is used.

Each process reads the file again, which is quick beside the mapping, and maps its share of the batches in
turn. What it sends is what `Mapper` gives, batch by batch; the pipe holds it back when writing is slower.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import NamedTuple, Protocol, runtime_checkable

import msgspec

from libyamap.app.beside import beside, received
from libyamap.app.importing.dates import Order
from libyamap.app.importing.feature_rows import FeatureRows
from libyamap.app.importing.mapper import Mapper
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.placing_names import NamedPlaces
from libyamap.app.importing.rows import Batch, Rejected, Table
from libyamap.app.importing.world import World
from libyamap.domain.model import Scalar
from libyamap.domain.points import as_points

WORTH_BYTES = 30_000_000
"""Smaller files are read before a second process has started."""
PROCESSES = 2
"""On two cores an import with two is a tenth quicker than with one; what they make is then written as quickly."""
_JSON = msgspec.json.Encoder()


class Mapped(NamedTuple):
    """A batch after its mapping; `counts` are the mapper's so far."""

    groups: list[FeatureRows]
    rejected: list[Rejected]
    done: float
    counts: Counter[str]


@runtime_checkable
class Shared(Protocol):
    """A table that passes over batches more quickly than it reads them."""

    def share(self, first: int, every: int) -> Iterator[Batch]:
        """Of the batches, counted from 0, the `first` and each `every` further on."""
        ...


class Opened(Protocol):
    """What the other process needs, made anew there."""

    @property
    def world(self) -> World:
        """The map data."""
        ...


class Work(NamedTuple):
    """What the other process is told: how to come by the map data, the table, what its columns mean.

    The table goes there as it was opened here. `places`: where rows lie that name a place without coordinates.
    `share`: of the batches, counted from 0, the process maps this one and then each `PROCESSES` further on.
    """

    opener: Callable[[], Opened]
    table: Table
    mapping: Mapping
    order: Order
    places: NamedPlaces
    share: int = 0


def mapped_here(table: Table, mapper: Mapper) -> Generator[Mapped, None, None]:
    """Read and map in this process."""
    yield from _mapped(table.batches(), mapper)


def mapped_apart(work: Work) -> Generator[Mapped, None, None]:
    """Read and map in other processes; their errors are raised here. Closing the iterator ends them."""
    with ExitStack() as processes:
        pipes = [
            processes.enter_context(beside(_mapped_there, (work._replace(share=share),), f"libyamap import {share}"))
            for share in range(PROCESSES)
        ]
        counts: list[Counter[str]] = [Counter() for _ in pipes]
        share = 0
        while (mapped := received(pipes[share])) is not None:
            counts[share] = mapped.counts
            yield mapped._replace(counts=sum(counts, Counter()))
            share = (share + 1) % PROCESSES


def _mapped_there(work: Work) -> Iterator[Mapped]:
    mapper = Mapper(work.mapping, work.table.columns, work.opener().world, work.order, work.places)
    return map(_packed, _mapped(share_of(work.table, work.share, PROCESSES), mapper))


def share_of(table: Table, first: int, every: int) -> Iterator[Batch]:
    """Of a table's batches, counted from 0, the `first` and each `every` further on."""
    if isinstance(table, Shared):
        return table.share(first, every)
    return islice(table.batches(), first, None, every)


def _mapped(batches: Iterator[Batch], mapper: Mapper) -> Generator[Mapped, None, None]:
    for batch in batches:
        groups, rejected = mapper(batch)
        yield Mapped(groups, rejected, batch.done, mapper.counts)


def _packed(mapped: Mapped) -> Mapped:
    """With points as plain numbers and attributes as JSON, which travel faster and are kept so."""
    for rows in mapped.groups:
        fields = rows.fields
        fields["geometry"] = as_points(fields["geometry"]) or fields["geometry"]
        fields["attributes"] = _as_json(fields["attributes"])
    return mapped


def _as_json(attributes: list[dict[str, Scalar]]) -> list[str | None]:
    """Each row's as JSON, None where there are none; written together, as JSON has no line breaks of its own."""
    lines: list[str | None] = [*_JSON.encode_lines(attributes).decode().split("\n")[: len(attributes)]]
    return lines if all(attributes) else [line if each else None for line, each in zip(lines, attributes, strict=True)]
