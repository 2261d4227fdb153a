"""What a new edition of a data set says otherwise than the one before it: those rows' features and claims are put anew.

Of very many only the first are held; for the rest the tables are gone through a second time, and the journal takes what
is done from time to time, so that the room that is needed does not grow with the rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from libyamap.app.duplicates.apart import kept_apart, with_apart
from libyamap.app.following import settle_followed
from libyamap.app.importing.feature_rows import FeatureRows
from libyamap.app.importing.joined import update_claims
from libyamap.app.importing.parties import Parties
from libyamap.app.importing.rows import Outcome
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import RecordKey
from libyamap.domain.ids import new_ids
from libyamap.domain.model import FEATURE_CLASSES, Claim, Feature

Known = Mapping[str, tuple[RecordKey, str]]
"""Identities in a data set that an import before has brought: as what, and the digest of the row."""
Again = Callable[[], Iterator[tuple[FeatureRows, Sequence[int], Known]]]
"""Goes through all rows once more: groups of them, which of each group were taken, and what is known of those now."""

_MOST_HELD: Final = 10_000
_SETTLED_AFTER: Final = 2_000

_KEPT_ON_UPDATE: Final = frozenset({"id", "layer", "status", "certainty", "time_note", "place_note", "symbol"})
"""What an editor may have said since; a new edition of the data set says nothing of it."""
_WHERE: Final = frozenset({"geometry", "where_prec", "radius_m", "country", "province"})


class Edition:
    """The changed rows of one import: noted while the new ones are inserted, and put afterwards."""

    def __init__(self, transaction: Transaction, parties: Parties, outcome: Outcome) -> None:
        self._transaction = transaction
        self._parties = parties
        self._outcome = outcome
        self._held: list[tuple[RecordKey, FeatureRows, int]] = []
        self._not_held = 0
        self._done = 0

    @property
    def count(self) -> int:
        """How many rows have changed."""
        return len(self._held) + self._not_held

    def note(self, rows: FeatureRows, changed: Sequence[int], known: Known) -> None:
        """Rows, by their places, that say otherwise than what is known of them."""
        claims = [at for at in changed if known[rows.keys[at]][0].record_type is Claim]
        held = changed if self.count + len(changed) <= _MOST_HELD else claims  # a joined row is not known by a digest
        if held:
            some = rows.some(held)  # not the whole batch for a few of its rows
            self._held += [(known[key][0], some, at) for at, key in enumerate(some.keys)]
        self._not_held += len(changed) - len(held)

    def put(self, again: Again, tell: Callable[[int], None]) -> None:
        """Put them all; `tell` hears how many are done, again and again, and may raise Cancelled."""
        for key, rows, at in self._held:
            self._put(key, rows, at, tell)
        self._held.clear()
        if self._not_held:
            for rows, taken, known in again():
                for at in taken:
                    before = known.get(rows.keys[at])
                    if before and before[0].record_type is not Claim and before[1] != rows.digests[at]:
                        self._put(before[0], rows, at, tell)
        tell(self._done)

    def _put(self, key: RecordKey, rows: FeatureRows, at: int, tell: Callable[[int], None]) -> None:
        before = self._transaction.get(key.record_type, key.id)
        if isinstance(before, Feature):
            self._put_feature(before, rows, at)
        elif isinstance(before, Claim):
            self._put_claims(before, rows, at)
        self._done += 1
        if self._done % _SETTLED_AFTER == 0:
            settle_followed(self._transaction)
            tell(self._done)

    def _put_claims(self, before: Claim, rows: FeatureRows, at: int) -> None:
        told = FEATURE_CLASSES[rows.kind](
            id="", layer="", dataset_id=rows.keys[at], actors=self._parties.involvements(rows.parts[at]),
            **_fields_at(rows, at),
        )  # fmt: skip
        if not update_claims(self._transaction, before, told, self._parties.sources(rows.documents[at])):
            self._outcome.updated -= 1
            self._outcome.accepted += 1
            self._outcome.unchanged += 1

    def _put_feature(self, before: Feature, rows: FeatureRows, at: int) -> None:
        new = {name: value for name, value in _fields_at(rows, at).items() if name not in _KEPT_ON_UPDATE}
        if new["geometry"] is None and before.geometry is not None:  # somebody has placed it
            if new["place"] == before.place:
                new = {name: value for name, value in new.items() if name not in _WHERE}
            else:
                new["place_note"] = ""  # it was said of another place
        new["attributes"] = with_apart(new["attributes"], kept_apart(before))
        actors, digest = self._parties.involvements(rows.parts[at]), rows.digests[at]
        self._transaction.replace(before, msgspec.structs.replace(before, **new, actors=actors, dataset_digest=digest))
        said = {claim.source for claim in self._transaction.reader.claims_of([before.id])}
        for source in self._parties.sources(rows.documents[at]):
            if source not in said:
                self._transaction.put(Claim(id=new_ids(1)[0], feature=before.id, source=source))


def _fields_at(rows: FeatureRows, at: int) -> dict[str, Any]:
    """The fields of one row, as the model holds them."""
    fields = {name: values[at] for name, values in rows.fields.items()}
    attributes = fields["attributes"]
    if not isinstance(attributes, dict):
        fields["attributes"] = msgspec.json.decode(attributes) if attributes else {}
    return fields
