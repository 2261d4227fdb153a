"""What a format is, and which there are: our own modules and those that other packages plug in.

A package adds formats by entry points of the group `libyamap.formats`; each leads to a `Reader`, a `Writer` or an
object that is both.
"""

import logging
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, runtime_checkable

from libyamap.app.exporting.rows import Exported
from libyamap.app.importing.rows import Table
from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError

log = logging.getLogger(__name__)

GROUP = "libyamap.formats"
HEAD_BYTES = 4096
_OURS = (
    "delimited", "workbook", "json_files", "geojson", "kml", "gpx", "cot", "shapefile", "flatgeobuf", "geopackage",
    "geoparquet",
)  # fmt: skip


_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "is a document of older Office programs; save it as XLSX or CSV."),
    (b"\x1f\x8b", "is packed with gzip; unpack it first."),
    (b"7z\xbc\xaf", "is packed with 7-Zip; unpack it first."),
    (b"Rar!", "is packed with RAR; unpack it first."),
    (b"PK", "is a ZIP that holds no map file that is read packed; unpack it first."),
    (b"%PDF", "is a PDF, whose tables cannot be read; ask for the table itself."),
)
"""What is often tried, by its first bytes, and what to do with it."""


@runtime_checkable
class Reader(Protocol):
    """Reads files of a format. `suffixes` are lower case with their dot; `name` is what a person calls the format."""

    name: str
    suffixes: tuple[str, ...]

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether the file's first bytes are of this format."""
        ...

    def tables(self, path: Path) -> Sequence[Table]:
        """The tables of the file; WorldError says what is wrong with it. Nothing is executed or fetched."""
        ...


@runtime_checkable
class Writer(Protocol):
    """Writes files of a format. One that has `only_places` set leaves out what has no place.

    One that goes through all batches more than once says how often by `passes`.
    """

    name: str
    suffixes: tuple[str, ...]

    def write(self, path: Path, exported: Exported) -> None:
        """Write a new file; the caller puts it in its place when it is whole."""
        ...


@cache
def formats() -> tuple[object, ...]:
    """All formats, ours first; one that cannot be loaded is left out and logged."""
    found: list[object] = [import_module(f"libyamap.formats.{name}").FORMAT for name in _OURS]
    for point in entry_points(group=GROUP):
        try:
            found.append(point.load())
        except Exception:
            log.warning("The format “%s” cannot be loaded and is left out.", point.name, exc_info=True)
    return tuple(found)


def readers() -> list[Reader]:
    """All that can be read."""
    return [each for each in formats() if isinstance(each, Reader)]


def writers() -> list[Writer]:
    """All that can be written."""
    return [each for each in formats() if isinstance(each, Writer)]


def tables_of(path: Path) -> tuple[Reader, Sequence[Table]]:
    """The reader that knows the file, and its tables. What a file is, its bytes say before its name does."""
    try:
        if path.is_dir():
            raise WorldError(f"“{path.name}” is a folder; name the files in it.")
        if path.exists() and not path.is_file():  # reading a pipe waits for ever
            raise WorldError(f"“{path.name}” is no file but a pipe or a device; save what it gives as a file first.")
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise obstacle("read", path, error) from error
    if not head.strip():
        raise WorldError(f"“{path.name}” is empty, so there is nothing to import.")
    suffix = path.suffix.lower()
    ordered = sorted(readers(), key=lambda reader: suffix not in reader.suffixes)
    for reader in ordered:
        if reader.knows(path, head):
            return reader, reader.tables(path)
    known = next((advice for start, advice in _OTHERS if head.startswith(start)), "")
    if known:
        raise WorldError(f"“{path.name}” {known}")
    said = [reader.name for reader in ordered if suffix in reader.suffixes]
    if len(said) == 1:
        raise WorldError(
            f"“{path.name}” is of no format that can be imported: its name says {said[0]}, its content does not. Get "
            "the file anew, or give it the ending of what it is."
        )
    endings = ", ".join(sorted({ending for reader in readers() for ending in reader.suffixes}))
    raise WorldError(f"“{path.name}” is of no format that can be imported; possible are {endings}.")


def writer_for(path: Path) -> Writer:
    """The writer for a file's ending; WorldError where there is none."""
    name = path.name.lower()
    for writer in writers():
        if name.endswith(writer.suffixes):
            return writer
    endings = ", ".join(sorted({ending for writer in writers() for ending in writer.suffixes}))
    raise WorldError(f"“{path.name}” cannot be written: its name should end with one of {endings}.")
