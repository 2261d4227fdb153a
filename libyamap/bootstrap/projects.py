"""Project files: open one bare, make one, and the user's own copy of the example."""

import errno
import os
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from libyamap.app.commands import create
from libyamap.app.obstacles import obstacle
from libyamap.app.session import Session
from libyamap.bootstrap.assets import areas
from libyamap.domain.ids import new_id
from libyamap.domain.model import Project
from libyamap.errors import WorldError
from libyamap.settings import author_name, load_settings

if TYPE_CHECKING:
    from libyamap.app.ports import ProjectStore

EXAMPLE = "libya-2016"
PROJECT_SUFFIX = ".gpkg"
_COMPANIONS = ("", "-wal", "-shm", "-journal")


def project_of(store: "ProjectStore") -> Project:
    """The one record that describes the project. WorldError where the file has none."""
    for project in store.all(Project):
        return project
    raise WorldError(f"“{store.path.name}” has no description of its project; it is damaged or was never finished.")


def open_store(path: Path, *, read_only: bool = False, alone: bool = False, lasting: bool = True) -> "ProjectStore":
    """Open a project file without anything to show it; for the commands that draw no map.

    `alone`: what is written is much, nothing else in this program reads the file, and other programs can wait for it.
    Not `lasting`: a file that will be thrown away is not waited for to be on the disk.
    """
    from libyamap.store.project import GeoPackageStore

    return GeoPackageStore.open(path, read_only=read_only, alone=alone, lasting=lasting)


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


def example_copy() -> Path:
    """The user's own copy of the example, made if it is not there yet."""
    path = example_path()
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise obstacle("make the folder", path.parent, error) from error
        new_project(path, EXAMPLE, EXAMPLE)
    return path


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
