"""`libyamap import` of a large table leaves an index that the next opening finds."""

from pathlib import Path

import pytest

from libyamap.bootstrap import indexes, open_workspace
from libyamap.store.index.feature_index import LARGE_FROM
from libyamap.store.index.growing import Making
from tests.unit.cli.conftest import Run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """More rows than a small project has features."""
    path = tmp_path / "table.csv"
    rows = (f"{number},Clash {number},2016-05-19,32,15\n" for number in range(LARGE_FROM + 1))
    path.write_text("id,title,date,lat,lon\n" + "".join(rows), encoding="utf-8")
    return path


def test_the_next_opening_finds_the_index(run: Run, empty: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("import", table, "--into", empty).code == 0
    making = indexes.index_making()
    monkeypatch.setattr("libyamap.bootstrap.workspace.index_making", lambda: Making(making.cache, ("no-such-command",)))
    with open_workspace(empty) as workspace:
        progress = workspace.index.progress()
        assert (progress.ready, progress.fraction, progress.problem) == (True, 1.0, "")


def test_an_index_that_cannot_be_made_does_not_spoil_the_import(
    run: Run, empty: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = indexes.index_making()
    monkeypatch.setattr(indexes, "index_making", lambda: Making(making.cache, ("no-such-command",)))
    ran = run("import", table, "--into", empty)
    assert ran.code == 0
    assert ran.err == ""
    assert f"{LARGE_FROM + 1:,}" in ran.out


def test_a_small_project_gets_none(run: Run, empty: Path, tmp_path: Path, own_home: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("title,date,lat,lon\nClash,2016-05-19,32,15\n", encoding="utf-8")
    assert run("import", path, "--into", empty).code == 0
    assert not (own_home / ".cache" / "libyamap" / "index").exists()
