"""Projects are made whole or not at all, and an open one keeps everything that shows it in step."""

import datetime as dt
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from libyamap.app.commands import Put
from libyamap.bootstrap import EXAMPLE, asset, example_path, example_workspace, new_project, open_workspace, projects
from libyamap.domain.geometry import point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Site
from libyamap.errors import ReadOnlyProject, WorldError
from libyamap.settings import Settings

WORLD = (-180.0, -85.0, 180.0, 85.0)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_empty_project_is_one_file_with_its_title(tmp_path: Path) -> None:
    path = tmp_path / "sahel.gpkg"
    new_project(path, "Sahel")
    assert names_in(tmp_path) == ["sahel.gpkg"]
    with open_workspace(path) as workspace:
        assert workspace.project.title == "Sahel"
        assert workspace.session.store.revision() == 1
        assert not workspace.session.store.read_only


def test_the_example_is_full(tmp_path: Path) -> None:
    path = tmp_path / "libya.gpkg"
    new_project(path, "ignored", EXAMPLE)
    with open_workspace(path) as workspace:
        state = workspace.viewing.state
        assert workspace.project.focus == ("LBY",)
        assert len(workspace.index.features_in(WORLD, state.shown_layers())) > 20


def test_an_unknown_example_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="no example"):
        new_project(tmp_path / "x.gpkg", "x", "atlantis")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.gpkg"
    if kind == "file":
        path.write_text("mine", encoding="utf-8")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(WorldError, match="there already"):
        new_project(path, "x")
    assert names_in(tmp_path) == ["x.gpkg"]
    assert kind != "file" or path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.gpkg"

    def another_is_faster(beside: Path, _title: str, _example: str | None) -> None:
        beside.write_text("ours", encoding="utf-8")
        path.write_text("mine", encoding="utf-8")

    monkeypatch.setattr(projects, "_build", another_is_faster)
    with pytest.raises(WorldError, match="there already"):
        new_project(path, "x")
    assert path.read_text(encoding="utf-8") == "mine"
    assert names_in(tmp_path) == ["x.gpkg"]


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    new_project(tmp_path / "x.gpkg", "x")
    assert names_in(tmp_path) == ["x.gpkg"]
    with pytest.raises(WorldError, match="there already"):
        new_project(tmp_path / "x.gpkg", "x")


def test_the_sentence_names_the_file_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(beside: Path, _title: str, _example: str | None) -> None:
        raise WorldError(f"The disk is full, so nothing was written to “{beside.name}”; make room and try again.")

    monkeypatch.setattr(projects, "_build", full)
    with pytest.raises(WorldError, match=r"“x\.gpkg”"):
        new_project(tmp_path / "x.gpkg", "x")


@pytest.mark.parametrize("name", ["x", "x.gpkg.txt", "nowhere/x.gpkg"])
def test_no_place_for_a_project(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorldError):
        new_project(tmp_path / name, "x")
    assert names_in(tmp_path) == []


def test_the_users_example_is_made_once_and_kept(own_home: Path) -> None:
    with example_workspace() as workspace:
        assert workspace.session.store.path == example_path()
        assert own_home in example_path().parents
        layer = workspace.session.store.all(Layer)[0]
        workspace.session.run(Put(Site(id=new_id(), layer=layer.id, title="Mine")))
    with example_workspace() as workspace:
        assert any(site.title == "Mine" for site in workspace.session.store.all(Site))


def test_a_missing_asset_is_a_sentence() -> None:
    with pytest.raises(WorldError, match=r"nothing\.like\.this.*install libyamap again"):
        asset("nothing.like.this")


def test_a_damaged_project_is_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    new_project(path, "x")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM yamap_project")
    connection.close()
    with pytest.raises(WorldError, match="no description"):
        open_workspace(path)
    path.unlink()


