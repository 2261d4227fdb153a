"""Reads the tables that speak of features: who is involved, how claims are graded; and the order of odd ids."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from libyamap.app.leading import SIDE_ROLES
from libyamap.app.matching import RELIABILITIES
from libyamap.domain.model import FEATURE_CLASSES
from libyamap.domain.vocabulary import Role
from libyamap.store.index.columns.arrays import Column, Ints
from libyamap.store.index.columns.raw import Raw
from libyamap.store.index.columns.reading import KINDS, in_pieces
from libyamap.store.index.columns.spool import Spool
from libyamap.store.lookups import Lookups
from libyamap.store.schema import INVOLVEMENTS, TABLES

INVOLVED: Final = np.dtype([("row", "u4"), ("actor", "u4"), ("position", "i8"), ("beside", "?")])
"""A row and an actor of it; `beside`: its role makes no leading actor."""
GRADED: Final = np.dtype([("row", "u4"), ("level", "u1"), ("credibility", "u1")])
"""A row and a supporting claim's reliability (0 is A) and credibility, as a lenient reader takes them."""
_FEW: Final = 1_000
"""Fewer features of a kind are looked up in the other table, not each row of that in them."""
_BLOCK: Final = 1 << 20
_SIDES: Final = {role.value for role in SIDE_ROLES} | ({None} if Role.ACTOR in SIDE_ROLES else set())
_KNOWN_ROLES: Final = {role.value for role in Role}
_LEVELS: Final = {word.value: level for level, word in enumerate(RELIABILITIES)}


class Joins(Lookups):
    """Through one connection; features are told by the numbers under which they were read (`raw`), whose rows' numbers
    `fids` are.
    """

    def involvements(self, raw: Raw, fids: Ints) -> "Blocks":
        """Who is involved, in the order in which it was read (INVOLVED)."""
        blocks = Blocks(raw, INVOLVED)
        words = raw.vocabularies["actor"]
        for at, rows in self._joined(INVOLVEMENTS, 'j.actor, j.role, j."position"'):
            _, found, actors, roles, positions = zip(*rows, strict=True)
            numbers = _numbers(raw, fids, at, found)
            named = words.numbers(actors)
            table = np.empty(len(rows), INVOLVED)
            table["row"], table["actor"] = numbers, named
            table["position"] = [position if isinstance(position, int) else 0 for position in positions]
            table["beside"] = [role not in _SIDES and role in _KNOWN_ROLES for role in roles]
            blocks.append(table[(numbers >= 0) & (named >= 0)])
        return blocks

    def grades(self, raw: Raw, fids: Ints) -> "Blocks":
        """How claims that support are graded (GRADED)."""
        blocks = Blocks(raw, GRADED)
        for at, rows in self._joined("claims", "j.stance, j.reliability, j.credibility"):
            kept = [row for row in rows if row[2] != "disputes"]
            if kept:
                _, found, _, letters, credibilities = zip(*kept, strict=True)
                numbers = _numbers(raw, fids, at, found)
                table = np.empty(len(kept), GRADED)
                table["row"] = numbers
                table["level"] = [_LEVELS.get(letter, len(_LEVELS) - 1) for letter in letters]
                table["credibility"] = [
                    number if isinstance(number, int) and 1 <= number <= 6 else 6 for number in credibilities
                ]
                blocks.append(table[numbers >= 0])
        return blocks

    def in_order_of_ids(self, raw: Raw, fids: Ints) -> Ints:
        """The features, oldest id first, where not all ids are such as can be sorted as numbers."""
        tables = (TABLES[record_type].name for record_type in FEATURE_CLASSES.values())
        parts = " UNION ALL ".join(
            f'SELECT id AS id, {at} AS kind, fid AS fid FROM "{name}"' for at, name in enumerate(tables)
        )
        order = Spool(raw.room, np.int64)
        missed = np.ones(raw.count, np.bool_)  # deleted while this was read
        for rows in in_pieces(self._connection, f"SELECT * FROM ({parts}) WHERE id > ? ORDER BY id", "", 0):
            table = np.array([row[1:] for row in rows], np.int64)
            kinds, numbers = table[:, 0], table[:, 1]
            places = np.empty(len(kinds), np.int64)
            for at in np.unique(kinds).tolist():
                places[kinds == at] = _numbers(raw, fids, at, numbers[kinds == at])
            order.append(places[places >= 0])
            missed[places[places >= 0]] = False
        order.append(np.flatnonzero(missed))
        return order.whole()

    def _joined(self, table: str, columns: str) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
        """Rows of a table with the row number of the feature that each speaks of, by kind, in batches."""
        for at, kind in enumerate(KINDS):
            name = TABLES[FEATURE_CLASSES[kind]].name
            ((count,),) = self._rows(f'SELECT count(*) FROM (SELECT 1 FROM "{name}" LIMIT {_FEW})')
            if not count:
                continue
            sides = [f'"{table}" AS j', f'"{name}" AS f']
            outer, inner = sides if count == _FEW else reversed(sides)  # SQLite takes a CROSS JOIN as it stands
            sql = f"SELECT j.fid, f.fid, {columns} FROM {outer} CROSS JOIN {inner} ON f.id = j.feature"
            for rows in in_pieces(self._connection, f"{sql} WHERE j.fid > ? ORDER BY j.fid", 0, 0):
                yield at, rows


class Blocks:
    """What speaks of rows (a structured array whose `row` is one's number), by blocks of rows, outside the memory."""

    def __init__(self, raw: Raw, kind: "np.dtype[Any]") -> None:
        self._count = raw.count
        self._spools = [Spool(raw.room, kind) for _ in range(0, raw.count, _BLOCK)]

    def append(self, table: Column) -> None:
        """More, of any rows."""
        blocks = table["row"] // _BLOCK
        for block in np.flatnonzero(np.bincount(blocks)).tolist():
            self._spools[block].append(table[blocks == block])

    def each(self) -> Iterator[tuple[int, int, Column]]:
        """Of each block its first row, the row after its last, and all that speaks of its rows; once."""
        for block, spool in enumerate(self._spools):
            yield block * _BLOCK, min((block + 1) * _BLOCK, self._count), spool.whole()
            spool.close()


def _numbers(raw: Raw, fids: Ints, at: int, found: Any) -> Ints:
    """The numbers that rows of one kind were read under; -1 for those that were not there yet."""
    start = raw.starts[at]
    stop = raw.starts[at + 1] if at + 1 < len(raw.starts) else raw.count
    wanted = np.asarray(found, np.int64)
    places = np.searchsorted(fids[start:stop], wanted)
    there = places < stop - start
    there[there] = fids[start:stop][places[there]] == wanted[there]
    return np.where(there, places + start, -1)
