"""A project kept in memory, which obeys the port as the real store must: a transaction that fails leaves no trace."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from libyamap.app.ports import R
from libyamap.domain.changes import Change, Revision
from libyamap.domain.columns import Columns
from libyamap.domain.model import Record
from libyamap.domain.packed_ids import unpacked
from tests.support.scanning import Scanning


class FakeStore(Scanning):
    """Implements `app.ports.ProjectStore` and, inside a transaction, `StoreWriter`."""

    def __init__(self, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self.path = Path("fake.gpkg")
        self.closed = 0
        self._records: dict[tuple[type[Record], str], Record] = {}
        self._journal: list[tuple[Revision, list[Change]]] = []
        self._begun: list[Change] = []
        self._in_transaction = False
        self._files: dict[str, bytes] = {}

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or None."""
        found = self._records.get((record_type, record_id))
        return found if isinstance(found, record_type) else None

    def all(self, record_type: type[R]) -> list[R]:
        """All records of a type, oldest id first."""
        found = [record for record in self._records.values() if type(record) is record_type]
        return sorted(found, key=lambda record: record.id)

    def snapshot(self) -> dict[tuple[type[Record], str], Record]:
        """All records, for comparison."""
        return dict(self._records)

    def revision(self) -> int:
        """Number of the newest revision."""
        return self._journal[-1][0].number if self._journal else 0

    def revisions(self, after: int = 0) -> list[Revision]:
        """The journal, oldest first."""
        return [revision for revision, _ in self._journal if revision.number > after]

    def changes_of(self, number: int, most: int | None = None) -> list[Change]:
        """What a revision changed."""
        return next(changes for revision, changes in self._journal if revision.number == number)[:most]

    @contextmanager
    def transaction(self) -> Iterator["FakeStore"]:
        """All or nothing."""
        assert not self._in_transaction, "transactions do not nest"
        records, journal = dict(self._records), list(self._journal)
        self._begun.clear()
        self._in_transaction = True
        try:
            yield self
        except BaseException:
            self._records, self._journal = records, journal
            raise
        finally:
            self._in_transaction = False

    def put(self, record: Record) -> None:
        """Insert or replace."""
        self._must_write()
        self._records[type(record), record.id] = record

    def insert_many(self, records: Iterable[Record]) -> list[str]:
        """Insert new records."""
        ids = []
        for record in records:
            assert (type(record), record.id) not in self._records
            self.put(record)
            ids.append(record.id)
        return ids

    def insert_columns(self, stream: Iterable[Columns]) -> None:
        """Insert records that come as columns."""
        for columns in stream:
            for at, record_id in enumerate(columns.ids):
                fields = {name: values[at] for name, values in columns.fields.items()}
                self.put(columns.record_type(id=record_id, **fields))

    def delete(self, record_type: type[Record], record_id: str) -> None:
        """Remove; KeyError if it is not there."""
        self._must_write()
        del self._records[record_type, record_id]

    def delete_kept(
        self,
        number: int,
        record_type: type[Record],
        pieces: Iterable[bytes],
        count: int,
        noted: Callable[[Sequence[str]], None],
    ) -> None:
        """Remove them one by one, each into the journal as it was."""
        assert number == self.revision() + 1
        for record_id in (each for piece in pieces for each in reversed(list(unpacked(piece)))):
            before = self.get(record_type, record_id)
            if before is not None:
                self.delete(record_type, record_id)
                self._begun.append(Change(record_type, record_id, before, None))
                noted([record_id])

    def bring_back(
        self, record_type: type[Record], blocks: Iterable[int], noted: Callable[[Sequence[str]], None]
    ) -> None:
        """There are no blocks here."""
        raise NotImplementedError

    def put_bytes(self, data: bytes) -> str:
        """Keep bytes under their digest."""
        self._must_write()
        digest = hashlib.sha256(data).hexdigest()
        self._files[digest] = data
        return digest

    def get_bytes(self, sha256: str) -> bytes | None:
        """The bytes of a digest."""
        return self._files.get(sha256)

    def write_changes(self, number: int, changes: Sequence[Change]) -> None:
        """Begin an entry of the journal."""
        assert number == self.revision() + 1
        self._begun += changes

    def write_revision(self, revision: Revision, changes: Sequence[Change]) -> None:
        """Add to the journal."""
        self._must_write()
        assert revision.number == self.revision() + 1
        self._journal.append((revision, [*self._begun, *changes]))

    def changed_elsewhere(self) -> bool:
        """Nobody else can reach it."""
        return False

    def problems(self) -> list[str]:
        """It is sound."""
        return []

    def copy_to(self, path: Path, revision: int | None = None) -> None:
        """Not needed here."""
        raise NotImplementedError

    def compact(self) -> tuple[int, int]:
        """There are no gaps."""
        return 0, 0

    def checkpoint(self) -> None:
        """Nothing to fold."""

    def close(self) -> None:
        """Count the calls."""
        self.closed += 1

    def _must_write(self) -> None:
        assert self._in_transaction, "written outside a transaction"
        assert not self.read_only
