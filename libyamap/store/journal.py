"""The journal: for each revision who, when, which command, and each record before and after. It only ever grows.

Records that came in bulk are rows of packed ids. Those that went in bulk are a row of ids, under the name of their
table, and after it a row with the block that keeps them (`kept_block`), which a look for one id need not pass through.
"""

import datetime as dt
import sqlite3
import uuid
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import msgspec

from libyamap.app.changes_made import ChangesMade
from libyamap.domain.changes import Change, Inserted, Recorded, Removed, Revision
from libyamap.domain.fields import changed_fields
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import RECORD_CLASSES, Record
from libyamap.domain.packed_ids import ID_BYTES, holds, unpacked
from libyamap.errors import WorldError
from libyamap.store.kept_block import KeptBlock, packed_block, records_in, unpacked_block
from libyamap.store.schema import TABLES, Table

_TYPES: Final = {record_type.__name__.lower(): record_type for record_type in RECORD_CLASSES}
_NAMES: Final = {record_type: name for name, record_type in _TYPES.items()}
_TYPES_IN_BLOCKS: Final = {table.name: record_type for record_type, table in TABLES.items()}
_AT_ONCE: Final = 200
_COLUMNS: Final = "number, at, author, command, title, undoes, inserted"
_GEOMETRIES: Final = ("geometry", "says_geometry")


def newest(connection: sqlite3.Connection) -> int:
    """Number of the newest revision; 0 if there is none."""
    number: int | None = connection.execute("SELECT max(number) FROM yamap_revisions").fetchone()[0]
    return number or 0


