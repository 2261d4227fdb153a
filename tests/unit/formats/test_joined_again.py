"""Two data sets, joined where they tell the same event; what later editions of either do to it."""

from pathlib import Path

import msgspec
import pytest

from libyamap.app.commands import JoinEvents, TellApart
from libyamap.app.disputes import disputes
from libyamap.app.duplicates.apart import NOT_SAME
from libyamap.app.duplicates.as_claim import dataset_source_id
from libyamap.app.duplicates.finding import likely_pairs
from libyamap.app.session import Session
from libyamap.domain.geometry import point
from libyamap.domain.model import Actor, Claim, Event, Source
from libyamap.errors import Conflict, InvalidValue
from tests.unit.formats.conftest import Take, Taken

A = """id,date,latitude,longitude,title,actor1,deaths,source_url
a1,2016-05-19,32.3,15.1,Clash near Misrata,Brigade,3,https://a.example/1
a2,2016-05-20,31.2,16.6,Shelling of Sirte,Army,0,https://a.example/2
"""
B = """event_id,event_date,lat,lon,title,actor1,killed,source_url
b1,2016-05-20,32.32,15.12,Clash near Misrata,Brigade,5,https://b.example/1
b2,2016-06-01,27.0,14.4,Protest in Sabha,Students,0,https://b.example/2
"""


@pytest.fixture
def both(take: Take, tmp_path: Path) -> Taken:
    """The two data sets in one project."""
    write(tmp_path, "a.csv", A)
    write(tmp_path, "b.csv", B)
    take(tmp_path / "a.csv")
    return take(tmp_path / "b.csv")


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def events(session: Session) -> dict[str, Event]:
    return {event.dataset_id: event for event in session.store.all(Event)}


def everything(session: Session) -> list[object]:
    return [session.store.all(kind) for kind in (Event, Claim, Actor, Source)]


def joined(taken: Taken) -> tuple[Event, dict[str, Claim]]:
    """Join b1 into a1: the event, and its claims by the title of their source."""
    session = taken.session
    found = events(session)
    session.run(JoinEvents(found["a1"], found["b1"]))
    return told(session)


def told(session: Session) -> tuple[Event, dict[str, Claim]]:
    event = events(session)["a1"]
    sources = {source.id: source for source in session.store.all(Source)}
    claims = {
        sources[claim.source].url or sources[claim.source].title: claim for claim in session.store.claims_of([event.id])
    }
    return event, claims


def test_the_likely_pair_is_found_and_only_that(both: Taken) -> None:
    (pair,) = likely_pairs(both.session.store)
    found = events(both.session)
    assert (pair.keep, pair.join) == (found["a1"].id, found["b1"].id)
    assert pair.words == "one day apart, 2.9 km apart, one actor in common, the same title"


def test_what_the_other_said_stands_as_claims_beside_it(both: Taken) -> None:
    before = events(both.session)
    event, claims = joined(both)
    assert set(events(both.session)) == {"a1", "a2", "b2"}
    assert event == before["a1"]
    assert set(claims) == {"https://a.example/1", "https://b.example/1", "b"}
    of_b = claims["b"]
    assert (of_b.locator, of_b.says_time, of_b.says_geometry) == ("b1", "2016-05-20", before["b1"].geometry)
    assert "killed: 5" in of_b.note
    assert claims["https://b.example/1"].says_time == "2016-05-20"
    assert [each.field for each in disputes(event, claims.values(), {})] == ["time", "geometry"]
    assert likely_pairs(both.session.store) == []


def test_undo_and_redo(both: Taken) -> None:
    before = everything(both.session)
    joined(both)
    after = everything(both.session)
    both.session.undo()
    assert everything(both.session) == before
    both.session.redo()
    assert everything(both.session) == after


