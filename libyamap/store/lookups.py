"""Reading that follows references, each by an index: none of it may walk through a whole table of features."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, Final, cast

from libyamap.app.ports import F, R
from libyamap.domain.changes import Recorded, RecordKey
from libyamap.domain.columns import Columns
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import (
    FEATURE_CLASSES,
    Actor,
    Attachment,
    Claim,
    Feature,
    Involvement,
    Layer,
    Link,
    Record,
    Source,
)
from libyamap.domain.vocabulary import Role
from libyamap.store import journal
from libyamap.store.column_reading import read_columns, records_alike
from libyamap.store.extents import boxes
from libyamap.store.reader import Reader, select
from libyamap.store.rows import row_type
from libyamap.store.schema import FEATURE_TABLES, FILES, INVOLVEMENTS, TABLES
from libyamap.store.sql_errors import as_sentences

_AMONG: Final = "IN (SELECT value FROM json_each(?))"  # one parameter, however many ids
_FIRST: Final = 3_000
_TYPE_OF: Final = {table.name: record_type for record_type, table in TABLES.items()}


class Lookups(Reader):
    """The other half of app.ports.StoreReader."""

    def marks(self, record_type: type[Record], every: int) -> list[str]:
        """Every so-manieth id of a type, by rising id: where to cut many records into pieces."""
        step = f'SELECT id FROM "{row_type(record_type).table.name}" WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?'
        found = [""]
        while row := self._rows(step, (found[-1], every - 1)):
            found.append(row[0][0])
        return found[1:]

    def between(self, record_type: type[R], after: str, until: str) -> list[R]:
        """The records whose ids follow `after`, up to `until` (empty: to the end), by rising id."""
        row = row_type(record_type)
        limit, values = (" AND id <= ?", (after, until)) if until else ("", (after,))
        found = self._rows(f"{select(row)} WHERE id > ?{limit} ORDER BY id", values)
        return cast("list[R]", self._records(row, found, self._actors_in(record_type, found), checked=False))

    def columns_between(self, record_type: type[F], after: str, until: str) -> Columns | None:
        """What `between` gives, as columns; None where a row is not as the program writes it."""
        row = row_type(record_type)
        limit, values = (" AND id <= ?", (after, until)) if until else ("", (after,))
        found = self._rows(f"{select(row)} WHERE id > ?{limit} ORDER BY id", values)
        columns = read_columns(row, found)
        if columns is not None and (parts := self._actors_in(record_type, found)):
            columns.fields["actors"] = [parts.get(each, ()) for each in columns.ids]
        return columns

    def attribute_names(self, kinds: Iterable[type[Feature]]) -> list[str]:
        """The names of all attributes of features of these kinds, in alphabetical order."""
        tables = [TABLES[kind].name for kind in kinds]
        if not tables:
            return []
        with suppress(sqlite3.OperationalError):  # broken JSON of another program
            return [str(name) for (name,) in self._connection.execute(_names_in("{table}.attributes", tables))]
        valid = "CASE WHEN json_valid({table}.attributes) THEN {table}.attributes ELSE '{{}}' END"
        return [str(name) for (name,) in self._rows(_names_in(valid, tables))]

    def get_many(self, record_type: type[R], record_ids: Iterable[str]) -> dict[str, R]:
        """Those of the records that are there, by id."""
        return {each.id: each for each in self._where(record_type, f"id {_AMONG}", (_listed(record_ids),))}

    def as_kept(self, record_type: type[R], record_ids: Iterable[str]) -> dict[str, R]:
        """As `get_many`, but as the rows have them, also where another program has broken a rule: much quicker."""
        row = row_type(record_type)
        found = self._rows(f"{select(row)} WHERE id {_AMONG} ORDER BY id", (_listed(record_ids),))
        actors = self._actors_in(record_type, found)
        records = cast("list[R]", records_alike(row, found, actors)) or self._records(row, found, actors, checked=False)
        return cast("dict[str, R]", {each.id: each for each in records})

    def claims_of(self, feature_ids: Iterable[str]) -> list[Claim]:
        """The claims on these features, oldest id first."""
        return self._where(Claim, f"feature {_AMONG}", (_listed(feature_ids),))

    def attachments_of(self, claim_ids: Iterable[str]) -> list[Attachment]:
        """What is attached to these claims, oldest id first."""
        return self._where(Attachment, f"claim {_AMONG}", (_listed(claim_ids),))

    def links_of(self, end_ids: Iterable[str]) -> list[Link]:
        """The links that begin or end at these actors or features, oldest id first."""
        ends = _listed(end_ids)
        return self._where(Link, f"origin {_AMONG} OR target {_AMONG}", (ends, ends))

    def features_with(self, record_type: type[F], actor_id: str, role: Role | None = None) -> list[F]:
        """Features of one kind in which the actor has this role (None: any), oldest id first."""
        inside = f"SELECT feature FROM {INVOLVEMENTS} WHERE actor = ?"
        if role is None:
            return self._where(record_type, f"id IN ({inside})", (actor_id,))
        return self._where(record_type, f"id IN ({inside} AND role = ?)", (actor_id, role.value))

    def users_of(self, record: Record, limit: int | None = None) -> list[RecordKey]:
        """Other records that refer to this one, at most `limit`; the claims on a feature, which go with it, aside."""
        parts = _users(record)
        if not parts:
            return []
        sql = " UNION ALL ".join(f"SELECT * FROM ({part})" for part in parts)
        rows = self._rows(f"{sql} LIMIT :most", {"id": record.id, "most": -1 if limit is None else limit})
        return [RecordKey(_TYPE_OF[table], record_id) for table, record_id in rows]

    def count_users(self, record: Record) -> int:
        """How many other records refer to this one, counted as `users_of` lists them."""
        parts = _users(record)
        counts = [f"SELECT count(*) AS n FROM ({part})" for part in parts]
        if isinstance(record, Actor):  # the features that it takes part in are counted without being looked up
            involved = f"SELECT count(DISTINCT feature) AS n FROM {INVOLVEMENTS} WHERE actor = :id"
            counts = [involved, *counts[len(FEATURE_TABLES) :]]
        if not counts:
            return 0
        return int(self._rows(f"SELECT sum(n) FROM ({' UNION ALL '.join(counts)})", {"id": record.id})[0][0])

    def extents(self) -> list[Bounds]:
        """Boxes (degrees, EPSG:4326) that together hold all geometry, as the roots of the R-trees have them."""
        with as_sentences(self._path):
            return [box for table in FEATURE_TABLES for box in boxes(self._connection, table.name)]

    def places_named(self) -> list[tuple[str, str]]:
        """Codes of country and province, either may be empty, that the first thousands of features of a kind name."""
        first = " UNION ALL ".join(
            f'SELECT * FROM (SELECT country, province FROM "{table.name}" LIMIT {_FIRST})' for table in FEATURE_TABLES
        )
        found = self._rows(f"SELECT DISTINCT country, province FROM ({first}) ORDER BY country, province")
        known = [tuple(code if isinstance(code, str) else "" for code in row) for row in found]
        return [(country, province) for country, province in known if country or province]

    def layers_of_type(self, record_type: type[Feature], word: str) -> list[str]:
        """Ids of the layers with features of one kind that have this type."""
        sql = f'SELECT DISTINCT layer FROM "{TABLES[record_type].name}" WHERE type = ? AND layer NOTNULL ORDER BY 1'
        return [str(row[0]) for row in self._rows(sql, (word,))]

    def kinds_imported(self, dataset: str) -> list[type[Feature]]:
        """The kinds of which there are features of this data set."""
        kinds = FEATURE_CLASSES.values()
        there = 'SELECT 1 FROM "{}" WHERE dataset = ? LIMIT 1'
        return [kind for kind in kinds if self._rows(there.format(TABLES[kind].name), (dataset,))]

    def imported(
        self, dataset: str, kinds: Sequence[type[Feature]], identities: Sequence[str]
    ) -> dict[str, tuple[RecordKey, str]]:
        """Features of a data set by these identities there: which record it became, and the digest of its row."""
        among = _listed(identities)
        return {
            dataset_id: (RecordKey(kind, record_id), str(digest or ""))
            for kind in kinds
            for dataset_id, record_id, digest in self._rows(
                f'SELECT dataset_id, id, dataset_digest FROM "{TABLES[kind].name}" '
                f"WHERE dataset = ? AND dataset_id {_AMONG}",
                (dataset, among),
            )
        }

    def get_bytes(self, sha256: str) -> bytes | None:
        """The bytes kept under this SHA-256 (hex), or None."""
        found = self._rows(f"SELECT data FROM {FILES} WHERE sha256 = ?", (sha256,))
        return found[0][0] if found and isinstance(found[0][0], bytes) else None

    def history_of(self, record_id: str) -> list[Recorded]:
        """What happened to one record, oldest first; its bulk insert has both sides None."""
        with as_sentences(self._path):
            return journal.history_of(self._connection, record_id)

    def _where(self, record_type: type[R], condition: str, values: tuple[Any, ...]) -> list[R]:
        row = row_type(record_type)
        found = self._rows(f"{select(row)} WHERE {condition} ORDER BY id", values)
        return cast("list[R]", self._records(row, found, self._actors_in(record_type, found)))

    def _actors_in(self, record_type: type[Record], found: list[tuple[Any, ...]]) -> dict[str, tuple[Involvement, ...]]:
        if not issubclass(record_type, Feature) or not found:
            return {}
        if not self._rows(f"SELECT 1 FROM {INVOLVEMENTS} LIMIT 1"):
            return {}
        return self._involvements(f"WHERE feature {_AMONG}", (_listed(values[0] for values in found),))


def _listed(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))


def _users(record: Record) -> list[str]:
    """Queries for table and id of what refers to the record (`:id`), none of it twice; features that an actor takes
    part in come first, one query a table.
    """
    ends = "(origin = :id OR target = :id)"
    if isinstance(record, Actor):
        involved = [
            f"SELECT DISTINCT '{table.name}', it.id FROM {INVOLVEMENTS} AS part "
            f'CROSS JOIN "{table.name}" AS it ON it.id = part.feature WHERE part.actor = :id'
            for table in FEATURE_TABLES
        ]
        other = f"NOT EXISTS (SELECT 1 FROM {INVOLVEMENTS} WHERE feature = links.id AND actor = :id)"
        conditions = [
            ("links", f"{ends} AND {other}"),
            ("actors", "parent = :id"),
            ("claims", "says_actors NOTNULL AND instr(says_actors, :id)"),
        ]
        return involved + [_using(*condition) for condition in conditions]
    if isinstance(record, Layer):
        return [_using(name, "layer = :id") for name in (table.name for table in FEATURE_TABLES)] + [
            _using("layers", "parent = :id")
        ]
    if isinstance(record, Source):
        return [_using("claims", "source = :id")]
    return [_using("links", ends)] if isinstance(record, Feature) else []


def _using(name: str, condition: str) -> str:
    return f"SELECT '{name}', id FROM \"{name}\" WHERE {condition} AND id != :id"


def _names_in(attributes: str, tables: Iterable[str]) -> str:
    one = f'SELECT each.key FROM "{{table}}", json_each({attributes}) AS each WHERE {{table}}.attributes NOTNULL'
    return " UNION ".join(one.format(table=table) for table in tables) + " ORDER BY 1"
