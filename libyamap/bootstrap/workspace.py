"""An open project with everything that shows it."""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from libyamap.app.as_known import AsKnown
from libyamap.app.backups import Backups
from libyamap.app.drafts import Drafts
from libyamap.app.session import Session
from libyamap.app.view_state import ViewFlags, Viewing, opening_state
from libyamap.bootstrap.assets import areas, asset, places, tiles
from libyamap.bootstrap.indexes import index_making
from libyamap.bootstrap.projects import data_folder, example_copy, open_store, project_of
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.model import Project
from libyamap.errors import WorldError
from libyamap.settings import Settings, author_name, load_settings

if TYPE_CHECKING:
    from libyamap.app.places import Places
    from libyamap.app.ports import ProjectStore, ViewportIndex
    from libyamap.gazetteer.search import PlaceSearch
    from libyamap.web.resources import Resources

log = logging.getLogger(__name__)


class Workspace:
    """An open project with everything that shows it. Belongs to one thread; `index`, `areas`, `resources` to all."""

    def __init__(self, store: "ProjectStore", settings: Settings) -> None:
        from libyamap.store.index import FeatureIndex

        self.settings = settings
        self._closing: list[PlaceSearch] = []
        self._closed = False
        self.areas = areas()
        self.session = Session(store, author_name(settings), areas=self.areas)
        self._as_known = AsKnown(self.session, lambda path: open_store(path, read_only=True))
        self._backing_up: threading.Thread | None = None
        self._tiles = tiles()
        self._feature_index = FeatureIndex(self.areas, index_making())
        self.index: ViewportIndex = self._feature_index
        self.index.refresh(store, None)
        self.session.subscribe(self._take_in)
        self.viewing = Viewing(opening_state(self.project, store, self.areas))
        theme = "dark" if settings.theme == "dark" else "light"
        self.viewing.change(theme=theme, language=settings.map_language, relief=settings.relief)
        self.resources = self.resources_for(self.viewing)

    @cached_property
    def places(self) -> "Places | None":
        """The search over all places, made at the first question; None where its map data is not installed."""
        try:
            search = places()
        except WorldError as error:
            log.info("Places cannot be searched: %s", error)
            return None
        self._closing.append(search)
        return search

    @property
    def project(self) -> Project:
        """The project's own record. WorldError where the file has none."""
        return project_of(self.session.store)

    @property
    def known_as_of(self) -> dt.datetime | None:
        """The moment whose knowledge is shown; None where the project is shown as it is."""
        return self._as_known.moment

    def show_as_known(self, moment: dt.datetime | None) -> None:
        """Show the project as it was known at `moment` (UTC); None: as it is. Meanwhile every change is refused."""
        shown = self._as_known.show(moment)
        if moment is None:
            self._feature_index.take_back()
        else:
            self._feature_index.set_aside()
            self.index.refresh(shown, None)
        self._as_known.tidy()
        self.resources.take_in(shown)

    @cached_property
    def drafts(self) -> Drafts:
        """Unfinished forms of this project, kept in the user's data folder."""
        return Drafts(data_folder(), self.project.id)

    @cached_property
    def backups(self) -> Backups:
        """Automatic backups of this project, kept in the user's data folder."""
        return Backups(data_folder(), self.project.id, self.settings.backups)

    def back_up_if_due(self, now: dt.datetime | None = None) -> threading.Thread | None:
        """Begin a backup in a thread of its own where one is due; gives the thread. Cheap where none is."""
        store, when = self._as_known.present, now or dt.datetime.now(dt.UTC)
        if store.read_only or self.known_as_of or (self._backing_up and self._backing_up.is_alive()):
            return None
        revision = store.revision()
        if not self.backups.is_due(revision, when):
            return None
        size = store.path.stat().st_size if store.path.exists() else 0
        self._backing_up = threading.Thread(
            target=self.backups.make, args=(store.copy_to, revision, size, when), name="backup"
        )
        self._backing_up.start()
        return self._backing_up

    def resources_for(self, viewing: Viewing) -> "Resources":
        """Drawn from the same project and map data, but as another view state has it: for a picture of its own."""
        from libyamap.web.resources import Resources

        store = self.session.store
        return Resources(self.index, self.areas, self._tiles, viewing, store, credits_file=asset("credits.json"))

    def subscribe_drawing(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` whenever the map's picture is out of date; the answer is a function that ends it."""

        def viewed(flags: ViewFlags, _origin: str) -> None:
            if flags & (ViewFlags.LAYERS | ViewFlags.STYLE):
                listener()

        ends = (self.session.subscribe(lambda _changes: listener()), self.viewing.subscribe(viewed))

        def end() -> None:
            for unsubscribe in ends:
                unsubscribe()

        return end

    def close(self) -> None:
        """Close the project file and the map data; harmless when called twice. Close what draws from them first."""
        if self._backing_up is not None:
            self._backing_up.join()
        of_the_past = self.known_as_of is not None
        self._feature_index.take_back()
        self._as_known.close()
        self._feature_index.close()
        ours_alone = False
        with suppress(WorldError):
            ours_alone = not (self._closed or of_the_past or self.session.store.changed_elsewhere())
        self._closed = True
        self.session.store.close()
        if ours_alone:
            self._feature_index.remember()
        self.areas.close()
        for search in self._closing:
            search.close()
        for source in self._tiles.values():
            source.close()

    def _take_in(self, changes: OpChanges) -> None:
        self.index.refresh(self.session.store, changes)
        if changes.flags & ~ChangeFlags.FEATURES:
            self.resources.take_in(self.session.store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_workspace(
    path: Path, *, settings: Settings | None = None, read_only: bool = False, lasting: bool = True
) -> Workspace:
    """Open a project. WorldError where it is no project, is damaged, or is of a newer version.

    Not `lasting`: it will be thrown away, so that nothing waits for the disk.
    """
    store = open_store(path, read_only=read_only, lasting=lasting)
    try:
        return Workspace(store, settings or load_settings())
    except BaseException:
        store.close()
        raise


def example_workspace(settings: Settings | None = None) -> Workspace:
    """Open the user's own copy of the example; the first time, make it."""
    return open_workspace(example_copy(), settings=settings)
