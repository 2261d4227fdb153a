"""Back to an earlier state: of one record, or of the whole project. Both are steps of their own, and can be undone."""

from dataclasses import dataclass
from graphlib import TopologicalSorter

from libyamap.app.commands.remove import remove_whole
from libyamap.app.naming import noun_of, quoted
from libyamap.app.past import state_after, states_after
from libyamap.app.references import ids_referred_to
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import RecordKey
from libyamap.domain.model import Attachment, Claim, Feature, Record
from libyamap.errors import Conflict


@dataclass(frozen=True)
class Revert:
    """Bring a record back to what it was right after revision `number`; also one that was deleted since.

    A feature that was deleted comes back with the claims that went with it.
    """

    record: Record
    number: int
    name: str = "revert"

    @property
    def title(self) -> str:
        """“Revert ‘...’ to revision 12”."""
        return f"Revert {quoted(self.record)} to revision {self.number}"

    def apply(self, transaction: Transaction) -> None:
        """Write the old state; Conflict if it did not exist then."""
        record_type, record_id = type(self.record), self.record.id
        now = transaction.get(record_type, record_id)
        then = state_after(transaction.reader, RecordKey(record_type, record_id), self.number)
        if then is None:
            raise Conflict(f"{quoted(self.record)} did not exist at revision {self.number}; nothing was changed.")
        _check_still_there(transaction, then)
        if now is None and isinstance(then, Feature):
            self._bring_back_with_claims(transaction, then)
        else:
            transaction.put(then)

    def _bring_back_with_claims(self, transaction: Transaction, feature: Feature) -> None:
        transaction.put(feature)
        gone = [each for each in transaction.reader.history_of(feature.id) if each.change.after is None]
        if not gone:
            return
        removed = [change.before for change in transaction.reader.changes_of(gone[-1].revision.number)]
        claims = [claim for claim in removed if isinstance(claim, Claim) and claim.feature == feature.id]
        kept = {claim.id for claim in claims}
        files = [each for each in removed if isinstance(each, Attachment) and each.claim in kept]
        for record in (*claims, *files):
            transaction.put(record)


@dataclass(frozen=True)
class RevertTo:
    """Bring the whole project back to what it was right after revision `number`."""

    number: int
    name: str = "revert-to"

    @property
    def title(self) -> str:
        """“Revert everything to revision 12”."""
        return f"Revert everything to revision {self.number}"

    def apply(self, transaction: Transaction) -> None:
        """Write back every record that a later revision touched."""
        then = states_after(transaction.reader, self.number)
        for record in _referred_to_first([record for record in then.values() if record is not None]):
            transaction.put(record)
        extra = [transaction.get(*key) for key, record in then.items() if record is None]
        for record in reversed(_referred_to_first([record for record in extra if record is not None])):
            if transaction.get(type(record), record.id) is not None:
                remove_whole(transaction, record)


def _check_still_there(transaction: Transaction, then: Record) -> None:
    """Conflict that names what the old state refers to and what was deleted since."""
    for record_id in sorted(ids_referred_to(then) - {then.id}):
        history = transaction.reader.history_of(record_id)
        lost = history[-1].change.before if history and history[-1].change.after is None else None
        if lost is not None and transaction.get(type(lost), record_id) is None:
            noun = noun_of(type(lost))
            raise Conflict(
                f"{quoted(then)} referred to the {noun} {quoted(lost)} then, which was deleted since; bring that back "
                "first."
            )


def _referred_to_first(records: list[Record]) -> list[Record]:
    """The records in an order in which each comes after those of them that it refers to."""
    by_id = {record.id: record for record in records}
    order = TopologicalSorter({key: ids_referred_to(record) & by_id.keys() for key, record in by_id.items()})
    return [by_id[key] for key in order.static_order()]
