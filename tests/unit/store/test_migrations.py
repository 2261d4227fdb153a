"""A project file of every schema there ever was is kept, and opens today with all that was in it.

A change of the tables needs a migration, and a new file kept beside the old ones:
`python -m tests.unit.store.test_migrations tests/data/projects/NAME.gpkg`, NAME being that of the newest migration.
"""

import datetime as dt
import hashlib
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from libyamap.app.commands import InsertMany, Put, create
from libyamap.app.session import Session
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.model import (
    RECORD_CLASSES,
    Actor,
    Alias,
    Attachment,
    Claim,
    Event,
    Involvement,
    Layer,
    LayerShown,
    Link,
    Presence,
    Project,
    Record,
    SavedFilter,
    SavedView,
    Site,
    Source,
    Zone,
)
from libyamap.domain.vocabulary import ActorKind, Certainty, Reliability, Role, Stance, Status
from libyamap.errors import WorldError
from libyamap.store import migrations
from libyamap.store.migrations import MIGRATIONS, Migration
from libyamap.store.project import GeoPackageStore

KEPT = Path(__file__).parents[2] / "data" / "projects"
AT = dt.datetime(2016, 5, 19, 9, 30, tzinfo=dt.UTC)


def _id(number: int) -> str:
    return f"0154c8a0-0000-7000-8000-{number:012x}"


RING = (10.0, 30.0), (12.0, 30.0), (12.0, 32.0), (10.0, 30.0)
PROJECT = Project(id=_id(0), title="Kept", as_of="2016-05~", bounds=(9.0, 19.0, 26.0, 34.0), focus=("LBY", "TUN"))
LAYER = Layer(id=_id(1), title="Everything", position=3, visible=False, opacity=0.5)
ACTOR = Actor(id=_id(2), name="GNA", kind=ActorKind.GOVERNMENT, colour="#0072B2", aliases=(Alias("حكومة", "ar"),))
PART = Actor(id=_id(3), name="Guard", parent=ACTOR.id, country="LBY")
SOURCE = Source(id=_id(4), title="Article", published="2016-05~", reliability=Reliability.B)
EVENT = Event(
    id=_id(5),
    layer=LAYER.id,
    title="Talks",
    status=Status.PROPOSED,
    certainty=Certainty.LIKELY,
    time="2016-05-16/..",
    where_prec=2,
    geometry=point(13.18, 32.89),
    radius_m=12_500.0,
    actors=(Involvement(ACTOR.id, Role.INITIATOR), Involvement(PART.id)),
    tags=("one", "two"),
    attributes={"text": "x", "whole": 1, "broken": 1.5, "flag": True, "none": None},
)
PRESENCE = Presence(id=_id(6), layer=LAYER.id, title="Somewhere", where_prec=6, country="LBY")
SITE = Site(id=_id(7), layer=LAYER.id, title="Ras Ajdir", geometry=point(11.56, 33.15), where_prec=1)
ZONE = Zone(id=_id(8), layer=LAYER.id, title="Z", geometry=Geometry(GeometryType.MULTIPOLYGON, ((RING,),)))
LINK = Link(id=_id(9), layer=LAYER.id, title="L", origin=ACTOR.id, target=EVENT.id, geometry=line((1, 2), (3, 4)))
CLAIM = Claim(id=_id(10), feature=EVENT.id, source=SOURCE.id, locator="§ 3", stance=Stance.DISPUTES, credibility=3)
MANY = tuple(
    Site(id=_id(20 + at), layer=LAYER.id, title=str(at), geometry=point(at, at), where_prec=1) for at in range(3)
)
RENAMED = msgspec.structs.replace(SITE, title="Ras Jedir")
BEGINNING: tuple[Record, ...] = (LAYER, ACTOR, PART, SOURCE, EVENT, PRESENCE, SITE, ZONE, LINK, CLAIM)
FILE = b"%PDF-1.7 kept"
SAYS = Claim(
    id=_id(11),
    feature=EVENT.id,
    source=SOURCE.id,
    says_time="2016-05-17",
    says_actors=(Involvement(PART.id, Role.HOST),),
    says_place="Sirte",
    says_geometry=Geometry(GeometryType.POLYGON, (RING,)),
)
ATTACHED = Attachment(
    id=_id(12),
    claim=SAYS.id,
    name="page.pdf",
    media_type="application/pdf",
    sha256=hashlib.sha256(FILE).hexdigest(),
    size=len(FILE),
)
FILTER = SavedFilter(id=_id(13), title="Talks", filter='{"text":"talks"}', position=2)
VIEW = SavedView(
    id=_id(14),
    title="Coast",
    bounds=(9.0, 30.0, 25.0, 34.0),
    layers={LAYER.id: LayerShown(visible=False, opacity=0.5)},
    window="2016-05-01/2016-05-31",
    theme="print",
    as_of="2016-05",
    content='{"callouts":[]}',
)
IMPORTED = Event(
    id=_id(15), layer=LAYER.id, title="Imported", dataset="ucdp", dataset_id="7", dataset_digest="ab12",
)  # fmt: skip
LATER: tuple[Record, ...] = (SAYS, ATTACHED, FILTER, VIEW, IMPORTED)
FIRST = {record.id: record for record in (PROJECT, *BEGINNING, RENAMED, *MANY)}
HELD: dict[str, dict[str, Record]] = {
    "first-schema": FIRST,
    "claims-say-more": FIRST | {record.id: record for record in LATER},
}
"""What each kept file holds; its steps are to create, to rename and to insert in bulk."""


