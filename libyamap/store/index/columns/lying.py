"""In which province each position lies, worked out once when columns are made: a filter then asks a table.

Positions are taken by cells of level LEAF. Where no edge of a province runs through a cell, all of the cell's positions
are on one side of it, and one answer is theirs; only where one does, each is asked for itself.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from libyamap.app.cells import FINEST, STEPS
from libyamap.app.ports import AreaGazetteer
from libyamap.domain.areas import Province
from libyamap.store.index.columns.area_mask import edges_of, inside
from libyamap.store.index.columns.arrays import Column, Floats, Ints, Mask, aranges

NOWHERE, SEVERAL, FIRST = 0, 1, 2
"""Numbers in the column: no province; more than one, whose edges overlap; from here on one of the list."""
_LEVEL: Final = 12
_SIDE: Final = 1 << _LEVEL
_TILE: Final = 10.0
_MOST: Final = 100_000


class Lying(NamedTuple):
    """For each position a number, and the codes of the provinces from FIRST on."""

    where: Column
    codes: list[str]


def lying(lon: Floats, lat: Floats, areas: AreaGazetteer) -> Lying:
    """Degrees (EPSG:4326); positions that are no numbers lie nowhere."""
    where = np.zeros(len(lon), np.uint16)
    rows = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    cells = _Cells(lon[rows], lat[rows])
    codes: list[str] = []
    for province in _provinces(cells, areas):
        if len(codes) + FIRST > np.iinfo(where.dtype).max:
            where = where.astype(np.uint32)
        found = rows[cells.inside(province)]
        found = found[_in_box(province, lon[found], lat[found])]
        if len(found):
            where[found] = np.where(where[found] == NOWHERE, len(codes) + FIRST, SEVERAL)
            codes.append(province.code)
    return Lying(where, codes)


def _in_box(province: Province, lon: Floats, lat: Floats) -> Mask:
    west, south, east, north = province.bounds
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    there: Mask = across & (lat >= south) & (lat <= north)
    return there


class _Cells:
    """The cells that hold positions, by column and then row, and the positions of each."""

    def __init__(self, lon: Floats, lat: Floats) -> None:
        self.lon, self.lat = lon, lat
        columns, rows = _columns_and_rows(lon, lat)
        keys = columns * _SIDE + rows
        self.order = np.argsort(keys, kind="stable")
        self.keys, starts = np.unique(keys[self.order], return_index=True)
        self.limits = np.append(starts, len(keys))

    def inside(self, province: Province) -> Ints:
        """Positions that lie in it."""
        edges = edges_of(province.geometry)
        if not len(edges):
            return np.empty(0, np.int64)
        columns, rows = _columns_and_rows(edges[:, [0, 2]], edges[:, [1, 3]])
        cells = self._between(int(columns.min()), int(columns.max()), int(rows.min()), int(rows.max()))
        if not len(cells):
            return cells
        cut = _touched(columns, rows, self.keys[cells])
        whole, parted = cells[~cut], self._positions(cells[cut])
        first = self.order[self.limits[whole]]
        whole = whole[inside(province.geometry, self.lon[first], self.lat[first])]
        parted = parted[inside(province.geometry, self.lon[parted], self.lat[parted])]
        return np.concatenate([self._positions(whole), parted])

    def _between(self, west: int, east: int, north: int, south: int) -> Ints:
        """Cells from one column to another, and from one row to another."""
        low, high = np.searchsorted(self.keys, [west * _SIDE, (east + 1) * _SIDE]).tolist()
        rows = self.keys[low:high] % _SIDE
        found: Ints = np.flatnonzero((rows >= north) & (rows <= south)) + low
        return found

    def _positions(self, cells: Ints) -> Ints:
        found: Ints = self.order[aranges(self.limits[cells], self.limits[cells + 1])]
        return found


def _columns_and_rows(lon: Floats, lat: Floats) -> tuple[Ints, Ints]:
    """Cells of positions; 180° E is in the last column here, so that more to the east is never less."""
    shift = FINEST - _LEVEL
    x = np.rint((lon + 180.0) / 360.0 * STEPS).astype(np.int64)
    y = np.rint((0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)) * STEPS)
    return np.clip(x, 0, STEPS - 1) >> shift, np.clip(y, 0, STEPS - 1).astype(np.int64) >> shift


def _touched(columns: Ints, rows: Ints, keys: Ints) -> Mask:
    """Which of these cells (ascending) are in the box of an edge, whose ends are in these columns and rows."""
    west, east = columns.min(axis=1), columns.max(axis=1)
    north, south = rows.min(axis=1), rows.max(axis=1)
    wide = aranges(west, east + 1)  # each edge's columns, then in each of them the rows
    edge = np.repeat(np.arange(len(west)), east - west + 1)
    low = np.searchsorted(keys, wide * _SIDE + north[edge])
    high = np.searchsorted(keys, wide * _SIDE + south[edge], side="right")
    steps = np.bincount(low, minlength=len(keys) + 1) - np.bincount(high, minlength=len(keys) + 1)
    return np.cumsum(steps)[: len(keys)] > 0


def _provinces(cells: _Cells, areas: AreaGazetteer) -> Iterator[Province]:
    """Those around any of the positions, each once, by their codes."""
    if not len(cells.lon):
        return
    tiles = np.unique(np.floor(np.stack([cells.lon, cells.lat]) / _TILE), axis=1).T
    found: dict[str, Province] = {}
    for west, south in (tiles * _TILE).tolist():
        bounds = max(-180.0, west), max(-90.0, south), min(180.0, west + _TILE), min(90.0, south + _TILE)
        found |= {province.code: province for province in areas.provinces_in(bounds, _MOST)}
    yield from (found[code] for code in sorted(found))
