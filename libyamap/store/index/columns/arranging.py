"""Puts what was read into the order of the columns, and derives what makes the questions quick.

Rows are in five blocks by how they are drawn (`reading.EVENT_POINT` and so on). Points are sorted by the cell of level
LEAF that they are in (in Z-order), then by leading actor, then by their own Z-order code. So every cell down to that
level is one range of rows, and so is each actor in a leaf: such a range is a run. COARSE does the same for runs as runs
do for rows: an entry for each actor in a cell of that level.
"""

from typing import Any, Final

import numpy as np

from libyamap.app.leading import SIDE_ROLES
from libyamap.app.matching import RELIABILITIES, UNGRADED
from libyamap.app.ports import AreaGazetteer
from libyamap.domain.model import FEATURE_CLASSES
from libyamap.domain.vocabulary import Role
from libyamap.store.index.columns.arrays import Column, Ints, code_at, fine_columns, interleaved, smallest
from libyamap.store.index.columns.id_numbers import IdNumbers, in_order
from libyamap.store.index.columns.lying import lying
from libyamap.store.index.columns.reading import (
    EVENT_POINT,
    GATHERED,
    KINDS,
    NOWHERE,
    OTHER_POINT,
    SHAPE,
    Raw,
    in_pieces,
)
from libyamap.store.lookups import Lookups
from libyamap.store.schema import INVOLVEMENTS, TABLES

LEAF: Final = 12
"""The level of the cells that rows are sorted by: about 10 km wide."""
COARSE: Final = 8
COUNTED: Final = ("kind", "layer", "type", "dataset", "certainty", "grade")
"""How many rows have each number of these is kept, so that counting all costs nothing."""
_SIDES: Final = {role.value for role in SIDE_ROLES} | ({None} if Role.ACTOR in SIDE_ROLES else set())
_KNOWN_ROLES: Final = {role.value for role in Role}


