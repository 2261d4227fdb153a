"""The journal: for each revision who, when, which command, and each record before and after. It only ever grows."""

import datetime as dt
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import msgspec

from libyamap.app.changes_made import ChangesMade
from libyamap.domain.changes import Change, Recorded, Revision
from libyamap.domain.fields import changed_fields
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import RECORD_CLASSES, Record
from libyamap.domain.packed_ids import holds, unpacked
from libyamap.errors import WorldError

_TYPES: Final = {record_type.__name__.lower(): record_type for record_type in RECORD_CLASSES}
_NAMES: Final = {record_type: name for name, record_type in _TYPES.items()}
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
    for _, name, before, after, *revision in sorted(rows, key=lambda row: (row[4], row[0])):
        found.append(Recorded(_revision(revision), _change_or_damage(revision[0], name, record_id, before, after)))
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
    connection.executemany(
        'INSERT INTO yamap_changes (revision, record_type, id, "before", "after", ids) VALUES (?, ?, ?, ?, ?, ?)',
        _rows(revision.number, changes),
    )


def changes_of(connection: sqlite3.Connection, number: int) -> list[Change]:
    """The changes of a revision, in the order they were done; WorldError where the journal is damaged."""
    found: list[Change] = []
    rows = connection.execute(
        'SELECT record_type, id, "before", "after", ids FROM yamap_changes WHERE revision = ? ORDER BY fid', (number,)
    )
    for name, record_id, before, after, ids in rows:
        if ids is None:
            found.append(_change_or_damage(number, name, record_id, before, after))
            continue
        with _or_damage(number):
            found += [Change(_TYPES[name], each, None, None) for each in unpacked(ids)]
    return found


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
