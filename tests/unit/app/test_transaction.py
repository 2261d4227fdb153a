"""What may be written: checked records whose references lead somewhere."""

import itertools

import msgspec
import pytest

from libyamap.app.transaction import Transaction
from libyamap.domain.changes import ChangeFlags
from libyamap.domain.ids import new_id
from libyamap.domain.model import (
    FEATURE_CLASSES,
    Actor,
    Claim,
    Event,
    Involvement,
    Layer,
    Link,
    Record,
    Source,
)
from libyamap.domain.vocabulary import Kind
from libyamap.errors import Conflict, InvalidValue
from tests.support.fake_store import FakeStore

LAYER = Layer(id=new_id(), title="Layer")
ACTOR = Actor(id=new_id(), name="GNA")
SOURCE = Source(id=new_id(), title="Article")
EVENT = Event(id=new_id(), layer=LAYER.id, title="Talks", actors=(Involvement(ACTOR.id),))
NOBODY = new_id()


def run(*records: Record) -> Transaction:
    store = FakeStore()
    with store.transaction() as writer:
        transaction = Transaction(writer)
        for record in records:
            transaction.put(record)
    return transaction


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (msgspec.structs.replace(EVENT, layer=NOBODY), "layer"),
        (msgspec.structs.replace(EVENT, actors=(Involvement(ACTOR.id), Involvement(NOBODY))), "actors"),
        (Link(id=new_id(), layer=LAYER.id, title="x", origin=NOBODY, target=EVENT.id), "origin"),
        (Link(id=new_id(), layer=LAYER.id, title="x", origin=ACTOR.id, target=NOBODY), "target"),
        (Link(id=new_id(), layer=LAYER.id, title="x", origin=ACTOR.id), "target"),
        (Claim(id=new_id(), feature=NOBODY, source=SOURCE.id), "feature"),
        (Claim(id=new_id(), feature=EVENT.id, source=NOBODY), "source"),
        (msgspec.structs.replace(ACTOR, parent=NOBODY), "parent"),
        (Layer(id=new_id(), title="x", parent=ACTOR.id), "parent"),
        (msgspec.structs.replace(ACTOR, parent=ACTOR.id), "parent"),
    ],
)
def test_references_must_lead_somewhere(record: Record, field: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        run(LAYER, ACTOR, SOURCE, EVENT, record)
    assert caught.value.field == field


def test_a_link_may_join_actors_and_features_of_any_kind() -> None:
    features = [
        made(id=new_id(), layer=LAYER.id, title="x") for kind, made in FEATURE_CLASSES.items() if kind != "link"
    ]
    links = [Link(id=new_id(), layer=LAYER.id, title="x", origin=ACTOR.id, target=feature.id) for feature in features]
    transaction = run(LAYER, ACTOR, *features, *links)
    assert transaction.flags() == ChangeFlags.LAYERS | ChangeFlags.ACTORS | ChangeFlags.FEATURES
    assert transaction.feature(features[0].id) == features[0]
    assert transaction.feature(NOBODY) is None


@pytest.mark.parametrize("length", [2, 3])
def test_actors_cannot_be_part_of_themselves_by_a_detour(length: int) -> None:
    chain = [Actor(id=new_id(), name=str(at)) for at in range(length)]
    joined = [msgspec.structs.replace(below, parent=above.id) for above, below in itertools.pairwise(chain)]
    closing = msgspec.structs.replace(chain[0], parent=chain[-1].id)
    with pytest.raises(InvalidValue, match="part of itself"):
        run(*chain, *joined, closing)


def test_a_circle_that_a_damaged_file_holds_is_noticed_and_not_walked_for_ever() -> None:
    one, other = new_id(), new_id()
    store = FakeStore()
    with store.transaction() as writer:
        writer.put(Actor(id=one, name="One", parent=other))
        writer.put(Actor(id=other, name="Other", parent=one))
        with pytest.raises(InvalidValue, match="part of itself"):
            Transaction(writer).put(Actor(id=new_id(), name="Third", parent=one))


def test_a_record_that_breaks_its_own_rules_is_not_written() -> None:
    with pytest.raises(InvalidValue):
        run(msgspec.structs.replace(ACTOR, colour="red"))


def test_a_bulk_insert_is_checked_too() -> None:
    store = FakeStore()
    good = Event(id=new_id(), layer=LAYER.id, title="Good")
    with pytest.raises(InvalidValue), store.transaction() as writer:
        Transaction(writer).insert_many([good, msgspec.structs.replace(good, id=new_id(), title="")])
    assert store.snapshot() == {}


def test_deleting_what_is_gone_is_a_conflict() -> None:
    store = FakeStore()
    with pytest.raises(Conflict, match="removed in the meantime"), store.transaction() as writer:
        Transaction(writer).delete(Actor, NOBODY)


def test_putting_the_same_again_is_no_change() -> None:
    assert len(run(LAYER, LAYER).changes) == 1


@pytest.mark.parametrize("kind", Kind)
def test_features_of_every_kind_are_found_by_their_id(kind: Kind) -> None:
    feature = FEATURE_CLASSES[kind](id=new_id(), layer=LAYER.id, title="x")
    if isinstance(feature, Link):
        feature = msgspec.structs.replace(feature, origin=ACTOR.id, target=EVENT.id)
    assert run(LAYER, ACTOR, EVENT, feature).feature(feature.id) == feature


def test_many_are_deleted_whatever_their_ids_look_like() -> None:
    store = FakeStore()
    mine, theirs = Actor(id=new_id(), name="A"), Actor(id="of another program", name="B")
    with store.transaction() as writer:
        writer.put(mine)
        writer.put(theirs)
    with store.transaction() as writer:
        transaction = Transaction(writer)
        transaction.delete_many(Actor, [mine.id])
        transaction.delete_many(Actor, [theirs.id, mine.id, "gone"])
        assert transaction.changes.ids() == {mine.id, theirs.id}
    assert store.all(Actor) == []
