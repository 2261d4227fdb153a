"""Many new records at once."""

from dataclasses import dataclass, field

from libyamap.app.transaction import Transaction
from libyamap.domain.model import Record


@dataclass(frozen=True)
class InsertMany:
    """Add many new records at once; the journal keeps their ids, not copies."""

    records: tuple[Record, ...]
    title: str
    name: str = field(default="insert-many", init=False)

    def apply(self, transaction: Transaction) -> None:
        """Bulk-load them."""
        transaction.insert_many(self.records)