def test_settings_decide_how_it_looks(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    new_project(path, "x")
    with open_workspace(path, settings=Settings(theme="dark", map_language="ar", relief=True)) as workspace:
        state = workspace.viewing.state
        assert (state.theme, state.language, state.relief) == ("dark", "ar", True)


def test_a_change_reaches_index_and_page(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    new_project(path, "x", EXAMPLE)
    with open_workspace(path) as workspace:
        calls: list[str] = []
        end = workspace.subscribe_drawing(lambda: calls.append("out of date"))
        layer = next(iter(workspace.viewing.state.shown_layers()))
        site = Site(id=new_id(), layer=layer, title="New", where_prec=1, geometry=point(20, 30))
        workspace.session.run(Put(site))
        assert site in workspace.index.features_in((19, 29, 21, 31), frozenset({layer}))
        assert calls == ["out of date"]
        workspace.viewing.change(theme="dark")
        workspace.viewing.change(bounds=(1.0, 2.0, 3.0, 4.0))
        assert len(calls) == 2
        end()
        workspace.viewing.change(theme="light")
        assert len(calls) == 2


def test_read_only_is_only_read(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    new_project(path, "x")
    before = path.read_bytes()
    with open_workspace(path, read_only=True) as workspace, pytest.raises(ReadOnlyProject):
        workspace.session.run(Put(Layer(id=new_id(), title="No")))
    assert path.read_bytes() == before
    assert names_in(tmp_path) == ["x.gpkg"]


def test_a_copy_of_the_file_is_a_copy_of_the_project(tmp_path: Path) -> None:
    new_project(tmp_path / "x.gpkg", "x", EXAMPLE)
    shutil.copyfile(tmp_path / "x.gpkg", tmp_path / "y.gpkg")
    with open_workspace(tmp_path / "y.gpkg") as workspace:
        assert workspace.session.store.problems() == []


def test_the_project_as_it_was_known(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    new_project(path, "x", EXAMPLE)
    with open_workspace(path) as workspace:
        session, present = workspace.session, workspace.session.store
        (before,) = present.revisions()
        layer = next(iter(workspace.viewing.state.shown_layers()))
        site = Site(id=new_id(), layer=layer, title="Found later", where_prec=1, geometry=point(20, 30))
        session.run(Put(site))
        here = (19.0, 29.0, 21.0, 31.0)
        assert site in workspace.index.features_in(here, frozenset({layer}))
        (known,) = workspace.index.features([site.id])

        workspace.show_as_known(before.at)
        assert workspace.known_as_of == before.at
        assert site not in workspace.index.features_in(here, frozenset({layer}))
        assert session.store.get(Site, site.id) is None
        assert [each.number for each in session.store.revisions()] == [1]
        assert session.next_undo() is None
        with pytest.raises(ReadOnlyProject, match="go back to today"):
            session.run(Put(site))
        assert workspace.back_up_if_due() is None

        with pytest.raises(WorldError, match="Nothing was known in this project on 1 May 2016; its history begins on"):
            workspace.show_as_known(dt.datetime(2016, 5, 1, tzinfo=dt.UTC))
        assert workspace.known_as_of == before.at

        workspace.show_as_known(None)
        assert session.store is present
        assert site in workspace.index.features_in(here, frozenset({layer}))
        assert workspace.index.features([site.id])[0] is known  # not read anew
        step = session.next_undo()
        assert step is not None
        assert step.title == "Set site ‘Found later’"
        session.undo()
        workspace.show_as_known(before.at)
    assert names_in(tmp_path) == ["x.gpkg"]


def test_a_backup_is_made_when_it_is_due_and_holds_the_project(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    new_project(path, "x", EXAMPLE)
    with open_workspace(path, settings=Settings(backups=2)) as workspace:
        thread = workspace.back_up_if_due()
        assert thread is not None
        thread.join()
        assert workspace.back_up_if_due() is None
        (backup,) = workspace.backups.all()
    with open_workspace(backup.path, read_only=True) as copy:
        assert copy.session.store.revision() == backup.revision == 1
        assert copy.back_up_if_due() is None
    with open_workspace(path, settings=Settings(backups=0)) as workspace:
        assert workspace.back_up_if_due(dt.datetime(2100, 1, 1, tzinfo=dt.UTC)) is None
