"""Reading records, and the journal, over one connection."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from libyamap.app.ports import R
from libyamap.domain.changes import Change, Inserted, Removed, Revision
from libyamap.domain.model import Feature, Involvement, Record
from libyamap.domain.vocabulary import Role
from libyamap.store import journal
from libyamap.store.rows import Note, RowType, is_unreadable_text, record_of, row_type
from libyamap.store.schema import INVOLVEMENTS
from libyamap.store.sql_errors import as_sentences

_ROLES: Final = {role.value: role for role in Role}


class Reader:
    """Records one by one or all of a type, and the journal; `lookups` has the other half of app.ports.StoreReader."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path  # to name it in errors

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or None."""
        row = row_type(record_type)
        found = self._rows(f"{select(row)} WHERE id = ?", (record_id,))
        if not found:
            return None
        actors = self._involvements_of(record_id) if issubclass(record_type, Feature) else ()
        return cast("R", self._records(row, found, {record_id: actors})[0])

    def all(self, record_type: type[R]) -> list[R]:
        """All records of a type, oldest id first."""
        return cast("list[R]", [record for record, _ in self.with_notes(record_type)])

    def with_notes(self, record_type: type[Record]) -> list[tuple[Record, list[str]]]:
        """All records of a type, each with what was wrong with its row."""
        row = row_type(record_type)
        found = self._rows(f"{select(row)} ORDER BY id")
        actors = self._involvements() if issubclass(record_type, Feature) and found else {}
        notes: list[list[str]] = [[] for _ in found]
        return list(zip(self._records(row, found, actors, notes), notes, strict=True))

    def revision(self) -> int:
        """Number of the newest revision; 0 in an empty journal."""
        with as_sentences(self._path):
            return journal.newest(self._connection)

    def revisions(self, after: int = 0) -> list[Revision]:
        """The journal, oldest first; only revisions with a number above `after`."""
        with as_sentences(self._path):
            return journal.revisions(self._connection, after)

    def changes_of(self, number: int, most: int | None = None) -> list[Change]:
        """What a revision changed, in the order it was done; with `most`, only so many of them."""
        with as_sentences(self._path):
            return list(islice(journal.changes_of(self._connection, number), most))

    def parts_of(self, number: int, *, last_first: bool = False) -> Iterator[Change | Inserted | Removed]:
        """The same with what came or went in bulk by its ids alone."""
        with as_sentences(self._path):
            yield from journal.parts_of(self._connection, number, last_first=last_first)

    def count_changes(self, number: int) -> int:
        """How many records a revision changed."""
        with as_sentences(self._path):
            return journal.count_changes(self._connection, number)

    def _records(
        self,
        row: RowType,
        found: list[tuple[Any, ...]],
        actors: dict[str, tuple[Involvement, ...]],
        notes: Iterable[list[str]] | None = None,
        *,
        checked: bool = True,
    ) -> list[Record]:
        hear: Iterator[Note | None] = (
            (each.append for each in notes) if notes is not None else iter([None] * len(found))
        )
        records = []
        for values, note in zip(found, hear, strict=True):
            record = record_of(row, values, actors.get(values[0], ()), note, checked=checked)
            if isinstance(record, Feature) and not record.layer:
                record = self._in_some_layer(record)
            records.append(record)
        return records

    def _in_some_layer(self, feature: Feature) -> Feature:
        """Put a row without a layer (added by another program) into the topmost one, so that it is seen."""
        top = self._rows('SELECT id FROM layers ORDER BY "position", id LIMIT 1')
        return msgspec.structs.replace(feature, layer=top[0][0] if top else "")

    def _involvements_of(self, feature: str) -> tuple[Involvement, ...]:
        return self._involvements("WHERE feature = ?", (feature,)).get(feature, ())

    def _involvements(self, where: str = "", values: tuple[Any, ...] = ()) -> dict[str, tuple[Involvement, ...]]:
        found: dict[str, list[Involvement]] = {}
        for owner, actor, word in self._rows(
            f'SELECT feature, actor, role FROM {INVOLVEMENTS} {where} ORDER BY feature, "position"', values
        ):
            found.setdefault(owner, []).append(Involvement(actor, _ROLES.get(word, Role.ACTOR)))
        return {owner: tuple(parts) for owner, parts in found.items()}

    def _rows(self, sql: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        with as_sentences(self._path):
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                if not is_unreadable_text(error):
                    raise
                # Another program wrote bytes that are no UTF-8: from here on, they are shown as replacement characters.
                self._connection.text_factory = _lenient_text
                return self._connection.execute(sql, values).fetchall()


def _lenient_text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def select(row: RowType) -> str:
    """The query for all of a type's columns, to which a condition is added."""
    columns = ", ".join(f'"{column}"' for column in row.columns)
    return f'SELECT {columns} FROM "{row.table.name}"'
