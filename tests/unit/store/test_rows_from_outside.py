"""Rows that another program has edited: nobody is locked out, and `problems` tells what fell back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from libyamap.domain.geometry import point
from libyamap.domain.ids import checked_id, new_id
from libyamap.domain.model import RECORD_CLASSES, Actor, Claim, Event, Involvement, Layer, Link, Project, Source, Zone
from libyamap.domain.vocabulary import Role, Status
from libyamap.errors import Conflict, WorldError
from libyamap.store import functions
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import ACTOR, LAYER, OTHER, SOURCE, event

EVENT = event("A", point(13, 32), actors=(Involvement(ACTOR.id), Involvement(OTHER.id, Role.TARGET)), time="2016-05~")
RECORDS = (
    EVENT,
    Zone(id=new_id(), layer=LAYER.id, title="Z"),
    Link(id=new_id(), layer=LAYER.id, title="L"),
    Claim(id=new_id(), feature=EVENT.id, source=SOURCE.id, credibility=3),
)


@contextmanager
def another_program(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection with the functions that every GIS brings, without foreign keys."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        functions.register(connection)
        yield connection


@pytest.fixture
def edited(store: GeoPackageStore, path: Path) -> Path:
    with store.transaction() as writer:
        for record in RECORDS:
            writer.put(record)
    store.close()
    return path


def read_everything(store: GeoPackageStore) -> int:
    return sum(len(store.all(record_type)) for record_type in RECORD_CLASSES)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE events SET status = 'rumoured'", "status is an unknown word, “rumoured”"),
        ("UPDATE events SET certainty = 7", "certainty is an unknown word"),
        ("UPDATE events SET time = 'last spring'", "not a time"),
        ("UPDATE events SET where_prec = 99", "Place precision"),
        ("UPDATE events SET where_prec = 'near'", "where_prec is not a whole number"),
        ("UPDATE events SET radius_m = -1", "radius"),
        ("UPDATE events SET radius_m = 'wide'", "radius_m is not a number"),
        ("UPDATE events SET country = 'Libya'", "country code"),
        ("UPDATE events SET symbol = 'tank'", "symbol"),
        ("UPDATE events SET tags = 'one, two'", "tags"),
        ("UPDATE events SET attributes = '[1]'", "attributes"),
        ('UPDATE events SET attributes = \'{"a": {"b": 1}}\'', "attributes"),
        ("UPDATE events SET attributes = printf('%.*c', 100000, '[')", "attributes"),
        ("UPDATE events SET title = NULL", "title is missing"),
        ("UPDATE events SET title = x'00ff'", "title is not a text"),
        ("UPDATE events SET layer = NULL", "layer is missing"),
        ("UPDATE events SET layer = 'gone'", "refers to something that is not in “layers”"),
        ("UPDATE events SET geom = x'4750'", "geometry is not a GeoPackage geometry"),
        ("UPDATE events SET geom = 'POINT (1 2)'", "geometry is not a geometry"),
        ("UPDATE events SET id = 'one'", "is not an id"),
        ("UPDATE events SET id = x'01'", "id is not a text"),
        ("UPDATE zones SET geom = (SELECT geom FROM events)", "geometry is a Point, which does not fit"),
        ("UPDATE links SET geom = (SELECT geom FROM events)", "geometry is a Point, which does not fit"),
        ("UPDATE feature_actors SET role = 'hero'", "role is an unknown word, “hero”"),
        ("UPDATE feature_actors SET actor = 'gone'", "refers to something that is not in “actors”"),
        ("UPDATE actors SET colour = 'red'", "colour"),
        ("UPDATE actors SET aliases = '{}'", "aliases"),
        ("UPDATE layers SET visible = 'yes'", "visible is neither 0 nor 1"),
        ("UPDATE layers SET opacity = 9", "Opacity"),
        ("UPDATE claims SET credibility = 0", "Credibility"),
        ("UPDATE claims SET source = NULL", "source is missing"),
        ("UPDATE yamap_project SET bounds = '[1, 2]'", "bounds"),
        ("UPDATE yamap_project SET bounds = '[0, 50, 10, 40]'", "opening view"),
        ("DELETE FROM events", "to a feature that is gone"),
        ("DELETE FROM rtree_events_geom", "spatial index of “events”"),
        ("UPDATE rtree_events_geom SET minx = 13.5, maxx = 13.6", "spatial index of “events”"),
        ("INSERT INTO rtree_sites_geom VALUES (7, 1, 1, 2, 2)", "spatial index of “sites”"),
        ("DROP TRIGGER rtree_zones_geom_insert", "spatial index of “zones” are missing"),
    ],
)
def test_it_falls_back_and_is_told(edited: Path, statement: str, told: str) -> None:
    with another_program(edited) as connection:
        connection.execute(statement)
    rows = 0 if statement.startswith("DELETE FROM events") else 1
    with closing(GeoPackageStore.open(edited)) as store:
        problems = store.problems()
        assert any(told in problem for problem in problems), problems
        assert all(problem.endswith(".") for problem in problems)
        assert len(store.all(Event)) == rows
        assert read_everything(store) == 4 + 5 - (1 - rows)
        for each in store.all(Event):
            assert each.span is not None
            assert each.layer in {LAYER.id, "gone"}


def test_text_that_is_no_utf_8_is_shown(edited: Path) -> None:
    with another_program(edited) as connection:
        connection.execute("UPDATE events SET title = CAST(x'41ff42' AS TEXT)")
    with closing(GeoPackageStore.open(edited)) as store:
        assert store.all(Event)[0].title == "A\N{REPLACEMENT CHARACTER}B"


def test_a_fallback_can_be_mended(edited: Path) -> None:
    with another_program(edited) as connection:
        connection.execute("UPDATE events SET status = 'rumoured', geom = x'4750'")
    with closing(GeoPackageStore.open(edited)) as store:
        (found,) = store.all(Event)
        assert (found.status, found.geometry) == (Status.REPORTED, None)
        with store.transaction() as writer:
            writer.put(msgspec.structs.replace(found, geometry=point(14, 33)))
        assert store.problems() == []


def test_a_row_added_without_an_id_gets_one_and_is_seen(edited: Path) -> None:
    with another_program(edited) as connection:
        connection.execute("INSERT INTO sites (title) VALUES ('added elsewhere')")
        connection.execute("INSERT INTO sites (title) VALUES ('another')")
    with closing(GeoPackageStore.open(edited)) as store:
        from libyamap.domain.model import Site

        first, second = store.all(Site)
        assert first.id != second.id
        assert checked_id(first.id)[14] == "7"
        assert first.layer == LAYER.id
        with store.transaction() as writer:
            writer.put(first)
        assert "layer is missing" in " ".join(store.problems())


def test_undo_does_not_run_over_an_edit_from_outside(edited: Path) -> None:
    from libyamap.app.commands import Put
    from libyamap.app.session import Session

    with closing(GeoPackageStore.open(edited)) as store:
        session = Session(store, "me")
        session.run(Put(msgspec.structs.replace(EVENT, title="B")))
        with another_program(edited) as connection:
            connection.execute("UPDATE events SET title = 'C'")
        with pytest.raises(Conflict):
            session.undo()
        assert store.all(Event)[0].title == "C"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER spy AFTER INSERT ON events BEGIN DELETE FROM claims; END",
        "CREATE TRIGGER spy BEFORE UPDATE ON gpkg_contents BEGIN DELETE FROM claims; END",
        "CREATE TRIGGER spy AFTER INSERT ON rtree_events_geom_rowid BEGIN DELETE FROM claims; END",
        (
            "DROP TRIGGER rtree_sites_geom_delete; CREATE TRIGGER rtree_sites_geom_delete AFTER DELETE ON sites "
            "BEGIN DELETE FROM claims; END"
        ),
    ],
)
def test_code_that_we_did_not_write_never_runs(edited: Path, statement: str) -> None:
    with another_program(edited) as connection:
        connection.executescript(statement)
    with closing(GeoPackageStore.open(edited)) as store:
        assert store.read_only
        assert any("only be read" in problem for problem in store.problems())
        with pytest.raises(WorldError, match="only be read"), store.transaction():
            pass
        assert len(store.all(Claim)) == 1
        store.copy_to(edited.with_name("copy.gpkg"))
        with pytest.raises(WorldError, match="not ours"):
            store.copy_to(edited.with_name("past.gpkg"), revision=1)
        assert not edited.with_name("past.gpkg").exists()
    with closing(GeoPackageStore.open(edited.with_name("copy.gpkg"))) as copy:
        assert len(copy.all(Claim)) == 1


def test_a_column_for_readers_that_was_dropped_is_missed_by_nobody_who_reads(edited: Path) -> None:
    with another_program(edited) as connection:
        connection.execute("ALTER TABLE sites DROP COLUMN layer_title")
    with closing(GeoPackageStore.open(edited)) as store:
        store.copy_to(edited.with_name("copy.gpkg"))
        assert len(store.all(Claim)) == 1


def test_tables_and_triggers_of_others_do_no_harm(edited: Path) -> None:
    with another_program(edited) as connection:
        connection.executescript(
            "CREATE TABLE layer_styles (id); CREATE TRIGGER style AFTER INSERT ON layer_styles BEGIN SELECT 1; END;"
            "CREATE VIEW names AS SELECT name FROM actors; ALTER TABLE events ADD COLUMN mine TEXT"
        )
    with closing(GeoPackageStore.open(edited)) as store:
        assert not store.read_only
        assert store.problems() == []
        with store.transaction() as writer:
            writer.put(msgspec.structs.replace(EVENT, title="B"))
        assert store.all(Event)[0].title == "B"


def test_a_damaged_history_is_a_sentence(edited: Path) -> None:
    from libyamap.app.commands import Put
    from libyamap.app.session import Session

    with closing(GeoPackageStore.open(edited)) as store:
        session = Session(store, "me")
        session.run(Put(msgspec.structs.replace(EVENT, title="B")))
        for damage in (
            "\"before\" = '{'",
            "\"before\" = '[]'",
            "\"before\" = printf('%.*c', 100000, '[')",
            "record_type = 'x'",
            "ids = x'00'",
            '"before" = 5',
            '"after" = \'{"geometry": {"type": "Point", "coordinates": ["a"]}}\'',
        ):
            with another_program(edited) as connection:
                connection.execute(f"UPDATE yamap_changes SET {damage}")
            with pytest.raises(WorldError, match=r"history|changed from outside"):
                session.undo()
        assert store.all(Event)[0].title == "B"


def test_actors_and_project_are_read_whatever_they_hold(edited: Path) -> None:
    with another_program(edited) as connection:
        connection.execute("UPDATE actors SET kind = 'gang', parent = id, country = 'x'")
        connection.execute("UPDATE yamap_project SET focus = 'LBY', as_of = 'now'")
        connection.execute("UPDATE sources SET reliability = 'Z', published = '?'")
    with closing(GeoPackageStore.open(edited)) as store:
        assert {actor.name for actor in store.all(Actor)} == {ACTOR.name, OTHER.name}
        assert store.all(Project)[0].as_of == ""
        assert store.all(Source)[0].title == SOURCE.title
        assert store.all(Layer) == [LAYER]
