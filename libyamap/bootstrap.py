"""Composition root: plugs the adapters into the ports, once, for the window, the command line and scripts alike."""

import datetime as dt
import errno
import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import platformdirs

from libyamap.app.as_known import AsKnown
from libyamap.app.backups import Backups
from libyamap.app.commands import create
from libyamap.app.drafts import Drafts
from libyamap.app.obstacles import obstacle
from libyamap.app.resting import collector_resting
from libyamap.app.session import Session
from libyamap.app.view_state import ViewFlags, Viewing, opening_state
from libyamap.domain.changes import ChangeFlags, OpChanges
from libyamap.domain.ids import new_id
from libyamap.domain.model import Layer, Project
from libyamap.errors import WorldError
from libyamap.settings import Settings, author_name, load_settings, settings_path

if TYPE_CHECKING:
    from libyamap.app.exporting.export import Export
    from libyamap.app.importing.importer import Importer
    from libyamap.app.places import Places
    from libyamap.app.ports import ProjectStore, ViewportIndex
    from libyamap.gazetteer.areas import Areas
    from libyamap.gazetteer.search import PlaceSearch
    from libyamap.store.index.growing import Making
    from libyamap.tiles.pmtiles import PmTiles

log = logging.getLogger(__name__)

EXAMPLE = "libya-2016"
PROJECT_SUFFIX = ".gpkg"
_COMPANIONS = ("", "-wal", "-shm", "-journal")
_HERE = Path(__file__).resolve().parent


def asset(name: str) -> Path:
    """A file of assets/geo: in the installed package, else in the checkout. WorldError where it is in neither."""
    for folder in (_HERE / "assets" / "geo", _HERE.parent / "assets" / "geo"):
        path = folder / name
        if path.is_file():
            return path
    raise WorldError(f"The map data file “{name}” is missing from libyamap; install libyamap again.")


def areas() -> "Areas":
    """The countries and provinces of the shipped map data."""
    from libyamap.gazetteer.areas import Areas

    return Areas(asset("areas.sqlite"))


def places() -> "PlaceSearch":
    """The search over all places of the shipped map data."""
    from libyamap.gazetteer.search import PlaceSearch

    return PlaceSearch(asset("gazetteer.sqlite"))


def _tiles() -> "dict[str, PmTiles]":
    from libyamap.tiles.pmtiles import PmTiles

    return {name: PmTiles(asset(f"{name}.pmtiles")) for name in ("basemap", "relief")}


def _index_making() -> "Making":
    """How the index of a large project is made and where it is kept."""
    from libyamap.store.index.cache import Cache
    from libyamap.store.index.growing import Making

    ground = asset("areas.sqlite").stat()
    stamp = f"{ground.st_size} {ground.st_mtime_ns}"
    root = Path(platformdirs.user_cache_dir("libyamap", appauthor=False)) / "index"
    return Making(Cache(root, stamp), (sys.executable, "-m", "libyamap.cli.indexing"))


def importer() -> "Importer":
    """Imports files of all formats that there are, with the shipped map data; close it afterwards."""
    from libyamap.app.importing.importer import Importer
    from libyamap.app.importing.remembered import Remembered
    from libyamap.formats.presets import shipped_presets
    from libyamap.formats.registry import tables_of
    from libyamap.gazetteer.world import World

    ground = areas()
    kept = Remembered(settings_path().with_name("mappings.json"))
    return Importer(lambda path: tables_of(path)[1], shipped_presets(), World(ground), ground.close, importer, kept)


def export_to(path: Path, export: "Export") -> None:
    """Write features to a file of the format that its ending names, whole or not at all."""
    from libyamap.formats.registry import writer_for
    from libyamap.formats.writing import write

    writer_for(path)  # before the project is read
    with collector_resting():
        write(path, export.exported())


