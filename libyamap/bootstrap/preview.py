"""A project that is thrown away: what a file would look like is imported into it and drawn from it."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from libyamap.app.commands import InsertMany
from libyamap.bootstrap.projects import new_project
from libyamap.bootstrap.workspace import Workspace, open_workspace
from libyamap.domain.model import Actor, Layer
from libyamap.settings import Settings

if TYPE_CHECKING:
    from libyamap.app.ports import StoreReader

MOST_ACTORS = 2_000


class PreviewProject:
    """An empty project in a folder of its own, with the actors and layers of another, so that colours are the same."""

    def __init__(self, like: "StoreReader", settings: Settings | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="libyamap-preview-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / "preview.gpkg"
        new_project(path, "Preview")
        self.workspace: Workspace = open_workspace(path, settings=settings)
        actors = like.all(Actor)
        layers = like.all(Layer)
        known = [*(actors if len(actors) <= MOST_ACTORS else ()), *layers]
        if known:
            self.workspace.session.run(InsertMany(tuple(known), "Actors and layers"))

    def close(self) -> None:
        """Throw it away; close what draws from it first."""
        self.workspace.close()
        self._folder.cleanup()
