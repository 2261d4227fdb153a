"""A project that is thrown away: what a file would look like is imported into it and drawn from it."""

import tempfile
from contextlib import closing
from pathlib import Path

from libyamap.app.commands import InsertMany
from libyamap.app.session import Session
from libyamap.bootstrap.projects import new_project, open_store
from libyamap.bootstrap.workspace import Workspace, open_workspace
from libyamap.domain.model import Actor, Layer

MOST_ACTORS = 2_000


class PreviewProject:
    """An empty project in a folder of its own, with the actors and layers of another, so that colours are the same.

    `make` writes the file and may do so on another thread; `open` is for the thread that shows it.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="libyamap-preview-", ignore_cleanup_errors=True)
        self._path = Path(self._folder.name) / "preview.gpkg"
        self._workspace: Workspace | None = None

    def make(self, like: Path) -> None:
        """Write the file, with the actors and layers of the project at `like`."""
        new_project(self._path, "Preview")
        with closing(open_store(like, read_only=True)) as other:
            actors, layers = other.all(Actor), other.all(Layer)
        known = (*(actors if len(actors) <= MOST_ACTORS else ()), *layers)
        if known:
            with closing(open_store(self._path, lasting=False)) as store:
                Session(store, "preview").run(InsertMany(known, "Actors and layers"))

    def open(self) -> Workspace:
        """Open it, once it is made."""
        self._workspace = open_workspace(self._path, lasting=False)
        return self._workspace

    def close(self) -> None:
        """Throw it away, made and opened or not; close what draws from it first."""
        if self._workspace is not None:
            self._workspace.close()
        self._folder.cleanup()
