"""Cells as text, templates over columns, and what is left over as attributes; all of it a column at a time."""

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final, cast

from libyamap.app.importing.mapping import columns_in
from libyamap.app.importing.rows import Cell, TextColumn
from libyamap.domain.model import Scalar
from libyamap.errors import InvalidValue

_LARGEST: Final = 2**63 - 1
_MOST_REMEMBERED: Final = 100_000

Columns = dict[str, list[Cell]]
Problems = dict[int, str]
"""Why a row of the batch cannot be taken, by its place in the batch; the first reason stays."""


def text_of(cell: Cell) -> str:
    """A cell as text; numbers without a needless fraction, so that `1.0` of a spreadsheet is `1`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell).strip()


def texts(columns: Columns, name: str, count: int, empty: frozenset[str]) -> list[str]:
    """A column as stripped texts; empty where it has no value, or where there is no such column."""
    column = columns.get(name)
    if column is None:
        return [""] * count
    plain = list(map(str.strip, as_texts(column)))
    return plain if empty.isdisjoint(plain) else ["" if text in empty else text for text in plain]


def as_texts(column: list[Cell]) -> list[str]:
    """A column as texts; one that is all text, as those of CSV are, is given as it is."""
    if _is_all_text(column):
        return cast("list[str]", column)
    return [cell if isinstance(cell, str) else text_of(cell) for cell in column]


def _is_all_text(column: list[Cell]) -> bool:
    return isinstance(column, TextColumn) or set(map(type, column)) <= {str}


def templated(template: str, columns: Columns, count: int, empty: frozenset[str]) -> list[str]:
    """A template filled in for each row."""
    names = columns_in(template, tuple(columns))
    if not names:
        return [template] * count if template else [""] * count
    parts = [texts(columns, name, count, empty) for name in names]
    if template in columns:
        return parts[0]
    pieces = template
    for name in names:
        pieces = pieces.replace(f"{{{name}}}", "\x00")
    glue = pieces.split("\x00")
    filled = (_filled(glue, row) for row in zip(*parts, strict=True))
    return [" ".join(text.split()) if "  " in text else text.strip() for text in filled]


def _filled(glue: list[str], row: tuple[str, ...]) -> str:
    """A template's text; what would stand between two values falls away with either of them."""
    if all(row):
        return "".join(itertools.chain.from_iterable(zip(glue, (*row, ""), strict=True)))
    text = ""
    for number, value in enumerate(row):
        if value:
            text += (glue[number] if text or number == 0 else "") + value
    return text + glue[-1] if text else ""


class Memory:
    """What has been read already, from batch to batch."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {"": ""}
        self.refused: dict[str, str] = {}


def memoised(values: Sequence[str], read: Callable[[str], str], problems: Problems, memory: Memory) -> list[str]:
    """`read` for each value, once for equal ones; what it refuses (InvalidValue) is noted by row and left empty."""
    known, refused = memory.known, memory.refused
    if len(known) > _MOST_REMEMBERED:
        known.clear()
        known[""] = ""
    for value in dict.fromkeys(values):
        if value and value not in known:
            try:
                known[value] = read(value)
            except InvalidValue as problem:
                known[value] = ""
                refused[value] = str(problem)
    if refused:
        for at, value in enumerate(values):
            if value in refused:
                problems.setdefault(at, refused[value])
    return [known[value] for value in values]


def attributes(columns: Columns, names: Iterable[str], count: int, empty: frozenset[str]) -> list[dict[str, Scalar]]:
    """What no field takes, as attributes: cells that have a value, as they are."""
    chosen = [name for name in names if name in columns]
    if not chosen:
        return [{}] * count
    kept = [_all_keepable(columns[name]) for name in chosen]
    if all(None not in column and empty.isdisjoint(column) for column in kept):
        return [dict(zip(chosen, row, strict=True)) for row in zip(*kept, strict=True)]
    return [
        {name: value for name, value in zip(chosen, row, strict=True) if value is not None and value not in empty}
        for row in zip(*kept, strict=True)
    ]


def _all_keepable(column: list[Cell]) -> list[Scalar]:
    if _is_all_text(column):
        return column
    return [cell if isinstance(cell, str) else _keepable(cell) for cell in column]


def _keepable(cell: Cell) -> Scalar:
    """Numbers that a project cannot hold become text, so that they are not lost."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if isinstance(cell, int) and abs(cell) > _LARGEST:
        return str(cell)
    return cell
