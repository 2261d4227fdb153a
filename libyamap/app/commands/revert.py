"""Back to an earlier state: of one record, or of the whole project. Both are steps of their own, and can be undone."""

from dataclasses import dataclass

from libyamap.app.going_back import GoingBack, count_since
from libyamap.app.importing.rows import Progress, silent
from libyamap.app.naming import noun_of, quoted
from libyamap.app.past import state_after
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
    progress: Progress = silent
    name: str = "revert-to"

    @property
    def title(self) -> str:
        """“Revert everything to revision 12”."""
        return f"Revert everything to revision {self.number}"

    def apply(self, transaction: Transaction) -> None:
        """Write back every record that a later revision touched; where `progress` raises Cancelled, nothing is."""
        done, total = 0, max(count_since(transaction.reader, self.number), 1)

        def tell(count: int) -> None:
            nonlocal done
            done += count
            self.progress(done, min(done / total, 1.0))

        tell(0)
        transaction.ends_follow = False  # links have their old ends in the journal
        GoingBack(transaction, tell).to(self.number)


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
