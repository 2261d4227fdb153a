"""Coming back: rows that libyamap itself has exported, made the records they were, with what was edited on the way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import msgspec

from libyamap.app.exporting.rows import CARRIER, LATITUDE, LONGITUDE, WKT
from libyamap.app.following import settle_followed
from libyamap.app.importing.mapping import Mapping
from libyamap.app.importing.own_added import add_rows, kinds_of_added
from libyamap.app.importing.own_rows import Returned, returned
from libyamap.app.importing.placing import Placer
from libyamap.app.importing.rows import Outcome, Progress, Rejected, Table, silent
from libyamap.app.importing.seen import Seen
from libyamap.app.importing.world import World
from libyamap.app.transaction import Transaction
from libyamap.domain.checks import check
from libyamap.domain.model import Actor, Claim, Layer, Link, Record, Source
from libyamap.errors import InvalidValue

_MOST_HELD: Final = 50_000
"""New features that are held until they are inserted, all at once; each time costs some work for those before them."""
_SETTLED_AFTER: Final = 2_000
_PLACES: Final = Mapping(latitude=LATITUDE, longitude=LONGITUDE, wkt=WKT)


def is_own(table: Table) -> bool:
    """Whether the table comes from an export of ours."""
    return CARRIER in table.columns and "id" in table.columns


@dataclass(frozen=True)
class ImportOwn:
    """Import tables of our own exports; records keep their ids."""

    tables: tuple[Table, ...]
    world: World
    outcome: Outcome
    layer: str = ""
    progress: Progress = silent
    name: str = field(default="import", init=False)

    @property
    def title(self) -> str:
        """“Import ‘...’”."""
        return f"Import ‘{self.outcome.file}’"

    def apply(self, transaction: Transaction) -> None:
        """Take every row in or say why not."""
        run = _Run(transaction, self.outcome)
        place = Placer(_PLACES, self.world, frozenset({""}))
        links: list[tuple[int, Returned]] = []
        left = Counter[str]()
        added: list[tuple[Table, set[str], int]] = []
        for table in self.tables:
            kinds: set[str] = set()
            attributes = table.mapping is None  # a format that says what its columns mean has others among them
            before = self.outcome.rows  # rows are counted through all tables of a file
            for batch in table.batches():
                self.outcome.reject([Rejected(each.row + before, each.reason) for each in batch.rejected])
                without = kinds_of_added(batch)
                kinds |= {kind for kind in without if kind is not None}
                carrying = batch.some([at for at, kind in enumerate(without) if kind is None])
                numbered = carrying._replace(numbers=[number + before for number in carrying.numbers])
                for number, row in returned(numbered, place, self.outcome, attributes, left):
                    if isinstance(row.feature, Link):
                        links.append((number, row))
                    else:
                        run.take(number, row)
                self.progress(self.outcome.rows, batch.done)
            added.append((table, kinds, before))
        for number, row in links:  # their ends have to be there first
            run.take(number, row)
        run.insert()
        for table, kinds, before in added:
            add_rows(transaction, table, kinds, self.world, self.outcome, before)
        self.outcome.notes += [
            f"What was changed in the column “{column}” ({count:,} {'row' if count == 1 else 'rows'}) was not taken; "
            "change it in the project itself."
            for column, count in left.items()
        ]
        self.progress(self.outcome.rows, 1.0)  # the last moment at which it can be cancelled
        self.outcome.reasons.sort(key=lambda rejected: rejected.row)


class _Run:
    """One import while it goes on."""

    def __init__(self, transaction: Transaction, outcome: Outcome) -> None:
        self._transaction = transaction
        self._outcome = outcome
        self._fresh: list[Record] = []
        self._seen = Seen()
        self._claims: list[tuple[str, Claim]] = []
        self._there: set[tuple[type[Record], str]] = set()

    def take(self, number: int, row: Returned) -> None:
        """Put or note one row; what is wrong with it is written to the outcome."""
        feature = row.feature
        try:
            if self._seen.row_of(feature.id) is not None:
                raise InvalidValue("id", "The same feature stands in an earlier row of the file.")
            for record in (*_without_lost_parents(row.actors, row.layer), *row.sources):
                self._put_missing(record)
            self._check(row)
        except InvalidValue as problem:
            self._outcome.rejected += 1
            self._outcome.reasons.append(Rejected(number, str(problem)))
            return
        self._seen.add(feature.id, number)
        before = self._transaction.get(type(feature), feature.id)
        if before == feature:
            self._outcome.unchanged += 1
        elif before is not None:
            self._transaction.put(feature)
            self._outcome.updated += 1
            if self._outcome.updated % _SETTLED_AFTER == 0:
                settle_followed(self._transaction)
        else:
            self._fresh.append(feature)
        if before == feature or before is None:
            self._outcome.accepted += 1
        self._claims += [(feature.id, claim) for claim in row.claims]
        if len(self._fresh) + len(self._claims) >= _MOST_HELD:
            self.insert()

    def insert(self) -> None:
        """Insert what is new so far, features before the claims on them."""
        claims = [
            claim
            for feature, claim in self._claims
            if claim.feature == feature and self._transaction.get(Claim, claim.id) is None
        ]
        unique = {claim.id: claim for claim in claims}
        self._transaction.insert_many([*self._fresh, *unique.values()], are_checked=True)
        self._fresh.clear()
        self._claims.clear()

    def _put_missing(self, record: Record) -> None:
        key = type(record), record.id
        if key not in self._there:
            if self._transaction.get(type(record), record.id) is None:
                self._transaction.put(record)
            self._there.add(key)

    def _check(self, row: Returned) -> None:
        """InvalidValue where something that the row needs did not come with it."""
        feature = row.feature
        if not self._knows(Layer, feature.layer):
            raise InvalidValue("layer", "The layer of the feature did not come with it.")
        for part in feature.actors:
            if not self._knows(Actor, part.actor):
                raise InvalidValue("actors", "An actor of the feature did not come with it.")
        if isinstance(feature, Link):
            for end in (feature.origin, feature.target):
                known = (
                    self._seen.row_of(end) is not None
                    or self._knows(Actor, end)
                    or self._transaction.feature(end) is not None
                )
                if not known:
                    raise InvalidValue("origin", "An end of the link is not in this project and did not come with it.")
        for claim in row.claims:
            check(claim)
            if not self._knows(Source, claim.source):
                raise InvalidValue("source", "The source of a claim did not come with it.")

    def _knows(self, record_type: type[Record], record_id: str) -> bool:
        if (record_type, record_id) in self._there:
            return True
        if self._transaction.get(record_type, record_id) is None:
            return False
        self._there.add((record_type, record_id))
        return True


def _without_lost_parents(actors: tuple[Actor, ...], layer: Layer | None) -> Iterator[Record]:
    """Actors and layer; parents are not exported, so those that name one come without it."""
    if layer is not None:
        yield msgspec.structs.replace(layer, parent="") if layer.parent else layer
    for actor in actors:
        yield msgspec.structs.replace(actor, parent="") if actor.parent else actor
