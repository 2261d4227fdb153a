"""Features by their rows' numbers, for an index that keeps those instead of ids."""

import json
from collections.abc import Iterable

from libyamap.domain.model import FEATURE_CLASSES, Feature
from libyamap.domain.vocabulary import Kind
from libyamap.store.lookups import Lookups
from libyamap.store.rows import row_type


class RowLookup(Lookups):
    """A reader that also knows rows by number (`fid`)."""

    def features_at(self, kind: Kind, fids: Iterable[int]) -> dict[int, Feature]:
        """The features in these rows of a kind's table; rows that are gone are left out."""
        row = row_type(FEATURE_CLASSES[kind])
        columns = ", ".join(f'"{column}"' for column in row.columns)
        listed = json.dumps([int(fid) for fid in fids])
        among = "fid IN (SELECT value FROM json_each(?))"
        found = self._rows(f'SELECT fid, {columns} FROM "{row.table.name}" WHERE {among}', (listed,))
        parts = self._involvements(f'WHERE feature IN (SELECT id FROM "{row.table.name}" WHERE {among})', (listed,))
        records = self._records(row, [values[1:] for values in found], parts)
        return {values[0]: record for values, record in zip(found, records, strict=True) if isinstance(record, Feature)}

    def ids_at(self, kind: Kind, fids: Iterable[int]) -> dict[int, str]:
        """Ids of the features in these rows."""
        name = row_type(FEATURE_CLASSES[kind]).table.name
        listed = json.dumps([int(fid) for fid in fids])
        return dict(
            self._rows(f'SELECT fid, id FROM "{name}" WHERE fid IN (SELECT value FROM json_each(?))', (listed,))
        )
