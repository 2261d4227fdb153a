"""A project of many events in a few towns, for tests of what is drawn of them."""

import random
from typing import Final

from libyamap.domain.geometry import point
from libyamap.domain.model import Actor, Event, Involvement, Layer, Project, Record

TOWNS: Final = ((13.19, 32.89, 600), (20.07, 32.12, 300), (14.43, 27.04, 60), (23.31, 24.18, 3))
"""Longitude, latitude, events."""
SQUARE: Final = (14.43, 27.04)
"""A town whose events are all at one place."""
TOTAL: Final = sum(count for _, _, count in TOWNS)


def many_events() -> list[Record]:
    """Three parties, two layers, and the events of `TOWNS`, the same each time."""
    chance = random.Random(20150101)
    parties = [Actor(id=f"a{number}", name=f"Party {number}", colour=tint) for number, tint in enumerate(COLOURS)]
    events: list[Record] = []
    for lon, lat, count in TOWNS:
        spread = 0.0 if (lon, lat) == SQUARE else 0.08
        for _ in range(count):
            at = point(lon + chance.uniform(-spread, spread), lat + chance.uniform(-spread, spread))
            number = len(events)
            party = chance.choice(parties)
            events.append(
                Event(
                    id=f"e{number:04d}",
                    layer="first" if number % 3 else "second",
                    title=f"Event {number}",
                    type="battle" if number % 2 else "protest",
                    time=f"20{15 + number % 5}-0{1 + number % 9}-10",
                    where_prec=1,
                    geometry=at,
                    actors=(Involvement(party.id),),
                )
            )
    layers = [Layer(id=key, title=key.title(), position=at) for at, key in enumerate(("first", "second"))]
    return [Project(id="p", title="Many", bounds=(8.0, 19.0, 26.0, 34.0)), *layers, *parties, *events]


COLOURS: Final = ("#0072B2", "#E69F00", "#009E73")
