"""The command that takes tables into a project: the new is inserted in bulk, the changed put, the rest left.

One import is one step: the journal keeps the ids of inserted rows, and copies of updated ones only.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple

from libyamap.app.importing.apart import Mapped
from libyamap.app.importing.editions import Edition, Known
from libyamap.app.importing.feature_rows import FeatureRows
from libyamap.app.importing.joined import joined_rows
from libyamap.app.importing.parties import Parties
from libyamap.app.importing.rows import Outcome, Progress, Rejected, silent
from libyamap.app.importing.seen import Seen
from libyamap.app.resting import collector_resting
from libyamap.app.transaction import Transaction
from libyamap.domain.changes import RecordKey
from libyamap.domain.columns import Columns
from libyamap.domain.ids import new_ids
from libyamap.domain.model import FEATURE_CLASSES, Claim

_AN_UPDATE: Final = 5
"""As much work as so many rows that are read and inserted."""


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
        run = _Run(transaction, self.dataset, self.outcome, self.progress, len(self.sources))
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

    def __init__(
        self, transaction: Transaction, dataset: str, outcome: Outcome, progress: Progress, tables: int
    ) -> None:
        self._tables = tables
        self._transaction = transaction
        self._dataset = dataset
        self._outcome = outcome
        self._progress = progress
        self._parties = Parties(transaction)
        self._joined = joined_rows(transaction, dataset)
        self._kinds = transaction.reader.kinds_imported(dataset)
        self._seen = Seen()
        self.counts: Counter[str] = Counter()
        self._edition = Edition(transaction, self._parties, outcome)
        self._read: list[tuple[Source, int]] = []
        self._told = 0.0

    def of(self, source: Source) -> Iterator[Columns]:
        """The new features and claims of a table, batch by batch."""
        self.counts = Counter()
        before = self._outcome.rows  # rows are counted through all tables of a file
        self._read.append((source, before))
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
                self._tell((len(self._read) - 1 + mapped.done) / self._tables * self._share_of_reading)

    def update(self) -> None:
        """Put what has changed since it was imported last."""
        share, count = self._share_of_reading, self._edition.count
        if count:
            self._edition.put(self._again, lambda done: self._tell(share + (1 - share) * min(1.0, done / count)))

    @property
    def _share_of_reading(self) -> float:
        """Of the whole work, as far as it is known by now."""
        return 1 / (1 + _AN_UPDATE * self._edition.count / max(1, self._outcome.rows))

    def _tell(self, done: float) -> None:
        self._told = max(self._told, done)  # more may have changed than the first rows made expect
        self._progress(self._outcome.rows, self._told)

    def _again(self) -> Iterator[tuple[FeatureRows, Sequence[int], Known]]:
        """All rows once more: those that were taken, and what is known of them now."""
        for source, before in self._read:
            with closing(source.mapped()) as batches:
                for rows in chain.from_iterable(mapped.groups for mapped in batches):
                    numbers = zip(rows.keys, rows.numbers, strict=True)
                    taken = [
                        at
                        for at, (key, number) in enumerate(numbers)
                        if key and self._seen.row_of(key) == number + before
                    ]
                    yield rows, taken, self._known([rows.keys[at] for at in taken])

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
        self._edition.note(rows, changed, known)
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
