"""Lines of CSV (RFC 4180), made a column at a time: the csv module looks at every character, and an export has many.

Spreadsheet programs are guarded: a cell that they would run as a formula is given a leading apostrophe.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import itemgetter
from typing import Final, cast

import msgspec

from libyamap.app.exporting.formulas import STARTS, guarded, may_hold_formula
from libyamap.app.exporting.rows import ExportBatch, flat_columns_of
from libyamap.app.importing.rows import Cell

_STARTS: Final = frozenset(STARTS)
_QUOTE, _TWO_QUOTES = '"', '""'
_SPECIAL: Final = '",;\n\r\t|'
"""Quoted is whatever some program may part cells or rows at, if nobody tells it better."""
_NONE: Final = type(None)
_NOTHING, _TEXTS, _NUMBERS = frozenset({_NONE}), frozenset({str, _NONE}), frozenset({int, float, _NONE})
_FLOATS: Final = frozenset({float})
_encode: Final = msgspec.json.Encoder().encode
_BEGIN: Final = itemgetter(slice(1))
_AT_ONCE: Final = 250
_LOOKED_AT: Final = 64
_TIMES: Final = 4
"""So often must each of a column's first texts stand there, that each different one is looked at by itself."""
_END: Final = "\r\n"


@dataclass(frozen=True)
class Lines:
    """Makes the lines of a batch, in UTF-8."""

    delimiter: str

    def __call__(self, batch: ExportBatch) -> bytes:
        return self.of(flat_columns_of(batch))

    def of(self, columns: Sequence[Sequence[Cell]]) -> bytes:
        """The lines of cells that come column by column."""
        count = len(columns[0]) if columns else 0
        # What fits into the processor's cache is put together in half of the time.
        some = ([cells[at : at + _AT_ONCE] for cells in columns] for at in range(0, count, _AT_ONCE))
        return b"".join(map(self._few, some))

    def _few(self, columns: Sequence[Sequence[Cell]]) -> bytes:
        texts: list[Iterable[str]] = []
        for same, run in groupby(map(_texts, columns), lambda each: isinstance(each, str)):
            if same:  # columns of which each holds one text alone
                texts.append(repeat(self.delimiter.join(cast("Iterable[str]", run)), len(columns[0])))
            else:
                texts += run
        return _END.join([*map(self.delimiter.join, zip(*texts, strict=True)), ""]).encode()


def _texts(cells: Sequence[Cell]) -> str | Sequence[str]:
    """A column's cells as they stand in the file; one text where all are the same.

    Most columns have nothing to guard or to quote, and are looked at as a whole.
    """
    types = set(map(type, cells))
    if types <= _NUMBERS:
        if types == _NOTHING:
            return ""
        if types == _FLOATS:
            return _decimals(cast("Sequence[float]", cells))
        return list(map(repr, cells)) if _NONE not in types else ["" if cell is None else repr(cell) for cell in cells]
    if types <= _TEXTS and _are_few(cells):
        different = list(set(cast("Sequence[str | None]", cells)))
        made = dict(zip(different, _each(different, set(map(type, different))), strict=True))
        return made[different[0]] if len(made) == 1 else list(map(made.__getitem__, cast("Sequence[str]", cells)))
    return _each(cells, types)


def _decimals(numbers: Sequence[float]) -> Sequence[str]:
    """What `repr` says of each, for a third of its work where none is so small, large or odd that it differs."""
    text = _encode(numbers)[1:-1].decode()
    if any(odd in text for odd in ("e", "n", "0.0000")):
        return list(map(repr, numbers))
    return text.split(",")


def _are_few(cells: Sequence[Cell]) -> bool:
    return len(set(cells[:_LOOKED_AT])) * _TIMES <= min(len(cells), _LOOKED_AT)


def _each(cells: Sequence[Cell], types: AbstractSet[type]) -> Sequence[str]:
    texts = (
        cast("Sequence[str]", cells)
        if types == {str}
        else ["" if cell is None else cell if isinstance(cell, str) else str(cell) for cell in cells]
    )
    every = "".join(texts)
    special = [sign for sign in _SPECIAL if sign in every]
    if not _STARTS.isdisjoint(set(map(_BEGIN, texts))) or (special and may_hold_formula(every)):
        texts = _guarded(cells, texts)
        special = list(_SPECIAL)
    return _quoted(texts, special) if special else texts


def _guarded(cells: Sequence[Cell], texts: Sequence[str]) -> Sequence[str]:
    pairs = zip(cells, texts, strict=True)
    return [guarded(text) if isinstance(cell, str) else text for cell, text in pairs]


def _quoted(texts: Sequence[str], special: Sequence[str]) -> Sequence[str]:
    """Those of them in quotation marks in which one of these signs stands."""
    if special == [","]:
        return [f'"{text}"' if "," in text else text for text in texts]
    if all(_QUOTE in text for text in texts):  # as in JSON
        return [f'"{text.replace(_QUOTE, _TWO_QUOTES)}"' for text in texts]
    found = re.compile(f"[{''.join(special)}]").search
    return [f'"{text.replace(_QUOTE, _TWO_QUOTES)}"' if found(text) else text for text in texts]
