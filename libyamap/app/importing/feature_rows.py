"""Rows of a table that became features, and by what a later edition of the table knows them again."""

import hashlib
import itertools
from collections.abc import Sequence
from contextlib import suppress
from math import isnan
from operator import contains
from typing import Any, Final

import msgspec

from libyamap.app.importing import cells
from libyamap.app.importing.cells import Problems
from libyamap.app.importing.documents import Document, Part
from libyamap.app.importing.rows import Batch
from libyamap.domain.points import Points
from libyamap.domain.vocabulary import Kind

_SEPARATOR: Final = "\x1f"
_DIGEST_BYTES: Final = 8


class FeatureRows(msgspec.Struct):
    """Rows that became features of one kind: `fields` by the model's names, each as long as `numbers`.

    `keys` are the rows' identities in their data set (never empty), `digests` tell whether a row has changed. From
    another process, places may come as `Points` and attributes as JSON.
    """

    kind: Kind
    numbers: list[int]
    keys: list[str]
    digests: list[str]
    fields: dict[str, Any]
    layers: list[str]
    parts: list[tuple[Part, ...]]
    documents: list[tuple[Document, ...]]

    def some(self, places: Sequence[int]) -> "FeatureRows":
        """The rows at these places, in that order."""

        def of(values: Any) -> Any:
            return values.some(places) if isinstance(values, Points) else [values[at] for at in places]

        return FeatureRows(
            self.kind,
            of(self.numbers),
            of(self.keys),
            of(self.digests),
            {name: of(values) for name, values in self.fields.items()},
            of(self.layers),
            of(self.parts),
            of(self.documents),
        )

    def without_place(self) -> frozenset[int]:
        """Where there is neither a position nor the name of a place or country."""
        geometries = self.fields["geometry"]
        some = isnan(sum(geometries.numbers)) if isinstance(geometries, Points) else None in geometries
        if not some:  # so it is with most tables
            return frozenset()
        rows = zip(geometries, self.fields["place"], self.fields["country"], strict=True)
        return frozenset(at for at, (found, *names) in enumerate(rows) if found is None and not any(names))


def digests_of(batch: Batch, count: int, problems: Problems) -> list[str]:
    """A short hash of each row as it was read; rows with what no project can hold are noted."""
    columns = [cells.as_texts(column) for column in batch.columns.values()]
    rows = map(_SEPARATOR.join, zip(*columns, strict=True)) if columns else itertools.repeat("", count)
    lines = list(rows)
    blake, digests = hashlib.blake2b, list[str]()
    if batch.geometries is None and not any(map(contains, lines, itertools.repeat("\x00"))):  # most tables
        with suppress(UnicodeEncodeError):
            return [blake(line.encode(), digest_size=_DIGEST_BYTES).hexdigest() for line in lines]
    own = batch.geometries or [None] * count
    for at, (line, geometry) in enumerate(zip(lines, own, strict=False)):
        if "\x00" in line:
            problems.setdefault(at, "The row contains a NUL character; remove it.")
        if geometry is not None:
            lines[at] = f"{line}{_SEPARATOR}{geometry.type}{geometry.coordinates}"
        try:
            digests.append(blake(lines[at].encode(), digest_size=_DIGEST_BYTES).hexdigest())
        except UnicodeEncodeError:
            problems.setdefault(at, "The row contains half a character, which no file can hold; remove it.")
            digests.append("")
    return digests
