"""Names of columns: made unique, and given to files of known data sets that have none."""

from collections.abc import Iterable, Sequence
from typing import Final

from libyamap.formats.presets import shipped_presets

_LONGEST = 200
_LOOKED_AT: Final = 20
_HEADING_CELLS: Final = 3


def unique(names: Iterable[object]) -> tuple[str, ...]:
    """The names as one can refer to them: none empty, none twice."""
    found: dict[str, None] = {}
    for number, name in enumerate(names, 1):
        plain = " ".join(str("" if name is None else name).replace("\x00", "").split())[:_LONGEST] or f"column {number}"
        unused, count = plain, 1
        while unused in found:
            count += 1
            unused = f"{plain} ({count})"
        found[unused] = None
    return tuple(found)


def heading_of(first: Sequence[str]) -> tuple[str, ...] | None:
    """The columns of a data set that comes without a heading, if the first row can be one of its rows."""
    for preset in shipped_presets():
        if preset.header and len(preset.header) == len(first) and first[0].strip().isdigit():
            return preset.header
    return None


def rows_above_heading(rows: Sequence[Sequence[object]]) -> int:
    """How many rows stand above the heading: a title that people put over their table, and empty rows below it."""
    filled = [sum(1 for cell in row if cell is not None and str(cell).strip()) for row in rows[:_LOOKED_AT]]
    above = next((number for number, count in enumerate(filled) if count > 1), 0)
    told = above and any(filled[:above]) and above + 1 < len(filled)
    return above if told and filled[above] >= _HEADING_CELLS and filled[above + 1] > 1 else 0


def said_above(file: str, above: int) -> str:
    """What a reader should know of rows above the heading."""
    if above == 1:
        return f"The first row of “{file}” is above the heading and was left out."
    return f"The first {above} rows of “{file}” are above the heading and were left out."