class Arranging:
    """One project's columns in the making."""

    def __init__(self, raw: Raw, reader: "Joins", areas: AreaGazetteer) -> None:
        self._raw = raw
        self._areas = areas
        self._joins = reader
        self._fids = raw.column("fid")
        self.columns: dict[str, Column] = {}
        self.lists: dict[str, Any] = {}

    def arrange(self) -> None:
        """Fill `columns` and `lists` (small things that go into the manifest)."""
        count, raw = self._raw.count, self._raw
        actor_rows, actors, lead = self._involved()
        placing, gather = raw.column("placing"), raw.column("gather")
        lon, lat = raw.column("lon"), raw.column("lat")
        codes = self._codes(placing, lon, lat)
        order = self._order(placing, gather, lead, codes)
        place = np.empty(count, np.uint32)  # row of each feature as it was read
        place[order] = np.arange(count, dtype=np.uint32)
        blocks = np.searchsorted(placing[order], np.arange(NOWHERE + 2)).tolist()
        self.lists["blocks"] = blocks
        points, gathered_end = blocks[GATHERED], blocks[SHAPE]
        for name in ("kind", "first", "last"):
            self.columns[name] = raw.column(name)[order]
        for name in ("layer", "type", "country", "province", "dataset", "status", "certainty", "where_prec"):
            column = raw.column(name)[order]
            self.columns[name] = column.astype(smallest(int(column.max(initial=0)) + 1))
        self.columns["fid"] = self._fids[order]
        self.columns["lon"], self.columns["lat"] = lon[order[:points]], lat[order[:points]]
        self.columns["pad"] = raw.column("pad")[order[:points]]
        self.columns["code"] = codes[order[:points]]
        self.columns["gather"] = gather[order[points:gathered_end]].astype(smallest(len(raw.gather) + 1))
        self.columns["lead"] = lead[order].astype(smallest(len(raw.vocabularies["actor"].words)))
        self._add_shapes(order[gathered_end : blocks[NOWHERE]])
        self._add_whereabouts()
        self._add_lists("actor", place[actor_rows], actors)
        tagged, tags = self._tagged()
        self._add_lists("tag", place[tagged], tags)
        self._add_grades(place)
        self._add_runs("event", blocks[EVENT_POINT], blocks[OTHER_POINT])
        self._add_runs("other", blocks[OTHER_POINT], blocks[GATHERED])
        self.columns["by_fid"] = place
        self._add_orders(place)
        self.lists["words"] = {name: vocabulary.words for name, vocabulary in raw.vocabularies.items()}
        self.lists["gather"] = [list(key) for key in raw.gather]
        self.lists["starts"] = [*raw.starts, count]
        self.lists["counts"] = {name: np.bincount(self.columns[name]).tolist() for name in COUNTED}

    def _codes(self, placing: Column, lon: Column, lat: Column) -> Column:
        codes = np.zeros(len(placing), np.uint64)
        rows = np.flatnonzero(placing <= OTHER_POINT)
        codes[rows] = interleaved(*fine_columns(lon[rows], lat[rows]))
        return codes

    def _order(self, placing: Column, gather: Column, lead: Column, codes: Column) -> Ints:
        major = placing.astype(np.uint64) << np.uint64(60)
        major |= np.where(placing == GATHERED, gather.astype(np.uint64), code_at(codes, LEAF)) << np.uint64(32)
        major |= lead.astype(np.uint64)
        return np.lexsort((codes, major))

    def _involved(self) -> tuple[Ints, Ints, Column]:
        """Pairs of feature (as it was read) and actor, each once, and the leading actor of each feature."""
        features, positions, actors, sides = self._joins.involvements(self._raw, self._fids)
        lead = np.zeros(self._raw.count, np.int32)
        order = np.lexsort((positions, ~sides, features))
        features, actors = features[order], actors[order]
        firsts = np.flatnonzero(np.diff(features, prepend=-1))
        lead[features[firsts]] = actors[firsts]
        pairs = np.unique(features * (len(self._raw.vocabularies["actor"].words) + 1) + actors)
        return *np.divmod(pairs, len(self._raw.vocabularies["actor"].words) + 1), lead

    def _tagged(self) -> tuple[Ints, Ints]:
        """Pairs of feature (as it was read) and tag, each once: a row that was read twice has told its tags twice."""
        pairs = np.concatenate(self._raw.tags) if self._raw.tags else np.empty((0, 2), np.int64)
        size = len(self._raw.vocabularies["tag"].words) + 1
        tagged, tags = np.divmod(np.unique(pairs[:, 0] * size + pairs[:, 1]), size)
        return tagged, tags

    def _add_shapes(self, order: Ints) -> None:
        """Boxes of shapes, and for each shape the provinces that hold a part of it, one after the other."""
        boxes = np.full((len(order), 8), np.nan)
        codes: dict[str, int] = {}
        met, ends = [], [0]
        for at, number in enumerate(order.tolist()):
            shape = self._raw.shapes[number]
            for which, box in enumerate(shape.boxes[:2]):
                boxes[at, which * 4 : which * 4 + 4] = box
            met += [codes.setdefault(code, len(codes)) for code in shape.provinces]
            ends.append(len(met))
        self.columns["box"] = boxes
        self.columns["met"], self.columns["met_starts"] = np.array(met, np.uint32), np.array(ends, np.int64)
        self.lists["met"] = list(codes)

    def _add_whereabouts(self) -> None:
        """In which province each point lies."""
        found = lying(self.columns["lon"], self.columns["lat"], self._areas)
        self.columns["where"], self.lists["where"] = found.where, found.codes

    def _add_lists(self, name: str, rows: Column, words: Ints) -> None:
        """For each word the rows that have it, one after the other."""
        order = np.lexsort((rows, words))
        self.columns[f"{name}_rows"] = rows[order].astype(np.uint32)
        counts = np.bincount(words, minlength=len(self._raw.vocabularies[name].words))
        self.columns[f"{name}_starts"] = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)

    def _add_grades(self, place: Column) -> None:
        features, levels, credibilities = self._joins.grades(self._fids, self._raw)
        best = np.full((self._raw.count, len(RELIABILITIES)), UNGRADED, np.uint8)
        for level in range(len(RELIABILITIES)):
            rows = levels <= level
            np.minimum.at(best[:, level], features[rows], credibilities[rows])
        packed = np.zeros(self._raw.count, np.uint32)
        for level in range(len(RELIABILITIES)):
            packed |= best[:, level].astype(np.uint32) << np.uint32(3 * level)
        kinds, numbers = np.unique(packed, return_inverse=True)
        grades = np.empty(self._raw.count, smallest(len(kinds)))
        grades[place] = numbers
        self.columns["grade"] = grades
        self.lists["grades"] = [[int(kind) >> 3 * level & 7 for level in range(len(RELIABILITIES))] for kind in kinds]

    def _add_runs(self, name: str, start: int, stop: int) -> None:
        leaves = code_at(self.columns["code"][start:stop], LEAF).astype(np.uint32)
        leads = self.columns["lead"][start:stop]
        new = np.ones(stop - start, np.bool_)
        new[1:] = (leaves[1:] != leaves[:-1]) | (leads[1:] != leads[:-1])
        starts = np.flatnonzero(new)
        self.columns[f"{name}_run_start"] = np.append(starts, stop - start).astype(np.uint32)
        self.columns[f"{name}_run_leaf"], self.columns[f"{name}_run_lead"] = leaves[starts], leads[starts]
        for side in ("lon", "lat"):
            values = self.columns[side][start:stop]
            sums = np.add.reduceat(values, starts) if len(starts) else np.empty(0)
            self.columns[f"{name}_run_{side}"] = (sums / np.diff(np.append(starts, stop - start))).astype(np.float64)
        self._add_entries(name, leaves[starts], leads[starts], np.diff(starts, append=stop - start))

    def _add_entries(self, name: str, leaves: Column, leads: Column, sizes: Column) -> None:
        coarse = leaves.astype(np.uint64) >> np.uint64(2 * (LEAF - COARSE))
        keys, entries = np.unique(coarse << np.uint64(32) | leads.astype(np.uint64), return_inverse=True)
        self.columns[f"{name}_run_entry"] = entries.astype(np.uint32)
        self.columns[f"{name}_entry_cell"] = (keys >> np.uint64(32)).astype(np.uint32)
        self.columns[f"{name}_entry_lead"] = (keys & np.uint64(0xFFFFFFFF)).astype(leads.dtype)
        counts = np.bincount(entries, sizes, len(keys))
        self.columns[f"{name}_entry_size"] = counts
        for side in ("lon", "lat"):
            sums = np.bincount(entries, sizes * self.columns[f"{name}_run_{side}"], len(keys))
            self.columns[f"{name}_entry_{side}"] = sums / counts

    def _add_orders(self, place: Column) -> None:
        order, digests = self._in_order_of_ids()
        by_id = place[order]
        self.columns["by_id"] = by_id
        sorter = np.argsort(digests)
        self.columns["digest"], self.columns["by_digest"] = digests[sorter], place[sorter]
        for name in ("first", "last"):
            order = np.argsort(self.columns[name][by_id], kind="stable")
            self.columns[f"by_{name}"] = by_id[order]

    def _in_order_of_ids(self) -> tuple[Ints, Column]:
        """The features, oldest id first, and a digest of each one's id, in the order in which they were read."""
        raw = self._raw
        ids = IdNumbers(raw.column("id_high"), raw.column("id_low"), raw.odd_ids)
        if ids.odd:
            order = self._joins.in_order_of_ids(self._fids, raw)
        else:
            order = np.arange(raw.count) if in_order(ids.high, ids.low) else np.lexsort((ids.low, ids.high))
        return order, ids.digests()


