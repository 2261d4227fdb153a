"""Which columns of a file of areas hold their names in other languages and spellings."""

import re
from collections.abc import Mapping
from typing import Final

from libyamap.app.importing.rows import Cell

_NAMES: Final = re.compile(
    r"(?:shape_?)?(?:alt_?|nl_?|var_?)?(?:adm|name|nam|title)\d?(?:_?name)?_?\d?"
    r"(?:_?(?:alt|native|local)\d?)?(?:_?[a-z]{2}\d?)?",
    re.IGNORECASE,
)
"""As in ADM2_AR and ADM2ALT1EN (HDX), name:ar (OpenStreetMap), VARNAME_2 (GADM), name_fr (Natural Earth)."""
_LEVEL: Final = re.compile(r"(?:adm|name_)(\d)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[|;]")


def other_names(cells: Mapping[str, Cell], column: str) -> list[str]:
    """The further names of a row whose main name is in `column`; not those of the larger area that it lies in."""
    level, own = _level(column), str(cells.get(column) or "").strip()
    said = (
        part.strip()
        for other, value in cells.items()
        if isinstance(value, str) and other != column and _level(other) == level
        if _NAMES.fullmatch(other.replace(":", "_"))
        for part in _BETWEEN.split(value)
    )
    return [name for name in dict.fromkeys(said) if name and name != own]


def _level(column: str) -> str:
    found = _LEVEL.search(column)
    return found[1] if found else ""
