"""What of a selection is in a frame, on the columns and on the overlay of changed features together."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from libyamap.app.cells import cell_of, level_for
from libyamap.app.viewport import Cell, CellKey, Gathered, GatherKey, ViewFound, ViewQuery
from libyamap.domain.geometry import Bounds
from libyamap.domain.model import Feature
from libyamap.domain.vocabulary import Kind
from libyamap.store.index.boxes import boxes_of, meet
from libyamap.store.index.columns.arrays import Column, Ints
from libyamap.store.index.columns.base import Base
from libyamap.store.index.columns.chosen import Rows
from libyamap.store.index.columns.fetching import Fetching
from libyamap.store.index.columns.points import Block, Elements
from libyamap.store.index.columns.reaching import reaching
from libyamap.store.index.columns.summing import categories_of, cells_from, joined
from libyamap.store.index.entry import Entry
from libyamap.store.index.plain import InFrame, Plain, in_frame, size_of

MOST_LISTED = 2_000
"""More features than this are not read for a caller who wants all that is in a frame."""
NO_KINDS: frozenset[Kind] = frozenset()
EVENTS = frozenset({Kind.EVENT})
ALL_KINDS = frozenset(Kind)


class Chosen(NamedTuple):
    """A selection on both: rows of the base, entries of the overlay."""

    rows: Rows
    entries: list[Entry]


class Framing:
    """Frames of one state of a project."""

    def __init__(self, base: Base, overlay: Plain, fetching: Fetching) -> None:
        self._base = base
        self._overlay = overlay
        self._fetching = fetching

    def view(self, query: ViewQuery, chosen: Chosen) -> ViewFound:
        """What to draw."""
        bounds, rows, limit = query.bounds, chosen.rows, query.limit
        frame = in_frame(chosen.entries, bounds)
        in_points = _tally(frame.points, rows.events.count_in(bounds), rows.others.count_in(bounds))
        celled = _too_many(*in_points, limit)
        signs = self._signs_in(bounds)
        at_signs = (rows.gathered.of(signs, events=events) for events in (True, False))
        in_signs = _tally(frame.gatherable, *at_signs)
        gathered = _too_many(*in_signs, limit)
        entries = [entry for entry in frame.points if entry.feature.kind not in celled]
        entries += [entry for entry in frame.gatherable if entry.feature.kind not in gathered]
        found = [self._points(rows, bounds, celled), self._at_signs(rows, signs, gathered)]
        if sum(in_points) <= limit:
            rings = self._reaching(rows, bounds)
            if sum(in_points) + len(rings) + len(frame.reaching) <= limit:
                found.append(rings)
                entries += frame.reaching
        shapes = self._shapes(rows, bounds)
        kept, kept_entries = self._largest(shapes, frame.shapes, limit)
        shown = len(shapes) + len(frame.shapes)
        return ViewFound(
            self._features([*found, kept], [*entries, *kept_entries]),
            self._cells(query, chosen, celled) if celled else [],
            self._gathered(rows, signs, frame, gathered) if gathered else [],
            sum(in_points) + sum(in_signs) + shown,
            shown - len(kept) - len(kept_entries),
        )

    def all_in(self, bounds: Bounds, chosen: Chosen) -> list[Feature]:
        """What is seen in the bounds, oldest id first; points before what is known by its country alone."""
        frame = in_frame(chosen.entries, bounds)
        rows = [self.standing(chosen.rows, bounds), self._reaching(chosen.rows, bounds)]
        return self._features([np.concatenate(rows)[:MOST_LISTED]], [each for part in frame for each in part])

    def standing(self, rows: Rows, bounds: Bounds) -> Ints:
        """Chosen rows that stand in the bounds."""
        signs = self._signs_in(bounds)
        return np.concatenate(
            [self._points(rows, bounds, NO_KINDS), self._shapes(rows, bounds), self._at_signs(rows, signs, NO_KINDS)]
        )

    def members(self, rows: Rows, place: CellKey | GatherKey | Bounds) -> Ints:
        """Chosen rows that a cell or a sign counts, or that stand in the bounds."""
        if isinstance(place, GatherKey):
            known = self._base.lists.gather
            signs = np.array([known.index(place)] if place in known else [], np.int64)
            return self._at_signs(rows, signs, NO_KINDS)
        if isinstance(place, CellKey):
            block = Block(*place, 1, 1)
            parts = (rows.events, rows.others)
            return np.concatenate([part.rows_within(block) + part.points.rows.start for part in parts])
        return self.standing(rows, place)

    def elements(self, chosen: Chosen, block: Block, kinds: frozenset[Kind]) -> Elements:
        """Points of these kinds in the cells of a block; EVENTS or ALL_KINDS."""
        parts = [chosen.rows.events.elements(block)]
        if kinds != EVENTS:
            parts.append(chosen.rows.others.elements(block))
        changed = [entry for entry in chosen.entries if entry.feature.kind in kinds]
        if changed:
            parts.append(self._overlay_elements(changed, block))
        return joined(parts)

    def _cells(self, query: ViewQuery, chosen: Chosen, celled: frozenset[Kind]) -> list[Cell]:
        block = Block.over(query.cell_bounds, level_for(query.zoom, query.cell_pixels))
        if block is None:
            return []
        return cells_from(self.elements(chosen, block, celled), block, self._words, self._ranks)

    def _overlay_elements(self, entries: Iterable[Entry], block: Block) -> Elements:
        numbers = {word: at for at, word in enumerate(self._words)}
        found = []
        for entry in entries:
            if entry.spot is not None:
                key = cell_of(*entry.spot, block.level)
                at = int(block.numbers_of(np.array([key.x]), np.array([key.y]))[0])
                if at >= 0:
                    found.append((at, numbers[entry.lead], *entry.spot))
        table = np.array(found, np.float64).reshape(-1, 4)
        cells, leads = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
        return Elements(cells, leads, np.ones(len(table)), table[:, 2], table[:, 3])

    def _points(self, rows: Rows, bounds: Bounds, celled: frozenset[Kind]) -> Ints:
        """Chosen points that stand in the bounds and are not in cells."""
        parts = [] if celled else [rows.events]
        parts += [] if celled == ALL_KINDS else [rows.others]
        found = [part.rows_standing(bounds) + part.points.rows.start for part in parts]
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def _reaching(self, rows: Rows, bounds: Bounds) -> Ints:
        parts = (rows.events, rows.others)
        return np.concatenate([reaching(part, bounds) + part.points.rows.start for part in parts])

    def _signs_in(self, bounds: Bounds) -> Ints:
        """Numbers of the gathering signs whose province or country meets the bounds."""
        views = boxes_of(bounds)
        return np.array(
            [
                number
                for number, boxes in enumerate(self._base.gather_boxes)
                if any(meet(box, view) for box in boxes for view in views)
            ],
            np.int64,
        )

    def _at_signs(self, rows: Rows, signs: Ints, gathered: frozenset[Kind]) -> Ints:
        """Chosen rows at these signs whose kinds are not gathered."""
        if gathered == ALL_KINDS:
            return np.empty(0, np.int64)
        found = rows.others_at_signs if gathered else rows.at_signs
        wanted = np.zeros(len(self._base.lists.gather) + 1, np.bool_)
        wanted[signs] = True
        return found[wanted[self._signs_of(found)]]

    def _signs_of(self, rows: Ints) -> Column:
        signs: Column = self._base["gather"][rows - self._base.gathered.start]
        return signs

    def _gathered(self, rows: Rows, signs: Ints, frame: InFrame, gathered: frozenset[Kind]) -> list[Gathered]:
        there = rows.gathered
        wanted = there.is_event if gathered == EVENTS else np.ones(len(there.sign), np.bool_)
        numbers = {key: at for at, key in enumerate(self._base.lists.gather)}
        actors = {word: at for at, word in enumerate(self._words)}
        changed = [
            (numbers.setdefault(entry.gather, len(numbers)), actors[entry.lead])
            for entry in frame.gatherable
            if entry.gather is not None and entry.feature.kind in gathered
        ]
        more = np.array(changed, np.int64).reshape(-1, 2)
        at_sign = np.concatenate([there.sign[wanted], more[:, 0]])
        leads = np.concatenate([there.lead[wanted], more[:, 1]])
        weights = np.concatenate([there.number[wanted], np.ones(len(more), np.int64)]).astype(np.float64)
        counts = np.bincount(at_sign, weights, len(numbers))
        shown = np.union1d(signs, more[:, 0])
        shown = shown[counts[shown] > 0]
        inside = np.isin(at_sign, shown)
        categories = categories_of(at_sign[inside], leads[inside], weights[inside], shown, self._words, self._ranks)
        keys = list(numbers)
        signs_found = [
            Gathered(keys[sign], int(counts[sign]), known)
            for sign, known in zip(shown.tolist(), categories, strict=True)
        ]
        return sorted(signs_found, key=lambda sign: sign.key)

    def _shapes(self, rows: Rows, bounds: Bounds) -> Ints:
        """Chosen rows with a shape that meets the bounds."""
        found = rows.numbers(self._base.shapes)
        boxes = self._base["box"][found - self._base.shapes.start].reshape(-1, 2, 4)
        west, south, east, north = (boxes[:, :, side] for side in range(4))
        meets = np.zeros(west.shape, np.bool_)
        for view_west, view_south, view_east, view_north in boxes_of(bounds):
            beside = (west <= view_east) & (view_west <= east)
            beside |= (east == 180) & (view_west == -180) | (view_east == 180) & (west == -180)
            meets |= beside & (south <= view_north) & (view_south <= north)
        return found[meets.any(axis=1)]

    def _largest(self, rows: Ints, entries: Sequence[Entry], limit: int) -> tuple[Ints, list[Entry]]:
        """The largest shapes, at most as many as the limit."""
        if len(rows) + len(entries) <= limit:
            return rows, list(entries)
        boxes = self._base["box"][rows - self._base.shapes.start].reshape(-1, 2, 4)
        sizes = np.nansum((boxes[:, :, 2] - boxes[:, :, 0]) * (boxes[:, :, 3] - boxes[:, :, 1]), axis=1)
        near = np.argsort(-sizes, kind="stable")
        if len(near) > limit:  # all that are as large as the last one that can be among them
            near = near[sizes[near] >= sizes[near[limit - 1]]] if limit else near[:0]
        ids = self._fetching.ids_of(rows[near].tolist())
        known = [(float(sizes[at]), ids[int(rows[at])], at) for at in near.tolist() if int(rows[at]) in ids]
        ranked = sorted(
            [*((size, key, at, None) for size, key, at in known), *((*size_of(entry), -1, entry) for entry in entries)],
            key=lambda each: each[:2],
            reverse=True,
        )[:limit]
        kept = np.array([rows[at] for _, _, at, entry in ranked if entry is None], np.int64)
        return kept, [entry for *_, entry in ranked if entry is not None]

    def _features(self, rows: Iterable[Ints], entries: Iterable[Entry]) -> list[Feature]:
        wanted = np.concatenate([*rows, np.empty(0, np.int64)]).astype(np.int64).tolist()
        features = [*self._fetching.features(wanted), *(entry.feature for entry in entries)]
        return sorted(features, key=lambda feature: feature.id)

    @cached_property
    def _words(self) -> list[str]:
        """Actors by number: the base's, then those that only the overlay names."""
        words = self._base.lists.words["actor"]
        return words + sorted({entry.lead for entry in self._overlay.entries.values()} - set(words))

    @cached_property
    def _ranks(self) -> Ints:
        """Their places in the order of their ids."""
        ranks = np.empty(len(self._words), np.int64)
        ranks[sorted(range(len(self._words)), key=self._words.__getitem__)] = np.arange(len(self._words))
        return ranks


def _tally(entries: Iterable[Entry], events: int, others: int) -> tuple[int, int]:
    """Events and others, with those of the overlay."""
    kinds = [entry.feature.kind for entry in entries]
    more = kinds.count(Kind.EVENT)
    return events + more, others + len(kinds) - more


def _too_many(events: int, others: int, limit: int) -> frozenset[Kind]:
    """The kinds that are not drawn one by one: none, events, or all."""
    if events + others <= limit:
        return NO_KINDS
    return EVENTS if others <= limit else ALL_KINDS
