"""A small project to edit."""

import pytest

from libyamap.app.commands import Put, Together
from libyamap.app.session import Session
from tests.support.fake_areas import FakeAreas
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import RECORDS


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def session(store: FakeStore) -> Session:
    session = Session(store, "Ada", areas=FakeAreas())
    session.run(Together("All", tuple(Put(record) for record in RECORDS)))
    return session
