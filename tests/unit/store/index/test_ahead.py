"""The texts of a larger project are made beside its columns: the same ones, and never of other rows."""

import multiprocessing
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from libyamap import bootstrap
from libyamap.domain.geometry import point
from libyamap.store.index.columns import ahead, worker
from libyamap.store.index.columns.arrays import Column
from libyamap.store.index.columns.files import open_columns, read_manifest
from libyamap.store.index.columns.making import fids_of, make_columns, make_texts
from libyamap.store.project import GeoPackageStore
from tests.unit.store.samples import event, fill

TITLES = ("Clash near Misrata", "غارة على سرت", "O'Brien's convoy", "Café_24 burnt", "", "clash  near  misrata")


@pytest.fixture
def project(path: Path) -> Path:
    """Six events."""
    store = GeoPackageStore.create(path)
    fill(store, *(event(title, point(number, 30)) for number, title in enumerate(TITLES)))
    store.close()
    return path


@pytest.fixture(autouse=True)
def every_project_is_large_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the second process help at once."""
    monkeypatch.setattr(ahead, "LEAST", 0)


def test_they_are_what_would_have_been_made_afterwards(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = made(project, tmp_path / "beside", monkeypatch, afterwards=False)
    assert said.count({"done": "texts"}) == 1
    monkeypatch.setattr(ahead, "LEAST", 10**9)
    made(project, tmp_path / "afterwards", monkeypatch, afterwards=True)
    first, second = (columns(tmp_path / name) for name in ("beside", "afterwards"))
    assert first.keys() == second.keys() == {"words", "starts", "title_rank", "place_rank"}
    for name, column in first.items():
        np.testing.assert_array_equal(column, second[name])
    assert bytes(first["words"]).count(b"\n") == len(TITLES)
    assert sorted(each.name for each in (tmp_path / "beside").iterdir()) == ["columns", "state.json", "texts"]


def test_texts_of_other_rows_are_made_again(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "fids_of", lambda known: [each[:-1] for each in fids_of(known)])
    made(project, tmp_path / "index", monkeypatch, afterwards=True)
    assert bytes(columns(tmp_path / "index")["words"]).count(b"\n") == len(TITLES) - 1


def test_a_helper_that_ends_is_done_without(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end_the_helper(*asked: Any) -> Any:
        for process in multiprocessing.active_children():
            process.kill()
        return make_columns(*asked)

    monkeypatch.setattr(worker, "make_columns", end_the_helper)
    made(project, tmp_path / "index", monkeypatch, afterwards=True)
    assert bytes(columns(tmp_path / "index")["words"]).count(b"\n") == len(TITLES)
    assert not multiprocessing.active_children()


def made(project: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *, afterwards: bool) -> list[dict[str, object]]:
    """Make the index here; `afterwards`: whether this process is to make the texts itself."""
    calls: list[int] = []

    def noted(*asked: Any) -> Any:
        calls.append(1)
        return make_texts(*asked)

    said: list[dict[str, object]] = []
    with closing(bootstrap.areas()) as areas, monkeypatch.context() as patch:
        patch.setattr(worker, "make_texts", noted)
        assert worker.make(project, folder, "test", areas, said.append) == 0
    assert bool(calls) == afterwards
    return said


def columns(folder: Path) -> dict[str, Column]:
    return open_columns(folder / "texts", read_manifest(folder / "texts"))
