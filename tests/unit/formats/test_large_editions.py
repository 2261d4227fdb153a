"""A new edition in which very many rows have changed: it is put by the piece, and comes to the same."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from libyamap.app import history
from libyamap.app.commands import Put
from libyamap.app.importing import editions
from libyamap.app.importing.importer import Importer
from libyamap.app.importing.planned import Choices
from libyamap.app.importing.rows import Cancelled
from libyamap.app.session import Session
from libyamap.bootstrap import areas, open_store
from libyamap.domain.geometry import line
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Link
from libyamap.store.project import GeoPackageStore
from tests.unit.formats.conftest import Take, Taken
from tests.unit.formats.test_tables_of_people import workbook

_HEADING = ("id", "date", "latitude", "longitude", "title", "actor", "source_url")


@pytest.fixture
def session(tmp_path: Path, empty_project: Path) -> Iterator[Session]:
    """A session with map data, so that links follow their ends."""
    path = tmp_path / "into.gpkg"
    path.write_bytes(empty_project.read_bytes())
    with closing(open_store(path)) as store, closing(areas()) as ground:
        yield Session(store, "tester", areas=ground)


@pytest.fixture
def by_the_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few rows are too many to be held."""
    monkeypatch.setattr(editions, "_MOST_HELD", 3)
    monkeypatch.setattr(editions, "_SETTLED_AFTER", 2)
    monkeypatch.setattr(history, "_AT_ONCE", 2)


def edition(path: Path, said: str, north: float) -> Path:
    """Two sheets of rows, some of them without an id, one with that of another row."""
    rows: list[tuple[object, ...]] = [
        (f"a{at}", "2016-05-19", 30 + north + at / 100, 15.5, f"{said} {at}", f"Actor {at % 3}", f"https://{said}.org")
        for at in range(12)
    ]
    unnamed = [("", "2016-05-20", 31.5, 16.5, "Nobody gave it an id", "Actor 1", "")]
    twice = [("a3", "2016-05-21", 32.5, 17.5, "Has the id of another", "Actor 2", "")]
    more = [(f"b{at}", "2016-05-22", 29 + north, 14.5, f"{said} in the west {at}", "", "") for at in range(4)]
    return workbook(path, {"east": [_HEADING, *rows, *unnamed], "west": [_HEADING, *twice, *more]})


def told(taken: Taken) -> dict[str, tuple[object, ...]]:
    """What the features say, by their identities."""
    return {
        each.dataset_id: (each.title, each.time, each.geometry, each.dataset_digest, taken.actors_of(each))
        for each in taken.features
        if not isinstance(each, Link)
    }


@pytest.mark.usefixtures("by_the_piece")
def test_by_the_piece(take: Take, session: Session, tmp_path: Path) -> None:
    _changes_and_goes_back(take, session, tmp_path)


def test_at_once(take: Take, session: Session, tmp_path: Path) -> None:
    _changes_and_goes_back(take, session, tmp_path)


def _changes_and_goes_back(take: Take, session: Session, tmp_path: Path) -> None:
    take(edition(tmp_path / "data.xlsx", "said", 0))
    first = {each.dataset_id: each for each in session.store.all(Event)}
    one, other = first["a1"], first["b2"]
    assert one.geometry
    assert other.geometry
    ends = [next(one.geometry.positions()), next(other.geometry.positions())]
    session.run(
        Put(Link(id=new_id(), layer=one.layer, title="x", geometry=line(*ends), origin=one.id, target=other.id))
    )
    before = [*session.store.all(Event), *session.store.all(Link), *session.store.all(Claim)]

    taken = take(edition(tmp_path / "data.xlsx", "now", 1))
    outcome = taken.outcome
    assert (outcome.rows, outcome.updated, outcome.unchanged, outcome.rejected) == (18, 16, 1, 1)
    assert outcome.reasons[0].row == 14
    after = {each.dataset_id: each for each in session.store.all(Event)}
    assert {key: each.id for key, each in after.items()} == {key: each.id for key, each in first.items()}
    assert {each.title for each in after.values()} == {
        *(f"now {at}" for at in range(12)), "Nobody gave it an id", *(f"now in the west {at}" for at in range(4))
    }  # fmt: skip
    (link,) = session.store.all(Link)
    now = [after[key].geometry for key in ("a1", "b2")]
    assert link.geometry
    assert [*link.geometry.positions()] == [next(each.positions()) for each in now if each]
    assert len(session.store.all(Claim)) == 24  # each row's new address is one more source
    assert [each.change.before for each in session.store.history_of(one.id)][-1] == one
    changed = {each.id for each in [*after.values(), link] if each not in before}
    seen = taken.session.undo()
    assert seen
    assert changed <= set(seen.ids)
    assert [*session.store.all(Event), *session.store.all(Link), *session.store.all(Claim)] == before
    session.redo()
    assert {each.dataset_id: each for each in session.store.all(Event)} == after
    assert session.store.all(Link) == [link]
    assert isinstance(session.store, GeoPackageStore)
    assert session.store.problems() == []


class _Heard(list[float]):
    """Progress that was told, until it has gone so far."""

    limit = 2.0

    def __call__(self, rows: int, done: float) -> None:
        """Note it."""
        assert rows >= 0
        self.append(done)
        if done >= self.limit:
            raise Cancelled


@pytest.mark.usefixtures("by_the_piece")
def test_its_progress_goes_on_and_it_can_be_cancelled(
    imports: Importer, take: Take, session: Session, tmp_path: Path
) -> None:
    take(edition(tmp_path / "data.xlsx", "said", 0))
    before = session.store.all(Event)
    later = edition(tmp_path / "data.xlsx", "now", 1)
    heard = _Heard()
    heard.limit = 0.8
    with pytest.raises(Cancelled):
        imports.run(session, later, Choices(), heard)
    assert heard[-1] < 1
    assert session.store.all(Event) == before
    heard = _Heard()
    imports.run(session, later, Choices(), heard)
    assert heard == sorted(heard)
    assert heard[-1] == 1
    assert sum(0.2 < each < 0.9 for each in heard) > 3
