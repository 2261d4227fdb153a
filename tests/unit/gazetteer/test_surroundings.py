"""What lies about the middle of the view: all of it and nothing else, anywhere on the globe."""

import math
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.bootstrap import asset
from libyamap.gazetteer.gazetteer_file import PER_DEGREE
from libyamap.gazetteer.gazetteer_reader import GazetteerReader
from libyamap.gazetteer.surroundings import AROUND, Neighbourhood

READER = GazetteerReader(asset("gazetteer.sqlite"))


@pytest.fixture(scope="module", autouse=True)
def closed_at_the_end() -> Iterator[None]:
    yield
    READER.close()


@settings(max_examples=15)
@given(st.floats(-180, 180), st.floats(-90, 90))
def test_the_same_as_looking_at_each(lon: float, lat: float) -> None:
    wide = AROUND / max(math.cos(math.radians(lat)), 0.2)
    lons, lats = READER.facts["lon"], READER.facts["lat"]
    expected = {
        number
        for number in range(1, len(lats))
        if abs(lats[number] / PER_DEGREE - lat) < AROUND - 1e-4 and abs(lons[number] / PER_DEGREE - lon) < wide - 1e-4
    }
    found = Neighbourhood(READER).around((lon, lat))
    assert expected <= found
    assert all(
        abs(lats[number] / PER_DEGREE - lat) < AROUND + 1e-3 and abs(lons[number] / PER_DEGREE - lon) < wide + 1e-3
        for number in found
    )


def test_it_is_remembered_until_the_view_moves() -> None:
    neighbourhood = Neighbourhood(READER)
    first = neighbourhood.around((15.0, 32.0))
    assert neighbourhood.around((15.0, 32.0)) is first
    assert neighbourhood.around((44.0, 33.0)) != first