@pytest.mark.parametrize("apart", [False, True])
def test_the_same_edition_again_changes_nothing(
    both: Taken, take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    if apart:
        monkeypatch.setattr("libyamap.app.importing.importer.WORTH_BYTES", 0)
    joined(both)
    before = everything(both.session)
    for name in ("b.csv", "a.csv"):
        outcome = take(tmp_path / name).outcome
        assert (outcome.rows, outcome.accepted, outcome.unchanged, outcome.updated) == (2, 2, 2, 0)
    assert everything(both.session) == before


def test_a_later_edition_changes_the_claim_and_adds_no_event(both: Taken, take: Take, tmp_path: Path) -> None:
    joined(both)
    later = B.replace("b1,2016-05-20,32.32", "b1,2016-05-21,32.33").replace("Brigade,5", "Brigade,7")
    outcome = take(write(tmp_path, "b.csv", later)).outcome
    assert (outcome.accepted, outcome.updated, outcome.unchanged) == (1, 1, 1)
    event, claims = told(both.session)
    assert set(events(both.session)) == {"a1", "a2", "b2"}
    assert event.time == "2016-05-19"
    for name in ("b", "https://b.example/1"):
        assert claims[name].says_time == "2016-05-21"
        assert claims[name].says_geometry == point(15.12, 32.33)
    assert "killed: 7" in claims["b"].note
    both.session.undo()
    assert told(both.session)[1]["b"].says_time == "2016-05-20"


def test_a_later_edition_of_the_one_that_stayed_leaves_the_claim(both: Taken, take: Take, tmp_path: Path) -> None:
    joined(both)
    outcome = take(write(tmp_path, "a.csv", A.replace("a1,2016-05-19", "a1,2016-05-20"))).outcome
    assert (outcome.updated, outcome.unchanged) == (1, 1)
    event, claims = told(both.session)
    assert (event.time, claims["b"].says_time) == ("2016-05-20", "2016-05-20")
    assert [each.field for each in disputes(event, claims.values(), {})] == ["geometry"]


def test_undone_the_event_is_its_data_sets_again(both: Taken, take: Take, tmp_path: Path) -> None:
    joined(both)
    both.session.undo()
    outcome = take(write(tmp_path, "b.csv", B.replace("b1,2016-05-20", "b1,2016-05-21"))).outcome
    assert (outcome.updated, outcome.unchanged) == (1, 1)
    assert events(both.session)["b1"].time == "2016-05-21"


def test_without_its_claim_the_row_comes_in_anew(both: Taken, take: Take, tmp_path: Path) -> None:
    _, claims = joined(both)
    with both.session.store.transaction() as writer:
        writer.delete(Claim, claims["b"].id)
    assert take(tmp_path / "b.csv").outcome.accepted == 2
    assert "b1" in events(both.session)


def test_a_joined_event_is_joined_again_with_all_its_claims(both: Taken, take: Take, tmp_path: Path) -> None:
    joined(both)
    third = write(tmp_path, "c.csv", A.replace("a1,2016-05-19", "c1,2016-05-19").replace("a2", "c2"))
    take(third)
    found = events(both.session)
    both.session.run(JoinEvents(found["c1"], found["a1"]))
    kept = both.session.store.claims_of([found["c1"].id])
    assert {dataset_source_id("a"), dataset_source_id("b")} <= {claim.source for claim in kept}
    for name in ("a.csv", "b.csv", "c.csv"):
        outcome = take(tmp_path / name).outcome
        assert outcome.unchanged == 2, name


def test_what_somebody_entered_without_a_source_is_not_lost(both: Taken) -> None:
    found = events(both.session)
    by_hand = msgspec.structs.replace(
        found["a2"], id=dataset_source_id("an event"), dataset="", dataset_id="", dataset_digest="", title="Mine"
    )
    with both.session.store.transaction() as writer:
        writer.put(by_hand)
    both.session.run(JoinEvents(found["a2"], by_hand))
    notes = [claim.note for claim in both.session.store.claims_of([found["a2"].id])]
    assert any(note.startswith("Mine\n") for note in notes)


def test_told_apart_is_remembered_through_editions_and_taken_back(both: Taken, take: Take, tmp_path: Path) -> None:
    session = both.session
    found = events(session)
    session.run(TellApart(found["b1"], found["a1"]))
    assert likely_pairs(session.store) == []
    take(write(tmp_path, "a.csv", A.replace("Brigade,3", "Brigade,4")))
    assert events(session)["a1"].attributes == {**found["a1"].attributes, "deaths": "4", NOT_SAME: found["b1"].id}
    assert likely_pairs(session.store) == []
    session.run(TellApart(found["a1"], found["b1"], apart=False))
    assert len(likely_pairs(session.store)) == 1
    session.undo()
    assert likely_pairs(session.store) == []


def test_what_cannot_be_joined_is_said(both: Taken) -> None:
    found = events(both.session)
    with pytest.raises(InvalidValue, match="with itself"):
        both.session.run(JoinEvents(found["a1"], found["a1"]))
    with pytest.raises(InvalidValue, match="from itself"):
        both.session.run(TellApart(found["a1"], found["a1"]))
    both.session.run(JoinEvents(found["a1"], found["b1"]))
    with pytest.raises(Conflict, match="deleted in the meantime"):
        both.session.run(JoinEvents(found["a1"], found["b1"]))