def revisions(connection: sqlite3.Connection, after: int = 0) -> list[Revision]:
    """Revisions numbered above `after`, oldest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM yamap_revisions WHERE number > ? ORDER BY number", (after,))
    return [_revision(row) for row in rows]


def history_of(connection: sqlite3.Connection, record_id: str) -> list[Recorded]:
    """What happened to one record, oldest first; WorldError where the journal is damaged."""
    columns = ", ".join(f"r.{name}" for name in _COLUMNS.split(", "))
    rows = connection.execute(
        f'SELECT c.fid, c.record_type, c."before", c."after", {columns} FROM yamap_changes AS c '
        "JOIN yamap_revisions AS r ON r.number = c.revision WHERE c.id = ?",
        (record_id,),
    ).fetchall()
    raw = _packed(record_id)
    bulk = connection.execute(
        f"SELECT c.fid, c.record_type, NULL, NULL, {columns}, c.ids FROM yamap_changes AS c "
        "JOIN yamap_revisions AS r ON r.number = c.revision WHERE c.ids NOTNULL AND instr(c.ids, ?)",
        (raw,),
    )
    rows += [row[:-1] for row in bulk if raw is not None and holds(row[-1], raw)]
    found = []
    for fid, name, before, after, *revision in sorted(rows, key=lambda row: (row[4], row[0])):
        if name in _TYPES_IN_BLOCKS:
            change = _removal(connection, revision[0], Removed(_TYPES_IN_BLOCKS[name], b"", fid + 1), record_id)
        else:
            change = _change_or_damage(revision[0], name, record_id, before, after)
        found.append(Recorded(_revision(revision), change))
    return found


def write(connection: sqlite3.Connection, revision: Revision, changes: Sequence[Change]) -> None:
    """Add a revision with its changes; a run of bulk-inserted records is one row of ids."""
    at = revision.at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    connection.execute(
        f"INSERT INTO yamap_revisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            revision.number,
            at,
            revision.author,
            revision.command,
            revision.title,
            revision.undoes,
            revision.inserted,
        ),
    )
    write_changes(connection, revision.number, changes)


def write_changes(connection: sqlite3.Connection, number: int, changes: Sequence[Change]) -> None:
    """Add changes to the entry of this number; its revision may be written later, in the same transaction."""
    connection.executemany(
        'INSERT INTO yamap_changes (revision, record_type, id, "before", "after", ids) VALUES (?, ?, ?, ?, ?, ?)',
        _rows(number, changes),
    )


def write_block(connection: sqlite3.Connection, number: int, table: Table, ids: bytes, kept: KeptBlock) -> None:
    """Add rows that are removed, by their packed ids and as a block, to the entry of this number."""
    insert = 'INSERT INTO yamap_changes (fid, revision, record_type, "before", ids) VALUES (?, ?, ?, ?, ?)'
    at = connection.execute(insert, (None, number, table.name, None, ids)).lastrowid or 0
    connection.execute(insert, (at + 1, number, table.name, packed_block(kept), None))


def block(connection: sqlite3.Connection, at: int) -> KeptBlock:
    """The block of this number; WorldError where it is damaged."""
    row = connection.execute('SELECT revision, "before" FROM yamap_changes WHERE fid = ?', (at,)).fetchone()
    number, raw = row or (0, None)
    with _or_damage(number):
        return unpacked_block(raw)


def count_changes(connection: sqlite3.Connection, number: int) -> int:
    """How many records a revision changed."""
    count = connection.execute(
        f"SELECT sum(CASE WHEN ids NOTNULL THEN length(ids) / {ID_BYTES} ELSE id NOTNULL END) FROM yamap_changes "
        "WHERE revision = ?",
        (number,),
    ).fetchone()[0]
    return int(count or 0)


def parts_of(
    connection: sqlite3.Connection, number: int, *, last_first: bool = False
) -> Iterator[Change | Inserted | Removed]:
    """The changes of a revision in the order they were done, or the last first, with bulk by its ids alone.

    WorldError where the journal is damaged. No query is open between two of them, so that tables can be altered.
    """
    order = "DESC" if last_first else "ASC"
    rows = connection.execute(f"SELECT fid FROM yamap_changes WHERE revision = ? ORDER BY fid {order}", (number,))
    fids = array("q", (fid for (fid,) in rows))
    for start in range(0, len(fids), _AT_ONCE):
        first, last = sorted((fids[start], fids[min(start + _AT_ONCE, len(fids)) - 1]))
        some = connection.execute(
            'SELECT fid, record_type, id, CASE WHEN id NOTNULL THEN "before" END, "after", ids NOTNULL '
            f"FROM yamap_changes WHERE fid BETWEEN ? AND ? AND revision = ? ORDER BY fid {order}",
            (first, last, number),
        ).fetchall()
        for fid, name, record_id, before, after, in_bulk in some:
            if not in_bulk and name in _TYPES_IN_BLOCKS:
                continue  # a block, which stands beside its ids
            if not in_bulk:
                yield _change_or_damage(number, name, record_id, before, after)
                continue
            raw = connection.execute("SELECT ids FROM yamap_changes WHERE fid = ?", (fid,)).fetchone()[0]
            with _or_damage(number):
                ids = _checked(raw)
                removed_type = _TYPES_IN_BLOCKS.get(name)
                part = Removed(removed_type, ids, fid + 1) if removed_type else Inserted(_TYPES[name], ids)
            yield part


def changes_of(connection: sqlite3.Connection, number: int) -> Iterator[Change]:
    """The changes of a revision, in the order they were done; WorldError where the journal is damaged."""
    for part in parts_of(connection, number):
        if isinstance(part, Change):
            yield part
        elif isinstance(part, Inserted):
            yield from (Change(part.record_type, each, None, None) for each in unpacked(part.ids))
        else:
            with _or_damage(number):
                kept = records_in(part.record_type, block(connection, part.block))
            yield from (Change(part.record_type, record.id, record, None) for record in reversed(kept))


def _removal(connection: sqlite3.Connection, number: int, part: Removed, record_id: str) -> Change:
    kept = block(connection, part.block)
    with _or_damage(number):
        before = {record.id: record for record in records_in(part.record_type, kept)}[record_id]
        return Change(part.record_type, record_id, before, None)


def _checked(ids: object) -> bytes:
    if not isinstance(ids, bytes) or len(ids) % ID_BYTES:
        raise ValueError("no packed ids")
    return ids


@contextmanager
def _or_damage(number: int) -> Iterator[None]:
    try:
        yield
    except (KeyError, ValueError, TypeError, RecursionError):
        raise WorldError(
            f"Step {number} in the history of this project is damaged, so it cannot be shown or undone."
        ) from None


def _change_or_damage(number: int, name: str, record_id: str, before: str | None, after: str | None) -> Change:
    with _or_damage(number):
        return _change(_TYPES[name], record_id, before, after)


def _revision(row: Sequence[Any]) -> Revision:
    number, at, author, command, title, undoes, inserted = row
    return Revision(
        number=number,
        at=_moment(at),
        author=str(author),
        command=str(command),
        title=str(title),
        undoes=undoes,
        inserted=inserted,
    )


def _rows(number: int, changes: Sequence[Change]) -> Iterator[tuple[Any, ...]]:
    if not isinstance(changes, ChangesMade):
        made = ChangesMade()
        for change in changes:
            if change.before is None and change.after is None:
                made.add_inserted(change.record_type, [change.id])
            else:
                made.add(change)
        changes = made
    for part in changes.parts():
        if isinstance(part, Change):
            yield number, _NAMES[part.record_type], part.id, *_sides(part), None
        else:
            yield number, _NAMES[part.record_type], None, None, None, part.ids


def _sides(change: Change) -> tuple[str | None, str | None]:
    before = _json(change.before) if change.before is not None else None
    if change.after is None or change.before is None:
        return before, _json(change.after) if change.after is not None else None
    became = {name: getattr(change.after, name) for name in changed_fields(change.before, change.after)}
    return before, _json(became)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _change(record_type: type[Record], record_id: str, before: str | None, after: str | None) -> Change:
    old = _whole(_decoder(record_type).decode(before)) if before is not None else None
    new = None
    if after is not None:
        if before is None:
            new = _whole(_decoder(record_type).decode(after))
        else:
            both = {**msgspec.json.decode(before), **msgspec.json.decode(after)}
            new = _whole(msgspec.convert(both, record_type))
    return Change(record_type, record_id, old, new)


@cache
def _decoder(record_type: type[Record]) -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(record_type)


def _whole(record: Record) -> Record:
    for field in _GEOMETRIES:
        geometry = getattr(record, field, None)
        if isinstance(geometry, Geometry):
            # JSON knows lists only; the model's coordinates are tuples, and undo compares.
            exact = Geometry(geometry.type, _tuples(geometry.coordinates))
            record = msgspec.structs.replace(record, **{field: exact})
    return record


def _tuples(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return tuple(map(_tuples, value)) if value and isinstance(value[0], list) else tuple(value)  # else a position


def _packed(record_id: str) -> bytes | None:
    try:
        return uuid.UUID(record_id).bytes
    except ValueError:
        return None


def _moment(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
