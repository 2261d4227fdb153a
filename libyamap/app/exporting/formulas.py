"""Texts that a spreadsheet program would run as a formula, made such that it shows them; and back again.

A cell is run where it begins with one of a few signs, those of East Asian width among them. Where the program's list
separator is a semicolon, a line with commas is parted at the semicolons (and the ends of lines) inside its texts, which
then begin cells too.
"""

import re
from typing import Final

_SIGNS: Final = "=+-@\uff1d\uff0b\uff0d\uff20"
STARTS: Final = (*_SIGNS, "\t", "\r", "\n")
_RUN: Final = "[=@\uff1d\uff20]|[-+\uff0b\uff0d][^;\r\n]*[|(]"
"""Inside a text: a sum of numbers and a line of a list do no harm, a call and what asks another program may."""
_INNER: Final = re.compile(f"([;\r\n])(?={_RUN})")
_GUARDED: Final = re.compile(f"([;\r\n])'(?={_RUN})")
_IN_JSON: Final = re.compile(f";([{re.escape(_SIGNS)}])")
_JSON: Final = '{"kind":'
"""What the carrier of a feature begins with (`app.exporting.own`)."""


def may_hold_formula(text: str) -> bool:
    """Whether one may begin inside it; quick, also for a whole column in one text."""
    return any(sign in text for sign in ";\r\n") and _INNER.search(text) is not None


def guarded(text: str) -> str:
    """With an apostrophe before what would be run; a number is nothing that runs. JSON stays the same JSON."""
    if text.startswith(_JSON):
        return _IN_JSON.sub(lambda found: f";\\u{ord(found[1]):04x}", text)
    text = _INNER.sub(r"\1'", text)
    return f"'{text}" if text.startswith(STARTS) and not _is_number(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given, and the same for what has not been guarded."""
    return _GUARDED.sub(r"\1", text.removeprefix("'"))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
