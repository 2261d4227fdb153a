"""Writing records inside one transaction; handed out by GeoPackageStore.transaction alone."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from libyamap.domain.changes import Change, Revision
from libyamap.domain.columns import Columns
from libyamap.domain.model import Actor, Feature, Layer, Record
from libyamap.store import extents, journal, layer_titles
from libyamap.store.bulk import BulkLoad
from libyamap.store.bulk_columns import insert_columns, insert_records
from libyamap.store.bulk_delete import delete_many
from libyamap.store.kept_removal import KeptRemoval
from libyamap.store.kept_return import KeptReturn
from libyamap.store.lookups import Lookups
from libyamap.store.rows import derived_days, kept_whole, row_type, values_of
from libyamap.store.schema import DERIVED, FEATURE_TABLES, FILES, INVOLVEMENTS
from libyamap.store.spatial_index import create_triggers, drop_triggers

_BULK_CACHE_KB: Final = 32_000  # four times as many spare no time: rows and what finds them are added at the end
_NAMES_OF_ACTORS: Final = (
    f"SELECT group_concat(name, '; ') FROM (SELECT actors.name FROM {INVOLVEMENTS} "
    f"JOIN actors ON actors.id = {INVOLVEMENTS}.actor WHERE {INVOLVEMENTS}.feature = {{feature}} "
    f'ORDER BY {INVOLVEMENTS}."position")'
)


_MANY: Final = 5_000  # rows from which on suspending the triggers is worth it


class Writer(Lookups):
    """Implements app.ports.StoreWriter."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self._changed: set[str] = set()

    def put(self, record: Record) -> None:
        """Insert the record, or replace the one with its id."""
        row = row_type(type(record))
        values = values_of(record)
        columns, places = list(row.columns), ["?"] * len(row.columns)
        if isinstance(record, Feature):
            self._put_involvements(record)
            columns += DERIVED
            places += ["?", "?", "(SELECT title FROM layers WHERE id = ?)", f"({_NAMES_OF_ACTORS.format(feature='?')})"]
            values += [*derived_days(record), record.layer or None, record.id]
        before = self._label(record)
        sets = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column != "id")
        names = ", ".join(f'"{column}"' for column in columns)
        with kept_whole():
            self._connection.execute(
                f'INSERT INTO "{row.table.name}" ({names}) VALUES ({", ".join(places)}) '
                f"ON CONFLICT(id) DO UPDATE SET {sets}",
                values,
            )
        self._changed.add(row.table.name)
        if before is not None and before != self._label(record):
            self._relabel(record)

    def insert_many(self, records: Iterable[Record]) -> list[str]:
        """Insert new records in bulk; gives their ids."""
        with self._bulk() as load:
            ids = insert_records(load, records)
            load.finish()
            return ids

    def insert_columns(self, stream: Iterable[Columns]) -> None:
        """Insert new records that come as columns; otherwise as `insert_many`."""
        with self._bulk() as load:
            for columns in stream:
                insert_columns(load, columns)
            load.finish()

    def delete(self, record_type: type[Record], record_id: str) -> None:
        """Remove the record; KeyError if it is not there."""
        name = row_type(record_type).table.name
        removed = self._connection.execute(f'DELETE FROM "{name}" WHERE id = ?', (record_id,)).rowcount
        if not removed:
            raise KeyError(record_id)
        if issubclass(record_type, Feature):
            self._forget_involvements(record_id)
        self._changed.add(name)

    def delete_many(self, record_type: type[Record], record_ids: Iterable[str], count: int) -> None:
        """Remove those of these records, about `count`, that are there."""
        self._connection.execute("SAVEPOINT bulk_delete")
        try:
            self._changed |= delete_many(self._connection, row_type(record_type).table, record_ids, count)
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO bulk_delete")
            raise
        self._connection.execute("RELEASE bulk_delete")

    def delete_kept(
        self,
        number: int,
        record_type: type[Record],
        pieces: Iterable[bytes],
        count: int,
        noted: Callable[[Sequence[str]], None],
    ) -> None:
        """Remove the records of these packed ids, last first, and keep them in the journal's entry of this number."""
        removal = KeptRemoval(self._connection, self._rows, number, row_type(record_type))
        with self._room(), self._not_overwritten():
            removal.remove(pieces, count, noted)
        self._changed |= removal.changed

    def bring_back(
        self, record_type: type[Record], blocks: Iterable[int], noted: Callable[[Sequence[str]], None]
    ) -> None:
        """Insert what these blocks of the journal keep, row for row; `noted` hears the ids of each."""
        load = BulkLoad(self._connection)
        with self._room():
            KeptReturn(self._connection, load, self).bring_back(record_type, blocks, noted)
        self._changed |= load.changed

    def put_bytes(self, data: bytes) -> str:
        """Keep these bytes, once however often they come; gives their SHA-256 (hex)."""
        digest = hashlib.sha256(data).hexdigest()
        self._connection.execute(f"INSERT OR IGNORE INTO {FILES} (sha256, data) VALUES (?, ?)", (digest, data))
        self._changed.add(FILES)
        return digest

    def write_changes(self, number: int, changes: Sequence[Change]) -> None:
        """Begin the journal's entry of this number, the next one, with some of its changes."""
        # The revision that they refer to is written when all is done.
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        journal.write_changes(self._connection, number, changes)

    def write_revision(self, revision: Revision, changes: Sequence[Change]) -> None:
        """Add an entry to the journal, with its changes or what is still to be told of them."""
        journal.write(self._connection, revision, changes)
        self._changed |= {"yamap_revisions", "yamap_changes"}

    @contextmanager
    def _bulk(self) -> Iterator[BulkLoad]:
        load = BulkLoad(self._connection)
        # A command may catch the error of one record and go on: then the triggers must be there again.
        self._connection.execute("SAVEPOINT bulk")
        try:
            with self._room(), kept_whole():
                yield load
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO bulk")
            raise
        self._connection.execute("RELEASE bulk")
        self._changed |= load.changed

    @contextmanager
    def _room(self) -> Iterator[None]:
        """More room for pages, for as long as many of them are written."""
        before = self._connection.execute("PRAGMA cache_size").fetchone()[0]
        self._connection.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KB}")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA cache_size = {before}")

    @contextmanager
    def _not_overwritten(self) -> Iterator[None]:
        """Free pages without writing zeros over each: half of the work, and the journal keeps what was on them."""
        before = self._connection.execute("PRAGMA secure_delete").fetchone()[0]
        self._connection.execute("PRAGMA secure_delete = OFF").fetchone()
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA secure_delete = {before}").fetchone()

    def finish(self) -> None:
        """Bring gpkg_contents up to date; the last thing before the commit."""
        extents.refresh(self._connection, self._changed)

    def _put_involvements(self, feature: Feature) -> None:
        before = self._involvements_of(feature.id)
        if before == feature.actors:
            return
        self._forget_involvements(feature.id)
        self._connection.executemany(
            f'INSERT INTO {INVOLVEMENTS} (feature, "position", actor, role) VALUES (?, ?, ?, ?)',
            [(feature.id, at, part.actor, part.role.value) for at, part in enumerate(feature.actors)],
        )
        self._changed.add(INVOLVEMENTS)

    def _forget_involvements(self, feature_id: str) -> None:
        if self._connection.execute(f"DELETE FROM {INVOLVEMENTS} WHERE feature = ?", (feature_id,)).rowcount:
            self._changed.add(INVOLVEMENTS)

    def _label(self, record: Record) -> str | None:
        """The text of a stored record that feature tables repeat for their readers."""
        if isinstance(record, Actor):
            sql = "SELECT name FROM actors WHERE id = ?"
        elif isinstance(record, Layer):
            sql = "SELECT title FROM layers WHERE id = ?"
        else:
            return None
        found = self._rows(sql, (record.id,))
        return str(found[0][0]) if found else None

    def _relabel(self, record: Record) -> None:
        for table in FEATURE_TABLES:
            name = table.name
            if isinstance(record, Actor):
                where = f"id IN (SELECT feature FROM {INVOLVEMENTS} WHERE actor = ?)"
                label, value = "actor_names", _NAMES_OF_ACTORS.format(feature=f'"{name}".id')
            else:
                where = "layer = ?"
                label, value = "layer_title", "SELECT title FROM layers WHERE layers.id = layer"
            count = self._rows(f'SELECT count(*) FROM "{name}" WHERE {where}', (record.id,))[0][0]
            if not count or (count > layer_titles.MANY and isinstance(record, Layer)):
                continue
            # Each row would be shown to the triggers of the R-tree, which have nothing to do: no geometry changes.
            if count >= _MANY:
                drop_triggers(self._connection, name)
            self._connection.execute(f'UPDATE "{name}" SET {label} = ({value}) WHERE {where}', (record.id,))
            if count >= _MANY:
                create_triggers(self._connection, name)
            self._changed.add(name)
