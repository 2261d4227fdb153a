"""Deleting: what is in use is kept, or another takes its place."""

import msgspec
import pytest

from libyamap.app.commands import Put, Remove, RemoveMany, ReplaceActor
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Alias, Attachment, Claim, Event, Involvement, Layer, Link, Record, Source
from libyamap.domain.vocabulary import Role
from libyamap.errors import InvalidValue
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import (
    ARTICLE,
    BATTLE,
    CLAIM,
    GNA,
    LAYER,
    LNA,
    OTHER_LAYER,
    RECORDS,
    SEAT,
    SUPPORT,
    WEST,
)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (GNA, "It is still used by ‘Battle near Sirte’ and 2 more; change or delete those first."),
        (LAYER, "It is still used by ‘Battle near Sirte’ and 3 more; change or delete those first."),
        (ARTICLE, "It is still used by ‘a claim’; change or delete those first."),
        (BATTLE, "It is still used by ‘Support’; change or delete those first."),
    ],
)
def test_what_is_in_use_is_kept(session: Session, store: FakeStore, record: Record, said: str) -> None:
    before = store.snapshot()
    with pytest.raises(InvalidValue) as refused:
        session.run(Remove(record))
    assert str(refused.value) == said
    assert store.snapshot() == before


def test_an_actor_gives_way_to_another_everywhere(session: Session, store: FakeStore) -> None:
    part = Actor(id=new_id(), name="Guard", parent=GNA.id)
    said = Claim(id=new_id(), feature=BATTLE.id, source=ARTICLE.id, says_actors=(Involvement(GNA.id),))
    for record in (part, said):
        session.run(Put(record))
    before = store.snapshot()
    command = Remove(GNA, LNA)
    assert command.title == "Delete ‘GNA’, with ‘LNA’ in its place"
    session.run(command)
    assert store.get(Actor, GNA.id) is None
    battle, link = store.get(Event, BATTLE.id), store.get(Link, SUPPORT.id)
    assert battle is not None
    assert link is not None
    assert battle.actors == (Involvement(LNA.id, Role.INITIATOR), Involvement(LNA.id))
    assert link.origin == LNA.id
    assert store.get(Actor, part.id) == msgspec.structs.replace(part, parent=LNA.id)
    assert store.get(Claim, said.id) == msgspec.structs.replace(said, says_actors=(Involvement(LNA.id),))
    session.undo()
    assert store.snapshot() == before


def test_a_part_that_takes_the_place_moves_up(session: Session, store: FakeStore) -> None:
    above = Actor(id=new_id(), name="State")
    session.run(Put(above))
    session.run(Put(msgspec.structs.replace(GNA, parent=above.id)))
    guard = Actor(id=new_id(), name="Guard", parent=GNA.id)
    session.run(Put(guard))
    session.run(Remove(GNA, guard))
    assert store.get(Actor, guard.id) == msgspec.structs.replace(guard, parent=above.id)


def test_two_actors_become_one_that_keeps_all_names(session: Session, store: FakeStore) -> None:
    same = Actor(id=new_id(), name="Unity government", short_name="GNA", aliases=(Alias("Governo"), Alias("GNA")))
    session.run(Put(same))
    session.run(ReplaceActor(same, GNA))
    found = store.get(Actor, GNA.id)
    assert found is not None
    assert [alias.text for alias in found.aliases] == ["الوفاق", "Unity government", "Governo"]
    assert store.revisions()[-1].title == "Merge actor ‘Unity government’ into ‘GNA’"


def test_sources_layers_and_ends_of_links_give_way_too(session: Session, store: FakeStore) -> None:
    other = Source(id=new_id(), title="Other")
    session.run(Put(other))
    session.run(Remove(ARTICLE, other))
    session.run(Remove(LAYER, OTHER_LAYER))
    session.run(Remove(BATTLE, SEAT))
    assert store.all(Source) == [other]
    assert store.all(Layer) == [OTHER_LAYER]
    assert [link.target for link in store.all(Link)] == [SEAT.id]
    assert store.all(Claim) == []


@pytest.mark.parametrize(("record", "by"), [(GNA, ARTICLE), (GNA, GNA), (LAYER, GNA), (ARTICLE, BATTLE)])
def test_only_its_like_can_take_a_place(session: Session, record: Record, by: Record) -> None:
    with pytest.raises(InvalidValue, match="cannot take the place"):
        session.run(Remove(record, by))


def test_a_link_would_lead_to_itself(session: Session, store: FakeStore) -> None:
    before = store.snapshot()
    with pytest.raises(InvalidValue, match="‘Support’ would lead from something to itself"):
        session.run(Remove(BATTLE, GNA))
    assert store.snapshot() == before


def test_claims_and_what_is_attached_go_along_and_come_back(session: Session, store: FakeStore) -> None:
    session.run(Remove(SUPPORT))
    with store.transaction() as writer:
        digest = writer.put_bytes(b"page")
    page = Attachment(id=new_id(), claim=CLAIM.id, name="p", media_type="text/html", sha256=digest, size=4)
    session.run(Put(page))
    before = store.snapshot()
    session.run(Remove(BATTLE))
    assert store.all(Claim) == []
    assert store.all(Attachment) == []
    session.undo()
    assert store.snapshot() == before
    session.run(Remove(CLAIM))
    assert store.all(Attachment) == []
    session.undo()
    assert store.snapshot() == before


def test_several_go_at_once_links_first(session: Session, store: FakeStore) -> None:
    before = store.snapshot()
    session.run(RemoveMany((BATTLE, WEST, SUPPORT)))
    assert store.revisions()[-1].title == "Delete 3 features"
    assert store.all(Link) == []
    assert store.all(Event) == []
    session.undo()
    assert store.snapshot() == before
    with pytest.raises(InvalidValue, match="‘Support’"):
        session.run(RemoveMany((BATTLE, WEST)))
    assert store.snapshot() == before
    assert len(store.snapshot()) == len(RECORDS)
