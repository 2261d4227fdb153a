"""Features of rows, read from the file by the thread that asks, and kept for when they are asked for again."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Final

from libyamap.domain.model import FEATURE_CLASSES, Claim, Feature
from libyamap.domain.vocabulary import Kind
from libyamap.store.index.columns.base import Base
from libyamap.store.index.connections import Connections

_KEPT: Final = 6_000


class Fetching:
    """Features of the base's rows. What has changed since the base was made is not asked for here."""

    def __init__(self, base: Base, sources: Connections) -> None:
        self._base = base
        self._sources = sources
        self._kept: OrderedDict[int, Feature] = OrderedDict()
        self._lock = threading.Lock()

    def features(self, rows: Sequence[int]) -> list[Feature]:
        """The features of these rows, in that order; those that are gone are left out."""
        found = self.by_row(rows)
        return [found[row] for row in rows if row in found]

    def by_row(self, rows: Sequence[int]) -> dict[int, Feature]:
        """The features of these rows, by row."""
        with self._lock:
            found = {row: self._kept[row] for row in rows if row in self._kept}
        missing = [row for row in rows if row not in found]
        if missing:
            found |= self._read(missing)
            with self._lock:
                self._kept.update((row, found[row]) for row in missing if row in found)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return found

    def ids_of(self, rows: Sequence[int]) -> dict[int, str]:
        """Ids of these rows, by row."""
        reader = self._sources.reader()
        found: dict[int, str] = {}
        for kind, places in self._by_kind(rows).items():
            ids = reader.ids_at(kind, places)
            found |= {row: ids[fid] for fid, row in places.items() if fid in ids}
        return found

    def row_of(self, feature_id: str) -> int | None:
        """The row of a feature; None where it has none."""
        return self._base.rows_of([feature_id]).get(feature_id)

    def by_id(self, ids: Iterable[str]) -> dict[str, Feature]:
        """Features by id."""
        reader, wanted = self._sources.reader(), set(ids)
        found: dict[str, Feature] = {}
        for record_type in FEATURE_CLASSES.values():
            if wanted:
                some = reader.get_many(record_type, wanted)
                found |= some
                wanted -= some.keys()
        return found

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """What sources say of these features."""
        return self._sources.reader().claims_of(ids)

    def _read(self, rows: Sequence[int]) -> dict[int, Feature]:
        reader = self._sources.reader()
        found: dict[int, Feature] = {}
        for kind, places in self._by_kind(rows).items():
            features = reader.features_at(kind, places)
            found |= {row: features[fid] for fid, row in places.items() if fid in features}
        return found

    def _by_kind(self, rows: Sequence[int]) -> dict[Kind, dict[int, int]]:
        """For each kind the rows by their numbers in its table."""
        found: dict[Kind, dict[int, int]] = {}
        fids = self._base["fid"]
        for row in rows:
            found.setdefault(self._base.kind_of(row), {})[int(fids[row])] = row
        return found
