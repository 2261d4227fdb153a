"""The project that a file's first rows are shown in: like another, written without waiting, gone at the end."""

import threading
from pathlib import Path

from libyamap.app.commands import InsertMany
from libyamap.bootstrap import new_project, open_workspace
from libyamap.bootstrap.preview import PreviewProject
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Layer


def test_it_is_made_on_another_thread_with_the_actors_and_layers_of_the_other(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    new_project(path, "Other")
    actor, layer = Actor(id=new_id(), name="Group A"), Layer(id=new_id(), title="Sites")
    with open_workspace(path) as other:
        other.session.run(InsertMany((actor, layer), "Insert"))
    project = PreviewProject()
    maker = threading.Thread(target=project.make, args=(path,))
    maker.start()
    maker.join()
    workspace = project.open()
    store = workspace.session.store
    assert actor in store.all(Actor)
    assert layer in store.all(Layer)
    folder = store.path.parent
    workspace.session.run(InsertMany((Actor(id=new_id(), name="Group B"),), "Insert"))
    assert len(store.all(Actor)) == 2
    project.close()
    assert not folder.exists()


def test_one_that_was_never_made_leaves_nothing() -> None:
    PreviewProject().close()