class Joins(Lookups):
    """Reads the tables that speak of features, as pairs with the number that each feature was read under."""

    def involvements(self, raw: Raw, fids: Ints) -> tuple[Ints, Ints, Ints, Column]:
        """Features, positions, actors and whether the role makes a leading actor."""
        parts = []
        words = raw.vocabularies["actor"]
        for at, rows in self._joined(INVOLVEMENTS, 'j.actor, j.role, j."position"'):
            _, found, actors, roles, positions = zip(*rows, strict=True)
            sides = [role in _SIDES or role not in _KNOWN_ROLES for role in roles]
            numbers = [position if isinstance(position, int) else 0 for position in positions]
            table = np.array([_numbers(raw, fids, at, found), numbers, words.numbers(actors), sides], np.int64)
            parts.append(table[:, (table[0] >= 0) & (table[2] >= 0)])
        table = np.concatenate(parts, axis=1) if parts else np.empty((4, 0), np.int64)
        return table[0], table[1], table[2], table[3].astype(np.bool_)

    def grades(self, fids: Ints, raw: Raw) -> tuple[Ints, Ints, Ints]:
        """Features, reliabilities (0 is A) and credibilities of supporting claims, as a lenient reader takes them."""
        parts = []
        levels = {word.value: level for level, word in enumerate(RELIABILITIES)}
        for at, rows in self._joined("claims", "j.stance, j.reliability, j.credibility"):
            kept = [row for row in rows if row[2] != "disputes"]
            if kept:
                _, found, _, letters, numbers = zip(*kept, strict=True)
                good = [number if isinstance(number, int) and 1 <= number <= 6 else 6 for number in numbers]
                letter = [levels.get(word, len(levels) - 1) for word in letters]
                table = np.array([_numbers(raw, fids, at, found), letter, good], np.int64)
                parts.append(table[:, table[0] >= 0])
        table = np.concatenate(parts, axis=1) if parts else np.empty((3, 0), np.int64)
        return table[0], table[1], table[2]

    def in_order_of_ids(self, fids: Ints, raw: Raw) -> Ints:
        """The features, oldest id first, where not all ids are such as can be sorted as numbers."""
        tables = (TABLES[record_type].name for record_type in FEATURE_CLASSES.values())
        parts = " UNION ALL ".join(
            f'SELECT id AS id, {at} AS kind, fid AS fid FROM "{name}"' for at, name in enumerate(tables)
        )
        found = []
        for rows in in_pieces(self._connection, f"SELECT * FROM ({parts}) WHERE id > ? ORDER BY id", "", 0):
            table = np.array([row[1:] for row in rows], np.int64)
            kinds, numbers = table[:, 0], table[:, 1]
            places = np.empty(len(kinds), np.int64)
            for at in np.unique(kinds).tolist():
                places[kinds == at] = _numbers(raw, fids, at, numbers[kinds == at])
            found.append(places[places >= 0])
        order = np.concatenate(found) if found else np.empty(0, np.int64)
        missed = np.setdiff1d(np.arange(raw.count), order)  # deleted while this was read
        return np.concatenate([order, missed])

    def _joined(self, table: str, columns: str) -> Any:
        """Rows of a table with the row number of the feature that each speaks of, by kind, in batches."""
        for at, kind in enumerate(KINDS):
            name = TABLES[FEATURE_CLASSES[kind]].name
            if not self._rows(f'SELECT 1 FROM "{name}" LIMIT 1'):
                continue
            sql = f'SELECT j.fid, f.fid, {columns} FROM "{table}" AS j CROSS JOIN "{name}" AS f ON f.id = j.feature'
            for rows in in_pieces(self._connection, f"{sql} WHERE j.fid > ? ORDER BY j.fid", 0, 0):
                yield at, rows


def _numbers(raw: Raw, fids: Ints, at: int, found: Any) -> Ints:
    """The numbers that rows of one kind were read under; -1 for those that were not there yet."""
    start = raw.starts[at]
    stop = raw.starts[at + 1] if at + 1 < len(raw.starts) else raw.count
    wanted = np.asarray(found, np.int64)
    places = np.searchsorted(fids[start:stop], wanted)
    there = places < stop - start
    there[there] = fids[start:stop][places[there]] == wanted[there]
    return np.where(there, places + start, -1)