class Workspace:
    """An open project with everything that shows it. Belongs to one thread; `index`, `areas`, `resources` to all."""

    def __init__(self, store: "ProjectStore", settings: Settings) -> None:
        from libyamap.store.index import FeatureIndex
        from libyamap.web.resources import Resources

        self.settings = settings
        self._closing: list[PlaceSearch] = []
        self._closed = False
        self.areas = areas()
        self.session = Session(store, author_name(settings), areas=self.areas)
        self._as_known = AsKnown(self.session, lambda path: open_store(path, read_only=True))
        self._backing_up: threading.Thread | None = None
        self._tiles = _tiles()
        self._feature_index = FeatureIndex(self.areas, _index_making())
        self.index: ViewportIndex = self._feature_index
        self.index.refresh(store, None)
        self.session.subscribe(self._take_in)
        self.viewing = Viewing(opening_state(self.project, store.all(Layer)))
        theme = "dark" if settings.theme == "dark" else "light"
        self.viewing.change(theme=theme, language=settings.map_language, relief=settings.relief)
        self.resources = Resources(
            self.index, self.areas, self._tiles, self.viewing, store, credits_file=asset("credits.json")
        )

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
        self.index.refresh(shown, None)
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


def project_of(store: "ProjectStore") -> Project:
    """The one record that describes the project. WorldError where the file has none."""
    for project in store.all(Project):
        return project
    raise WorldError(f"“{store.path.name}” has no description of its project; it is damaged or was never finished.")


def open_store(path: Path, *, read_only: bool = False) -> "ProjectStore":
    """Open a project file without anything to show it; for the commands that draw no map."""
    from libyamap.store.project import GeoPackageStore

    return GeoPackageStore.open(path, read_only=read_only)


def open_workspace(path: Path, *, settings: Settings | None = None, read_only: bool = False) -> Workspace:
    """Open a project. WorldError where it is no project, is damaged, or is of a newer version."""
    store = open_store(path, read_only=read_only)
    try:
        return Workspace(store, settings or load_settings())
    except BaseException:
        store.close()
        raise


def new_project(path: Path, title: str, example: str | None = None) -> None:
    """Make a project file, whole or not at all; with `example`, everything that the example of this name holds.

    It grows beside its place and is then linked there, so that nothing that already has the name is ever overwritten.
    """
    _check_place(path)
    beside = path.with_name(f".{path.stem[:100]}.{os.getpid()}.new{PROJECT_SUFFIX}")
    try:
        _build(beside, title, example)
        _put_in_place(beside, path)
    except OSError as error:
        raise obstacle("make the project", path, error) from error
    except WorldError as error:  # the reader knows nothing of the name it grows under
        raise WorldError(str(error).replace(beside.name, path.name)) from error
    finally:
        for companion in _COMPANIONS:
            with suppress(OSError):
                beside.with_name(beside.name + companion).unlink(missing_ok=True)


def data_folder() -> Path:
    """Where the user's own data is kept: the example, drafts, backups."""
    return Path(platformdirs.user_data_dir("libyamap", appauthor=False))


def example_path() -> Path:
    """Where the user's own copy of the example is kept."""
    return data_folder() / f"{EXAMPLE}{PROJECT_SUFFIX}"


def example_workspace(settings: Settings | None = None) -> Workspace:
    """Open the user's own copy of the example; the first time, make it."""
    path = example_path()
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise obstacle("make the folder", path.parent, error) from error
        new_project(path, EXAMPLE, EXAMPLE)
    return open_workspace(path, settings=settings)


def _check_place(path: Path) -> None:
    if path.suffix.lower() != PROJECT_SUFFIX:
        raise WorldError(f"“{path.name}” cannot be a project: its name should end with {PROJECT_SUFFIX}.")
    if os.path.lexists(path):
        raise WorldError(f"“{path}” is there already and was left as it is; choose another name.")
    if not path.parent.is_dir():
        raise WorldError(f"There is no folder “{path.parent}” to make the project in; make the folder first.")


def _build(path: Path, title: str, example: str | None) -> None:
    from libyamap.store.project import GeoPackageStore

    store = GeoPackageStore.create(path)
    try:
        session = Session(store, author_name(load_settings()))
        if example is None:
            session.run(create(Project(id=new_id(), title=title)))
        else:
            from libyamap.examples import example_commands

            with closing(areas()) as ground:
                session.run(example_commands(example, ground))
    finally:
        store.close()


def _put_in_place(beside: Path, path: Path) -> None:
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, such as FAT
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        beside.rename(path)
