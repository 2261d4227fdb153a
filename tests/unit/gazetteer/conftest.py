"""The shipped gazetteer, opened once for all tests of it."""

from collections.abc import Iterator

import pytest

from libyamap.bootstrap import asset
from libyamap.gazetteer.search import PlaceSearch


@pytest.fixture(scope="session")
def places() -> Iterator[PlaceSearch]:
    search = PlaceSearch(asset("gazetteer.sqlite"))
    yield search
    search.close()
