"""Backups are made when they are due, and the oldest give way."""

import datetime as dt
from pathlib import Path

import pytest

from libyamap.app import backups as module
from libyamap.app.backups import DAY, STEPS, Backup, Backups
from libyamap.domain.ids import new_id
from libyamap.errors import WorldError

NOON = dt.datetime(2026, 5, 19, 12, tzinfo=dt.UTC)
PROJECT = new_id()


def write(path: Path) -> None:
    path.write_bytes(b"x" * 1000)


def made(backups: Backups, revision: int, at: dt.datetime) -> Backup | None:
    return backups.make(write, revision, 1000, at)


def test_the_first_is_due_at_once_and_the_next_when_it_is_old_or_far_behind(tmp_path: Path) -> None:
    backups = Backups(tmp_path, PROJECT)
    assert backups.is_due(1, NOON)
    assert not backups.is_due(0, NOON)
    made(backups, 10, NOON)
    assert not backups.is_due(10, NOON + 9 * DAY)
    assert not backups.is_due(11, NOON + DAY / 2)
    assert backups.is_due(11, NOON + DAY)
    assert backups.is_due(10 + STEPS, NOON)
    assert backups.is_due(11, NOON - 2 * DAY)
    assert Backups(tmp_path, new_id()).is_due(1, NOON)
    assert not Backups(tmp_path, PROJECT, keep=0).is_due(1000, NOON + 9 * DAY)


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    backups = Backups(tmp_path, PROJECT, keep=3)
    (tmp_path / "backups" / PROJECT).mkdir(parents=True)
    other = tmp_path / "backups" / PROJECT / "mine.gpkg"
    write(other)
    for day in range(5):
        assert made(backups, day + 1, NOON + day * DAY)
    assert [each.revision for each in backups.all()] == [5, 4, 3]
    assert [each.at for each in backups.all()] == [NOON + day * DAY for day in (4, 3, 2)]
    assert other.exists()


def test_together_they_take_so_much_room_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 2500)
    backups = Backups(tmp_path, PROJECT)
    for day in range(4):
        made(backups, day + 1, NOON + day * DAY)
    assert [each.revision for each in backups.all()] == [4, 3]
    monkeypatch.setattr(module, "MOST_BYTES", 1)
    made(backups, 9, NOON + 9 * DAY)
    assert [each.revision for each in backups.all()] == [9]


@pytest.mark.logs("No backup was made")
def test_a_backup_that_fails_costs_the_backup_alone(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        raise WorldError(f"{path.name}: the disk is full.")

    failing = Backups(tmp_path, PROJECT)
    assert failing.make(fail, 1, 1000, NOON) is None
    assert not failing.is_due(1, NOON + DAY / 48)
    assert failing.is_due(1, NOON + DAY / 24)
    assert Backups(tmp_path, PROJECT).make(write, 1, 2**62, NOON) is None
    (tmp_path / "file").write_text("")
    assert made(Backups(tmp_path / "file", PROJECT), 1, NOON) is None


def test_a_project_id_is_never_a_path(tmp_path: Path) -> None:
    made(Backups(tmp_path, "../../x"), 1, NOON)
    assert (tmp_path / "backups" / "unnamed").is_dir()
