"""Back to an earlier state: of one record, or of the whole project. Both are steps of their own, and can be undone."""

from collections import defaultdict
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import groupby

from libyamap.app.commands.remove import remove_whole
from libyamap.app.history import MANY
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
        _remove_all(transaction, [key for key, record in then.items() if record is None])


def _remove_all(transaction: Transaction, keys: list[RecordKey]) -> None:
    """Delete all of these that are there, what refers to others first; many alike in bulk."""
    ids: defaultdict[type[Record], list[str]] = defaultdict(list)
    for key in keys:
        ids[key.record_type].append(key.id)
    there = [record for each, known in ids.items() for record in transaction.reader.get_many(each, known).values()]
    for record_type, run in groupby(reversed(_referred_to_first(there)), type):
        alike = {record.id: record for record in run}
        if len(alike) < MANY:
            for record in alike.values():
                if transaction.get(record_type, record.id) is not None:
                    remove_whole(transaction, record)
            continue
        for claim in transaction.reader.claims_of(alike):  # another program may have added some
            remove_whole(transaction, claim)
        transaction.delete_many(record_type, list(alike))


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
