"""Claims with what is attached to them; back to earlier states."""

import msgspec
import pytest

from libyamap.app.commands import (
    Attach,
    Detach,
    InsertMany,
    Move,
    Put,
    Remove,
    RemoveClaim,
    Revert,
    RevertTo,
    SetClaim,
)
from libyamap.app.history import MANY
from libyamap.app.media import media_type_of
from libyamap.app.session import Session
from libyamap.domain.checks import MAX_ATTACHMENT_BYTES
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Attachment, Claim, Event, Layer, Site
from libyamap.errors import Conflict, InvalidValue
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import ARTICLE, BATTLE, CLAIM, GNA, LAYER, LNA, SEAT, SUPPORT, WEST


def test_a_claim_is_set_and_deleted(session: Session, store: FakeStore) -> None:
    claim = Claim(id=new_id(), feature=WEST.id, source=ARTICLE.id, says_time="2016-04")
    session.run(SetClaim(claim, WEST))
    assert store.claims_of([WEST.id]) == [claim]
    with pytest.raises(InvalidValue, match="another feature"):
        session.run(SetClaim(claim, BATTLE))
    with pytest.raises(InvalidValue, match="not a time"):
        session.run(SetClaim(msgspec.structs.replace(claim, says_time="May"), WEST))
    session.run(RemoveClaim(claim, WEST))
    assert store.claims_of([WEST.id]) == []
    assert [each.title for each in store.revisions()[-2:]] == ["Set a claim on ‘West’", "Delete a claim on ‘West’"]


def test_a_file_is_kept_by_what_it_is_not_what_it_is_called(session: Session, store: FakeStore) -> None:
    session.run(Attach(CLAIM, "picture.png", b"%PDF-1.7 ..."))
    (attached,) = store.all(Attachment)
    assert (attached.media_type, attached.size) == ("application/pdf", 12)
    assert store.get_bytes(attached.sha256) == b"%PDF-1.7 ..."
    session.run(Detach(attached))
    assert store.all(Attachment) == []
    session.undo()
    assert store.all(Attachment) == [attached]
    assert store.get_bytes(attached.sha256) == b"%PDF-1.7 ..."
    assert [each.title for each in store.revisions()[1:3]] == [
        "Attach ‘picture.png’",
        "Remove attachment ‘picture.png’",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"MZ\x90\x00\x03", "no picture, PDF"),
        (b"\x7fELF\x02", "no picture, PDF"),
        (b"PK\x03\x04\x14\x00", "no picture, PDF"),
        (b"a\x00b", "no picture, PDF"),
        (b"\xff\xfe\xfd", "no picture, PDF"),
        (bytes(MAX_ATTACHMENT_BYTES + 1), "has 50 MB; at most 50 MB"),
    ],
)
def test_what_runs_or_is_too_large_is_not_attached(session: Session, store: FakeStore, data: bytes, said: str) -> None:
    before = store.snapshot()
    with pytest.raises(InvalidValue, match=said):
        session.run(Attach(CLAIM, "report.pdf", data))
    assert store.snapshot() == before


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x1cftypavif", "image/avif"),
        (b"\x00\x00\x00\x1cftypheic", "image/heic"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", "text/html"),
        (b'<?xml version="1.0"?>\n<svg xmlns="x">', "image/svg+xml"),
        (b"From: <Saved by Blink>\r\n", "multipart/related"),
        ("Ein Bericht über Misrata, مصراتة".encode(), "text/plain"),
        ("é".encode() * 40_000, "text/plain"),
        (b"x" + "é".encode() * 40_000, "text/plain"),
        ("é".encode("latin-1"), None),
    ],
)
def test_kinds_of_files(data: bytes, media_type: str | None) -> None:
    assert media_type_of(data) == media_type


def test_a_record_goes_back_to_a_revision(session: Session, store: FakeStore) -> None:
    first = store.revision()
    session.run(Move(BATTLE, 17.0, 31.0))
    second = store.revision()
    session.run(Put(msgspec.structs.replace(BATTLE, title="Renamed")))
    session.run(Revert(BATTLE, second))
    moved = store.get(Event, BATTLE.id)
    assert moved is not None
    assert (moved.title, moved.geometry and moved.geometry.coordinates) == (BATTLE.title, (17.0, 31.0))
    session.run(Revert(BATTLE, first))
    assert store.get(Event, BATTLE.id) == BATTLE
    assert store.revisions()[-1].title == f"Revert ‘Battle near Sirte’ to revision {first}"
    session.undo()
    assert store.get(Event, BATTLE.id) == moved


def test_a_deleted_feature_comes_back_with_its_claims(session: Session, store: FakeStore) -> None:
    session.run(Remove(SUPPORT))
    number = store.revision()
    before = store.snapshot()
    session.run(Remove(BATTLE))
    session.run(Put(Layer(id=new_id(), title="later")))
    session.run(Revert(BATTLE, number))
    assert {key: record for key, record in store.snapshot().items() if key in before} == before


def test_what_did_not_exist_then_cannot_be_brought_back(session: Session) -> None:
    late = Site(id=new_id(), layer=LAYER.id, title="Late")
    session.run(Put(late))
    with pytest.raises(Conflict, match="‘Late’ did not exist at revision 1"):
        session.run(Revert(late, 1))


def test_what_the_old_state_referred_to_is_named_where_it_is_gone(session: Session, store: FakeStore) -> None:
    number = store.revision()
    session.run(Remove(GNA, LNA))
    with pytest.raises(Conflict, match="‘Battle near Sirte’ referred to the actor ‘GNA’ then, which was deleted since"):
        session.run(Revert(BATTLE, number))
    session.run(Revert(GNA, number))
    session.run(Revert(BATTLE, number))
    assert store.get(Event, BATTLE.id) == BATTLE


def test_an_import_is_reverted_in_bulk(session: Session, store: FakeStore) -> None:
    then, number = store.snapshot(), store.revision()
    events = tuple(Event(id=new_id(), layer=LAYER.id, title=str(each)) for each in range(MANY + 1))
    session.run(InsertMany(events, "Bulk"))
    session.run(SetClaim(Claim(id=new_id(), feature=events[3].id, source=ARTICLE.id), events[3]))
    with store.transaction() as writer:
        writer.put(Claim(id=new_id(), feature=events[4].id, source=ARTICLE.id))  # by another program
    now = store.snapshot()
    session.run(RevertTo(number))
    assert store.snapshot() == then
    session.undo()
    assert store.snapshot() == now


def test_the_whole_project_goes_back_and_forth(session: Session, store: FakeStore) -> None:
    then = store.snapshot()
    number = store.revision()
    group = Layer(id="ffffffff-0000-7000-8000-000000000000", title="Group")
    inside = Layer(id=new_id(), title="Inside", parent=group.id)
    session.run(Put(group))
    session.run(Put(inside))
    site = Site(id=new_id(), layer=inside.id, title="New")
    session.run(Put(site))
    session.run(Put(Claim(id=new_id(), feature=site.id, source=ARTICLE.id)))
    session.run(InsertMany((Event(id=new_id(), layer=LAYER.id, title="Bulk"),), "Bulk"))
    session.run(Move(SEAT, 1.0, 1.0))
    session.run(Remove(SUPPORT))
    session.run(Remove(BATTLE))
    session.run(Put(Actor(id=new_id(), name="New", parent=GNA.id)))
    now = store.snapshot()
    session.run(RevertTo(number))
    assert store.snapshot() == then
    assert store.revisions()[-1].title == f"Revert everything to revision {number}"
    session.undo()
    assert store.snapshot() == now
    session.redo()
    assert store.snapshot() == then
