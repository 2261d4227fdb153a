"""Lines of CSV (RFC 4180), made a column at a time: the csv module looks at every character, and an export has many.

Spreadsheet programs are guarded: a cell that they would run as a formula is given a leading apostrophe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from libyamap.app.exporting.formulas import STARTS, guarded, may_hold_formula
from libyamap.app.exporting.rows import ExportBatch, flat_columns_of
from libyamap.app.importing.rows import Cell

_STARTS: Final = frozenset(STARTS)
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
        if not _STARTS.isdisjoint({text[:1] for text in texts}) or may_hold_formula(every):
            texts = _guarded(cells, texts)
        if _is_special(every):
            return [f'"{text.replace(_QUOTE, _TWO_QUOTES)}"' if _is_special(text) else text for text in texts]
        return texts


def _guarded(cells: Sequence[Cell], texts: Sequence[str]) -> Sequence[str]:
    pairs = zip(cells, texts, strict=True)
    return [guarded(text) if isinstance(cell, str) else text for cell, text in pairs]


def _is_special(text: str) -> bool:
    """Quoted is whatever some program may part cells or rows at, if nobody tells it better."""
    return '"' in text or "," in text or ";" in text or "\n" in text or "\r" in text or "\t" in text or "|" in text
