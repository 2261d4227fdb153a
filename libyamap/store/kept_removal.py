"""Deleting many rows while the journal keeps them in blocks: a block is read, kept and deleted before the next is."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from libyamap.domain.packed_ids import ID_BYTES, packed, unpacked
from libyamap.store import journal
from libyamap.store.bulk_delete import many_going
from libyamap.store.kept_block import Part, block_of
from libyamap.store.rows import RowType
from libyamap.store.schema import INVOLVEMENTS

_ROWS: Final = 500  # of a block; more of them pack no better
_AMONG: Final = "IN (SELECT value FROM json_each(?))"

Rows = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]
"""Runs a query."""


class KeptRemoval:
    """One removal, inside a transaction that is rolled back if it fails."""

    def __init__(self, connection: sqlite3.Connection, rows: Rows, number: int, row: RowType) -> None:
        """`number` is that of the revision whose journal entry takes the blocks."""
        self._connection = connection
        self._rows = rows
        self._number = number
        self._row = row
        names = ", ".join(f'"{name}"' for name in row.columns)
        self._select = f'SELECT fid, {names} FROM "{row.table.name}" WHERE id {_AMONG} ORDER BY id'
        self._has_parts = row.table.is_feature and bool(rows(f"SELECT 1 FROM {INVOLVEMENTS} LIMIT 1", ()))
        self.changed = {row.table.name}

    def remove(self, pieces: Iterable[bytes], count: int, noted: Callable[[Sequence[str]], None]) -> None:
        """Delete the rows of these packed ids, last first, and what belongs to them; `noted` hears of each block."""
        with many_going(self._connection, self._row.table, count):
            for piece in pieces:
                for end in range(len(piece), 0, -_ROWS * ID_BYTES):
                    there = self._remove_block(list(unpacked(piece[max(end - _ROWS * ID_BYTES, 0) : end])))
                    if there:
                        noted(there)

    def _remove_block(self, ids: list[str]) -> list[str]:
        """Keep and delete the rows; gives the ids of those that were there."""
        found = self._rows(self._select, (json.dumps(ids),))
        if not found:
            return []
        places = {row[1]: at for at, row in enumerate(found)}
        parts = self._take_parts(places) if self._has_parts else []
        block = block_of(self._row.columns, [row[1:] for row in found], parts)
        journal.write_block(self._connection, self._number, self._row.table, packed(places), block)
        self._delete(self._row.table.name, [row[0] for row in found])
        return list(places)

    def _take_parts(self, places: dict[str, int]) -> list[Part]:
        found = self._rows(
            f'SELECT fid, feature, "position", actor, role FROM {INVOLVEMENTS} WHERE feature {_AMONG} '
            'ORDER BY feature, "position"',
            (json.dumps(list(places)),),
        )
        if found:
            self._delete(INVOLVEMENTS, [row[0] for row in found])
            self.changed.add(INVOLVEMENTS)
        return [(places[feature], *part) for _, feature, *part in found]

    def _delete(self, name: str, fids: list[int]) -> None:
        low, high = min(fids), max(fids)
        if high - low == len(fids) - 1:  # as they came, one after the other
            self._connection.execute(f'DELETE FROM "{name}" WHERE fid BETWEEN ? AND ?', (low, high))
        else:
            self._connection.execute(f'DELETE FROM "{name}" WHERE fid {_AMONG}', (json.dumps(fids),))
