"""Spreadsheets: XLSX and ODS, sheet by sheet, read by GDAL and written by XlsxWriter.

Formulas are never run: read as the values that the file keeps, written as texts.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from libyamap.app.exporting.rows import Exported, flat_cells
from libyamap.app.importing.rows import Table
from libyamap.errors import WorldError
from libyamap.formats import archive, ogr
from libyamap.formats.cell_parts import LONGEST_CELL, heading_with_parts, parts_of_columns, whole_cells, with_parts
from libyamap.formats.headings import rows_above_heading, said_above
from libyamap.formats.wholeness import no_room

if TYPE_CHECKING:
    import xlsxwriter

_MOST_ROWS: Final = 1_048_575
_INSIDE: Final = {".xlsx": "xl/workbook.xml", ".xlsm": "xl/workbook.xml", ".ods": "content.xml"}
_LARGEST: Final = 300_000_000
_DECLARES: Final = ("<!DOCTYPE", "<!ENTITY")
_ENCODINGS: Final = ("ascii", "utf-16-le", "utf-16-be")
_LOOKED_AT: Final = 20
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_DAY: Final = dt.datetime(1980, 1, 31, tzinfo=dt.UTC)
"""As XlsxWriter dates the parts of the file: the same features, the same bytes."""


class Workbook:
    """Reader and writer of spreadsheets."""

    name = "Spreadsheet"
    suffixes = (".xlsx", ".ods", ".xlsm")
    passes = 2  # how long the longest texts are has to be known before the heading

    def knows(self, path: Path, head: bytes) -> bool:
        """Whether it is a ZIP named as a spreadsheet, or one that is one inside."""
        return head.startswith(b"PK") and (path.suffix.lower() in _INSIDE or b"opendocument.spreadsheet" in head[:200])

    def tables(self, path: Path) -> Sequence[Table]:
        """A table a sheet that has rows."""
        with archive.opened(path) as packed:
            if not set(_INSIDE.values()) & set(packed.names):
                raise WorldError(f"“{path.name}” is no spreadsheet inside; save it anew as XLSX or ODS.")
            _check(packed, path)
            ods = "content.xml" in packed.names
        # The prefix makes GDAL use this driver alone, whatever the file's ending.
        source = f"{'ODS' if ods else 'XLSX'}:{path.resolve()}"
        layers = ogr.layers_of(source, path.name)
        text = str if ods else unescaped
        tables = [ogr.OgrTable(source, name, path.name, whole=True, text=text, HEADERS="FORCE") for name in layers]
        for table in tables:
            _begin_at_heading(table, path.name)
        full = [(table, name) for table, name in zip(tables, layers, strict=True) if table.columns]
        for table, name in full:
            table.name = name if len(full) > 1 else ""
        if not full:
            raise WorldError(f"“{path.name}” has no sheet with a heading, so there is nothing to import.")
        return [whole_cells(table) for table, _ in full]

    def write(self, path: Path, exported: Exported) -> None:
        """One sheet with a heading; texts stay texts whatever they begin with."""
        import xlsxwriter

        options = {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "nan_inf_to_errors": True,
        }  # fmt: skip
        if path.suffix.lower() != ".xlsx":
            raise WorldError("Spreadsheets are written as XLSX; give the file a name that ends with .xlsx.")
        with path.open("wb") as file:
            pouring = Pouring(file)
            try:
                with _told_by_the_system(), xlsxwriter.Workbook(pouring, options) as book:
                    _write_sheet(book, exported)
            finally:
                pouring.end()


def unescaped(text: str) -> str:
    """A text as it was before `_x000D_` was written for a sign that XML cannot hold (ECMA-376, ST_Xstring)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _begin_at_heading(table: ogr.OgrTable, file: str) -> None:
    """Put the heading right: GDAL takes a title above it for it, and finds none in a sheet of texts that is not first.

    It calls columns without a name Field1, Field2 ...
    """
    unnamed = sum(name == f"Field{number}" for number, name in enumerate(table.columns, 1))
    rows = table.first_rows(_LOOKED_AT)
    if rows and unnamed == len(table.columns):
        above = rows_above_heading(rows)
        table.begin_below(above)
    elif unnamed > 1 and unnamed == len(table.columns) - 1:
        above = rows_above_heading([[table.columns[0]], *rows])
        if above:
            table.begin_below(above - 1)
    else:
        above = 0
    if above:
        table.notes.append(said_above(file, above))


def _write_sheet(book: "xlsxwriter.Workbook", exported: Exported) -> None:
    book.set_properties({"created": _NO_DAY})
    sheet = book.add_worksheet("features")
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    columns = exported.flat_columns
    parts = parts_of_columns(exported)
    for at, name in enumerate(heading_with_parts(columns, parts)):
        sheet.write_string(0, at, name[:LONGEST_CELL], bold)
    number = 0
    for batch in exported.batches():
        for row in flat_cells(batch):
            number += 1
            if number > _MOST_ROWS:
                raise WorldError(f"A sheet holds {_MOST_ROWS:,} rows, and there are more; export as CSV instead.")
            for column, cell in enumerate(with_parts(row, parts)):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)


class Pouring:
    """A file to write to that never refuses; `end` tells what the system has refused.

    A writer of archives that an error has left half-way would write on when it is thrown away.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._error: OSError | None = None
        self._ended = False

    def write(self, data: bytes) -> int:
        """As a file does; nothing more once something has failed."""
        self._do(lambda: self._file.write(data))
        self._at += len(data)
        return len(data)

    def flush(self) -> None:
        """As a file does."""
        self._do(self._file.flush)

    def seek(self, place: int) -> int:
        """As a file does."""
        self._do(lambda: self._file.seek(place))
        self._at = place
        return place

    def tell(self) -> int:
        """As a file does."""
        return self._at

    def end(self) -> None:
        """Nothing more is written; OSError where not all of it was."""
        self.flush()
        error, self._ended = self._error, True
        if error is not None:
            raise error

    def _do(self, work: Callable[[], object]) -> None:
        if self._error is None and not self._ended:
            try:
                work()
            except OSError as error:
                self._error = error


@contextmanager
def _told_by_the_system() -> Iterator[None]:
    """What the library wraps is told as the system told it."""
    from xlsxwriter.exceptions import FileCreateError, FileSizeError

    try:
        yield
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else no_room() from None
    except FileSizeError:
        raise WorldError("A spreadsheet would be larger than its format allows; export as CSV instead.") from None


def _check(packed: archive.Archive, path: Path) -> None:
    """What GDAL unpacks is unpacked here first, within limits; XML that declares a document type is refused."""
    for name in packed.names:
        if name.lower().endswith((".xml", ".rels")):
            data = packed.read(name, _LARGEST)
            if any(word.encode(encoding) in data for word in _DECLARES for encoding in _ENCODINGS):
                raise WorldError(f"“{path.name}” declares entities or a document type, as attacks do; it was not read.")


FORMAT = Workbook()
