"""A quotation mark that is opened and never closed: all that comes after it is one cell, unless somebody notices."""

import csv
import io
import itertools
from collections.abc import Sequence
from pathlib import Path


def has_break(row: Sequence[str]) -> bool:
    """Whether the last cell goes over several lines, as one does that nobody has closed."""
    return bool(row) and ("\n" in row[-1] or "\r" in row[-1])


def swallowed_by_last(path: Path, encoding: str, delimiter: str) -> int:
    """How many lines the last row has swallowed, because the file ends inside a quotation; 0 where it does not."""
    began = ended = 0
    with path.open("rb") as raw:
        rows = csv.reader(io.TextIOWrapper(raw, encoding, errors="replace", newline=""), delimiter=delimiter)
        for _ in rows:
            began, ended = ended, rows.line_num
    with path.open("rb") as raw:
        file = io.TextIOWrapper(raw, encoding, errors="replace", newline="")
        last = "".join(itertools.islice(file, began, None))
    try:
        list(csv.reader(io.StringIO(last), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return ended - began - 1 if "end of data" in str(error) else 0
    return 0


def never_closed(swallowed: int) -> str:
    """Why a row is refused that has swallowed so many lines."""
    lines = "the line" if swallowed == 1 else f"the {swallowed:,} lines"
    return f"A quotation mark in it is never closed, so that it takes in {lines} after it; close it, and import again."
