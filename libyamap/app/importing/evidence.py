"""A look at a table before it is imported: in which order its dates are written, and whether its axes are swapped.

Both are decided for the whole file. What cannot be decided is asked, by an error that names the answers.
"""

import itertools
from collections.abc import Iterator
from typing import Final

from libyamap.app.importing.cells import texts
from libyamap.app.importing.dates import Order, order_of
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import Batch, Table
from libyamap.app.importing.world import World
from libyamap.errors import WorldError

LOOKED_AT: Final = 1_000
_SEARCHED: Final = 50  # looking up countries takes a while
_ENOUGH: Final = 3
_MOST: Final = 0.8


class AxesAsked(WorldError):
    """Latitude and longitude look swapped; a person has to say whether they are."""


def order_in(table: Table, mapping: Mapping) -> Order:
    """The order of day and month in the table's date columns: given, or decided by all of its dates."""
    if mapping.date_order:
        return Order(mapping.date_order)
    names = tuple(filter(None, (mapping.date, mapping.end)))  # one program has written both
    if not names:
        return Order("day-first")
    name, empty = names[0], frozenset(mapping.empty)
    columns = (
        [text for each in names for text in texts(batch.columns, each, len(batch.numbers), empty)]
        for batch in table.batches()
    )
    first = next(columns, [])
    if any(order_of([text], name) != Order("day-first") or "/" in text for text in first):
        return order_of(itertools.chain(first, *columns), name)
    # Only where the first rows can be read in two ways is all of a large file looked at; in another one, what can be
    # is told row by row where it comes later.
    return Order("", mixed=True) if next(columns, None) is not None else order_of(first, name)


def check_axes(table: Table, mapping: Mapping, world: World, file: str) -> None:
    """AxesAsked if most of the first positions only make sense the other way round."""
    if not (mapping.latitude and mapping.longitude) or mapping.crs:
        return
    empty = frozenset(mapping.empty)
    straight = crossed = 0
    some = itertools.islice(_positions(table.batches(), mapping, empty), LOOKED_AT)
    for looked, (lat, lon, country) in enumerate(some):
        code = world.country_code(country) if country else ""
        if not -90 <= lat <= 90:
            crossed += -90 <= lon <= 90 and -180 <= lat <= 180
        elif code and -90 <= lon <= 90 and looked < _SEARCHED:
            straight += world.country_at((lon, lat)) == code
            crossed += world.country_at((lat, lon)) == code
        else:
            straight += not code
    if crossed >= _ENOUGH and crossed >= _MOST * (crossed + straight):
        raise AxesAsked(
            f"In “{file}” latitude (“{mapping.latitude}”) and longitude (“{mapping.longitude}”) look swapped, so "
            "nothing was imported; say --swapped yes to exchange them, or --swapped no to take them as they are."
        )


def _positions(batches: Iterator[Batch], mapping: Mapping, empty: frozenset[str]) -> Iterator[tuple[float, float, str]]:
    for batch in batches:
        count = len(batch.numbers)
        names = (mapping.latitude, mapping.longitude, mapping.country)
        for lat, lon, country in zip(*(texts(batch.columns, name, count, empty) for name in names), strict=True):
            try:
                yield float(lat.replace(",", ".")), float(lon.replace(",", ".")), country
            except ValueError:
                continue
