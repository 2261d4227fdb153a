"""Copies of a feature: beside it (`Duplicate`), or from a day on (`CopyForward`)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from libyamap.app.commands.current import current_of
from libyamap.app.naming import quoted
from libyamap.app.transaction import Transaction
from libyamap.domain.ids import new_id
from libyamap.domain.model import Feature
from libyamap.domain.time import day_in_words, ended_before, starting_on


@dataclass(frozen=True)
class Duplicate:
    """Add a copy of the feature under a new id, with its claims."""

    feature: Feature
    copy_id: str = field(default_factory=new_id)
    name: str = "duplicate"

    @property
    def title(self) -> str:
        """“Duplicate ‘...’”."""
        return f"Duplicate {quoted(self.feature)}"

    def apply(self, transaction: Transaction) -> None:
        """Write the copy; it is nobody's import any more."""
        feature = current_of(transaction, self.feature)
        transaction.put(_copy(feature, self.copy_id, {"title": f"{feature.title} (copy)"}))
        copy_claims(transaction, feature.id, self.copy_id)


@dataclass(frozen=True)
class CopyForward:
    """End the feature on the day before `day`, and add a copy that begins on `day` with `changes` (fields to values).

    The copy (id `copy_id`) has no claims unless `with_claims`: what a source said of the time before, it did not say
    of the time after.
    """

    feature: Feature
    day: dt.date
    changes: Mapping[str, object] = field(default_factory=dict)
    with_claims: bool = False
    copy_id: str = field(default_factory=new_id)
    name: str = "copy-forward"

    @property
    def title(self) -> str:
        """“Copy ‘...’ forward from 20 May 2016 on”."""
        return f"Copy {quoted(self.feature)} forward from {day_in_words(self.day)} on"

    def apply(self, transaction: Transaction) -> None:
        """Write both; InvalidValue if the feature begins on that day or later, or has ended before."""
        feature = current_of(transaction, self.feature)
        until, onwards = ended_before(feature.time, self.day), starting_on(feature.time, self.day)
        transaction.put(msgspec.structs.replace(feature, time=until))
        transaction.put(_copy(feature, self.copy_id, {**self.changes, "time": onwards}))
        if self.with_claims:
            copy_claims(transaction, feature.id, self.copy_id)


def copy_claims(transaction: Transaction, feature_id: str, copy_id: str) -> None:
    """Say of the copy what is said of the feature, with the same attachments."""
    for claim in transaction.reader.claims_of([feature_id]):
        twin = msgspec.structs.replace(claim, id=new_id(), feature=copy_id)
        transaction.put(twin)
        for attachment in transaction.reader.attachments_of([claim.id]):
            transaction.put(msgspec.structs.replace(attachment, id=new_id(), claim=twin.id))


def _copy(feature: Feature, copy_id: str, changes: Mapping[str, object]) -> Feature:
    fields = {"dataset": "", "dataset_id": "", "dataset_digest": "", **changes, "id": copy_id}
    return msgspec.structs.replace(feature, **fields)
