"""Rows of the table as text that a spreadsheet takes: columns parted by tabs, one line a row, titles first."""

from collections.abc import Iterable, Sequence

from libyamap.app.ports import ViewportIndex
from libyamap.ui.contents import Contents
from libyamap.ui.table_rows import COLUMNS, Row

MOST_COPIED = 10_000
"""More is for an export: the clipboard keeps it all in memory, in more than one program."""
_FORMULA = ("=", "+", "-", "@")


def as_text(contents: Contents, index: ViewportIndex, ids: Iterable[str], columns: Sequence[int]) -> str:
    """The features with these ids; safe in a worker thread."""
    wanted = list(ids)
    claims = index.claims(wanted)
    lines = ["\t".join(COLUMNS[place].title for place in columns)]
    for feature in index.features(wanted):
        row = Row(feature, tuple(claims.get(feature.id, ())))
        lines.append("\t".join(_cell(COLUMNS[place].text(contents, row)) for place in columns))
    return "\n".join(lines)


def copied_words(copied: int, asked: int) -> str:
    """What is said when it is done."""
    if copied < asked:
        return f"Copied the first {copied:,} of {asked:,} rows; an export writes all of them."
    return "Copied 1 row" if copied == 1 else f"Copied {copied:,} rows"


def _cell(text: str) -> str:
    """One line without tabs; what a spreadsheet would take for a formula is marked as text."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain.startswith(_FORMULA) and not plain[1:2].isdigit() else plain
