"""Which rows pass a filter: `app.matching` for whole columns. One mask of all rows, made once for each filter."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from libyamap.app.filter import Filter
from libyamap.app.matching import CERTAINTIES, RELIABILITIES, family_of
from libyamap.domain.geometry import Geometry
from libyamap.domain.time import Span
from libyamap.domain.vocabulary import Reliability
from libyamap.store.index.columns.area_mask import inside
from libyamap.store.index.columns.arrays import Column, Mask, looked_up
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.in_areas import in_areas
from libyamap.store.index.columns.points import CHUNK
from libyamap.store.index.columns.reading import KINDS, OPEN_END, OPEN_START
from libyamap.store.index.sorting import STATUSES, Names


class Asked(NamedTuple):
    """The part of a selection that does not move with time."""

    layers: frozenset[str] | None
    filter: Filter


class Beside(NamedTuple):
    """What the columns themselves do not tell: masks of the rows with a filter's words, of the shapes in its area."""

    text: Mask | None = None
    shapes: Mask | None = None


def lasting_mask(base: Base, asked: Asked, names: Names, beside: Beside) -> Mask | None:
    """Rows that pass all but the time; None: all do."""
    mask: Mask | None = None
    text = beside.text
    for part in _parts(base, asked, names, beside.shapes):
        mask = part if mask is None else np.logical_and(mask, part, out=mask)
    if text is not None:
        mask = text.copy() if mask is None else np.logical_and(mask, text, out=mask)
    return mask


def time_mask(base: Base, spans: Iterable[Span], *, certainly: bool) -> Mask | None:
    """Rows that lie in all windows; None: no window was given."""
    mask: Mask | None = None
    first, last = base["first"], base["last"]
    for earliest, latest in spans:
        start = earliest.toordinal() if earliest else OPEN_START
        end = latest.toordinal() if latest else OPEN_END
        part = _within(first, last, start, end) if certainly else _within(last, first, start, end)
        if certainly and start == OPEN_START and end == OPEN_END:
            np.logical_and(part, (first != OPEN_START) | (last != OPEN_END), out=part)
        mask = part if mask is None else np.logical_and(mask, part, out=mask)
    return mask


def _within(lower: Column, upper: Column, start: int, end: int) -> Mask:
    """Which rows have `lower` from `start` on and `upper` up to `end`."""
    mask = np.empty(len(lower), np.bool_)
    other = np.empty(CHUNK, np.bool_)
    for at in range(0, len(lower), CHUNK):
        part = mask[at : at + CHUNK]
        np.greater_equal(lower[at : at + CHUNK], np.int32(start), out=part)
        np.less_equal(upper[at : at + CHUNK], np.int32(end), out=other[: len(part)])
        np.logical_and(part, other[: len(part)], out=part)
    return mask


def _parts(base: Base, asked: Asked, names: Names, shapes: Mask | None) -> Iterator[Mask]:
    wanted = asked.filter
    if asked.layers is not None:
        part = _words(base, "layer", asked.layers)
        if part is not None:
            yield part
    yield from _word_parts(base, wanted)
    yield from _rank_parts(base, wanted)
    if wanted.not_located:
        yield _ranges(base, base.nowhere)
    if wanted.actors:
        yield _listed(base, "actor", family_of(wanted.actors, {key: each.parent for key, each in names.actors.items()}))
    if wanted.tags:
        yield _listed(base, "tag", wanted.tags)
    if wanted.area is not None:
        yield _area(base, wanted.area, shapes)
    if wanted.countries:
        yield in_areas(base, "country", wanted.countries)
    if wanted.provinces:
        yield in_areas(base, "province", wanted.provinces)


def _word_parts(base: Base, wanted: Filter) -> Iterator[Mask]:
    for name, words in (
        ("layer", wanted.layers),
        ("type", wanted.types),
        ("dataset", wanted.datasets),
    ):
        if words:
            part = _words(base, name, words)
            yield base.everything() if part is None else part


def _rank_parts(base: Base, wanted: Filter) -> Iterator[Mask]:
    if wanted.kinds:
        yield _table(base, "kind", [kind in wanted.kinds for kind in KINDS])
    if wanted.statuses:
        yield _table(base, "status", [status in wanted.statuses for status in STATUSES])
    if wanted.certainty is not None:
        yield base["certainty"] > np.uint8(CERTAINTIES.index(wanted.certainty))
    if wanted.reliability is not None or wanted.credibility is not None:
        level = RELIABILITIES.index(wanted.reliability or Reliability.F)
        yield looked_up(base.grade_table[:, level] <= (wanted.credibility or 6), base["grade"])


def _words(base: Base, name: str, wanted: Iterable[str]) -> Mask | None:
    """Rows with one of these words; None: all have."""
    numbers = base.numbers[name]
    known = {numbers[word] for word in wanted if word in numbers}
    size = len(base.lists.words[name])
    if known.issuperset(range(1, size)) and (0 in known or not base.has_empty(name)):
        return None
    return _table(base, name, [at in known for at in range(size)])


def _table(base: Base, name: str, passes: list[bool]) -> Mask:
    wanted = [at for at, passing in enumerate(passes) if passing]
    column = base[name]
    if not wanted:
        return np.zeros(base.count, np.bool_)
    if len(wanted) == 1:
        only: Mask = np.equal(column, column.dtype.type(wanted[0]))
        return only
    return looked_up(np.array(passes, np.bool_), column)


def _ranges(base: Base, *kept: slice) -> Mask:
    mask = np.zeros(base.count, np.bool_)
    for each in kept:
        mask[each] = True
    return mask


def _listed(base: Base, name: str, wanted: Iterable[str]) -> Mask:
    """Rows in the lists of these words."""
    mask = np.zeros(base.count, np.bool_)
    numbers, starts, rows = base.numbers[name], base[f"{name}_starts"], base[f"{name}_rows"]
    for word in wanted:
        at = numbers.get(word)
        if at is not None:
            mask[rows[starts[at] : starts[at + 1]]] = True
    return mask


def _area(base: Base, area: Geometry, shapes: Mask | None) -> Mask:
    mask = np.zeros(base.count, np.bool_)
    mask[base.points] = inside(area, base["lon"], base["lat"])
    if shapes is not None:
        mask[base.shapes] = shapes
    return mask
