"""What cuts the lines of a text into cells: told by the file, or found out from how its rows come out."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

_DELIMITERS: Final = (",", ";", "\t", "|")
_RARE_DELIMITERS: Final = ("^", "~", "¦", "§", "\x1f", "\x01", "#", ":", " ")
"""Tried where none of the usual ones cuts the heading, and taken if they cut most rows alike."""
_MOST: Final = 0.9
_SEP: Final = re.compile(r"sep=(.)\r?\n?$", re.IGNORECASE | re.MULTILINE)


def lines_of(sample: str) -> io.StringIO:
    """The sample line by line, whatever its lines end with."""
    return io.StringIO(sample, newline="")


def said_delimiter(sample: str) -> str:
    """The sign that a first line such as `sep=;` tells, as spreadsheet programs understand it; empty without one."""
    said = _SEP.match(sample)
    return said[1] if said else ""


def delimiter_of(sample: str, suffix: str) -> str:
    """The sign that cuts most rows of the sample into the same number of cells, more than one."""
    scores = _scores(sample, _DELIMITERS) or _scores(sample, _RARE_DELIMITERS, least=_MOST)
    if not scores:
        return "\t" if suffix in {".tsv", ".tab"} else ","
    return max(scores, key=lambda sign: scores[sign])


def _scores(sample: str, signs: Sequence[str], least: float = 0.0) -> dict[str, tuple[float, int]]:
    """Of each sign that cuts the heading: the share of rows that are as wide as it is, and how wide."""
    scores: dict[str, tuple[float, int]] = {}
    for sign in signs:
        try:
            rows = [row for row in csv.reader(lines_of(sample), delimiter=sign) if row]
        except csv.Error:
            continue
        wide = next((row for row in rows if len(row) > 1), None)
        if wide is None:
            continue
        share = Counter(map(len, rows))[len(wide)] / len(rows)
        if share >= least and (wide is rows[0] or share > 1 / 2):  # what stands above the heading is short
            scores[sign] = (share, len(wide))
    return scores
