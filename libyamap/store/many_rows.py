"""Many rows of one table by few statements.

A statement that inserts one row looks into and writes SQLite's own list of used row numbers (AUTOINCREMENT) each time:
with many rows a statement a third of the time is saved.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from libyamap.store.codecs import Value

_ROWS_TOGETHER: Final = 20  # more spare little
_MOST_PARAMETERS: Final = 900  # what the oldest SQLite takes is 999


def insert_rows(
    connection: sqlite3.Connection, table: str, columns: Mapping[str, Sequence[Value]], constants: Mapping[str, Value]
) -> None:
    """Insert rows that come as columns of equal length, with the same `constants` in each.

    A column that stands under two names, as the same object, is handed over once.
    """
    handed = list({id(column): column for column in columns.values()}.values())
    numbers = {id(column): number for number, column in enumerate(handed, 1)}
    width, count = len(handed), len(handed[0])
    head = f'INSERT INTO "{table}" ({", ".join(map(_quoted, (*columns, *constants)))}) VALUES '

    def row(before: int) -> str:
        parameters = [f"?{before + numbers[id(column)]}" for column in columns.values()]
        return f"({', '.join([*parameters, *map(_literal, constants.values())])})"

    together = min(_ROWS_TOGETHER, _MOST_PARAMETERS // width)
    whole = count - count % together
    pieces = [column[at:whole:together] for at in range(together) for column in handed]
    connection.executemany(head + ", ".join(row(width * at) for at in range(together)), zip(*pieces, strict=True))
    connection.executemany(head + row(0), zip(*(column[whole:] for column in handed), strict=True))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _literal(value: Value) -> str:
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    if "\x00" in text:  # of another program; it would end the statement
        return f"CAST(X'{text.encode().hex()}' AS TEXT)"
    return "'" + text.replace("'", "''") + "'"
