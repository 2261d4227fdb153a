"""Adding and editing one record; two people may edit one record at once."""

import msgspec
import pytest

from libyamap.app.commands import Add, Edit, Put, Remove
from libyamap.app.session import Session
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, SavedView
from libyamap.errors import Conflict
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import ARTICLE, BATTLE, GNA, LAYER


def test_titles() -> None:
    longer = Event(id=new_id(), layer=LAYER.id, title="a\n" + "b" * 100)
    changed = msgspec.structs.replace(BATTLE, time="2016", place="Sirte", title="New")
    assert Add(BATTLE).title == "Add event ‘Battle near Sirte’"
    assert Add(SavedView(id=new_id(), title="Coast")).title == "Add saved view ‘Coast’"
    assert Add(Claim(id=new_id(), feature="", source="")).title == "Add a claim"
    assert Add(longer).title == f"Add event ‘a {'b' * 77}…’"
    assert Edit(BATTLE, changed).title == "Change ‘Battle near Sirte’ (title, time, place)"
    assert Edit(BATTLE, changed).name == "edit-event"
    more = msgspec.structs.replace(changed, country="LBY", tags=())
    assert Edit(BATTLE, more).title == "Change ‘Battle near Sirte’ (title, time and 3 more)"


def test_an_id_is_taken_once(session: Session) -> None:
    with pytest.raises(Conflict, match="same id"):
        session.run(Add(BATTLE))


def test_only_what_the_form_changed_is_written(session: Session, store: FakeStore) -> None:
    theirs = msgspec.structs.replace(BATTLE, place="Sirte")
    session.run(Put(theirs))
    session.run(Edit(BATTLE, msgspec.structs.replace(BATTLE, time="2016-05")))
    assert store.get(Event, BATTLE.id) == msgspec.structs.replace(theirs, time="2016-05")


def test_the_same_field_changed_twice_is_refused_by_name(session: Session, store: FakeStore) -> None:
    session.run(Put(msgspec.structs.replace(BATTLE, time="2016-06")))
    before = store.snapshot()
    with pytest.raises(Conflict, match="time of ‘Battle near Sirte’ was changed by somebody else"):
        session.run(Edit(BATTLE, msgspec.structs.replace(BATTLE, time="2016-05")))
    assert store.snapshot() == before


def test_the_same_change_made_twice_is_no_conflict(session: Session, store: FakeStore) -> None:
    wanted = msgspec.structs.replace(BATTLE, time="2016-06")
    session.run(Put(wanted))
    revision = store.revision()
    session.run(Edit(BATTLE, wanted))
    assert store.revision() == revision


def test_what_was_deleted_meanwhile_cannot_be_edited(session: Session) -> None:
    lonely = Event(id=new_id(), layer=LAYER.id, title="Lonely")
    session.run(Add(lonely))
    session.run(Remove(lonely))
    with pytest.raises(Conflict, match="‘Lonely’ was deleted"):
        session.run(Edit(lonely, msgspec.structs.replace(lonely, title="X")))


def test_an_actor_and_a_source_are_edited_alike(session: Session, store: FakeStore) -> None:
    session.run(Edit(GNA, msgspec.structs.replace(GNA, short_name="G")))
    session.run(Edit(ARTICLE, msgspec.structs.replace(ARTICLE, title="The article")))
    assert [revision.title for revision in store.revisions()[-2:]] == [
        "Change ‘GNA’ (short name)",
        "Change ‘Article’ (title)",
    ]
