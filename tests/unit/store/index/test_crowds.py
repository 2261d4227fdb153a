"""A crowd of events around a few towns, seen in frames that cut through them: both indexes count the same."""

import datetime as dt
import random
from collections.abc import Iterator

import pytest

from libyamap.app.filter import Filter
from libyamap.app.viewport import Selection, ViewQuery
from libyamap.domain.geometry import point
from libyamap.domain.model import Involvement
from tests.unit.store.index.questions import Both, both, quick_folder
from tests.unit.store.samples import ACTOR, OTHER, event

TOWNS = ((13.2, 32.9), (13.3, 32.8), (179.98, -17.0), (20.0, 85.0))
DAYS = ("2016-05-01", "2016-05-31", "2016-05", "2016", "2016-04-30/2016-05-01", "../2016-05-01", "", "2016-06-01")
WINDOWS = ((dt.date(2016, 5, 1), dt.date(2016, 5, 31)), (dt.date(2016, 5, 31), dt.date(2016, 6, 1)))


@pytest.fixture(scope="module")
def crowd() -> Iterator[Both]:
    """Five hundred events, most of them within a few kilometres of a town."""
    chance = random.Random(7)
    events = []
    for number in range(500):
        lon, lat = chance.choice(TOWNS)
        spread = chance.choice((0.0, 0.01, 0.1, 2.0))
        lon = (lon + chance.gauss(0, 1) * spread + 180) % 360 - 180
        lat = max(-90.0, min(90.0, lat + chance.gauss(0, 1) * spread))
        parts = (Involvement(chance.choice((ACTOR.id, OTHER.id))),) if number % 3 else ()
        precision = chance.choice((1, 1, 1, 2))
        events.append(
            event(f"E {number}", point(lon, lat), time=chance.choice(DAYS), where_prec=precision, actors=parts)
        )
    with quick_folder() as folder, both(folder, list(events)) as found:
        yield found


@pytest.mark.parametrize("seed", range(60))
def test_frames_that_cut_through(crowd: Both, seed: int) -> None:
    chance = random.Random(seed)
    zoom = chance.choice((1, 4, 6, 8, 9, 11, 14, 18))
    lon, lat = chance.choice(TOWNS)
    width, height = 360 / 2**zoom * 4, 160 / 2**zoom * 4
    lon, lat = lon + chance.uniform(-0.5, 0.5) * width, lat + chance.uniform(-0.5, 0.5) * height
    bounds = (lon - width / 2, max(-90.0, lat - height / 2), lon + width / 2, min(90.0, lat + height / 2))
    match = chance.choice(("possibly", "certainly"))
    time = chance.choice(("", "2016-05", "2016-05-01", "2016"))
    window = chance.choice((None, *WINDOWS))
    selection = Selection(
        filter=Filter(time=time, time_match="certainly" if match == "certainly" else "possibly"), window=window
    )
    query = ViewQuery(bounds=bounds, zoom=zoom, selection=selection, limit=chance.choice((0, 20, 1000)))
    expected, found = crowd.plain.view(query), crowd.large.view(query)
    assert found.total == expected.total
    assert found.features == expected.features
    counted = [(cell.key, cell.bounds, cell.count, cell.by_actor) for cell in found.cells]
    assert counted == [(cell.key, cell.bounds, cell.count, cell.by_actor) for cell in expected.cells]
    assert crowd.large.density(query) == crowd.plain.density(query)
    inside, really = crowd.large.members(selection, bounds), crowd.plain.members(selection, bounds)
    assert inside.ids(0, len(inside)) == really.ids(0, len(really))
