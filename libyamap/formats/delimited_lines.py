"""Lines of CSV (RFC 4180), made a column at a time: the csv module looks at every character, and an export has many.

Spreadsheet programs are guarded: a cell that they would run as a formula is given a leading apostrophe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from libyamap.app.exporting.rows import ExportBatch, flat_columns_of
from libyamap.app.importing.rows import Cell

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SUSPICIOUS: Final = frozenset(_STARTS_A_FORMULA)
_QUOTE, _TWO_QUOTES = '"', '""'
_END: Final = "\r\n"


@dataclass(frozen=True)
class Lines:
    """Makes the lines of a batch, in UTF-8."""

    delimiter: str

    def __call__(self, batch: ExportBatch) -> bytes:
        return self.of(flat_columns_of(batch))

    def of(self, columns: Sequence[Sequence[Cell]]) -> bytes:
        """The lines of cells that come column by column."""
        rows = map(self.delimiter.join, zip(*map(self._texts, columns), strict=True))
        return _END.join([*rows, ""]).encode()

    def _texts(self, cells: Sequence[Cell]) -> Sequence[str]:
        """A column's cells as they stand in the file. Most columns have nothing to guard or to quote."""
        types = set(map(type, cells))
        if types == {type(None)}:
            return [""] * len(cells)
        texts = (
            cast("Sequence[str]", cells)
            if types == {str}
            else ["" if cell is None else cell if isinstance(cell, str) else str(cell) for cell in cells]
        )
        every = "".join(texts)
        if any(sign in every for sign in _STARTS_A_FORMULA):
            texts = _guarded(cells, texts)
        if self._is_special(every):
            return [f'"{text.replace(_QUOTE, _TWO_QUOTES)}"' if self._is_special(text) else text for text in texts]
        return texts

    def _is_special(self, text: str) -> bool:
        return '"' in text or self.delimiter in text or "\n" in text or "\r" in text


def _guarded(cells: Sequence[Cell], texts: Sequence[str]) -> Sequence[str]:
    if _SUSPICIOUS.isdisjoint({text[:1] for text in texts}):
        return texts
    pairs = zip(cells, texts, strict=True)
    return [str(unformulated(cell)) if isinstance(cell, str) else text for cell, text in pairs]


def unformulated(cell: Cell) -> Cell:
    """A text that a spreadsheet program would run, made one that it shows."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA) and not _is_number(cell) else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
