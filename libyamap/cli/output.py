"""What the commands print: UTF-8 whatever the locale, one JSON document or plain lines, nothing that steers a terminal.

Texts come from files that somebody else wrote, so control characters in them are shown as a replacement sign.
"""

import io
import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import msgspec

from libyamap.app.obstacles import obstacle

_SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"
_STEERING = {"Cc", "Cs", "Zl", "Zp"}


def use_utf8() -> None:
    """Write UTF-8 on both streams; what cannot be encoded is escaped and never ends the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say_json(document: object) -> None:
    """Print one JSON document; structs become objects."""
    _write(msgspec.json.format(msgspec.json.encode(document)).decode())


def say(lines: Iterable[str]) -> None:
    """Print lines for a reader."""
    _write("\n".join(plain(line) for line in lines))


def complain(sentence: str) -> None:
    """Print the reason of a failure as one line on stderr."""
    try:
        sys.stderr.write(f"libyamap: {plain(' '.join(sentence.split()))}\n")
        sys.stderr.flush()
    except OSError:
        pass  # nobody listens; the exit code still tells


def plain(text: str) -> str:
    """The text without anything that a terminal would obey."""
    return "".join(_SHOWN_INSTEAD if unicodedata.category(sign) in _STEERING else sign for sign in text)


def drop_output() -> None:
    """Stop writing to stdout, so that Python does not try again (and fail again) while it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Lines with aligned columns; numbers (the first column that is all digits included) are set flush right."""
    table = [tuple(plain(cell) for cell in row) for row in rows]
    if not table:
        return []
    widths = [max(len(cell) for cell in column) for column in zip(*table, strict=True)]
    numeric = [all(cell.replace(",", "").isdigit() for cell in column if cell) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numeric, strict=True)
        ).rstrip()
        for row in table
    ]


def _write(text: str) -> None:
    stream: TextIO = sys.stdout
    try:
        stream.write(f"{text}\n" if text else "")
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        raise obstacle("write to", Path("stdout"), error) from error
