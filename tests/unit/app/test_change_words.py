"""What a step changed, for a reader."""

import msgspec
import pytest

from libyamap.app.change_words import FieldChange, change_in_words, namer, step_in_words, value_in_words
from libyamap.app.commands import Put, Remove
from libyamap.app.session import Session
from libyamap.domain.changes import Change
from libyamap.domain.geometry import line, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import RECORD_CLASSES, Actor, Alias, Claim, Event, Involvement, Layer, LayerShown
from libyamap.domain.vocabulary import Certainty, Reliability, Role
from tests.support.fake_areas import square
from tests.support.fake_store import FakeStore
from tests.unit.app.commands.records import ARTICLE, BATTLE, CLAIM, GNA, LAYER, LNA, OTHER_LAYER, RECORDS
from tests.unit.app.small_project import SmallStore

NAME = namer(SmallStore(RECORDS))


def test_a_change_lists_old_and_new() -> None:
    after = msgspec.structs.replace(
        BATTLE, layer=OTHER_LAYER.id, time="2016-05-19", where_prec=1, geometry=point(16.5, 31.2), certainty=None
    )
    words = change_in_words(Change(Event, BATTLE.id, BATTLE, after), NAME)
    assert (words.what, words.kind, words.id, words.title) == ("changed", "event", BATTLE.id, "Battle near Sirte")
    assert words.fields == (
        FieldChange("layer", "Layer", "Layer", "Other"),
        FieldChange("time", "Time", "about 18 May 2016 (2016-05-18~)", "19 May 2016 (2016-05-19)"),
        FieldChange("where_prec", "Place precision", "near the place", "exact place"),
        FieldChange("geometry", "Geometry", "31.20000, 16.60000", "31.20000, 16.50000"),
    )


def test_an_added_and_a_deleted_record_say_what_they_held() -> None:
    added = change_in_words(Change(Claim, CLAIM.id, None, CLAIM), NAME)
    assert (added.what, added.title) == ("added", "Article on Battle near Sirte")
    fields = {each.field: each for each in added.fields}
    assert fields["source"].after == "Article"
    assert fields["credibility"].after == "6, truth cannot be judged"
    assert fields["locator"] == FieldChange("locator", "Where in the source", "", "§ 3")
    assert "id" not in fields
    assert "note" not in fields
    deleted = change_in_words(Change(Actor, GNA.id, GNA, None), NAME)
    assert deleted.what == "deleted"
    assert {each.field: each.before for each in deleted.fields}["aliases"] == "الوفاق"


def test_what_is_gone_is_called_by_its_last_name() -> None:
    session = Session(FakeStore(), "Ada")
    actor = Actor(id=new_id(), name="Brigade 17")
    renamed = msgspec.structs.replace(actor, name="Brigade 18")
    for command in (Put(actor), Put(renamed), Remove(renamed)):
        session.run(command)
    name = namer(session.store)
    assert name(actor.id) == "Brigade 18 (deleted)"
    unknown = new_id()
    assert name(unknown) == unknown


def test_a_claim_that_is_gone_is_called_a_claim_and_not_by_its_id() -> None:
    session = Session(FakeStore(), "Ada")
    for record in (LAYER, GNA, LNA, ARTICLE, BATTLE, CLAIM):
        session.run(Put(record))
    session.run(Remove(CLAIM))
    assert namer(session.store)(CLAIM.id) == "a claim (deleted)"


def test_an_import_has_no_fields() -> None:
    words = change_in_words(Change(Event, BATTLE.id, None, None), NAME)
    assert (words.what, words.title, words.fields) == ("imported", "Battle near Sirte", ())


def test_a_step_counts_what_came_in_bulk() -> None:
    bulk = [Change(Event, each.id, None, None) for each in (BATTLE, BATTLE)]
    imported, renamed = step_in_words(
        [*bulk, Change(Actor, GNA.id, GNA, msgspec.structs.replace(GNA, name="X"))], NAME
    )[::-1]
    assert (imported.what, imported.kind, imported.title, imported.id) == ("imported", "event", "2 records", "")
    assert [each.label for each in renamed.fields] == ["Name"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("actors", (Involvement(GNA.id, Role.HOST), Involvement("gone")), "GNA (host); gone (actor)"),
        ("time", "nonsense", "nonsense"),
        ("where_prec", 99, "99"),
        ("radius_m", 12_500.0, "12.5 km"),
        ("certainty", Certainty.LIKELY, "likely (55–80 %)"),
        ("reliability", Reliability.B, "B, usually reliable"),
        ("opacity", 0.5, "50%"),
        ("visible", False, "no"),
        ("tags", ("a", "b"), "a, b"),
        ("attributes", {"x": 1, "y": None}, "x: 1; y: None"),
        ("attributes", {}, ""),
        ("size", 90, "90 bytes"),
        ("size", 3 * 1024**2, "3.0 MB"),
        ("geometry", square(10, 30), "an area with 5 corners around 30.500, 10.500"),
        ("geometry", line((0, 0), (2, 2)), "a line with 2 corners around 1.000, 1.000"),
        ("aliases", (Alias("one"), Alias("two", "ar")), "one, two"),
        ("layers", {LAYER.id: LayerShown(opacity=0.25), "x": LayerShown(visible=False)}, "Layer: 25%; x: hidden"),
        ("title", "", ""),
        ("geometry", None, ""),
    ],
)
def test_values_in_words(field: str, value: object, words: str) -> None:
    assert value_in_words(field, value, NAME) == words


def test_every_field_of_every_record_has_words() -> None:
    for record in (*RECORDS, ARTICLE):
        assert change_in_words(Change(type(record), record.id, None, record), NAME).fields
    assert {type(record) for record in RECORDS} <= set(RECORD_CLASSES)
    assert isinstance(LAYER, Layer)