def make(path: Path) -> None:
    """A project with every sort of record and of step."""
    with closing(GeoPackageStore.create(path)) as store:
        session = Session(store, "kept", lambda: AT)
        with store.transaction() as writer:
            writer.put_bytes(FILE)
        session.run(create(PROJECT, tuple(Put(record) for record in (*BEGINNING, *LATER))))
        session.run(Put(RENAMED))
        session.run(InsertMany(MANY, "Insert three"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")


def records_of(store: GeoPackageStore) -> dict[str, Record]:
    return {record.id: record for record_type in RECORD_CLASSES for record in store.all(record_type)}


@pytest.fixture(params=sorted(KEPT.glob("*.gpkg")), ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path))


def test_one_is_kept_of_each_schema() -> None:
    assert {path.stem for path in KEPT.glob("*.gpkg")} == {migration.name for migration in MIGRATIONS}


def test_a_kept_project_opens_with_all_that_was_in_it(kept: Path) -> None:
    expected = HELD[kept.stem]
    with closing(GeoPackageStore.open(kept)) as store:
        assert records_of(store) == expected
        assert store.problems() == []
        assert [(each.number, each.at, each.author) for each in store.revisions()] == [
            (n, AT, "kept") for n in (1, 2, 3)
        ]
        session = Session(store, "me")
        session.undo()
        session.undo()
        assert records_of(store)[SITE.id] == SITE
        session.redo()
        session.redo()
        assert records_of(store) == expected
        assert store.problems() == []


def test_a_kept_project_has_the_tables_of_a_new_one(kept: Path, tmp_path: Path) -> None:
    """Fails when the tables change without a migration."""
    new = tmp_path / "new.gpkg"
    GeoPackageStore.create(new).close()
    with closing(GeoPackageStore.open(kept)) as store, store.transaction():
        pass
    assert tables(kept) == tables(new)


_EVERYTHING = """
SELECT type, name, CASE type WHEN 'table' THEN '' ELSE sql END FROM sqlite_master
UNION ALL
SELECT 'column', m.name, p.name || p.type || p."notnull" || coalesce(p.dflt_value, '') || p.pk
FROM sqlite_master AS m, pragma_table_info(m.name) AS p WHERE m.type = 'table'
UNION ALL
SELECT 'reference', m.name, p."from" || p."table" || p."to"
FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS p WHERE m.type = 'table'
UNION ALL
SELECT 'contents', table_name, data_type || identifier || description FROM gpkg_contents
"""


def tables(path: Path) -> list[tuple[object, ...]]:
    """Everything in the schema; of a table its columns and references, in whatever order they came to be."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(_EVERYTHING).fetchall()
    return sorted(found)


def _add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE layers ADD COLUMN mood TEXT")
    connection.execute("UPDATE layers SET mood = 'calm'")


def _fail_halfway(connection: sqlite3.Connection) -> None:
    _add_column(connection)
    connection.execute("INSERT INTO no_such_table VALUES (1)")


def names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM yamap_migrations ORDER BY fid")]


def test_a_step_is_done_once_and_recorded(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [migration.name for migration in MIGRATIONS]
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Migration("moods", _add_column)))
    for _ in range(2):
        with closing(GeoPackageStore.open(kept)) as store:
            assert records_of(store) == HELD[kept.stem]
    assert names_in(kept) == [*before, "moods"]
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT mood FROM layers").fetchall() == [("calm",)]
    monkeypatch.undo()
    with pytest.raises(WorldError, match="newer version"):
        GeoPackageStore.open(kept)


def test_a_step_that_fails_leaves_the_file_as_it_was(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(kept)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Migration("moods", _fail_halfway)))
    with pytest.raises(sqlite3.OperationalError, match="no_such_table"):
        GeoPackageStore.open(kept)
    monkeypatch.undo()
    assert tables(kept) == before
    assert kept.read_bytes()[18:20] == b"\x01\x01"  # not in WAL mode
    with closing(GeoPackageStore.open(kept)) as store:
        assert records_of(store) == HELD[kept.stem]
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_an_older_file_that_can_only_be_read_is_a_sentence(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Migration("moods", _add_column)))
    before = kept.read_bytes()
    with pytest.raises(WorldError, match="older version"):
        GeoPackageStore.open(kept, read_only=True)
    assert kept.read_bytes() == before


if __name__ == "__main__":
    make(Path(sys.argv[1]))
