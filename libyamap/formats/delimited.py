"""CSV, TSV and their relatives (RFC 4180, and what people call so): delimiter, encoding and heading are found out.

Writing guards spreadsheet programs: a cell that they would run as a formula is given a leading apostrophe.
"""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain, count, islice
from pathlib import Path
from typing import Final

from libyamap.app.exporting.rows import Exported
from libyamap.app.exporting.turns import encoded
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.rows import BATCH_ROWS, Batch, Cell, Rejected, Table, TextColumn
from libyamap.app.obstacles import obstacle
from libyamap.errors import WorldError
from libyamap.formats.delimited_lines import Lines
from libyamap.formats.delimiters import delimiter_of, lines_of, said_delimiter
from libyamap.formats.headings import heading_of, rows_above_heading, said_above, unique
from libyamap.formats.quotations import has_break, never_closed, swallowed_by_last
from libyamap.formats.text_file import Encoding, encoding_of

_WRITTEN: Final = {".tsv": "\t", ".tab": "\t", ".psv": "|"}
_LONGEST_FIELD: Final = 16_000_000
_LONGEST_LINE: Final = 32_000_000
_LOOKED_AT: Final = 64
_MOST_COLUMNS: Final = 2_000
_OTHER_TEXT: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<(?:\?xml|kml|gpx|event)\b|\[?\s*\{\s*\")")
_BINARY: Final = (
    b"PK\x03\x04", b"SQLite format 3\x00", b"\x89PNG", b"%PDF", b"\xd0\xcf\x11\xe0", b"fgb\x03", b"PAR1", b"\x1f\x8b",
    b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"\x00\x00\x27\x0a",
)  # fmt: skip


class DelimitedTable:
    """One file of delimited text."""

    name = ""
    mapping: Mapping | None = None
    in_pieces = True  # so a large file may be read by a process of its own

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self._path = path
        self._encoding = encoding
        self.notes: list[str] = []
        sample = self._sample()
        self._said = said_delimiter(sample)
        self._delimiter = self._said or delimiter_of(sample, path.suffix.lower())
        rows = [row for row in csv.reader(lines_of(sample), delimiter=self._delimiter) if row][bool(self._said) :]
        above = rows_above_heading(rows)
        first = next((row for row in rows[above:] if any(row)), [])
        if len(first) > _MOST_COLUMNS:
            raise WorldError(f"“{path.name}” has {len(first):,} columns; at most {_MOST_COLUMNS:,} can be imported.")
        headless = heading_of(first)
        self._skipped = above + 1 if headless is None else 0
        if above:
            self.notes.append(said_above(path.name, above))
        self.columns = unique(first) if headless is None else headless
        if encoding.guessed:
            self.notes.append(f"“{path.name}” does not say its encoding; it was read as {encoding.name}.")

    def batches(self) -> Iterator[Batch]:
        """The rows, in the order of the file."""
        return self.share(0, 1)

    def share(self, first: int, every: int) -> Iterator[Batch]:
        """Of the batches, counted from 0, the `first` and each `every` further on; the others are passed over."""
        try:
            yield from self._batches(first, every)
        except csv.Error as error:
            raise WorldError(
                f"“{self._path.name}” cannot be read as a table ({error}); is a quotation mark not closed?"
            ) from None
        except OSError as error:
            raise obstacle("read", self._path, error) from error

    def _batches(self, first: int, every: int) -> Iterator[Batch]:
        size = max(1, self._path.stat().st_size)
        csv.field_size_limit(_LONGEST_FIELD)  # the table may have come to another process
        with self._path.open("rb") as raw:
            file = io.TextIOWrapper(raw, self._encoding.name, errors="replace", newline="")
            lines: Iterator[str] = iter(file)
            if self._said:
                next(lines, None)
            deque(islice(self._rows(lines), self._skipped), maxlen=0)
            for at in count():
                if (at - first) % every:
                    lines = self._passed_over(lines)
                    continue
                rows = list(islice(self._rows(lines), BATCH_ROWS))
                last = len(rows) < BATCH_ROWS
                if rows and has_break(rows[-1]):
                    ahead = next(lines, None)
                    if ahead is None:
                        yield self._last(rows, at * BATCH_ROWS)
                        return
                    lines = chain((ahead,), lines)
                if rows:
                    done = 1.0 if last else min(1.0, raw.tell() / size)
                    yield self._batch(rows, at * BATCH_ROWS, done, last=last)
                if last:
                    return

    def _last(self, rows: list[list[str]], before: int) -> Batch:
        """The last rows, without one that a quotation mark has made of many."""
        swallowed = swallowed_by_last(self._path, self._encoding.name, self._delimiter)
        if not swallowed:
            return self._batch(rows, before, 1.0, last=True)
        batch = self._batch(rows[:-1], before, 1.0)
        why = Rejected(before + len(rows), never_closed(swallowed))
        return batch._replace(rejected=[*batch.rejected, why])

    def _rows(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The rows of these lines, as many lines taken as they are made of; an empty line is no row."""
        return filter(None, csv.reader(lines, delimiter=self._delimiter))

    def _passed_over(self, lines: Iterator[str]) -> Iterator[str]:
        """What comes after a batch of rows: where nothing is quoted, a row is a line, which need not be taken apart."""
        some = list(islice(lines, BATCH_ROWS))
        if '"' not in "".join(some) and all(map(str.strip, some)):
            return lines
        rest = chain(some, lines)
        deque(islice(self._rows(rest), BATCH_ROWS), maxlen=0)
        return rest

    def _batch(self, rows: list[list[str]], before: int, done: float, *, last: bool = False) -> Batch:
        width = len(self.columns)
        numbers: Sequence[int] = range(before + 1, before + 1 + len(rows))
        rejected: list[Rejected] = []
        if set(map(len, rows)) - {width}:
            numbers, rows, rejected = self._evened(rows, numbers, last)
        columns: dict[str, list[Cell]] = (
            {name: TextColumn(cells) for name, cells in zip(self.columns, zip(*rows, strict=True), strict=True)}
            if rows
            else {name: [] for name in self.columns}
        )
        return Batch(numbers, columns, None, rejected, done)

    def _evened(
        self, rows: list[list[str]], numbers: Sequence[int], last: bool
    ) -> tuple[list[int], list[list[str]], list[Rejected]]:
        """Short rows filled up, except the last one of a file that may be cut off; longer ones refused."""
        width = len(self.columns)
        kept, kept_numbers, rejected = [], [], []
        for number, row in zip(numbers, rows, strict=True):
            cut_off = last and number == numbers[-1] and len(row) < width and self._is_cut_off()
            if (len(row) > width and any(row[width:])) or cut_off:
                reason = f"The row has {len(row)} cells where the heading has {width}"
                rejected.append(Rejected(number, f"{reason}; the file may be cut off." if cut_off else f"{reason}."))
                continue
            kept.append((row + [""] * (width - len(row)))[:width])
            kept_numbers.append(number)
        return kept_numbers, kept, rejected

    def _is_cut_off(self) -> bool:
        with self._path.open("rb") as file:
            file.seek(-min(4, self._path.stat().st_size), io.SEEK_END)
            return not file.read().rstrip(b"\x00").endswith((b"\n", b"\r"))

    def _sample(self) -> str:
        with self._path.open("rb") as raw:
            text = io.TextIOWrapper(raw, self._encoding.name, errors="replace", newline="")
            return "".join(line for line, _ in zip(_lines(text), range(_LOOKED_AT), strict=False))


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(_LONGEST_FIELD):
        yield line


def _is_other_text(head: bytes) -> bool:
    """Whether it begins as XML or JSON does, whatever its name."""
    return bool(_OTHER_TEXT.match(head.replace(b"\x00", b"")))


def _check_lines(path: Path) -> None:
    """Refuse a file with a line that would not fit into memory, before anything tries to read it as one."""
    length = 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            first = chunk.find(b"\n") if end >= 0 else -1
            if length + (first if first >= 0 else len(chunk) if end < 0 else 0) > _LONGEST_LINE:
                raise WorldError(
                    f"“{path.name}” has a line longer than {_LONGEST_LINE // 1_000_000} MB, so it is no table of rows."
                )
            length = len(chunk) - end - 1 if end >= 0 else length + len(chunk)


class Delimited:
    """Reader and writer of delimited text."""

    name = "CSV"
    suffixes = (".csv", ".tsv", ".tab", ".txt", ".psv")

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether it is text, of whatever encoding, in a file named like this."""
        return path.suffix.lower() in self.suffixes and not head.startswith(_BINARY) and not _is_other_text(head)

    def tables(self, path: Path) -> Sequence[Table]:
        """The one table of the file."""
        csv.field_size_limit(_LONGEST_FIELD)
        try:
            _check_lines(path)
            return (DelimitedTable(path, encoding_of(path)),)
        except csv.Error as error:
            raise WorldError(f"“{path.name}” cannot be read as a table ({error}).") from None
        except OSError as error:
            raise obstacle("read", path, error) from error

    def write(self, path: Path, exported: Exported) -> None:
        """UTF-8 with its mark, which spreadsheet programs need to read Arabic; one row a feature."""
        delimiter = _WRITTEN.get(path.suffix.lower(), ",")
        lines = Lines(delimiter)
        with path.open("wb") as file, closing(encoded(exported, lines)) as pieces:
            file.write(codecs.BOM_UTF8 + lines.of([[name] for name in exported.flat_columns]))
            file.writelines(pieces)


FORMAT = Delimited()
