"""Putting a written file in its place: it grows in a folder of its own and is moved there when it is whole."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from libyamap.app.exporting.rows import Exported
from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError
from libyamap.formats.registry import writer_for

_OF_PROJECTS = b"yamap_migrations"
_LOOKED_AT = 1 << 20


def write(path: Path, exported: Exported) -> list[Path]:
    """Write an export; an older file of the name is replaced. WorldError says why not, and then nothing is left.

    Gives the files of it: formats of several files may make none of exactly the name.
    """
    writer = writer_for(path)
    return _put(path, lambda place: writer.write(place, exported))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a finished file in the same way."""
    _put(path, lambda place: place.write_bytes(content))


def _put(path: Path, make: Callable[[Path], object]) -> list[Path]:
    if path.is_dir():
        raise WorldError(f"“{path}” is a folder; name a file.")
    if _is_project(path):
        raise WorldError(f"“{path.name}” is a project, which an export would replace; choose another name.")
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{path.stem[:50]}.", dir=path.parent))
    except OSError as error:
        raise obstacle("write", path, error) from error
    try:
        make(folder / path.name)
        return [made.replace(path.parent / made.name) for made in sorted(folder.iterdir())]
    except OSError as error:
        raise obstacle("write", path, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_project(path: Path) -> bool:
    """Whether a project of ours is there: its table names stand in the first pages of the file."""
    try:
        with path.open("rb") as file:
            return _OF_PROJECTS in file.read(_LOOKED_AT)
    except OSError:
        return False
