"""A row of our own exports as the records that it was, with what was edited on the way."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from libyamap.app.exporting.own import Carrier
from libyamap.app.exporting.rows import CARRIER
from libyamap.app.exporting.winding import as_drawn
from libyamap.app.importing.own_edits import edited_of
from libyamap.app.importing.placing import Placer
from libyamap.app.importing.rows import Batch, Outcome, Rejected
from libyamap.domain.checks import check
from libyamap.domain.geometry import Geometry
from libyamap.domain.model import FEATURE_CLASSES, Actor, Claim, Feature, Layer, Source
from libyamap.errors import InvalidValue


class Returned(NamedTuple):
    """A row as records: the feature, and what has to be in the project before it."""

    feature: Feature
    layer: Layer | None
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]


def returned(
    batch: Batch, place: Placer, outcome: Outcome, attributes: bool, left: Counter[str]
) -> Iterator[tuple[int, Returned]]:
    """The rows of a batch with their numbers; what is wrong with one is written to the outcome.

    `place` finds where they are, `attributes` and `left` are those of `own_edits.edited_of`.
    """
    count = len(batch.numbers)
    problems: dict[int, str] = {}
    geometries = place(batch.columns, batch.geometries, count, problems)
    names = list(batch.columns)
    rows = zip(*batch.columns.values(), strict=True)
    for at, (number, cells) in enumerate(zip(batch.numbers, rows, strict=True)):
        outcome.rows += 1
        try:
            if at in problems:
                raise InvalidValue("geometry", problems[at])
            returned = _row(dict(zip(names, cells, strict=True)), geometries[at], attributes=attributes, left=left)
        except InvalidValue as problem:
            outcome.rejected += 1
            outcome.reasons.append(Rejected(number, str(problem)))
        else:
            yield number, returned


def _row(cells: dict[str, Any], geometry: Geometry | None, *, attributes: bool, left: Counter[str]) -> Returned:
    text = cells[CARRIER]
    try:
        carrier = msgspec.json.decode(str(text).removeprefix("'"), type=Carrier)
        feature = msgspec.json.decode(carrier.feature, type=FEATURE_CLASSES[carrier.kind])
        layer = msgspec.json.decode(carrier.layer, type=Layer | None)
        actors = tuple(msgspec.json.decode(each, type=Actor) for each in carrier.actors)
        sources = tuple(msgspec.json.decode(each, type=Source) for each in carrier.sources)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise InvalidValue(CARRIER, f"The cell “{CARRIER}” was changed or cut off, so the feature is lost.") from None
    edited = edited_of(feature, layer, actors, sources, cells, attributes=attributes, left=left)
    drawn = as_drawn(geometry, carrier.turned) if geometry is not None else None
    whole = msgspec.structs.replace(edited, geometry=drawn)
    check(whole)
    return Returned(whole, layer, actors, carrier.claims, sources)
