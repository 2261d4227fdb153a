"""What a change touches: the features whose marks must be drawn anew, or everything."""

import msgspec

from libyamap.app.commands import Edit, Put, Remove, Together
from libyamap.app.session import Session
from libyamap.app.touched import alone_touched
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Involvement, Layer, Source
from tests.support.fake_store import FakeStore

LAYER = Layer(id=new_id(), title="Events")
ACTOR = Actor(id=new_id(), name="GNA")
SOURCE = Source(id=new_id(), title="An article")
EVENT = Event(id=new_id(), layer=LAYER.id, title="Explosion", actors=(Involvement(ACTOR.id),))
CLAIM = Claim(id=new_id(), feature=EVENT.id, source=SOURCE.id)


def made() -> Session:
    session = Session(FakeStore(), "Ada")
    session.run(Put(LAYER))
    return session


def test_a_feature_with_its_claim_and_what_was_made_for_it_touches_that_feature_alone() -> None:
    session = made()
    added = session.run(Together("Add", (Put(ACTOR), Put(SOURCE), Put(EVENT), Put(CLAIM))))
    assert alone_touched(added, session.store) == {EVENT.id}
    undone = session.undo()
    assert undone is not None
    assert alone_touched(undone, session.store) == {EVENT.id}  # though the claim no longer says on what it was


def test_a_claim_touches_its_feature() -> None:
    session = made()
    session.run(Together("Add", (Put(ACTOR), Put(SOURCE), Put(EVENT), Put(CLAIM))))
    noted = session.run(Edit(CLAIM, msgspec.structs.replace(CLAIM, note="seen")))
    assert alone_touched(noted, session.store) == {EVENT.id}
    removed = session.run(Remove(msgspec.structs.replace(CLAIM, note="seen")))
    assert alone_touched(removed, session.store) == {EVENT.id}


def test_an_actor_that_changes_or_a_layer_may_colour_anything() -> None:
    session = made()
    session.run(Put(ACTOR))
    coloured = session.run(Edit(ACTOR, msgspec.structs.replace(ACTOR, colour="#000000")))
    assert alone_touched(coloured, session.store) is None
    renamed = session.run(Edit(LAYER, msgspec.structs.replace(LAYER, title="Other")))
    assert alone_touched(renamed, session.store) is None
