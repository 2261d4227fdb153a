"""Large files are read by a process of their own: the same rows, the same errors, and an end when nobody wants more."""

import multiprocessing
from pathlib import Path

import pytest

from libyamap.app.importing import importer as importing
from libyamap.app.importing.planned import Choices
from libyamap.app.importing.rows import Cancelled
from libyamap.domain.model import Event
from libyamap.errors import WorldError
from tests.unit.formats.conftest import DATA, Take

HEAD = "id,title,date,lat,lon\n"


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read all files apart, so that small ones will do."""
    monkeypatch.setattr(importing, "WORTH_BYTES", 0)


def test_rows_and_reasons_are_the_same(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    apart = take("acled_new.csv")
    monkeypatch.setattr(importing, "WORTH_BYTES", 10**12)
    here = take("acled_new.csv")
    assert (here.outcome.unchanged, here.outcome.updated) == (3, 0)  # equal to the last digest
    assert here.outcome.reasons == apart.outcome.reasons
    placed = [feature.geometry for feature in apart.session.store.all(Event)]
    assert placed[0] is not None
    assert placed[0].coordinates == (14.4283, 27.0377)


def test_rows_of_several_processes_keep_their_order_and_are_counted_together(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = [f"{number},Row {number},2016-05-19,32,15\n" for number in range(1, 25_001)]
    for number in (5_000, 15_000, 24_000):  # one in each share's batches, and two that lie at 0, 0
        lines[number - 1] = f"{number},Row {number},2016-05-19,95,15\n"
    for number in (6_000, 16_000):
        lines[number - 1] = f"{number},Row {number},2016-05-19,0,0\n"
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    taken = take(path)
    outcome = taken.outcome
    assert (outcome.rows, outcome.accepted, outcome.rejected) == (25_000, 24_997, 3)
    assert [each.row for each in outcome.reasons] == [5_000, 15_000, 24_000]
    assert any(note.startswith("2 rows lie at 0, 0") for note in outcome.notes)
    ids = [int(feature.dataset_id) for feature in taken.session.store.all(Event)]
    assert ids == sorted(ids)
    assert len(ids) == 24_997


def test_notes_come_across(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,date,place\nClash,2016-05-19,Misrata\n", encoding="utf-8")
    assert any("nothing is placed by a name unasked" in note for note in take(path).outcome.notes)


def test_errors_come_across(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEAD + "1,A,2016-05-19,32,15\n" * 20_000 + '2,"' + "x" * 17_000_000, encoding="utf-8")
    with pytest.raises(WorldError, match="cannot be read as a table"):
        take(path)
    assert not multiprocessing.active_children()


def test_cancelling_ends_the_other_process(take: Take, tmp_path: Path) -> None:
    taken = take(DATA / "acled_old.csv")
    path = tmp_path / "long.csv"
    path.write_text(HEAD + "".join(f"{number},A,2016-05-19,32,15\n" for number in range(30_000)), encoding="utf-8")

    def stop(rows: int, done: float) -> None:
        if rows >= 10_000 and done <= 1:
            raise Cancelled

    made = importing_again()
    before = taken.session.store.revision()
    with pytest.raises(Cancelled):
        made.run(taken.session, path, Choices(), stop)
    made.close()
    assert taken.session.store.revision() == before
    assert len(taken.session.store.all(Event)) == 2
    assert not multiprocessing.active_children()


def importing_again() -> importing.Importer:
    from libyamap.bootstrap import importer

    return importer()
