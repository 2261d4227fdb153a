"""A project that is a list of records, for tests of what only reads one."""

from collections.abc import Iterable

from libyamap.app.ports import R
from libyamap.domain.changes import Change, Revision
from libyamap.domain.model import Record
from tests.support.scanning import Scanning


class MemoryStore(Scanning):
    """Records in a list, as an app.ports.StoreReader; without a journal."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = list(records)

    def get(self, record_type: type[R], record_id: str) -> R | None:
        """One record, or None."""
        return next((record for record in self.all(record_type) if record.id == record_id), None)

    def all(self, record_type: type[R]) -> list[R]:
        """All records of exactly this type."""
        return [record for record in self.records if isinstance(record, record_type) and type(record) is record_type]

    def revision(self) -> int:
        """There is one revision."""
        return 1

    def revisions(self, after: int = 0) -> list[Revision]:
        """No journal."""
        return []

    def changes_of(self, number: int, most: int | None = None) -> list[Change]:
        """No journal."""
        return []
