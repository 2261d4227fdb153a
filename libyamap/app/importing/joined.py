"""Rows of a data set that were joined into events of others: a new edition changes the claims that they have become."""

from typing import Final

import msgspec

from libyamap.app.duplicates.as_claim import as_claim, dataset_source_id, saying
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import RecordKey
from libyamap.domain.ids import new_id
from libyamap.domain.model import Claim, Feature, Source


def joined_rows(transaction: Transaction, dataset: str) -> dict[str, tuple[RecordKey, str]]:
    """The claims that rows of the data set have become, by their identity there; without digest, so always compared."""
    source = transaction.get(Source, dataset_source_id(dataset))
    if source is None:
        return {}
    keys = [key.id for key in transaction.reader.users_of(source) if key.record_type is Claim]
    claims = transaction.reader.get_many(Claim, keys)
    return {claim.locator: (RecordKey(Claim, claim.id), "") for claim in claims.values() if claim.locator}


def update_claims(transaction: Transaction, claim: Claim, told: Feature, sources: tuple[str, ...]) -> bool:
    """Let the claim, and those of the row's own documents on the same event, say what the row says now.

    False where it is what they say already.
    """
    done = len(transaction.changes)
    others = transaction.reader.claims_of([claim.feature])
    transaction.put(as_claim(_silent(claim), told))
    for source in sources:
        theirs = [each for each in others if each.source == source and _says(each) != _NOTHING]
        if not theirs:
            transaction.put(saying(Claim(id=new_id(), feature=claim.feature, source=source), told))
        for each in theirs:
            if _says(each) == _says(claim):  # what differs is what that source itself says, or what another row does
                transaction.put(saying(_silent(each), told))
    return len(transaction.changes) > done


def _says(claim: Claim) -> tuple[object, ...]:
    return claim.says_time, claim.says_actors, claim.says_place, claim.says_geometry


_NOTHING: Final = ("", (), "", None)


def _silent(claim: Claim) -> Claim:
    return msgspec.structs.replace(claim, says_time="", says_actors=(), says_place="", says_geometry=None)
