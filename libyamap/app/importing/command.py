"""The command that takes tables into a project: the new is inserted in bulk, the changed put, the rest left.

One import is one step: the journal keeps the ids of inserted rows, and copies of updated ones only.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from libyamap.app.duplicates.apart import kept_apart, with_apart
from libyamap.app.importing.apart import Mapped
from libyamap.app.importing.feature_rows import FeatureRows
from libyamap.app.importing.joined import joined_rows, update_claims
from libyamap.app.importing.parties import Parties
from libyamap.app.importing.rows import Outcome, Progress, Rejected, silent
from libyamap.app.importing.seen import Seen
from libyamap.app.resting import collector_resting
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import RecordKey
from libyamap.domain.columns import Columns
from libyamap.domain.ids import new_ids
from libyamap.domain.model import FEATURE_CLASSES, Claim, Feature

_KEPT_ON_UPDATE = frozenset({"id", "layer", "status", "certainty", "time_note", "place_note", "symbol"})
"""What an editor may have said since; a new edition of the data set says nothing of it."""

_WHERE = frozenset({"geometry", "where_prec", "radius_m", "country", "province"})


class Source(NamedTuple):
    """One table, as it comes mapped, and the layer that it goes to."""

    mapped: Callable[[], Generator[Mapped, None, None]]
    layer: str


@dataclass(frozen=True)
class ImportMany:
    """Import the tables of one file under the name of its data set; `outcome` is filled in while it runs."""

    sources: tuple[Source, ...]
    dataset: str
    outcome: Outcome
    progress: Progress = silent
    name: str = field(default="import", init=False)

    @property
    def title(self) -> str:
        """“Import ‘...’”."""
        return f"Import ‘{self.outcome.file}’"

    def apply(self, transaction: Transaction) -> None:
        """Take every row in or say why not; any exception leaves the project as it was."""
        run = _Run(transaction, self.dataset, self.outcome, self.progress)
        counts: Counter[str] = Counter()
        with collector_resting():
            for source in self.sources:
                transaction.insert_columns(run.of(source))
                counts += run.counts
        run.update()
        self.progress(self.outcome.rows, 1.0)  # the last moment at which it can be cancelled
        self.outcome.reasons.sort(key=lambda rejected: rejected.row)
        self.outcome.notes += notes_of(counts)


def notes_of(counts: Counter[str]) -> Iterator[str]:
    """What a reader should hear of rows that were taken."""
    zero, named = counts["at zero"], counts["named only"]
    if zero:
        yield f"{zero:,} {'row lies' if zero == 1 else 'rows lie'} at 0, 0, which is often what a failed search leaves."
    if named:
        yield (
            f"{named:,} {'row names' if named == 1 else 'rows name'} a place without coordinates; nothing is placed by "
            "a name unasked, so they are listed and not drawn."
        )


class _Run:
    """One import while it goes on."""

    def __init__(self, transaction: Transaction, dataset: str, outcome: Outcome, progress: Progress) -> None:
        self._transaction = transaction
        self._dataset = dataset
        self._outcome = outcome
        self._progress = progress
        self._parties = Parties(transaction)
        self._joined = joined_rows(transaction, dataset)
        self._kinds = transaction.reader.kinds_imported(dataset)
        self._seen = Seen()
        self.counts: Counter[str] = Counter()
        self._changed: list[tuple[RecordKey, FeatureRows, int]] = []

    def of(self, source: Source) -> Iterator[Columns]:
        """The new features and claims of a table, batch by batch."""
        self.counts = Counter()
        before = self._outcome.rows  # rows are counted through all tables of a file
        with closing(source.mapped()) as batches:
            for mapped in batches:
                rejected = [Rejected(each.row + before, each.reason) for each in mapped.rejected]
                self._outcome.reject(rejected if before else mapped.rejected)
                for rows in mapped.groups:
                    if before:
                        rows.numbers = [number + before for number in rows.numbers]
                    fresh = self._fresh(rows)
                    self._outcome.rows += len(rows.numbers)
                    if fresh:
                        yield from self._columns(rows, fresh, source.layer)
                self.counts = mapped.counts
                self._progress(self._outcome.rows, mapped.done)

    def update(self) -> None:
        """Put what has changed since it was imported last."""
        for key, rows, at in self._changed:
            before = self._transaction.get(key.record_type, key.id)
            if isinstance(before, Feature):
                self._update(before, rows, at)
            elif isinstance(before, Claim):
                self._update_claim(before, rows, at)

    def _fresh(self, rows: FeatureRows) -> list[int]:
        """Places of the rows that are new; the others are counted, and kept for `update` if they have changed."""
        if all(rows.keys) and self._seen.add_all_new(rows.keys, rows.numbers):  # so it is with most tables
            different: Sequence[int] = range(len(rows.keys))
        else:
            different = self._different(rows)
        known = self._known([rows.keys[at] for at in different])
        fresh: list[int] = []
        changed: list[int] = []
        for at in different if known else ():
            before = known.get(rows.keys[at])
            if before is None:
                fresh.append(at)
            elif before[1] == rows.digests[at]:
                self._outcome.unchanged += 1
            else:
                changed.append(at)
        if not known:
            fresh = list(different)
        if changed:
            some = rows.some(changed)  # not the whole batch for a few of its rows
            self._changed += [(known[key][0], some, at) for at, key in enumerate(some.keys)]
        self._outcome.updated += len(changed)
        self._outcome.accepted += len(different) - len(changed)
        if nowhere := rows.without_place():
            self._outcome.without_place += len(nowhere.intersection(different).difference(changed))
        return fresh

    def _different(self, rows: FeatureRows) -> list[int]:
        """Places of the rows whose identity no row before them has; the others are rejected."""
        found: list[int] = []
        for at, (own, digest) in enumerate(zip(rows.keys, rows.digests, strict=True)):
            key = own or self._unused(digest)  # a row without an id is its own identity: what it says
            rows.keys[at] = key
            other = self._seen.row_of(key)
            if other is not None:
                self._reject(rows.numbers[at], f"The id “{key[:60]}” is that of row {other} already.")
                continue
            self._seen.add(key, rows.numbers[at])
            found.append(at)
        return found

    def _known(self, keys: list[str]) -> dict[str, tuple[RecordKey, str]]:
        """Those of the identities that an import before has brought: as what, and the digest of the row."""
        known = {key: self._joined[key] for key in keys if key in self._joined} if self._joined else {}
        if self._kinds:
            known |= self._transaction.reader.imported(self._dataset, self._kinds, keys)
        return known

    def _unused(self, digest: str) -> str:
        """The identity of a row without an id: equal rows are told apart by counting them."""
        key, number = digest, 1
        while self._seen.row_of(key) is not None:
            number += 1
            key = f"{digest}-{number}"
        return key

    def _reject(self, row: int, reason: str) -> None:
        self._outcome.rejected += 1
        self._outcome.reasons.append(Rejected(row, reason))

    def _columns(self, rows: FeatureRows, fresh: list[int], layer: str) -> Iterator[Columns]:
        if len(fresh) < len(rows.numbers):
            rows = rows.some(fresh)
        ids = new_ids(len(fresh))
        involvements, parties = self._parties.involvements, self._parties
        layers = {title: parties.layer(title or layer) for title in set(rows.layers)}
        told = self._outcome.layers
        told += [title for each in sorted(layers) if (title := each or layer) not in told]
        fields = dict(rows.fields)
        fields["layer"] = [layers[title] for title in rows.layers]
        if any(rows.parts):  # a field that no row has need not be made
            fields["actors"] = [involvements(parts) for parts in rows.parts]
        fields["dataset"] = [self._dataset] * len(ids)
        fields["dataset_id"] = rows.keys
        fields["dataset_digest"] = rows.digests
        yield Columns(FEATURE_CLASSES[rows.kind], ids, fields)
        pairs = [
            (record_id, source)
            for record_id, documents in zip(ids, rows.documents, strict=True)
            if documents
            for source in parties.sources(documents)
        ]
        if pairs:
            yield Columns(
                Claim,
                new_ids(len(pairs)),
                {"feature": [pair[0] for pair in pairs], "source": [pair[1] for pair in pairs]},
            )

    def _update_claim(self, before: Claim, rows: FeatureRows, at: int) -> None:
        told = FEATURE_CLASSES[rows.kind](
            id="", layer="", dataset_id=rows.keys[at], actors=self._parties.involvements(rows.parts[at]),
            **_fields_at(rows, at),
        )  # fmt: skip
        if not update_claims(self._transaction, before, told, self._parties.sources(rows.documents[at])):
            self._outcome.updated -= 1
            self._outcome.accepted += 1
            self._outcome.unchanged += 1

    def _update(self, before: Feature, rows: FeatureRows, at: int) -> None:
        new = {name: value for name, value in _fields_at(rows, at).items() if name not in _KEPT_ON_UPDATE}
        if new["geometry"] is None and before.geometry is not None:  # somebody has placed it
            if new["place"] == before.place:
                new = {name: value for name, value in new.items() if name not in _WHERE}
            else:
                new["place_note"] = ""  # it was said of another place
        new["attributes"] = with_apart(new["attributes"], kept_apart(before))
        self._transaction.put(
            msgspec.structs.replace(
                before,
                **new,
                actors=self._parties.involvements(rows.parts[at]),
                dataset_digest=rows.digests[at],
            )
        )
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
