"""References lead somewhere, in bulk too, and nothing that is in use can be deleted."""

import pytest

from libyamap.app.commands import InsertMany, Put, Remove
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Involvement, Layer, Link, Record, Source
from libyamap.errors import InvalidValue
from tests.support.fake_store import FakeStore

LAYER = Layer(id=new_id(), title="Layer")
ACTOR = Actor(id=new_id(), name="United States")
SOURCE = Source(id=new_id(), title="Article")
EVENT = Event(id=new_id(), layer=LAYER.id, title="Talks", actors=(Involvement(ACTOR.id),))
CLAIM = Claim(id=new_id(), feature=EVENT.id, source=SOURCE.id)


@pytest.fixture
def session() -> Session:
    session = Session(FakeStore(), "Ada")
    for record in (LAYER, ACTOR, SOURCE, EVENT, CLAIM):
        session.run(Put(record))
    return session


@pytest.mark.parametrize(
    ("record", "user"), [(LAYER, "Talks"), (ACTOR, "Talks"), (SOURCE, "a claim")], ids=["layer", "actor", "source"]
)
def test_what_is_in_use_stays(session: Session, record: Record, user: str) -> None:
    with pytest.raises(InvalidValue, match=f"still used by ‘{user}’"):
        session.run(Remove(record))
    assert session.store.get(type(record), record.id) == record


def test_a_feature_at_the_end_of_a_link_stays(session: Session) -> None:
    session.run(Put(Link(id=new_id(), layer=LAYER.id, title="Leads there", origin=ACTOR.id, target=EVENT.id)))
    with pytest.raises(InvalidValue, match="Leads there"):
        session.run(Remove(EVENT))


def test_a_feature_goes_with_its_claims_and_then_the_rest_may_go(session: Session) -> None:
    session.run(Remove(EVENT))
    assert session.store.all(Claim) == []
    for record in (SOURCE, ACTOR, LAYER):
        session.run(Remove(record))
    assert session.store.all(Actor) == []


def test_bulk_records_may_refer_to_those_before_them(session: Session) -> None:
    event = Event(id=new_id(), layer=LAYER.id, title="New")
    session.run(InsertMany((event, Claim(id=new_id(), feature=event.id, source=SOURCE.id)), "Two"))
    assert session.store.get(Event, event.id) == event


def test_a_bulk_record_that_refers_to_nothing_is_refused(session: Session) -> None:
    before = session.store.all(Event)
    with pytest.raises(InvalidValue, match="no layer"):
        session.run(InsertMany((Event(id=new_id(), layer=new_id(), title="Lost"),), "One"))
    assert session.store.all(Event) == before
