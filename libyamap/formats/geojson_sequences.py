"""GeoJSON sequences (RFC 8142), and features a line as most write them: read piece by piece, whatever their size."""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import msgspec

from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import BATCH_ROWS, Batch
from libyamap.app.importing.shapes import geometry_of_json
from libyamap.app.obstacles import obstacle
from libyamap.formats import json_lists
from libyamap.formats.geojson import GEOMETRIES, reader_in, row_of, type_of
from libyamap.formats.headings import unique
from libyamap.formats.records import Found, RecordTable
from libyamap.formats.text_file import encoding_of

if TYPE_CHECKING:
    from libyamap.domain.geometry import Geometry

SUFFIXES: Final = (".geojsonl", ".geojsons", ".geojsonseq", ".ndjson", ".jsonl")
_LONGEST_RECORD: Final = 32_000_000
_SEPARATOR: Final = "\x1e"
_BLANKS: Final = "\x1e\ufeff \t\r\n"
_TOLD_AFTER: Final = 1_000
_CHUNK: Final = 1 << 20


class SequenceTable:
    """One feature a line, or after each record separator (RFC 8142), read piece by piece: files of any size."""

    name = ""
    mapping: Mapping | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = encoding_of(path).name
        self._size = max(1, path.stat().st_size)
        self._passed = 0
        self.notes: list[str] = []
        self._read: Callable[[Any], Geometry | None] = geometry_of_json
        self._keys = tuple(dict.fromkeys(key for row in self._rows() for key in row.cells))
        self.columns = unique(self._keys)

    @property
    def lacks_system(self) -> bool:
        """No record can say it."""
        return True

    def in_system(self, crs: str) -> None:
        """Read the geometries in this reference system."""
        self._read = reader_in(crs, self._path.name) if crs else geometry_of_json

    def batches(self) -> Iterator[Batch]:
        """The features, each batch with the columns of the whole file."""
        rows = self._rows()
        before = 0
        while some := list(islice(rows, BATCH_ROWS)):
            for batch in RecordTable(some, read=self._read, keys=self._keys).batches():
                rejected = [msgspec.structs.replace(each, row=each.row + before) for each in batch.rejected]
                numbers = [number + before for number in batch.numbers]
                yield batch._replace(numbers=numbers, rejected=rejected, done=min(1.0, self._passed / self._size))
            before += len(some)

    def _rows(self) -> Iterator[Found]:
        try:
            with self._path.open("r", encoding=self._encoding, errors="replace") as file:
                for number, row in enumerate(self._rows_in(file), 1):
                    if number % _TOLD_AFTER == 0:
                        self._passed = os.lseek(file.fileno(), 0, os.SEEK_CUR)
                    yield row
        except OSError as error:
            raise obstacle("read", self._path, error) from error

    def _rows_in(self, file: TextIO) -> Iterator[Found]:
        for record in _records(file):
            yield from _rows_of(record)


def _records(file: TextIO) -> Iterator[str]:
    """The texts of the features; a record between two separators may have lines of its own."""
    first = file.readline(_LONGEST_RECORD)
    if not first.startswith(_SEPARATOR):
        yield first
        while line := file.readline(_LONGEST_RECORD):
            yield line
        return
    rest = first
    while chunk := file.read(_CHUNK):
        *whole, rest = (rest + chunk).split(_SEPARATOR)
        yield from whole
        if len(rest) > _LONGEST_RECORD:  # one separator for all, or no file of records
            lines, _, rest = rest.rpartition("\n")
            yield lines or rest
            rest = rest if lines else ""
    yield from rest.split(_SEPARATOR)


def _rows_of(record: str) -> Iterator[Found]:
    """The row of a record; some write one separator for all, and then a feature a line."""
    text = record.strip(_BLANKS)
    if not text:
        return
    try:
        found = msgspec.json.decode(text)
        yield row_of(found) if type_of(found) in {"Feature", *GEOMETRIES} else json_lists.row_of(found)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        lines = [line for each in text.splitlines() if (line := each.strip(_BLANKS))]
        if len(lines) > 1 and lines[1].startswith('{"'):
            for line in lines:
                yield from _rows_of(line)
        else:
            yield Found({}, None, "The line is damaged or cut short: it is not a JSON object.")
