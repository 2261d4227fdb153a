"""`libyamap history` shows each step, field by field."""

from pathlib import Path

import msgspec

from libyamap.app.commands import Edit, InsertMany, Move, Remove
from libyamap.app.history import MANY
from libyamap.bootstrap import open_workspace
from libyamap.domain.ids import new_ids
from libyamap.domain.model import Layer, Site
from tests.unit.cli.conftest import Run
from tests.unit.cli.test_commands import document


def test_each_step_says_what_it_changed(run: Run, example: Path) -> None:
    with open_workspace(example) as workspace:
        session = workspace.session
        site = next(each for each in session.store.all(Site) if each.geometry is not None)
        session.run(Edit(site, msgspec.structs.replace(site, title="Renamed", tags=("x", "y"))))
        session.run(Move(site, 20.0, 30.0))
        session.undo()
    undone, moved, edited, created = document(run, "history", example)
    assert (edited["title"], edited["command"]) == (f"Change ‘{site.title}’ (title, tags)", "edit-site")
    (change,) = edited["changes"]
    assert (change["what"], change["kind"], change["id"], change["title"]) == ("changed", "site", site.id, "Renamed")
    assert change["fields"] == [
        {"field": "title", "label": "Title", "before": site.title, "after": "Renamed"},
        {"field": "tags", "label": "Tags", "before": ", ".join(site.tags), "after": "x, y"},
    ]
    assert moved["changes"][0]["fields"][0]["after"] == "30.00000, 20.00000"
    assert undone["undoes"] == moved["revision"]
    assert {change["what"] for change in created["changes"]} == {"added"}
    (first, *_) = document(run, "history", example, "--of", site.id)[::-1]
    assert first["changes"][0]["id"] == site.id
    assert {change["kind"] for change in first["changes"]} == {"site", "claim"}


def test_lines_for_a_reader(run: Run, example: Path) -> None:
    with open_workspace(example) as workspace:
        session = workspace.session
        site = next(each for each in session.store.all(Site) if each.geometry is not None)
        session.run(Move(site, 20.0, 30.0))
    lines = run("history", example, "--of", site.id, "--changes").out.splitlines()
    assert lines[0].endswith(f"Move ‘{site.title}’")
    assert lines[1] == f"    changed site ‘{site.title}’"
    assert lines[2].startswith("        Geometry: ")
    assert lines[2].endswith("-> 30.00000, 20.00000")
    assert len(run("history", example, "--of", site.id).out.splitlines()) == 2
    assert run("history", example, "--of", "nothing").out == ""


def test_what_was_deleted_is_still_called_by_its_name(run: Run, example: Path) -> None:
    with open_workspace(example) as workspace:
        session = workspace.session
        used = {link.origin for link in session.store.links_of([each.id for each in session.store.all(Site)])}
        used |= {link.target for link in session.store.links_of([each.id for each in session.store.all(Site)])}
        site = next(each for each in session.store.all(Site) if each.id not in used)
        session.run(Remove(site))
    newest = document(run, "history", example)[0]
    gone = next(change for change in newest["changes"] if change["kind"] == "site")
    assert (gone["what"], gone["title"]) == ("deleted", site.title)
    assert all(field["after"] == "" for field in gone["fields"])


def test_what_went_in_bulk_is_counted(run: Run, example: Path) -> None:
    with open_workspace(example) as workspace:
        session = workspace.session
        layer = session.store.all(Layer)[0].id
        session.run(InsertMany(tuple(Site(id=each, layer=layer, title="S") for each in new_ids(MANY)), "Many"))
        session.undo()
    undone, inserted = document(run, "history", example)[:2]
    for step, what in ((undone, "deleted"), (inserted, "imported")):
        (change,) = step["changes"]
        assert (change["what"], change["kind"], change["title"], change["fields"]) == (what, "site", "200 records", [])
