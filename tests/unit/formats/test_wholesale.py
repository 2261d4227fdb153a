"""Rows made a column at a time are the rows made one by one; what is not as the program writes it is left to those."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyamap.app.exporting.dossier import whole
from libyamap.app.exporting.dossiers import Dossiers
from libyamap.app.exporting.export import _batch_of
from libyamap.app.exporting.pieces import Piece
from libyamap.app.exporting.rows import ExportBatch, flat_cells, flat_columns_of
from libyamap.app.exporting.wholesale import Wholesale
from libyamap.app.ports import ProjectStore
from libyamap.app.viewport import EVERYTHING
from libyamap.bootstrap import EXAMPLE, new_project, open_store
from libyamap.domain.geometry import line, point
from libyamap.domain.ids import new_id, new_ids
from libyamap.domain.model import (
    FEATURE_CLASSES,
    Actor,
    Claim,
    Event,
    Feature,
    Involvement,
    Layer,
    Link,
    Site,
    Source,
    Zone,
)
from libyamap.domain.vocabulary import Certainty, Role, Status
from libyamap.store.project import GeoPackageStore
from tests.support.fake_areas import FakeAreas

LAYER = Layer(id=new_id(), title="A layer")
ACTORS = (Actor(id=new_id(), name="One"), Actor(id=new_id(), name="Two"))
SOURCE = Source(id=new_id(), title="A source", url="https://example.org")
EXTRA = ("a", "b", "c")


def batches(store: ProjectStore, kind: type[Feature]) -> tuple[ExportBatch | None, ExportBatch]:
    """By columns, and one by one."""
    piece = Piece(kind, "", "")
    dossiers = Dossiers(store, FakeAreas(), EVERYTHING, None, whole)
    fast, slow = Wholesale(store).batch(piece, EXTRA), _batch_of(dossiers.of(piece), EXTRA)
    if fast is not None:
        assert [tuple(cells) for cells in flat_columns_of(fast)] == list(zip(*flat_cells(fast), strict=True))
        fast = fast._replace(geometries=list(fast.geometries))
    return fast, slow


def test_the_example(tmp_path: Path) -> None:
    new_project(tmp_path / "p.gpkg", "P", EXAMPLE)
    with closing(open_store(tmp_path / "p.gpkg", read_only=True)) as store:
        by_columns = 0
        for kind in FEATURE_CLASSES.values():
            fast, slow = batches(store, kind)
            assert fast is None or fast == slow
            assert fast is not None or kind in {Zone, Link} or not slow.rows
            by_columns += len(fast.rows) if fast else 0
    assert by_columns > 10


PLACES = st.one_of(
    st.none(),
    st.builds(point, st.floats(-180, 180), st.floats(-90, 90)),
    st.just(line((1.0, 2.0), (3.0, 4.0))),
)
LETTERS = "x'é=\n\""
CELLS = st.text(LETTERS, max_size=3) | st.integers(-5, 5) | st.booleans() | st.none() | st.just(1.5)


ACTORS_SOME = st.lists(st.sampled_from(ACTORS), unique_by=lambda actor: actor.id, max_size=2)


@st.composite
def events(draw: st.DrawFn) -> list[tuple[Event, bool]]:
    """Some events, and whether a source says them."""
    text = st.text(LETTERS, max_size=3)
    same_place = draw(st.booleans())  # a column of points alone is read in another way
    places = st.just(point(1.0, 2.0)) if same_place else PLACES
    return [
        (
            Event(
                id=record_id, layer=LAYER.id, title=draw(text) or "E", description=draw(text), type=draw(text),
                status=draw(st.sampled_from(Status)), certainty=draw(st.none() | st.sampled_from(Certainty)),
                time=draw(st.sampled_from(("", "2016-05", "2016-05-01/.."))),
                where_prec=draw(st.none() | st.integers(1, 7)), geometry=draw(places),
                radius_m=draw(st.none() | st.sampled_from((500.0, 1000.0))),
                tags=tuple(draw(st.lists(st.sampled_from("ab;"), max_size=2))),
                actors=tuple(Involvement(each.id, draw(st.sampled_from(Role))) for each in draw(ACTORS_SOME)),
                attributes=draw(st.dictionaries(st.sampled_from("abc"), CELLS, max_size=2)),
                dataset=draw(text), dataset_id=draw(text),
            ),
            draw(st.booleans()),
        )
        for record_id in new_ids(draw(st.integers(1, 5)))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a layer, actors and a source."""
    path = tmp_path_factory.mktemp("empty") / "p.gpkg"
    store = GeoPackageStore.create(path)
    with store.transaction() as writer:
        for record in (LAYER, *ACTORS, SOURCE):
            writer.put(record)
    store.close()
    return path


def holding(empty: Path, folder: Path, records: list[tuple[Event, bool]]) -> Iterator[GeoPackageStore]:
    (folder / "p.gpkg").write_bytes(empty.read_bytes())
    store = GeoPackageStore.open(folder / "p.gpkg")
    with store.transaction() as writer:
        for event, is_said in records:
            writer.put(event)
            if is_said:
                writer.put(Claim(id=new_id(), feature=event.id, source=SOURCE.id, note="So."))
    yield store
    store.close()


@settings(max_examples=20, deadline=None)
@given(events())
def test_any_events(empty: Path, tmp_path_factory: pytest.TempPathFactory, records: list[tuple[Event, bool]]) -> None:
    for store in holding(empty, tmp_path_factory.mktemp("some"), records):
        fast, slow = batches(store, Event)
        assert fast == slow
        assert {event.id: event for event, _ in records} == {each.id: each for each in store.between(Event, "", "")}


def some() -> list[tuple[Event, bool]]:
    return [(Event(id=each, layer=LAYER.id, title="E", geometry=point(1.0, 2.0)), False) for each in new_ids(2)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "rumoured"),
        ("layer", None),
        ("title", None),
        ("title", b"bytes"),
        ("attributes", "no JSON"),
        ("tags", '{"a": 1}'),
        ("geom", b"GP no geometry"),
        ("where_prec", "near"),
        ("where_prec", 1.5),
        ("radius_m", "far"),
    ],
)
def test_a_row_of_another_program_is_made_one_by_one(empty: Path, tmp_path: Path, column: str, value: Any) -> None:
    for store in holding(empty, tmp_path, some()):
        with closing(sqlite3.connect(store.path)) as other, other:
            for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                other.execute(f'DROP TRIGGER "{trigger}"')
            other.execute(f'UPDATE events SET "{column}" = ? WHERE fid = 1', (value,))
        fast, slow = batches(store, Event)
        assert fast is None
        assert len(slow.rows) == 2


def test_an_empty_piece(empty: Path, tmp_path: Path) -> None:
    for store in holding(empty, tmp_path, []):
        assert batches(store, Site) == (None, ExportBatch([], []))
