"""Two events turn out to be one, or are told apart."""

from dataclasses import dataclass, field

import msgspec

from libyamap.app.commands.current import current_of
from libyamap.app.commands.remove import put_in_place
from libyamap.app.duplicates.apart import kept_apart, with_apart
from libyamap.app.duplicates.as_claim import as_claim, dataset_source, saying
from libyamap.app.naming import quoted
from libyamap.app.transaction import Transaction
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Event, Source
from libyamap.errors import InvalidValue


@dataclass(frozen=True)
class JoinEvents:
    """What is said of `other` becomes claims on `kept`, and `other` is deleted; undo brings it back.

    Where the two differ on when, who or where, the claims say so side by side. The data set that `other` came from is
    remembered: its next edition changes the claim.
    """

    kept: Event
    other: Event
    claim_id: str = field(default_factory=new_id)
    name: str = "join-events"

    @property
    def title(self) -> str:
        """“Join ‘...’ into ‘...’”."""
        return f"Join {quoted(self.other)} into {quoted(self.kept)}"

    def apply(self, transaction: Transaction) -> None:
        """Move the claims, add one for the data set, delete the other; InvalidValue for an event with itself."""
        kept, other = current_of(transaction, self.kept), current_of(transaction, self.other)
        if kept.id == other.id:
            raise InvalidValue("id", "An event cannot be joined with itself; choose another.")
        put_in_place(transaction, other, kept)
        claims = transaction.reader.claims_of([other.id])
        for claim in claims:
            transaction.put(msgspec.structs.replace(saying(claim, other), feature=kept.id))
        if other.dataset or not claims:
            source = dataset_source(other.dataset)
            if transaction.get(Source, source.id) is None:
                transaction.put(source)
            transaction.put(as_claim(Claim(id=self.claim_id, feature=kept.id, source=source.id), other))
        transaction.delete(Event, other.id)


@dataclass(frozen=True)
class TellApart:
    """“Not the same”: the two are not offered as one again; undo, or `apart=False`, takes that back."""

    one: Event
    other: Event
    apart: bool = True
    name: str = "tell-apart"

    @property
    def title(self) -> str:
        """“Tell ‘...’ apart from ‘...’”."""
        if not self.apart:
            return f"Compare {quoted(self.one)} with {quoted(self.other)} again"
        return f"Tell {quoted(self.one)} apart from {quoted(self.other)}"

    def apply(self, transaction: Transaction) -> None:
        """Remember it in the one with the lesser id; what both say of each other is forgotten with `apart=False`."""
        if self.one.id == self.other.id:
            raise InvalidValue("id", "An event cannot be told apart from itself; choose another.")
        first, second = sorted((self.one, self.other), key=lambda event: event.id)
        first, second = current_of(transaction, first), current_of(transaction, second)
        known = kept_apart(first)
        others = known | {second.id} if self.apart else known - {second.id}
        transaction.put(msgspec.structs.replace(first, attributes=with_apart(first.attributes, others)))
